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
from typing import Any, Self

from helpers.grading.accounting import Stray, gathered, notes_on, sorted_out
from helpers.grading.assigned import Assigned, assigned
from helpers.grading.intake import archives
from helpers.grading.intake.archives import Member
from helpers.grading.intake.files import Found, Handed, Owned, find
from helpers.grading.intake.gradescope import Submitters, named, submitters
from helpers.grading.intake.roster import Roster
from helpers.grading.intake.unfolding import Unfolding
from helpers.grading.judging.cache import Journal
from helpers.grading.judging.judge import Judge
from helpers.grading.keys import ExerciseKey
from helpers.grading.ownership import identified, missing, owned, result
from helpers.grading.processes.workers import Lost, Workers
from helpers.grading.results import Note, Remark, Result, UnreadableSubmissionError, not_judged
from helpers.grading.zones import in_zone

__all__ = ["MEMORY", "SECONDS", "Graded", "grade", "whose"]

SECONDS = 30.0
"""How long a file may take; an honest one takes a fiftieth of a second."""

MEMORY = 1 << 30
"""Bytes of memory that a file may take."""

_FILES_A_JOB = 8
"""Files that are worth the start of another process."""

_Answer = Callable[[Path, tuple[int, ...]], object]
"""What a confined process says of a file on this machine or of a member of an archive, fit for JSON."""


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
    with _Desk(judge=partial(_judgement, Judge(keys), journal)) as desk:
        found = [replace(one, handed_in=in_zone(one.handed_in, zone)) for one in desk.opened(paths, leave_out)]
        readable = [one for one in found if not one.is_system]
        handed = gathered(desk.judged(readable, journal, jobs or _processors(), progress))
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
    with _Desk() as desk:
        found = [one for one in desk.opened(paths, leave_out) if not one.is_system]
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
    """Where strangers' files are opened and judged: in confined processes, which answer one question a file.

    Attributes:
        walls: what the processes could not be kept from, in sentences; known once the desk is closed.
    """

    def __init__(self, **judging: _Answer) -> None:
        self._workers = Workers(partial(_answer, {**_OPENING, **judging}), SECONDS, MEMORY)
        self.walls: tuple[str, ...] = ()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.walls = self._workers.walls
        self._workers.close()

    def opened(self, paths: Iterable[Path], leave_out: Iterable[Path]) -> Iterator[Found]:
        """Every file among the paths and in archives there, with who handed it in where a platform's list says so."""
        return named(Unfolding(self._members).files(find(paths, leave_out)), self._submitters)

    def judged(
        self, found: list[Found], journal: Journal, jobs: int, progress: Callable[[int, int], None]
    ) -> list[Handed]:
        """Each file with what is known of its judgement; the judgement itself goes into the journal."""
        done = {place: Handed(one, refused=one.refused) for place, one in enumerate(found) if one.refused}
        open_ = [place for place in range(len(found)) if place not in done]
        questions = (_question("judge", found[place]) for place in open_)
        jobs = max(1, min(jobs, len(open_) // _FILES_A_JOB))
        for count, (number, answer) in enumerate(self._workers.answers(questions, jobs), 1):
            place = open_[number]
            done[place] = _kept(found[place], answer, journal)
            progress(count, len(open_))
        return [done[place] for place in range(len(found))]

    def _members(self, archive: Found) -> list[Member] | Remark | Lost:
        """What is in an archive, or why that cannot be said."""
        [(_, answer)] = self._workers.answers([_question("members", archive)], 1)
        said = _said(answer)
        if isinstance(said, Remark | Lost):
            return said
        return [Member(number, name, _moment(when), size, why) for number, name, when, size, why in said]

    def _submitters(self, found: Found) -> Submitters:
        """Who handed in what, as a list of Gradescope's says; nobody where it cannot be read."""
        [(_, answer)] = self._workers.answers([_question("submitters", found)], 1)
        said = _said(answer)
        return {} if isinstance(said, Remark | Lost) else said


def _kept(found: Found, answer: bytes | Lost, journal: Journal) -> Handed:
    """A file whose judgement, if it has one, is in the journal."""
    said = _said(answer)
    if isinstance(said, Remark | Lost):
        return Handed(found, refused=not_judged(said.why) if isinstance(said, Lost) else said)
    hash, exercise, digest, fresh = said
    if fresh is not None:
        journal.add(hash, exercise, fresh)
        return Handed(found, hash, exercise, digest, fresh=True)
    judged = journal.get(hash)
    return Handed(found, hash, judged.exercise, judged.digest)


def _question(what: str, found: Found) -> bytes:
    return json.dumps([what, str(found.path), found.inner]).encode()


def _said(answer: bytes | Lost) -> Any:
    """What a process said of a file: an answer, a remark where there is none, or why the process was lost."""
    if isinstance(answer, Lost):
        return answer
    said, remark = json.loads(answer)
    return Remark(*remark) if remark else said


def _answer(answers: Mapping[str, _Answer], question: bytes) -> bytes:
    """What a confined process says: the answer to a question, or a remark on why there is none."""
    what, path, inner = json.loads(question)
    try:
        return json.dumps([answers[what](Path(path), tuple(inner)), None]).encode()
    except UnreadableSubmissionError as error:
        return json.dumps([None, [error.remark.what, error.remark.what_to_do]]).encode()


def _list_members(path: Path, inner: tuple[int, ...]) -> object:
    rows = archives.members(path, inner)
    return [[row.number, row.name, _iso(row.when), row.size, row.refused] for row in rows]


def _list_submitters(path: Path, inner: tuple[int, ...]) -> object:
    return submitters(archives.read(path, inner).decode("utf-8", "replace"))


def _judgement(judge: Judge, journal: Journal, path: Path, inner: tuple[int, ...]) -> object:
    """The hash of a file's bytes, its exercise, digest and judgement; the hash alone where the journal has the rest."""
    raw = archives.read(path, inner)
    hash = sha256(raw).hexdigest()
    if hash in journal:
        return hash, "", "", None
    judged = judge.judge(raw)
    return hash, judged.exercise, judged.digest, judged.as_json()


_OPENING: Mapping[str, _Answer] = {"members": _list_members, "submitters": _list_submitters}


def _iso(when: datetime | None) -> str:
    return when.isoformat() if when else ""


def _moment(told: str) -> datetime | None:
    return datetime.fromisoformat(told) if told else None
