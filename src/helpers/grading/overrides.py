"""A person's marks: read from a table, put in the place of the machine's, and kept from run to run."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from functools import lru_cache
from pathlib import Path

from helpers.errors import not_found
from helpers.grading.results import FIRST, Item, Note, Result
from helpers.grading.tables import Table, TableError, number, read_table
from helpers.text.visible import cell

__all__ = ["MARKED", "GivenMark", "GivenMarks", "Place", "marked", "read_marks", "to_mark"]

MARKED = "marked by a person"
"""The status of an item whose points come from a person."""

_HEADING = (
    "student", "exercise", "item", "points", "possible", "comment", "text", "marked text", "what to look at",
)  # fmt: skip

_OTHER = "is not the one that was marked."
_READ_AGAIN = 'Read it again, and empty its cell under "marked text" in your file of marks.'
_NEEDED = ("student", "exercise", "item", "points")

_CORRECT = "Correct the line and run the command again."
_NOTHING = "Nothing, if it is of somebody else; or correct the line."
_HINTS = 10
"""How many lines that fit nobody are told what is near, which takes its time to find."""

Place = tuple[str, str, str]  # student, exercise, item


@dataclass(frozen=True, slots=True)
class GivenMark:
    """The points that a person gives one item, what she says about it, and the text that she read."""

    points: float
    comment: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class GivenMarks:
    """Marks by student, exercise and item; a note for each line that could not be used, and that line."""

    by_place: Mapping[Place, GivenMark]
    notes: tuple[Note, ...] = ()
    unused: tuple[Mapping[str, str], ...] = ()


def marked(results: Iterable[Result], marks: Mapping[Place, GivenMark]) -> list[Result]:
    """The results with a person's points in place; a text that has changed since she read it gets a note.

    Args:
        results: as grading gives them.
        marks: as `read_marks` gives them.

    Example:
        >>> text = Item("fair", "leads", "T01", 0, 0, "for a person to mark", "A lead.", "", by_person=True)
        >>> result = Result("siti", "", "fair", "siti.ipynb", "", None, False, (text,), (), "graded")
        >>> [after] = marked([result], {("siti", "fair", "leads:T01"): GivenMark(0.5, "Who says so?")})
        >>> after.points, after.possible, after.items[0].reason
        (0.5, 1, 'Who says so?')
    """
    return [_with_marks(result, marks) if result.state == "graded" else result for result in results]


def to_mark(results: Iterable[Result], marks: GivenMarks) -> list[list[object]]:
    """A table of all texts for a person, and of every other mark that she gave, to fill in and hand to --overrides.

    Where she has marked, the text that she read stands beside the one that is there now. Where anybody's first texts
    are known, the one that does not count stands in a last column, empty where it is not known.

    Args:
        results: as `counting` gives them.
        marks: what she has marked already; lines that fit nobody now are kept at the end.
    """
    results = list(results)
    others = _other_texts(results)
    rows: list[list[object]] = []
    for place, item in _items_of(results):
        mark = marks.by_place.get(place)
        if mark or (item.by_person and item.answer):
            told = (mark.points, 1, mark.comment) if mark else (None, 1, "")
            rows.append([*place, *told, item.answer, mark.text if mark else "", item.reason, others.get(place, "")])
    rows += ([*(line.get(name, "") for name in _HEADING), ""] for line in marks.unused)
    which = "text in the end" if any(result.counts == FIRST for result in results) else "text at first"
    wide = len(_HEADING) + bool(others)
    heading: list[object] = [*_HEADING, which]
    return [row[:wide] for row in [heading, *rows]]


def _other_texts(results: Iterable[Result]) -> dict[Place, str]:
    """The text that does not count, of each first and last one that are known."""
    return {
        (result.student, result.exercise, name): item.answer or "not answered"
        for result in results
        for name, item in result.others.items()
        if item.by_person
    }


def _with_marks(result: Result, marks: Mapping[Place, GivenMark]) -> Result:
    given = {item.name: marks.get((result.student, result.exercise, item.name)) for item in result.items}
    if not any(given.values()):
        return result
    items = tuple(_by_person(item, mark) if (mark := given[item.name]) else item for item in result.items)
    changed = [item.name for item in result.items if (mark := given[item.name]) and _changed(mark, item)]
    notes = tuple(Note(result.file, result.student, f"The text {name} {_OTHER}", _READ_AGAIN) for name in changed)
    return replace(result, items=items, notes=(*result.notes, *notes))


def _by_person(item: Item, mark: GivenMark) -> Item:
    told = mark.comment or ("" if item.by_person else "Your teacher has looked at this answer and gave these points.")
    reason = "\n".join(filter(None, [told, item.reason]))
    return replace(item, points=mark.points, possible=1, status=MARKED, reason=reason)


def _changed(mark: GivenMark, item: Item) -> bool:
    return bool(mark.text.strip()) and mark.text.split() != str(cell(item.answer)).split()


def _items_of(results: Iterable[Result]) -> Iterator[tuple[Place, Item]]:
    """Each item that was graded, and its place."""
    for result in results:
        if result.state == "graded":
            yield from (((result.student, result.exercise, item.name), item) for item in result.items)


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
    places = list(dict.fromkeys(place for place, _ in _items_of(results)))
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
