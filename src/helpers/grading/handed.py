"""What a class handed in, as grading knows it: files, and the students whose they are."""

from __future__ import annotations

from dataclasses import dataclass

from helpers.grading.intake.file_names import FileClaim
from helpers.grading.intake.files import Found
from helpers.grading.results import Remark

__all__ = ["Handed", "Owned"]


@dataclass(frozen=True, slots=True)
class Handed:
    """A file that was handed in, or a student's part of one, as far as grading is concerned.

    Attributes:
        found: where it is.
        hash: of its bytes, by which its judgement is found; empty where it could not be judged.
        exercise: which it was recognised as; empty where it was not.
        digest: of its answers; empty where it has none.
        refused: why it could not be judged; None where it was.
        fresh: whether it was judged in this run.
        name: who its student says she is; empty where it does not say.
        by: who sent it, as a chat or a mail says.
        code: by which student and teacher know that it is the same; empty where it has no answers.
    """

    found: Found
    hash: str = ""
    exercise: str = ""
    digest: str = ""
    refused: Remark | None = None
    fresh: bool = False
    name: str = ""
    by: str = ""
    code: str = ""


@dataclass(frozen=True, slots=True)
class Owned:
    """A file with its student: id, name, the platform's number, what the file's name says, why, and what to note."""

    handed: Handed
    student: str
    name: str
    claim: FileClaim
    platform_id: str
    exercise: str
    why: str
    unsure: bool = False
    superseded: bool = False
    apart: bool = False
    remarks: tuple[Remark, ...] = ()
