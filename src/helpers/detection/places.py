"""Findings in the words as they are read, placed in the text as it was given."""

from __future__ import annotations

from dataclasses import replace
from typing import TypeVar

from helpers.detection.results import Attribution, Detection, LoadedCandidate, Passage, Quotation
from helpers.text.scraped import Reading
from helpers.text.spans import Span

__all__ = ["placed"]

T = TypeVar("T", Quotation, LoadedCandidate, Passage)


def placed(found: Detection, reading: Reading) -> Detection:
    """The same findings, with spans that count in a text as it was given.

    Args:
        found: what was found in the words of the reading.
        reading: the same text as a reader reads it.

    Example:
        >>> from helpers.detection import detect
        >>> detect("Hujan turun, kata <b>Sa\u00adri</b>.").attributions[0].source
        Span(start=21, end=26)
    """
    quotations = (replace(one, speaker=one.speaker and reading.given(one.speaker)) for one in found.quotations)
    return Detection(
        found.text,
        tuple(map(reading.given, found.sentences)),
        tuple(_attribution(one, reading) for one in found.attributions),
        tuple(_given(one, reading) for one in quotations),
        tuple(_given(one, reading) for one in found.loaded),
        found.warnings,
        found.language,
        tuple(_given(one, reading) for one in found.passages),
    )


def _attribution(one: Attribution, reading: Reading) -> Attribution:
    source = reading.given(one.source) if one.source else None
    return replace(one, cue=reading.given(one.cue), source=source, content=tuple(map(reading.given, one.content)))


def _given(one: T, reading: Reading) -> T:
    span = reading.given(Span(one.start, one.end))
    return replace(one, start=span.start, end=span.end)
