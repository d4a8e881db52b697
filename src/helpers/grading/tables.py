"""Read a table that somebody saved from a spreadsheet or a learning platform, whatever parts its columns."""

from __future__ import annotations

import codecs
import re
from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path

__all__ = ["Table", "TableError", "TableFile", "decoded", "encoded", "number", "read_table"]


_LARGEST = 50_000_000
_DELIMITER_NAMED = re.compile(r"(?:\s*\"?sep=([,;\t|])\"?(?:\r\n|\r|\n))?", re.IGNORECASE)
"""A first line with which a table tells Excel what parts its columns."""

Spans = tuple[tuple[int, int], ...]


class TableError(Exception):
    """A table cannot be read; the message names the file, and what would work."""


@dataclass(frozen=True, slots=True)
class TableFile:
    """What a table was read from: its text, how that was encoded, and where each cell stands, the heading's first."""

    text: str = ""
    codec: str = "utf-8"
    spans: tuple[Spans, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """A heading, rows of the same length, what parted their columns; file and line of each row, and its source."""

    heading: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    delimiter: str = ","
    file: str = "The table"
    lines: tuple[int, ...] = ()
    source: TableFile = TableFile()

    @property
    def name(self) -> str:
        """The file's name without its folders."""
        return Path(self.file).name

    @property
    def names(self) -> tuple[str, ...]:
        """The words of the heading in the form in which equal names are equal."""
        return tuple(" ".join(name.split()).casefold() for name in self.heading)

    def records(self, needed: Collection[str] = ()) -> list[dict[str, str]]:
        """Each row by the words of the heading, in small letters; a column without a heading is left out.

        Args:
            needed: columns that must not be there twice, in small letters; any of them if left out.

        Raises:
            TableError: two columns have one name.

        Example:
            >>> Table(("Student", "Points"), (("siti", "1"),)).records()
            [{'student': 'siti', 'points': '1'}]
        """
        names = self.names
        there = Counter(name for name in names if name in needed or (name and not needed))
        if twice := [name for name, times in there.items() if times > 1]:
            raise TableError(f'{self.file} has two columns "{twice[0]}" in its first line; rename or delete one.')
        return [{name: cell for name, cell in zip(names, row, strict=True) if name} for row in self.rows]


def read_table(file: Path) -> Table:
    """The table in a CSV file; empty rows are left out, short ones filled up.

    Args:
        file: in UTF-8, in UTF-16, or as older Windows programs write; parted by commas, semicolons, tabs.

    Raises:
        TableError: it cannot be read, holds no heading, or a row has more cells than the heading.
    """
    try:
        text, codec = decoded(_bytes(file))
    except UnicodeDecodeError:
        raise TableError(f"{file} is damaged; save it anew as CSV (UTF-8).") from None
    named = _DELIMITER_NAMED.match(text, text.startswith("\ufeff"))
    start = named.end() if named else 0
    delimiter = (named and named[1]) or _delimiter(text, start)
    parted = [(line, spans) for line, spans in _rows(file, text, start, delimiter) if _words(text, spans)]
    if not parted:
        raise TableError(f"{file} is empty; its first line names the columns.")
    (_, first), *others = parted
    heading = _cells(text, first)
    others = [(line, spans) for line, spans in others if _cells(text, spans) != heading]  # tables put together
    rows = tuple(_fitted(file, line, heading, _cells(text, spans)) for line, spans in others)
    lines = tuple(line for line, _ in others)
    return Table(
        heading, rows, delimiter, str(file), lines, TableFile(text, codec, (first, *(spans for _, spans in others)))
    )


def number(words: str) -> float | None:
    """What a cell says as a number, with a point or a comma in it; None where it is none.

    Args:
        words: of the cell.

    Example:
        >>> number("100,00"), number(" 0.5 "), number("05"), number("-")
        (100.0, 0.5, None, None)
    """
    plain = re.fullmatch(r"(0|[1-9]\d*)?(?:[.,\u066b\u06d4](\d+))?", words.strip())
    return float(f"{plain[1] or 0}.{plain[2] or 0}") if plain and any(plain.groups()) else None


def _bytes(file: Path) -> bytes:
    try:
        with file.open("rb") as stream:
            raw = stream.read(_LARGEST + 1)
    except OSError as error:
        raise TableError(f"{file} cannot be opened: {error.strerror}.") from None
    if len(raw) > _LARGEST:
        raise TableError(f"{file} is larger than {_LARGEST // 1_000_000} MB; that is no table of a class.")
    if raw.startswith(b"PK"):
        raise TableError(f"{file} is a spreadsheet, not CSV; save it as CSV (UTF-8) and name that file.")
    return raw


def _delimiter(text: str, start: int) -> str:
    """What parts the first line that has words into most cells."""
    first = re.compile(r'\s*((?:"[^"]*+"|[^"\r\n])*+)').match(text, start)
    bare = re.sub(r'"[^"]*+"', "", first[1] if first else "")
    return max(",;\t", key=bare.count)


def _rows(file: Path, text: str, start: int, delimiter: str) -> Iterator[tuple[int, Spans]]:
    """The line on which each row begins, and where its cells stand, quotation marks included."""
    cell = re.compile(rf'("(?:[^"]++|"")*+" *+)|(?!")[^{delimiter}\r\n]*+')
    line = text.count("\n", 0, start) + 1
    spans: list[tuple[int, int]] = []
    while start < len(text):
        found = cell.match(text, start)
        end = found.end() if found else start
        if not found or text[end : end + 1] not in ("", delimiter, "\r", "\n"):
            raise TableError(f"{file}, line {line + _lines(text, spans, start)}: {_OPEN}")
        spans.append(found.span())
        if text[end : end + 1] == delimiter:
            start = end + 1
            if start < len(text):
                continue
            spans.append((start, start))
        yield line, tuple(spans)
        line += _lines(text, spans, end) + 1
        ended = _ENDS.match(text, end)
        spans, start = [], ended.end() if ended else len(text)


def _lines(text: str, spans: list[tuple[int, int]], end: int) -> int:
    """How many lines end inside the cells of a row, up to a place."""
    return len(_ENDS.findall(text, spans[0][0], end)) if spans else 0


_ENDS = re.compile(r"\r\n|\r|\n")
_OPEN = "a cell begins with a quotation mark, and the mark that closes it is missing or in another place."


def _words(text: str, spans: Spans) -> bool:
    return any(text[start:end].strip('" \t\0\ufeff') for start, end in spans)


def _cells(text: str, spans: Spans) -> tuple[str, ...]:
    return tuple(_cell(text[start:end]) for start, end in spans)


def _cell(raw: str) -> str:
    words = raw.rstrip(" ")[1:-1].replace('""', '"') if raw.startswith('"') else raw
    return words.replace("\0", "")


def _fitted(file: Path, line: int, heading: tuple[str, ...], row: tuple[str, ...]) -> tuple[str, ...]:
    """The row as long as the heading; what stands further right would belong to no column."""
    width = len(heading)
    if any(map(str.strip, row[width:])):
        told = f"{len(row)} cells, and the first line names {width} columns"
        raise TableError(
            f"{file}, line {line}: {told}. A comma inside a cell needs quotation marks around it, "
            'such as "0,5" or "Aminah, Siti"; points may be written 0.5.'
        )
    return tuple(cell for cell, _ in zip_longest(row[:width], range(width), fillvalue=""))


_MARKED = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}


