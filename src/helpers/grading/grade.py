"""Grade a class: find the files, judge each in a confined process, and say whose result it is."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, tzinfo
from functools import partial
from hashlib import sha256
from pathlib import Path

from helpers.grading.accounting import Stray, notes_on, sorted_out
from helpers.grading.assigned import Assigned, assigned
from helpers.grading.crowds import gathered
from helpers.grading.intake import archives
from helpers.grading.intake.archives import Member
from helpers.grading.intake.files import Found, find
from helpers.grading.intake.gradescope import Submitters, named, submitters
from helpers.grading.intake.remarks import Remark, UnreadableSubmissionError, not_judged
from helpers.grading.intake.roster import Roster
from helpers.grading.intake.unfolding import Unfolding
from helpers.grading.judging.cache import Journal
from helpers.grading.judging.judge import Judge
from helpers.grading.keys import ExerciseKey
from helpers.grading.ownership import Handed, Owned, identified, missing, owned, result
from helpers.grading.processes.workers import Lost, Workers
from helpers.grading.results import Note, Result
from helpers.grading.zones import in_zone

__all__ = ["MEMORY", "SECONDS", "Graded", "grade", "whose"]

SECONDS = 30.0
"""How long a file may take; an honest one takes a fiftieth of a second."""

MEMORY = 1 << 30
"""Bytes of memory that a file may take."""

_FILES_A_JOB = 8
"""Files that are worth the start of another process."""


@dataclass(frozen=True, slots=True)
class Graded:
    """The results of a class: those of the files in their order, then who handed nothing in.

    An iteration reads each judgement from the journal, so that a large class takes no more memory than a small one.

    Attributes:
        rows: the files with their students.
        judged: how many files were judged now; the others were judged in an earlier run, or could not be.
        strays: the files that have a note and no row.
        walls: what the processes that read the files could not be kept from, in sentences; none where all is well.
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

    def __iter__(self) -> Iterator[Result]:
        """Each result."""
        for row in self.rows:
            judged = self._journal.get(row.handed.hash) if row.handed.hash else None
            yield result(row, judged, self._late_after)
        yield from missing(self.rows, self._roster, self._asked)

    @property
    def notes(self) -> list[Note]:
        """What to know about the files that have no row."""
        told = ((stray, self._journal.get(stray.handed.hash).remarks if stray.handed.hash else [stray.handed.refused])
                for stray in self.strays)  # fmt: skip
        return notes_on([(stray, remark) for stray, remarks in told for remark in remarks], self._system)


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
    desk = _Desk(Judge(keys), journal, jobs or _processors())
    try:
        opened = named(Unfolding(desk.members).files(find(paths, leave_out)), desk.submitters)
        found = [replace(one, handed_in=in_zone(one.handed_in, zone)) for one in opened]
        handed = gathered(list(desk.judged([one for one in found if not one.is_system], progress)))
    finally:
        desk.close()
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
    """Whose each file is, and who handed nothing in; no file is judged.

    Args:
        paths: files, folders and zip archives.
        keys: whose exercises' names are nobody's names.
        roster: who is in the class.
        leave_out: what is not looked at among the paths.
    """
    desk = _Desk(Judge(keys), None, 1)
    try:
        opened = named(Unfolding(desk.members).files(find(paths, leave_out)), desk.submitters)
        found = [one for one in opened if not one.is_system]
    finally:
        desk.close()
    counted, strays = sorted_out([Handed(one, refused=one.refused) for one in found], keys, roster)
    rows = [result(row, None, None) for row in identified(counted, keys, roster)]
    there = {row.student for row in rows}
    return [*rows, *map(_not_read, strays), *(one for one in missing((), roster) if one.student not in there)]


def _not_read(stray: Stray) -> Result:
    """A file that may turn out to be a notebook when it is read."""
    told = (stray.student, "", "", stray.handed.found.file, "", None, False, (), ())
    return Result(*told, state="could not be graded", why="no notebook by its name; what is in it decides")


