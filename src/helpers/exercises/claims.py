"""Answers that make several claims at once, arrows or marked words: what each claim earns, found by asking the judge.

A claim earns an item, turns it round, or is a stray that takes back one item that was found; some have a note of their
own. Claims of one kind share a letter, so that all that can be drawn or marked is one short string.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from string import ascii_letters, digits
from typing import NamedTuple

from helpers.exercises.answers.arrows import RelayKey
from helpers.exercises.answers.marks import MarkedWords, SpanKey, marks_of
from helpers.exercises.question import Question, Verdict
from helpers.exercises.worksheet import parse

__all__ = ["Claims", "Item", "Kind", "relay_claims", "runs_of", "word_claims", "words_of"]

_LETTERS = ascii_letters + digits


class Kind(NamedTuple):
    """What claims of one kind do.

    Attributes:
        earns: the places in the key that they earn.
        turns: those that they turn round.
        stray: whether each takes back one that was found.
        note: a sentence on them, in which {} stands for the claim's own words.
    """

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
    """What can be claimed in one line of a worksheet.

    Attributes:
        items: its questions.
        kinds: the kinds of claims; None is for claims that the judge does not see.
        codes: the letter of each claim's kind, in order.
        same: for a claim that means just what an earlier one means, the place of that one.
        names: what arrows are drawn between.
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
    keys = [one.key for one in group if isinstance(one.key, SpanKey)]
    sentence = keys[0].sentence
    runs = [*runs_of(sentence)]
    found = [_run_kind(typed, words, group[0], keys[0]) for _, words in runs]
    stray = next((words for (_, words), kind in zip(runs, found, strict=True) if kind and kind.stray), "")

    def judged(question: Question, *marks: str) -> Verdict:
        return question.judge(parse("", f"{typed}  {'; '.join(filter(None, marks)) or 'none'}"))

    items = (_marked_item(one, key, judged, stray) for one, key in zip(group, keys, strict=True))
    return Claims(tuple(items), *_lettered(found), _repeated(typed, runs, sentence))


def words_of(sentence: str) -> list[str]:
    """The words of a sentence as they are marked; a dash that stands alone goes with the word before it.

    Args:
        sentence: parted at its blanks.

    Example:
        >>> words_of("TENARA - Panglima itu")
        ['TENARA -', 'Panglima', 'itu']
    """
    return re.findall(r"\S+(?: +[^\w\s]+(?!\S))*", sentence)


def runs_of(sentence: str) -> Iterator[tuple[tuple[int, int], str]]:
    """Each run of words of a sentence, with the first word's number and the number behind its last one.

    Args:
        sentence: parted at its blanks.

    Example:
        >>> [words for _, words in runs_of("gerombolan teroris itu")][:3]
        ['gerombolan', 'gerombolan teroris', 'gerombolan teroris itu']
    """
    words = words_of(sentence)
    yield from (((start, end), " ".join(words[start:end])) for start, end in combinations(range(len(words) + 1), 2))


def _run_kind(typed: str, words: str, question: Question, key: SpanKey) -> Kind | None:
    sheet = parse("", f"{typed}  {words}")
    lines = sheet.lines_of(typed)
    marks = list(marks_of(lines, key.sentence))
    if not marks:
        return None
    note = _note(key.fault(question, lines[0], sheet), f'"{marks[0].named[:60]}"', '"{}"')
    return Kind(tuple(key.found(marks)), (), bool(key.strays(lines)), note)


def _note(fault: str, words: str, place: str) -> str:
    """What is told of a line, as a sentence of its own, with a place for the claim's words."""
    told = fault.removeprefix(": ").replace(words, place)
    return told[:1].upper() + told[1:]


def _marked_item(question: Question, key: SpanKey, judged: Callable[..., Verdict], stray: str) -> Item:
    """An item with its verdicts; in a sentence without clear words nothing has to be marked."""
    span = key.right_answer if key.asked is not None else ""
    said = {"right": judged(question, span)}
    if span:
        said["missing"] = judged(question)
    if stray:
        said["taken"] = _about(judged(question, span, stray), MarkedWords(stray, ()).named)
    return Item(question.id, -1 if key.asked is None else key.asked, said)


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
        (('beberapa laporan', 'Islam Times'), True)
    """
    keys = [one.key for one in group if isinstance(one.key, RelayKey)]
    key, names = keys[0], keys[0].sources
    found = [_arrow_kind((one, two), group[0], key) for one in names for two in names]
    strays = [key.arrow((one, two)) for one in names for two in names if _is_stray((one, two), key)]
    items = (_relay_item(one, mine, strays) for one, mine in zip(group, keys, strict=True))
    return Claims(tuple(items), *_lettered(found), {}, tuple(key.names.shown[id] for id in names))


def _is_stray(pair: tuple[str, str], key: RelayKey) -> bool:
    return pair[0] != pair[1] and not {pair, pair[::-1]} & {*key.stated}


def _arrow_kind(pair: tuple[str, str], question: Question, key: RelayKey) -> Kind | None:
    if pair[0] == pair[1]:
        return None
    arrow = key.arrow(pair)
    sheet = parse("", arrow)
    note = _note(key.fault(question, sheet.lines[0], sheet), arrow, "{}")
    earns = tuple(at for at, stated in enumerate(key.stated) if stated == pair)
    turns = tuple(at for at, stated in enumerate(key.stated) if stated == pair[::-1])
    return Kind(earns, turns, _is_stray(pair, key), note)


def _relay_item(question: Question, key: RelayKey, strays: Sequence[str]) -> Item:
    wanted = key.stated[key.asked]
    right = key.arrow(wanted)
    others = [*(key.arrow(pair) for pair in key.stated if pair not in (wanted, wanted[::-1])), *strays]
    said = {"right": _drawn(question, right), "round": _drawn(question, key.arrow(wanted[::-1]))}
    if others:
        said["missing"] = _drawn(question, others[0])
    if strays:
        said["taken"] = _about(_drawn(question, right, strays[0]), strays[0], "")
    return Item(question.id, key.asked, said)


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
