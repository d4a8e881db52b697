"""Which exercises the class was asked for: what somebody said, else what enough of it handed in."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction

from helpers.grading.intake.file_names import folded
from helpers.grading.intake.files import Owned
from helpers.grading.intake.roster import Roster, Student
from helpers.grading.keys import GradingError
from helpers.grading.results import Remark

__all__ = ["NOTHING_SAID", "Assigned", "apart", "assigned"]

_FEW = Fraction(1, 5)
"""What part of the class must have handed an exercise in, to take it for one that was asked for."""

_COLUMN = "exercise"
_BETWEEN = re.compile(r"[,;|\n]")


@dataclass(frozen=True, slots=True)
class Assigned:
    """What was asked for, as far as somebody said so: of everybody, or of each student by her id.

    Example:
        >>> Assigned(("who-says-so",)).every
        ('who-says-so',)
    """

    of_all: tuple[str, ...] = ()
    by_student: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def every(self) -> tuple[str, ...]:
        """Each exercise that somebody was asked for."""
        return self.of_all or tuple(sorted({one for asked in self.by_student.values() for one in asked}))

    def of(self, student: Student) -> tuple[str, ...]:
        """What a student was asked for; everything where her cell in the roster is empty.

        Args:
            student: of the roster.
        """
        return self.of_all or self.by_student.get(student.id) or self.every


NOTHING_SAID = Assigned()


def assigned(named: Sequence[str], roster: Roster | None, exercises: Collection[str]) -> Assigned:
    """What the call names, else what the roster says in a column `exercise`.

    Args:
        named: exercises that the call names.
        roster: who is in the class.
        exercises: the names of all that can be graded.

    Raises:
        GradingError: one is named that is not known.
    """
    if named:
        return Assigned(tuple(dict.fromkeys(_known(one, exercises, "--exercise") for one in named)))
    students = roster.students if roster else ()
    told = {one.id: _BETWEEN.split(one.row.get(_COLUMN, "")) for one in students}
    where = f'the roster\'s column "{_COLUMN}"'
    return Assigned(
        by_student={id: asked for id, names in told.items() if (asked := _all_known(names, exercises, where))}
    )


def _all_known(names: Iterable[str], exercises: Collection[str], where: str) -> tuple[str, ...]:
    return tuple(_known(name, exercises, where) for name in names if name.strip())


def _known(name: str, exercises: Collection[str], where: str) -> str:
    for exercise in exercises:
        if folded(exercise) == folded(name):
            return exercise
    raise GradingError(f'There is no exercise "{name.strip()}", which {where} names; known: {", ".join(exercises)}.')


def apart(rows: Sequence[Owned], asked: Assigned) -> list[Owned]:
    """The rows, with those marked that are of an exercise that the class was not asked for.

    Where nobody said what was asked for, it is what at least a fifth of those handed in who handed in anything.

    Args:
        rows: the files of the class with their students.
        asked: what was asked for, as far as somebody said so.
    """
    students: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        if row.exercise:
            students[row.exercise].add(row.student)
    everybody = len(set().union(*students.values()))
    few = {one: len(who) for one, who in students.items() if _is_apart(one, len(who), everybody, asked)}
    if len(few) == len(students) and not asked.every:  # each did another one: there is no class to stand apart from
        return list(rows)
    notes = {one: _note(one, count, everybody, asked) for one, count in few.items()}
    return [
        replace(row, apart=True, remarks=(*row.remarks, notes[row.exercise])) if row.exercise in few else row
        for row in rows
    ]


def _is_apart(exercise: str, count: int, everybody: int, asked: Assigned) -> bool:
    return exercise not in asked.every if asked.every else count < _FEW * everybody


def _note(exercise: str, count: int, everybody: int, asked: Assigned) -> Remark:
    if asked.every:
        what = f"{exercise} was not asked for; asked for: {', '.join(asked.every)}."
        return Remark(f"{what} It is listed apart.", "Ask for the right one, if this was a mistake.")
    what = f"No more than {count} of {everybody} students handed in {exercise}; it is listed apart."
    return Remark(what, f"Ask for the right one, or say --exercise {exercise} if the class was asked for it.")
