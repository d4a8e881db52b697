"""Questions that are answered with a whole number."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import ClassVar

from helpers.exercises.question import (
    AnswerKind,
    OneLineKey,
    Other,
    Question,
    Row,
    other_faults,
    other_of,
)

__all__ = ["NUMBER", "NumberKey", "whole_number"]

_WORDS = (
    "none, nobody, nihil, kosong, tidak ada, zero, nol; one, satu; two, dua; three, tiga; four, empat; five, lima; "
    "six, enam; seven, tujuh; eight, delapan; nine, sembilan; ten, sepuluh; eleven, sebelas; twelve, dua belas; "
    "thirteen, tiga belas; fourteen, empat belas; fifteen, lima belas; sixteen, enam belas; seventeen, tujuh belas; "
    "eighteen, delapan belas; nineteen, sembilan belas; twenty, dua puluh"
)
_NUMBERS = {word: number for number, words in enumerate(_WORDS.split("; ")) for word in words.split(", ")}
_ONE = rf"(?:\d{{1,6}}(?!\d|[.,]\d)|(?:{'|'.join(sorted(_NUMBERS, key=len, reverse=True))})\b)"
"""One number in digits or in a word; nobody counts further than six digits here."""
_LARGER = "belas|puluh|ratus|ribu|hundred|thousand"
_JOINED = r"\s*+(?:(?:[-–~/,]|or\b|atau\b|to\b|sampai\b|hingga\b)\s*+)?+"
_WHOLE = re.compile(rf"[\W_]*+({_ONE})(?!{_JOINED}(?:{_ONE}|(?:{_LARGER})\b))", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class NumberKey(OneLineKey):
    """The right number, the reasons against tempting ones, and the other number where readers may differ."""

    form: ClassVar[str] = "number"

    answer: int
    tempting: Mapping[str, str] = field(default_factory=dict)
    other: Other | None = None

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


def _key(row: Row) -> NumberKey:
    return NumberKey(row["answer"], row["tempting"] or {}, other_of(row))


def _faults(row: Row) -> Iterator[str]:
    yield from other_faults(row, int)


NUMBER = AnswerKind({"answer": int}, _key, _faults, {"tempting": dict, "other": dict})
"""A whole number."""
