"""A bank of questions: a TOML file in seeds/questions with passages, answers, hints and reasons."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from helpers.article.fields import OneOf
from helpers.article.files import (
    build,
    faults,
    field_faults,
    fitting,
    named_rows,
    read_as,
    read_toml,
    refuse,
    seeds_folder,
)
from helpers.exercises.answers.label import LabelKey
from helpers.exercises.answers.number import NumberKey
from helpers.exercises.answers.order import OrderKey
from helpers.exercises.answers.text import TextKey
from helpers.exercises.choices import LISTS
from helpers.exercises.question import Key, Question, QuestionError, Row

__all__ = ["about_bank", "also_quoted", "bank_ids", "read_bank"]

_KINDS: dict[str, type[Key]] = {kind.form: kind for kind in (NumberKey, OrderKey, TextKey)}
"""Each kind of answer by what a question asks for; whatever else it asks for is a closed list."""

_ID = re.compile(r"[A-Z]\d\d")


@dataclass(frozen=True, slots=True)
class _Bank:
    """A file of questions; `also` holds words that its reasons quote from elsewhere."""

    about: str
    fictional: bool
    question: tuple[Row, ...]
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Asks:
    """What a question asks for."""

    asks: Annotated[str, OneOf((*LISTS, *_KINDS))]


def bank_ids() -> tuple[str, ...]:
    """The names of all banks that are here, sorted.

    Example:
        >>> "form-a" in bank_ids()
        True
    """
    return tuple(sorted(file.stem for file in (seeds_folder() / "questions").glob("*.toml")))


def about_bank(name: str) -> str:
    """What a bank is about, in one sentence; a second one says so where its passages are invented.

    Args:
        name: one of `bank_ids()`.

    Raises:
        ArticleError: the file cannot be read.

    Example:
        >>> about_bank("form-a").endswith("The passages are invented.")
        True
    """
    bank = _bank(name)
    return f"{bank.about}{' The passages are invented.' * bank.fictional}"


def also_quoted(name: str) -> str:
    """The words that a bank's reasons quote from elsewhere, a line each, in the language of its passages.

    Args:
        name: one of `bank_ids()`.

    Raises:
        ArticleError: the file cannot be read.

    Example:
        >>> also_quoted("coders-machine")
        'Menurut jadwal'
    """
    return "\n".join(_bank(name).also)


def read_bank(name: str, file: Path | None = None) -> tuple[Question, ...]:
    """The questions of a bank, in the order of the file.

    Args:
        name: one of `bank_ids()`.
        file: the TOML file; the module's own of that name when None.

    Raises:
        QuestionError: the bank does not hold together; the message lists every fault, a line each.
        ArticleError: the file cannot be read.

    Example:
        >>> len([question for question in read_bank("form-a") if question.id.startswith("Q")])
        10
    """
    file = file or _file(name)
    table = read_toml(file)
    refuse(file, _faults(table), QuestionError)
    return tuple(map(_question, table["question"]))


def _file(name: str) -> Path:
    return seeds_folder() / "questions" / f"{name}.toml"


def _bank(name: str) -> _Bank:
    return read_as(_file(name), _Bank, QuestionError)


def _kind(row: Row) -> type[Key]:
    return _KINDS.get(str(row.get("asks")) if isinstance(row, dict) else "", LabelKey)


def _question(row: Row) -> Question:
    return build(row, Question, typed=row["id"], key=_kind(row).from_row(row))


def _faults(table: Row) -> Iterator[str]:
    """What is missing or misspelt; where nothing is, what does not fit together."""
    told = list(field_faults(table, _Bank))
    rows = list(named_rows("question", fitting(table, _Bank)["question"] or ()))
    told += (f"{place}: {fault}" for place, row in rows for fault in faults(row, (Question, _Asks, _kind(row))))
    yield from told or _fit_faults([row for _, row in rows])


def _fit_faults(rows: list[Row]) -> Iterator[str]:
    ids = [row["id"] for row in rows]
    yield from (f'id "{id}" is there twice; give each its own.' for id in dict.fromkeys(ids) if ids.count(id) > 1)
    for row in rows:
        yield from (f"{row['id']}: {fault}" for fault in _row_faults(row))


def _row_faults(row: Row) -> Iterator[str]:
    if not _ID.fullmatch(row["id"]):
        yield "an id is a capital letter and two digits, as in Q07"
    if bool(row["words"].strip()) != bool(row["en"].strip()):
        yield "needs an English gloss (en) exactly where it has words"
    yield from _kind(row).row_faults(row)
    if str(row.get("answer")) in row.get("tempting", {}):
        yield f'"{row["answer"]}" is the answer and cannot tempt'
