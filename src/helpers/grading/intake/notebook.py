"""Read a submission as data: recognise the exercise and take the worksheets; nothing in it is run or followed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice

from helpers.exercises.worksheet import LONGEST, MOST_LINES, answer_cell, parse
from helpers.grading.intake.codes import checked_code
from helpers.grading.intake.contents import Cell, Contents, contents
from helpers.grading.intake.first_answers import first_answers, folded_name
from helpers.grading.keys import ExerciseKey
from helpers.grading.results import Remark, UnreadableSubmissionError
from helpers.text.visible import SHEET, clean

__all__ = ["Submission", "read_submissions"]

MOST_COPIES = 20
"""Copies of a worksheet, and cells that may be a part of one, that are looked at."""

_LONGEST_NAME = 60
_ANOTHER_KEY = (
    "Grade it in a run of its own: with --keys and the folder of its key, such as my-exercises/keys/built, or without "
    "--keys where it is one of the book's."
)


@dataclass(frozen=True, slots=True)
class Submission:
    """What one student hands in: the exercise, its worksheets by name, and what to tell about them.

    Attributes:
        exercise: the key's name.
        worksheets: as they were last answered.
        remarks: what to tell.
        code: by which student and teacher know that it is the same.
        name: who she says she is.
        first: the lines of each worksheet as they were first checked; none where that is not known.
        by: who sent it, as a chat or a mail says.
        when: when, as it says.
    """

    exercise: str
    worksheets: Mapping[str, str]
    remarks: tuple[Remark, ...]
    code: str = ""
    name: str = ""
    first: Mapping[str, str] = field(default_factory=dict)
    by: str = ""
    when: datetime | None = None


def read_submissions(raw: bytes, keys: Mapping[str, ExerciseKey]) -> list[Submission | Remark]:
    r"""The worksheets in a file from a stranger, for each student who hands in in it, or why they cannot be read.

    Args:
        raw: the file's bytes.
        keys: what is graded with, by exercise.

    Example:
        >>> from helpers.grading.keys import load_keys
        >>> [one] = read_submissions(b"%%answer first-article\nS01  narrator", load_keys())
        >>> one.worksheets
        {'first-article': 'S01  narrator'}
    """
    try:
        return [_read(held, keys) for held in contents(raw)]
    except UnreadableSubmissionError as error:
        return [error.remark]


def _read(held: Contents | Remark, keys: Mapping[str, ExerciseKey]) -> Submission | Remark:
    if isinstance(held, Remark):
        return held
    try:
        exercise = _exercise(held.cells, held.exercise, keys)
    except UnreadableSubmissionError as error:
        return error.remark
    key = keys[exercise]
    worksheets, remarks = _worksheets(held.cells, key)
    remarks += [*_of_others(held.cells, exercise, keys), *(_of_forms(worksheets) if held.forms else ())]
    made, doubts = checked_code(exercise, list(worksheets.items()), held.code)
    first = first_answers(key, held.first)
    told = (*held.remarks, *remarks, *doubts)
    return Submission(exercise, worksheets, told, made, held.name, first, held.by, held.when)


def _exercise(cells: list[Cell], told: str, keys: Mapping[str, ExerciseKey]) -> str:
    """The exercise that the metadata name, unless none of its worksheets is there; else the one with most of them."""
    told = next((name for name in keys if folded_name(name) == folded_name(told)), told)
    known = told in keys
    if told and not known:
        what = f"It is the exercise {told[:_LONGEST_NAME]}, and there is no key of it; there are: {', '.join(keys)}."
        raise UnreadableSubmissionError(what, _ANOTHER_KEY)
    if known and _found(cells, keys[told]):
        return told
    hits = {exercise: len(_found(cells, key)) for exercise, key in keys.items()}
    best = max(hits, key=hits.__getitem__)
    if hits[best] or known:
        return best if hits[best] else told
    raise UnreadableSubmissionError(
        f"No worksheet of a known exercise is in it; known: {', '.join(keys)}.",
        "Look whether it is another course's notebook, or one whose %%answer cells were deleted.",
    )


def _found(cells: Iterable[Cell], key: ExerciseKey) -> set[str]:
    folded = {folded_name(name): name for name in key.sheets.values()}
    names = (folded_name(sheet[0]) for cell in cells if (sheet := answer_cell(cell.source)))
    return {folded[name] for name in names if name in folded}


def _of_others(cells: Iterable[Cell], exercise: str, keys: Mapping[str, ExerciseKey]) -> Iterator[Remark]:
    """A remark where worksheets of another exercise are in the notebook, too."""
    names = {folded_name(sheet[0]) for cell in cells if (sheet := answer_cell(cell.source))}
    strange = names - {folded_name(name) for name in keys[exercise].sheets.values()}
    others = [other for other, key in keys.items() if strange & {folded_name(name) for name in key.sheets.values()}]
    if strange and others:
        what = f"Worksheets of {', '.join(others)} are in it, too; they were not graded."
        yield Remark(what, "Ask for a notebook of each exercise.")


def _of_forms(worksheets: Mapping[str, str]) -> Iterator[Remark]:
    """A remark where no worksheet has an answer, though a form was open: what was chosen in it is no answer yet."""
    if not any(line.value for name, text in worksheets.items() for line in parse(name, text).lines):
        what = (
            "No worksheet has an answer, but a form was used: what is chosen there must be copied into the worksheet."
        )
        yield Remark(what, "Ask the student to copy the lines of the form into the worksheet and hand it in again.")


def _worksheets(cells: list[Cell], key: ExerciseKey) -> tuple[dict[str, str], list[Remark]]:
    """The text of each of the key's worksheets that is there, and remarks on those that are not, or are there twice."""
    worksheets: dict[str, str] = {}
    remarks: list[Remark] = []
    for id, name in key.sheets.items():
        copies = list(islice(_candidates(cells, key, id, name), MOST_COPIES))
        if not copies:
            what = f"The worksheet {name} is missing; it counts as not answered."
            remarks.append(Remark(what, "Look into the notebook, or ask the student for it."))
            continue
        worksheets[name], told = _chosen(name, copies)
        remarks += told
    return worksheets, [*remarks, *_behind_the_name(cells, key), *_strays(cells, key)]


