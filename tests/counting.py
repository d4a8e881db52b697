"""How much work a regular expression makes: a matcher that goes the ways that Python's own goes, and counts its steps.

Python's takes shortcuts and makes fewer steps. Where the steps here grow with the length of a text, and not with its
square, those of Python do, too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from re import _compiler, _constants, _parser  # type: ignore[attr-defined]

__all__ = ["attacks", "steps"]

_REPEATS = (_constants.MAX_REPEAT, _constants.MIN_REPEAT, _constants.POSSESSIVE_REPEAT)
_ALPHABET = "a1 0Sz_-.()[];,/><=#~`*:\"'|&%!?\t\n–…→»é\x00"


class TooManyError(Exception):
    """More steps than were asked for."""


@cache
def _tree(pattern: re.Pattern[str]) -> list:
    return list(_parser.parse(pattern.pattern, pattern.flags))


def steps(pattern: re.Pattern[str], text: str, anywhere: bool, most: int) -> int:
    """The steps of a match at the beginning, or of a search for all matches in a text; not more than `most`."""
    counted = _Counted(pattern, text, most)
    at = 0
    try:
        while at <= len(text):
            end = next(counted.ends(_tree(pattern), at), None)
            if not anywhere:
                break
            at = end if end is not None and end > at else at + 1
    except TooManyError:
        pass
    return counted.steps


class _Counted:
    def __init__(self, pattern: re.Pattern[str], text: str, most: int) -> None:
        self._pattern, self._text, self._most, self.steps = pattern, text, most, 0

    def ends(self, items: list, at: int) -> Iterator[int]:
        """Every place where a match of the items may end, in the order in which they are tried."""
        if not items:
            yield at
        else:
            for middle in self._one(items[0], at):
                yield from self.ends(items[1:], middle)

    def _one(self, item: tuple, at: int) -> Iterator[int]:
        self.steps += 1
        if self.steps > self._most:
            raise TooManyError
        kind, told = item
        if kind in _REPEATS:
            low, high, inner = told
            ways = self._repeated(kind, low, high, list(inner), at, 0)
            yield from ways if kind is not _constants.POSSESSIVE_REPEAT else _first(ways)
        elif kind is _constants.BRANCH:
            for way in told[1]:
                yield from self.ends(list(way), at)
        elif kind is _constants.SUBPATTERN:
            yield from self.ends(list(told[-1]), at)
        elif kind is _constants.ATOMIC_GROUP:
            yield from _first(self.ends(list(told), at))
        elif kind in (_constants.ASSERT, _constants.ASSERT_NOT) and told[0] > 0:
            there = next(self.ends(list(told[1]), at), None) is not None
            yield from (at,) if there == (kind is _constants.ASSERT) else ()
        elif match := _leaf(self._pattern, item).match(self._text, at):
            yield match.end()

    def _repeated(self, kind: object, low: int, high: int, inner: list, at: int, count: int) -> Iterator[int]:
        if kind is _constants.MIN_REPEAT and count >= low:
            yield at
        if count < high:
            for middle in self.ends(inner, at):
                if middle > at or count < low:
                    yield from self._repeated(kind, low, high, inner, middle, count + 1)
        if kind is not _constants.MIN_REPEAT and count >= low:
            yield at


def _first(ways: Iterator[int]) -> Iterator[int]:
    yield from (way for way in [next(ways, None)] if way is not None)


_LEAVES: dict[tuple[int, int], re.Pattern[str]] = {}


def _leaf(pattern: re.Pattern[str], item: tuple) -> re.Pattern[str]:
    """A pattern that is nothing but one character, one place, or what must stand before it."""
    key = id(item), id(pattern)  # of trees that are kept
    if key not in _LEAVES:
        flags = pattern.flags & (re.IGNORECASE | re.DOTALL | re.MULTILINE)
        whole = _parser.parse(pattern.pattern, pattern.flags)
        _LEAVES[key] = _compiler.compile(_parser.SubPattern(whole.state, [item]), flags)
    return _LEAVES[key]


def attacks(pattern: re.Pattern[str]) -> Iterator[tuple[str, str, str]]:
    """Beginnings, what is repeated without end, and endings: what a repetition of the pattern can be made to read."""
    for before, inner in _repetitions(pattern, _tree(pattern), ""):
        for pump in dict.fromkeys([*_examples(pattern, inner), *filter(None, _characters(pattern, inner))]):
            for start in {"", before}:
                for end in ("\x00", "", "a", " ", "\x00" + before):
                    yield start, pump, end


def _repetitions(pattern: re.Pattern[str], items: list, before: str) -> Iterator[tuple[str, list]]:
    for item in items:
        kind, told = item
        if kind in _REPEATS and told[1] is _constants.MAXREPEAT:
            yield before, list(told[2])
        for inner in _inside(item):
            yield from _repetitions(pattern, inner, before)
        before += next(iter(_examples(pattern, [item])), "")


def _inside(item: tuple) -> list[list]:
    kind, told = item
    if kind in _REPEATS:
        return [list(told[2])]
    if kind is _constants.BRANCH:
        return [list(way) for way in told[1]]
    if kind is _constants.SUBPATTERN:
        return [list(told[-1])]
    if kind is _constants.ATOMIC_GROUP:
        return [list(told)]
    return [list(told[1])] if kind in (_constants.ASSERT, _constants.ASSERT_NOT) else []


def _examples(pattern: re.Pattern[str], items: list) -> list[str]:
    """Some texts that the items match."""
    found = [""]
    for item in items:
        kind, told = item
        if kind in (_constants.ASSERT, _constants.ASSERT_NOT, _constants.AT):
            continue
        if kind in _REPEATS:
            ways = [one * max(1, told[0]) for one in _examples(pattern, list(told[2]))]
        elif inside := _inside(item):
            ways = [one for way in inside for one in _examples(pattern, way)]
        else:
            ways = _characters(pattern, [item])[:2]
        found = [one + way for one in found for way in ways][:6]
    return found


def _characters(pattern: re.Pattern[str], items: list) -> list[str]:
    """Characters that some part of the items matches."""
    found: list[str] = []
    for item in items:
        if inside := _inside(item):
            found += [one for way in inside for one in _characters(pattern, way)]
        elif item[0] is _constants.LITERAL:
            found.append(chr(item[1]))
        elif item[0] is not _constants.AT:
            found += [one for one in _different(pattern) if _leaf(pattern, item).match(one)]
    return found


@cache
def _different(pattern: re.Pattern[str]) -> list[str]:
    """Characters of which no two are alike to the pattern."""
    leaves = list(_leaves(_tree(pattern)))
    kinds = {tuple(bool(_leaf(pattern, item).match(one)) for item in leaves): one for one in reversed(_ALPHABET)}
    return list(kinds.values())


def _leaves(items: list) -> Iterator[tuple]:
    for item in items:
        inside = _inside(item)
        for inner in inside:
            yield from _leaves(inner)
        if not inside and item[0] is not _constants.AT:
            yield item
