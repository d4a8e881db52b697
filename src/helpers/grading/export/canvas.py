"""A gradebook for Canvas to import: its own export with our points filled in, or a new one.

Canvas wants Student, ID, SIS User ID, SIS Login ID, Section and then a column an assignment, and finds a student by any
of the ids. It compares every column of an import with what it holds, so nothing but our points may differ.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from helpers.errors import not_found
from helpers.grading.export.class_table import Export, GradedClass, points, refilled, rows_of
from helpers.grading.export.gradebook import as_csv, by_student, exercises
from helpers.grading.intake.file_names import folded
from helpers.grading.intake.grading_worksheet import layout
from helpers.grading.results import Note, Result
from helpers.grading.tables import Table, TableError

__all__ = ["canvas"]

_HEADING = ("Student", "ID", "SIS User ID", "SIS Login ID", "Section")
_POSSIBLE = "Points Possible"
_ITS_OWN = re.compile("(?:Current|Final) (?:Score|Points|Grade)|Override (?:Score|Grade|Status)")
"""What makes Canvas pass over a column when it imports: it keeps these sums itself."""

_STUDENT = frozenset([*_HEADING, "LastName", "FirstName", "Integration ID", "Root Account"])
_MAP = 'If that is not what you want, run the command again with --assignment {}="Name in Canvas".'


def canvas(given: GradedClass) -> Export:
    """The file for Canvas: an exported gradebook with our points filled in, or a new one.

    Points that are there stay where we have none. An assignment is found by its title, whatever number Canvas puts
    behind it, and keeps its scale; one that is not there becomes a column, which Canvas offers to create, unless the
    class was not asked for it.

    Args:
        given: the class; its roster is used whole where it is a Canvas export.

    Raises:
        TableError: the export has no assignment of a name that was given.
    """
    roster, names = given.roster, given.assignments
    results = [one for one in given.results if not one.apart or one.exercise in names or _has(roster, one.exercise)]
    wanted = {exercise: names.get(exercise, "") for exercise in exercises(results)}
    if roster and _is_canvas(roster):
        return _filled(results, roster, wanted)
    heading = [*_HEADING, *(name or exercise for exercise, name in wanted.items())]
    possible = [f"    {_POSSIBLE}", "", "", "", "", *exercises(results).values()]
    numbered = not (roster and layout(roster))  # by Canvas: a number of Moodle's would be another student's there
    rows = (_new_row(own, wanted, numbered) for own in by_student(results).values())
    return _export(as_csv([heading, possible, *rows]), _passed_over("canvas.csv", heading[len(_HEADING) :]))


def _export(content: bytes, notes: Iterable[Note]) -> Export:
    return Export([("canvas.csv", content)], tuple(notes))


def _is_canvas(roster: Table) -> bool:
    """Whether a table is a gradebook that Canvas exported."""
    names = [name.strip() for name in roster.heading]
    return names[:1] in (["Student"], ["LastName"]) and "ID" in names[:3] and "Section" in names


def _new_row(own: Mapping[str, Result], wanted: Iterable[str], numbered: bool) -> list[object]:
    """A student of whom Canvas may know the number, the login or the name."""
    result = next(iter(own.values()))
    number = result.platform_id if numbered and "_assignsubmission_" not in result.file else ""
    who = [result.student_name or result.student, number, "", "" if number else result.student, ""]
    return [*who, *(points(own.get(exercise)) for exercise in wanted)]


def _filled(results: Sequence[Result], roster: Table, wanted: Mapping[str, str]) -> Export:
    at, notes = _placed(roster, wanted)
    titles = [roster.heading[column] for column in at.values()]
    new = [exercise for exercise in wanted if exercise not in at]
    at |= {exercise: len(roster.heading) + number for number, exercise in enumerate(new)}
    cells = _cells(results, roster, at)
    return _export(refilled(roster, cells, new), (*notes, *_passed_over(roster.name, [*titles, *new])))


def _cells(results: Sequence[Result], roster: Table, at: Mapping[str, int]) -> dict[tuple[int, int], object]:
    """What stands where: everybody's points, and what is possible in a column that the export does not have."""
    rows, possible = rows_of(results, roster), _possible_row(roster)
    most = roster.rows[possible] if possible is not None else ()
    new = {one: best for one, best in exercises(results).items() if at[one] >= len(roster.heading)}
    cells: dict[tuple[int, int], object] = {}
    if possible is not None:
        cells = {(possible, at[one]): best for one, best in new.items()}
    for result in results:
        column, row = at.get(result.exercise, 0), rows.get(result.student)
        told = points(result, "".join(most[column : column + 1]))
        if row is not None and told is not None:
            cells[row, column] = told
    return cells


