"""What a file from a stranger holds: the cells of a notebook, however it was saved, or worksheets in a text."""

from __future__ import annotations

import ast
import json
import re
from base64 import b64decode
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from html import unescape
from typing import Any

from helpers.grading.results import Remark, UnreadableSubmissionError

__all__ = ["MOST_CELLS", "Cell", "Contents", "contents"]

MOST_CELLS = 10_000
"""Cells of a notebook that are looked at; our exercises have fewer than a hundred."""

_CONFLICT = re.compile(r"^<{7} ", re.MULTILINE)
_ASK = "Ask for the notebook (.ipynb) itself."

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

_HEAD = re.compile(r"^(?=(?:# ?)?%%answer[ \t]+\S)", re.MULTILINE)
_ENDS = ("```", "~~~", "+++", "# %%")
"""How Markdown, MyST and Python begin or end a cell."""

_STRING = r"""('(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*")"""
_SCRIPT = re.compile(rf"^get_ipython\(\)\.run_cell_magic\('answer', {_STRING}, {_STRING}\)$", re.MULTILINE)
_PAGE = re.compile(r"\s*<(?:!doctype html|html|head|body|div|p|span|pre|br|h\d|ul|ol|table|a)\b", re.IGNORECASE)
_CELL_END = re.compile(r"</pre\b[^<>]*>", re.IGNORECASE)
_BREAK = re.compile(r"<(?:br|/p|/div|/li)\b[^<>]*>", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]*>")


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a stranger's notebook: its id, empty where it has none, its text, and whether it is a code cell."""

    id: str
    source: str
    code: bool


@dataclass(frozen=True, slots=True)
class Contents:
    """What a file holds: its cells, the exercise its metadata name, whether forms were used in it, what to tell."""

    cells: list[Cell]
    exercise: str
    forms: bool
    remarks: tuple[Remark, ...]


def contents(raw: bytes) -> Contents:
    """The cells of a notebook of any version, or those that a text's worksheets would be.

    Args:
        raw: the file's bytes.

    Raises:
        UnreadableError: it is neither; the remark says what it is.

    Example:
        >>> [cell.source for cell in contents(b"%%answer voices").cells]
        ['%%answer voices']
    """
    text, remarks = _text(raw)
    try:
        return _of_notebook(_loaded(text), remarks)
    except (UnreadableSubmissionError, MemoryError):
        raise
    except RecursionError:
        raise UnreadableSubmissionError("It is no notebook: its brackets are nested too deep.") from None
    except json.JSONDecodeError as error:
        return _of_text(text, remarks, error)
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
    return Contents(list(_cells(notebook)), _exercise(metadata), bool(metadata.get("widgets")), tuple(remarks))


def _exercise(metadata: Mapping[str, object]) -> str:
    ours = metadata.get("kata_siapa")
    told = ours.get("exercise") if isinstance(ours, dict) else None
    return told if isinstance(told, str) else ""


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


def _of_text(text: str, remarks: list[Remark], error: json.JSONDecodeError) -> Contents:
    """The worksheets in what is no JSON."""
    sheets = list(_plain_worksheets(text))
    if not sheets:
        raise UnreadableSubmissionError(*_why_none(text, error))
    what = f"It is {'a web page' if _is_page(text) else 'a text'}, not a notebook; the worksheets in it were read."
    told = Remark(what, "Nothing, unless a worksheet is missing.", False)
    return Contents([Cell("", sheet, True) for sheet in sheets[:MOST_CELLS]], "", False, (*remarks, told))


def _why_none(text: str, error: json.JSONDecodeError) -> tuple[str, str]:
    """What a file is in which there is neither a notebook nor a worksheet, and what to do."""
    if _CONFLICT.search(text):
        what = "It is no notebook that can be read: Git left the marks of a conflict in it (<<<<<<<)."
        return what, "Ask the student to settle the conflict, and for the notebook again."
    if not text.lstrip("\ufeff \t\r\n").startswith("{"):
        return f"It is no notebook but {_kind(text)}.", _ASK
    if error.pos >= len(text.rstrip()) or not text.rstrip("\0 \t\r\n").endswith("}"):
        what = "It is no whole notebook: it ends in the middle, as a download or an upload that was cut short does."
        return what, "Download it again, or ask for it again."
    what = f"It is no notebook that can be read: something is wrong at line {error.lineno}."
    return what, "Ask for the .ipynb file again, saved by Jupyter."


def _kind(text: str) -> str:
    if _is_page(text):
        return "a web page"
    if "\0" in text or text.count("\ufffd") > len(text) // 20:
        return "a file of a kind that is not read here"
    return "a text without a worksheet (a line that begins with %%answer)"


def _plain_worksheets(text: str) -> Iterator[str]:
    r"""Each worksheet in a text, from its line %%answer on, as a cell has it.

    A worksheet ends where the next one begins, at the end of a cell, and where # signs before its lines end.

    Example:
        >>> list(_plain_worksheets("Siti\n\n# %%answer voices\n# S01  narrator\n\nprint()\n"))
        ['%%answer voices\nS01  narrator']
        >>> list(_plain_worksheets("<p>%%answer voices<br>S01&nbsp; narrator</p>"))
        ['%%answer voices\nS01\xa0 narrator']
    """
    for part in _HEAD.split(_shown(text) if _is_page(text) else _SCRIPT.sub(_called, text))[1:]:
        first, *lines = part.splitlines()
        sign = "#" if first.startswith("#") and lines and lines[0].startswith("# ") else ""
        yield "\n".join([first.removeprefix("# "), *_below(sign, lines)])


def _below(sign: str, lines: Iterable[str]) -> Iterator[str]:
    """The lines of a worksheet as they stand below its first one, without the sign that Python puts before them."""
    for line in lines:
        if not line.startswith(sign) or line.startswith(_ENDS):
            return
        yield line.removeprefix(sign).lstrip()


def _called(match: re.Match[str]) -> str:
    """The worksheet of a cell as Jupyter exports it to a script."""
    try:
        name, text = map(ast.literal_eval, match.groups())
    except (ValueError, SyntaxError):
        return ""
    return f"%%answer {name}\n{text}\n```"


def _is_page(text: str) -> bool:
    """Whether a text is a web page.

    Example:
        >>> _is_page("<p>%%answer voices</p>"), _is_page("%%answer voices")
        (True, False)
    """
    return bool(_PAGE.match(text))


def _shown(page: str) -> str:
    """The words of a web page, a line for each of its lines."""
    return unescape(_TAG.sub("", _BREAK.sub("\n", _CELL_END.sub("\n```\n", page))))


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
