"""The report's part on the class: where it disagrees, what it takes for what, what it gained, what is alike."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from helpers.grading.export.gradebook import as_number
from helpers.grading.report.disagreement import Confusion, Disagreement, Disputed, confusions, disagreements
from helpers.grading.report.exercise import Exercise, link
from helpers.grading.report.html import percent, table
from helpers.grading.report.similarity import SameText, SameWrong, same_texts, same_wrong
from helpers.grading.report.statistics import Gain, gains
from helpers.grading.report.svg import gain_distribution
from helpers.grading.results import Item, Result
from helpers.text.visible import told

__all__ = ["agreement", "alike", "before_and_after", "confusion", "for_a_person"]

Namer = Callable[[str], str]
"""Calls a student by name, or hides it; gives HTML."""

_MOST_ALIKE = 20

_ALPHA = """<p>The class is read as many coders of the same passages. Krippendorff's alpha (for labels without an
order) is 1 where all agree, and 0 where they differ as if by chance. It stands for all items of a worksheet that
share one list of labels. An item alone has no chance to be measured by: its part of alpha is one minus the
disagreement on it, divided by the disagreement among the answers to all those items thrown together. Weighted by
their answers, the parts have alpha as their mean. To agree is not to be right.</p>"""

_MATRIX = """<p>A row for what the key says, a column for what the class answered, in per cent of the row. The
outlined cells are the key's own. Where an item is contested, another answer may earn the point, too.</p>"""

_QUESTION = """<p>Each of these is a question, not a finding. People who learn together write alike; a text may
come from the model answers; two people may hold the same view. Ask both what they did, and listen. Right answers
that are shared are not looked at: there is only one way to be right.</p>"""

_TO_MARK = """<p>Fill in the points (0 to 1) in <code>to-mark.csv</code>, beside this report, and run the command
again: they count from then on.</p>"""


def agreement(results: Sequence[Result]) -> str:
    """Where the class disagrees, most first: Krippendorff's alpha of each worksheet, and each item's part of it.

    Args:
        results: those of one exercise.
    """
    found = disagreements(results)
    return "\n".join(["<h3>Where the class disagrees</h3>", _ALPHA, *map(_disputed_table, found)]) if found else ""


def confusion(results: Sequence[Result]) -> str:
    """Which label is taken for which: a matrix for each closed list of which the key has two labels or more.

    Args:
        results: those of one exercise.
    """
    found = [one for one in confusions(results) if sum(map(bool, map(sum, map(one.row, one.labels)))) > 1]
    return "\n".join(["<h3>What the class takes for what</h3>", _MATRIX, *map(_matrix, found)]) if found else ""


def before_and_after(results: Sequence[Result], id: str) -> str:
    """What those who answered both forms gained, in words, as a figure, as a table.

    Args:
        results: those of one exercise.
        id: begins the ids of its figures.
    """
    found = gains(results)
    parts = [_gain(one, f"{id}-gain-{number}") for number, one in enumerate(found)]
    return "\n".join(["<h3>Before and after</h3>", *parts]) if found else ""


def alike(results: Sequence[Result], exercise: Exercise, called: Namer) -> str:
    """Own texts and wrong answers that students share, side by side, as a question.

    Args:
        results: those of one exercise.
        exercise: what was asked.
        called: how to call a student.
    """
    texts = [_same_text(one, exercise, called) for one in same_texts(results)]
    pairs = [_same_wrong(one, exercise, called) for one in same_wrong(results)]
    if not texts and not pairs:
        return ""
    more = sum(max(0, len(found) - _MOST_ALIKE) for found in (texts, pairs))
    parts = [*texts[:_MOST_ALIKE], *pairs[:_MOST_ALIKE], *[f"<p>And {more} more.</p>"] * (more > 0)]
    return "\n".join(["<h3>Alike: what happened here?</h3>", _QUESTION, *parts])


def for_a_person(results: Sequence[Result], exercise: Exercise) -> str:
    """How many texts wait for a person, item by item, with what was asked.

    Args:
        results: those of one exercise.
        exercise: what was asked.
    """
    items: dict[str, list[Item]] = {}
    for item in (item for one in results for item in one.items if item.by_person):
        items.setdefault(item.name, []).append(item)
    if not items:
        return ""
    waiting = "".join(
        f"<li><strong>{told(name)}</strong> {exercise.ask(name)} {_waiting(found)}</li>"
        for name, found in items.items()
    )
    return f"<h3>For a person to mark</h3>\n{_TO_MARK}\n<ul>{waiting}</ul>"


def _disputed_table(found: Disagreement) -> str:
    disputed = sorted(found.items, key=lambda one: (one.pairs, one.item.id))
    caption = f"Worksheet {found.sheet}, {found.of}: alpha {found.alpha:.2f}"
    rows = [[link(one.item), percent(one.pairs), _alpha(one), _answers(one)] for one in disputed]
    return table(caption, ["item", "pairs that agree", "its part of alpha", "answers"], rows, numbers=[1, 2])


