"""Which files have a row: what cannot be graded has one of its student, one with many others, or a note only."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from helpers.grading.intake.files import Found, Handed, Owned
from helpers.grading.intake.roster import Roster
from helpers.grading.ownership import identified
from helpers.grading.results import Note, Remark

__all__ = ["Stray", "gathered", "notes_on", "sorted_out"]

_MOST_TOLD = 5
"""Files of one folder and one kind that have a note each; more have one together."""

_CROWD = 200
"""Files without a grade of one folder or archive that have a row each, as far as they are more than those with one."""

_UNPACK = "Look at what is in it. To have a row for each file, unpack the archive and grade the folder."

_BESIDE = "Nothing, unless it belongs to the answers: another file of the student has a row."
_SYSTEM = "Nothing, unless a student's own file begins with a dot."

Folder = tuple[str, ...]
_Place = tuple[Path, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Stray:
    """A file that has a note and no row: whose it is, empty where nobody knows, and whether she has another."""

    handed: Handed
    student: str
    beside: bool


def sorted_out(
    handed: Sequence[Handed], exercises: Collection[str], roster: Roster | None
) -> tuple[list[Handed], list[Stray]]:
    """The files that have a row, and those that have a note only.

    A file of another kind has a row where it is all that a student handed in: one of the roster or of a platform, or,
    where there is no roster, one who has a folder or an archive of her own.

    Args:
        handed: every file of a class.
        exercises: the names of all exercises.
        roster: who is in the class.
    """
    if not any(map(_is_stray, handed)):
        return list(handed), []
    rows = identified(handed, exercises, roster)
    there = _Counted(row for row in rows if not _is_stray(row.handed))
    ids = {student.id for student in roster.students} if roster else set()
    strays: dict[int, Stray] = {}
    for place, row in enumerate(rows):
        if not _is_stray(row.handed):
            continue
        known = bool(row.claim.platform) or row.student in ids
        is_hers = known or (not roster and there.is_alone(row))
        if is_hers and not there.covers(row) and not row.handed.found.is_nothing:
            there.add(row)
        else:
            owner = row.student if known or there.covers(row) else there.beside(row)
            strays[place] = Stray(row.handed, owner, there.covers(row) or bool(there.beside(row)))
    return [one for place, one in enumerate(handed) if place not in strays], list(strays.values())


def _is_stray(one: Handed) -> bool:
    return (one.found.is_other or one.found.is_nothing) and not one.digest


class _Counted:
    """The files that have a row: their students, and the folders in which they are."""

    def __init__(self, rows: Iterable[Owned]) -> None:
        self._students: set[tuple[str, str]] = set()
        self._folders: dict[Folder, set[str]] = defaultdict(set)
        self._above: set[Folder] = set()
        for row in rows:
            self.add(row)

    def add(self, row: Owned) -> None:
        self._students |= {(row.student, ""), (row.student, row.exercise)}
        chain = list(_chain(row.handed.found.parts[:-1]))
        self._folders[chain[0]].add(row.student)
        self._above.update(chain)

    def covers(self, row: Owned) -> bool:
        """Whether its student has a row, for the exercise in the file's name where there is one."""
        return (row.student, row.exercise) in self._students

    def is_alone(self, row: Owned) -> bool:
        """Whether it lies in a folder of its own, with no file that has a row in it, below it or beside it."""
        folder = row.handed.found.parts[:-1]
        return bool(folder) and folder not in self._above and not self._folders.keys() & set(_chain(folder))

    def beside(self, row: Owned) -> str:
        """The student in whose folder it lies; empty where the folder is nobody's, or more than one's."""
        folder = row.handed.found.parts[:-1]
        students = self._folders.get(folder, ()) if folder and not _is_archive(folder) else ()
        return next(iter(students)) if len(students) == 1 else ""


def _chain(folder: Folder) -> Iterator[Folder]:
    """A folder and those above it, as far as the archive that holds it."""
    while folder:
        yield folder
        if _is_archive(folder):
            return
        folder = folder[:-1]
    yield ()


def _is_archive(folder: Folder) -> bool:
    return folder[-1].casefold().endswith(".zip")


def notes_on(strays: Iterable[tuple[Stray, Remark]], system: Iterable[Found]) -> list[Note]:
    """A note on each file that has no row, one for many of a kind, and one on all that was not looked at.

    Args:
        strays: as `sorted_out` gives them, and what was found in each.
        system: what is hidden, or a system's own.
    """
    alike: dict[tuple[object, ...], list[tuple[Stray, Remark]]] = defaultdict(list)
    for stray, remark in strays:
        alike[stray.handed.found.parts[:-1], stray.student, stray.beside, remark.what].append((stray, remark))
    notes = [note for several in alike.values() for note in _notes(several)]
    names = sorted({found.file for found in system})
    if names:
        what = f"{len(names)} hidden or system files were not looked at: {_some(names)}."
        notes.append(Note("", "", what, _SYSTEM, serious=False))
    return notes


def _notes(several: list[tuple[Stray, Remark]]) -> list[Note]:
    notes = [_note(stray, remark) for stray, remark in several]
    if len(notes) <= _MOST_TOLD:
        return notes
    what = f"Of each of {len(notes)} files here: {notes[0].what}"
    return [replace(notes[0], file=_some([note.file for note in notes]), what=what)]


def _note(stray: Stray, remark: Remark) -> Note:
    to_do = _BESIDE if stray.beside else remark.what_to_do
    return Note(stray.handed.found.file, stray.student, remark.what, to_do, remark.serious and not stray.beside)


def _some(names: Sequence[str]) -> str:
    """A few of the names, and dots where there are more."""
    return ", ".join(names[:3]) + (" …" if len(names) > 3 else "")


def gathered(handed: Sequence[Handed]) -> list[Handed]:
    """The files, in order; a crowd of those without a grade is one row, called as the folder or archive they lie in.

    A crowd is gathered in the innermost place that holds it, so that it takes no other student's row with it.

    Args:
        handed: all files of a class.
    """
    rows = list(handed)
    deepest = max((len(one.found.parts) for one in rows), default=0)
    for depth in range(deepest - 1, 0, -1):
        rows = _gathered_at(depth, rows)
    return rows


def _gathered_at(depth: int, rows: list[Handed]) -> list[Handed]:
    """The rows with the crowds below folders and archives of one depth gathered."""
    inside = [(place, one) for one in rows if (place := _place(one, depth))]
    graded = Counter(place for place, one in inside if one.digest)
    others = Counter(place for place, one in inside if not one.digest)
    crowds = {place: count for place, count in others.items() if count > max(_CROWD, graded[place])}
    kept: dict[int | _Place, Handed] = {}
    for number, one in enumerate(rows):
        place = _place(one, depth)
        if place in crowds and not one.digest:
            kept.setdefault(place, _one_row(one, depth, crowds[place]))
        else:
            kept[number] = one
    return list(kept.values())


def _place(one: Handed, depth: int) -> _Place | None:
    """The folder or archive of this depth that a file of an archive lies in."""
    found = one.found
    return (found.path, found.parts[:depth]) if found.inner and len(found.parts) > depth else None


def _one_row(first: Handed, depth: int, count: int) -> Handed:
    what = f"{count:,} files in it could not be graded, {first.found.file} first."
    found = replace(first.found, parts=first.found.parts[:depth], refused=Remark(what, _UNPACK))
    return Handed(found, refused=found.refused)
