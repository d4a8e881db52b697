"""An open notebook or page: what it remembers, the feedback that it gives, and what it says where a cell fails."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from html import escape
from types import TracebackType
from typing import TYPE_CHECKING

from helpers.article import load_article
from helpers.errors import ArticleError, MissingExtraError
from helpers.exercises import Questions, Verdict, ask
from helpers.exercises.question import MARKS
from helpers.exercises.worksheet import Worksheet, answer_cell, parse, sheet_name
from helpers.lenses.reader import read
from helpers.text.html import in_language, quoting

if TYPE_CHECKING:
    from IPython.core.interactiveshell import InteractiveShell

__all__ = ["Feedback", "Session", "explain_error", "make_ready", "show_error"]


@dataclass(frozen=True, slots=True, repr=False)
class Feedback:
    """The verdicts of a worksheet and what to know about its lines; shows itself as text and as a table."""

    worksheet: str
    asked: Questions
    verdicts: tuple[Verdict, ...]
    problems: tuple[str, ...]

    def summary(self) -> str:
        """How many items stand where, in words."""
        counts = Counter(verdict.status for verdict in self.verdicts)
        told = ", ".join(f"{counts[status]} {status}" for status in MARKS if counts[status])
        return f"{self.worksheet}: {told} (of {len(self.verdicts)})"

    def __str__(self) -> str:
        """The feedback as plain text, the same for the same answers."""
        return "\n".join([self.summary(), *(f"! {p}" for p in self.problems), *map(str, self.verdicts)])

    __repr__ = __str__

    def _repr_html_(self) -> str:
        problems = "".join(f"<li>{self._reason(problem)}</li>" for problem in self.problems)
        rows = "\n".join(
            f"<tr><th scope='row'>{v.item}</th><td>{MARKS[v.status]} {v.status}</td>"
            f"<td>{self._answer(v.answer)}</td><td>{self._reason(v.reason)}</td></tr>"
            for v in self.verdicts
        )
        return (
            f"<p><strong>{escape(self.summary())}</strong></p>{f'<ul>{problems}</ul>' * bool(problems)}\n"
            "<style>.ks-feedback th,.ks-feedback td{text-align:left!important;vertical-align:top!important}</style>\n"
            "<table class='ks-feedback' lang='en'><thead><tr><th scope='col'>Item</th><th scope='col'>Verdict</th>"
            f"<th scope='col'>Your answer</th><th scope='col'>Why</th></tr></thead><tbody>\n{rows}\n</tbody></table>"
        )

    def _reason(self, words: str) -> str:
        return quoting(self.asked.text, self.asked.language, words).replace("\n", "<br>")

    def _answer(self, words: str) -> str:
        """What was typed, marked with the passage's language where it was copied from there."""
        copied = words and words.casefold() in self.asked.text.casefold()
        return in_language(self.asked.language, words) if copied else escape(words)


class Session:
    """Worksheets as they were last answered, and their checks: one for each kernel, one for each open page."""

    def __init__(self) -> None:
        """Begin with nothing answered."""
        self._sheets: dict[str, Worksheet] = {}
        self._wrong: defaultdict[tuple[str, str], set[int]] = defaultdict(set)

    def answer(self, name: str, text: str) -> Worksheet:
        """The worksheet, read and kept under its name: what `%%answer` does.

        Args:
            name: the words behind `%%answer`.
            text: the lines below it.

        Example:
            >>> print(Session().answer("example", "S01  narrator"))
            example: 1 of 1 lines filled in. Run the next cell to see what holds.
        """
        sheet = parse(sheet_name(name), text)
        before = self._sheets.get(sheet.name)
        self._sheets[sheet.name] = replace(sheet, turn=before.turn + 1) if before else sheet
        return self._sheets[sheet.name]

    def check(self, worksheet: str, asks: str = "kind", article: str | None = None, only: str = "") -> Feedback:
        """The feedback on a worksheet: a hint where an item is wrong for the first time, later the reason.

        Args:
            worksheet: its name, as behind `%%answer`.
            asks: what it asks for, and the other arguments, as `helpers.ask` has them.
            article: the article's id.
            only: the ids that it asks for.

        Raises:
            QuestionError: nothing of that name can be asked.
            ArticleError: there is no such article.

        Example:
            >>> session = Session()
            >>> sheet = session.answer("first", "S01  person")
            >>> print(session.check("first", article="islam-times-2021").verdicts[0])  # doctest: +ELLIPSIS
            ✗ S01  not yet: person. Hint: Search the sentence for a verb of saying...
        """
        asked = ask(asks, article, only)
        sheet = self._sheets.get(worksheet)
        if sheet is None:
            waiting = f"The worksheet {worksheet} has not been run yet: run its cell, then this one again."
            return Feedback(str(worksheet), asked, asked.verdicts(Worksheet("", ())), (waiting,))
        verdicts = (self._hint_first(verdict, sheet) for verdict in asked.verdicts(sheet))
        return Feedback(worksheet, asked, tuple(verdicts), tuple(asked.faults(sheet)))

    def score(self, worksheet: str, item: str, asks: str = "kind", article: str | None = None, only: str = "") -> str:
        """One item's points as a line that is the same for every answer that earns the point: what nbval compares.

        Args:
            worksheet: its name.
            item: such as "S07".
            asks: what it asks for, and the other arguments, as `helpers.ask` has them.
            article: the article's id.
            only: the ids that it asks for.

        Raises:
            QuestionError: nothing of that name can be asked, or it has no such item.
            ArticleError: there is no such article.

        Example:
            >>> session = Session()
            >>> sheet = session.answer("first", "S01  narrator")
            >>> session.score("first", "S01", article="islam-times-2021")
            'S01: 1 of 1'
        """
        sheet = self._sheets.get(worksheet) or Worksheet(worksheet, ())
        verdict = ask(asks, article, only).question(item).judge(sheet)
        if verdict.status == "for a person to mark":
            return f"{item}: for a person to mark"
        return f"{item}: 1 of 1" if verdict.points else f"{item}: 0 of 1. {verdict}"

    def _hint_first(self, verdict: Verdict, sheet: Worksheet) -> Verdict:
        """The verdict with its reason, or with its hint where it is wrong in no other turn."""
        if verdict.status != "not yet":
            return verdict
        turns = self._wrong[sheet.name, verdict.item]
        turns.add(sheet.turn)
        return verdict if len(turns) > 1 else replace(verdict, reason=f"Hint: {verdict.hint}")


_NEARLY = r"(?i)\s*(?:%+\s*an\w*r\b|answer\s+\w)"
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
    if re.match(_NEARLY, cell) or (isinstance(error, SyntaxError) and _was_worksheet(cell)):
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
