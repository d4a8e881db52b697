"""Answers that make several claims at once, arrows or marked words: what each claim earns, found by asking the judge.

A claim earns an item, turns it round, or is a stray that takes back one item that was found; some have a note of their
own. Claims of one kind share a letter, so that all that can be drawn or marked is one short string.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from string import ascii_letters, digits
from typing import NamedTuple

from helpers.exercises.answers.arrows import RelayKey
from helpers.exercises.answers.marks import SpanKey, marks_of
from helpers.exercises.question import Question, Verdict
from helpers.exercises.worksheet import parse

__all__ = ["Claims", "Item", "Kind", "relay_claims", "runs_of", "word_claims"]

_LETTERS = ascii_letters + digits


class Kind(NamedTuple):
    """What claims of one kind do: the places in the key that they earn, those that they turn round, whether they are
    strays, and a sentence on them in which {} stands for the claim's own words."""

    earns: tuple[int, ...]
    turns: tuple[int, ...]
    stray: bool
    note: str = ""


class Item(NamedTuple):
    """A question, its place among all that can be earned (-1 where nothing can), and the verdicts on it."""

    id: str
    at: int
    said: Mapping[str, Verdict]


@dataclass(frozen=True, slots=True)
class Claims:
    """The items of a line, the kinds of claims, and the letter of each claim in order; None is a claim that nobody sees.

    `same` has, for a claim that means just what an earlier one means, the place of that one.
    """

    items: tuple[Item, ...]
    kinds: tuple[Kind | None, ...]
    codes: str
    same: Mapping[int, int]
    names: tuple[str, ...] = ()


def word_claims(typed: str, group: Sequence[Question]) -> Claims:
    """What each run of words of a sentence earns when it is marked.

    Args:
        typed: what stands in front of the answer.
        group: the questions that share it.

    Example:
        >>> from helpers.exercises import ask
        >>> claims = word_claims("S09", ask("loaded", "harakatuna-2024", only="S09").questions)
        >>> [kind for kind in claims.kinds if kind and kind.earns][0]
        Kind(earns=(0,), turns=(), stray=False, note='')
    """
    key = group[0].key
    assert isinstance(key, SpanKey)
    runs = [*runs_of(key.sentence)]
    found = [_run_kind(typed, words, group[0], key) for _, words in runs]
    stray = next((words for (_, words), kind in zip(runs, found, strict=True) if kind and kind.stray), "")

    def judged(question: Question, *marks: str) -> Verdict:
        return question.judge(parse("", f"{typed}  {'; '.join(filter(None, marks)) or 'none'}"))

    items = [_plain_item(one, judged, stray) if key.asked is None else _loaded_item(one, judged, stray) for one in group]
    return Claims(tuple(items), *_lettered(found), _repeated(typed, runs, key.sentence))


def runs_of(sentence: str) -> Iterator[tuple[tuple[int, int], str]]:
    """Each run of words of a sentence, with the first word's number and the number behind its last one.

    Args:
        sentence: parted at its blanks.

    Example:
        >>> [words for _, words in runs_of("gerombolan teroris itu")][:3]
        ['gerombolan', 'gerombolan teroris', 'gerombolan teroris itu']
    """
    words = sentence.split()
    yield from (((start, end), " ".join(words[start:end])) for start, end in combinations(range(len(words) + 1), 2))


def _run_kind(typed: str, words: str, question: Question, key: SpanKey) -> Kind | None:
    sheet = parse("", f"{typed}  {words}")
    lines = sheet.lines_of(typed)
    marks = list(marks_of(lines, key.sentence))
    if not marks:
        return None
    note = key.fault(question, lines[0], sheet).removeprefix(": ").replace(f'"{words[:60]}"', '"{}"')
    return Kind(tuple(key.found(marks)), (), bool(key.strays(lines)), note)


def _plain_item(question: Question, judged: Callable[..., Verdict], stray: str) -> Item:
    """A sentence in which nothing has to be marked."""
    said = {"right": judged(question)} | ({"taken": _about(judged(question, stray), stray)} if stray else {})
    return Item(question.id, -1, said)


