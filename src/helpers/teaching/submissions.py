"""Read submissions as data: find the files, recognise the exercise, take the worksheets; nothing in them is run."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from helpers.worksheets import LONGEST, answer_cell

__all__ = ["Submission", "find_files", "read_submission", "worksheets_of"]

LARGEST = 20_000_000
"""Bytes of a submission that are read; a notebook of text stays far below."""

_UNTYPED = re.compile("[^\\n\\t\\x20-\\ud7ff\\ue000-\\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Submission:
    """A file that was handed in: whose it is, which exercise, its worksheets by name, and what to tell."""

    file: Path
    student: str
    exercise: str | None
    worksheets: Mapping[str, str]
    notes: tuple[str, ...]


def find_files(paths: Iterable[Path]) -> Iterator[tuple[Path, str]]:
    """Each notebook file among the paths with its student: the path below the folder named, or the file's name.

    Args:
        paths: files and folders; folders are searched at any depth, hidden folders left out.
    """
    for path in paths:
        if not path.is_dir():
            yield path, _printable(path.stem)
            continue
        for file in sorted(path.rglob("*.ipynb")):
            below = file.relative_to(path)
            if not any(part.startswith(".") for part in below.parts):
                yield file, _printable(below.with_suffix("").as_posix())


def _printable(name: str) -> str:
    return "".join(c if c.isprintable() else "\ufffd" for c in name)


def read_submission(file: Path, student: str, keys: Mapping[str, NotebookNode]) -> Submission:
    """The submission in a file; where it cannot be read or recognised, one without exercise and with a note.

    Args:
        file: a notebook from a stranger.
        student: whose it is.
        keys: the graded notebooks by exercise.
    """
    try:
        cells, told = _cells(file)
    except _UnreadableError as error:
        return Submission(file, student, None, {}, (str(error),))
    exercise = told if isinstance(told, str) and told in keys else _recognised(cells, keys)
    if exercise is None:
        note = f"no worksheet of a known exercise is in it; known: {', '.join(keys)}"
        return Submission(file, student, None, {}, (note,))
    worksheets, notes = worksheets_of(cells, keys[exercise])
    return Submission(file, student, exercise, worksheets, tuple(notes))


def worksheets_of(cells: Iterable[tuple[str, str]], key: NotebookNode) -> tuple[dict[str, str], list[str]]:
    """The text of each of the key's worksheets, and notes on those that are missing or there twice.

    A worksheet is taken from the cell with its id and name, else by its name, else by its id; the first one counts.

    Args:
        cells: id and source of each cell of a submission.
        key: the notebook that says which worksheets there are.
    """
    found = [(id, *sheet) for id, source in cells if (sheet := answer_cell(source))]
    asked = dict(_asked(key))
    worksheets, notes = {}, []
    for key_id, name in asked.items():
        own = [text for id, given, text in found if given == name and id == key_id]
        named = [text for id, given, text in found if given == name and id != key_id]
        renamed = [text for id, given, text in found if given not in asked.values() and id == key_id]
        texts = own + named or renamed
        if not texts:
            notes.append(f"the worksheet {name} is missing")
            continue
        if len(set(texts)) > 1:
            notes.append(f"the worksheet {name} is there {len(texts)} times with different answers; one was graded")
        if len(texts[0]) > LONGEST:
            notes.append(f"the worksheet {name} was cut at {LONGEST} characters")
        worksheets[name] = _UNTYPED.sub(" ", texts[0][:LONGEST])
    return worksheets, notes


class _UnreadableError(Exception):
    """A file is no notebook that can be read; the message is the note for the instructor."""


def _cells(file: Path) -> tuple[list[tuple[str, str]], object]:
    """Id and source of each cell of a notebook, and the exercise that its metadata name."""
    raw = _bytes(file)
    try:
        notebook = nbformat.reader.reads(raw.decode("utf-8-sig"))
        cells = notebook.get("cells") or [cell for sheet in notebook.get("worksheets", []) for cell in sheet["cells"]]
        told = (notebook.get("metadata") or {}).get("kata_siapa") or {}
        return [(str(cell.get("id", "")), _source(cell)) for cell in cells], told.get("exercise")
    except UnicodeDecodeError as error:
        raise _UnreadableError(f"it is not UTF-8 (byte {error.start}); ask for the notebook again") from None
    except Exception as error:  # a stranger's file: whatever is wrong with it must cost its own row only
        raise _UnreadableError(f"it is no notebook ({type(error).__name__}); ask for the .ipynb file again") from None


def _source(cell: Mapping[str, object]) -> str:
    source = cell.get("source", cell.get("input", ""))
    return "".join(map(str, source)) if isinstance(source, list) else str(source)


def _bytes(file: Path) -> bytes:
    if file.is_symlink() or not file.is_file():
        raise _UnreadableError("it is a link, a folder or a device, not a file; it was left alone")
    if file.stat().st_size > LARGEST:
        raise _UnreadableError(f"it is larger than {LARGEST // 1_000_000} MB; ask for it without outputs and pictures")
    try:
        raw = file.read_bytes()
    except OSError as error:
        raise _UnreadableError(f"it cannot be opened: {error.strerror}") from None
    if not raw.strip():
        raise _UnreadableError("the file is empty; ask for the notebook again")
    return raw


def _asked(key: NotebookNode) -> Iterator[tuple[str, str]]:
    """Cell id and name of each worksheet that a key has."""
    for cell in key.cells:
        if sheet := answer_cell(cell.source):
            yield cell.id, sheet[0]


def _recognised(cells: list[tuple[str, str]], keys: Mapping[str, NotebookNode]) -> str | None:
    """The exercise whose worksheets the cells have the most of; None where they have none."""
    names = {sheet[0] for _, source in cells if (sheet := answer_cell(source))}
    hits = {exercise: len(names & {name for _, name in _asked(key)}) for exercise, key in keys.items()}
    best = max(hits, key=hits.__getitem__, default=None)
    return best if best and hits[best] else None
