"""Judge a student's worksheets by their key, and put them into the notebook where nbval gives the same verdicts."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from functools import lru_cache
from hashlib import sha256
from sys import intern
from typing import Any

from helpers.exercises import UNCOMPARED
from helpers.exercises.handing_in import lines_of
from helpers.exercises.question import MARKS
from helpers.exercises.worksheet import Worksheet, answer_cell, parse
from helpers.grading.intake.first_answers import first_known
from helpers.grading.intake.notebook import Submission, read_submissions
from helpers.grading.keys import Asked, ExerciseKey
from helpers.grading.results import Item, Remark

__all__ = ["GradedNotebook", "Judge", "Judged", "graft", "grafted_source"]

_SHORT = 200
"""Characters of an answer that others may have given, too."""

_FIELDS = tuple({"str": str, "float": float, "bool": bool}[str(field.type)] for field in fields(Item))
"""The kind of value of each field of an item, in their order."""


@dataclass(frozen=True, slots=True)
class Judged:
    """What a student's answers in a file are worth, whoever she is: as `Result` has it; no items, no grade.

    Attributes:
        exercise: the key's name.
        digest: of the answers.
        items: as they were last answered.
        remarks: what to tell.
        worksheets: as they were last answered.
        faults: a sentence for each line that did not count.
        code: by which student and teacher know that it is the same.
        name: who she says she is.
        by: who sent it, as a chat or a mail says.
        sent: when, as it says; empty where it does not.
        first: the items as they were first checked, those of which that is known.
        first_worksheets: the worksheets with the first answers in them, as far as they are known.
    """

    exercise: str
    digest: str
    items: tuple[Item, ...]
    remarks: tuple[Remark, ...]
    worksheets: tuple[tuple[str, str], ...]
    faults: tuple[str, ...]
    code: str = ""
    name: str = ""
    by: str = ""
    sent: str = ""
    first: tuple[Item, ...] = ()
    first_worksheets: tuple[tuple[str, str], ...] = ()

    @property
    def about(self) -> Judged:
        """What it is and whose, without what it is worth."""
        return replace(self, items=(), worksheets=(), faults=(), first=(), first_worksheets=())

    def as_json(self) -> str:
        """One line that `from_json` reads; the fields of an item stand in their order."""
        remarks = [[remark.what, remark.what_to_do, remark.serious] for remark in self.remarks]
        judged = [self.exercise, self.digest, _values(self.items), remarks, self.worksheets, self.faults]
        about = [self.code, self.name, self.by, self.sent]
        return json.dumps([*judged, *about, _values(self.first), self.first_worksheets])

    @classmethod
    def from_json(cls, line: str | bytes) -> Judged:
        """What `as_json` wrote; items that are the same are kept once.

        Args:
            line: JSON.

        Raises:
            ValueError: it is no such line.
        """
        try:
            exercise, digest, items, remarks, worksheets, faults, *about, first, first_worksheets = json.loads(line)
            kept, known = (tuple(_item_of(values) for values in told) for told in (items, first))
            told = tuple(Remark(*_typed(one, (str, str, bool))) for one in remarks)
            exercise, digest, code, name, by, sent = _typed([exercise, digest, *about], (str,) * 6)
            judged = (exercise, digest, kept, told, _pairs(worksheets), _typed(faults, (str,) * len(faults)))
            return cls(*judged, code, name, by, sent, known, _pairs(first_worksheets))
        except (TypeError, LookupError, RecursionError) as error:
            raise ValueError(f"It is no judgement: {error}") from None


def _values(items: Iterable[Item]) -> list[list[Any]]:
    return [[getattr(item, name) for name in Item.__slots__] for item in items]


def _pairs(told: Iterable[Sequence[Any]]) -> tuple[tuple[str, str], ...]:
    return tuple((name, text) for name, text in (_typed(pair, (str, str)) for pair in told))


@lru_cache(maxsize=50_000)
def _shared(*fields: Any) -> Item:
    """The item, the same object for all students with the same answer: in a class of thousands nearly all are."""
    kept: list[Any] = [intern(field) if isinstance(field, str) else field for field in fields]
    return Item(*kept)


def _item_of(values: Sequence[Any]) -> Item:
    """The item with these values, if there can be one."""
    points, possible, status, answer = _typed(values, _FIELDS)[3:7]
    if not 0 <= points <= possible <= 1 or status not in MARKS:
        raise ValueError("an item has points or a status that none can have")
    return _shared(*values) if len(answer) < _SHORT else Item(*values)


def _typed(values: Sequence[Any], kinds: Sequence[type]) -> tuple[Any, ...]:
    """The values, each of its own kind and none too many."""
    if [type(value) for value in values] != list(kinds):
        raise ValueError("a value is of another kind")
    return tuple(values)


class Judge:
    """Keys, ready to judge one file after another."""

    def __init__(self, keys: Mapping[str, ExerciseKey]) -> None:
        """Read the keys, so that every process which is forked from this one has them.

        Args:
            keys: what is graded with.

        Raises:
            GradingError: a key does not hold together.
        """
        self._keys = keys
        _ = [key.items for key in keys.values()]  # now, and not once in each process that is forked

    def read(self, raw: bytes) -> list[Submission | Remark]:
        """What each student hands in in a file, or why that cannot be read.

        Args:
            raw: the file's bytes.
        """
        return read_submissions(raw, self._keys)

    def judge(self, handed_in: Submission | Remark) -> Judged:
        """What it is worth; what cannot be graded has a serious remark and no items.

        Args:
            handed_in: as `read` gives it.
        """
        if isinstance(handed_in, Remark):
            return self.recognised(handed_in)
        return _judged(handed_in, self._keys[handed_in.exercise])

    def recognised(self, handed_in: Submission | Remark) -> Judged:
        """What it is, whose and with which answers, before any of them is judged.

        Args:
            handed_in: as `read` gives it.
        """
        if isinstance(handed_in, Remark):
            return Judged("", "", (), (handed_in,), (), ())
        return _recognised(handed_in, self._keys[handed_in.exercise])


def _recognised(submission: Submission, key: ExerciseKey) -> Judged:
    texts = tuple(submission.worksheets.items())
    answers = [(name, lines_of(text)) for told in (texts, submission.first.items()) for name, text in told]
    digest = sha256(json.dumps([key.exercise, key.digest, answers]).encode()).hexdigest()
    sent = submission.when.isoformat() if submission.when else ""
    about = (submission.code, submission.name, submission.by, sent)
    return Judged(key.exercise, digest, (), submission.remarks, texts, (), *about)


def _judged(submission: Submission, key: ExerciseKey) -> Judged:
    items, sheets = _items(key, submission.worksheets)
    judged = replace(_recognised(submission, key), items=items, faults=tuple(_faults(key, sheets)))
    if not submission.first:
        return judged
    told = first_known(key, submission.first, submission.worksheets)
    first = tuple(item for item in _items(key, told.worksheets)[0] if item.name in told.items)
    return replace(judged, first=first, first_worksheets=tuple(told.worksheets.items()))


def _items(key: ExerciseKey, worksheets: Mapping[str, str]) -> tuple[tuple[Item, ...], dict[str, Worksheet]]:
    sheets = {name: _as_run(name, worksheets.get(name, "")) for name in key.sheets.values()}
    return tuple(_item(key.exercise, asked, sheets[asked.sheet]) for asked in key.items), sheets


def _as_run(name: str, text: str) -> Worksheet:
    """The worksheet as the graded notebook holds it, so that nbval sees what was judged here."""
    return parse(name, grafted_source(name, text).partition("\n")[2])


def _item(exercise: str, asked: Asked, sheet: Worksheet) -> Item:
    question, key = asked.question, asked.question.key
    verdict = question.judge(sheet)
    return Item(
        exercise=exercise,
        sheet=asked.sheet,
        id=question.id,
        points=float(verdict.points),
        possible=float(not key.by_person),
        status=verdict.status,
        answer=verdict.answer,
        reason=verdict.reason,
        by_person=key.by_person,
        form=key.form,
        of=key.of,
        read="" if verdict.status == "not answered" else _folded(verdict.answer),
        key=_folded(key.right_answer),
        other=_folded(key.other_answer),
        sound=question.sound,
        practice=asked.practice,
    )


def _folded(answer: str) -> str:
    """The form that equal answers share."""
    return " ".join(answer.casefold().split())


def _faults(key: ExerciseKey, sheets: Mapping[str, Worksheet]) -> Iterator[str]:
    """A sentence for each line that did not count, with the worksheet's name."""
    for name, asked in key.questions.items():
        told = dict.fromkeys(fault for one in asked for fault in one.faults(sheets[name]))
        yield from (f"{name}: {fault}" for fault in told)


