"""Moodle's grading worksheet, known by the order and shape of its columns, whatever language its headings are in.

Moodle writes: identifier, full name (unless names are hidden), fields such as the address, status, group and marker
where there are some, grade, maximum grade, workflow where there is one, may it be changed, when it was handed in, texts
that were, when it was graded, the comment. An identifier is a word for "participant" and a number.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from helpers.grading.tables import Table, number

__all__ = ["Layout", "address_column", "as_roster", "layout", "resembles"]

_PARTICIPANT = re.compile(r"([^\W\d_].*?\D|[^\W\d_])(\d+)")
_TIME = re.compile(r"(?=.*\d{4}).*\d[:.]\d\d.*")
_ADDRESS = re.compile(r"[^@\s]++@[^@\s]++")
_NUMBERED = frozenset(
    """
    id number|idnumber|username|nim|nomor induk|nomor ktp|id-nummer|nummer (id)|número de id|número id|idナンバ
    numéro d’identification|numéro d'identification|id 번호|学号|學號
    """.strip()
    .replace("\n    ", "|")
    .split("|")
)
"""Headings of the one field that no shape tells: a school's own number or login for a student."""

_WORDS = {
    "id": ("identifier", "tanda pengenal"),
    "name": ("full name", "nama lengkap"),
    "grade": ("grade", "nilai"),
    "most": ("maximum grade", "nilai maksimum"),
    "comment": ("feedback comments", "komentar umpan balik", "komentar umpan balik."),
}
"""Headings by which a worksheet is known from which somebody has taken columns."""

Columns = Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True)
class Layout:
    """Which column of a worksheet holds what; None where it has no such column.

    The grade's is None where the assignment is graded in the words of a scale.
    """

    id: int
    name: int | None
    grade: int | None
    most: int | None
    comment: int | None


def layout(table: Table) -> Layout | None:
    """Where everything stands in a grading worksheet; None for any other table.

    Args:
        table: any.

    Example:
        >>> row = ("Peserta9", "Siti", "Diajukan", "", "100,00", "Ya", "Senin, 2 Nov 2026, 09:05", "-", "")
        >>> layout(Table(("?",) * 9, (row,)))
        Layout(id=0, name=1, grade=3, most=4, comment=8)
    """
    return (_by_shape(list(zip(*table.rows, strict=True))) if table.rows else None) or _by_words(table)


def resembles(table: Table) -> bool:
    """Whether a table may be a grading worksheet that `layout` does not know: numbered participants, and times.

    Args:
        table: any.
    """
    columns = list(zip(*table.rows, strict=True))
    return bool(columns) and _participants(columns[0]) and any(map(_times, columns[1:]))


def as_roster(table: Table) -> Table:
    """A worksheet with the headings of a roster: the platform's number, the name, the address, the student's id.

    The id is the school's own number where there is a column of it, else the name. Any other table stays as it is.

    Args:
        table: any.

    Example:
        >>> row = ("Peserta9", "Siti", "Diajukan", "", "100,00", "Ya", "Senin, 2 Nov 2026, 09:05", "-", "")
        >>> as_roster(Table(("",) * 9, (row,))).records()[0]["student"]
        'Siti'
    """
    found = layout(table)
    if found is None:
        return table
    fields = range(1, len(table.heading) if found.grade is None else found.grade)
    own = next((at for at in fields if table.heading[at].strip().casefold() in _NUMBERED), None)
    named = {own: "id number", address_column(table): "email address", found.name: "full name", found.id: "identifier"}
    heading = tuple(named.get(at, name) for at, name in enumerate(table.heading))
    rows = [_named(row, found) for row in table.rows]
    ids = [row[own] if own else "" for row in rows]
    told = zip(rows, ids, _names(table, rows, found), strict=True)
    return replace(
        table, heading=("student", *heading), rows=tuple((id.strip() or name, *row) for row, id, name in told)
    )


