"""What an instructor is told about a file, and why one cannot be read."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["LARGEST", "Remark", "UnreadableSubmissionError", "not_judged"]

LARGEST = 64_000_000
"""Bytes of a file that are read; a notebook full of pictures stays below."""

_ASK_AGAIN = "Ask for the .ipynb file again."


@dataclass(frozen=True, slots=True)
class Remark:
    """What was found in a file and what an instructor can do about it; serious where it needs her attention."""

    what: str
    what_to_do: str
    serious: bool = True


class UnreadableSubmissionError(Exception):
    """A file cannot be graded; `remark` is the note for the instructor."""

    def __init__(self, what: str, what_to_do: str = _ASK_AGAIN) -> None:
        """Keep what was found and what can be done about it."""
        super().__init__(what)
        self.remark = Remark(what, what_to_do)


def not_judged(why: str) -> Remark:
    """The remark on a file that the process which read it did not get through.

    Args:
        why: as `helpers.grading.processes.workers.Lost` has it.

    Example:
        >>> not_judged("it took longer than 30 seconds").what
        'It could not be judged: it took longer than 30 seconds.'
    """
    return Remark(f"It could not be judged: {why}.", "Look into the file with care, and ask the student for it again.")
