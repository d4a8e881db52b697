"""The words of a span as an annotation quotes them: such that they stand in their sentence exactly once."""

from __future__ import annotations

from helpers.text.spans import QuoteError, Span, find_once

__all__ = ["once", "stands_once"]

_MOST_NEIGHBOURS = 5


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