def address_column(table: Table) -> int | None:
    """The first column in which every cell that is not empty is an address to write to; None without one.

    Args:
        table: any.

    Example:
        >>> address_column(Table(("Nama", "Surel"), (("Siti", "siti@kampus.example"), ("Ana", ""))))
        1
    """
    for at in range(len(table.heading)):
        told = [row[at].strip() for row in table.rows if row[at].strip()]
        if told and all(map(_ADDRESS.fullmatch, told)):
            return at
    return None


def _named(row: tuple[str, ...], found: Layout) -> tuple[str, ...]:
    """A row with the bare number of its participant, and the name without the marks of one who is suspended."""
    cells = list(row)
    cells[found.id] = _number(row[found.id])
    if found.name is not None:
        cells[found.name] = " ".join(re.sub(r"<[^<>]*+>", "", row[found.name]).split())
    return tuple(cells)


def _names(table: Table, rows: Sequence[Sequence[str]], found: Layout) -> Iterator[str]:
    """A word for each student: the name, with the number where two have one name; else the participant."""
    names = [row[found.name] if found.name is not None else "" for row in rows]
    times = Counter(names)
    for name, row, before in zip(names, rows, table.rows, strict=True):
        alone = times[name] == 1
        yield (name if alone else f"{name} ({row[found.id]})") if name else before[found.id].strip()


def _number(identifier: str) -> str:
    told = _PARTICIPANT.fullmatch(identifier.strip())
    return told[2] if told else identifier


def _by_shape(columns: Columns) -> Layout | None:
    if not _participants(columns[0]):
        return None
    for when in range(4, len(columns)):
        for most in (when - 2, when - 3):
            if most > 1 and _times(columns[when]) and _graded(columns, most, when):
                return _laid_out(columns, most, when)
    return None


def _graded(columns: Columns, most: int, when: int) -> bool:
    """Whether a column says what all can reach at most, the one before it what each has, and what follows yes or no."""
    same = len(set(columns[most])) == 1 and bool(columns[most][0].strip())
    best = number(columns[most][0])
    grades = [cell for cell in columns[most - 1] if cell.strip()]
    fits = best is None or all((had := number(cell)) is not None and had <= best for cell in grades)
    is_scale = best is None and "\n" in columns[most][0].strip()
    return same and (bool(best) or is_scale) and fits and len(set(columns[when - 1])) <= 2 and all(columns[when - 1])


def _laid_out(columns: Columns, most: int, when: int) -> Layout:
    last = max(at for at in range(when, len(columns)) if _times(columns[at]))
    comment = last + 1 if last + 1 < len(columns) else None
    # Where names are hidden, the status comes first, and many share it.
    name = 1 if most > 3 and len(set(columns[1])) * 2 > len(columns[1]) else None
    scale = number(columns[most][0]) is None
    return Layout(0, name, None if scale else most - 1, None if scale else most, comment)


def _participants(cells: Sequence[str]) -> bool:
    """Whether each cell is one and the same word with a number of its own behind it."""
    told = [_PARTICIPANT.fullmatch(cell.strip()) for cell in cells]
    pairs = [(one[1], one[2]) for one in told if one]
    return len(pairs) == len(cells) == len(set(pairs)) and len({word for word, _ in pairs}) == 1


def _times(cells: Sequence[str]) -> bool:
    """Whether each cell is a day with a time, or a dash for none."""
    return all(cell.strip() == "-" or (10 <= len(cell) <= 60 and _TIME.fullmatch(cell)) for cell in cells)


def _by_words(table: Table) -> Layout | None:
    names = [name.strip().casefold() for name in table.heading]
    at = {what: next((names.index(one) for one in words if one in names), None) for what, words in _WORDS.items()}
    if at["id"] is None or at["grade"] is None:
        return None
    return Layout(at["id"], at["name"], at["grade"], at["most"], at["comment"])