def _loaded_item(question: Question, judged: Callable[..., Verdict], stray: str) -> Item:
    key = question.key
    assert isinstance(key, SpanKey) and key.asked is not None
    span = key.right_answer
    said = {"right": judged(question, span), "missing": judged(question)}
    said |= {"taken": _about(judged(question, span, stray), stray)} if stray else {}
    return Item(question.id, key.asked, said)


def _repeated(typed: str, runs: Sequence[tuple[tuple[int, int], str]], sentence: str) -> dict[int, int]:
    """The later of two runs that are the same words elsewhere in the sentence."""
    first: dict[str, int] = {}
    same = {}
    for number, (_, words) in enumerate(runs):
        places = str([mark.places for mark in marks_of(parse("", f"{typed}  {words}").lines_of(typed), sentence)])
        earlier = first.setdefault(places, number)
        if runs[earlier][0][1] <= runs[number][0][0]:
            same[number] = earlier
    return same


def relay_claims(group: Sequence[Question]) -> Claims:
    """What each arrow from one name to another earns when it is drawn.

    Args:
        group: the questions of one article's relays.

    Example:
        >>> from helpers.exercises import ask
        >>> claims = relay_claims(ask("edges", "islam-times-2021").questions)
        >>> claims.names[:2], len(claims.codes) == len(claims.names) ** 2
        (('Islam Times', 'Kepala Kehakiman Iran Ebrahim Raeisi'), True)
    """
    key = group[0].key
    assert isinstance(key, RelayKey)
    names = key.sources
    found = [_arrow_kind((one, two), group[0], key) for one in names for two in names]
    strays = [key.arrow((one, two)) for one in names for two in names if _is_stray((one, two), key)]
    items = tuple(_relay_item(one, key, strays) for one in group)
    return Claims(items, *_lettered(found), {}, tuple(key.names.shown[id] for id in names))


def _is_stray(pair: tuple[str, str], key: RelayKey) -> bool:
    return pair[0] != pair[1] and not {pair, pair[::-1]} & {*key.stated}


def _arrow_kind(pair: tuple[str, str], question: Question, key: RelayKey) -> Kind | None:
    if pair[0] == pair[1]:
        return None
    arrow = key.arrow(pair)
    sheet = parse("", arrow)
    note = key.fault(question, sheet.lines[0], sheet).removeprefix(": ").replace(arrow, "{}")
    earns = tuple(at for at, stated in enumerate(key.stated) if stated == pair)
    turns = tuple(at for at, stated in enumerate(key.stated) if stated == pair[::-1])
    return Kind(earns, turns, _is_stray(pair, key), note)


def _relay_item(question: Question, key: RelayKey, strays: Sequence[str]) -> Item:
    one = question.key
    assert isinstance(one, RelayKey)
    wanted = key.stated[one.asked]
    others = [key.arrow(pair) for pair in key.stated if pair not in (wanted, wanted[::-1])]
    said = {"right": _drawn(question, key.arrow(wanted)), "round": _drawn(question, key.arrow(wanted[::-1]))}
    said |= {"missing": _drawn(question, other) for other in [*others, *strays][:1]}
    said |= {"taken": _about(_drawn(question, key.arrow(wanted), stray), stray, "") for stray in strays[:1]}
    return Item(question.id, one.asked, said)


def _drawn(question: Question, *arrows: str) -> Verdict:
    return question.judge(parse("", "\n".join(arrows)))


def _about(verdict: Verdict, words: str, mark: str = '"') -> Verdict:
    """The verdict with a place for any claim's words instead of these."""
    named, place = f"{mark}{words}{mark}", f"{mark}{{}}{mark}"
    told = (verdict.reason.replace(named, place), verdict.hint.replace(named, place))
    return Verdict(verdict.item, "", verdict.status, *told)


def _lettered(found: Sequence[Kind | None]) -> tuple[tuple[Kind | None, ...], str]:
    kinds = tuple(dict.fromkeys(found))
    return kinds, "".join(_LETTERS[kinds.index(kind)] for kind in found)
