"""Of a student's files of one exercise, which one counts: the newest that can be trusted to be hers and to be new."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from helpers.grading.intake.remarks import Remark

if TYPE_CHECKING:
    from helpers.grading.ownership import Owned

__all__ = ["newest"]

_LONG_AGO = datetime.min.replace(tzinfo=UTC)
_OTHER_CLOCKS = timedelta(hours=14)
"""How far ahead of ours the clock of another zone may be."""


def newest(rows: Sequence[Owned]) -> list[Owned]:
    """The rows; where a student has several of one exercise, all but one are superseded, and each says so.

    Those that could be judged come first, then those of which there is no doubt, then the newer ones.

    Args:
        rows: the files of a class with their students.
    """
    rows = list(rows)
    places: dict[tuple[str, str], list[int]] = defaultdict(list)
    for place, row in enumerate(rows):
        places[row.student, row.exercise].append(place)
    for several in (several for several in places.values() if len(several) > 1):
        _choose(rows, several)
    return rows


def _choose(rows: list[Owned], places: list[int]) -> None:
    *older, best = sorted(places, key=lambda place: (*_rank(rows[place]), place))
    counts = rows[best].handed
    for place in older:
        row = rows[place]
        same = row.handed.digest == counts.digest
        told = f"{counts.found.file} of the same student counts in its place{', with the same answers' * same}."
        remarks = (*row.remarks, Remark(told, _CHOOSE, not same), *_of_times(row))
        rows[place] = replace(row, superseded=True, remarks=remarks)
    files = ", ".join(rows[place].handed.found.file for place in older)
    serious = any(rows[place].handed.digest != counts.digest for place in older)
    alike = all(_rank(rows[place])[1:4] == _rank(rows[best])[1:4] for place in older)
    why = "it is the newer one that could be read" if alike else "there is less doubt about it"
    remark = Remark(f"It counts in place of {files}: {why}.", _CHOOSE, serious)
    rows[best] = replace(rows[best], remarks=(*rows[best].remarks, remark, *_of_times(rows[best])))


def _rank(row: Owned) -> tuple[bool, bool, bool, bool, datetime, int]:
    """What makes a file count more than another one, from low to high."""
    when = row.handed.found.handed_in or _LONG_AGO
    sure = (not row.unsure, not row.claim.draft, not _is_ahead(when))
    return bool(row.handed.digest), *sure, when, row.claim.copy


def _is_ahead(when: datetime) -> bool:
    return when > datetime.now(UTC) + _OTHER_CLOCKS


def _of_times(row: Owned) -> tuple[Remark, ...]:
    """A remark where a file's time cannot be right, or where it was no more than a draft."""
    when = row.handed.found.handed_in
    if when and _is_ahead(when):
        what = f"Its time, {when:%Y-%m-%d}, lies in the future and does not make it the newer one."
        return (Remark(what, _CHOOSE),)
    return (Remark("It is a draft; what was handed in comes before it.", _CHOOSE, False),) if row.claim.draft else ()


_CHOOSE = "Take away the file that should not count, if it is another one."
