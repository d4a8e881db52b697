"""Questions that are answered with a label from a closed list."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import ClassVar

from helpers.exercises.choices import Choices, choices
from helpers.exercises.question import (
    AnswerKind,
    Key,
    Other,
    Question,
    Row,
    Verdict,
    first_read,
    other_faults,
    other_of,
)
from helpers.exercises.worksheet import Line, Worksheet

__all__ = ["LABEL", "LabelKey"]


@dataclass(frozen=True, slots=True)
class LabelKey(Key):
    """The right label, the reasons against tempting ones, and the other answer where readers may differ."""

    form: ClassVar[str] = "label"

    choices: Choices
    answer: str
    tempting: Mapping[str, str] = field(default_factory=dict)
    other: Other | None = None

    @property
    def of(self) -> str:
        """What the closed list is a list of."""
        return self.choices.what

    @property
    def meanings(self) -> Mapping[str, str]:
        """What each label of the closed list means."""
        return self.choices.meanings

    @property
    def right_answer(self) -> str:
        """The right label."""
        return self.answer

    @property
    def other_answer(self) -> str:
        """The other label of a contested question."""
        return self.other.answer if self.other else ""

    def judge(self, question: Question, sheet: Worksheet) -> Verdict:
        """The verdict on the first line that answers with a label."""
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
        """A sentence where the line is no label, or another label than an earlier line has."""
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


def _key(row: Row) -> LabelKey:
    return LabelKey(choices(row["asks"]), row["answer"], row["tempting"] or {}, other_of(row))


def _faults(row: Row) -> Iterator[str]:
    yield from (faults := list(other_faults(row, str)))
    known, others = choices(row["asks"]), [row["other"]["answer"]] if "other" in row and not faults else []
    for name in (row["answer"], *row.get("tempting", {}), *others):
        if name not in known.labels:
            yield f'"{name}" is no {known.what}; choose {", ".join(known.labels)}'


LABEL = AnswerKind({"answer": str}, _key, _faults, {"tempting": dict, "other": dict})
"""A label of the closed list that the question asks for."""
