"""The first and the last answer to each item, and which of them earns the points."""

from __future__ import annotations

from helpers.grading.judging.judge import Judged
from helpers.grading.results import FIRST, Item, Try

__all__ = ["counting_items", "counting_worksheets", "tries"]


def tries(judged: Judged) -> tuple[Try, ...]:
    """Each item of which the first answer is known, as it was first checked and as it was in the end.

    Args:
        judged: a file's judgement.
    """
    last = {item.name: item for item in judged.items}
    return tuple((item, last[item.name]) for item in judged.first)


def counting_items(judged: Judged, counts: str) -> tuple[Item, ...]:
    """The items that earn the points; the last answer where the first one is not known.

    Args:
        judged: a file's judgement.
        counts: "last" or "first".
    """
    first = {item.name: item for item in judged.first} if counts == FIRST else {}
    return tuple(first.get(item.name, item) for item in judged.items)


def counting_worksheets(judged: Judged, counts: str) -> tuple[tuple[str, str], ...]:
    """The worksheets with the answers in them that earn the points: what nbval is to find in the graded notebook.

    Args:
        judged: a file's judgement.
        counts: "last" or "first".
    """
    return judged.first_worksheets if counts == FIRST and judged.first else judged.worksheets
