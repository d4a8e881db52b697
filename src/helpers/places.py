"""Where articles are: in the module's own seeds, and in a folder of private ones that an instructor names."""

from __future__ import annotations

import os
from pathlib import Path

__all__ = ["PRIVATE", "article_places", "is_hidden", "private_folder", "seeds_folder"]

PRIVATE = "KATA_SIAPA_ARTICLES"
"""The environment variable that names a folder of private articles."""


def seeds_folder() -> Path:
    """The folder of articles and word lists: inside an installed package, or at a checkout's root.

    Example:
        >>> (seeds_folder() / "articles").is_dir()
        True
    """
    installed = Path(__file__).parent / "seeds"
    return installed if installed.is_dir() else Path(__file__).parents[2] / "seeds"


def private_folder() -> Path | None:
    """The folder of private articles, there or not; None where none is named."""
    named = os.environ.get(PRIVATE, "").strip()
    return Path(named).expanduser() if named else None


def article_places() -> dict[str, Path]:
    """Every article's folder by its id; where a private article has the id of the module's own, the own one counts.

    Example:
        >>> article_places()["harakatuna-2024"].name
        'harakatuna-2024'
    """
    return _within(private_folder()) | _within(_own())


def is_hidden(folder: Path) -> bool:
    """Whether a private article cannot be had by its id, because one of the module's own has the same.

    Args:
        folder: an article's folder.
    """
    private, folder = private_folder(), folder.resolve()
    return private is not None and folder.parent == private.resolve() and folder.name in _within(_own())


def _own() -> Path:
    return seeds_folder() / "articles"


def _within(folder: Path | None) -> dict[str, Path]:
    return {file.parent.name: file.parent for file in folder.glob("*/text.txt")} if folder else {}
