"""What a class shares: wrong answers that many gave, and two students' work that is alike, a question, no verdict.

Right answers that are shared say nothing: there is only one way to be right. Wrong answers that few others gave say
more the more of them two students share; how much is counted in bits, as if each student had answered alone.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import ceil, comb, fsum, log2

from helpers.grading.results import Item, Result

__all__ = ["SameText", "SameWrong", "SharedMistake", "same_texts", "same_wrong", "shared_mistakes"]

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


_MANY, _FEWER = 0.2, 0.15
"""The share of a class that makes a mistake a shared one, and the share that an item must draw to be named with it.

Where an item draws fewer, slips cannot be told from a confusion: with many items, most students slip somewhere.
"""


@dataclass(frozen=True, slots=True)
class SharedMistake:
    """A wrong answer that many gave in place of the same right one.

    Attributes:
        items: each item as it was answered, the one that drew most first; several where they share a closed list.
        students: how many gave it to one of the items or to more.
        of: how many were graded.
    """

    items: tuple[Item, ...]
    students: int
    of: int

    @property
    def passed_over(self) -> bool:
        """Whether the mistake is to have marked nothing."""
        return _marks_nothing(self.items[0])


def shared_mistakes(results: Iterable[Result]) -> list[SharedMistake]:
    """The wrong answers that a fifth of a class or more gave, those of most students first.

    Args:
        results: those of one exercise.

    Example:
        >>> def handed_in(student):
        ...     told = {"of": "end of a chain", "read": "no chain", "key": "dead end"}
        ...     items = (Item("chains", "ends", "S01", 0, 1, "not yet", "no chain", "Somebody speaks.", **told),)
        ...     return Result(student, "", "chains", "", "", None, False, items, (), "graded")
        >>> [(one.students, one.of) for one in shared_mistakes(map(handed_in, ("adi", "siti")))]
        [(2, 2)]
    """
    graded = [one for one in results if one.state == "graded"]
    given: dict[tuple[str, str, str], dict[str, dict[int, Item]]] = {}
    for number, result in enumerate(graded):
        for item in (item for item in result.items if item.status == "not yet"):
            given.setdefault(_mistake(item), {}).setdefault(item.name, {})[number] = item
    found = [one for by_item in given.values() if (one := _shared(by_item, len(graded)))]
    return sorted(found, key=lambda one: (-one.students, -len(one.items), one.items[0].name, one.items[0].read))


def _marks_nothing(item: Item) -> bool:
    return item.form == "words" and item.read == "none"


def _mistake(item: Item) -> tuple[str, str, str]:
    """What makes two wrong answers the same mistake: a label for a label, or loaded words that were all passed over.

    A number, an arrow and words that were marked mean something in one item alone.
    """
    if _marks_nothing(item):
        return item.form, "", item.read
    return item.of or item.name, item.key, item.read


def _shared(by_item: Mapping[str, Mapping[int, Item]], of: int) -> SharedMistake | None:
    drew = [who for who in by_item.values() if len(who) >= _at_least(_FEWER, of)]
    students = {number for who in drew for number in who}
    if len(students) < _at_least(_MANY, of):
        return None
    ordered = sorted(drew, key=lambda who: (-len(who), _first(who).name))
    return SharedMistake(tuple(map(_first, ordered)), len(students), of)


def _first(who: Mapping[int, Item]) -> Item:
    return next(iter(who.values()))


def _at_least(share: float, of: int) -> int:
    """So many students at least; one alone shares nothing."""
    return max(2, ceil(share * of - 1e-9))
