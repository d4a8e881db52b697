"""Before and after: what those who took both forms of a test gained, and what luck alone may do."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import sqrt
from statistics import mean, stdev

from helpers.teaching.results import Item, Result

__all__ = ["Gain", "gains"]


@dataclass(frozen=True, slots=True)
class Gain:
    """The points of each student in the two forms; `skills` has what was asked and the share right before and after.

    Items are not set side by side: the forms ask alike, and need not ask in one order.
    """

    before: str
    after: str
    possible: float
    points: tuple[tuple[float, float], ...]
    skills: tuple[tuple[str, float, float], ...]

    @property
    def differences(self) -> list[float]:
        """After minus before, a student each."""
        return [after - before for before, after in self.points]

    @property
    def mean(self) -> float:
        """The mean gain in points."""
        return mean(self.differences)

    @property
    def margin(self) -> float | None:
        """Two standard errors of the mean gain, in points; None for a single student."""
        return 2 * stdev(self.differences) / sqrt(len(self.points)) if len(self.points) > 1 else None

    @property
    def directions(self) -> tuple[int, int, int]:
        """How many students went up, stayed, and went down."""
        ups, downs = (sum(sign * one > 0 for one in self.differences) for sign in (1, -1))
        return ups, len(self.points) - ups - downs, downs


def gains(results: Iterable[Result]) -> list[Gain]:
    """The gain in each pair of worksheets that are called NAME-a and NAME-b, over those who answered in both.

    Args:
        results: those of one exercise.

    Example:
        >>> def item(sheet, points):
        ...     return Item("test", sheet, "Q01", points, 1, "right" if points else "not yet", "x", "")
        >>> def handed_in(one, two):
        ...     items = (item("form-a", one), item("form-b", two))
        ...     return Result("siti", "", "test", "", "", None, False, items, (), "graded")
        >>> gains([handed_in(0, 0), handed_in(0, 1)])[0].mean
        0.5
    """
    graded = [one for one in results if one.state == "graded"]
    sheets = dict.fromkeys(item.sheet for one in graded for item in one.items)
    pairs = [(sheet, f"{sheet[:-2]}-b") for sheet in sheets if sheet.endswith("-a") and f"{sheet[:-2]}-b" in sheets]
    return [found for pair in pairs if (found := _gain(*pair, graded))]


def _gain(before: str, after: str, graded: Sequence[Result]) -> Gain | None:
    both = [(_judged(one, before), _judged(one, after)) for one in graded]
    both = [pair for pair in both if all(any(item.status != "not answered" for item in items) for items in pair)]
    if not both:
        return None
    points = tuple((sum(i.points for i in one), sum(i.points for i in two)) for one, two in both)
    first, second = (_shares([pair[at] for pair in both]) for at in (0, 1))
    skills = tuple((asked, first[asked], second[asked]) for asked in first if asked in second)
    return Gain(before, after, max(sum(i.possible for i in one) for one, _ in both), points, skills)


def _judged(result: Result, sheet: str) -> list[Item]:
    return [item for item in result.items if item.sheet == sheet and not item.by_person]


def _shares(students: Sequence[Sequence[Item]]) -> dict[str, float]:
    """The share of right answers, by what was asked: a closed list, or the form of the answer."""
    points: dict[str, list[float]] = {}
    for item in (item for items in students for item in items):
        points.setdefault(item.of or item.form, []).append(item.points)
    return {asked: mean(found) for asked, found in points.items()}
