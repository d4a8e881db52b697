"""Questions about news: derived from an article's annotation, or read from a bank; they show and judge themselves."""

from __future__ import annotations

from pathlib import Path

from helpers.exercises.bank import bank_ids
from helpers.exercises.question import Question, QuestionError, Verdict
from helpers.exercises.sheet import Questions, ask

__all__ = ["UNCOMPARED", "Question", "QuestionError", "Questions", "Verdict", "ask", "bank_ids", "key_folder"]


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
