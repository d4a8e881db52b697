"""What a learning platform is told of, and what it gets: each platform is a module beside this one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from helpers.grading.results import Note, Result
from helpers.grading.tables import Table

__all__ = ["Export", "GradedClass"]


@dataclass(frozen=True, slots=True)
class GradedClass:
    """A class as a platform is told of it.

    Attributes:
        results: those that count.
        roster: the class list; an export of the platform's own comes back filled in.
        assignments: what exercises are called on the platform, where it is something else.
        out: the folder of results.
        pages: where each page of feedback lies below it, by student and exercise.
    """

    results: Sequence[Result]
    roster: Table | None = None
    assignments: Mapping[str, str] = field(default_factory=dict)
    out: Path = Path()
    pages: Mapping[tuple[str, str], str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Export:
    """Files by name, made when they are asked for, which is after the pages are written; and notes on them."""

    files: Iterable[tuple[str, bytes]]
    notes: tuple[Note, ...] = ()
