"""What a class's answers say of each item: how hard it is, whom it tells apart, what draws wrong answers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from math import sqrt
from statistics import mean, median, stdev

from helpers.grading.results import Item, Result

__all__ = [
    "SHARE",
    "Gain",
    "ItemStatistics",
    "Scores",
    "Wrong",
    "gains",
    "item_statistics",
    "scores",
]


SHARE = 0.27
"""The share of a class at each end whose answers are set against each other.

T. L. Kelley, The selection of upper and lower groups for the validation of test items, Journal of Educational
Psychology 30, 1939, 17-24.
"""

FEWEST = 4
"""Below so many students, top and bottom are the luck of one."""

EASY, HARD = 0.7, 0.3
"""Between these shares of right answers an item tells most about a class."""

TELLING = 0.25
"""From this difference between top and bottom on, an item tells them apart well."""


@dataclass(frozen=True, slots=True)
class Scores:
    """How a class did on one exercise: each student's share of the points, from 0 to 1."""

    shares: tuple[float, ...]

    @property
    def mean(self) -> float:
        """The mean share."""
        return mean(self.shares)

    @property
    def median(self) -> float:
        """The share that half of the class reaches."""
        return median(self.shares)

    @property
    def by_tenth(self) -> dict[str, int]:
        """How many students have less than 10 % of the points, 10 to 20 %, and so on; 100 % is in the last tenth."""
        counts = Counter(min(9, int(share * 10 + 1e-9)) for share in self.shares)
        return {f"{10 * tenth}\u2013{10 * tenth + 10} %": counts[tenth] for tenth in range(10)}


@dataclass(frozen=True, slots=True)
class Wrong:
    """A wrong answer that students gave: how many, and the reason against it."""

    answer: str
    students: int
    reason: str


@dataclass(frozen=True)
class ItemStatistics:
    """One item over a class; `top` and `bottom` are the shares right at the two ends, None in a class too small."""

    item: Item
    students: int
    right: float
    blank: int
    top: float | None
    bottom: float | None
    wrong: tuple[Wrong, ...]

    @property
    def facility(self) -> float:
        """The mean share of the point, from 0 (nobody) to 1 (everybody); not answered counts as 0."""
        return self.right / self.students

    @property
    def discrimination(self) -> float | None:
        """Top 27 % minus bottom 27 %: from -1 to 1; None in a class too small."""
        return None if self.top is None or self.bottom is None else self.top - self.bottom

    @cached_property
    def words(self) -> str:
        """What stands out in the two figures, as a sentence or two; nothing where they are as one would wish."""
        return " ".join(filter(None, (self._how_hard(), self._whom_it_tells_apart())))

    @property
    def as_missed(self) -> Item:
        """The item as most of those who missed it did, whose reason says the most."""
        if not self.wrong:
            return replace(self.item, answer=self.item.key)
        return replace(self.item, answer=self.wrong[0].answer, reason=self.wrong[0].reason)

    def _how_hard(self) -> str:
        if self.students < FEWEST:
            return ""
        if self.facility < HARD:
            return "Hard."
        return "Easy." if self.facility > EASY else ""

    def _whom_it_tells_apart(self) -> str:
        found = self.discrimination
        if found is None:
            return ""
        if found < 0:
            return "Turned round: those who did well overall miss it more often. Look at its wording, and at the key."
        if found >= TELLING:
            return ""
        same = self.facility > 0.9 or self.facility < 0.1
        return "So it cannot tell anybody apart." if same else "It hardly tells those who did well from the others."


def scores(results: Iterable[Result]) -> Scores:
    """The shares of points of all who were graded and could earn some.

    Args:
        results: those of one exercise.
    """
    return Scores(tuple(one.points / one.possible for one in results if one.state == "graded" and one.possible))


def item_statistics(results: Sequence[Result]) -> list[ItemStatistics]:
    """The statistics of each item that is judged here, in the order of the key.

    Args:
        results: those of one exercise, each student's counting one; what was not graded is left out.
    """
    graded = [one for one in results if one.state == "graded"]
    weights = _ends([sum(item.points for item in one.items if not item.by_person) for one in graded])
    columns: dict[str, list[tuple[int, Item]]] = {}
    for number, result in enumerate(graded):
        for item in result.items:
            if not item.by_person:
                columns.setdefault(item.name, []).append((number, item))
    return [_one(column, weights) for column in columns.values()]


def _one(column: Sequence[tuple[int, Item]], weights: Sequence[tuple[float, float]] | None) -> ItemStatistics:
    items = [item for _, item in column]
    top = bottom = None
    if weights:
        top, bottom = (_weighted([(weights[number][end], item.points) for number, item in column]) for end in (0, 1))
    right, blank = sum(item.points for item in items), sum(item.status == "not answered" for item in items)
    return ItemStatistics(items[0], len(items), right, blank, top, bottom, _wrong(items))


def _ends(points: Sequence[float]) -> list[tuple[float, float]] | None:
    """How much each student counts among the top and among the bottom; those with the same points count the same."""
    if len(points) < FEWEST:
        return None
    size = max(1, round(SHARE * len(points)))
    counts = Counter(points)
    top, bottom = (_end(counts, size, highest) for highest in (True, False))
    return [(top[one], bottom[one]) for one in points]


def _end(counts: Mapping[float, int], size: int, highest: bool) -> dict[float, float]:
    """The weight of a student with so many points: whole, none, or a part where the end runs through a tie."""
    weights = {}
    left = float(size)
    for points in sorted(counts, reverse=highest):
        weights[points] = min(1.0, left / counts[points])
        left = max(0.0, left - counts[points])
    return weights


def _weighted(pairs: Sequence[tuple[float, float]]) -> float:
    whole = sum(weight for weight, _ in pairs)
    return sum(weight * points for weight, points in pairs) / whole if whole else 0.0


def _wrong(items: Iterable[Item]) -> tuple[Wrong, ...]:
    """The wrong answers, the most chosen first; an answer that earned nothing and says nothing is none."""
    told: dict[str, Item] = {}
    counts: Counter[str] = Counter()
    for item in items:
        if item.status == "not yet" and (answer := item.read or item.answer):
            counts[answer] += 1
            told.setdefault(answer, item)
    ordered = sorted(counts.items(), key=lambda one: (-one[1], one[0]))
    return tuple(Wrong(told[answer].answer or answer, count, told[answer].reason) for answer, count in ordered)


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
    def by_points(self) -> dict[str, int]:
        """How many students gained how many whole points, the largest gain first."""
        counts = Counter(map(round, self.differences))
        return {_signed(gain): counts[gain] for gain in range(max(counts), min(counts) - 1, -1)}

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


def _signed(gain: int) -> str:
    return f"{gain:+d}".replace("-", "\u2212") if gain else "0"
