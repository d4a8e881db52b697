"""A student's notebook: made ready for an exercise; and what it says when a cell fails, never a traceback."""

from __future__ import annotations

import re
from types import TracebackType
from typing import TYPE_CHECKING

from helpers.article import load_article
from helpers.errors import ArticleError, MissingExtraError
from helpers.exercises.session import Session
from helpers.exercises.sheet import ask
from helpers.exercises.worksheet import answer_cell, parse
from helpers.lenses.reader import read

if TYPE_CHECKING:
    from IPython.core.interactiveshell import InteractiveShell

__all__ = ["explain_error", "make_ready", "show_error"]

_NEARLY = re.compile(r"\s*(?:%+\s*an\w*r\b|answer\s+\w)", re.IGNORECASE)
"""How a first line begins that was meant to be that of a worksheet."""
_UNDO = (
    "Your answers are safe. Put this cell back as it was (Ctrl+Z, or Cmd+Z on a Mac) and run it again; "
    "if it is as it was, run the notebook's first grey cell again."
)
_MAGIC = (
    "It looks like a worksheet whose first line has changed. That line is %%answer and the name that the check below "
    "has in quotation marks, as in: %%answer first-article"
)
_EMPTY = "This worksheet has no lines. Add one below its first line, as in: S01  narrator"
_STOPPED = "This cell was stopped before it was done. Your answers are safe; run it again when you like."


def explain_error(error: BaseException, cell: str) -> str:
    """What happened and what to do, in one or two sentences.

    Args:
        error: what Python raised.
        cell: the text of the cell.

    Example:
        >>> explain_error(ZeroDivisionError("division by zero"), "1 / 0").partition(". ")[0]
        'This cell could not run: division by zero (ZeroDivisionError)'
        >>> explain_error(SyntaxError("invalid syntax"), "S01  narrator").partition(". ")[0]
        'It looks like a worksheet whose first line has changed'
    """
    if isinstance(error, ArticleError | MissingExtraError):
        return str(error)
    if isinstance(error, KeyboardInterrupt):
        return _STOPPED
    if answer_cell(cell):
        return _EMPTY
    if _NEARLY.match(cell) or (isinstance(error, SyntaxError) and _was_worksheet(cell)):
        return _MAGIC
    if isinstance(error, SyntaxError):
        return f"Python cannot read line {error.lineno or 1} of this cell. {_UNDO}"
    told = " ".join(str(error).split()) or "no reason was given"
    return f"This cell could not run: {told[:200]} ({type(error).__name__}). {_UNDO}"


def show_error(
    shell: InteractiveShell,
    kind: type[BaseException],
    error: BaseException,
    traceback: TracebackType | None,
    tb_offset: int | None = None,
) -> list[str]:
    """Show the sentence in place of a traceback; the cell still counts as failed. For `shell.set_custom_exc`.

    Args:
        shell: the running IPython shell.
        kind: the error's class.
        error: what was raised.
        traceback: where; it is not shown.
        tb_offset: how many of its frames to skip; all are.
    """
    # As typed: what IPython calls In has magics turned into calls.
    typed = shell.history_manager.input_hist_raw[-1] if shell.history_manager else ""
    lines = [explain_error(error, typed)]
    shell._showtraceback(kind, error, lines)
    return lines


def _was_worksheet(cell: str) -> bool:
    """Whether most lines of a cell name an item."""
    lines = parse("", cell).lines
    return len(lines) > 0 and sum(bool(line.item) for line in lines) > len(lines) / 2


def make_ready(shell: InteractiveShell) -> None:
    """Give a notebook the cell magic `%%answer`, what an exercise calls, and errors in words."""
    from IPython.core.magic import no_var_expand

    # The first cell may be run again at any time: what was answered before stays.
    session: Session = shell.__dict__.setdefault("kata_siapa", Session())

    def answer_magic(name: str, text: str) -> None:
        print(session.answer(name, text))

    shell.register_magic_function(no_var_expand(answer_magic), "cell", "answer")  # type: ignore[arg-type]
    shell.set_custom_exc((Exception, KeyboardInterrupt), show_error)
    given = {"ask": ask, "check": session.check, "score": session.score, "load_article": load_article, "read": read}
    shell.push(given, interactive=False)
