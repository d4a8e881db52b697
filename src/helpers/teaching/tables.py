"""Read a table that somebody saved from a spreadsheet or a learning platform, whatever parts its columns."""

from __future__ import annotations

import codecs
import csv
import io
import re
from dataclasses import dataclass
from pathlib import Path

__all__ = ["Table", "TableError", "read_table"]

_LARGEST = 50_000_000
_TOLD = re.compile(r"(?:\s*\"?sep=([,;\t|])\"?\r?\n)?(.*)", re.DOTALL)
"""A first line with which a table tells Excel what parts its columns, and the rest."""


class TableError(Exception):
    """A table cannot be read; the message names the file, and what would work."""


@dataclass(frozen=True, slots=True)
class Table:
    """A heading, rows of the same length, and what parted their columns."""

    heading: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    delimiter: str = ","

    def records(self) -> list[dict[str, str]]:
        """Each row by the words of the heading, in small letters.

        Example:
            >>> Table(("Student", "Points"), (("siti", "1"),)).records()
            [{'student': 'siti', 'points': '1'}]
        """
        names = [name.strip().casefold() for name in self.heading]
        return [dict(zip(names, row, strict=True)) for row in self.rows]


def read_table(file: Path) -> Table:
    """The table in a CSV file; empty rows are left out, short ones filled up.

    Args:
        file: in UTF-8, in UTF-16 with its mark, or as older Windows programs write; parted by commas, semicolons, tabs.

    Raises:
        TableError: it cannot be read, or holds no heading.
    """
    told, text = _TOLD.fullmatch(_text(file)).groups()  # type: ignore[union-attr]
    first = text.lstrip().partition("\n")[0]
    delimiter = told or max(",;\t", key=first.count)
    try:
        rows = [
            row for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter) if any(map(str.strip, row))
        ]
    except csv.Error as error:
        raise TableError(f"{file} is no table ({error}); save it as CSV (UTF-8).") from None
    if not rows:
        raise TableError(f"{file} is empty; its first line names the columns.")
    width = len(rows[0])
    fitted = (tuple([*row, *[""] * width][:width]) for row in rows[1:])
    return Table(tuple(rows[0]), tuple(fitted), delimiter)


def _text(file: Path) -> str:
    try:
        with file.open("rb") as stream:
            raw = stream.read(_LARGEST + 1)
    except OSError as error:
        raise TableError(f"{file} cannot be opened: {error.strerror}.") from None
    if len(raw) > _LARGEST:
        raise TableError(f"{file} is larger than {_LARGEST // 1_000_000} MB; that is no table of a class.")
    if raw.startswith(b"PK"):
        raise TableError(f"{file} is a spreadsheet, not CSV; save it as CSV (UTF-8) and name that file.")
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return raw.decode("utf-16", "replace").replace("\0", "")
    try:
        return raw.decode("utf-8-sig").replace("\0", "")
    except UnicodeDecodeError:
        return raw.decode("cp1252", "replace").replace("\0", "")
