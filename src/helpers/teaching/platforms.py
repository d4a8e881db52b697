"""Files that Canvas and Moodle import: their own columns, and an export that was handed in filled in.

Canvas wants Student, ID, SIS User ID, SIS Login ID, Section and then a column an assignment, and finds a student by any
of the ids. Moodle lets an instructor choose which column is which; its grading worksheet is found by Identifier.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from html import escape

from helpers.teaching.disarming import shown
from helpers.teaching.gradebook import as_number, columns, item_columns
from helpers.teaching.results import Result
from helpers.teaching.tables import Table

__all__ = ["canvas", "is_canvas", "is_moodle_worksheet", "moodle", "moodle_worksheet"]

_CANVAS = ("Student", "ID", "SIS User ID", "SIS Login ID", "Section")
_POSSIBLE = "    Points Possible"
_IDENTIFIERS = ("username", "id number", "idnumber", "nim", "nomor induk", "email address", "email", "surel")
_NAMES = re.compile(r"\b(?:id|student|name|username|login|identifier|e-?mail|nim|nomor|nama|siswa|surel)\b")
"""What the heading of a column says that names students."""

Rows = list[list[object]]


def canvas(results: Sequence[Result], roster: Table | None = None) -> Rows:
    """Rows for Canvas: an exported gradebook with our points filled in, or a new one.

    Points that are there stay where we have none. An assignment is found by its title, whatever number Canvas puts
    behind it, and keeps its scale; one that is not there becomes a column, which Canvas offers to create.

    Args:
        results: as `counting` gives them.
        roster: the class list; used whole where it is a Canvas export.
    """
    exercises = _exercises(results)
    by_student = _by_student(results)
    if roster and is_canvas(roster):
        return _filled(roster, exercises, by_student)
    heading = [*_CANVAS, *exercises]
    possible = [_POSSIBLE, "", "", "", "", *exercises.values()]
    return [heading, possible, *(_new_row(own, exercises) for own in by_student.values())]


def moodle(results: Sequence[Result], roster: Table | None = None) -> Rows:
    """Rows for Moodle's grade import: identifiers, then for each exercise its points, its feedback, a column an item.

    Args:
        results: as `counting` gives them.
        roster: the class list; its identifying columns are taken over.
    """
    names = {exercise: columns(one for one in results if one.exercise == exercise) for exercise in _exercises(results)}
    held = [at for at, name in enumerate(roster.heading) if name.strip().casefold() in _IDENTIFIERS] if roster else []
    rows = _rows_by_id(roster) if roster else {}
    heading: list[object] = ["student", "name", *(roster.heading[at] for at in held if roster)]
    for exercise, items in names.items():
        heading += [exercise, f"{exercise} (feedback)", *(f"{exercise} {item}" for item in items.values())]
    table = [heading]
    for student, own in _by_student(results).items():
        result = next(iter(own.values()))
        there = _row_of(result, rows, own=bool(roster and is_moodle_worksheet(roster))) or ()
        told: list[object] = [student, result.student_name, *(there[at] if there else "" for at in held)]
        for exercise, items in names.items():
            told += _for_moodle(own.get(exercise), list(items))
        table.append(told)
    return table


def moodle_worksheet(results: Iterable[Result], roster: Table) -> Rows:
    """Moodle's grading worksheet of one assignment, filled in: grades on its own scale, and a comment.

    Args:
        results: those of one exercise.
        roster: the worksheet as Moodle gave it.
    """
    at = {name.strip().casefold(): number for number, name in enumerate(roster.heading)}
    rows: dict[tuple[str, ...], list[object]] = {row: list(row) for row in roster.rows}
    found = _rows_by_id(roster)
    for result in results:
        there = _row_of(result, found)
        if there is None or result.state != "graded":
            continue
        rows[there][at["grade"]] = _points(result, there[at["maximum grade"]] if "maximum grade" in at else None)
        if "feedback comments" in at:
            rows[there][at["feedback comments"]] = _comment(result)
    return [list(roster.heading), *rows.values()]


def is_canvas(roster: Table) -> bool:
    """Whether a table is a gradebook that Canvas exported.

    Args:
        roster: any table.
    """
    names = [name.strip() for name in roster.heading]
    return names[:1] in (["Student"], ["LastName"]) and "ID" in names[:3] and "Section" in names


def is_moodle_worksheet(roster: Table) -> bool:
    """Whether a table is a grading worksheet of one Moodle assignment.

    Args:
        roster: any table.
    """
    return {"identifier", "grade"} <= {name.strip().casefold() for name in roster.heading}


def _exercises(results: Iterable[Result]) -> dict[str, float]:
    """The most possible points of each exercise, by its name, sorted."""
    best: defaultdict[str, float] = defaultdict(float)
    for result in results:
        if result.exercise:
            best[result.exercise] = max(best[result.exercise], result.possible)
    return {exercise: as_number(best[exercise]) for exercise in sorted(best)}


def _by_student(results: Iterable[Result]) -> dict[str, dict[str, Result]]:
    students: dict[str, dict[str, Result]] = {}
    for result in results:
        students.setdefault(result.student, {})[result.exercise] = result
    return students


def _new_row(own: Mapping[str, Result], exercises: Iterable[str]) -> list[object]:
    """A student of whom Canvas may know the number, the login or the name."""
    result = next(iter(own.values()))
    login = "" if result.platform_id else result.student
    who = [result.student_name or result.student, result.platform_id, "", login, ""]
    return [*who, *(_points(own.get(exercise)) for exercise in exercises)]


def _filled(roster: Table, exercises: Mapping[str, float], by_student: Mapping[str, Mapping[str, Result]]) -> Rows:
    titles = [_folded(re.sub(r"\s*\(\d+\)$", "", name)) for name in roster.heading]
    at = {one: titles.index(_folded(one)) for one in exercises if _folded(one) in titles}
    new = [exercise for exercise in exercises if exercise not in at]
    found = _rows_by_id(roster)
    owners = {_row_of(next(iter(own.values())), found): own for own in by_student.values()}
    best = next((row for row in roster.rows if row[0].strip() == _POSSIBLE.strip()), None)
    table: Rows = [[*roster.heading, *new]]
    for row in roster.rows:
        own, filled = owners.get(row, {}), list[object](row)
        for exercise, column in at.items():
            points = _points(own.get(exercise), best and best[column])
            filled[column] = row[column] if points is None else points
        table.append([*filled, *(exercises[one] if row is best else _points(own.get(one)) for one in new)])
    return table


def _points(result: Result | None, best: str | None = None) -> object:
    """A student's points, on the platform's own scale where it says how many are the most; None without a grade."""
    if result is None or result.state != "graded":
        return None
    most = _number(best or "")
    return as_number(result.points / result.possible * most if most and result.possible else result.points)


def _for_moodle(result: Result | None, items: list[str]) -> list[object]:
    if result is None:
        return [None, "", *[None] * len(items)]
    scored = (value if isinstance(value, int | float) else None for value in item_columns(result, items))
    return [_points(result), _comment(result), *scored]


def _comment(result: Result) -> str:
    """What a student reads beside her grade: no words but ours, as HTML, which Moodle takes comments for."""
    if result.state != "graded":
        return escape(result.state)
    again = [item.name for item in result.items if item.status == "not yet"]
    told = f"{as_number(result.points)} of {as_number(result.possible)} points.{' Handed in late.' * result.late}"
    return escape(told + (f" Look again at: {', '.join(again)}." if again else ""))


def _rows_by_id(roster: Table) -> dict[str, tuple[str, ...]]:
    """Each row by every word in it that names one student and no other: numbers, logins, addresses, names."""
    named = [at for at, name in enumerate(roster.heading) if _NAMES.search(name.casefold())]
    found: dict[str, tuple[str, ...] | None] = {}
    for row in roster.rows:
        for name in {_folded(row[at]) for at in named if row[at].strip()}:
            found[name] = None if name in found else row
    return {name: row for name, row in found.items() if row is not None}


def _row_of(result: Result, rows: Mapping[str, tuple[str, ...]], own: bool = True) -> tuple[str, ...] | None:
    """A student's row; the platform's number for her counts only in a table of the platform's `own`."""
    numbers = (result.platform_id, f"Participant {result.platform_id}") if own and result.platform_id else ()
    for name in (result.student, *numbers, result.student_name):
        if name and (row := rows.get(_folded(name))):
            return row
    return None


def _folded(words: str) -> str:
    return " ".join(re.sub(r"[\s_-]+", " ", shown(words)).casefold().split())


def _number(words: str) -> float | None:
    try:
        return float(words.replace(",", "."))
    except ValueError:
        return None
