"""A person's marks: put in the place of the machine's, and kept from run to run."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from helpers.grading.results import Item, Note, Result
from helpers.text.visible import cell

__all__ = ["MARKED", "GivenMark", "GivenMarks", "Place", "items_of", "marked", "to_mark"]

MARKED = "marked by a person"
"""The status of an item whose points come from a person."""

_HEADING = (
    "student", "exercise", "item", "points", "possible", "comment", "text", "marked text", "what to look at",
)  # fmt: skip

_OTHER = "is not the one that was marked."
_READ_AGAIN = 'Read it again, and empty its cell under "marked text" in your file of marks.'

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

    Where she has marked, the text that she read stands beside the one that is there now.

    Args:
        results: as `counting` gives them.
        marks: what she has marked already; lines that fit nobody now are kept at the end.
    """
    rows: list[list[object]] = []
    for place, item in items_of(results):
        mark = marks.by_place.get(place)
        if mark or (item.by_person and item.answer):
            told = (mark.points, 1, mark.comment) if mark else (None, 1, "")
            rows.append([*place, *told, item.answer, mark.text if mark else "", item.reason])
    rows += ([line.get(name, "") for name in _HEADING] for line in marks.unused)
    return [list(_HEADING), *rows]


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


def items_of(results: Iterable[Result]) -> Iterator[tuple[Place, Item]]:
    """Each item that was graded, and its place.

    Args:
        results: any.
    """
    for result in results:
        if result.state == "graded":
            yield from (((result.student, result.exercise, item.name), item) for item in result.items)
