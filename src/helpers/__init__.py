"""Kata siapa? Who says so? Read annotated news articles, answer worksheets, get reasons."""

from __future__ import annotations

from typing import TYPE_CHECKING

from helpers.annotations import AnnotationError, check_article, load_article, load_coding
from helpers.articles import ArticleError, article_ids
from helpers.checks import check, score
from helpers.questions import ask

if TYPE_CHECKING:
    from IPython.core.interactiveshell import InteractiveShell

__all__ = [
    "AnnotationError",
    "ArticleError",
    "article_ids",
    "ask",
    "check",
    "check_article",
    "load_article",
    "load_coding",
    "load_ipython_extension",
    "score",
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
    from helpers.worksheets import answer

    @no_var_expand
    def answer_magic(name: str, text: str) -> None:
        print(answer(name, text))

    shell.register_magic_function(answer_magic, "cell", "answer")
    shell.set_custom_exc((Exception, KeyboardInterrupt), tell_plainly)
    given = {"ask": ask, "check": check, "score": score, "load_article": load_article}
    shell.push(given, interactive=False)
