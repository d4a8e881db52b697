"""Where the keys of the exercises are, and how a cell of theirs is kept from being compared."""

from __future__ import annotations

from pathlib import Path

__all__ = ["UNCOMPARED", "key_folder"]


UNCOMPARED = "nbval-ignore-output"
"""The tag of a cell whose output is for looking at: it is not kept and never compared."""


def key_folder() -> Path:
    """The folder of keys: inside an installed package, or in a checkout's exercises.

    Example:
        >>> (key_folder() / "who-says-so.md").is_file()
        True
    """
    installed = Path(__file__).parents[1] / "keys"
    return installed if installed.is_dir() else Path(__file__).parents[3] / "exercises" / "keys"
