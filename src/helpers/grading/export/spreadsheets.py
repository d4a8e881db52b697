"""Tables as files: CSV and Excel, in which no text becomes a formula."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping
from datetime import datetime

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from helpers.text.visible import cell

__all__ = ["as_csv", "as_xlsx"]

_LONG_AGO = datetime(2000, 1, 1)
"""Written as the day on which the file was made, so that the same results give the same bytes."""

_PLAIN = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
_WIDEST = 50


def as_csv(table: Iterable[Iterable[object]], delimiter: str = ",") -> bytes:
    r"""The table as CSV in UTF-8: text in quotation marks, numbers bare, no formulas.

    Args:
        table: rows of text, numbers and None, which is an empty cell.
        delimiter: what parts the columns.

    Example:
        >>> as_csv([["siti", 0.5], ["=1+1", None]])
        b'"siti",0.5\r\n"\'=1+1",""\r\n'
    """
    stream = io.StringIO()
    writer = csv.writer(stream, quoting=csv.QUOTE_NONNUMERIC, delimiter=delimiter)
    writer.writerows(["" if value is None else cell(value) for value in row] for row in table)
    return stream.getvalue().encode("utf-8", "replace")


def as_xlsx(tables: Mapping[str, Iterable[Iterable[object]]]) -> bytes:
    """An Excel file with a sheet for each table; its first row stays in sight and can be filtered by.

    Args:
        tables: by the sheet's name, rows of text, numbers and None; the first row is the heading.
    """
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, _PLAIN) as book:
        book.set_properties({"created": _LONG_AGO})
        bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
        for name, table in zip(_sheet_names(tables), tables.values(), strict=True):
            _fill(book.add_worksheet(name), [list(row) for row in table], bold)
    return stream.getvalue()


def _fill(sheet: Worksheet, rows: list[list[object]], bold: object) -> None:
    for number, row in enumerate(rows):
        for column, value in enumerate(row):
            if isinstance(value, str) and value:
                sheet.write_string(number, column, str(cell(value)), bold if number == 0 else None)
            elif isinstance(value, int | float):
                sheet.write_number(number, column, value)
    sheet.freeze_panes(1, 1)
    if len(rows) > 1:
        sheet.autofilter(0, 0, len(rows) - 1, len(rows[0]) - 1)
    for column in range(len(rows[0])):
        sheet.set_column(column, column, _width(rows, column))


def _width(rows: list[list[object]], column: int) -> float:
    """Room for the longest cell; a heading may wrap."""
    longest = max((len(str(row[column])) for row in rows[1:] if row[column] is not None), default=0)
    return min(_WIDEST, max(longest, len(str(rows[0][column])) / 2, 6) + 2)


def _sheet_names(wanted: Iterable[str]) -> list[str]:
    r"""Names that Excel takes: 31 characters, none of []:*?/\, each once whatever its case."""
    names: list[str] = []
    for name in wanted:
        fit = (re.sub(r"[\[\]:*?/\\\x00-\x1f]", " ", name).strip(" '") or "sheet")[:28]
        number, tried = 1, fit
        while tried.casefold() in (one.casefold() for one in [*names, "history"]):
            number += 1
            tried = f"{fit} {number}"
        names.append(tried)
    return names
