"""What gives the pages of feedback to the students: a table to send letters by, and Moodle's zip of feedback files."""

from __future__ import annotations

import io
import re
import zipfile
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

from helpers.grading.export.class_table import rows_of
from helpers.grading.export.gradebook import standing
from helpers.grading.folder import safe_name
from helpers.grading.intake.grading_worksheet import address_column, as_roster, layout
from helpers.grading.results import Result
from helpers.grading.tables import Table

__all__ = ["letters", "moodle_feedback"]

_SUBMITTED = re.compile(r"(?:^|/)[^/_][^/]*?_(\d+)_assignsubmission_")
_LONG_AGO = (1980, 1, 1, 0, 0, 0)
"""The time of every file in the zip, so that the same pages give the same bytes."""

Pages = Mapping[tuple[str, str], str]  # by student and exercise, below the folder of results


def letters(results: Sequence[Result], pages: Pages, roster: Table | None = None) -> list[list[object]]:
    """A table with a row for each page of feedback: whom to send it to, and which file.

    Args:
        results: as `counting` gives them.
        pages: where each page lies.
        roster: the class list; its column of addresses is found by what stands in it.
    """
    known = as_roster(roster) if roster else Table((), ())
    column, rows = address_column(known), rows_of(results, known, own=bool(roster and layout(roster)))
    table: list[list[object]] = [["address", "name", "student", "exercise", "points", "possible", "page"]]
    for result in (one for one in results if (one.student, one.exercise) in pages):
        own = result.student if "@" in result.student else ""
        address = known.rows[rows[result.student]][column] if column is not None and result.student in rows else own
        who = [address, result.student_name or result.student, result.student]
        table.append([*who, result.exercise, *standing(result)[-2:], pages[result.student, result.exercise]])
    return table


def moodle_feedback(results: Sequence[Result], pages: Pages, out: Path, roster: Table | None = None) -> bytes | None:
    """A zip that Moodle takes as feedback files of one assignment; None where no student's number there is known.

    Moodle reads each folder's name as name, number, kind and place, parted by underscores.

    Args:
        results: those of one exercise.
        pages: where each page lies, below the folder of results.
        out: the folder of results.
        roster: the class list; a grading worksheet tells the numbers.
    """
    numbers = _numbers(results, roster)
    times = Counter(numbers.values())
    there = (result for result in results if (result.student, result.exercise) in pages)
    given = [result for result in there if times[numbers.get(result.student, "")] == 1]
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for result in given:
            name = safe_name(result.student_name or result.student).replace("_", " ").strip() or "Participant"
            place = f"{name}_{numbers[result.student]}_assignfeedback_file_/feedback.html"
            page = (out / pages[result.student, result.exercise]).read_bytes()
            archive.writestr(zipfile.ZipInfo(place, _LONG_AGO), page, zipfile.ZIP_DEFLATED)
    return stream.getvalue() if given else None


def _numbers(results: Sequence[Result], roster: Table | None) -> dict[str, str]:
    """Each student's number in this assignment: as her own file has it, else as the grading worksheet has it."""
    found = layout(roster) if roster else None
    numbers: dict[str, str] = {}
    if roster and found:
        known = as_roster(roster)
        numbers = {student: known.rows[row][found.id + 1] for student, row in rows_of(results, known).items()}
    own = {one.student: told[1] for one in results if (told := _SUBMITTED.search(one.file))}
    return {student: number for student, number in {**numbers, **own}.items() if number.isdigit()}
