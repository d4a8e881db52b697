"""A person's marks: read from a table, checked, put in the place of the machine's, and kept from run to run."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from pathlib import Path

from helpers.names import no_such
from helpers.teaching.disarming import cell
from helpers.teaching.results import Item, Note, Result
from helpers.teaching.tables import TableError, read_table

__all__ = ["MARKED", "Mark", "Marks", "marked", "read_marks", "to_mark"]

MARKED = "marked by a person"
"""The status of an item whose points come from a person."""

_NEEDED = ("student", "exercise", "item", "points")
_HEADING = (*_NEEDED, "possible", "comment", "text", "marked text", "what to look at")

_OTHER = "is not the one that was marked."
_READ_AGAIN = 'Read it again, and empty its cell under "marked text" in your file of marks.'

Place = tuple[str, str, str]  # student, exercise, item


@dataclass(frozen=True, slots=True)
class Mark:
    """The points that a person gives one item, what she says about it, and the text that she read."""

    points: float
    comment: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class Marks:
    """Marks by student, exercise and item; a note for each line that could not be used, and that line."""

    by_place: Mapping[Place, Mark]
    notes: tuple[Note, ...] = ()
    unused: tuple[Mapping[str, str], ...] = ()


def read_marks(file: Path, results: Iterable[Result]) -> Marks:
    """The marks in a table with the columns student, exercise, item, points and, if you like, the others of `to_mark`.

    Lines without points are left out. A line that fits nobody, or whose points are out of range, gets a note.

    Args:
        file: a CSV file; parted by commas, semicolons or tabs.
        results: whom and what the marks may be for.

    Raises:
        TableError: the file cannot be read, or a column is missing.
    """
    rows = read_table(file).records()
    if missing := [name for name in _NEEDED if rows and name not in rows[0]]:
        raise TableError(f"{file} has no column {missing[0]}; it needs {', '.join(_NEEDED)}.")
    known = {_place(*place): place for place, _ in _items(results)}
    marks: dict[Place, Mark] = {}
    notes, unused = [], []
    for number, row in enumerate(rows, 2):
        place = _place(row["student"], row["exercise"], row["item"])
        if not row["points"].strip():
            continue
        if fault := _fault(place, row["points"], known):
            what = f"{file.name}, line {number}: {fault}"
            notes.append(Note(file.name, row["student"], what, "Correct the line and run the command again."))
            unused.append(row)
        else:
            marks[known[place]] = _mark(row)
    return Marks(marks, tuple(notes), tuple(unused))


def marked(results: Iterable[Result], marks: Mapping[Place, Mark]) -> list[Result]:
    """The results with a person's points in place; a text that has changed since she read it gets a note.

    Args:
        results: as grading gives them.
        marks: as `read_marks` gives them.

    Example:
        >>> text = Item("fair", "leads", "T01", 0, 0, "for a person to mark", "A lead.", "", by_person=True)
        >>> result = Result("siti", "", "fair", "siti.ipynb", "", None, False, (text,), (), "graded")
        >>> [after] = marked([result], {("siti", "fair", "leads:T01"): Mark(0.5, "Who says so?")})
        >>> after.points, after.possible, after.items[0].reason
        (0.5, 1, 'Who says so?')
    """
    return [_with_marks(result, marks) if result.state == "graded" else result for result in results]


def to_mark(results: Iterable[Result], marks: Marks) -> list[list[object]]:
    """A table of all texts for a person, and of every other mark that she gave, to fill in and hand to --overrides.

    Where she has marked, the text that she read stands beside the one that is there now.

    Args:
        results: as `counting` gives them.
        marks: what she has marked already; lines that fit nobody now are kept at the end.
    """
    rows: list[list[object]] = []
    for place, item in _items(results):
        mark = marks.by_place.get(place)
        if mark or (item.by_person and item.answer):
            told = (mark.points, 1, mark.comment) if mark else (None, 1, "")
            rows.append([*place, *told, item.answer, mark.text if mark else "", item.reason])
    kept = ([line.get(name, "") for name in _HEADING] for line in marks.unused)
    return [list(_HEADING), *rows, *kept]


def _with_marks(result: Result, marks: Mapping[Place, Mark]) -> Result:
    given = {item.name: marks.get((result.student, result.exercise, item.name)) for item in result.items}
    if not any(given.values()):
        return result
    items = tuple(_by_person(item, mark) if (mark := given[item.name]) else item for item in result.items)
    changed = [item.name for item in result.items if (mark := given[item.name]) and _changed(mark, item)]
    notes = tuple(Note(result.file, result.student, f"The text {name} {_OTHER}", _READ_AGAIN) for name in changed)
    return replace(result, items=items, notes=(*result.notes, *notes))


def _by_person(item: Item, mark: Mark) -> Item:
    told = mark.comment or ("" if item.by_person else "Your teacher has looked at this answer and gave these points.")
    reason = "\n".join(filter(None, [told, item.reason]))
    return replace(item, points=mark.points, possible=1, status=MARKED, reason=reason)


def _changed(mark: Mark, item: Item) -> bool:
    return bool(mark.text.strip()) and mark.text.split() != str(cell(item.answer)).split()


def _items(results: Iterable[Result]) -> Iterator[tuple[Place, Item]]:
    for result in results:
        if result.state == "graded":
            yield from (((result.student, result.exercise, item.name), item) for item in result.items)


def _place(student: str, exercise: str, item: str) -> Place:
    """One form for a place, as it stands in a table and as it is."""
    return tuple(str(cell(words.strip())) for words in (student, exercise, item))  # type: ignore[return-value]


def _unknown(place: Place, known: Iterable[Place]) -> str:
    """Which of the three is not there, and what is near."""
    asked: Sequence[Place] = list(known)
    for at, name in enumerate(("student", "exercise", "item")):
        near = sorted({one[at] for one in asked if one[:at] == place[:at]})
        if place[at] not in near:
            return no_such(name, place[at], get_close_matches(place[at], near, cutoff=0.4) or near[:8])
    return "there is no such item"


def _mark(row: Mapping[str, str]) -> Mark:
    read = row.get("marked text", "").strip() or row.get("text", "")
    return Mark(_points(row["points"]), row.get("comment", ""), read)


def _fault(place: Place, points: str, known: Iterable[Place]) -> str:
    if place not in known:
        return _unknown(place, known)
    try:
        fits = 0 <= _points(points) <= 1
    except ValueError:
        return f'points are "{points[:30]}"; write a number from 0 to 1, such as 0.5.'
    return "" if fits else f"points are {points[:30]}; an item has 0 to 1, such as 0.5."


def _points(words: str) -> float:
    return float(words.strip().replace(",", "."))