def _placed(roster: Table, wanted: Mapping[str, str]) -> tuple[dict[str, int], list[Note]]:
    """The column of each exercise that has one, and what to tell about those that were not called so."""
    assignments = _assignments(roster)
    at = {one: _called(roster, name) for one, name in wanted.items() if name}
    at |= {one: columns[0] for one in wanted if one not in at and len(columns := _exactly(one, assignments)) == 1}
    if len(set(at.values())) < len(at):
        raise TableError(f"{roster.file}: two exercises cannot share one assignment; name another with --assignment.")
    notes, taken = [], set(at.values())
    for exercise in (one for one in wanted if one not in at):
        near = [column for column in assignments if column not in taken and _holds(assignments[column], exercise)]
        clear = [column for column in near if sum(_holds(assignments[column], one) for one in wanted) == 1]
        if len(near) == len(clear) == 1:
            at[exercise] = near[0]
        notes.append(_note(roster, exercise, near if exercise not in at else [], at.get(exercise)))
    return at, notes


def _has(roster: Table | None, exercise: str) -> bool:
    """Whether an export has an assignment of an exercise's own name."""
    return bool(roster and _is_canvas(roster) and _exactly(exercise, _assignments(roster)))


def _assignments(roster: Table) -> dict[int, str]:
    """The title of each column in which Canvas takes points, in the form in which equal titles are equal."""
    possible = _possible_row(roster)
    best = roster.rows[possible] if possible is not None else [""] * len(roster.heading)
    return {
        column: _title(name)
        for column, name in enumerate(roster.heading)
        if name.strip() not in _STUDENT and not _ITS_OWN.search(name) and "read only" not in best[column]
    }


def _possible_row(roster: Table) -> int | None:
    return next((place for place, row in enumerate(roster.rows) if _POSSIBLE in row[0]), None)


def _called(roster: Table, name: str) -> int:
    """The column that the instructor named, with or without the number behind it."""
    titles = {column: title for column, title in enumerate(roster.heading) if title.strip() not in _STUDENT}
    found = [column for column, title in titles.items() if title.strip() == name.strip()]
    found = found or [column for column, title in titles.items() if folded(name) == _title(title)]
    if len(found) != 1:
        many = f'there are several "{name}"; name one with the number behind it, as in its heading.'
        raise TableError(f"{roster.file}: {many if found else not_found('assignment', name, titles.values())}")
    return found[0]


def _exactly(exercise: str, assignments: Mapping[int, str]) -> list[int]:
    return [column for column, title in assignments.items() if title == folded(exercise)]


def _holds(title: str, exercise: str) -> bool:
    return f" {folded(exercise)} " in f" {title} "


def _title(heading: str) -> str:
    return folded(re.sub(r"\(\d+\)\s*$", "", heading))


def _note(roster: Table, exercise: str, near: Sequence[int], taken: int | None) -> Note:
    names = " or ".join(f'"{roster.heading[column]}"' for column in near)
    what = f"No assignment in {roster.name} is called {exercise}; canvas.csv has a new column for it."
    if taken is not None:
        what = f'The points of {exercise} stand in the column "{roster.heading[taken]}" of canvas.csv.'
    elif near:
        what = f"{names} may be {exercise}; canvas.csv leaves them as they were and has a new column for it."
    return Note(roster.name, "", what, _MAP.format(exercise), serious=bool(near))


def _passed_over(file: str, titles: Iterable[str]) -> Iterator[Note]:
    for title in titles:
        if found := _ITS_OWN.search(title):
            what = f'Canvas will pass over the column "{title}": it takes "{found[0]}" for a sum of its own.'
            yield Note(file, "", what, "Give the assignment another name in Canvas, and export the gradebook again.")
