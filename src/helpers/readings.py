"""From what was found in a text to one voice a sentence, as the codebook wants it: whose word, by which relays."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from helpers.detection.results import Attribution, Detection, Loaded, Span
from helpers.detection.voices import sentence_voices

__all__ = ["Reading", "readings", "voice_kind"]


@dataclass(frozen=True, slots=True)
class Reading:
    """One sentence: its innermost attribution, the relays around it from the outermost in, and its loaded words.

    `attribution` is None for the narrator. `carried` says that the attribution stands in another sentence, whose
    quotation or report goes on here.
    """

    sentence: Span
    attribution: Attribution | None
    carried: bool
    relays: tuple[Attribution, ...]
    loaded: tuple[Loaded, ...]


def voice_kind(reading: Reading) -> str:
    """The kind of source whose word a sentence is.

    Args:
        reading: as `readings` gives it.

    Example:
        >>> from helpers.detection import detect
        >>> [voice_kind(reading) for reading in readings(detect("Hujan turun."))]
        ['narrator']
    """
    return reading.attribution.kind if reading.attribution else "narrator"


def readings(found: Detection) -> tuple[Reading, ...]:
    """A reading of each sentence, in order.

    Args:
        found: as `detect` gives it.
    """
    voices = sentence_voices(found)
    starts = [sentence.start for sentence in found.sentences]
    standing: list[list[Attribution]] = [[] for _ in starts]
    loaded: list[list[Loaded]] = [[] for _ in starts]
    for one in found.attributions if starts else ():
        standing[max(0, bisect_right(starts, one.cue.start) - 1)].append(one)
    for word in found.loaded if starts else ():
        loaded[max(0, bisect_right(starts, word.start) - 1)].append(word)
    spoken = [None if number is None else found.attributions[number] for number in voices]
    return tuple(_reading(*row) for row in zip(found.sentences, spoken, standing, loaded, strict=True))


def _reading(sentence: Span, voice: Attribution | None, standing: list[Attribution], loaded: list[Loaded]) -> Reading:
    carried = voice is not None and voice not in standing
    others = [] if voice is None or carried else [one for one in standing if one is not voice and _relays(one, voice)]
    return Reading(sentence, voice, carried, tuple(sorted(others, key=_nearness)), tuple(loaded))


def _holds(outer: Attribution, inner: Attribution) -> bool:
    return any(piece.start <= inner.cue.start and inner.cue.end <= piece.end for piece in outer.content)


def _relays(one: Attribution, voice: Attribution) -> bool:
    """Whether an attribution passes the voice on: the voice stands in what it reports, or it is an outlet's credit."""
    return _holds(one, voice) or (one.kind == "outlet" and not _holds(voice, one))


def _nearness(relay: Attribution) -> tuple[bool, int]:
    """Who relays stands before the one who is credited: "Press TV, mengutip Sputnik"."""
    return relay.rule == "credit", relay.cue.start
