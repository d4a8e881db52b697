"""Whose word each sentence is: the codebook's layer 1, read off what was detected."""

from __future__ import annotations

from bisect import bisect_left

from helpers.detection.results import Attribution, Detection
from helpers.spans import Span

__all__ = ["sentence_voices"]


def sentence_voices(detection: Detection) -> tuple[int | None, ...]:
    """For each sentence the number of the attribution that gives it away; None where the article itself speaks.

    Where sources are stacked, it is the innermost one. A sentence within a quotation of several sentences, or in a
    quotation that reopens beside a tagged one, is its speaker's.

    Args:
        detection: what `detect` has found in a text.

    Example:
        >>> from helpers.detection import detect
        >>> sentence_voices(detect("Mengutip Antara, Sari mengatakan jalan itu rusak. Hujan turun."))
        (1, None)
    """
    starts = [attribution.cue.start for attribution in detection.attributions]
    return tuple(_voice(detection, starts, sentence) for sentence in detection.sentences)


def _voice(detection: Detection, starts: list[int], sentence: Span) -> int | None:
    first, last = bisect_left(starts, sentence.start), bisect_left(starts, sentence.end)
    if first == last:
        return _quoted(detection, sentence)
    spoken = [number for number in range(first, last) if detection.attributions[number].rule != "credit"]
    return _innermost(detection.attributions, spoken or list(range(first, last)))


def _innermost(attributions: tuple[Attribution, ...], numbers: list[int]) -> int:
    """The first attribution, or the one that stands in its content, and so on inwards."""
    voice = numbers[0]
    for number in numbers[1:]:
        cue = attributions[number].cue
        if any(content.start <= cue.start < content.end for content in attributions[voice].content):
            voice = number
    return voice


def _quoted(detection: Detection, sentence: Span) -> int | None:
    """The attribution of the quotation that covers most of a sentence."""
    number = bisect_left(detection.quotations, sentence.start, key=lambda quotation: quotation.start)
    for quotation in detection.quotations[max(0, number - 1) : number + 1]:
        shared = min(quotation.end, sentence.end) - max(quotation.start, sentence.start)
        if 2 * shared > sentence.end - sentence.start:
            return quotation.attribution
    return None
