"""What was judged so far, on disk: a line a file, found by the hash of its bytes; a run that was cut short goes on.

The journal is data from outside as well: it may come out of somebody's archive, or be damaged. A line counts only in
the file that it was written to, as it was written, and where it fits the key; all else is judged afresh.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import blake2b, sha256
from pathlib import Path
from typing import Self

import helpers
from helpers.grading.folder import make_way
from helpers.grading.judging.judge import Judged
from helpers.grading.keys import ExerciseKey, GradingError

__all__ = ["Edition", "Journal", "editions"]

_FLAGS = os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC

_LONGEST_LINE = 70_000_000
"""Bytes of a line that are read at once; a judgement has some thousands."""

_LARGEST = 4_000_000_000
"""Bytes of a journal that are read; one of ten thousand files has a tenth of them."""


@dataclass(frozen=True, slots=True)
class Edition:
    """What a judgement depends on besides the answers: a hash of it, and each item with the points it can earn."""

    hash: str
    items: tuple[tuple[str, float], ...] = ()

    def fits(self, judged: Judged) -> bool:
        """Whether a judgement of its exercise can have been made with this edition.

        Args:
            judged: what is said to have been judged.
        """
        items = tuple((item.name, item.possible) for item in judged.items)
        return items == self.items or (not items and bool(judged.remarks))


class Journal:
    """Judgements by the hash of a file's bytes; only their places are kept in memory.

    A judgement counts as long as the key, the articles and the grader are the ones that it was made with.

    Attributes:
        set_aside: a sentence where something lay in the journal's place and is now beside it; else empty.
    """

    def __init__(self, file: Path, editions: Mapping[str, Edition]) -> None:
        """Open the journal, made where it is missing, and lock it until `close`.

        Args:
            file: where it is kept; what cannot be a journal is set aside.
            editions: as the function of this name gives them.

        Raises:
            GradingError: it cannot be written, or another run has it open.
        """
        self._editions = editions
        self._places: dict[str, int] = {}
        self._file = file
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            self.set_aside = make_way(file, _LARGEST)
            self._lines = os.open(file, _FLAGS, 0o666)
            fcntl.flock(self._lines, fcntl.LOCK_EX | fcntl.LOCK_NB)
            self._here = str(os.fstat(self._lines).st_ino).encode()
            self._stream = file.open("rb")
            self._end = self._read()
        except BlockingIOError:
            raise GradingError(f"Another run is at work in {file.parent}: wait for it, or name another.") from None
        except OSError as error:
            raise GradingError(f"{file} cannot be written: {error.strerror}.") from None

    def __enter__(self) -> Self:
        """The journal, closed behind the block."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close it."""
        self.close()

    def __contains__(self, hash: str) -> bool:
        """Whether a judgement of these bytes is there that still counts."""
        return hash in self._places

    def add(self, hash: str, exercise: str, judged: str) -> None:
        """Keep a judgement; it is on its way to the disk when this returns.

        Args:
            hash: of the file's bytes.
            exercise: which it was recognised as; empty where it was not.
            judged: what the file is worth, as `Judged.as_json` has it.

        Raises:
            GradingError: the disk is full, or something like it; what was added before is kept.
        """
        words = f"{hash} {self._editions[exercise].hash} {judged}".encode()
        line = self._seal(words) + b" " + words + b"\n"
        try:
            written = os.pwrite(self._lines, line, self._end)
            if written < len(line):
                os.pwrite(self._lines, line[written:], self._end + written)
        except OSError as error:
            raise GradingError(
                f"{self._file} cannot be written: {error.strerror}. What was graded is kept; the same call goes on."
            ) from None
        self._places[hash] = self._end
        self._end += len(line)

    def get(self, hash: str) -> Judged:
        """The judgement of these bytes.

        Args:
            hash: one that is in the journal.

        Raises:
            GradingError: somebody has changed the journal since it was opened.
        """
        self._stream.seek(self._places[hash])
        if (told := self._entry(self._stream.readline(_LONGEST_LINE))) and told[0] == hash:
            return told[1]
        raise GradingError(f"{self._file} was changed while it was read; grade again.")

    def close(self) -> None:
        """Let go of the file."""
        self._stream.close()
        os.close(self._lines)

    def _read(self) -> int:
        """Find the lines that still count, and where they end; a torn last one, of a run cut short, gets its end."""
        place, line = 0, b"\n"
        while new := self._stream.readline(_LONGEST_LINE):  # a longer one comes in pieces, none of which counts
            line = new
            if told := self._entry(line):
                self._places[told[0]] = place
            place += len(line)
        return place if line.endswith(b"\n") else place + os.pwrite(self._lines, b"\n", place)

    def _entry(self, line: bytes) -> tuple[str, Judged] | None:
        """The hash and the judgement in a line; None where it does not count."""
        seal, _, words = line.rstrip(b"\n").partition(b" ")
        if seal != self._seal(words):
            return None
        try:
            hash, edition, judged = words.decode().split(" ", 2)
            read = Judged.from_json(judged)
            known = self._editions[read.exercise]
        except (ValueError, LookupError):
            return None
        return (hash, read) if known.hash == edition and known.fits(read) else None

    def _seal(self, words: bytes) -> bytes:
        """What stands before a line of ours: no file from elsewhere knows its number on this disk beforehand."""
        return blake2b(words, digest_size=16, key=self._here).hexdigest().encode()


def editions(keys: Mapping[str, ExerciseKey]) -> dict[str, Edition]:
    """By exercise, everything that a judgement depends on but the answers; "" for files of no exercise.

    Args:
        keys: what is graded with.
    """
    made = sha256()
    package = Path(helpers.__file__).parent
    for file in sorted(package.rglob("*.py")):
        made.update(file.relative_to(package).as_posix().encode() + sha256(file.read_bytes()).digest())
    each = {
        exercise: Edition(sha256(made.digest() + key.digest.encode()).hexdigest(), _items(key))
        for exercise, key in keys.items()
    }
    return {**each, "": Edition(sha256("".join(one.hash for one in each.values()).encode()).hexdigest())}


def _items(key: ExerciseKey) -> tuple[tuple[str, float], ...]:
    return tuple((f"{one.sheet}:{one.question.id}", float(not one.question.key.by_person)) for one in key.items)
