"""First answers: what stood in a worksheet when it was checked for the first time, as far as a file knows that."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from helpers.exercises.worksheet import LONGEST, Worksheet, parse, spellings
from helpers.grading.keys import Asked, ExerciseKey
from helpers.text.visible import SHEET, clean

__all__ = ["FirstKnown", "first_answers", "first_known", "folded_name"]


@dataclass(frozen=True, slots=True)
class FirstKnown:
    """Worksheets as they were first checked, the last answer in place of a first one that is not known; known items."""

    worksheets: Mapping[str, str]
    items: frozenset[str]


def folded_name(name: str) -> str:
    """A worksheet's name in the form in which equal names are equal.

    Args:
        name: as typed.

    Example:
        >>> folded_name("First–Article ")
        'first-article'
    """
    return re.sub(r"[\W_]+", "-", name.casefold()).strip("-")


def first_answers(key: ExerciseKey, told: Iterable[tuple[str, str]]) -> dict[str, str]:
    r"""The lines of each worksheet as they were first checked; no worksheet of which nothing is known.

    Args:
        key: of the exercise.
        told: lines, each with a worksheet's name or with an item, alone or behind its worksheet's name.

    Example:
        >>> from helpers.grading.keys import load_keys
        >>> key = load_keys()["who-says-so"]
        >>> first_answers(key, [("first-article:S02", "S02  person"), ("second-article", "S01  vague\nS02  vague")])
        {'first-article': 'S02  person', 'second-article': 'S01  vague\nS02  vague'}
    """
    names = {folded_name(name): name for name in key.sheets.values()}
    items: dict[str, str] = {}
    for asked in reversed(key.items):
        items |= dict.fromkeys((asked.question.id, asked.question.typed), asked.sheet)
    lines: dict[str, dict[str, None]] = defaultdict(dict)
    for place, text in told:
        sheet, _, item = place.rpartition(":")
        if name := names.get(folded_name(sheet or item)) or items.get(item):
            lines[name] |= dict.fromkeys(clean(text[:LONGEST], SHEET).splitlines())
    ordered = [name for name in key.sheets.values() if name in lines]
    return {name: "\n".join(lines[name])[:LONGEST] for name in ordered}


def first_known(key: ExerciseKey, first: Mapping[str, str], last: Mapping[str, str]) -> FirstKnown:
    r"""The worksheets with the first answers in them, and the names of the items of which these are known.

    An item that stood open when its form was handed over is known, too: it was not answered. Arrows of a worksheet
    belong together, because each that is not stated takes one back: they are known all or not.

    Args:
        key: of the exercise.
        first: as `first_answers` gives it.
        last: the worksheets as they were last answered.

    Example:
        >>> from helpers.grading.keys import load_keys
        >>> last = {"first-article": "S01  person\nS02  person"}
        >>> told = first_known(load_keys()["who-says-so"], {"first-article": "S01  vague"}, last)
        >>> told.worksheets, told.items
        ({'first-article': 'S01  vague\nS02  person'}, frozenset({'first-article:S01'}))
    """
    sheets = {name: parse(name, text) for name, text in first.items()}
    known = [asked for asked in key.items if asked.sheet in sheets and _is_known(asked, sheets[asked.sheet])]
    worksheets = dict(last)
    for name in dict.fromkeys(asked.sheet for asked in known):
        typed = {asked.question.typed for asked in known if asked.sheet == name}
        worksheets[name] = "\n".join([first[name], *_others(last.get(name, ""), typed)])
    return FirstKnown(worksheets, frozenset(f"{asked.sheet}:{asked.question.id}" for asked in known))


def _is_known(asked: Asked, first: Worksheet) -> bool:
    """Whether anything is told of it; a line without an answer tells that it was open."""
    typed = asked.question.typed
    return any(line.item in spellings(typed) for line in first.lines) if typed else bool(first.lines)


def _others(text: str, typed: set[str]) -> Iterator[str]:
    """The lines that answer none of these items; lines that go on below another belong to it."""
    mine = "" in typed
    raw = text.splitlines()
    for line in parse("", text).lines:
        if line.item:
            mine = any(line.item in spellings(one) for one in typed)
        if not mine:
            yield raw[line.number - 1]
