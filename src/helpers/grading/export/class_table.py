"""What a platform is told of a class and gets, and a class's own table: which row is a student's, filled in.

The table is handed back as it came, byte for byte, but for the cells that were filled in and the columns that are new.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from helpers.grading.export.gradebook import as_number
from helpers.grading.results import Note, Result
from helpers.grading.tables import Table, encoded, number
from helpers.text.visible import LINE, cell, clean

__all__ = ["Export", "GradedClass", "points", "refilled", "rows_of"]


@dataclass(frozen=True, slots=True)
class GradedClass:
    """A class as a platform is told of it.

    Attributes:
        results: those that count.
        roster: the class list; an export of the platform's own comes back filled in.
        assignments: what exercises are called on the platform, where it is something else.
        out: the folder of results.
        pages: where each page of feedback lies below it, by student and exercise.
    """

    results: Sequence[Result]
    roster: Table | None = None
    assignments: Mapping[str, str] = field(default_factory=dict)
    out: Path = Path()
    pages: Mapping[tuple[str, str], str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Export:
    """Files by name, made when they are asked for, which is after the pages are written; and notes on them."""

    files: Iterable[tuple[str, bytes]]
    notes: tuple[Note, ...] = ()


_NAMES = re.compile(r"\b(?:id|student|name|username|login|identifier|e-?mail|nim|nomor|nama|siswa|surel)\b")
"""What the heading of a column says that names students."""


def rows_of(results: Iterable[Result], table: Table, own: bool = True) -> dict[str, int]:
    """The number of each student's row; a row that two students would have is nobody's.

    Args:
        results: any.
        table: a class's; its columns that name students are looked into.
        own: whether the table is of the platform whose number for her a result holds.
    """
    known = _rows_by_id(table)
    found = {result.student: _row_of(result, known, own) for result in results}
    claims = Counter(found.values())
    return {student: row for student, row in found.items() if row is not None and claims[row] == 1}


def points(result: Result | None, most: str | None = None) -> float | None:
    """A student's points, on the table's own scale where it says how many are the most; None without a grade.

    Args:
        result: hers; None where she has none.
        most: as it stands in the table.
    """
    if result is None or result.state != "graded":
        return None
    best = number(most or "")
    return as_number(result.points / result.possible * best if best and result.possible else result.points)


def _rows_by_id(table: Table) -> dict[str, int]:
    """Each row by every word in it that names one student and no other: numbers, logins, addresses, names."""
    named = [at for at, name in enumerate(table.heading) if _NAMES.search(name.casefold())]
    found: dict[str, int | None] = {}
    for place, row in enumerate(table.rows):
        for name in {_folded(row[at]) for at in named if row[at].strip()}:
            found[name] = None if name in found else place
    return {name: place for name, place in found.items() if place is not None}


def _row_of(result: Result, rows: Mapping[str, int], own: bool) -> int | None:
    """A student's row; the platform's number for her counts only in a table of the platform's `own`."""
    for name in (result.student, result.platform_id if own else "", result.student_name):
        if name and (row := rows.get(_folded(name))) is not None:
            return row
    return None


def _folded(words: str) -> str:
    return " ".join(re.sub(r"[\s_-]+", " ", clean(words, LINE)).casefold().split())


def refilled(table: Table, cells: Mapping[tuple[int, int], object], columns: Sequence[str] = ()) -> bytes:
    """The bytes of the file that a table was read from, with some cells filled in and columns added at its right.

    What is written is a number, or text in which no spreadsheet finds a formula. Nothing else changes.

    Args:
        table: as `read_table` gives it.
        cells: what to write, by row and column, both from 0; the heading is no row.
        columns: the heading of each new one; every row gets a cell in it.
    """
    new = range(len(table.heading), len(table.heading) + len(columns))
    changed: dict[int, dict[int, object]] = {}
    if columns:
        changed = {row: dict.fromkeys(new) for row in range(len(table.rows) + 1)}
        changed[0] = dict(zip(new, columns, strict=True))
    for (row, column), value in cells.items():
        changed.setdefault(row + 1, {})[column] = value
    text, told, done = table.source.text, [], 0
    for row, spans in enumerate(table.source.spans):
        if row in changed:
            told += [text[done : spans[0][0]], _row(table, row, changed[row])]
            done = spans[-1][1]
    return encoded("".join([*told, text[done:]]), table.source.codec)


def _row(table: Table, number: int, changed: Mapping[int, object]) -> str:
    """A row's text with some cells changed; a short one is filled up as far as it must be."""
    raw = [table.source.text[start:end] for start, end in table.source.spans[number]]
    raw += [""] * (max(changed) + 1 - len(raw))
    for column, value in changed.items():
        raw[column] = _written(value)
    return table.delimiter.join(raw)


def _written(value: object) -> str:
    """The value as CSV: bare where it is a number or nothing, else in quotation marks."""
    if value is None or isinstance(value, int | float):
        return "" if value is None else str(value)
    words = str(cell(value)).replace('"', '""')
    return f'"{words}"'
