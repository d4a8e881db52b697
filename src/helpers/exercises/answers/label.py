"""Questions that are answered with a label from a closed list."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Annotated, ClassVar, Self

from helpers.article.fields import COMPUTED
from helpers.article.files import build
from helpers.exercises.choices import Choices, choices
from helpers.exercises.question import OneLineKey, Other, Question, Row

__all__ = ["LabelKey"]


@dataclass(frozen=True, slots=True)
class LabelKey(OneLineKey):
    """The right label, the reasons against tempting ones, and the other answer where readers may differ."""

    form: ClassVar[str] = "label"

    choices: Annotated[Choices, COMPUTED]
    answer: str
    tempting: Mapping[str, str] = field(default_factory=dict)
    other: Other | None = None

    @classmethod
    def from_row(cls, row: Row) -> Self:
        """The key of a question that asks for a closed list."""
        return build(row, cls, choices=choices(row["asks"]))

    @classmethod
    def row_faults(cls, row: Row) -> Iterator[str]:
        """A sentence for each answer that is not in the closed list."""
        known, others = choices(row["asks"]), [row["other"]["answer"]] if "other" in row else []
        for name in (row["answer"], *row.get("tempting", {}), *others):
            if name not in known.labels:
                yield f'"{name}" is no {known.what}; choose {", ".join(known.labels)}'

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

    def read(self, words: str) -> str | None:
        """The label that somebody means."""
        return self.choices.read(words)

    def wanted(self, question: Question) -> str:
        """Which label to write."""
        article = "an" if self.choices.what[0] in "aeiou" else "a"
        return f"Write {article} {self.choices.what} behind {question.typed}."

    def unread(self, question: Question, words: str) -> str:
        """What there is to choose from, also for whoever copied words of the passage."""
        typed = words.strip("\"'“”‘’")
        if typed and typed.casefold() in question.words.casefold():
            return f'"{typed[:60]}" stands in {question.typed}; say what it is: {", ".join(self.labels)}.'
        return self.choices.unknown(typed)

    def against(self, question: Question, given: str) -> tuple[str, str]:
        """The reason against a tempting label; of any, what it means."""
        meaning = self.choices.meanings[given].rstrip(".")
        meaning = f"{given.capitalize()} means: {meaning[0].lower()}{meaning[1:]}."
        return self.tempting.get(given) or f"{meaning} {question.why}", f"{question.hint} {meaning}"
