"""Files that Moodle imports: a table of grades, and the grading worksheet of an assignment, filled in.

In the table, an instructor chooses which column is which. In the worksheet, Moodle finds a student by the participant's
number, and its own columns by their headings in its own language.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from helpers.grading.export.class_table import points, refilled, rows_of
from helpers.grading.export.gradebook import as_number, by_student, columns, exercises, item_columns
from helpers.grading.intake.grading_worksheet import as_roster, layout
from helpers.grading.results import Result
from helpers.grading.tables import Table

__all__ = ["moodle", "moodle_worksheet"]

_IDENTIFIERS = ("username", "id number", "idnumber", "nim", "nomor induk", "email address", "email", "surel")


def moodle(results: Sequence[Result], roster: Table | None = None) -> list[list[object]]:
    """Rows for Moodle's grade import: identifiers, then for each exercise its points, its feedback, a column an item.

    Args:
        results: as `counting` gives them.
        roster: the class list; its identifying columns are taken over.
    """
    names = {exercise: columns(one for one in results if one.exercise == exercise) for exercise in exercises(results)}
    known = as_roster(roster) if roster else Table((), ())
    held = [at for at, name in enumerate(known.heading) if name.strip().casefold() in _IDENTIFIERS]
    rows = rows_of(results, known, own=bool(roster and layout(roster)))
    heading: list[object] = ["student", "name", *(known.heading[at] for at in held)]
    for exercise, items in names.items():
        heading += [exercise, f"{exercise} (feedback)", *(f"{exercise} {item}" for item in items.values())]
    table = [heading]
    for student, own in by_student(results).items():
        there = known.rows[rows[student]] if student in rows else ()
        told: list[object] = [student, next(iter(own.values())).student_name]
        told += [there[at] if there else "" for at in held]
        for exercise, items in names.items():
            told += _for_moodle(own.get(exercise), list(items))
        table.append(told)
    return table


def moodle_worksheet(results: Sequence[Result], worksheet: Table) -> bytes:
    """Moodle's grading worksheet of one assignment, filled in: grades on its own scale, and a comment.

    Args:
        results: those of one exercise.
        worksheet: as Moodle gave it; it comes back unchanged unless `layout` knows where it takes points.
    """
    found = layout(worksheet)
    if found is None or found.grade is None:
        return refilled(worksheet, {})
    rows = rows_of(results, as_roster(worksheet))
    cells: dict[tuple[int, int], object] = {}
    for result in (one for one in results if one.student in rows):
        row = rows[result.student]
        best = worksheet.rows[row][found.most] if found.most is not None else ""
        if (grade := points(result, best)) is None:
            continue
        # As the worksheet itself writes numbers: in such a place, a spreadsheet would take 5.12 for a day in December.
        cells[row, found.grade] = str(grade).replace(".", ",") if "," in best and grade != int(grade) else grade
        if found.comment is not None:
            cells[row, found.comment] = _comment(result)
    return refilled(worksheet, cells)


def _for_moodle(result: Result | None, items: list[str]) -> list[object]:
    if result is None:
        return [None, "", *[None] * len(items)]
    scored = (value if isinstance(value, int | float) else None for value in item_columns(result, items))
    return [points(result), _comment(result), *scored]


def _comment(result: Result) -> str:
    """What a student reads beside her grade: no words but ours, as HTML, which Moodle takes comments for."""
    if result.state != "graded":
        return escape(result.state)
    again = [item.name for item in result.items if item.status == "not yet"]
    told = f"{as_number(result.points)} of {as_number(result.possible)} points.{' Handed in late.' * result.late}"
    return escape(told + (f" Look again at: {', '.join(again)}." if again else ""))
