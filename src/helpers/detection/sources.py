"""From what was found to the codebook's view: one voice a sentence, and which mentions are one source."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain, count

from helpers.detection.lexicon import lexicon
from helpers.detection.results import Attribution, Detection, LoadedCandidate
from helpers.text.spans import Span

__all__ = [
    "MentionedSource",
    "MentionedSources",
    "SentenceAttribution",
    "sentence_attributions",
    "slug_of",
    "voice_kind",
]


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

    Example:
        >>> from helpers.detection import detect
        >>> [voice_kind(reading) for reading in sentence_attributions(detect("Hujan turun."))]
        ['narrator']
    """
    return reading.attribution.kind if reading.attribution else "narrator"


def sentence_attributions(found: Detection) -> tuple[SentenceAttribution, ...]:
    """A reading of each sentence, in order."""
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


_JOINT = "dan"
_NAMED = frozenset(["person", "organisation", "outlet"])


@dataclass(slots=True)
class MentionedSource:
    """One source as a draft suggests it; the longest of the words by which the text calls it is kept."""

    id: str
    kind: str
    described: str | None
    as_written: str
    reason: str
    words: set[str] = field(default_factory=set)


class MentionedSources:
    """The sources of a text, gathered as its attributions come."""

    def __init__(self, text: str) -> None:
        """Begin with no source; `text` is what the attributions' spans count in."""
        self._text = text
        self.known: list[MentionedSource] = []

    def of(self, one: Attribution) -> MentionedSource:
        """The source that an attribution speaks of: one that is known, or a new one.

        Args:
            one: an attribution; call this in the order of the text, because "he" is whoever came before.
        """
        words = one.source.of(self._text) if one.source else ""
        if self._points_back(one, words):
            before = [known for known in self.known if known.kind == one.kind]
            before = before or [known for known in self.known if known.kind not in ("outlet", "vague")]
            if before:
                return self._last(before[-1])
        for known in reversed(self.known):
            if known.kind == one.kind and self._same(known, _telling(words, one.kind)):
                return self._last(self._met_again(known, one, words))
        return self._new(one, words or one.cue.of(self._text))

    def _points_back(self, one: Attribution, words: str) -> bool:
        if words.casefold().strip(" ,.") in lexicon()["stand_for_the_last"] or one.link == "carried":
            return True
        return not words and one.kind != "vague"

    def _same(self, known: MentionedSource, words: set[str]) -> bool:
        if not words or not known.words or (_JOINT in words) != (_JOINT in known.words):
            return False
        return words <= known.words or known.words <= words

    def _met_again(self, known: MentionedSource, one: Attribution, words: str) -> MentionedSource:
        if len(words) > len(known.as_written):
            known.as_written = words
        known.words |= _telling(words, one.kind)
        known.described = known.described if known.described not in (None, "none") else one.described
        return known

    def _last(self, identity: MentionedSource) -> MentionedSource:
        """The one who was spoken of last is whom a pronoun means next."""
        self.known.remove(identity)
        self.known.append(identity)
        return identity

    def _new(self, one: Attribution, words: str) -> MentionedSource:
        described = (one.described or "none") if one.kind == "unnamed" else None
        telling = _telling(words, one.kind)
        identity = MentionedSource(self._id(words, one.kind), one.kind, described, words, one.reason, telling)
        self.known.append(identity)
        return identity

    def _id(self, words: str, kind: str) -> str:
        """A short id that is free: a person's last name, else the first words."""
        names = [word for word in re.findall(r"[\w’'-]+", words) if word[:1].isupper()]
        chosen = (
            names[-1:] if kind == "person" and names else (names[:4] if kind in _NAMED and names else words.split()[:4])
        )
        slug = slug_of(" ".join(chosen)) or kind
        taken = {known.id for known in self.known} | {"narrator", "publisher"}
        return next(id for id in chain([slug], (f"{slug}-{number}" for number in count(2))) if id not in taken)


def slug_of(words: str) -> str:
    """Words as an id: ASCII letters and digits, parted by hyphens.

    Example:
        >>> slug_of("Kementerian Pertanian (Kementan)")
        'kementerian-pertanian-kementan'
    """
    plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode().casefold()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:60].strip("-")


def _telling(words: str, kind: str) -> set[str]:
    """The words that tell one source from another: of somebody named the capitalised ones, and an "and" between two."""
    found = re.findall(r"[\w’'-]+", words)
    if kind in _NAMED and (capitals := {word.casefold() for word in found if word[:1].isupper()}):
        return capitals | ({_JOINT} & {*found})
    return {word.casefold() for word in found} - lexicon()["around_names"]
