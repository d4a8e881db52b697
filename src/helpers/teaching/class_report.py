"""The class report."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from helpers.teaching.asked import Exercise
from helpers.teaching.pages import page
from helpers.teaching.results import Result

__all__ = ["class_report"]


def class_report(results: Sequence[Result], exercises: Mapping[str, Exercise], anonymous: bool = False) -> bytes:
    """The report as a page.

    Args:
        results: those that count.
        exercises: what was asked, by exercise.
        anonymous: whether to hide names.
    """
    return page("What the class understood", "<h1>What the class understood</h1>", wide=True)
