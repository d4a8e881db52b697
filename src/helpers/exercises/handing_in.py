"""What a student hands in as text: a head with her name and a code, then her worksheets as they stand in their cells.

    Kata Siapa? who-says-so
    Name: Siti Aminah
    Code: ETGRBG

    %%answer first-article
    S01  narrator
    S02  ...

    %%first first-article
    S01  vague

Below `%%first` stands each item as it was when it was checked for the first time. A text may go through mail and
messengers before it is read, so the reader forgives what they do to a line. The same text has the same code everywhere:
whoever changes an answer changes it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from hashlib import sha256

__all__ = ["LETTERS", "HandedIn", "Sheets", "as_text", "code", "lines_of", "read"]

LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ"
"""The letters of a code: without I and O, which are read as digits."""

_LENGTH = 6

Sheets = tuple[tuple[str, str], ...]
"""Worksheets in their order: the name of each, and its lines."""

_BEFORE = r"[^\w%％]*+"
"""What mail, messengers and people put in front of a line: quotation marks, bullets, stars, signs of a comment."""

_HEAD = re.compile(rf"{_BEFORE}kata\s++siapa\s*+\?[\s*_]*+([^\s*_]++)[\s*_]*+$", re.IGNORECASE)
_FIELD = re.compile(rf"{_BEFORE}(name|nama|code|kode|edition|edisi)[\s*_]*+[:：=][\s*_]*+(.*)$", re.IGNORECASE)
_SHEET = re.compile(rf"{_BEFORE}[%％]\s*+[%％]\s*+(answer|first)\b[\s:：]*+(\S.*)$", re.IGNORECASE)
_FIELDS = {"nama": "name", "kode": "code", "edisi": "edition"}
_QUOTED = re.compile(r"(?:[ \t]?>)++ ?")
_ENDS = ("```", "~~~", "+++", "# %%")
"""How Markdown, MyST and Python begin or end a cell."""


@dataclass(frozen=True, slots=True)
class HandedIn:
    """What one student hands in.

    Attributes:
        exercise: its name; empty where the text has no head.
        worksheets: as they were last answered.
        name: who she says she is; empty where she does not.
        edition: of the page that she worked on; empty where it says none.
        first: of each worksheet, the lines as they were first checked; none where that is not known.
        code: as it stands in the text; empty where there is none.
    """

    exercise: str
    worksheets: Sheets
    name: str = ""
    edition: str = ""
    first: Sheets = ()
    code: str = ""


def code(exercise: str, worksheets: Iterable[tuple[str, str]]) -> str:
    r"""Six letters that change when an answer changes, for student and teacher to compare.

    Args:
        exercise: its name.
        worksheets: the name and the lines of each, in the order of the page; blank lines, and how many blanks stand
            between words, make no difference.

    Example:
        >>> code("who-says-so", [("first-article", "S01  narrator\nS02  ...")])
        'ETGRBG'
        >>> code("who-says-so", [("first-article", " S01 narrator \n\nS02 ...\n")])
        'ETGRBG'
    """
    told = "\n".join([exercise, *(line for name, text in worksheets for line in (name, *lines_of(text)))])
    number = int.from_bytes(sha256(told.encode("utf-8", "replace")).digest()[:8], "big")
    return "".join(LETTERS[number // len(LETTERS) ** place % len(LETTERS)] for place in range(_LENGTH - 1, -1, -1))


def lines_of(text: str) -> list[str]:
    r"""The lines of a worksheet as its code counts them.

    Args:
        text: below the worksheet's name.

    Example:
        >>> lines_of(" S01  narrator\n\nS02 ...")
        ['S01 narrator', 'S02 ...']
    """
    return [line for raw in text.split("\n") if (line := " ".join(raw.split()))]


def as_text(work: HandedIn) -> str:
    r"""The text that a student hands in, with its code.

    Args:
        work: hers; its own code makes no difference.

    Example:
        >>> print(as_text(HandedIn("who-says-so", (("first-article", "S01  narrator"),), "Siti")))
        Kata Siapa? who-says-so
        Name: Siti
        Code: LGNFZH
        <BLANKLINE>
        %%answer first-article
        S01  narrator
        <BLANKLINE>
    """
    edition = [f"Edition: {work.edition}"] if work.edition else []
    made = code(work.exercise, work.worksheets)
    head = "\n".join([f"Kata Siapa? {work.exercise}", f"Name: {work.name}", f"Code: {made}", *edition])
    answers = [f"%%answer {name}\n{text}" for name, text in work.worksheets]
    return "\n\n".join([head, *answers, *(f"%%first {name}\n{text}" for name, text in work.first)]) + "\n"


def read(text: str) -> list[HandedIn]:
    r"""What students hand in in a text, one for each head; worksheets above the first head come without one.

    A worksheet ends where the next one begins, at the end of a cell, and where # signs before its lines end.

    Args:
        text: as it comes, quoted, with bullets, without blank lines.

    Example:
        >>> [siti] = read("> * Kata siapa? who-says-so\n> nama: Siti\n> %% Answer first-article\n> S01 narrator")
        >>> siti.exercise, siti.name, siti.worksheets
        ('who-says-so', 'Siti', (('first-article', 'S01 narrator'),))
        >>> read("Siti\n\n# %%answer voices\n# S01  narrator\n\nprint()")[0].worksheets
        (('voices', 'S01  narrator'),)
    """
    works = [_Open("")]
    for line in text.splitlines():
        if head := _HEAD.match(line):
            works.append(_Open(head[1]))
        else:
            works[-1].take(line)
    return [work.closed() for work in works if work.exercise or work.sections]


@dataclass(slots=True)
class _Section:
    """A worksheet that is being read: of which kind, its lines as they come, and whether it is over."""

    kind: str
    name: str
    is_comment: bool
    lines: list[str] = field(default_factory=list)
    ended: bool = False

    def take(self, line: str) -> None:
        """One more line, without what stands before it."""
        if not self.lines and self.is_comment:
            self.is_comment = line.startswith("# ")
        self.ended = self.ended or line.startswith(_ENDS) or (self.is_comment and not line.startswith("#"))
        if not self.ended:
            line = line.removeprefix("#") if self.is_comment else line
            self.lines.append(line[quoted.end() :] if (quoted := _QUOTED.match(line)) else line.lstrip())

    @property
    def text(self) -> str:
        return "\n".join(self.lines).rstrip()


@dataclass(slots=True)
class _Open:
    """What is handed in below one head, while it is read."""

    exercise: str
    about: dict[str, str] = field(default_factory=dict)
    sections: list[_Section] = field(default_factory=list)

    def take(self, line: str) -> None:
        if sheet := _SHEET.match(line):
            self.sections.append(_Section(sheet[1].lower(), sheet[2].strip(), line.lstrip().startswith("#")))
        elif self.sections:
            self.sections[-1].take(line)
        elif self.exercise and (told := _FIELD.match(line)):
            self.about.setdefault(_FIELDS.get(told[1].lower(), told[1].lower()), told[2].strip())

    def closed(self) -> HandedIn:
        name, edition = self.about.get("name", ""), self.about.get("edition", "")
        given = "".join(letter for letter in self.about.get("code", "").upper() if letter.isalpha())
        return HandedIn(self.exercise, self._of("answer"), name, edition, self._of("first"), given[:_LENGTH])

    def _of(self, kind: str) -> Sheets:
        return tuple((one.name, one.text) for one in self.sections if one.kind == kind)