def _processors() -> int:
    """How many this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class _Desk:
    """Where files are opened and judged: the processes that do it, and the journal of what they said."""

    def __init__(self, judge: Judge, journal: Journal | None, jobs: int) -> None:
        self._journal = journal
        self._jobs = jobs
        work = partial(_work, judge, journal)
        self._workers = Workers(work, lambda: None, SECONDS, MEMORY)

    @property
    def walls(self) -> tuple[str, ...]:
        return self._workers.walls

    def close(self) -> None:
        self._workers.close()

    def members(self, archive: Found) -> list[Member] | Remark | Lost:
        """What is in an archive, or why that cannot be said."""
        [(_, answer)] = self._workers.answers([_question("list", archive)], 1)
        if isinstance(answer, Lost):
            return answer
        told = json.loads(answer)
        if isinstance(told, list):
            return Remark(*told)
        return [Member(number, name, _moment(when), size, why) for number, name, when, size, why in told["members"]]

    def submitters(self, found: Found) -> Submitters:
        """Who handed in what, as a list of Gradescope's says; nobody where it cannot be read."""
        [(_, answer)] = self._workers.answers([_question("names", found)], 1)
        told = {} if isinstance(answer, Lost) else json.loads(answer)
        return told if isinstance(told, dict) else {}

    def judged(self, found: list[Found], progress: Callable[[int, int], None]) -> Iterator[Handed]:
        """Each file with what is known of its judgement; the judgement itself goes into the journal."""
        done: list[Handed | None] = [Handed(one, refused=one.refused) if one.refused else None for one in found]
        open_ = [place for place, one in enumerate(done) if one is None]
        jobs = max(1, min(self._jobs, len(open_) // _FILES_A_JOB))
        questions = (_question("judge", found[place]) for place in open_)
        for count, (number, answer) in enumerate(self._workers.answers(questions, jobs), 1):
            place = open_[number]
            done[place] = self._kept(found[place], answer)
            progress(count, len(open_))
        return (one for one in done if one is not None)

    def _kept(self, found: Found, answer: bytes | Lost) -> Handed:
        if isinstance(answer, Lost):
            return Handed(found, refused=not_judged(answer.why))
        told = json.loads(answer)
        if isinstance(told, list):
            return Handed(found, refused=Remark(*told))
        fresh = told["judged"] is not None
        if fresh:
            self._journal.add(told["hash"], told["exercise"], told["judged"])
        judged = self._journal.get(told["hash"])
        return Handed(found, told["hash"], judged.exercise, judged.digest, fresh=fresh)


def _question(what: str, found: Found) -> bytes:
    return json.dumps([what, str(found.path), found.inner]).encode()


def _work(judge: Judge, journal: Journal, question: bytes) -> bytes:
    """What a confined process answers: an archive's members, a list's names, a judgement, or why there is none."""
    what, path, inner = json.loads(question)
    try:
        if what == "list":
            rows = archives.members(Path(path), tuple(inner))
            return json.dumps({"members": [[m.number, m.name, _iso(m.when), m.size, m.refused] for m in rows]}).encode()
        raw = archives.read(Path(path), tuple(inner))
        if what == "names":
            return json.dumps(submitters(raw.decode("utf-8", "replace"))).encode()
    except UnreadableSubmissionError as error:
        return json.dumps([error.remark.what, error.remark.what_to_do]).encode()
    hash = sha256(raw).hexdigest()
    if hash in journal:
        return json.dumps({"hash": hash, "judged": None}).encode()
    judged = judge.judge(raw)
    return json.dumps({"hash": hash, "exercise": judged.exercise, "judged": judged.as_json()}).encode()


def _iso(when: datetime | None) -> str:
    return when.isoformat() if when else ""


def _moment(told: str) -> datetime | None:
    return datetime.fromisoformat(told) if told else None
