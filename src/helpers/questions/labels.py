"""Questions that are answered with a label from a closed list."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from helpers.questions.choices import Choices
from helpers.questions.question import Other, Question, Verdict, first_read
from helpers.worksheets import Line, Worksheet

__all__ = ["LabelKey"]


@dataclass(frozen=True, slots=True)
class LabelKey:
    """The right label, the reasons against tempting ones, and the other answer where readers may differ."""

    choices: Choices
    answer: str
    tempting: Mapping[str, str] = field(default_factory=dict)
    other: Other | None = None

    @property
    def labels(self) -> tuple[str, ...]:
        """The labels to choose from."""
        return self.choices.labels

    def judge(self, question: Question, sheet: Worksheet) -> Verdict:
        """The verdict on the first line that answers with a label.

        Args:
            question: whose key this is.
            sheet: a worksheet that was handed in.
        """
        given = self._given(question, sheet)
        if given is None:
            typed = "".join(line.value for line in sheet.lines_of(question.typed)[:1])
            article = "an" if self.choices.what[0] in "aeiou" else "a"
            told = f"Write {article} {self.choices.what} behind {question.typed}."
            return Verdict(question.id, typed, "not answered", told)
        if self.other and given in (self.answer, self.other.answer):
            return Verdict(question.id, given, "contested", self.other.both_sides(self.answer))
        if given == self.answer:
            return Verdict(question.id, given, "right", question.why)
        meaning = self.choices.meanings[given].rstrip(".")
        meaning = f"{given.capitalize()} means: {meaning[0].lower()}{meaning[1:]}."
        against = self.tempting.get(given) or f"{meaning} {question.why}"
        return Verdict(question.id, given, "not yet", against, f"{question.hint} {meaning}")

    def fault(self, question: Question, line: Line, sheet: Worksheet) -> str:
        """A sentence where the line is no label, or another label than an earlier line has.

        Args:
            question: whose key this is.
            line: a line that answers it.
            sheet: the worksheet that it stands in.
        """
        label = self.choices.read(line.value)
        if label is None:
            typed = line.value.strip("\"'“”‘’")
            if typed and typed.casefold() in question.words.casefold():
                return f': "{typed[:60]}" stands in {question.typed}; say what it is: {", ".join(self.labels)}.'
            return f": {self.choices.unknown(typed)}"
        first = first_read(self.choices.read, sheet.lines_of(question.typed))
        if first and label != self.choices.read(first.value):
            return f": {question.typed} has an answer in line {first.number} already; the first one counts."
        return ""

    def _given(self, question: Question, sheet: Worksheet) -> str | None:
        first = first_read(self.choices.read, sheet.lines_of(question.typed))
        return self.choices.read(first.value) if first else None