def _candidates(cells: list[Cell], key: ExerciseKey, id: str, name: str) -> Iterator[tuple[str, bool]]:
    """The texts that may be a worksheet: those with its id and name, with its name, with its id, in this order.

    Beside each text: whether it stands in a cell with the worksheet's own id.
    """
    sheets = [(cell.id, folded_name(sheet[0]), sheet[1]) for cell in cells if (sheet := answer_cell(cell.source))]
    known = {folded_name(one) for one in key.sheets.values()}
    wanted = folded_name(name)
    by_name = [(text, own == id) for own, given, text in sheets if given == wanted]
    yield from sorted(by_name, key=lambda one: not one[1])
    if not by_name:
        yield from ((text, True) for own, given, text in sheets if own == id and given not in known)
        yield from ((cell.source, True) for cell in cells if cell.id == id and _headless(cell))


def _headless(cell: Cell) -> bool:
    """Whether a cell is a worksheet that has lost its first line: most of its lines begin with an item."""
    if answer_cell(cell.source) or cell.source.lstrip().startswith("%"):
        return False
    lines = parse("", cell.source[:10_000]).lines
    return len(lines) > 0 and sum(bool(line.item and line.value) for line in lines) > len(lines) / 2


def _chosen(name: str, copies: list[tuple[str, bool]]) -> tuple[str, list[Remark]]:
    """The first text with an answer in it, else the first; only what a person can have typed, and not without end."""
    filled = [one for one in copies if any(line.value for line in parse(name, one[0]).lines)]
    text, own = (filled or copies)[0]
    remarks = []
    if len({one.strip() for one, _ in filled}) > 1:
        which = "the one in the exercise's own cell" if own else "the first one"
        what = f"The worksheet {name} is there {len(filled)} times with different answers; {which} was graded."
        remarks.append(Remark(what, "Look which one the student means."))
    if len(text) > LONGEST:
        what = f"The worksheet {name} was cut at {LONGEST:,} characters."
        remarks.append(Remark(what, "Look into the notebook: nobody types that much."))
    elif text.count("\n") >= MOST_LINES:
        what = f"The worksheet {name} has more than {MOST_LINES:,} lines; the others were not read."
        remarks.append(Remark(what, "Look into the notebook: are answers below them?"))
    return clean(text[:LONGEST], SHEET), remarks


def _behind_the_name(cells: Iterable[Cell], key: ExerciseKey) -> Iterator[Remark]:
    """A remark where all of a worksheet stands on its first line, as a lost line end leaves it."""
    for cell in cells:
        sheet, own = answer_cell(cell.source), key.sheets.get(cell.id)
        if own and sheet and not sheet[1].strip() and folded_name(sheet[0]) != folded_name(own):
            what = f"The worksheet {own} has its answers behind its name, on the first line; they were not read."
            yield Remark(what, "Look into the notebook: each answer needs a line of its own.")


def _strays(cells: list[Cell], key: ExerciseKey) -> Iterator[Remark]:
    """A remark where answers stand in a code cell of their own, for instance because a cell was split."""
    own = [cell for cell in cells if cell.code and cell.id not in key.sheets and cell.source.strip()]
    if any(_headless(cell) for cell in own[: 10 * MOST_COPIES]):
        what = "A cell holds lines of a worksheet without a first line %%answer; it was not graded."
        yield Remark(what, "Look whether the student split a worksheet's cell in two.")
