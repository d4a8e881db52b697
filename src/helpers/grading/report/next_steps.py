"""The report's first screen: the mistakes that many share, each with passage, reason, and the section to go back to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from helpers.grading.export.gradebook import as_number
from helpers.grading.report.exercise import Exercise, link
from helpers.grading.report.sections import section_for
from helpers.grading.report.shared_mistakes import NOTHING_MARKED, SharedMistake, shared_mistakes
from helpers.grading.report.statistics import ItemStatistics, item_statistics
from helpers.grading.results import Item, Result
from helpers.text.visible import told

__all__ = ["next_steps"]

_MOST = 3
"""Mistakes that one lesson can hold."""

_MOST_ITEMS = 4
"""Items that a sentence names."""

_VERBS = {"relay": "drew", "words": "marked"}
_TASKS = {
    "label": "Everybody writes {labels}, and the words that decide it.",
    "number": "Everybody counts alone, and says what was counted.",
    "relay": "Everybody draws who relays whom.",
    "order": "Everybody puts the names in order.",
    "words": "Everybody underlines the words that judge, or writes none.",
}


def next_steps(results: Sequence[Result], exercises: Mapping[str, Exercise]) -> str:
    """The two or three mistakes that most students share, a sentence each, then each with its passage and its reason.

    Where no mistake is shared by many it says so, and shows the weakest item.

    Args:
        results: those of the exercises.
        exercises: what was asked, by exercise.
    """
    if not any(one.state == "graded" for one in results):
        return "<p>Nobody's work could be graded yet.</p>"
    own = [([one for one in results if one.exercise == name], exercise) for name, exercise in exercises.items()]
    found = [(one, exercise) for of_one, exercise in own for one in shared_mistakes(of_one)]
    found = sorted(found, key=lambda pair: -pair[0].students)[:_MOST]
    return _shared(found) if found else _weakest(own)


def _shared(found: Sequence[tuple[SharedMistake, Exercise]]) -> str:
    lines, cards = [], []
    for number, (one, exercise) in enumerate(found, 1):
        who = f'<a href="#talk-{number}"><strong>{one.students} of {one.of}</strong></a>'
        lines.append(f"<li>{who} {_mistake(one, exercise)}. {_go_back(one.items[0])}</li>")
        cards.append(_card(number, one.items, exercise))
    return f'<ol class="talk">{"".join(lines)}</ol>\n<div class="cards">{"".join(cards)}</div>'


def _mistake(one: SharedMistake, exercise: Exercise) -> str:
    """What they did, as the words behind "12 of 30"."""
    first, right = one.items[0], f"<em>{exercise.right(one.items[0])}</em>"
    if not first.read:
        return f"did not find {right} ({_links(one.items)})"
    if first.form == "words" and first.read == NOTHING_MARKED:
        return f"marked nothing where the key has loaded words ({_links(one.items)})"
    given = f"<em>{exercise.answer(first, first.answer, 80)}</em>"
    return f"{_VERBS.get(first.form, 'answered')} {given} where the key says {right} ({_links(one.items)})"


def _links(items: Sequence[Item]) -> str:
    more = [f"{len(items) - _MOST_ITEMS} more"] * (len(items) > _MOST_ITEMS)
    return ", ".join([*map(link, items[:_MOST_ITEMS]), *more])


def _in_a_row(words: Sequence[str]) -> str:
    *rest, last = words
    return f"{', '.join(rest)} or {last}" if rest else last


def _go_back(item: Item) -> str:
    section = section_for(item)
    if section is None:
        return ""
    return f"Go back to <em>{told(section.chapter)}</em>, \u201c{told(section.title)}\u201d."


def _card(number: int, items: Sequence[Item], exercise: Exercise) -> str:
    first = items[0]
    return (
        f'<div class="question" id="talk-{number}"><h2>{number}. {told(exercise.title)}: {told(first.id)}</h2>\n'
        f"{exercise.passage(first.name)}<p>{exercise.ask(first.name)} <strong>{exercise.right(first)}</strong>. "
        f"{exercise.html(first.name, first.reason)}</p>\n<p>{_ten_minutes(items)}</p></div>\n"
    )


def _ten_minutes(items: Sequence[Item]) -> str:
    """What to do with it in a lesson: decide first, then compare, then hear the reason."""
    labels = list(dict.fromkeys([items[0].key, items[0].answer]))
    task = _TASKS.get(items[0].form, "").format(labels=_in_a_row([f"<em>{told(one, 80)}</em>" for one in labels]))
    return (
        f"<strong>Ten minutes:</strong> show {_links(items)} without the answer. {task} Compare in pairs; "
        "then read out the reason."
    )


def _weakest(own: Sequence[tuple[Sequence[Result], Exercise]]) -> str:
    """For a class without a mistake that many share: that it is so, and the item that fewest have right."""
    found = [(one, exercise) for results, exercise in own for one in item_statistics(results)]
    if not found:
        return ""
    weakest, exercise = min(found, key=lambda pair: pair[0].facility)
    if weakest.facility == 1:
        return "<p>Everybody is right on every item.</p>"
    words = "<p>No wrong answer is shared by a fifth of the class. The weakest spot all the same:</p>"
    return f'{words}\n<ol class="talk"><li>{_few_right(weakest)} {_go_back(weakest.item)}</li></ol>\n' + (
        f'<div class="cards">{_card(1, [_as_missed(weakest)], exercise)}</div>'
    )


def _few_right(one: ItemStatistics) -> str:
    blank = f"; {one.blank} did not answer" * bool(one.blank)
    right = f'<a href="#talk-1"><strong>{as_number(one.right)} of {one.students}</strong></a>'
    return f"{right} are right on {link(one.item)}{blank}."


def _as_missed(one: ItemStatistics) -> Item:
    """The item as most of those who missed it did, whose reason says the most."""
    most = one.wrong[0] if one.wrong else None
    return replace(one.item, answer=most.answer, reason=most.reason) if most else replace(one.item, answer=one.item.key)
