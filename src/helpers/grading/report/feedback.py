"""A page for one student: each item with its passage, her answer, the verdict in words and why; nothing of others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from itertools import groupby
from operator import attrgetter

from helpers.grading.report.exercise import Exercise
from helpers.grading.report.pages import macro, render
from helpers.grading.results import Item, Result

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
        name=result.student_name or result.student,
        counts=Counter(item.status for item in result.items),
        again=[item for item in result.items if item.status == "not yet"],
        sheets=[(sheet, _items(items, exercise)) for sheet, items in groupby(result.items, key=attrgetter("sheet"))],
    )


def _items(items: Iterable[Item], exercise: Exercise) -> str:
    """Items of a worksheet as HTML."""
    return "".join((_item if item.by_person else _common)(item, exercise) for item in items)


@lru_cache(maxsize=4096)
def _common(item: Item, exercise: Exercise) -> str:
    """What `_item` gives; in a class most answers are the same, so each is made once."""
    return _item(item, exercise)


def _item(item: Item, exercise: Exercise) -> str:
    return macro("item.html.j2", "item_of")(item, exercise)
