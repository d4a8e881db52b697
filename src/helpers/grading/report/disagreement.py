"""Where a class disagrees: its answers as the codings of many coders, and the kinds that it takes for one another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from helpers.exercises.choices import choices, list_ids
from helpers.grading.results import Item, Result
from helpers.lenses.coders.agreement import AgreementError, alpha_by_item, krippendorff_alpha

__all__ = ["Confusion", "Disagreement", "Disputed", "confusions", "disagreements"]


@dataclass(frozen=True, slots=True)
class Disputed:
    """One item: how many answered, the share of pairs of students who agree, its part of alpha, the answers given."""

    item: Item
    answered: int
    pairs: float
    alpha: float | None
    answers: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Disagreement:
    """The items of one worksheet that are answered from one closed list, with the alpha of all of them together."""

    sheet: str
    of: str
    alpha: float
    items: tuple[Disputed, ...]


@dataclass(frozen=True, slots=True)
class Confusion:
    """How often each label of the key (rows) was answered with each label (columns); the last column is no answer."""

    of: str
    labels: tuple[str, ...]
    counts: Mapping[tuple[str, str], int]

    @property
    def rows(self) -> dict[str, dict[str, float]]:
        """By label of the key: the share of each answer to its items, of no answer at the end; none without items."""
        counts = {label: {one: self.counts.get((label, one), 0) for one in (*self.labels, "")} for label in self.labels}
        found = {label: (row, sum(row.values())) for label, row in counts.items()}
        return {label: {one: row[one] / whole for one in row} for label, (row, whole) in found.items() if whole}


def disagreements(results: Iterable[Result]) -> list[Disagreement]:
    """The disagreement in each worksheet and closed list with two items or more; none where alpha cannot be told.

    Args:
        results: those of one exercise.
    """
    by_student = [{item.name: item for item in one.items} for one in results if one.state == "graded"]
    items = {name: item for own in by_student for name, item in own.items() if item.form == "label" and item.of}
    groups: dict[tuple[str, str], list[str]] = {}
    for name, item in items.items():
        groups.setdefault((item.sheet, item.of), []).append(name)
    found = (_disagreement(place, names, by_student) for place, names in groups.items() if len(names) > 1)
    return [one for one in found if one]


def confusions(results: Iterable[Result]) -> list[Confusion]:
    """A matrix for each closed list that an exercise asks for.

    Args:
        results: those of one exercise.
    """
    counts: dict[str, Counter[tuple[str, str]]] = {}
    for item in (item for one in results if one.state == "graded" for item in one.items):
        if item.form == "label" and item.of:
            counts.setdefault(item.of, Counter())[item.key, item.read] += 1
    return [Confusion(of, _labels(of, found), found) for of, found in counts.items()]


def _disagreement(
    place: tuple[str, str], names: Sequence[str], by_student: Sequence[Mapping[str, Item]]
) -> Disagreement | None:
    codings = [[own[name].read or None if name in own else None for name in names] for own in by_student]
    try:
        alpha, parts = krippendorff_alpha(codings), alpha_by_item(codings)
    except AgreementError:
        return None
    columns = zip(names, parts, zip(*codings, strict=True), strict=True)
    disputed = (_disputed(_sample(name, by_student), part, column) for name, part, column in columns)
    return Disagreement(*place, alpha, tuple(disputed))


def _sample(name: str, by_student: Iterable[Mapping[str, Item]]) -> Item:
    return next(own[name] for own in by_student if name in own)


def _disputed(item: Item, alpha: float | None, column: Sequence[str | None]) -> Disputed:
    counts = Counter(answer for answer in column if answer)
    answered = counts.total()
    alike = sum(count * (count - 1) for count in counts.values())
    ordered = sorted(counts.items(), key=lambda one: (-one[1], one[0]))
    return Disputed(item, answered, alike / (answered * (answered - 1)) if answered > 1 else 1.0, alpha, tuple(ordered))


def _labels(of: str, counts: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    """The list's labels in its own order; those that occur where the list is not known."""
    known = next((choices(name).labels for name in list_ids() if choices(name).what == of), ())
    others = {label for pair in counts for label in pair if label} - set(known)
    return (*known, *sorted(others))
