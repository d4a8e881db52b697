"""What a file from a stranger holds: the cells of a notebook, however it was saved, or worksheets in a text."""

from __future__ import annotations

import json
import re
from base64 import b64decode
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import islice
from typing import Any

from helpers.grading.intake.messages import Message, attachments, is_mail, of_mail
from helpers.grading.intake.texts import Told, is_page, told_in
from helpers.grading.results import Remark, UnreadableSubmissionError

__all__ = ["MOST_CELLS", "Cell", "Contents", "contents"]

MOST_CELLS = 10_000
"""Cells of a notebook that are looked at; our exercises have fewer than a hundred."""

_CONFLICT = re.compile(r"^<{7} ", re.MULTILINE)
_ASK = "Ask for the notebook (.ipynb) itself, or for all of its text."
_WHOLE = "Ask for the whole text, or for the file."

_REPACK = "Unpack it, or name it so that it ends in .zip, and grade again."
_MARKS = {
    b"%PDF": "a PDF",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"RIFF": "a picture or a recording",
    b"OggS": "a recording",
    b"ID3": "a recording",
    b"{\\rtf": "a text document",
    b"[InternetShortcut]": "a link",
    b"bplist": "a link or a saved page",
    b"\xd0\xcf\x11\xe0": "an Office document",
    b"Rar!": "an archive",
    b"7z\xbc\xaf": "an archive",
    b"\x1f\x8b": "an archive",
}
_ZIP = b"PK\x03\x04"
_OFFICE = (b"[Content_Types].xml", b"mimetypeapplication/vnd.oasis")

_DEEPEST = 4
"""Wrappings in wrappings that are opened."""

_INSIDE = ("content", "notebook", "ipynb", "data")
"""Where Jupyter and GitHub (content), Colab (ipynb) and others put a notebook."""

MOST_IN_A_TEXT = 500
"""Submissions in a text; a class of which all wrote into one chat has fewer."""

_LONGEST_NAME = 100
_MOST_FIRST = 2000
"""First answers that are looked at; an exercise has some forty."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a stranger's notebook: its id, empty where it has none, its text, and whether it is a code cell."""

    id: str
    source: str
    code: bool


@dataclass(frozen=True, slots=True)
class Contents:
    """What one student hands in in a file.

    Attributes:
        cells: its cells; of a text, one for each worksheet.
        exercise: as it names it; empty where it names none.
        forms: whether forms were used in it.
        remarks: what to tell.
        name: who she says she is.
        code: that stands in it.
        first: her answers as they were first checked, by worksheet or by item.
        by: who sent it, as a chat or a mail says.
        when: when, as it says.
    """

    cells: list[Cell]
    exercise: str
    forms: bool
    remarks: tuple[Remark, ...]
    name: str = ""
    code: str = ""
    first: tuple[tuple[str, str], ...] = ()
    by: str = ""
    when: datetime | None = None


def contents(raw: bytes) -> list[Contents | Remark]:
    """The cells of a notebook of any version, or those that a text's worksheets would be, for each who hands in in it.

    A remark stands for somebody of whose worksheets nothing is left.

    Args:
        raw: the file's bytes.

    Raises:
        UnreadableError: it is neither; the remark says what it is.

    Example:
        >>> [one] = contents(b"%%answer voices")
        >>> [cell.source for cell in one.cells]
        ['%%answer voices']
    """
    text, remarks = _text(raw)
    try:
        return [_of_notebook(_loaded(text), remarks)]
    except (UnreadableSubmissionError, MemoryError):
        raise
    except RecursionError:
        raise UnreadableSubmissionError("It is no notebook: its brackets are nested too deep.") from None
    except json.JSONDecodeError as error:
        return _of_text(raw, text, remarks, error)
    except Exception:  # a stranger's file: whatever is wrong with it must cost its own row only
        raise UnreadableSubmissionError(
            "It is no notebook that can be read: its cells are not as Jupyter writes them."
        ) from None


