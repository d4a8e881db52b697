"""A worksheet: answers as plain text, a line an item, read forgivingly and kept by name.

A student types into a cell that begins with `%%answer NAME`. The text is the record: it survives restarts, can be
read, compared, pasted and graded, and is never run as code.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

__all__ = ["Line", "Worksheet", "answer", "answer_cell", "handed_in", "parse"]

LONGEST = 100_000
"""Characters of a worksheet that are read; what a person types stays far below."""

_SHEETS: dict[str, Worksheet] = {}
_BULLET = re.compile(r"^(?:[-*+•‣·–—>]\s*|\d{1,3}[.)]\s+(?=S\s*\d))+", re.IGNORECASE)
_ITEM = re.compile(r"^(?:S|sentence|kalimat)?\s*0*(\d{1,3})(?!\d)[\s:=.,;)|/→–—>-]*(.*)$", re.IGNORECASE)
_BLANK = re.compile(r"^[\s._…?-]*$")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a worksheet: its number from 1, the item it answers, and the answer; empty while blank."""

    number: int
    item: str
    value: str


@dataclass(frozen=True, slots=True)
class Worksheet:
    """The lines of a worksheet that name an item, and the numbers and words of those that do not."""

    name: str
    lines: tuple[Line, ...]
    unread: tuple[tuple[int, str], ...]

    def __str__(self) -> str:
        """How far the worksheet is, and which lines name no item."""
        items = {line.item for line in self.lines}
        filled = {line.item for line in self.lines if line.value}
        parts = [f"{self.name}: {len(filled)} of {len(items)} lines filled in. Run the next cell to see what holds."]
        return "\n".join([*parts, *(f"Line {number}{words}" for number, words in self.complaints())])

    def complaints(self) -> list[tuple[int, str]]:
        """Number and fault of each line that names no item.

        Example:
            >>> parse("voices", "narrator").complaints()
            [(1, ', "narrator", names no sentence; begin it with one, as in: S01  narrator')]
        """
        told = ', "{}", names no sentence; begin it with one, as in: S01  narrator'
        return [(number, told.format(words)) for number, words in self.unread]

    def lines_of(self, item: str) -> list[Line]:
        """The filled-in lines that answer one item, first to last.

        Args:
            item: such as "S07".

        Example:
            >>> [line.value for line in parse("voices", "S07 vague").lines_of("S07")]
            ['vague']
        """
        return [line for line in self.lines if line.item == item and line.value]


def parse(name: str, text: str) -> Worksheet:
    """The worksheet that a text holds; whatever the text, this never fails.

    Args:
        name: the worksheet's name, as behind `%%answer`.
        text: the lines below; bullets, tabs, colons, small letters, full-width or Arabic-Indic digits and
            remarks behind a # are understood.

    Example:
        >>> parse("voices", "• s７:  Unnamed   # the source").lines
        (Line(number=1, item='S07', value='Unnamed'),)
    """
    lines, unread = [], []
    for number, raw in enumerate(text[:LONGEST].splitlines(), 1):
        words = _BULLET.sub("", _plain(raw)).split("#")[0].strip()
        if match := _ITEM.match(words):
            value = "" if _BLANK.match(match[2]) else match[2].strip()
            lines.append(Line(number, f"S{int(match[1]):02}", value))
        elif words:
            unread.append((number, _shortened(words)))
    return Worksheet(name, tuple(lines), tuple(unread))


def answer(name: str, text: str) -> Worksheet:
    """The worksheet, read and kept under its name until the kernel stops: what `%%answer` does.

    Args:
        name: the words behind `%%answer`.
        text: the lines below it.

    Example:
        >>> print(answer("example", "S01  narrator"))
        example: 1 of 1 lines filled in. Run the next cell to see what holds.
    """
    sheet = parse(_name(name), text)
    _SHEETS[sheet.name] = sheet
    return sheet


def handed_in(name: str) -> Worksheet | None:
    """The worksheet last answered under this name, or None while its cell has not been run.

    Args:
        name: the worksheet's name.

    Example:
        >>> handed_in("never run") is None
        True
    """
    return _SHEETS.get(name)


def answer_cell(source: str) -> tuple[str, str] | None:
    r"""Name and text of the worksheet in a cell's source; None where the cell is no worksheet.

    Args:
        source: everything in the cell, as text; nothing of it is run.

    Example:
        >>> answer_cell("%%answer voices\nS01  narrator")
        ('voices', 'S01  narrator')
        >>> answer_cell("import os") is None
        True
    """
    head, _, text = source.lstrip("\ufeff \t\r\n").partition("\n")
    command, _, name = head.strip().partition(" ")
    return (_name(name), text) if command == "%%answer" and name.strip() else None


def _name(words: str) -> str:
    return _shortened(_plain(words).split("#")[0].strip()) or "worksheet"


def _shortened(words: str) -> str:
    return words if len(words) <= 60 else words[:57] + "..."


def _plain(words: str) -> str:
    """One form for what looks alike: NFKC, ASCII digits, one blank for each run, nothing invisible."""
    digits = "".join(str(unicodedata.digit(c)) if c.isdigit() else c for c in unicodedata.normalize("NFKC", words))
    visible = "".join(c for c in digits if c == "\t" or unicodedata.category(c) not in ("Cc", "Cf", "Cs", "Co", "Cn"))
    return " ".join(visible.split())
