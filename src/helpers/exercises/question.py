"""A question of a worksheet, its key and the verdict on an answer to it."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated, Any, ClassVar, Self

from helpers.article.fields import COMPUTED, EMPTY
from helpers.article.files import build
from helpers.errors import ArticleError
from helpers.exercises.worksheet import Line, Worksheet

__all__ = [
    "MARKS",
    "Key",
    "OneLineKey",
    "Other",
    "Question",
    "QuestionError",
    "Row",
    "Verdict",
]

Row = Mapping[str, Any]
"""A question of a bank as TOML gives it."""

MARKS = {"right": "✓", "contested": "≈", "not yet": "✗", "for a person to mark": "✎", "not answered": "·"}
"""Every status of a verdict, with the sign that stands beside it."""


class QuestionError(ArticleError):
    """What was asked for is not there, or a bank of questions does not hold together; the message says which."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What an answer to one item is worth, 0 or 1 point, why, and where to look before one is told why."""

    item: str
    answer: str
    status: str
    reason: str
    hint: str = ""

    @property
    def points(self) -> int:
        """1 where the answer is right or one of a contested item's two; else 0."""
        return int(self.status in ("right", "contested"))

    def __str__(self) -> str:
        """The verdict as one line: mark, item, words, reason; a reason of several lines goes on below."""
        told = self.reason.replace("\n", "\n    ")
        answer = f": {self.answer}" if self.answer else ""
        stop = "" if answer.endswith((".", "!", "?", "…")) else "."
        return f"{MARKS[self.status]} {self.item}  {self.status}{answer}{stop} {told}"


@dataclass(frozen=True, slots=True)
class Other:
    """The second defensible answer to a contested question, with the reason for each side."""

    answer: str
    for_key: str
    for_other: str

    def both_sides(self, answer: str) -> str:
        """Both reasons, in a sentence each.

        Args:
            answer: the first answer.

        Example:
            >>> Other("vague", "One speaks.", "Many may speak.").both_sides("unnamed")
            'Either answer earns the point. For unnamed: One speaks. For vague: Many may speak.'
        """
        return f"Either answer earns the point. For {answer}: {self.for_key} For {self.answer}: {self.for_other}"


class Key(ABC):
    """What answers a question, a class for each kind of answer: all that is asked of a kind is asked here.

    A kind that banks may ask for is a dataclass, and its fields are those of a question in a bank.

    Attributes:
        form: what the kind is called, such as "label" or "number".
        by_person: whether only a person can mark it.
        goes_on: whether an answer may go on in the lines below its own.
    """

    __slots__ = ()
    form: ClassVar[str]
    by_person: ClassVar[bool] = False
    goes_on: ClassVar[bool] = False

    @classmethod
    def from_row(cls, row: Row) -> Self:
        """The key of a question of a bank, whose fields all fit.

        Args:
            row: the question.
        """
        return build(row, cls)

    @classmethod
    def row_faults(cls, row: Row) -> Iterator[str]:
        """A sentence for each thing in a question of a bank, whose fields all fit, that does not fit together.

        Args:
            row: the question.
        """
        yield from ()

    @property
    def of(self) -> str:
        """Which closed list the answer comes from, such as "kind of source"; empty where there is none."""
        return ""

    @property
    def meanings(self) -> Mapping[str, str]:
        """What each label to choose from means; none where the answer is free."""
        return {}

    @property
    def labels(self) -> tuple[str, ...]:
        """The labels to choose from; none where the answer is free."""
        return tuple(self.meanings)

    @property
    def answers(self) -> tuple[str, ...]:
        """Every answer that can be given, as a worksheet has it; none where there is no end of them."""
        return self.labels

    @property
    def right_answer(self) -> str:
        """The answer that earns the point; empty where only a person can tell."""
        return ""

    @property
    def other_answer(self) -> str:
        """The second answer that earns it, where careful readers may differ; else empty."""
        return ""

    @property
    def choose(self) -> str:
        """A sentence on what there is to choose from; empty where the answer is free."""
        labels = self.labels
        return f"Choose {', '.join(labels[:-1])} or {labels[-1]}." if labels else ""

    @property
    def models(self) -> tuple[str, ...]:
        """Answers to compare one's own words with; none where the answer is not one's own words."""
        return ()

    def line(self, typed: str) -> str:
        """The line of a worksheet that answers rightly.

        Args:
            typed: what stands in front of the answer, such as "S07".
        """
        return f"{typed}  {self.right_answer}"

    @abstractmethod
    def judge(self, question: Question, sheet: Worksheet) -> Verdict:
        """The verdict on what a worksheet says to the question."""

    @abstractmethod
    def fault(self, question: Question, line: Line, sheet: Worksheet) -> str:
        """A sentence on why a line does not count, or what to know about it; empty where all is well."""


