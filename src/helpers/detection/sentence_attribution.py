"""From what was found in a text to one voice a sentence, as the codebook wants it: whose word, by which relays."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from helpers.detection.results import Attribution, Detection, LoadedCandidate
from helpers.text.spans import Span

__all__ = ["SentenceAttribution", "sentence_attributions", "voice_kind"]


@dataclass(frozen=True, slots=True)
class SentenceAttribution:
    """One sentence: its innermost attribution, the relays around it from the outermost in, and its loaded words.

    `attribution` is None for the narrator. `carried` says that the attribution stands in another sentence, whose
    quotation or report goes on here.
    """

    sentence: Span
    attribution: Attribution | None
    carried: bool
    relays: tuple[Attribution, ...]
    loaded: tuple[LoadedCandidate, ...]


def voice_kind(reading: SentenceAttribution) -> str:
    """The kind of source whose word a sentence is.

    Args:
        reading: as `sentence_attributions` gives it.

    Example:
        >>> from helpers.detection import detect
        >>> [voice_kind(reading) for reading in sentence_attributions(detect("Hujan turun."))]
        ['narrator']
    """
    return reading.attribution.kind if reading.attribution else "narrator"


def sentence_attributions(found: Detection) -> tuple[SentenceAttribution, ...]:
    """A reading of each sentence, in order.

    Args:
        found: as `detect` gives it.
    """
    starts = [sentence.start for sentence in found.sentences]
    standing: list[list[Attribution]] = [[] for _ in starts]
    loaded: list[list[LoadedCandidate]] = [[] for _ in starts]
    for one in found.attributions if starts else ():
        standing[max(0, bisect_right(starts, one.cue.start) - 1)].append(one)
    for word in found.loaded if starts else ():
        loaded[max(0, bisect_right(starts, word.start) - 1)].append(word)
    going_on = _going_on(found, starts)
    rows = zip(found.sentences, standing, loaded, strict=True)
    return tuple(_attributed(at, *row, going_on) for at, row in enumerate(rows))


def _attributed(
    at: int,
    sentence: Span,
    standing: list[Attribution],
    loaded: list[LoadedCandidate],
    going_on: dict[int, Attribution],
) -> SentenceAttribution:
    standing = [one for one in standing if one.kind != "narrator"]
    if not standing:
        return SentenceAttribution(sentence, going_on.get(at), at in going_on, (), tuple(loaded))
    voice = max(standing, key=lambda one: _innermost(one, standing))
    relays = sorted((one for one in standing if one is not voice and _relays(one, voice)), key=_nearness)
    return SentenceAttribution(sentence, voice, False, tuple(relays), tuple(loaded))


def _innermost(one: Attribution, standing: list[Attribution]) -> tuple[int, bool, int, int]:
    """How deep an attribution stands in others; then people before outlets, much content before little."""
    depth = sum(_holds(other, one) for other in standing if other is not one)
    return depth, one.kind != "outlet", sum(piece.end - piece.start for piece in one.content), -one.cue.start


def _holds(outer: Attribution, inner: Attribution) -> bool:
    return any(piece.start <= inner.cue.start and inner.cue.end <= piece.end for piece in outer.content)


def _relays(one: Attribution, voice: Attribution) -> bool:
    """Whether an attribution passes the voice on: the voice stands in what it reports, or it is an outlet's credit."""
    return _holds(one, voice) or (one.kind == "outlet" and not _holds(voice, one))


def _nearness(relay: Attribution) -> tuple[bool, int]:
    """Who relays stands before the one who is credited: "Press TV, mengutip Sputnik"."""
    return relay.rule == "credit", relay.cue.start


def _going_on(found: Detection, starts: list[int]) -> dict[int, Attribution]:
    """The sentences that lie by more than half in what an attribution of another sentence quotes or reports."""
    carried: dict[int, Attribution] = {}
    for one, piece in _pieces(found):
        home = bisect_right(starts, one.cue.start) - 1
        first = max(0, bisect_right(starts, piece.start) - 1)
        for at in range(first, len(starts)):
            sentence = found.sentences[at]
            if sentence.start >= piece.end:
                break
            shared = min(sentence.end, piece.end) - max(sentence.start, piece.start)
            if at != home and 2 * shared > sentence.end - sentence.start:
                carried.setdefault(at, one)
    return carried


def _pieces(found: Detection) -> Iterator[tuple[Attribution, Span]]:
    for quotation in found.quotations:
        if quotation.attribution is not None:
            yield found.attributions[quotation.attribution], Span(quotation.start, quotation.end)
    for one in found.attributions:
        yield from ((one, piece) for piece in one.content)
