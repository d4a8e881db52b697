"""Files that Moodle imports: a table of grades, the grading worksheet of an assignment, filled in, and feedback files.

In the table, an instructor chooses which column is which. In the worksheet, Moodle finds a student by the participant's
number, and its own columns by their headings in its own language.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections import Counter
from collections.abc import Iterator, Sequence
from html import escape

from helpers.grading.export.class_table import Export, GradedClass, points, refilled, rows_of
from helpers.grading.export.gradebook import (
    as_csv,
    as_number,
    by_exercise,
    by_student,
    columns,
    exercises,
    item_columns,
)
from helpers.grading.folder import safe_name
from helpers.grading.intake.grading_worksheet import as_roster, layout, resembles
from helpers.grading.results import Note, Result
from helpers.grading.tables import Table

__all__ = ["moodle"]

_IDENTIFIERS = ("username", "id number", "idnumber", "nim", "nomor induk", "email address", "email", "surel")
_SUBMITTED = re.compile(r"(?:^|/)[^/_][^/]*?_(\d+)_assignsubmission_")
_LONG_AGO = (1980, 1, 1, 0, 0, 0)
"""The time of every file in the zip, so that the same pages give the same bytes."""

_UNKNOWN = "{} looks like Moodle's grading worksheet, but no column was found that takes points."
_POINTS = (
    "Let Moodle grade in points, not in words of a scale, and name its worksheet as it came; or import moodle.csv."
)


def moodle(given: GradedClass) -> Export:
    """The table of grades, each assignment's worksheet where the roster is one, and zips of the pages of feedback.

    Args:
        given: the class.
    """
    roster = given.roster
    found = layout(roster) if roster else None
    if roster and (found or resembles(roster)) and (found is None or found.grade is None):
        unknown = Note(roster.name, "", _UNKNOWN.format(roster.name), _POINTS, serious=False)
        return Export(_files(given, None), (unknown,))
    return Export(_files(given, roster if found else None))


def _files(given: GradedClass, worksheet: Table | None) -> Iterator[tuple[str, bytes]]:
    results = [one for one in given.results if not one.apart]
    yield "moodle.csv", as_csv(_grades(results, given.roster))
    if worksheet:
        for name, own in by_exercise(results).items():
            yield f"moodle-worksheet-{safe_name(name)}.csv", _worksheet(own, worksheet)
    for name, own in by_exercise(given.results).items():
        if archive := _feedback(own, given):
            yield f"moodle-feedback-{safe_name(name)}.zip", archive


def _grades(results: Sequence[Result], roster: Table | None) -> list[list[object]]:
    """Identifiers, those of the roster included; then for each exercise its points, its feedback, a column an item."""
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


def _worksheet(results: Sequence[Result], worksheet: Table) -> bytes:
    """Moodle's grading worksheet of one assignment, filled in: grades on its own scale, and a comment."""
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


def _feedback(results: Sequence[Result], given: GradedClass) -> bytes | None:
    """A zip that Moodle takes as feedback files of one assignment; None where no student's number there is known.

    Moodle reads each folder's name as name, number, kind and place, parted by underscores.
    """
    numbers = _numbers(results, given.roster)
    times = Counter(numbers.values())
    there = (result for result in results if (result.student, result.exercise) in given.pages)
    known = [result for result in there if times[numbers.get(result.student, "")] == 1]
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for result in known:
            name = safe_name(result.student_name or result.student).replace("_", " ").strip() or "Participant"
            place = f"{name}_{numbers[result.student]}_assignfeedback_file_/feedback.html"
            page = (given.out / given.pages[result.student, result.exercise]).read_bytes()
            archive.writestr(zipfile.ZipInfo(place, _LONG_AGO), page, zipfile.ZIP_DEFLATED)
    return stream.getvalue() if known else None


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


def _numbers(results: Sequence[Result], roster: Table | None) -> dict[str, str]:
    """Each student's number in this assignment: as her own file has it, else as the grading worksheet has it."""
    found = layout(roster) if roster else None
    numbers: dict[str, str] = {}
    if roster and found:
        known = as_roster(roster)
        numbers = {student: known.rows[row][found.id + 1] for student, row in rows_of(results, known).items()}
    own = {one.student: told[1] for one in results if (told := _SUBMITTED.search(one.file))}
    return {student: number for student, number in {**numbers, **own}.items() if number.isdigit()}
