"""Which row of a class's table is a student's, and her points as that table counts them."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from helpers.grading.export.gradebook import as_number
from helpers.grading.results import Result
from helpers.grading.tables import Table
from helpers.text.visible import LINE, clean

__all__ = ["by_exercise", "by_student", "exercises", "number", "points", "rows_of"]

_NAMES = re.compile(r"\b(?:id|student|name|username|login|identifier|e-?mail|nim|nomor|nama|siswa|surel)\b")
"""What the heading of a column says that names students."""


def by_exercise(results: Iterable[Result]) -> dict[str, list[Result]]:
    """The results of each exercise, by its name, sorted.

    Args:
        results: any.
    """
    grouped: defaultdict[str, list[Result]] = defaultdict(list)
    for result in results:
        if result.exercise:
            grouped[result.exercise].append(result)
    return dict(sorted(grouped.items()))


def exercises(results: Iterable[Result]) -> dict[str, float]:
    """The most possible points of each exercise, by its name, sorted.

    Args:
        results: any.
    """
    return {
        exercise: as_number(max(result.possible for result in own)) for exercise, own in by_exercise(results).items()
    }


def by_student(results: Iterable[Result]) -> dict[str, dict[str, Result]]:
    """Each student's results by exercise.

    Args:
        results: as `counting` gives them.
    """
    students: dict[str, dict[str, Result]] = {}
    for result in results:
        students.setdefault(result.student, {})[result.exercise] = result
    return students


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


def number(words: str) -> float | None:
    """What a cell says as a number, with a point or a comma in it; None where it is none.

    Args:
        words: of the cell.

    Example:
        >>> number("100,00"), number(" 0.5 "), number("05"), number("-")
        (100.0, 0.5, None, None)
    """
    plain = re.fullmatch(r"(0|[1-9]\d*)?(?:[.,\u066b\u06d4](\d+))?", words.strip())
    return float(f"{plain[1] or 0}.{plain[2] or 0}") if plain and any(plain.groups()) else None


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
