"""A bank of questions: a TOML file in seeds/questions with passages, answers, hints and reasons."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from helpers.article.library import read_toml, seeds_folder
from helpers.article.schema import Field, Shape, fitting, shape_faults
from helpers.exercises.answers.label import LABEL
from helpers.exercises.answers.number import NUMBER
from helpers.exercises.answers.order import ORDER
from helpers.exercises.answers.text import TEXT
from helpers.exercises.choices import LISTS
from helpers.exercises.question import AnswerKind, Question, QuestionError, Row

__all__ = ["about_bank", "also_quoted", "bank_ids", "read_bank"]

_KINDS = {"number": NUMBER, "order": ORDER, "text": TEXT}
"""Each kind of answer by what a question asks for; whatever else it asks for is a closed list."""

_ASKED = (*LISTS, *_KINDS)
_ID = re.compile(r"[A-Z]\d\d")
_FILE = Shape({"about": str, "fictional": bool, "question": list}, {"also": list})
_PROSE = ("id", "words", "en", "ask", "hint", "why")
_PLAIN: dict[str, Field] = {**dict.fromkeys(_PROSE, str), "asks": _ASKED, "sound": bool}
_BLANK = ("words", "en", "source")


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
    table = read_toml(_file(name))
    return f"{table['about']}{' The passages are invented.' * table['fictional']}"


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
    return "\n".join(read_toml(_file(name)).get("also", []))


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
    if faults := list(_faults(table)):
        raise QuestionError("\n".join(f"{file}: {fault}" for fault in faults))
    return tuple(_question(row) for row in table["question"])


def _file(name: str) -> Path:
    return seeds_folder() / "questions" / f"{name}.toml"


def _question(row: Row) -> Question:
    told = fitting(row, _shape(row))
    plain = {name: told[name] for name in ("id", "ask", "words", "en", "hint", "why", "sound")}
    return Question(**plain, typed=told["id"], key=_kind(told).key(told))


def _kind(row: Row) -> AnswerKind:
    return _KINDS.get(str(row.get("asks")), LABEL)


def _shape(row: Row) -> Shape:
    kind = _kind(row)
    return Shape({**_PLAIN, **kind.fields}, kind.optional, blank=(*_BLANK, *kind.blank))


def _faults(table: Mapping[str, Any]) -> Iterator[str]:
    """What is missing or misspelt; where nothing is, what does not fit together."""
    faults = list(shape_faults(table, _FILE))
    rows = fitting(table, _FILE)["question"] or []
    for number, row in enumerate(rows, 1):
        shape = _shape(row if isinstance(row, dict) else {})
        faults += (f"question {number}: {fault}" for fault in shape_faults(row, shape))
    yield from faults or _fit_faults(rows)


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
    yield from _kind(row).faults(row)
    if str(row.get("answer")) in row.get("tempting", {}):
        yield f'"{row["answer"]}" is the answer and cannot tempt'