def _alpha(one: Disputed) -> str:
    return "" if one.alpha is None else f"{one.alpha:.2f}"


def _answers(one: Disputed) -> str:
    given = ", ".join(f"{told(answer)} {count}" for answer, count in one.answers)
    accepted = " or ".join(filter(None, (one.item.key, one.item.other)))
    return f"{given} (key: {told(accepted)}{', contested' * bool(one.item.other)})"


def _matrix(found: Confusion) -> str:
    names = "".join(f'<th scope="col">{told(label)}</th>' for label in (*found.labels, "no answer"))
    rows = "\n".join(_matrix_row(found, label) for label in found.labels if sum(found.row(label)))
    words = told(f"What the class answered, in per cent: {found.of}")
    head = f'<thead><tr><th scope="col">the key says</th>{names}</tr></thead>'
    table_of = f'<table class="matrix"><caption>{words}</caption>\n{head}\n<tbody>\n{rows}\n</tbody></table>'
    return f'<div class="scroll" tabindex="0" role="group" aria-label="{words}">{table_of}</div>'


def _matrix_row(found: Confusion, label: str) -> str:
    row = found.row(label)
    cells = "".join(
        _matrix_cell(count / sum(row), label == answer) for count, answer in zip(row, (*found.labels, ""), strict=True)
    )
    return f'<tr><th scope="row">{told(label)}</th>{cells}</tr>'


def _matrix_cell(share: float, own: bool) -> str:
    shade = f"s{1 + (share >= 0.25) + (share >= 0.6)}" if share >= 0.05 else ""
    names = " ".join(filter(None, ["n", shade, "key" if own else ""]))
    return f'<td class="{names}">{round(100 * share) if share else ""}</td>'


def _gain(found: Gain, id: str) -> str:
    caption = f"Gain in points from {told(found.before)} to {told(found.after)}: how many students"
    figure = f"<figure>{gain_distribution(found.differences, id)}<figcaption>{caption}</figcaption></figure>"
    rows = [
        [told(name), percent(one), percent(two), f"{round(100 * (two - one)):+d}"] for name, one, two in found.skills
    ]
    heading = ["what was asked", "right before", "right after", "gain, per cent"]
    shares = table(f"Right in {found.before} and in {found.after}", heading, rows, numbers=[1, 2, 3])
    return f'<p>{_gain_in_words(found)}</p>\n<div class="side">{figure}\n{shares}</div>'


def _gain_in_words(found: Gain) -> str:
    ups, same, downs = found.directions
    margin = "" if found.margin is None else f", give or take {found.margin:.1f} (two standard errors)"
    return (
        f"{len(found.points)} students answered both {told(found.before)} and {told(found.after)}. On average they "
        f"gained {found.mean:+.1f} of {as_number(found.possible)} points{margin}. {ups} went up, {same} stayed, "
        f"{downs} went down. A gain of a point or two by one student can be luck, and one form may be easier."
    )


def _same_text(found: SameText, exercise: Exercise, called: Namer) -> str:
    who = ", ".join(map(called, found.students))
    item = f"<strong>{told(found.item.name)}</strong>"
    question = f"Did these {len(found.students)} write {item} together, or take it from one place?"
    copied = " It is a model answer." if _is_model(found.item, exercise) else ""
    words = f"<blockquote>{exercise.answer(found.item, found.item.answer, 600)}</blockquote>"
    return f'<div class="question"><p>{question} {who}.{copied}</p>\n{words}</div>'


def _is_model(item: Item, exercise: Exercise) -> bool:
    models = exercise.asked[item.name][0].key.models if item.name in exercise.asked else ()
    return any(" ".join(item.answer.split()).casefold() in model.casefold() for model in models)


def _same_wrong(found: SameWrong, exercise: Exercise, called: Namer) -> str:
    one, two = map(called, found.students)
    rows = [
        [f"{told(item.sheet)} {link(item)}", exercise.answer(item, item.answer, 80), exercise.right(item)]
        for item in found.shared
    ]
    caption = f"Wrong answers that both gave: {len(found.shared)} of {found.wrong[0]} and of {found.wrong[1]}"
    shared = table(caption, ["item", "both answered", "the key says"], rows)
    return f'<div class="question"><p>Did {one} and {two} work together on this?</p>\n{shared}</div>'


def _waiting(items: Sequence[Item]) -> str:
    marked = sum(bool(item.possible) for item in items)
    blank = sum(not item.answer and not item.possible for item in items)
    return f"{len(items) - marked - blank} to mark, {marked} marked, {blank} not answered."
