"""The report's list of who needs help: who has few points, and who handed nothing in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from helpers.grading.export.gradebook import as_number
from helpers.grading.report.exercise import Exercise
from helpers.grading.results import Result
from helpers.text.visible import told

__all__ = ["who_needs_help"]

_FEW_POINTS = 0.5
"""Who has less than this share of an exercise's points needs help with it."""

_MOST = 12
"""Students that are listed; the gradebook has all."""


def who_needs_help(
    results: Sequence[Result], exercises: Mapping[str, Exercise], called: Mapping[str, str] | None
) -> str:
    """Who has less than half of the points of an exercise, least first, and who handed in nothing at all.

    Args:
        results: all of the class.
        exercises: those whose points count here, by name.
        called: how each student is called, as HTML; None gives numbers of students in place of names.
    """
    by_student: dict[str, list[Result]] = {}
    for one in results:
        by_student.setdefault(one.student, []).append(one)
    low = {
        who: [one for one in own if one.exercise in exercises and _few_points(one)] for who, own in by_student.items()
    }
    behind = {who: few for who, few in low.items() if few}
    nothing = [who for who, own in by_student.items() if all(one.state == "missing" for one in own)]
    if not behind and not nothing:
        return ""
    words = _named(behind, nothing, exercises, called) if called else _counted(len(behind), len(nothing))
    return f"<h2>Who needs help</h2>\n{words}"


def _few_points(one: Result) -> bool:
    return one.state == "graded" and one.points < _FEW_POINTS * one.possible


def _named(
    behind: Mapping[str, Sequence[Result]],
    nothing: Sequence[str],
    exercises: Mapping[str, Exercise],
    called: Mapping[str, str],
) -> str:
    least = sorted(behind, key=lambda who: min(one.points / one.possible for one in behind[who]))
    rows = [
        f"<li>{called[who]}: {'; '.join(_points(one, exercises) for one in behind[who])}</li>" for who in least[:_MOST]
    ]
    more = f"<li>And {len(least) - _MOST} more with less than half of the points.</li>" * (len(least) > _MOST)
    absent = ", ".join(called[who] for who in nothing[:_MOST])
    absent += f" and {len(nothing) - _MOST} more" * (len(nothing) > _MOST)
    listed = f"<ul>{''.join(rows)}{more}</ul>" * bool(rows)
    return f"{listed}{f'<p>Nothing handed in: {absent}.</p>' * bool(nothing)}"


def _points(one: Result, exercises: Mapping[str, Exercise]) -> str:
    blank = sum(item.status == "not answered" for item in one.items)
    unanswered = f", {blank} not answered" * bool(blank)
    title = exercises[one.exercise].title
    return f"{as_number(one.points)} of {as_number(one.possible)} points in {told(title)}{unanswered}"


def _counted(behind: int, nothing: int) -> str:
    return (
        f"<p>{behind} with less than half of the points of an exercise, {nothing} with nothing handed in. Names are "
        "hidden here; <code>gradebook.csv</code> has them.</p>"
    )
