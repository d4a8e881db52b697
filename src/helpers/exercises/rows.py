"""How a kind of answer is written in a bank: its fields, the key that they make, and what does not fit together."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from helpers.article.schema import Field, Shape, shape_faults
from helpers.exercises.question import Key, Other

__all__ = ["AnswerKind", "Row", "other_faults", "other_of"]

Row = Mapping[str, Any]
"""A question of a bank as TOML gives it, with every field of its kind."""


@dataclass(frozen=True, slots=True)
class AnswerKind:
    """A kind of answer that a bank may ask for.

    Attributes:
        fields: those beside the ones that every question has.
        key: the key of a question whose fields are all there.
        faults: a sentence for each thing that does not fit together.
        optional: fields that may be missing.
        blank: fields that may be empty.
    """

    fields: Mapping[str, Field]
    key: Callable[[Row], Key]
    faults: Callable[[Row], Iterator[str]]
    optional: Mapping[str, Field]
    blank: tuple[str, ...] = ()


def other_of(row: Row) -> Other | None:
    """The second defensible answer of a row; None where there is none.

    Args:
        row: of a contested question, or another.
    """
    return Other(**{**row["other"], "answer": str(row["other"]["answer"])}) if row["other"] else None


def other_faults(row: Row, answer: Field) -> Iterator[str]:
    """A sentence for each thing that is wrong with a row's second answer.

    Args:
        row: of a bank.
        answer: the type that an answer has.
    """
    if "other" in row:
        shape = Shape({"answer": answer, "for_key": str, "for_other": str})
        yield from (f"other: {fault}" for fault in shape_faults(row["other"], shape))