def _text(raw: bytes) -> tuple[str, list[Remark]]:
    if not raw.strip(b" \t\r\n\0"):
        raise UnreadableSubmissionError("The file is empty.", "Ask for the notebook again.")
    if other := _other_kind(raw):
        raise UnreadableSubmissionError(other.what, other.what_to_do)
    try:
        return raw.decode(json.detect_encoding(raw)), []
    except UnicodeDecodeError as error:
        what = f"It is not UTF-8 (byte {error.start}): letters may be lost."
        return raw.decode("utf-8", "replace"), [Remark(what, "Compare open texts with the student's own file.", False)]


def _other_kind(raw: bytes) -> Remark | None:
    """What a file is and what to do about it; None where it may be text, as a notebook is.

    Example:
        >>> _other_kind(b"%PDF-1.7 ...").what
        'It is no notebook but a PDF.'
        >>> _other_kind(b'{"cells": []}') is None
        True
    """
    if raw.startswith(_ZIP):
        office = any(mark in raw[:4000] for mark in _OFFICE)
        return Remark(*(_sentence("an Office document"), _ASK) if office else (_sentence("a zip archive"), _REPACK))
    what = next((what for mark, what in _MARKS.items() if raw.startswith(mark)), "")
    if raw[4:8] == b"ftyp":
        what = "a picture or a film"
    return Remark(_sentence(what), _ASK) if what else None


def _sentence(what: str) -> str:
    return f"It is no notebook but {what}."


def _of_notebook(told: object, remarks: list[Remark]) -> Contents:
    notebook = _unwrapped(told)
    if not isinstance(notebook, dict) or not {"cells", "worksheets"} & notebook.keys():
        raise UnreadableSubmissionError("It is data (JSON) and no notebook: it has no cells.", _ASK)
    if notebook is not told:
        what = "The notebook was wrapped in other data, as a program sends it, and was taken out of it."
        remarks = [*remarks, Remark(what, "Nothing.", False)]
    metadata = notebook.get("metadata")
    metadata = metadata if isinstance(metadata, dict) else {}
    ours = metadata.get("kata_siapa")
    ours = ours if isinstance(ours, dict) else {}
    told = (list(_cells(notebook)), _words(ours, "exercise"), bool(metadata.get("widgets")), tuple(remarks))
    return Contents(*told, name=_words(ours, "name")[:_LONGEST_NAME], first=tuple(_first(ours.get("first"))))


def _words(told: Mapping[str, object], name: str) -> str:
    return words if isinstance(words := told.get(name), str) else ""


def _first(told: object) -> Iterator[tuple[str, str]]:
    """The first answers that a notebook knows, by item."""
    pairs = islice(told.items(), _MOST_FIRST) if isinstance(told, dict) else ()
    return ((item, line) for item, line in pairs if isinstance(line, str))


def _cells(notebook: Mapping[str, Any]) -> Iterator[Cell]:
    cells = notebook.get("cells") or [cell for sheet in notebook.get("worksheets") or [] for cell in sheet["cells"]]
    if not isinstance(cells, list):
        raise UnreadableSubmissionError("It is no notebook: its cells are no list.")
    if len(cells) > MOST_CELLS:
        raise UnreadableSubmissionError(
            f"It has {len(cells):,} cells; {MOST_CELLS:,} are read.", "Ask for the exercise's own."
        )
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


def _of_text(raw: bytes, text: str, remarks: list[Remark], error: json.JSONDecodeError) -> list[Contents | Remark]:
    """What each student hands in in what is no JSON."""
    # A notebook that is torn has lines that look like worksheets.
    told, kind = [] if _is_data(text) else told_in(raw, text), _kind(text)
    if len(told) > MOST_IN_A_TEXT:
        what = f"It holds {len(told):,} submissions; {MOST_IN_A_TEXT} are read of one text."
        raise UnreadableSubmissionError(what, "Cut it into several texts.")
    found = [_of_told(one, "a chat" if one.by and kind != "a mail" else kind, remarks) for one in told]
    if kind == "a mail":
        found = _with_files(raw, found)
    if not found:
        raise UnreadableSubmissionError(*_why_none(text, error))
    return found


