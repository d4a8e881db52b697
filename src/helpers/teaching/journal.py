"""What was judged so far, on disk: a line a file, found by the hash of its bytes; a run that was cut short goes on."""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import Self

import helpers
from helpers.teaching.judge import Judged
from helpers.teaching.keys import GradingError, Key

__all__ = ["Journal", "editions"]

_FLAGS = os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC


class Journal:
    """Judgements by the hash of a file's bytes; only their places are kept in memory.

    A judgement counts as long as the key, the articles and the grader are the ones that it was made with.
    """

    def __init__(self, file: Path, editions: Mapping[str, str]) -> None:
        """Open the journal, made where it is missing, and lock it until `close`.

        Args:
            file: where it is kept.
            editions: as the function of this name gives them.

        Raises:
            GradingError: it cannot be written, or another run has it open.
        """
        self._editions = editions
        self._places: dict[str, int] = {}
        self._file = file
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            self._lines = os.open(file, _FLAGS, 0o666)
            fcntl.flock(self._lines, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise GradingError(f"Another run is at work in {file.parent}: wait for it, or name another.") from None
        except OSError as error:
            raise GradingError(f"{file} cannot be written: {error.strerror}.") from None
        self._stream = open(file, "rb")  # noqa: SIM115
        self._end = self._read()

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
        line = (json.dumps([hash, exercise, self._editions[exercise], judged]) + "\n").encode()
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
        """
        self._stream.seek(self._places[hash])
        return Judged.from_json(json.loads(self._stream.readline())[-1])

    def close(self) -> None:
        """Let go of the file."""
        self._stream.close()
        os.close(self._lines)

    def _read(self) -> int:
        """Find the lines that still count, and where they end: a torn last one, of a run cut short, is written over."""
        place = end = 0
        for line in self._stream:
            place, end = end, end + len(line)
            if not line.endswith(b"\n"):
                os.ftruncate(self._lines, place)
                return place
            try:
                hash, exercise, edition, _ = json.loads(line)
                if self._editions.get(exercise) == edition:
                    self._places[hash] = place
            except (ValueError, TypeError):
                continue
        return end


def editions(keys: Mapping[str, Key]) -> dict[str, str]:
    """By exercise, a hash of everything that a judgement depends on but the answers; "" for files of no exercise.

    Args:
        keys: what is graded with.
    """
    made = sha256()
    package = Path(helpers.__file__).parent
    for file in sorted(package.rglob("*.py")):
        made.update(file.relative_to(package).as_posix().encode() + sha256(file.read_bytes()).digest())
    each = {exercise: sha256(made.digest() + key.digest.encode()).hexdigest() for exercise, key in keys.items()}
    return {**each, "": sha256("".join(each.values()).encode()).hexdigest()}