@dataclass(frozen=True, slots=True)
class Question:
    """One item: what is asked of which words, what answers it and why, and where to look.

    `typed` is what a student writes in front of the answer: several items may share one.
    """

    id: str
    typed: Annotated[str, COMPUTED]
    ask: str
    words: Annotated[str, EMPTY]
    en: Annotated[str, EMPTY]
    key: Annotated[Key, COMPUTED]
    hint: str
    why: str
    sound: bool

    def judge(self, sheet: Worksheet) -> Verdict:
        """The verdict on what a worksheet says to this question.

        Example:
            >>> from helpers.exercises import ask
            >>> from helpers.exercises.worksheet import parse
            >>> first = ask("kind", article="islam-times-2021").questions[0]
            >>> first.judge(parse("voices", "S01 narrator")).status
            'right'
        """
        return self.key.judge(self, sheet)


class OneLineKey(Key):
    """A kind whose answer stands on one line: the first line that can be read is judged, whatever follows it."""

    __slots__ = ()

    @property
    def other(self) -> Other | None:
        """The second defensible answer, with the reason for each side; None where there is none."""
        return None

    @property
    def other_answer(self) -> str:
        """The second answer of a contested question; else empty."""
        return self.other.answer if self.other else ""

    @abstractmethod
    def read(self, words: str) -> str | None:
        """The answer that somebody means, as a worksheet has it; None where the words are none."""

    @abstractmethod
    def wanted(self, question: Question) -> str:
        """A sentence on what to write, for whoever wrote nothing that can be read."""

    @abstractmethod
    def unread(self, question: Question, words: str) -> str:
        """A sentence on words that are no answer."""

    @abstractmethod
    def against(self, question: Question, given: str) -> tuple[str, str]:
        """Why an answer is wrong, and the hint for another try."""

    def judge(self, question: Question, sheet: Worksheet) -> Verdict:
        """The verdict on the first line that can be read."""
        lines = sheet.lines_of(question.typed)
        given = next((read for line in lines if (read := self.read(line.value)) is not None), None)
        if given is None:
            return Verdict(question.id, lines[0].value if lines else "", "not answered", self.wanted(question))
        if self.other and given in (self.right_answer, self.other_answer):
            return Verdict(question.id, given, "contested", self.other.both_sides(self.right_answer))
        if given == self.right_answer:
            return Verdict(question.id, given, "right", question.why)
        return Verdict(question.id, given, "not yet", *self.against(question, given))

    def fault(self, question: Question, line: Line, sheet: Worksheet) -> str:
        """A sentence where the line cannot be read, or holds another answer than an earlier line."""
        given = self.read(line.value)
        if given is None:
            return f": {self.unread(question, line.value)}"
        for earlier in sheet.lines_of(question.typed):
            if (counted := self.read(earlier.value)) is not None:
                told = f": {question.typed} has an answer in line {earlier.number} already; the first one counts."
                return told if counted != given else ""
        return ""