def _of_told(told: Told, kind: str, remarks: list[Remark]) -> Contents | Remark:
    """What one student hands in in a text; one without a head may be anything that has worksheets in it."""
    if told.is_lost:
        who = f" of {name}" if (name := (told.work.name or told.by)[:_LONGEST_NAME]) else ""
        return Remark(f"Below the head{who} (Kata Siapa?) there is no worksheet: no line begins with %%answer.", _WHOLE)
    if told.by or not told.work.exercise:
        what = f"It is {kind}, not a notebook; the worksheets in it were read."
        sent = f" Who sent it, and when, is what the {kind[2:]} says." if told.by else ""
        remarks = [*remarks, Remark(what + sent, "Nothing, unless a worksheet is missing.", False)]
    work = told.work
    cells = [Cell("", f"%%answer {name}\n{text}".rstrip("\n"), True) for name, text in work.worksheets[:MOST_CELLS]]
    name, by = work.name[:_LONGEST_NAME], told.by[:_LONGEST_NAME]
    return Contents(cells, work.exercise, False, tuple(remarks), name, work.code, work.first, by, told.when)


def _with_files(raw: bytes, found: list[Contents | Remark]) -> list[Contents | Remark]:
    """What is in a mail and in the files that came with it; who sent the mail sent them."""
    message, mail = of_mail(raw)
    left = []
    for content in attachments(mail):
        try:
            found = [*found, *(_sent(one, message) for one in contents(content))]
        except UnreadableSubmissionError as error:
            left.append(Remark(f"A file that came with the mail was not read. {error.remark.what}", _ASK, False))
    if left and not found:
        raise UnreadableSubmissionError(left[0].what, left[0].what_to_do)
    return [one if isinstance(one, Remark) else replace(one, remarks=(*one.remarks, *left)) for one in found]


def _sent(one: Contents | Remark, message: Message) -> Contents | Remark:
    return one if isinstance(one, Remark) else replace(one, by=message.by[:_LONGEST_NAME], when=message.when)


def _why_none(text: str, error: json.JSONDecodeError) -> tuple[str, str]:
    """What a file is in which there is neither a notebook nor a worksheet, and what to do."""
    if _CONFLICT.search(text):
        what = "It is no notebook that can be read: Git left the marks of a conflict in it (<<<<<<<)."
        return what, "Ask the student to settle the conflict, and for the notebook again."
    if not _is_data(text):
        return f"It is no notebook but {_strange(text)}.", _ASK
    if error.pos >= len(text.rstrip()) or not text.rstrip("\0 \t\r\n").endswith("}"):
        what = "It is no whole notebook: it ends in the middle, as a download or an upload that was cut short does."
        return what, "Download it again, or ask for it again."
    what = f"It is no notebook that can be read: something is wrong at line {error.lineno}."
    return what, "Ask for the .ipynb file again, saved by Jupyter."


def _is_data(text: str) -> bool:
    return text.lstrip("\ufeff \t\r\n").startswith("{")


def _kind(text: str) -> str:
    return "a web page" if is_page(text) else "a mail" if is_mail(text) else "a text"


def _strange(text: str) -> str:
    if "\0" in text or text.count("\ufffd") > len(text) // 20:
        return "a file of a kind that is not read here"
    return f"{_kind(text)} without a worksheet (a line that begins with %%answer)"


def _loaded(text: str) -> object:
    """What a JSON text says; a number that is too long to be read costs nobody a grade.

    Example:
        >>> _loaded('{"n": 5}')
        {'n': 5}
    """
    return json.loads(text, parse_int=lambda digits: int(digits) if len(digits) < 20 else 0)


def _unwrapped(value: object) -> object:
    r"""The notebook in a wrapping; the value itself where there is none.

    Example:
        >>> _unwrapped({"type": "notebook", "content": {"cells": []}})
        {'cells': []}
        >>> _unwrapped('{"cells": []}')
        {'cells': []}
    """
    for _ in range(_DEEPEST):
        inner = _inner(value)
        if inner is None:
            break
        value = inner
    return value


def _inner(value: object) -> object:
    if isinstance(value, dict) and not {"cells", "worksheets"} & value.keys():
        inside = next((value[name] for name in _INSIDE if isinstance(value.get(name), str | dict)), None)
        packed = "base64" in (value.get("encoding"), value.get("format"))
        return _unpacked(inside) if packed and isinstance(inside, str) else inside
    if isinstance(value, str):
        with suppress(ValueError):
            return _loaded(value)
    return None


def _unpacked(words: str) -> str | None:
    with suppress(ValueError):
        return b64decode(words).decode()
    return None
