"""Where strangers' files are opened, read and judged: in confined processes, which answer one question a file."""

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

from helpers.grading.intake import archives
from helpers.grading.intake.archives import Member
from helpers.grading.intake.files import Found, Handed, find
from helpers.grading.intake.gradescope import Submitters, named, submitters
from helpers.grading.intake.notebook import Submission
from helpers.grading.intake.platform_names import label
from helpers.grading.intake.unfolding import Unfolding
from helpers.grading.judging.cache import Journal
from helpers.grading.judging.judge import Judge, Judged
from helpers.grading.processes.workers import Lost, Workers
from helpers.grading.results import Remark, UnreadableSubmissionError, not_judged
from helpers.grading.zones import in_zone

__all__ = ["MEMORY", "MOST_IN_TEXTS", "SECONDS", "Desk", "Work", "judging", "reading"]

SECONDS = 30.0
"""How long a file may take; an honest one takes a fiftieth of a second."""

MEMORY = 1 << 30
"""Bytes of memory that a file may take."""

_FILES_A_JOB = 8
"""Files that are worth the start of another process."""

_Answer = Callable[[Path, tuple[int, ...]], object]
"""What a confined process says of a file on this machine or of a member of an archive, fit for JSON."""

MOST_IN_TEXTS = 5000
"""Submissions of a run that stand with others in one text."""

_TOO_MANY = Remark("There are too many submissions in the texts beside it; it was not read.", "Grade it by itself.")


@dataclass(frozen=True, slots=True)
class Work:
    """What is done with each file: what a process says of it, a thing for each student, and what is made of these."""

    answer: _Answer
    kept: Callable[[Found, Any], Handed]


def judging(judge: Judge, journal: Journal, zone: tzinfo | None) -> Work:
    """Judge what the journal does not have yet, and keep it there.

    Args:
        judge: with the keys.
        journal: where judgements are kept.
        zone: of the times that a chat tells.
    """
    return Work(partial(_judgements, judge, journal), partial(_kept, journal, zone))


def reading(judge: Judge) -> Work:
    """Read whose each file is, and judge nothing.

    Args:
        judge: with the keys.
    """
    return Work(partial(_readings, judge), _as_read)


class Desk:
    """Where strangers' files are opened and judged: in confined processes, which answer one question a file.

    Attributes:
        walls: what the processes could not be kept from, in sentences; known once the desk is closed.
    """

    def __init__(self, work: Work) -> None:
        """Make ready for work.

        Args:
            work: to be done with each file.
        """
        self._work = work
        self._workers = Workers(partial(_answer, {**_OPENING, "work": work.answer}), SECONDS, MEMORY)
        self.walls: tuple[str, ...] = ()

    def __enter__(self) -> Self:
        """The desk, with its processes ended behind the block."""
        return self

    def __exit__(self, *_: object) -> None:
        """End the processes."""
        self.walls = self._workers.walls
        self._workers.close()

    def opened(self, paths: Iterable[Path], leave_out: Iterable[Path]) -> Iterator[Found]:
        """Every file among the paths and in archives there, with who handed it in where a platform's list says so.

        Args:
            paths: files, folders and zip archives.
            leave_out: what is not looked at.
        """
        return named(Unfolding(self._members).files(find(paths, leave_out)), self._submitters)

    def handed_in(
        self,
        found: Sequence[Found],
        jobs: int | None = None,
        progress: Callable[[int, int], None] = lambda done, whole: None,
    ) -> list[Handed]:
        """What was handed in, in the order of the files; a text may hold what several students hand in.

        Args:
            found: the files.
            jobs: how many processes work; one a processor when None.
            progress: called with the number of files that are done and of all.
        """
        done = {place: [Handed(one, refused=one.refused)] for place, one in enumerate(found) if one.refused}
        open_ = [place for place in range(len(found)) if place not in done]
        questions = (_question("work", found[place]) for place in open_)
        jobs, room = max(1, min(jobs or _processors(), len(open_) // _FILES_A_JOB)), MOST_IN_TEXTS
        for count, (number, answer) in enumerate(self._workers.answers(questions, jobs), 1):
            said = _said(answer)
            several = len(said) if isinstance(said, list) and len(said) > 1 else 0
            done[open_[number]] = self._each(found[open_[number]], said if several <= room else _TOO_MANY)
            room -= several if several <= room else 0
            progress(count, len(open_))
        return [one for place in range(len(found)) for one in done[place]]

    def _each(self, found: Found, said: Any) -> list[Handed]:
        """What was handed in in a file: by one student, or by several in a text."""
        if isinstance(said, Remark | Lost):
            return [Handed(found, refused=not_judged(said.why) if isinstance(said, Lost) else said)]
        if len(said) == 1:
            return [self._work.kept(found, said[0])]
        return [self._work.kept(replace(found, number=number), one) for number, one in enumerate(said, 1)]

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


def _processors() -> int:
    """How many this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _kept(journal: Journal, zone: tzinfo | None, found: Found, said: Any) -> Handed:
    """What was handed in, with its judgement, if it has one, in the journal."""
    hash, about, fresh = said
    judged = Judged.from_json(about) if about else journal.get(hash)
    if fresh is not None:
        journal.add(hash, judged.exercise, fresh)
    # A student can write into her own file what she likes; what a platform says of it comes first.
    if judged.sent and not label(found.parts):
        found = replace(found, handed_in=in_zone(datetime.fromisoformat(judged.sent), zone))
    return replace(_handed(found, judged), hash=hash, fresh=fresh is not None)


def _as_read(found: Found, said: Any) -> Handed:
    """What was handed in, with its answers as they are, and no judgement."""
    return _handed(found, Judged.from_json(said))


def _handed(found: Found, judged: Judged) -> Handed:
    refused = judged.remarks[0] if judged.remarks and not judged.digest else None
    return Handed(
        found,
        exercise=judged.exercise,
        digest=judged.digest,
        refused=refused,
        name=judged.name,
        by=judged.by,
        code=judged.code,
    )


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


def _judgements(judge: Judge, journal: Journal, path: Path, inner: tuple[int, ...]) -> object:
    """Of each student in a file: a hash, what it is, and its judgement; the hash alone where the journal has both."""
    raw = archives.read(path, inner)
    hash = sha256(raw).hexdigest()
    if hash in journal:
        return [(hash, None, None)]
    read = judge.read(raw)
    hashes = [hash] if len(read) == 1 else [f"{hash}-{number}" for number in range(1, len(read) + 1)]
    return [_judgement(judge, journal, own, one) for own, one in zip(hashes, read, strict=True)]


def _judgement(
    judge: Judge, journal: Journal, hash: str, one: Submission | Remark
) -> tuple[str, str | None, str | None]:
    if hash in journal:
        return hash, None, None
    judged = judge.judge(one)
    return hash, judged.about.as_json(), judged.as_json()


def _readings(judge: Judge, path: Path, inner: tuple[int, ...]) -> object:
    """What each student in a file hands in, not judged."""
    return [judge.recognised(one).as_json() for one in judge.read(archives.read(path, inner))]


_OPENING: Mapping[str, _Answer] = {"members": _list_members, "submitters": _list_submitters}


def _iso(when: datetime | None) -> str:
    return when.isoformat() if when else ""


def _moment(told: str) -> datetime | None:
    return datetime.fromisoformat(told) if told else None
