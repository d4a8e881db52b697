"""Runs of characters of a text, and quoted words found in it exactly once, or the words that come nearest."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

__all__ = ["QuoteError", "Span", "find_once", "nearest"]


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
