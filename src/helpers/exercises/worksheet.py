"""A worksheet: answers as plain text, a line an item, read forgivingly and kept by name.

A student types into a cell that begins with `%%answer NAME`. The text is the record: it survives restarts, can be
read, compared, pasted and graded, and is never run as code.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from helpers.text.visible import TYPED, clean

__all__ = ["Line", "Worksheet", "answer_cell", "blanked", "parse", "sheet_name", "spellings", "worksheet_lines"]


LONGEST = 100_000
"""Characters of a worksheet that are read; what a person types stays far below."""

MOST_LINES = 1000
"""Lines of a worksheet that are read, for the same reason."""

_LONGEST_WORD = 1000

_BULLET = r"(?i)^(?:[-*+•‣·–—>]\s*|(?:\d{1,3}|[a-z])[.)]\s+(?=[A-Z][\W_]*\d))+"
_WORD = r"sentence|kalimat|question|soal|claim|klaim|item|nomor|no"
_NUMBER = r"[0o]*(\d{1,3})(?!\d)([a-z](?!\w))?[\])*`\"'“”]*"
"""An item's digits and letter, with the brackets or quotation marks that close behind it; o is a usual slip for 0."""
_ITEM = rf"(?is)^[\W_]*(?:(?:{_WORD}|([A-Z]))[\s._-]*)?{_NUMBER}(?:[\s:=.,;)|/→–—>-]+|$|(?=\D))(.*)$"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a worksheet: its number from 1, the item it answers, and the answer.

    The item is empty where the line names none; the answer is empty while it is blank.
    """

    number: int
    item: str
    value: str
    words: str


@dataclass(frozen=True, slots=True)
class Worksheet:
    """The lines of a worksheet that hold words, and how often it has been handed in."""

    name: str
    lines: tuple[Line, ...]
    turn: int = 1

    def __str__(self) -> str:
        """How far the worksheet is."""
        filled = sum(bool(line.value) for line in self.lines)
        return f"{self.name}: {filled} of {len(self.lines)} lines filled in. Run the next cell to see what holds."

    def lines_of(self, item: str) -> list[Line]:
        """The filled-in lines that answer one item, first to last.

        Args:
            item: such as "S07".

        Example:
            >>> [line.value for line in parse("voices", "S07 vague").lines_of("S07")]
            ['vague']
        """
        meant = spellings(item)
        return [line for line in self.lines if line.item in meant and line.value]


@cache
def spellings(item: str) -> tuple[str, ...]:
    """How a `Line` may name an item: an S, which a bare number gets, may stand for any letter.

    Args:
        item: such as "Q07" or "S11a"; a question that is answered without naming an item has none.

    Example:
        >>> spellings("Q07"), spellings("S11a"), spellings("")
        (('Q07', 'S07'), ('S11a', 'S11a'), ())
    """
    return (item, f"S{item[1:]}") if item else ()


def parse(name: str, text: str) -> Worksheet:
    """The worksheet that a text holds; whatever the text, this never fails.

    Args:
        name: the worksheet's name, as behind `%%answer`.
        text: the lines below; bullets, tabs, colons, small letters, full-width or Arabic-Indic digits and
            remarks behind a # are understood.

    Example:
        >>> parse("voices", "• s７:  Unnamed   # the source").lines
        (Line(number=1, item='S07', value='Unnamed', words='s7: Unnamed'),)
    """
    lines = (_line(number, raw) for number, raw in enumerate(text[:LONGEST].splitlines()[:MOST_LINES], 1))
    return Worksheet(name, tuple(line for line in lines if line.words))


def _line(number: int, raw: str) -> Line:
    words = re.sub(r"(?:^|\s)#.*", "", re.sub(_BULLET, "", _plain(raw))).strip()
    match = re.match(_ITEM, words)
    item = f"{(match[1] or 'S').upper()}{int(match[2]):02}{(match[3] or '').lower()}" if match else ""
    value = match[4].strip() if match else words
    return Line(number, item, "" if re.match(r"^[\s._…?=>→<-]*$", value) else value, words)


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
    return (sheet_name(name), text) if command == "%%answer" and name.strip() else None


def blanked(text: str) -> str:
    r"""The worksheet as a student finds it: three dots for each answer, an arrow between two blanks for each relay.

    Args:
        text: the lines of a worksheet that is filled in.

    Example:
        >>> print(blanked("S01  narrator\nS13  malapetaka\nS13  gerombolan\nIslam Times -> Press TV"))
        S01  ...
        S13  ...
        ... -> ...
    """
    lines = [_blanked(line) for line in parse("", text).lines]
    return "\n".join(line for at, line in enumerate(lines) if line and (line.startswith(".") or line not in lines[:at]))


def _blanked(line: Line) -> str:
    if line.item:
        return f"{line.item}  ..."
    return "... -> ..." if "->" in line.words else ""


def sheet_name(words: str) -> str:
    """A worksheet's name, tidied; a worksheet without one is called "worksheet".

    Args:
        words: as typed behind `%%answer`.

    Example:
        >>> sheet_name(" first-article  # mine"), sheet_name("")
        ('first-article', 'worksheet')
    """
    name = _plain(words).split("#")[0].strip()
    return (name if len(name) <= 60 else name[:57] + "...") or "worksheet"


def _plain(words: str) -> str:
    """One form for what looks alike: NFKC, ASCII digits, one blank for each run, nothing invisible."""
    if words.isascii() and words.isprintable():
        return " ".join(words.split())
    digits = "".join(str(unicodedata.digit(c)) if c.isdigit() else c for c in _composed(words))
    return " ".join(clean(digits, TYPED).split())


def _composed(words: str) -> str:
    """NFKC word by word, a long one in pieces: to sort the marks on a letter takes the square of their number."""
    pieces = ([word[at : at + _LONGEST_WORD] for at in range(0, len(word), _LONGEST_WORD)] for word in words.split())
    return " ".join("".join(unicodedata.normalize("NFKC", piece) for piece in word) for word in pieces)


_DOTS = "..."


def worksheet_lines(name: str, answers: Mapping[str, str]) -> str:
    r"""The text of a worksheet's cell: its name, then a line an item; three dots where there is no answer yet.

    Args:
        name: the worksheet's name, as behind `%%answer`.
        answers: what was answered, by item; line ends in an answer become blanks.

    Example:
        >>> print(worksheet_lines("voices", {"S01": "narrator", "S02": ""}))
        %%answer voices
        S01  narrator
        S02  ...
    """
    lines = (f"{item}  {' '.join(answer.split()) or _DOTS}" for item, answer in answers.items())
    return "\n".join([f"%%answer {name}", *lines])
