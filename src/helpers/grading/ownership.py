"""Whose result a file is: students named by the roster, else by the file; of several of one student, which counts."""

from __future__ import annotations

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256

from helpers.grading.assigned import NOTHING_SAID, Assigned, apart
from helpers.grading.intake.file_names import FileClaim, claim, folded, printable, with_names_inside
from helpers.grading.intake.files import Handed, Owned
from helpers.grading.intake.roster import Owner, Roster
from helpers.grading.judging.judge import Judged
from helpers.grading.judging.tries import counting_items, counting_worksheets, tries
from helpers.grading.results import FIRST, LAST, Note, Remark, Result

__all__ = ["identified", "missing", "owned", "result"]

_FIND_OUT = "Find out whose it is and put it into a folder named like the student's id."
_HIDDEN = "Show the students' names in Canvas, and download what was handed in again."
_LOOK = "Look whose it is; if it is another student's, put it into a folder named like her id."
_ZEROS = "Look whether it is the right student; a spreadsheet takes leading zeros away."
_NO_FIRST = Remark("It knows no first answers; its last ones count.", "Nothing, if it was done in Jupyter.", False)
_CHOOSE = "Take away the file that should not count, if it is another one."

_LONG_AGO = datetime.min.replace(tzinfo=UTC)
_OTHER_CLOCKS = timedelta(hours=14)
"""How far ahead of ours the clock of another zone may be."""


def owned(
    handed: Sequence[Handed], exercises: Collection[str], roster: Roster | None, asked: Assigned = NOTHING_SAID
) -> list[Owned]:
    """Each file with its student, in order; where a student has two of an exercise, the newer counts.

    Args:
        handed: all files of a class.
        exercises: the names of all exercises.
        roster: who is in the class.
        asked: which of them the class was asked for, as far as somebody said so.
    """
    rows = apart(identified(handed, exercises, roster), asked)
    only = asked.every or {row.exercise for row in rows if row.exercise and not row.apart}
    if len(only) == 1:  # a file that cannot be read is one of the only exercise that the class was asked for
        rows = [replace(row, exercise=row.exercise or next(iter(only))) for row in rows]
    return _newest(rows)


def identified(handed: Sequence[Handed], exercises: Collection[str], roster: Roster | None) -> list[Owned]:
    """Each file with its student, in order, whatever is in it.

    Args:
        handed: all files of a class.
        exercises: the names of all exercises.
        roster: who is in the class.
    """
    places = [claim(one.found.parts, exercises, one.found.named) for one in handed]
    claims = [
        with_names_inside(told, one.name, one.by, one.found.number) for one, told in zip(handed, places, strict=True)
    ]
    namesakes = _namesakes(handed, claims)
    names = _apart(claims, namesakes)
    return [
        _with_owner(one, told, name, exercises, roster, told.student in namesakes)
        for one, told, name in zip(handed, claims, names, strict=True)
    ]


def missing(rows: Iterable[Owned], roster: Roster | None, asked: Assigned = NOTHING_SAID) -> Iterator[Result]:
    """A result for each student of the roster and each exercise that she was asked for and did not hand in.

    Args:
        rows: the files of the class with their students.
        roster: who is in the class; nobody is missing without one.
        asked: which exercises the class was asked for; what it handed in where nobody said so.
    """
    rows = list(rows)
    there = {(row.student, row.exercise) for row in rows}
    handed_in = list(dict.fromkeys(row.exercise for row in rows if row.exercise and not row.apart)) or [""]
    for student in roster.students if roster else ():
        for exercise in asked.of(student) or handed_in:
            if (student.id, exercise) not in there:
                told = (student.id, student.name, exercise, "", "", None, False, (), ())
                why = f"{student.name or student.id} on the roster handed nothing in"
                yield Result(*told, state="missing", platform_id=student.platform_id, why=why)


def result(row: Owned, judged: Judged | None, late_after: datetime | None, counts: str = LAST) -> Result:
    """The result of a file.

    Args:
        row: the file with its student.
        judged: its judgement; None where there is none.
        late_after: the last moment that is not late.
        counts: which answers earn the points, "last" or "first".
    """
    found = row.handed.found
    own = judged.remarks if judged else (row.handed.refused,) if row.handed.refused else ()
    graded = judged is not None and bool(judged.items)
    unknown = (_NO_FIRST,) if judged and graded and counts == FIRST and not judged.first else ()
    remarks = (*own, *row.remarks, *unknown)
    notes = tuple(Note(found.file, row.student, one.what, one.what_to_do, one.serious) for one in remarks)
    after = late_after is not None and found.handed_in is not None and found.handed_in > late_after
    return Result(
        student=row.student,
        student_name=row.name,
        exercise=row.exercise,
        file=found.file,
        digest=row.handed.digest,
        handed_in=found.handed_in,
        late=row.claim.late or after,
        items=counting_items(judged, counts) if judged else (),
        notes=notes,
        state="superseded" if row.superseded else "graded" if graded else "could not be graded",
        platform_id=row.platform_id,
        worksheets=counting_worksheets(judged, counts) if judged else (),
        faults=judged.faults if judged else (),
        why=row.why,
        unsure=row.unsure,
        apart=row.apart,
        code=row.handed.code,
        tries=tries(judged) if judged else (),
        counts=counts,
    )


