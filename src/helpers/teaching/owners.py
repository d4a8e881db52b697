"""Whose result a file is: students named by the roster, else by the file; of two files the newer counts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from helpers.teaching.inbox import Found
from helpers.teaching.judge import Judged
from helpers.teaching.naming import Claim, claim, folded
from helpers.teaching.remarks import Remark
from helpers.teaching.results import Note, Result
from helpers.teaching.roster import Roster

__all__ = ["Handed", "Owned", "identified", "missing", "owned", "result"]

_LONG_AGO = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Handed:
    """A file that was handed in, as far as grading is concerned.

    Attributes:
        found: where it is.
        hash: of its bytes, by which its judgement is found; empty where it could not be judged.
        exercise: which it was recognised as; empty where it was not.
        digest: of its answers; empty where it has none.
        refused: why it could not be judged; None where it was.
        fresh: whether it was judged in this run.
    """

    found: Found
    hash: str = ""
    exercise: str = ""
    digest: str = ""
    refused: Remark | None = None
    fresh: bool = False


@dataclass(frozen=True, slots=True)
class Owned:
    """A file with its student: id, name, the platform's number, what the file's name says, and what to note."""

    handed: Handed
    student: str
    name: str
    claim: Claim
    platform_id: str
    exercise: str
    superseded: bool = False
    remarks: tuple[Remark, ...] = ()


def owned(handed: Sequence[Handed], exercises: Collection[str], roster: Roster | None) -> list[Owned]:
    """Each file with its student, in order; where a student has two of an exercise, the newer counts.

    Args:
        handed: all files of a class.
        exercises: the names of all exercises.
        roster: who is in the class.
    """
    rows = identified(handed, exercises, roster)
    only = {row.exercise for row in rows if row.exercise}
    if len(only) == 1:  # a file that cannot be read is one of the only exercise that there is
        rows = [replace(row, exercise=row.exercise or next(iter(only))) for row in rows]
    places: dict[tuple[str, str], list[int]] = defaultdict(list)
    for place, row in enumerate(rows):
        places[row.student, row.exercise].append(place)
    for several in (several for several in places.values() if len(several) > 1):
        _choose_newest(rows, several)
    return rows


def identified(handed: Sequence[Handed], exercises: Collection[str], roster: Roster | None) -> list[Owned]:
    """Each file with its student, in order, whatever is in it.

    Args:
        handed: all files of a class.
        exercises: the names of all exercises.
        roster: who is in the class.
    """
    claims = [claim(one.found.parts, exercises) for one in handed]
    apart = _namesakes(handed, claims)
    return [_with_owner(one, told, exercises, roster, apart) for one, told in zip(handed, claims, strict=True)]


def missing(rows: Iterable[Owned], roster: Roster | None) -> Iterator[Result]:
    """A result for each student of the roster and each exercise of the class that she did not hand in.

    Args:
        rows: the files of the class with their students.
        roster: who is in the class; nobody is missing without one.
    """
    rows = list(rows)
    there = {(row.student, row.exercise) for row in rows}
    exercises = list(dict.fromkeys(row.exercise for row in rows if row.exercise)) or [""]
    for student in roster.students if roster else ():
        for exercise in exercises:
            if (student.id, exercise) not in there:
                told = (student.id, student.name, exercise, "", "", None, False, (), ())
                yield Result(*told, state="missing", platform_id=student.platform_id)


def result(row: Owned, judged: Judged | None, late_after: datetime | None) -> Result:
    """The result of a file.

    Args:
        row: the file with its student.
        judged: its judgement; None where there is none.
        late_after: the last moment that is not late.
    """
    found = row.handed.found
    own = judged.remarks if judged else (row.handed.refused,) if row.handed.refused else ()
    notes = tuple(Note(found.file, row.student, one.what, one.what_to_do, one.serious) for one in (*own, *row.remarks))
    graded = judged is not None and bool(judged.items)
    after = late_after is not None and found.handed_in is not None and found.handed_in > late_after
    return Result(
        student=row.student,
        student_name=row.name,
        exercise=row.exercise,
        file=found.file,
        digest=row.handed.digest,
        handed_in=found.handed_in,
        late=row.claim.late or after,
        items=judged.items if judged and graded else (),
        notes=notes,
        state="superseded" if row.superseded else "graded" if graded else "could not be graded",
        platform_id=row.platform_id,
        worksheets=judged.worksheets if judged else (),
        faults=judged.faults if judged else (),
    )


def _with_owner(
    handed: Handed, told: Claim, exercises: Collection[str], roster: Roster | None, apart: Collection[str]
) -> Owned:
    student = roster.find(told) if roster else None
    exercise = handed.exercise or _named(handed, exercises)
    if student:
        platform_id = student.platform_id or told.platform_id
        return Owned(handed, student.id, student.name, told, platform_id, exercise)
    name = f"{told.student} ({told.platform_id})" if told.student in apart else told.student
    remarks = (Remark(*_NOT_ON_ROSTER),) if roster else ()
    shown = told.student if told.platform == "moodle" else ""
    return Owned(handed, name, shown, told, told.platform_id, exercise, remarks=remarks)


_NOT_ON_ROSTER = (
    "Nobody on the roster, or more than one, is meant by this file's name.",
    "Find out whose it is and put it into a folder named like the student's id.",
)


def _named(handed: Handed, exercises: Collection[str]) -> str:
    """The exercise in the name of a file that could not be read, so that its row stands where it belongs."""
    place = f" {folded(handed.found.file)} "
    return next((exercise for exercise in exercises if f" {folded(exercise)} " in place), "")


def _namesakes(handed: Sequence[Handed], claims: Sequence[Claim]) -> set[str]:
    """Names that stand for more than one student, as the platform's numbers say.

    Canvas gives a student one number; Moodle gives her another one for each assignment.
    """
    numbers: dict[tuple[str, str], set[str]] = defaultdict(set)
    for one, told in zip(handed, claims, strict=True):
        if told.platform_id:
            numbers[told.student, one.exercise if told.platform == "moodle" else ""].add(told.platform_id)
    return {student for (student, _), ids in numbers.items() if len(ids) > 1}


def _choose_newest(rows: list[Owned], places: list[int]) -> None:
    """Of a student's files of one exercise, those that could be judged come first, then the newest."""

    def age(place: int) -> tuple[bool, datetime, int, int]:
        row = rows[place]
        return bool(row.handed.digest), row.handed.found.handed_in or _LONG_AGO, row.claim.copy, place

    *older, newest = sorted(places, key=age)
    counts = rows[newest].handed
    for place in older:
        row = rows[place]
        same = row.handed.digest == counts.digest
        told = f"{counts.found.file} of the same student counts in its place{', with the same answers' * same}."
        rows[place] = replace(row, superseded=True, remarks=(*row.remarks, Remark(told, _CHOOSE, not same)))
    files = ", ".join(rows[place].handed.found.file for place in older)
    serious = any(rows[place].handed.digest != counts.digest for place in older)
    remark = Remark(f"It counts in place of {files}: it is the newer one that could be read.", _CHOOSE, serious)
    rows[newest] = replace(rows[newest], remarks=(*rows[newest].remarks, remark))


_CHOOSE = "Take away the file that should not count, if it is another one."
