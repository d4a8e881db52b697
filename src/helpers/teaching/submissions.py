"""Read a submission as data: recognise the exercise and take the worksheets; nothing in it is run or followed."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

from helpers.teaching.keys import Key
from helpers.teaching.notebook_format import get_version
from helpers.worksheets import LONGEST, MOST_LINES, answer_cell, parse

__all__ = ["LARGEST", "MOST_CELLS", "Cell", "Remark", "Submission", "UnreadableError", "read_submission"]

LARGEST = 64_000_000
"""Bytes of a file that are read; a notebook full of pictures stays below."""

MOST_CELLS = 10_000
"""Cells of a notebook that are looked at; our exercises have fewer than a hundred."""

MOST_COPIES = 20
"""Copies of a worksheet, and cells that may be a part of one, that are looked at."""

_ASK_AGAIN = "Ask for the .ipynb file again."
_UNTYPED = re.compile("[^\\n\\t\\x20-\\ud7ff\\ue000-\\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Remark:
    """What was found in a file and what an instructor can do about it; serious where it needs her attention."""

    what: str
    what_to_do: str
    serious: bool = True


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a stranger's notebook: its id, empty where it has none, its text, and whether it is a code cell."""

    id: str
    source: str
    code: bool


@dataclass(frozen=True, slots=True)
class Submission:
    """What a file holds: the exercise, its worksheets by name, and what to tell about them."""

    exercise: str
    worksheets: Mapping[str, str]
    remarks: tuple[Remark, ...]


class UnreadableError(Exception):
    """A file cannot be graded; `remark` is the note for the instructor."""

    def __init__(self, what: str, what_to_do: str = _ASK_AGAIN) -> None:
        """Keep what was found and what can be done about it."""
        super().__init__(what)
        self.remark = Remark(what, what_to_do)


def read_submission(raw: bytes, keys: Mapping[str, Key]) -> Submission:
    r"""The worksheets in a file from a stranger.

    Args:
        raw: the file's bytes.
        keys: what is graded with, by exercise.

    Raises:
        UnreadableError: it is no notebook, or none of a known exercise.

    Example:
        >>> from helpers.teaching.keys import load_keys
        >>> cell = {"cell_type": "code", "source": "%%answer first-article\nS01  narrator"}
        >>> raw = json.dumps({"nbformat": 4, "metadata": {}, "cells": [cell]}).encode()
        >>> read_submission(raw, load_keys()).worksheets
        {'first-article': 'S01  narrator'}
    """
    text, remarks = _text(raw)
    cells, told, has_forms = _notebook(text)
    exercise = _exercise(cells, told, keys)
    worksheets, more = _worksheets(cells, keys[exercise])
    more += [*_of_others(cells, exercise, keys), *(_of_forms(worksheets) if has_forms else ())]
    return Submission(exercise, worksheets, (*remarks, *more))


def _text(raw: bytes) -> tuple[str, list[Remark]]:
    if not raw.strip(b" \t\r\n\0"):
        raise UnreadableError("The file is empty.", "Ask for the notebook again.")
    encoding = json.detect_encoding(raw)
    try:
        return raw.decode(encoding), []
    except UnicodeDecodeError as error:
        what = f"It is not UTF-8 (byte {error.start}): letters may be lost."
        return raw.decode("utf-8", "replace"), [Remark(what, "Compare open texts with the student's own file.", False)]


def _notebook(text: str) -> tuple[list[Cell], object, bool]:
    """The cells of a notebook of any version, the exercise that its metadata name, and whether forms were filled in."""
    try:
        notebook = json.loads(text, parse_int=_number)
        get_version(notebook)
        cells = list(_cells(notebook))
        metadata = notebook.get("metadata")
        return cells, _told(metadata), isinstance(metadata, dict) and bool(metadata.get("widgets"))
    except UnreadableError:
        raise
    except RecursionError:
        raise UnreadableError("It is no notebook: its brackets are nested too deep.") from None
    except Exception as error:  # a stranger's file: whatever is wrong with it must cost its own row only
        raise UnreadableError(f"It is no notebook that can be read ({type(error).__name__}).") from None


def _told(metadata: object) -> object:
    told = metadata.get("kata_siapa") if isinstance(metadata, dict) else None
    return told.get("exercise") if isinstance(told, dict) else None


def _number(digits: str) -> int:
    """A whole number; one that is too long to be read costs nobody a grade."""
    return int(digits) if len(digits) < 20 else 0


