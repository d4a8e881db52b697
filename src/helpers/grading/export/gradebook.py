"""The gradebook and the tables beside it, as rows, and as CSV and Excel files in which no text becomes a formula."""

from __future__ import annotations

import csv
import io
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from helpers.grading.results import FIRST, Item, Note, Result
from helpers.text.visible import cell

__all__ = [
    "WHO",
    "as_csv",
    "as_number",
    "as_xlsx",
    "by_exercise",
    "by_student",
    "columns",
    "counting",
    "exercises",
    "gradebook",
    "item_columns",
    "notes_table",
    "standing",
    "who",
]

WHO = "who.csv"
"""The table of whose each file is, to look at before anybody trusts the grades."""

_FIRST = ("student", "name", "exercise", "state", "late", "handed in", "code", "points", "possible")

Table = list[list[object]]

_LONG_AGO = datetime(2000, 1, 1)
"""Written as the day on which the file was made, so that the same results give the same bytes."""

_PLAIN = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
_WIDEST = 50


def counting(results: Iterable[Result]) -> list[Result]:
    """The results that count, by student and exercise: no file that a newer one replaced.

    Args:
        results: as grading gives them, in any order.
    """
    counted = (result for result in results if result.state != "superseded")
    return sorted(counted, key=lambda one: (one.student.casefold(), one.student, one.exercise, one.file))


def by_exercise(results: Iterable[Result]) -> dict[str, list[Result]]:
    """The results of each exercise, by its name, sorted.

    Args:
        results: any.
    """
    grouped: defaultdict[str, list[Result]] = defaultdict(list)
    for result in results:
        if result.exercise:
            grouped[result.exercise].append(result)
    return dict(sorted(grouped.items()))


def exercises(results: Iterable[Result]) -> dict[str, float]:
    """The most possible points of each exercise, by its name, sorted.

    Args:
        results: any.
    """
    return {
        exercise: as_number(max(result.possible for result in own)) for exercise, own in by_exercise(results).items()
    }


def by_student(results: Iterable[Result]) -> dict[str, dict[str, Result]]:
    """Each student's results by exercise.

    Args:
        results: as `counting` gives them.
    """
    students: dict[str, dict[str, Result]] = {}
    for result in results:
        students.setdefault(result.student, {})[result.exercise] = result
    return students


def gradebook(results: Sequence[Result]) -> Table:
    """A heading and a row for each student and exercise.

    Columns: who, which exercise, its state, the code of the answers, points and possible points, a column an item
    (empty where the exercise has no such item), notes. An item for a person to mark says "to mark" or "not answered"
    until it has its points. Where anybody's first answers are known, what the answers earn that do not count stands
    behind the items, empty where it is not known.

    Args:
        results: as `counting` gives them.

    Example:
        >>> for row in gradebook([Result("siti", "Siti A.", "who-says-so", "", "", None, False, (), (), "missing")]):
        ...     print(row)
        ['student', 'name', 'exercise', 'state', 'late', 'handed in', 'code', 'points', 'possible', 'notes']
        ['siti', 'Siti A.', 'who-says-so', 'missing', '', '', '', None, None, '']
    """
    names = columns(results)
    twice = [name for name in names if any(name in _judged_others(result) for result in results)]
    which = "in the end" if any(result.counts == FIRST for result in results) else "at first"
    others = [f"{name} {which}" for name in (["points"] if twice else []) + twice]
    heading: list[object] = [*_FIRST, *names.values(), *others, "notes"]
    return [heading, *(_row(result, list(names), twice) for result in results)]


def columns(results: Iterable[Result]) -> dict[str, str]:
    """The heading of each item's column, by the item's name; those that a person marks come last and say so.

    What is practice says so too: its points are in no sum.

    Args:
        results: any.
    """
    items = {item.name: item for result in results for item in result.items}
    ordered = sorted(items.values(), key=lambda item: item.by_person)
    return {item.name: f"{item.name}{_remark(item)}" for item in ordered}


def _remark(item: Item) -> str:
    return f"{' (for a person to mark)' * item.by_person}{' (practice)' * item.practice}"


def item_columns(result: Result, names: Sequence[str]) -> list[object]:
    """What stands in each item's column: its points, or what a person has still to do.

    Args:
        result: a student's.
        names: the items' names, in the order of the columns.
    """
    items = {item.name: item for item in result.items}
    return [_standing(items[name]) if name in items else None for name in names]


def standing(result: Result) -> list[object]:
    """State, late, when handed in, points and possible points; no points where nothing was graded.

    Args:
        result: a student's.
    """
    when = result.handed_in.isoformat(sep=" ", timespec="minutes") if result.handed_in else ""
    points = [as_number(result.points), as_number(result.possible)] if result.state == "graded" else [None, None]
    return [result.state, "late" * result.late, when, *points]


def notes_table(notes: Iterable[tuple[str, Note]]) -> Table:
    """A heading and a row for each note, those that need attention first.

    Args:
        notes: each with the exercise that it is about, or an empty text.
    """
    heading = ["attention", "student", "exercise", "file", "what was found", "what to do"]
    rows = [
        ["yes" if note.serious else "", note.student, exercise, note.file, note.what, note.what_to_do]
        for exercise, note in notes
    ]
    return [heading, *sorted(dict.fromkeys(map(tuple, rows)), key=lambda row: (not row[0], *row[1:]))]  # type: ignore[list-item]


def who(results: Iterable[Result]) -> Table:
    """Whose each file is and why: what somebody should look at first, who handed nothing in last.

    Args:
        results: one for each file, those that do not count among them, and for each student without one.

    Example:
        >>> siti = Result("s01", "Siti", "", "siti.ipynb", "", None, False, (), (), "graded", why="her name")
        >>> who([siti])
        [['file', 'student', 'code', 'why'], ['siti.ipynb', 's01', '', 'her name']]
    """
    results = list(results)
    there = {one.student for one in results if one.file}
    told = (one for one in results if one.file or one.student not in there)
    rows = sorted({(not one.unsure, not one.file, one.file, one.student, one.code, one.why) for one in told})
    table: Table = [["file", "student", "code", "why"]]
    return table + [list(row[2:]) for row in rows]


def as_number(points: float) -> float:
    """The points as people write them: whole where they are whole, else with at most two decimals.

    Args:
        points: any.

    Example:
        >>> as_number(12.0), as_number(1 / 3)
        (12, 0.33)
    """
    return int(points) if points == int(points) else round(points, 2)


def _row(result: Result, names: list[str], twice: list[str]) -> list[object]:
    notes = "; ".join(note.what for note in result.notes)
    state, late, when, *scored = standing(result)
    about = [result.student, result.student_name, result.exercise, state, late, when, result.code, *scored]
    return [*about, *item_columns(result, names), *_others(result, twice), notes]


def _others(result: Result, names: list[str]) -> list[object]:
    """The sum of points as it would be with the answers that do not count, and what each of these earns."""
    others = _judged_others(result)
    if not others:
        return [None] * (len(names) + bool(names))
    summed = (others.get(item.name, item).points for item in result.items if not item.practice)
    return [as_number(sum(summed)), *(as_number(others[name].points) if name in others else None for name in names)]


def _judged_others(result: Result) -> dict[str, Item]:
    return {name: item for name, item in result.others.items() if not item.by_person}


def _standing(item: Item) -> object:
    if item.by_person and not item.possible:
        return "to mark" if item.answer else "not answered"
    return as_number(item.points)


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