def _with_owner(
    handed: Handed, told: FileClaim, name: str, exercises: Collection[str], roster: Roster | None, namesake: bool
) -> Owned:
    exercise = handed.exercise or _named(handed, exercises)
    owner = roster.find(told, namesake) if roster else Owner(None, _said(told, name))
    unsure = bool(owner.doubts) or (roster is not None and not owner.student)
    remarks = [Remark(doubt, _LOOK) for doubt in owner.doubts]
    remarks += [Remark(owner.repaired, _ZEROS, serious=False)] if owner.repaired else []
    if owner.student:
        platform_id = owner.student.platform_id or told.platform_id
        who = (owner.student.id, owner.student.name)
        return Owned(handed, *who, told, platform_id, exercise, owner.why, unsure, remarks=tuple(remarks))
    if roster:
        name = roster.apart(name, told.place)
        remarks.append(Remark(f"{owner.why[0].upper()}{owner.why[1:]}.", _HIDDEN if told.is_hidden else _FIND_OUT))
    shown = printable(told.student) if told.platform == "moodle" else ""
    return Owned(handed, name, shown, told, told.platform_id, exercise, owner.why, unsure, remarks=tuple(remarks))


def _said(told: FileClaim, name: str) -> str:
    """What says whose a file is where there is no roster."""
    if told.platform:
        return f"{told.platform.title()} names it so"
    if told.said or told.sender:
        return "the name in it says so" if told.said else "who sent it is called so"
    nothing = told.series and name == printable(told.place)
    return "nothing names a student; it is called as its place" if nothing else "its name or its folders say so"


def _apart(claims: Sequence[FileClaim], namesakes: Collection[str]) -> list[str]:
    """How each file's student is called without a roster; different ones are never called the same."""
    numbered = Counter(told.series for told in claims if told.series)
    names = [told.place if numbered[told.series] > 1 and not told.platform else told.student for told in claims]
    spelt: dict[str, str] = {}
    for place, told in enumerate(claims):
        if told.said and names[place] == told.student:  # typed anew each time
            names[place] = spelt.setdefault(folded(names[place]) or names[place], names[place])
    written: dict[str, set[str]] = defaultdict(set)
    for name in names:
        written[printable(name)].add(unicodedata.normalize("NFC", name))
    shown = (_distinct(name) if len(written[printable(name)]) > 1 else printable(name) for name in names)
    return [
        f"{name} ({told.platform_id})" if told.student in namesakes and told.platform_id else name
        for name, told in zip(shown, claims, strict=True)
    ]


def _distinct(name: str) -> str:
    """A name that cannot be shown as it is, with letters that tell it from others that look the same."""
    written = unicodedata.normalize("NFC", name).encode("utf-8", "surrogatepass")
    return f"{printable(name)} ({sha256(written).hexdigest()[:6]})"


def _named(handed: Handed, exercises: Collection[str]) -> str:
    """The exercise in the name of a file that could not be read, so that its row stands where it belongs."""
    place = f" {folded(handed.found.file)} "
    return next((exercise for exercise in exercises if f" {folded(exercise)} " in place), "")


def _namesakes(handed: Sequence[Handed], claims: Sequence[FileClaim]) -> set[str]:
    """Names that stand for more than one student, as the platform's numbers say.

    Canvas gives a student one number; Moodle gives her another one for each assignment, which is an archive of its own.
    """
    numbers: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    for one, told in zip(handed, claims, strict=True):
        if told.platform_id:
            moodle = told.platform == "moodle"
            numbers[told.student, one.exercise * moodle, told.above * moodle].add(told.platform_id)
    return {student for (student, *_), ids in numbers.items() if len(ids) > 1}


def _newest(rows: list[Owned]) -> list[Owned]:
    """The rows; where a student has several of one exercise, all but one are superseded, and each says so.

    Those that could be judged come first, then those of which there is no doubt, then the newer ones.
    """
    places: dict[tuple[str, str], list[int]] = defaultdict(list)
    for place, row in enumerate(rows):
        places[row.student, row.exercise].append(place)
    for several in (several for several in places.values() if len(several) > 1):
        _choose(rows, several)
    return rows


def _choose(rows: list[Owned], places: list[int]) -> None:
    *older, best = sorted(places, key=lambda place: (*_rank(rows[place]), place))
    counts = rows[best].handed
    for place in older:
        row = rows[place]
        same = row.handed.digest == counts.digest
        told = f"{counts.found.file} of the same student counts in its place{', with the same answers' * same}."
        remarks = (*row.remarks, Remark(told, _CHOOSE, not same), *_of_times(row))
        rows[place] = replace(row, superseded=True, remarks=remarks)
    files = ", ".join(rows[place].handed.found.file for place in older)
    serious = any(rows[place].handed.digest != counts.digest for place in older)
    alike = all(_rank(rows[place])[1:4] == _rank(rows[best])[1:4] for place in older)
    why = "it is the newer one that could be read" if alike else "there is less doubt about it"
    remark = Remark(f"It counts in place of {files}: {why}.", _CHOOSE, serious)
    rows[best] = replace(rows[best], remarks=(*rows[best].remarks, remark, *_of_times(rows[best])))


def _rank(row: Owned) -> tuple[bool, bool, bool, bool, datetime, int]:
    """What makes a file count more than another one, from low to high."""
    when = row.handed.found.handed_in or _LONG_AGO
    sure = (not row.unsure, not row.claim.draft, not _is_ahead(when))
    return bool(row.handed.digest), *sure, when, row.claim.copy


def _is_ahead(when: datetime) -> bool:
    return when > datetime.now(UTC) + _OTHER_CLOCKS


def _of_times(row: Owned) -> tuple[Remark, ...]:
    """A remark where a file's time cannot be right, or where it was no more than a draft."""
    when = row.handed.found.handed_in
    if when and _is_ahead(when):
        what = f"Its time, {when:%Y-%m-%d}, lies in the future and does not make it the newer one."
        return (Remark(what, _CHOOSE),)
    return (Remark("It is a draft; what was handed in comes before it.", _CHOOSE, False),) if row.claim.draft else ()
