"""The roster: who is in the class, from a CSV file as Canvas, Moodle or a person writes it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from helpers.teaching.grading_worksheet import as_roster
from helpers.teaching.keys import GradingError
from helpers.teaching.naming import Claim, folded
from helpers.teaching.tables import read_table

__all__ = ["Roster", "Student", "read_roster"]

_ID = ("student id", "sis login id", "login id", "username", "login", "sis user id", "nim", "id number", "nomor induk")
_EMAIL = ("email", "email address", "e mail", "surel")
_NAME = ("name", "full name", "student name", "nama", "nama lengkap", "display name")
_FIRST, _LAST = ("first name", "firstname", "nama depan"), ("last name", "surname", "lastname", "nama belakang")
_PLATFORM = ("identifier", "canvas id", "canvas user id", "moodle id", "platform id")
_NAMING = ("student", "id", *_ID, *_EMAIL, *_NAME, *_FIRST, *_LAST, *_PLATFORM)
_NOBODY = ("points possible", "student test", "test student")


@dataclass(frozen=True, slots=True)
class Student:
    """A row of the roster: id, name, the platform's number for her, and the whole row by its folded column names."""

    id: str
    name: str
    platform_id: str = ""
    row: Mapping[str, str] = field(default_factory=dict)


class Roster:
    """The students of a class, and who of them a file's name means."""

    def __init__(self, students: Iterable[Student]) -> None:
        """Keep the students, in their order."""
        self.students = tuple(students)
        self._known: dict[str, set[int]] = {}
        for number, student in enumerate(self.students):
            for name in _names(student):
                self._known.setdefault(name, set()).add(number)

    def find(self, claim: Claim) -> Student | None:
        """The one student that a file's name means; None where it means nobody, or more than one.

        Args:
            claim: what the file's name and folders say.

        Example:
            >>> roster = Roster([Student("s1", "Aminah, Siti", "4711"), Student("s2", "Budi Santoso")])
            >>> roster.find(Claim("santosobudi", ("santosobudi",), "canvas", "99")).id
            's2'
        """
        numbers = [claim.platform_id, f"participant {claim.platform_id}"] if claim.platform_id else []
        for name in (*numbers, *map(folded, claim.names)):
            found = self._known.get(name, self._known.get(name.replace(" ", ""), set()))
            if len(found) == 1:
                return self.students[next(iter(found))]
        return None


def read_roster(file: Path) -> Roster:
    """The roster in a CSV file.

    It needs a column with an id (`student`, `id`, `username`, `login`, `email`, ...) or a name; what Canvas and Moodle
    export is understood as it is.

    Args:
        file: with a row of column names; parted by commas, semicolons or tabs.

    Raises:
        TableError: it cannot be read.
        GradingError: it has no such column, or two rows have one id.
    """
    rows = as_roster(read_table(file)).records(_NAMING)
    students = [student for row in rows if (student := _student(row))]
    if not students:
        raise GradingError(f"The roster {file} names no student: it needs a column student, id, username or name.")
    ids = [student.id for student in students]
    if twice := sorted({id for id in ids if ids.count(id) > 1}):
        raise GradingError(f"The roster {file} has {', '.join(twice)} twice; give each student an id of her own.")
    return Roster(students)


def _student(row: Mapping[str, str]) -> Student | None:
    """The student of a row; None for an empty row, and for the rows that Canvas adds."""
    told = {folded(name): value.strip() for name, value in row.items()}
    is_canvas = "student" in told and "id" in told
    name = _first(told, _NAME) or " ".join(filter(None, (_first(told, _FIRST), _first(told, _LAST))))
    name = name or (told["student"] if is_canvas else "")
    own = "" if is_canvas else told.get("student") or told.get("id", "")
    platform = _first(told, _PLATFORM) or (told["id"] if is_canvas else "")
    id = own or _first(told, _ID) or platform or _first(told, _EMAIL) or name
    return Student(id, name, platform, told) if id and folded(name) not in _NOBODY else None


def _first(told: Mapping[str, str], names: Iterable[str]) -> str:
    return next((told[name] for name in names if told.get(name)), "")


def _names(student: Student) -> set[str]:
    """All that means a student, folded: ids, addresses, the name in either order, with and without blanks."""
    told = student.row
    ids = [student.id, student.platform_id, *(told.get(name, "") for name in (*_ID, *_EMAIL, *_PLATFORM))]
    ids += [told.get(name, "").partition("@")[0] for name in _EMAIL]
    last, _, first = student.name.partition(",")
    words = folded(student.name).split()
    orders = [student.name, f"{first} {last}", " ".join(words[::-1]), " ".join([*words[-1:], *words[:-1]])]
    names = {folded(one) for one in [*ids, *orders, _first(told, _LAST) + " " + _first(told, _FIRST)]}
    return {form for name in names if name for form in (name, name.replace(" ", ""))}
