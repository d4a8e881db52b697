"""Open archives and the archives in them, within limits that hold for all of them together.

A small archive may unfold to any number of names and bytes. None in it takes more than half of the room that is left:
whoever packs too much loses her own archive, and nobody else's.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from helpers.grading.intake.archives import MOST_MEMBERS, Member
from helpers.grading.intake.files import Found, unpacked
from helpers.grading.processes.workers import Lost
from helpers.grading.results import Remark, not_judged

__all__ = ["MOST_IN_A_RUN", "Unfolding"]

MOST_IN_A_RUN = 100_000
"""Members of all archives of a run."""

_MOST_LOOKS = 10
"""How many times the members of an archive that are taken may be looked at in the archives in it, in vain."""

_MOST_BYTES = 1_000_000_000
_MOST_TIMES = 100
"""Bytes that an archive may unfold to, whatever its size, and how many times its size."""

_NOTHING_INSIDE = Remark("There is no notebook in this archive.", "Ask for the notebook.")
_TO_DO = "Unpack it, look at what is in it, and grade the folder."
_NO_MORE = Remark("There is too much in the archives beside it; it was not opened.", _TO_DO)

_Lister = Callable[[Found], Sequence[Member] | Remark | Lost]


class Unfolding:
    """What a run may still take from archives."""

    def __init__(self, members: _Lister) -> None:
        """Begin a run.

        Args:
            members: lists an archive, or says why that is not possible.
        """
        self._members = members
        self._left = MOST_IN_A_RUN

    def files(self, found: Iterable[Found]) -> Iterator[Found]:
        """The files, with what is in each archive in its place.

        Args:
            found: files and archives.
        """
        for one in found:
            if one.archive:
                room = _Room(one, min(self._left, MOST_MEMBERS))
                yield from self._inside(one, room)
                self._left -= room.used
            else:
                yield one

    def _inside(self, archive: Found, room: _Room) -> Iterator[Found]:
        for one in room.taken(archive, self._members):
            yield from self._inside(one, room) if one.archive else (one,)


class _Room:
    """What may be taken from one archive on this machine and all archives in it: members, looks at members, bytes."""

    def __init__(self, outer: Found, members: int) -> None:
        self.used = 0
        self._outer, self._members = outer, members
        self._looks = _MOST_LOOKS * MOST_MEMBERS
        self._bytes = max(_MOST_BYTES, _MOST_TIMES * outer.size)

    def taken(self, archive: Found, members: _Lister) -> list[Found]:
        """What is in an archive, or the archive itself, refused."""
        rows = members(archive) if self._looks > 0 else _NO_MORE
        if isinstance(rows, Lost):
            self._looks -= 2 * MOST_MEMBERS
            rows = not_judged(rows.why)
        told = rows if isinstance(rows, Remark) else self._too_much(archive, rows)
        inside = [] if isinstance(rows, Remark) or told else list(unpacked(archive, rows))
        if all(one.is_system for one in inside):
            inside.append(replace(archive, archive=False, refused=told or _NOTHING_INSIDE))
        return inside

    def _too_much(self, archive: Found, rows: Sequence[Member]) -> Remark | None:
        """Why there is no room left for an archive; None where it is taken."""
        share = 1 if archive is self._outer else 2
        size = sum(row.size for row in rows if not row.refused)
        self._looks -= len(rows)
        if len(rows) > (self._members - self.used) // share:
            return Remark(f"It holds {_count(rows)} files, too many with what is beside it; none was read.", _TO_DO)
        if size > self._bytes // share:
            what = f"It unpacks to {size // 1_000_000:,} MB, too many with what is beside it; nothing in it was read."
            return Remark(what, _TO_DO)
        self.used += len(rows)
        self._bytes -= size
        return None


def _count(rows: Sequence[Member]) -> str:
    return f"{len(rows):,}" if len(rows) <= MOST_MEMBERS else f"more than {MOST_MEMBERS:,}"
