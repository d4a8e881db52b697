"""One row for very many files of an archive that could not be graded: a gradebook is for somebody who reads it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from helpers.grading.intake.remarks import Remark
from helpers.grading.ownership import Handed

__all__ = ["CROWD", "gathered"]

CROWD = 200
"""Files without a grade of one folder or archive that have a row each, as far as they are more than those with one."""

_TO_DO = "Look at what is in it. To have a row for each file, unpack the archive and grade the folder."

_Place = tuple[Path, tuple[str, ...]]


def gathered(handed: Sequence[Handed]) -> list[Handed]:
    """The files, in order; a crowd of those without a grade is one row, called as the folder or archive they lie in.

    A crowd is gathered in the innermost place that holds it, so that it takes no other student's row with it.

    Args:
        handed: all files of a class.
    """
    rows = list(handed)
    deepest = max((len(one.found.parts) for one in rows), default=0)
    for depth in range(deepest - 1, 0, -1):
        rows = _gathered_at(depth, rows)
    return rows


def _gathered_at(depth: int, rows: list[Handed]) -> list[Handed]:
    """The rows with the crowds below folders and archives of one depth gathered."""
    inside = [(place, one) for one in rows if (place := _place(one, depth))]
    graded = Counter(place for place, one in inside if one.digest)
    others = Counter(place for place, one in inside if not one.digest)
    crowds = {place: count for place, count in others.items() if count > max(CROWD, graded[place])}
    kept: dict[int | _Place, Handed] = {}
    for number, one in enumerate(rows):
        place = _place(one, depth)
        if place in crowds and not one.digest:
            kept.setdefault(place, _one_row(one, depth, crowds[place]))
        else:
            kept[number] = one
    return list(kept.values())


def _place(one: Handed, depth: int) -> _Place | None:
    """The folder or archive of this depth that a file of an archive lies in."""
    found = one.found
    return (found.path, found.parts[:depth]) if found.inner and len(found.parts) > depth else None


def _one_row(first: Handed, depth: int, count: int) -> Handed:
    what = f"{count:,} files in it could not be graded, {first.found.file} first."
    found = replace(first.found, parts=first.found.parts[:depth], refused=Remark(what, _TO_DO))
    return Handed(found, refused=found.refused)
