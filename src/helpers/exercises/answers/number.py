"""Questions that are answered with a whole number."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated, ClassVar, Self

from helpers.article.fields import Written
from helpers.article.files import build
from helpers.exercises.choices import answer_words, number_words, one_of
from helpers.exercises.question import OneLineKey, Other, Question, Row

__all__ = ["NumberKey", "whole_number"]

_WORDS = answer_words()
_NUMBERS = number_words()
_ONE = rf"(?:\d{{1,6}}(?!\d|[.,]\d)|(?:{one_of(_NUMBERS)})\b)"
"""One number in digits or in a word; nobody counts further than six digits here."""
_LARGER = one_of(_WORDS.larger)
_JOINED = rf"\s*+(?:(?:[-–~/,]|(?:{one_of(_WORDS.either + _WORDS.to)})\b)\s*+)?+"
_WHOLE = re.compile(rf"[\W_]*+({_ONE})(?!{_JOINED}(?:{_ONE}|(?:{_LARGER})\b))", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _OtherNumber:
    """The other number of a contested question, as a bank has it."""

    answer: int
    for_key: str
    for_other: str


@dataclass(frozen=True, slots=True)
class NumberKey(OneLineKey):
    """The right number, the reasons against tempting ones, and the other number where readers may differ."""

    form: ClassVar[str] = "number"

    answer: int
    tempting: Mapping[str, str] = field(default_factory=dict)
    other: Annotated[Other | None, Written(type=_OtherNumber)] = None

    @classmethod
    def from_row(cls, row: Row) -> Self:
        """The key of a question that asks for a number."""
        other = build(row["other"], Other, answer=str(row["other"]["answer"])) if "other" in row else None
        return build(row, cls, other=other)

    @property
    def right_answer(self) -> str:
        """The right number, in digits."""
        return str(self.answer)

    def read(self, words: str) -> str | None:
        """The whole number that somebody wrote, in digits."""
        number = whole_number(words)
        return None if number is None else str(number)

    def wanted(self, question: Question) -> str:
        """That it is a number."""
        return f"Write a whole number behind {question.typed}."

    def unread(self, question: Question, words: str) -> str:
        """That it is no number, and how one looks."""
        return f'"{words[:60]}" is no whole number; write one, as in: {question.typed}  3'

    def against(self, question: Question, given: str) -> tuple[str, str]:
        """The reason against a tempting number, or that for the right one."""
        return self.tempting.get(given, question.why), question.hint


def whole_number(words: str) -> int | None:
    """The whole number that somebody wrote in digits or in words; None where there is none, or where there are two.

    Args:
        words: as typed, in English or Indonesian; words behind the number are no harm.

    Example:
        >>> whole_number("8 outlets"), whole_number("Dua belas"), whole_number("2.5"), whole_number("1 or 2")
        (8, 12, None, None)
    """
    match = _WHOLE.match(words)
    if match is None:
        return None
    return int(match[1]) if match[1].isdigit() else _NUMBERS[match[1].casefold()]
