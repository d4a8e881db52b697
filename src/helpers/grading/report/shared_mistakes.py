"""What many of a class got wrong in the same way: a wrong answer, drawn together over the items it was given to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import ceil

from helpers.grading.results import Item, Result

__all__ = ["SharedMistake", "shared_mistakes"]

_MANY, _FEWER = 0.2, 0.15
"""The share of a class that makes a mistake a shared one, and the share that an item must draw to be named with it.

Where an item draws fewer, slips cannot be told from a confusion: with many items, most students slip somewhere.
"""


@dataclass(frozen=True, slots=True)
class SharedMistake:
    """A wrong answer that many gave in place of the same right one.

    Attributes:
        items: each item as it was answered, the one that drew most first; several where they share a closed list.
        students: how many gave it to one of the items or to more.
        of: how many were graded.
    """

    items: tuple[Item, ...]
    students: int
    of: int

    @property
    def passed_over(self) -> bool:
        """Whether the mistake is to have marked nothing."""
        return _marks_nothing(self.items[0])


def shared_mistakes(results: Iterable[Result]) -> list[SharedMistake]:
    """The wrong answers that a fifth of a class or more gave, those of most students first.

    Args:
        results: those of one exercise.

    Example:
        >>> def handed_in(student):
        ...     told = {"of": "end of a chain", "read": "no chain", "key": "dead end"}
        ...     items = (Item("chains", "ends", "S01", 0, 1, "not yet", "no chain", "Somebody speaks.", **told),)
        ...     return Result(student, "", "chains", "", "", None, False, items, (), "graded")
        >>> [(one.students, one.of) for one in shared_mistakes(map(handed_in, ("adi", "siti")))]
        [(2, 2)]
    """
    graded = [one for one in results if one.state == "graded"]
    given: dict[tuple[str, str, str], dict[str, dict[int, Item]]] = {}
    for number, result in enumerate(graded):
        for item in (item for item in result.items if item.status == "not yet"):
            given.setdefault(_mistake(item), {}).setdefault(item.name, {})[number] = item
    found = [one for by_item in given.values() if (one := _shared(by_item, len(graded)))]
    return sorted(found, key=lambda one: (-one.students, -len(one.items), one.items[0].name, one.items[0].read))


def _marks_nothing(item: Item) -> bool:
    return item.form == "words" and item.read == "none"


def _mistake(item: Item) -> tuple[str, str, str]:
    """What makes two wrong answers the same mistake: a label for a label, or loaded words that were all passed over.

    A number, an arrow and words that were marked mean something in one item alone.
    """
    if _marks_nothing(item):
        return item.form, "", item.read
    return item.of or item.name, item.key, item.read


def _shared(by_item: Mapping[str, Mapping[int, Item]], of: int) -> SharedMistake | None:
    drew = [who for who in by_item.values() if len(who) >= _at_least(_FEWER, of)]
    students = {number for who in drew for number in who}
    if len(students) < _at_least(_MANY, of):
        return None
    ordered = sorted(drew, key=lambda who: (-len(who), _first(who).name))
    return SharedMistake(tuple(map(_first, ordered)), len(students), of)


def _first(who: Mapping[int, Item]) -> Item:
    return next(iter(who.values()))


def _at_least(share: float, of: int) -> int:
    """So many students at least; one alone shares nothing."""
    return max(2, ceil(share * of - 1e-9))
