"""The roster: who is in the class, from a CSV file as Canvas, Moodle or a person writes it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from helpers.grading.intake.file_names import FileClaim, Name, folded, printable
from helpers.grading.intake.grading_worksheet import as_roster
from helpers.grading.intake.identification import Index, Meant, Terms
from helpers.grading.keys import GradingError
from helpers.grading.tables import read_table

__all__ = ["Owner", "Roster", "Student", "read_roster"]

_ID = ("student id", "sis login id", "login id", "username", "login", "sis user id", "nim", "id number", "nomor induk")
_EMAIL = ("email", "email address", "e mail", "surel")
_NAME = ("name", "full name", "student name", "nama", "nama lengkap", "display name")
_FIRST, _LAST = ("first name", "firstname", "nama depan"), ("last name", "surname", "lastname", "nama belakang")
_PLATFORM = ("identifier", "canvas id", "canvas user id", "moodle id", "platform id")
_NAMING = ("student", "id", *_ID, *_EMAIL, *_NAME, *_FIRST, *_LAST, *_PLATFORM)
_DIGITS = "0123456789"
_NOBODY = ("points possible", "student test", "test student")


@dataclass(frozen=True, slots=True)
class Student:
    """A row of the roster: id, name, the platform's number for her, and the whole row by its folded column names."""

    id: str
    name: str
    platform_id: str = ""
    row: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose a file is.

    Attributes:
        student: None where it is nobody's, or where more than one may be meant.
        why: what says so, or why nothing does.
        doubts: what speaks against it, in sentences; none where all is well.
        repaired: what was mended to find her, a sentence; empty where nothing was.
    """

    student: Student | None
    why: str
    doubts: tuple[str, ...] = ()
    repaired: str = ""


class Roster:
    """The students of a class, and who of them a file's name means."""

    def __init__(self, students: Iterable[Student]) -> None:
        """Keep the students, in their order."""
        self.students = tuple(students)
        self._index = Index(map(_terms, self.students))
        self._taken = {student.id for student in self.students}
        self._numbers: dict[str, list[Student]] = {}
        for student in self.students:
            for number in _numbers(student):
                self._numbers.setdefault(number, []).append(student)

    def find(self, told: FileClaim, namesake: bool = False) -> Owner:
        """The one student that a file means; nobody where it means none, or more than one.

        The platform's number and name count first; then a folder that is called just as an id, which is the
        instructor's word; then the name that stands in the file; then the outermost name of folder or file in which
        anybody is found: a student names only what is inside.

        Args:
            told: what the file, its name and its folders say.
            namesake: whether the platform has several students of this name, so that it decides nothing.

        Example:
            >>> from helpers.grading.intake.file_names import claim
            >>> roster = Roster([Student("s1", "Aminah, Siti", "4711"), Student("s2", "Budi Santoso")])
            >>> roster.find(claim(["santosobudi_99_90210_x.ipynb"], [])).student.id
            's2'
            >>> roster.find(claim(["Copy of x - Siti Aminah.ipynb"], ["x"])).why
            'Aminah, Siti on the roster: "siti aminah" in "Copy of x - Siti Aminah".'
        """
        found = self._numbers.get(told.platform_id, []) if told.platform_id else []
        if len(found) == 1:
            by = f"{told.platform.title()}'s number {told.platform_id}"
            return self._of(found[0], by, _within(told, told.inside))
        sure = self._by_platform(told, namesake) or self._by_folder(told) or self._by_herself(told)
        if sure:
            return sure
        if namesake:
            return Owner(None, f"{told.platform.title()} has several students who are called so")
        if told.is_hidden:
            return Owner(None, f"{told.platform.title()} hides whose it is")
        return self._by_names(told) or self._by_number(told) or Owner(None, "nobody on the roster is found in its name")

    def _by_platform(self, told: FileClaim, namesake: bool) -> Owner | None:
        """Whom a platform names, if it is one student."""
        owner = self._by_names(told) or self._by_number(told) if told.platform and not namesake else None
        return owner if owner and owner.student else None

    def _by_folder(self, told: FileClaim) -> Owner | None:
        """Whom a folder means that is called just as her id."""
        for name in told.names[: told.folders]:
            if (meant := self._index.exactly(name)) and len(meant.students) == 1:
                return self._decided(meant, _within(told, (one for one in told.names if one is not name)))
        return None

    def _by_herself(self, told: FileClaim) -> Owner | None:
        """Whom the name in the file means, if it is one student."""
        meant = self._index.find(told.said) if told.said else None
        if not meant or len(meant.students) > 1:
            return None
        around = [("The name of its file or folder", name) for name in (*told.names, *told.inside)]
        return self._decided(replace(meant, by=f"{meant.by}, the name in it"), around)

    def _by_names(self, told: FileClaim) -> Owner | None:
        for place, name in enumerate(told.names):
            if meant := self._index.find(name):
                inside = told.inside if name.whole else told.names[place + 1 :]
                return self._decided(meant, _within(told, inside))
        return None

    def apart(self, name: str, place: str) -> str:
        """A name for somebody who is not on the roster, which is nobody's id there.

        Args:
            name: how to call her.
            place: where her file is; what to call her if the name is taken.
        """
        free = (one for one in (name, printable(place), f"{printable(place)} (?)") if one not in self._taken)
        return next(free, f"{name} (??)")

    def _decided(self, meant: Meant, others: Iterable[_Other]) -> Owner:
        students = [self.students[number] for number in meant.students]
        if len(students) > 1:
            told = " and ".join(f"{one.name or one.id} ({one.id})" for one in students[:3])
            return Owner(None, f"more than one on the roster is found in its name, by {meant.by}: {told}")
        return self._of(students[0], meant.by, others, meant.zeros)

    def _of(self, student: Student, by: str, others: Iterable[_Other], zeros: str = "") -> Owner:
        found = ((what, name, self._index.find(name)) for what, name in others)
        doubts = tuple(
            f'{what}, "{printable(name.written)}", is that of {" and ".join(self._called(meant))}.'
            for what, name, meant in found
            if meant and student not in map(self.students.__getitem__, meant.students)
        )
        repaired = f"The roster has the number {zeros}, and the file another count of leading zeros." if zeros else ""
        told = " ".join(filter(None, (f"{student.name or student.id} on the roster: {by}.", *doubts, repaired)))
        return Owner(student, told, doubts, repaired)

    def _called(self, meant: Meant) -> list[str]:
        return [self.students[number].name or self.students[number].id for number in meant.students]

    def _by_number(self, told: FileClaim) -> Owner | None:
        """What looks like a platform's number may be the student's own, if her name does not say otherwise."""
        number = Name(told.platform_id, (told.platform_id,))
        meant = self._index.find(number) if told.platform_id else None
        if not meant or len(meant.students) > 1:
            return None
        student = self.students[meant.students[0]]
        words = folded(student.name).split()
        words_told = folded(" ".join(name.written for name in told.names))
        fits = any(word in words_told for word in words) if words else len(told.platform_id) > 4
        return self._decided(meant, _within(told, told.inside)) if fits else None