def graft(key: Mapping[str, Any], worksheets: Mapping[str, str]) -> dict[str, Any]:
    r"""A notebook for nbval: the key with a student's worksheets in place of its own.

    Cells that are only for looking at are left out.

    Args:
        key: a graded notebook with its outputs.
        worksheets: text by worksheet name; a worksheet that is not there is graded as blank.

    Example:
        >>> from helpers.grading.keys import load_keys
        >>> notebook = graft(load_keys()["who-says-so"].notebook, {"first-article": "S01  outlet"})
        >>> next(cell["source"] for cell in notebook["cells"] if cell["id"] == "answer-first-article")
        '%%answer first-article\nS01  outlet'
    """
    cells = [cell for cell in key["cells"] if UNCOMPARED not in cell["metadata"].get("tags", [])]
    return {**key, "cells": [_grafted(cell, worksheets) for cell in cells]}


def _grafted(cell: Mapping[str, Any], worksheets: Mapping[str, str]) -> Mapping[str, Any]:
    if not (sheet := answer_cell(cell["source"])):
        return cell
    source = grafted_source(sheet[0], worksheets.get(sheet[0], ""))
    return {**cell, "source": source, "outputs": [], "metadata": {**cell["metadata"], "tags": [UNCOMPARED]}}


def grafted_source(name: str, text: str) -> str:
    r"""The cell of a worksheet as it is run.

    Only the text below the first line is the student's: IPython would evaluate braces in a magic's own line. No line
    begins with #: nbval would obey a mark such as # NBVAL_SKIP. IPython refuses a magic without a body: dots stand
    for it.

    Args:
        name: the worksheet's name, from the key.
        text: what the student wrote.

    Example:
        >>> grafted_source("voices", "# NBVAL_SKIP\nS01  person")
        '%%answer voices\n> # NBVAL_SKIP\nS01  person'
    """
    kept = "\n".join("> " + line if line.lstrip().startswith("#") else line for line in text.splitlines())
    return f"%%answer {name}\n{kept if kept.strip() else '...'}"


