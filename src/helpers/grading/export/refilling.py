"""A table handed back as it came, byte for byte, but for the cells that were filled in and the columns that are new."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from helpers.grading.tables import Table, encoded
from helpers.text.visible import cell

__all__ = ["refilled"]


def refilled(table: Table, cells: Mapping[tuple[int, int], object], columns: Sequence[str] = ()) -> bytes:
    """The bytes of the file that a table was read from, with some cells filled in and columns added at its right.

    What is written is a number, or text in which no spreadsheet finds a formula. Nothing else changes.

    Args:
        table: as `read_table` gives it.
        cells: what to write, by row and column, both from 0; the heading is no row.
        columns: the heading of each new one; every row gets a cell in it.
    """
    new = range(len(table.heading), len(table.heading) + len(columns))
    changed: dict[int, dict[int, object]] = {}
    if columns:
        changed = {row: dict.fromkeys(new) for row in range(len(table.rows) + 1)}
        changed[0] = dict(zip(new, columns, strict=True))
    for (row, column), value in cells.items():
        changed.setdefault(row + 1, {})[column] = value
    text, told, done = table.source.text, [], 0
    for row, spans in enumerate(table.source.spans):
        if row in changed:
            told += [text[done : spans[0][0]], _row(table, row, changed[row])]
            done = spans[-1][1]
    return encoded("".join([*told, text[done:]]), table.source.codec)


def _row(table: Table, number: int, changed: Mapping[int, object]) -> str:
    """A row's text with some cells changed; a short one is filled up as far as it must be."""
    raw = [table.source.text[start:end] for start, end in table.source.spans[number]]
    raw += [""] * (max(changed) + 1 - len(raw))
    for column, value in changed.items():
        raw[column] = _written(value)
    return table.delimiter.join(raw)


def _written(value: object) -> str:
    """The value as CSV: bare where it is a number or nothing, else in quotation marks."""
    if value is None or isinstance(value, int | float):
        return "" if value is None else str(value)
    words = str(cell(value)).replace('"', '""')
    return f'"{words}"'
