"""A page for one student: each item with its passage, her answer, the verdict in words and why; nothing of others."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from itertools import groupby

from helpers.exercises.question import MARKS
from helpers.grading.export.gradebook import as_number
from helpers.grading.overrides import MARKED
from helpers.grading.report.exercise import Exercise, link, place
from helpers.grading.report.html import page
from helpers.grading.results import Item, Result
from helpers.grading.zones import said
from helpers.text.visible import told

__all__ = ["SIGNS", "feedback"]

SIGNS = {**MARKS, MARKED: "✎"}
"""Every status of an item, with the sign that stands beside its words."""


def feedback(result: Result, exercise: Exercise) -> bytes:
    """The page of one student on one exercise.

    Args:
        result: what she handed in, graded.
        exercise: what was asked.
    """
    name = result.student_name or result.student
    parts = [*_head(result, exercise, name)]
    for sheet, items in groupby(result.items, key=lambda item: item.sheet):
        shown_items = "\n".join((_item if item.by_person else _common)(item, exercise) for item in items)
        parts.append(f'<h2>Worksheet {told(sheet)}</h2>\n<ol class="items">\n{shown_items}\n</ol>')
    parts.append(_foot())
    return page(f"{exercise.title}: feedback for {name}", "\n".join(parts))


def _head(result: Result, exercise: Exercise, name: str) -> Iterator[str]:
    yield f"<h1>{told(exercise.title)}: your feedback</h1>"
    yield f"<p>For <strong><bdi>{told(name)}</bdi></strong>{_when(result)}</p>"
    yield f'<p class="big">{as_number(result.points)} of {as_number(result.possible)} points</p>'
    if result.practised[1]:
        got, possible = map(as_number, result.practised)
        yield f"<p>Practice, which does not count: {got} of {possible}.</p>"
    counts = Counter(item.status for item in result.items)
    standing = "".join(f"<li>{sign} {counts[status]} {status}</li>" for status, sign in SIGNS.items() if counts[status])
    yield f"<ul>{standing}</ul>"
    if again := [item for item in result.items if item.status == "not yet"]:
        sheets = groupby(again, key=lambda item: item.sheet)
        told_again = "".join(f"<li>{told(sheet)}: {' '.join(map(link, items))}</li>" for sheet, items in sheets)
        yield f'<p>Look again at:</p>\n<ul class="again">{told_again}</ul>'
    if result.faults:
        lines = "".join(f"<li><bdi>{told(fault, 400)}</bdi></li>" for fault in result.faults[:50])
        yield f"<h2>Lines to look at</h2>\n<p>These lines did not count, or need a word:</p>\n<ul>{lines}</ul>"


def _when(result: Result) -> str:
    """When it was handed in, if that was late; else the time may be that of a download."""
    when = f" on {told(said(result.handed_in))}" if result.handed_in else ""
    return f", handed in{when}, <strong>late</strong>" if result.late else ""


def _foot() -> str:
    signs = ", ".join(f"{sign} {status}" for status, sign in MARKS.items())
    return (
        f'<p class="small">{signs}. <em>Contested</em> means that careful readers differ, and either answer earns the '
        "point. Do you see it otherwise? Show your teacher the words in the passage that make you think so.</p>"
    )


@lru_cache(maxsize=4096)
def _common(item: Item, exercise: Exercise) -> str:
    """What `_item` gives; in a class most answers are the same, so each is made once."""
    return _item(item, exercise)


def _item(item: Item, exercise: Exercise) -> str:
    """One item as HTML."""
    status = re.sub(r"[^a-z]+", "-", item.status)
    verdict = f'<span class="verdict">{SIGNS.get(item.status, "")} {told(item.status)}</span>'
    points = f"{as_number(item.points)} of {as_number(item.possible)}" if item.possible else "not marked yet"
    points += " (practice: it does not count)" * item.practice
    answer = exercise.answer(item, item.answer) if item.answer else "(nothing yet)"
    return (
        f'<li class="{status}" id="{place(item)}">\n<h3>{told(item.id)}: {verdict}</h3>\n{_question(item, exercise)}'
        f"<dl><dt>Your answer</dt><dd>{answer}</dd>\n<dt>Points</dt><dd>{points}</dd>\n"
        f"<dt>Why</dt><dd>{exercise.html(item.name, item.reason)}</dd></dl>\n</li>"
    )


def _question(item: Item, exercise: Exercise) -> str:
    asked = exercise.ask(item.name)
    return f"{exercise.passage(item.name)}<p>{asked}</p>\n" if asked else ""
