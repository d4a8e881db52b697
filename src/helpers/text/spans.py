"""Runs of characters of a text, and quoted words that stand in it exactly once, or those that come nearest."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

__all__ = ["QuoteError", "Span", "find_once", "nearest", "once", "stands_once"]


_MOST_NEIGHBOURS = 5


class QuoteError(Exception):
    """A quote is not in its text, or is there more than once; the message names the nearest match."""


def find_once(quote: str, text: str) -> tuple[int, int]:
    """Start and end (characters, end excluded) of the one place where `quote` stands in `text`.

    Args:
        quote: the words as typed.
        text: the sentence or article they were copied from.

    Raises:
        QuoteError: the quote is empty, is not there, or is there more than once.

    Example:
        >>> find_once("sumber-sumber lokal", "Menurut sumber-sumber lokal, HTS maju.")
        (8, 27)
        >>> find_once("sumber sumber lokal", "Menurut sumber-sumber lokal, HTS maju.")
        Traceback (most recent call last):
        ...
        helpers.text.spans.QuoteError: "sumber sumber lokal" is not there; nearest: "sumber-sumber lokal"
    """
    if not quote.strip():
        raise QuoteError("the quote is empty; type the words it stands for")
    places = [match.start() for match in re.finditer(f"(?={re.escape(quote)})", text)]
    if not places:
        raise QuoteError(f'"{quote}" is not there; nearest: "{nearest(quote, text)}"')
    if len(places) > 1:
        raise QuoteError(f'"{quote}" is there {len(places)} times; add a neighbouring word to say which')
    return places[0], places[0] + len(quote)


def nearest(quote: str, text: str) -> str:
    """The run of words in `text` that is most like `quote`; empty only where the text has no words.

    Args:
        quote: words that were not found.
        text: where they were looked for.

    Example:
        >>> nearest("teroris Takfri", "wilayah itu dari teroris Takfiri.")
        'teroris Takfiri'
    """
    words = [(match.start(), match.end()) for match in re.finditer(r"\w[\w-]*", text)]
    length = max(1, len(quote.split()))
    runs = [
        text[words[first][0] : words[first + size - 1][1]]
        for size in range(max(1, length - 1), length + 2)
        for first in range(len(words) - size + 1)
    ]
    matcher = SequenceMatcher(None, b=quote.casefold(), autojunk=False)
    shortlist = sorted(dict.fromkeys(runs), key=lambda run: _ratio(matcher, run, quick=True), reverse=True)[:30]
    return max(shortlist, key=lambda run: _ratio(matcher, run)) if shortlist else text.strip()


def _ratio(matcher: SequenceMatcher[str], run: str, quick: bool = False) -> float:
    matcher.set_seq1(run.casefold())
    return matcher.quick_ratio() if quick else matcher.ratio()


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A run of characters of the text, counted from 0, end excluded.

    Example:
        >>> Span(0, 4).of("Kata siapa?")
        'Kata'
    """

    start: int
    end: int

    def of(self, text: str) -> str:
        """The words that the span covers."""
        return text[self.start : self.end]


def once(span: Span, sentence: Span, text: str) -> str:
    """The words of a span, with as many neighbours as it takes for them to stand in the sentence once; or nothing.

    Args:
        span: the words that are meant.
        sentence: where they stand; what of the span lies outside is left out.
        text: what both spans count in.

    Example:
        >>> text = "Hujan, kata ibu, kata ayah."
        >>> once(Span(17, 21), Span(0, 27), text)
        'ibu, kata'
    """
    whole = sentence.of(text)
    start, end = max(span.start, sentence.start), min(span.end, sentence.end)
    for _ in range(_MOST_NEIGHBOURS):
        if start >= end or stands_once(text[start:end], whole):
            break
        start = _left(text, start, sentence.start)
        if not stands_once(text[start:end], whole):
            end = _right(text, end, sentence.end)
    words = text[start:end].strip()
    return words if stands_once(words, whole) else ""


def stands_once(words: str, within: str) -> bool:
    """Whether words stand in others exactly once.

    Args:
        words: what is looked for.
        within: where.

    Example:
        >>> stands_once("kata", "kata demi kata"), stands_once("demi", "kata demi kata")
        (False, True)
    """
    try:
        return bool(find_once(words, within))
    except QuoteError:
        return False


def _left(text: str, at: int, limit: int) -> int:
    """Past the blanks before a place, then past the word before them."""
    while at > limit and text[at - 1].isspace():
        at -= 1
    while at > limit and not text[at - 1].isspace():
        at -= 1
    return at


def _right(text: str, at: int, limit: int) -> int:
    while at < limit and text[at].isspace():
        at += 1
    while at < limit and not text[at].isspace():
        at += 1
    return at