def decoded(raw: bytes) -> tuple[str, str]:
    """The text, a mark at its front included, and the encoding with which `encoded` makes the same bytes of it.

    Args:
        raw: in UTF-8, in UTF-16, or as older Windows programs write.

    Raises:
        UnicodeDecodeError: it begins as UTF-16 and goes on as something else.

    Example:
        >>> decoded("Zoë".encode("utf-8")), decoded("Zoë".encode("cp1252"))
        (('Zoë', 'utf-8'), ('Zoë', 'cp1252'))
    """
    if wide := _wide(raw):
        return raw.decode(wide), wide
    try:
        return raw.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        return raw.decode("cp1252", "surrogateescape"), "cp1252"


def encoded(text: str, codec: str) -> bytes:
    r"""The bytes of a text that `decoded` gave, with whatever was added to it; a mark for what the encoding lacks.

    Args:
        text: any.
        codec: as `decoded` names it.

    Example:
        >>> encoded("Zoë", "cp1252"), encoded("Zoë →", "cp1252")
        (b'Zo\xeb', b'Zo\xeb ?')
    """
    try:
        return text.encode(codec, "surrogateescape")
    except UnicodeEncodeError:
        return b"".join(_letter(letter, codec) for letter in text)


def _letter(letter: str, codec: str) -> bytes:
    try:
        return letter.encode(codec, "surrogateescape")
    except UnicodeEncodeError:
        return "?".encode(codec)


def _wide(raw: bytes) -> str:
    """The form of UTF-16 that a mark tells, or NUL bytes beside the first letter; else empty."""
    half = {(False, True): "utf-16-le", (True, False): "utf-16-be"}
    return _MARKED.get(raw[:2]) or half.get((raw[:1] == b"\0", raw[1:2] == b"\0"), "")