def _cells(notebook: Mapping[str, object]) -> Iterator[Cell]:
    cells = notebook.get("cells") or [cell for sheet in notebook.get("worksheets") or [] for cell in sheet["cells"]]
    if not isinstance(cells, list):
        raise UnreadableError("It is no notebook: its cells are no list.")
    if len(cells) > MOST_CELLS:
        raise UnreadableError(f"It has {len(cells):,} cells; {MOST_CELLS:,} are read.", "Ask for the exercise's own.")
    for cell in cells:
        if isinstance(cell, dict):
            id = cell.get("id")
            source = _source(cell.get("source", cell.get("input", "")))
            yield Cell(id if isinstance(id, str) else "", source, cell.get("cell_type") == "code")


def _source(source: object) -> str:
    """A cell's text; a list of lines is joined with line ends where it comes without any, as some editors save it."""
    lines = [line for line in (source if isinstance(source, list) else [source]) if isinstance(line, str)]
    ended = any(line.endswith(("\n", "\r")) for line in lines[:-1])
    text = "\n".join(("" if ended else "\n").join(lines).splitlines())
    head, _, below = text.lstrip().partition("\n")
    return below if head.startswith(("```", "~~~")) else text


def _exercise(cells: list[Cell], told: object, keys: Mapping[str, Key]) -> str:
    """The exercise that the metadata name, unless none of its worksheets is there; else the one with most of them."""
    known = isinstance(told, str) and told in keys
    if known and _found(cells, keys[told]):
        return told
    hits = {exercise: len(_found(cells, key)) for exercise, key in keys.items()}
    best = max(hits, key=hits.__getitem__)
    if hits[best] or known:
        return best if hits[best] else told
    raise UnreadableError(
        f"No worksheet of a known exercise is in it; known: {', '.join(keys)}.",
        "Look whether it is another course's notebook, or one whose %%answer cells were deleted.",
    )


def _found(cells: Iterable[Cell], key: Key) -> set[str]:
    folded = {_folded(name): name for name in key.sheets.values()}
    names = (_folded(sheet[0]) for cell in cells if (sheet := answer_cell(cell.source)))
    return {folded[name] for name in names if name in folded}


def _of_others(cells: Iterable[Cell], exercise: str, keys: Mapping[str, Key]) -> Iterator[Remark]:
    """A remark where worksheets of another exercise are in the notebook, too."""
    names = {_folded(sheet[0]) for cell in cells if (sheet := answer_cell(cell.source))}
    strange = names - {_folded(name) for name in keys[exercise].sheets.values()}
    others = [other for other, key in keys.items() if strange & {_folded(name) for name in key.sheets.values()}]
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


def _folded(name: str) -> str:
    return re.sub(r"[\W_]+", "-", name.casefold()).strip("-")


def _worksheets(cells: list[Cell], key: Key) -> tuple[dict[str, str], list[Remark]]:
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


def _candidates(cells: list[Cell], key: Key, id: str, name: str) -> Iterator[tuple[str, bool]]:
    """The texts that may be a worksheet: those with its id and name, with its name, with its id, in this order.

    Beside each text: whether it stands in a cell with the worksheet's own id.
    """
    sheets = [(cell.id, _folded(sheet[0]), sheet[1]) for cell in cells if (sheet := answer_cell(cell.source))]
    known = {_folded(one) for one in key.sheets.values()}
    wanted = _folded(name)
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
    return _UNTYPED.sub(" ", text[:LONGEST]), remarks


def _behind_the_name(cells: Iterable[Cell], key: Key) -> Iterator[Remark]:
    """A remark where all of a worksheet stands on its first line, as a lost line end leaves it."""
    for cell in cells:
        sheet, own = answer_cell(cell.source), key.sheets.get(cell.id)
        if own and sheet and not sheet[1].strip() and _folded(sheet[0]) != _folded(own):
            what = f"The worksheet {own} has its answers behind its name, on the first line; they were not read."
            yield Remark(what, "Look into the notebook: each answer needs a line of its own.")


def _strays(cells: list[Cell], key: Key) -> Iterator[Remark]:
    """A remark where answers stand in a code cell of their own, for instance because a cell was split."""
    own = [cell for cell in cells if cell.code and cell.id not in key.sheets and cell.source.strip()]
    if any(_headless(cell) for cell in own[: 10 * MOST_COPIES]):
        what = "A cell holds lines of a worksheet without a first line %%answer; it was not graded."
        yield Remark(what, "Look whether the student split a worksheet's cell in two.")