_Other = tuple[str, Name]
"""What another name of a file is, and the name."""


def _within(told: FileClaim, names: Iterable[Name]) -> list[_Other]:
    """The names inside of the one that counts, that in the file itself among them."""
    said = [("The name in it", told.said)] if told.said else []
    return [*(("The name inside", name) for name in names), *said]


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


def _numbers(student: Student) -> set[str]:
    """The numbers that a platform gave a student: as they are, and without the word before them."""
    told = {student.platform_id, *(student.row.get(name, "") for name in _PLATFORM)}
    return {one[len(one.rstrip(_DIGITS)) :] for one in told} - {""}


def _terms(student: Student) -> Terms:
    """All that means a student: ids, addresses, the name in either order."""
    told = student.row
    emails = [told.get(name, "") for name in _EMAIL]
    ids = [*(told.get(name, "") for name in (*_ID, *_PLATFORM)), *emails, *(one.partition("@")[0] for one in emails)]
    ids += [student.id, student.platform_id]
    last, _, first = student.name.partition(",")
    words = folded(student.name).split()
    orders = [student.name, f"{first} {last}", " ".join(words[::-1]), " ".join([*words[-1:], *words[:-1]])]
    names = [*orders, f"{_first(told, _LAST)} {_first(told, _FIRST)}"]
    return Terms(tuple(dict.fromkeys(id for id in ids if id and id != student.name)), tuple(dict.fromkeys(names)))
