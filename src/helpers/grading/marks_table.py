"""Read a person's marks from a table: each line is a mark, or it is named with what is wrong with it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache
from pathlib import Path

from helpers.errors import not_found
from helpers.grading.overrides import GivenMark, GivenMarks, Place, items_of
from helpers.grading.results import Note, Result
from helpers.grading.table_rows import number
from helpers.grading.tables import Table, TableError, read_table
from helpers.text.visible import cell

__all__ = ["read_marks"]

_NEEDED = ("student", "exercise", "item", "points")

_CORRECT = "Correct the line and run the command again."
_NOTHING = "Nothing, if it is of somebody else; or correct the line."
_HINTS = 10
"""How many lines that fit nobody are told what is near, which takes its time to find."""


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of a table: its number and cells, the place as it names it and as it is, what stands beside the points."""

    number: int
    row: Mapping[str, str]
    form: Place
    place: Place | None
    beside: str

    @property
    def points(self) -> str:
        return self.row["points"].strip()


def read_marks(file: Path, results: Iterable[Result]) -> GivenMarks:
    """The marks in a table with the columns student, exercise, item, points and, if you like, the others of `to_mark`.

    Lines without points are left out. A line gets a note, and does not count, where it fits nobody, where its points
    are out of range or may be half of a number, and where another line marks the same item.

    Args:
        file: a CSV file; parted by commas, semicolons or tabs.
        results: whom and what the marks may be for.

    Raises:
        TableError: the file cannot be read, a column is missing or there twice, or a row is longer than the heading.
    """
    table = read_table(file)
    rows = table.records()
    if missing := [name for name in _NEEDED if name not in table.names]:
        raise TableError(f"{file} has no column {missing[0]}; it needs {', '.join(_NEEDED)}.")
    known = _known(results)
    lines = list(_lines(table, rows, known))
    faults = {line.number: fault for line in lines if (fault := _fault(line))}
    faults |= _unknown([line for line in lines if line.points and not line.place], known)
    faults |= _again([line for line in lines if line.points and line.number not in faults])
    good = [line for line in lines if line.number not in faults]
    marks = {line.place: _mark(line.row) for line in good if line.points and line.place}
    bad = [line for line in lines if line.number in faults]
    notes = [
        Note(file.name, line.row["student"], f"{file.name}, line {line.number}: {faults[line.number]}", _CORRECT)
        for line in bad
    ]
    stray = [line.number for line in good if not line.place]
    return GivenMarks(marks, (*notes, *_left(file, stray)), tuple(line.row for line in bad))


def _known(results: Iterable[Result]) -> dict[Place, Place | None]:
    """Each place by its form in a table, and by that without zeros in front, which spreadsheets take from numbers."""
    places = list(dict.fromkeys(place for place, _ in items_of(results)))
    known: dict[Place, Place | None] = {}
    for place in places:
        bare = _bare(_place(*place))
        known[bare] = None if bare in known else place
    return known | {_place(*place): place for place in places}


def _place(student: str, exercise: str, item: str) -> Place:
    """One form for a place, as it stands in a table and as it is."""
    return _form(student), _form(exercise), _form(item)


@lru_cache(maxsize=4096)
def _form(words: str) -> str:
    return str(cell(words.strip()))


def _bare(place: Place) -> Place:
    student = place[0]
    return (student.lstrip("0") or "0", *place[1:]) if student.isdecimal() else place


def _lines(table: Table, rows: Iterable[Mapping[str, str]], known: Mapping[Place, Place | None]) -> Iterator[_Line]:
    beside = table.names.index("points") + 1 if rows else 0
    beside += table.names[beside : beside + 1] == ("possible",)
    for place, (row, cells) in enumerate(zip(rows, table.rows, strict=True)):
        form = _place(row["student"], row["exercise"], row["item"])
        next_to = "".join(cells[beside : beside + 1]) if table.delimiter == "," else ""
        yield _Line(table.lines[place], row, form, known.get(form) or known.get(_bare(form)), next_to)


def _again(lines: Iterable[_Line]) -> dict[int, str]:
    """A fault for each line that marks what another line marks."""
    marking: defaultdict[Place | None, list[int]] = defaultdict(list)
    for line in lines:
        marking[line.place].append(line.number)
    several = [numbers for numbers in marking.values() if len(numbers) > 1]
    told = "lines {} mark the same item; none of them counts until one is left."
    return {one: told.format(" and ".join(map(str, numbers))) for numbers in several for one in numbers}


def _left(file: Path, lines: Sequence[int]) -> Iterator[Note]:
    """One note for all lines that have no points and fit nobody, as of a class that is not graded this time."""
    if lines:
        numbers = ", ".join(map(str, lines[:10])) + (", ..." if len(lines) > 10 else "")
        what = f"{file.name}: {len(lines)} lines have no points and fit no student, exercise and item: {numbers}"
        yield Note(file.name, "", what, _NOTHING, serious=False)


def _near(known: Mapping[Place, Place | None]) -> dict[tuple[str, ...], dict[str, None]]:
    """The students; the exercises of each; the items of each of these."""
    near: dict[tuple[str, ...], dict[str, None]] = {}
    for place in (_place(*one) for one in known.values() if one):
        for at, name in enumerate(place):
            near.setdefault(place[:at], {})[name] = None
    return near


def _unknown(lines: Sequence[_Line], known: Mapping[Place, Place | None]) -> dict[int, str]:
    """What is wrong with lines that fit nobody; for the first ones also what is near."""
    near = _near(known) if lines else {}
    told = {line.number: _nearest(line.form, near) for line in lines[:_HINTS]}
    return told | {line.number: "there is no such student, exercise or item." for line in lines[_HINTS:]}


def _nearest(place: Place, near: Mapping[tuple[str, ...], Mapping[str, None]]) -> str:
    """Which of the three is not there, and what is near."""
    for at, name in enumerate(("student", "exercise", "item")):
        there = near.get(place[:at], {})
        if place[at] not in there:
            return not_found(name, place[at], get_close_matches(place[at], there, cutoff=0.4) or list(there)[:8])
    return "there is no such item"


def _mark(row: Mapping[str, str]) -> GivenMark:
    read = row.get("marked text", "").strip() or row.get("text", "")
    return GivenMark(number(row["points"]) or 0, row.get("comment", ""), read)


def _fault(line: _Line) -> str:
    """What is wrong with the cells of a line, whoever it is of; empty where nothing is."""
    if not line.points:
        return _left_out(line)
    if (points := number(line.points)) is None:
        return f'points are "{line.points[:30]}"; write a number from 0 to 1, such as 0.5.'
    if not 0 <= points <= 1:
        return f"points are {line.points[:30]}; an item has 0 to 1, such as 0.5."
    return _halved(line.points, line)


def _left_out(line: _Line) -> str:
    """What is wrong with a line that has no points, as most of a table have that is still to be filled in."""
    if number(line.beside) is not None:
        return f"points are empty, and {line.beside.strip()} stands beside them; put it where it belongs."
    return "" if all(line.form) else "it is not whole; a line names a student, an exercise and an item."


def _halved(words: str, line: _Line) -> str:
    """What is wrong where a comma may have cut the points in two, or cells have moved; else empty."""
    possible = line.row.get("possible", "").strip()
    moved = bool(possible) and number(possible) != 1
    half = possible if moved else line.beside.strip()
    if words.isdecimal() and half.isdecimal():
        return f'is it {words},{half}? A comma parts the columns here; write {words}.{half}, or "{words},{half}".'
    return f'possible is "{possible[:30]}", and every item has 1; the cells of this line have moved.' if moved else ""
