"""A table of whose each file is and why, to look at before anybody trusts the grades."""

from __future__ import annotations

from collections.abc import Iterable

from helpers.grading.export.gradebook import as_csv
from helpers.grading.results import Result

__all__ = ["WHO", "who"]

WHO = "who.csv"


def who(results: Iterable[Result]) -> bytes:
    r"""The table as CSV: file, student, why; what somebody should look at first, who handed nothing in last.

    Args:
        results: one for each file, those that do not count among them, and for each student without one.

    Example:
        >>> siti = Result("s01", "Siti", "", "siti.ipynb", "", None, False, (), (), "graded", why="her name")
        >>> who([siti])
        b'"file","student","why"\r\n"siti.ipynb","s01","her name"\r\n'
    """
    results = list(results)
    there = {one.student for one in results if one.file}
    told = (one for one in results if one.file or one.student not in there)
    rows = dict.fromkeys((not one.unsure, not one.file, one.file, one.student, one.why) for one in told)
    return as_csv([["file", "student", "why"], *(row[2:] for row in sorted(rows))])
