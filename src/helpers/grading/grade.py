"""Grade a class: find the files, judge each in a confined process, and say whose result it is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, tzinfo
from pathlib import Path

from helpers.grading.accounting import Stray, gathered, notes_on, sorted_out
from helpers.grading.assigned import Assigned, assigned
from helpers.grading.desk import Desk, judging, reading
from helpers.grading.intake.files import Found, Owned
from helpers.grading.intake.roster import Roster
from helpers.grading.judging.cache import Journal
from helpers.grading.judging.judge import Judge
from helpers.grading.keys import ExerciseKey
from helpers.grading.ownership import identified, missing, owned, result
from helpers.grading.results import LAST, Note, Remark, Result
from helpers.grading.zones import in_zone

__all__ = ["Graded", "grade", "whose"]


@dataclass(frozen=True, slots=True)
class Graded:
    """The results of a class: those of the files in their order, then who handed nothing in.

    An iteration reads each judgement from the journal, so that a large class takes no more memory than a small one.

    Attributes:
        rows: the files with their students.
        judged: how many files were judged now; the others were judged in an earlier run, or could not be.
        strays: the files that have a note and no row.
        walls: what the processes that read the files could not be kept from, in sentences; none where all is well.
        counts: which answers earn the points, "last", or "first" where these are known.
    """

    rows: tuple[Owned, ...]
    judged: int
    strays: tuple[Stray, ...]
    walls: tuple[str, ...]
    _system: tuple[Found, ...]
    _journal: Journal
    _roster: Roster | None
    _asked: Assigned
    _late_after: datetime | None
    counts: str = LAST

    def __iter__(self) -> Iterator[Result]:
        """Each result."""
        for row in self.rows:
            judged = self._journal.get(row.handed.hash) if row.handed.hash else None
            yield result(row, judged, self._late_after, self.counts)
        yield from missing(self.rows, self._roster, self._asked)

    @property
    def notes(self) -> list[Note]:
        """What to know about the files that have no row."""
        return notes_on([(stray, remark) for stray in self.strays for remark in self._remarks(stray)], self._system)

    def _remarks(self, stray: Stray) -> Sequence[Remark]:
        handed = stray.handed
        return self._journal.get(handed.hash).remarks if handed.hash else [handed.refused] if handed.refused else []


def grade(
    paths: Iterable[Path],
    keys: Mapping[str, ExerciseKey],
    journal: Journal,
    *,
    roster: Roster | None = None,
    asked: Sequence[str] = (),
    late_after: datetime | None = None,
    zone: tzinfo | None = None,
    jobs: int | None = None,
    leave_out: Iterable[Path] = (),
    progress: Callable[[int, int], None] = lambda done, whole: None,
) -> Graded:
    """The results of everything among the paths; whatever a file holds, it costs its own result only.

    Args:
        paths: files, folders and zip archives.
        keys: what is graded with, as `load_keys` gives them.
        journal: where judgements are kept; those of an earlier run are not made again.
        roster: who is in the class; a student without a file gets a result that says "missing".
        asked: the exercises that the class was asked for; what the roster says, or enough of it handed in, if empty.
        late_after: the last moment that is not late, with its time zone.
        zone: in which times are told, and meant where an archive names none; this machine's when None.
        jobs: how many processes judge; one a processor when None.
        leave_out: what is not looked at among the paths: the folder of the results, and the instructor's own files.
        progress: called with the number of files that are done and of all.

    Raises:
        GradingError: the keys do not hold together, the journal cannot be written, or an exercise is not known.
    """
    wanted = assigned(asked, roster, keys)
    with Desk(judging(Judge(keys), journal, zone)) as desk:
        found = [replace(one, handed_in=in_zone(one.handed_in, zone)) for one in desk.opened(paths, leave_out)]
        readable = [one for one in found if not one.is_system]
        handed = gathered(desk.handed_in(readable, jobs, progress))
    counted, strays = sorted_out(handed, keys, roster)
    fresh, system = sum(one.fresh for one in counted), tuple(one for one in found if one.is_system)
    rows = tuple(owned(counted, keys, roster, wanted))
    return Graded(rows, fresh, tuple(strays), desk.walls, system, journal, roster, wanted, late_after)


def whose(
    paths: Iterable[Path],
    keys: Mapping[str, ExerciseKey],
    *,
    roster: Roster | None = None,
    leave_out: Iterable[Path] = (),
) -> list[Result]:
    """Whose each file is, and who handed nothing in; the names in the files are read, and nothing is judged.

    Args:
        paths: files, folders and zip archives.
        keys: what the files are read with.
        roster: who is in the class.
        leave_out: what is not looked at among the paths.
    """
    with Desk(reading(Judge(keys))) as desk:
        found = [one for one in desk.opened(paths, leave_out) if not one.is_system]
        handed = desk.handed_in(found)
    counted, strays = sorted_out(handed, keys, roster)
    rows = [result(row, None, None) for row in identified(counted, keys, roster)]
    there = {row.student for row in rows}
    return [*rows, *map(_not_graded, strays), *(one for one in missing((), roster) if one.student not in there)]


def _not_graded(stray: Stray) -> Result:
    """A file that will have a note and no row."""
    told = (stray.student, "", "", stray.handed.found.file, "", None, False, (), ())
    return Result(*told, state="could not be graded", why="nothing in it can be graded")
