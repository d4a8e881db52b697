"""A page for one student: each item with its passage, her answer, the verdict in words and why; nothing of others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from itertools import groupby
from operator import attrgetter

from helpers.grading.report.exercise import Exercise
from helpers.grading.report.pages import macro, render
from helpers.grading.results import FIRST, Item, Result

__all__ = ["feedback"]


def feedback(result: Result, exercise: Exercise) -> bytes:
    """The page of one student on one exercise.

    Args:
        result: what she handed in, graded.
        exercise: what was asked.
    """
    return render(
        "feedback.html.j2",
        result=result,
        exercise=exercise,
        first_counts=result.counts == FIRST,
        name=result.student_name or result.student,
        counts=Counter(item.status for item in result.items),
        again=[item for item in result.items if item.status == "not yet"],
        sheets=[
            (sheet, _items(items, result, exercise)) for sheet, items in groupby(result.items, key=attrgetter("sheet"))
        ],
    )


def _items(items: Iterable[Item], result: Result, exercise: Exercise) -> str:
    """Items of a worksheet as HTML, with the first or the last answer, that does not count, where it is another one."""
    others, when = result.others, "In the end" if result.counts == FIRST else "At first"
    told = ((item, others.get(item.name)) for item in items)
    changed = ((item, other if other and other.read != item.read else None) for item, other in told)
    return "".join((_item if item.by_person else _common)(item, other, when, exercise) for item, other in changed)


@lru_cache(maxsize=4096)
def _common(item: Item, other: Item | None, when: str, exercise: Exercise) -> str:
    """What `_item` gives; in a class most answers are the same, so each is made once."""
    return _item(item, other, when, exercise)


def _item(item: Item, other: Item | None, when: str, exercise: Exercise) -> str:
    return macro("item.html.j2", "item_of")(item, other, when, exercise)