class GradedNotebook:
    """A key that takes worksheets in; what is the same for a whole class is put into JSON once."""

    def __init__(self, key: ExerciseKey) -> None:
        """Take the key apart at its worksheets.

        Args:
            key: what is graded with.
        """
        self._names = list(key.sheets.values())
        marks = {name: f"worksheet {number} of {id(self)}" for number, name in enumerate(self._names)}
        whole = _as_file(graft(key.notebook, marks))
        self._parts: list[str] = []
        for mark in marks.values():
            before, _, whole = whole.partition(f'"{mark}"')
            self._parts.append(before)
        self._rest = whole

    def with_worksheets(self, worksheets: Mapping[str, str]) -> bytes:
        """The notebook as a file, with a student's worksheets in it: what `graft` makes, in less time.

        Args:
            worksheets: text by worksheet name, as they were judged.
        """
        texts = (_lines(grafted_source(name, worksheets.get(name, ""))) for name in self._names)
        whole = "".join(part + text for part, text in zip(self._parts, texts, strict=True)) + self._rest
        return whole.encode("utf-8", "replace")


def _as_file(notebook: Mapping[str, Any]) -> str:
    """The text of a notebook's file, as nbformat writes it."""
    cells = [{**cell, "source": cell["source"].splitlines(keepends=True)} for cell in notebook["cells"]]
    return json.dumps({**notebook, "cells": cells}, indent=1, sort_keys=True, ensure_ascii=False) + "\n"


def _lines(source: str) -> str:
    """All but the first line of a source as they stand in a notebook's list of lines."""
    lines = source.splitlines(keepends=True)[1:]
    return ",\n    ".join(json.dumps(line, ensure_ascii=False) for line in lines)
