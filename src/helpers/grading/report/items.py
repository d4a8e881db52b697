"""The report's part on items: how points lie, how hard each item is, whom it tells apart, what draws wrong answers."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from helpers.grading.report.exercise import Exercise, place
from helpers.grading.report.html import percent, table
from helpers.grading.report.statistics import FEWEST, ItemStatistics, Scores, item_statistics, scores, shares_by_tenth
from helpers.grading.report.svg import item_ends, score_distribution
from helpers.grading.results import Result
from helpers.text.visible import told

__all__ = ["distribution", "items"]

_FEW = 30
"""Below so many students, figures of an item are rough."""

_RIGHT = """Right: the share of the class that earns the point; not answered counts as wrong. Items with 30 to 70
% tell most about a class."""
_ENDS = """Top minus bottom: the share right among the 27 % with the most points in this exercise, less that among
the 27 % with the fewest, from -1 to 1; .25 or more is good."""
_SMALL = "The class is too small to set its top against its bottom."
_ROUGH = " With so few students, take the figures as hints."
_MARKS = """share right in per cent. Open: the bottom 27 % of the class; full: the top 27 %; short stroke: the
whole class. An arrowhead stands where the top is below the bottom."""


def distribution(results: Sequence[Result], id: str) -> str:
    """How the points of an exercise lie: in words, as a figure, as a table.

    Args:
        results: those of one exercise.
        id: begins the ids of its figures.
    """
    found = scores(results)
    if not found.shares:
        return "<p>Nobody's work could be graded yet.</p>"
    tenths = shares_by_tenth(found)
    rows = [[f"{10 * at} to {10 * at + 10} %", str(count)] for at, count in enumerate(tenths)]
    figure = f"<figure>{score_distribution(tenths, f'{id}-scores')}<figcaption>{_in_words(found)}</figcaption></figure>"
    counts = table("Students by their share of the points", ["share of the points", "students"], rows, numbers=[1])
    return f"<h3>How the points lie</h3>\n{figure}\n<details><summary>The same as a table</summary>{counts}</details>"


def items(results: Sequence[Result], exercise: Exercise, id: str) -> str:
    """Each item's difficulty and discrimination in figures and words, and its most chosen wrong answer with the reason.

    Args:
        results: those of one exercise.
        exercise: what was asked.
        id: begins the ids of its figures.
    """
    found = item_statistics(results)
    sheets = [(sheet, list(group)) for sheet, group in groupby(found, key=lambda one: one.item.sheet)]
    parts = [_sheet(sheet, rows, exercise, f"{id}-{number}") for number, (sheet, rows) in enumerate(sheets)]
    heading = "<h3>How hard each item is, and whom it tells apart</h3>"
    return "\n".join([heading, _legend(found), *parts]) if found else ""


def _in_words(found: Scores) -> str:
    low, high = min(found.shares), max(found.shares)
    return (
        f"{len(found.shares)} graded. On average {percent(found.mean)} of the points; half of the class has "
        f"{percent(found.median)} or more; from {percent(low)} to {percent(high)}."
    )


def _legend(found: Sequence[ItemStatistics]) -> str:
    return f"<p>{_RIGHT} {_ENDS if found[0].students >= FEWEST else _SMALL}{_ROUGH * (found[0].students < _FEW)}</p>"


def _sheet(sheet: str, rows: Sequence[ItemStatistics], exercise: Exercise, id: str) -> str:
    lines = [[_named(one), percent(one.facility), _difference(one), _remarks(one, exercise)] for one in rows]
    heading = ["item", "right", "top minus bottom", "passage, and the wrong answer that drew most"]
    return f"{_figure(sheet, rows, id)}{table(f'Items of worksheet {sheet}', heading, lines, numbers=[1, 2])}"


def _figure(sheet: str, rows: Sequence[ItemStatistics], id: str) -> str:
    ends = [(one.item.id, one.facility, one.bottom, one.top) for one in rows]
    drawn = [(name, whole, low, high) for name, whole, low, high in ends if low is not None and high is not None]
    if not drawn:
        return ""
    caption = f"<figcaption>Worksheet {told(sheet)}: {_MARKS}</figcaption>"
    return f"<figure>{item_ends(drawn, f'{id}-ends')}{caption}</figure>\n"


def _named(one: ItemStatistics) -> str:
    return f'<span id="{place(one.item)}">{told(one.item.id)}</span>'


def _difference(one: ItemStatistics) -> str:
    return "" if one.discrimination is None else f"{one.discrimination:+.2f}".replace("0.", ".", 1)


def _remarks(one: ItemStatistics, exercise: Exercise) -> str:
    sound = "A sound passage. " if one.item.sound else ""
    contested = "Contested: either answer earns the point. " if one.item.other else ""
    return f"{exercise.passage(one.item.name)}{told(one.words)} {sound}{contested}{_tempting(one, exercise)}"


def _tempting(one: ItemStatistics, exercise: Exercise) -> str:
    blank = f" {one.blank} of {one.students} did not answer." if one.blank else ""
    if not one.wrong:
        return blank
    most = one.wrong[0]
    drew = exercise.answer(one.item, most.answer, 80)
    answer = f"<strong>{drew}</strong> ({most.students} of {one.students})"
    return f"Most chosen wrong answer: {answer}. {exercise.html(one.item.name, most.reason)}{blank}"
