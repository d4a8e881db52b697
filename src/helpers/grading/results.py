"""What grading a file gives: a result with an item for each question, and notes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

__all__ = [
    "FIRST",
    "FORMS",
    "LAST",
    "STATES",
    "Item",
    "Note",
    "Remark",
    "Result",
    "Try",
    "UnreadableSubmissionError",
    "not_judged",
]

STATES = ("graded", "missing", "could not be graded", "superseded")
"""Every state of a result.

A missing one stands for a student of the roster who handed nothing in. A superseded one was graded, too, and a newer
file of the same student and exercise counts in its place.
"""

FORMS = ("label", "number", "words", "relay", "order", "text")
"""How an item is answered: a label of a closed list, a number, marked words, an arrow, names in order, own words."""


FIRST, LAST = "first", "last"
"""Which answers earn the points: those that were first checked, where they are known, or those in the end."""

_ASK_AGAIN = "Ask for the .ipynb file again."


@dataclass(frozen=True, slots=True)
class Item:
    """One question as one student answered it.

    Attributes:
        exercise: the key's name, such as "who-says-so".
        sheet: the worksheet's name, such as "first-article".
        id: the question's id in it, such as "S07"; `name` is unique within an exercise.
        points: what the answer earns, 0 to `possible`.
        possible: 1 for an item that is judged here, 0 for one that a person marks until she has.
        status: "right", "contested", "not yet", "not answered" or "for a person to mark"; "marked by a person" once she
            has.
        answer: as understood where it was (a label, a number, the marked words), else as typed; all of an own text.
        reason: why, in a sentence; several lines where a person marks.
        by_person: whether only a person can mark it; True also where it was not answered.
        form: one of `FORMS`.
        of: which closed list the label comes from, such as "kind of source"; empty for another form.
        read: the answer in the one form that equal answers share; empty where not answered.
        key: the key's answer in that form; empty for an own text.
        other: the second answer that earns the point, where careful readers may differ; else empty.
        sound: whether the passage is a sound one, in which there is nothing to find fault with.
        practice: whether it only shows how far somebody is, and its points count in no sum.
    """

    exercise: str
    sheet: str
    id: str
    points: float
    possible: float
    status: str
    answer: str
    reason: str
    by_person: bool = False
    form: str = "label"
    of: str = ""
    read: str = ""
    key: str = ""
    other: str = ""
    sound: bool = False
    practice: bool = False

    @property
    def name(self) -> str:
        """Worksheet and id, as the key's notebook names the item: "first-article:S07"."""
        return f"{self.sheet}:{self.id}"


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


@dataclass(frozen=True, slots=True)
class Note:
    """Something that an instructor should know about a file.

    Attributes:
        file: where it is, as `Result.file`; empty where the note is about a student.
        student: the student's id; empty where it is not known.
        what: what was found, a sentence.
        what_to_do: what she can do about it, a sentence.
        serious: whether it needs attention (exit code 1) or only tells of a repair.
    """

    file: str
    student: str
    what: str
    what_to_do: str
    serious: bool = True


Try = tuple[Item, Item]
"""An item as it was first checked, and as it was in the end."""


@dataclass(frozen=True, slots=True)
class Result:
    """One file as it was graded, or one student who handed nothing in.

    Attributes:
        student: the id of the roster, else of the platform's naming, else the path; printable, never empty.
        student_name: how to call her; empty where only an id is known.
        platform_id: the number that Canvas or Moodle gave the student in the file's name; else empty.
        exercise: the key's name; empty where the file could not be recognised.
        file: the path below the folder that was named; inside an archive `archive.zip/path`; empty when missing.
        digest: a hash of the answers, the key and the grader, the same when grading again would change nothing;
            empty where nothing was graded.
        handed_in: when, with its time zone; None where it is not known.
        late: whether that was after the last day.
        state: one of `STATES`.
        items: in the order of the key; empty unless something was judged.
        notes: what to know about this file.
        worksheets: the text of each worksheet as it was judged, by its name; a missing worksheet is not there.
        faults: a sentence for each line of a worksheet that did not count, such as "first-article, line 3: ...".
        why: what says whose the file is.
        unsure: whether somebody should look whose it is.
        apart: whether it is of an exercise that the class was not asked for, so that nobody is missing for it.
        code: by which student and teacher know that they mean the same answers; empty where nothing was graded.
        tries: each item of which the first answer is known, as it was first checked and as it was in the end.
        counts: which of the two the items are: "last" or "first".
    """

    student: str
    student_name: str
    exercise: str
    file: str
    digest: str
    handed_in: datetime | None
    late: bool
    items: tuple[Item, ...]
    notes: tuple[Note, ...]
    state: str
    platform_id: str = ""
    worksheets: tuple[tuple[str, str], ...] = ()
    faults: tuple[str, ...] = ()
    why: str = ""
    unsure: bool = False
    apart: bool = False
    code: str = ""
    tries: tuple[Try, ...] = ()
    counts: str = LAST

    @property
    def points(self) -> float:
        """The sum over all items that count."""
        return sum(item.points for item in self.items if not item.practice)

    @property
    def possible(self) -> float:
        """What a perfect answer would have earned so far."""
        return sum(item.possible for item in self.items if not item.practice)

    @property
    def practised(self) -> tuple[float, float]:
        """Points and possible points of what is practice and counts in neither."""
        practice = [item for item in self.items if item.practice]
        return sum(item.points for item in practice), sum(item.possible for item in practice)

    @property
    def others(self) -> dict[str, Item]:
        """The other one of the two answers that are known, the one that does not count, by the item's name."""
        return {first.name: last if self.counts == FIRST else first for first, last in self.tries}
