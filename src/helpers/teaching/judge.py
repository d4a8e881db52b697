"""Judge the worksheets of one file: nbval says which items pass, and the same questions say why."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from sys import intern

from helpers.checks import read_once
from helpers.questions import Question, Verdict
from helpers.questions.labels import LabelKey
from helpers.questions.numbers import NumberKey
from helpers.questions.relays import RelayKey
from helpers.questions.spans import SpanKey
from helpers.questions.texts import TextKey
from helpers.teaching.keys import Asked, Key
from helpers.teaching.nbval_cells import KeyFailedError, collect, passed
from helpers.teaching.results import Item
from helpers.teaching.submissions import Remark, Submission, UnreadableError, read_submission
from helpers.teaching.warm_kernel import WarmKernel
from helpers.worksheets import Worksheet, handed_in

__all__ = ["Judge", "Judged"]

_SHORT = 200
"""Characters of an answer that others may have given, too."""

_FORMS = {LabelKey: "label", NumberKey: "number", SpanKey: "words", RelayKey: "relay", TextKey: "text"}


@dataclass(frozen=True, slots=True)
class Judged:
    """What a file is worth, whoever handed it in: as `Result` has it, without a student; no items, no grade."""

    exercise: str
    digest: str
    items: tuple[Item, ...]
    remarks: tuple[Remark, ...]
    worksheets: tuple[tuple[str, str], ...]
    faults: tuple[str, ...]

    def as_json(self) -> str:
        """One line that `from_json` reads; the fields of an item stand in their order."""
        items = [[getattr(item, name) for name in Item.__slots__] for item in self.items]
        remarks = [[remark.what, remark.what_to_do, remark.serious] for remark in self.remarks]
        return json.dumps([self.exercise, self.digest, items, remarks, self.worksheets, self.faults])

    @classmethod
    def from_json(cls, line: str | bytes) -> Judged:
        """What `as_json` wrote; items that are the same are kept once.

        Args:
            line: JSON.

        Raises:
            ValueError: it is no such line.
        """
        try:
            exercise, digest, items, remarks, worksheets, faults = json.loads(line)
            kept = tuple(_shared(*item) if len(item[6]) < _SHORT else Item(*item) for item in items)
            told = tuple(Remark(*remark) for remark in remarks)
            return cls(exercise, digest, kept, told, tuple((name, text) for name, text in worksheets), tuple(faults))
        except (TypeError, LookupError) as error:
            raise ValueError(f"It is no judgement: {error}") from None


@lru_cache(maxsize=50_000)
def _shared(*fields: object) -> Item:
    """The item, the same object for all students with the same answer: in a class of thousands nearly all are."""
    return Item(*(intern(field) if isinstance(field, str) else field for field in fields))


class Judge:
    """Keys with nbval's cells of them, ready to judge one file after another."""

    def __init__(self, keys: Mapping[str, Key], folder: Path) -> None:
        """Collect the keys' cells.

        Args:
            keys: what is graded with.
            folder: an empty one, for the notebooks that nbval reads and for IPython's own files.

        Raises:
            GradingError: nbval could not collect them, or a key does not hold together.
        """
        self._keys = keys
        self._folder = folder
        self._cells = collect(keys, folder)
        self._kernel: WarmKernel | None = None
        for key in keys.values():
            assert key.items is not None  # read now, so that every process which is forked from this one has them

    def start(self) -> None:
        """Start the shell; to be called once in the process that judges."""
        read_once()
        self._kernel = WarmKernel(self._folder / "ipython")

    def judge(self, raw: bytes) -> Judged:
        """What a file is worth; one that cannot be graded has a serious remark and no items.

        Args:
            raw: the file's bytes.
        """
        try:
            submission = read_submission(raw, self._keys)
        except UnreadableError as error:
            return Judged("", "", (), (error.remark,), (), ())
        try:
            return self._judged(submission)
        except KeyFailedError as error:
            what = f"The key of {submission.exercise} could not be run: {error}"
            remark = Remark(what, "Mend the key, run kata-siapa build, and grade again.")
            return Judged(submission.exercise, "", (), (*submission.remarks, remark), (), ())

    def _judged(self, submission: Submission) -> Judged:
        key, kernel = self._keys[submission.exercise], self._kernel
        good = passed(self._cells[key.exercise], submission.worksheets, key.sheets, kernel)
        items = tuple(_item(key.exercise, asked, asked.cell in good) for asked in key.items)
        sheets = tuple(submission.worksheets.items())
        digest = sha256(json.dumps([key.exercise, key.digest, sheets]).encode()).hexdigest()
        return Judged(key.exercise, digest, items, submission.remarks, sheets, tuple(_faults(key)))


def _item(exercise: str, asked: Asked, passes: bool) -> Item:
    """The item with nbval's verdict; the question itself, asked about the same worksheet, gives the reason."""
    question = asked.question
    verdict = question.judge(handed_in(asked.sheet) or Worksheet(asked.sheet, ()))
    by_person = isinstance(question.key, TextKey)
    if passes != (verdict.points == 1 or verdict.status == "for a person to mark"):
        raise KeyFailedError(f"nbval and the question disagree about {asked.sheet}:{question.id}")
    right, other = _answers(question)
    return Item(
        exercise=exercise,
        sheet=asked.sheet,
        id=question.id,
        points=float(verdict.points),
        possible=float(not by_person),
        status=verdict.status,
        answer=verdict.answer,
        reason=verdict.reason,
        by_person=by_person,
        form=_FORMS.get(type(question.key), "label"),
        of=getattr(getattr(question.key, "choices", None), "what", ""),
        read=_read(verdict),
        key=right,
        other=other,
        sound=question.sound,
    )


def _read(verdict: Verdict) -> str:
    return "" if verdict.status == "not answered" else " ".join(verdict.answer.casefold().split())


def _answers(question: Question) -> tuple[str, str]:
    """The key's answer and the second one that earns the point, each in the form of `Item.read`."""
    key = question.key
    match key:
        case LabelKey() | NumberKey():
            right, other = str(key.answer), key.other.answer if key.other else ""
        case SpanKey():
            right, other = key.loaded[key.asked].span if key.asked is not None else "none", ""
        case RelayKey():
            right, other = " -> ".join(key.names.shown[id] for id in key.stated[key.asked]), ""
        case _:
            right, other = "", ""
    return " ".join(right.casefold().split()), " ".join(other.casefold().split())


def _faults(key: Key) -> Iterator[str]:
    """A sentence for each line that did not count, with the worksheet's name."""
    for name, asked in key.questions.items():
        if sheet := handed_in(name):
            told = dict.fromkeys(fault for one in asked for fault in one.faults(sheet))
            yield from (f"{name}: {fault}" for fault in told)
