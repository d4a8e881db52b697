"""Handed-in work that is alike: the same words in an own text, the same wrong answers. A question, never a verdict.

Right answers that are shared say nothing: there is only one way to be right. Wrong answers that few others gave say
more the more of them two students share; how much is counted in bits, as if each student had answered alone.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import comb, fsum, log2

from helpers.grading.results import Item, Result

__all__ = ["SameText", "SameWrong", "same_texts", "same_wrong"]

FEWEST_WORDS = 5
"""Shorter texts are alike by chance."""

FEWEST_SHARED = 4
"""Fewer shared wrong answers say nothing."""

SHARED = 0.8
"""The share of either student's wrong answers that the other one has, too."""

SPARE_BITS = 7
"""What must be left beyond the number of pairs there are: by chance, a class in a hundred shows such a pair."""

_ONE_TUNE = 0.8
"""Who gives one label to so many items answers by habit; two of them are alike without having met."""

Place = tuple[str, str]  # an item and an answer to it
Wrong = Mapping[Place, Item]


@dataclass(frozen=True, slots=True)
class SameText:
    """A text that several students handed in, up to case, punctuation and white space."""

    item: Item
    students: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SameWrong:
    """Two students, the items to which both gave the same wrong answer, and how many wrong ones each has."""

    students: tuple[str, str]
    shared: tuple[Item, ...]
    wrong: tuple[int, int]


def same_texts(results: Iterable[Result]) -> list[SameText]:
    """The own texts that two or more students share; very short ones are left out.

    Args:
        results: those of one exercise.
    """
    found: defaultdict[tuple[str, str], list[tuple[str, Item]]] = defaultdict(list)
    for result in results:
        for item in result.items:
            words = _plain(item.answer) if item.form == "text" and result.state == "graded" else ""
            if len(words.split()) >= FEWEST_WORDS:
                found[item.name, words].append((result.student, item))
    shared = (rows for rows in found.values() if len(rows) > 1)
    return [SameText(rows[0][1], tuple(sorted(student for student, _ in rows))) for rows in shared]


def same_wrong(results: Iterable[Result]) -> list[SameWrong]:
    """The pairs of students who share more wrong answers than chance explains, the most striking first.

    Args:
        results: those of one exercise.
    """
    graded = sorted((one for one in results if one.state == "graded"), key=lambda one: one.student)
    graded = [one for one in graded if not _one_tune(one)]
    wrong = [_wrong(one) for one in graded]
    counts = Counter(answer for own in wrong for answer in own)
    bits = {answer: -log2(count / len(graded)) for answer, count in counts.items()}
    needed = log2(max(2, comb(len(graded), 2))) + SPARE_BITS
    found = [(fsum(map(bits.__getitem__, shared)), one, two, shared) for one, two, shared in _pairs(wrong)]
    striking = sorted((row for row in found if row[0] >= needed), key=lambda row: (-row[0], row[1], row[2]))
    return [_same(graded, wrong, one, two, shared) for _, one, two, shared in striking]


def _pairs(wrong: Sequence[Wrong]) -> Iterator[tuple[int, int, set[Place]]]:
    """Each two students who share most of their wrong answers; sets of bits make this quick for thousands."""
    places = {answer: 1 << at for at, answer in enumerate(dict.fromkeys(answer for own in wrong for answer in own))}
    masks = [sum(places[answer] for answer in own) for own in wrong]
    many = [(at, mask, mask.bit_count()) for at, mask in enumerate(masks) if mask.bit_count() >= FEWEST_SHARED]
    for (one, ours, our_size), (two, theirs, their_size) in combinations(many, 2):
        shared = (ours & theirs).bit_count()
        if shared >= FEWEST_SHARED and shared >= SHARED * max(our_size, their_size):
            yield one, two, wrong[one].keys() & wrong[two].keys()


def _same(graded: Sequence[Result], wrong: Sequence[Wrong], one: int, two: int, shared: set[Place]) -> SameWrong:
    items = tuple(item for answer, item in wrong[one].items() if answer in shared)
    return SameWrong((graded[one].student, graded[two].student), items, (len(wrong[one]), len(wrong[two])))


def _wrong(result: Result) -> Wrong:
    """The wrong answers of one student, by item and answer."""
    items = (item for item in result.items if item.status == "not yet" and not item.by_person)
    return {(item.name, item.read or item.answer): item for item in items if item.read or item.answer}


def _one_tune(result: Result) -> bool:
    answers = Counter(item.read for item in result.items if item.form == "label" and item.read)
    return answers.total() > 4 and max(answers.values()) >= _ONE_TUNE * answers.total()


def _plain(words: str) -> str:
    return " ".join(re.findall(r"\w+", words.casefold()))
