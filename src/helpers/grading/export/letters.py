"""A table to send pages of feedback by: whom each goes to, for a program's mail merge."""

from __future__ import annotations

from helpers.grading.export.class_table import Export, GradedClass, rows_of
from helpers.grading.export.gradebook import as_csv, standing
from helpers.grading.intake.grading_worksheet import address_column, as_roster, layout
from helpers.grading.tables import Table

__all__ = ["letters"]


def letters(given: GradedClass) -> Export:
    """A row for each page of feedback; the roster's column of addresses is found by what stands in it.

    Args:
        given: the class.
    """
    roster = given.roster
    known = as_roster(roster) if roster else Table((), ())
    column, rows = address_column(known), rows_of(given.results, known, own=bool(roster and layout(roster)))
    table: list[list[object]] = [["address", "name", "student", "exercise", "points", "possible", "page"]]
    for result in (one for one in given.results if (one.student, one.exercise) in given.pages):
        own = result.student if "@" in result.student else ""
        address = known.rows[rows[result.student]][column] if column is not None and result.student in rows else own
        who = [address, result.student_name or result.student, result.student]
        page = given.pages[result.student, result.exercise]
        table.append([*who, result.exercise, *standing(result)[-2:], page])
    return Export([("feedback.csv", as_csv(table))])
