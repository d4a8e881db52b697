"""Kata siapa? Who says so? Read annotated news articles, answer worksheets, get reasons."""

from __future__ import annotations

from typing import TYPE_CHECKING

from helpers.annotations import AnnotationError, check_article, load_article, load_coding
from helpers.articles import ArticleError, article_ids
from helpers.questions import ask
from helpers.session import Session

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
]


def load_ipython_extension(shell: InteractiveShell) -> None:
    """Make a notebook ready for an exercise.

    It gets the cell magic `%%answer`, and `ask`, `check`, `score` and `load_article`; a cell that fails says so in a
    sentence, without a traceback.

    Args:
        shell: the running IPython shell; `%reload_ext helpers` passes it.
    """
    from IPython.core.magic import no_var_expand

    from helpers.mishaps import tell_plainly

    # The first cell may be run again at any time: what was answered before stays.
    session: Session = shell.__dict__.setdefault("kata_siapa", Session())

    def answer_magic(name: str, text: str) -> None:
        print(session.answer(name, text))

    shell.register_magic_function(no_var_expand(answer_magic), "cell", "answer")  # type: ignore[arg-type]
    shell.set_custom_exc((Exception, KeyboardInterrupt), tell_plainly)
    given = {"ask": ask, "check": session.check, "score": session.score, "load_article": load_article}
    shell.push(given, interactive=False)
