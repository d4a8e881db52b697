"""What a notebook or a page remembers while it is open: its worksheets, and which items were wrong before."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

from helpers.exercises import Verdict, ask
from helpers.exercises.feedback import Feedback
from helpers.exercises.worksheet import Worksheet, parse, sheet_name

__all__ = ["Session"]


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
