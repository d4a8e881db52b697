"""Kata siapa? Who says so? Read annotated news articles, answer worksheets, get reasons."""

from __future__ import annotations

from typing import TYPE_CHECKING

from helpers.article import AnnotationError, article_ids, check_article, load_article, load_coding
from helpers.errors import ArticleError
from helpers.exercises import ask
from helpers.exercises.session import Session
from helpers.lenses.reader import read

if TYPE_CHECKING:
    from IPython.core.interactiveshell import InteractiveShell

__all__ = [
    "AnnotationError",
    "ArticleError",
    "Session",
    "article_ids",
    "ask",
    "check_article",
    "load_article",
    "load_coding",
    "load_ipython_extension",
    "read",
]


def load_ipython_extension(shell: InteractiveShell) -> None:
    """Make a notebook ready for an exercise.

    It gets the cell magic `%%answer`, and `ask`, `check`, `score`, `read` and `load_article`; a cell that fails says
    so in a sentence, without a traceback.

    Args:
        shell: the running IPython shell; `%reload_ext helpers` passes it.
    """
    from helpers.exercises.session import make_ready

    make_ready(shell)
