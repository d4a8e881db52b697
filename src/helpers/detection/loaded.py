"""Loaded words, as candidates for discussion, and the voice that each stands in."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cache

from helpers.article.codebook import TECHNIQUES
from helpers.detection.document import Document
from helpers.detection.lexicon import LoadedWord
from helpers.detection.results import Attribution, LoadedCandidate, Quotation

__all__ = ["loaded_words"]

_NEAR = 12


def loaded_words(
    doc: Document, attributions: Sequence[Attribution], quotations: Sequence[Quotation]
) -> tuple[LoadedCandidate, ...]:
    """The loaded words of a text, each with its technique and its voice."""
    voices = _Voices(doc, attributions, quotations)
    return tuple(_loaded(first, last, entry, doc, voices) for first, last, entry in _hits(doc))


def _hits(doc: Document) -> Iterator[tuple[int, int, LoadedWord]]:
    covered, entries = -1, doc.lex.loaded
    for at in [at for at, word in enumerate(doc.words) if word in entries]:
        for entry in doc.lex.loaded_at(doc.words, at) if at > covered else ():
            last = at + len(entry.parts) - 1
            if not any(doc.gap(word).strip() for word in range(at + 1, last + 1)) and not _is_in_name(doc, at, last):
                first, covered = _grown(doc, at, last, entry, covered)
                if entry.technique in TECHNIQUES:
                    yield first, covered, entry
                break


def _is_in_name(doc: Document, first: int, last: int) -> bool:
    """Whether a word is part of a name with other capitals (Badan Nasional Penanggulangan Terorisme)."""
    if first != last or not doc.is_capital(first) or doc.lex.has(doc.words[first], "names", "heads"):
        return False
    before = first > doc.bounds(first)[0] and doc.is_capital(first - 1) and not doc.gap(first).strip()
    return before or (first + 1 < len(doc.words) and doc.is_capital(first + 1) and not doc.gap(first + 1).strip())


def _grown(doc: Document, first: int, last: int, entry: LoadedWord, covered: int) -> tuple[int, int]:
    """A label with the group that it judges: kelompok teroris, teroris ISIS."""
    if entry.technique != "label":
        return first, last
    head = first == last and doc.words[first] in doc.lex["heads"]
    if first - 1 > covered and doc.words[first - 1] in doc.lex["groups"] and doc.gap(first) == " ":
        first -= not head or doc.words[first - 1] in doc.lex["group_nouns"]
    behind = last + 1
    if head:
        return first, _through_name(doc, behind) - 1
    if behind < len(doc.words) and doc.gap(behind) == " ":
        judged = doc.is_capital(behind) and doc.words[behind] in doc.lex.loaded
        last += judged or doc.words[behind] in ("isis", "daesh", "pki", "opm")
    return first, last


def _through_name(doc: Document, word: int) -> int:
    """The word behind a name of up to three words that a noun of judgement takes along (rezim Assad)."""
    low = word
    while word < min(low + 3, len(doc.words)) and doc.gap(word) in (" ", "-"):
        joins = word > low and doc.words[word].startswith(("al-", "el-"))
        if not (doc.is_capital(word) or joins) or doc.words[word] in doc.lex["weekdays"]:
            break
        word += 1
    return word


def _loaded(first: int, last: int, entry: LoadedWord, doc: Document, voices: _Voices) -> LoadedCandidate:
    start, end = doc.starts[first], doc.ends[last]
    voice, source = voices.of(start)
    return LoadedCandidate(start, end, entry.technique, voice, source, _reason(entry))


@cache
def _reason(entry: LoadedWord) -> str:
    plainer = f"; plainer: {entry.plainer}" if entry.plainer else ""
    return f"`{entry.words}`: {TECHNIQUES[entry.technique]}{plainer}"


class _Voices:
    """Whose words stand at a place: looked up by what was quoted, then by what was attributed."""

    def __init__(self, doc: Document, attributions: Sequence[Attribution], quotations: Sequence[Quotation]) -> None:
        self.pairs = sorted(doc.marks.pairs)
        self.pair_starts = [start for start, _ in self.pairs]
        self.speaker = {(quotation.start, quotation.end): quotation.attribution for quotation in quotations}
        self.pieces = sorted(
            (content.start, content.end, index)
            for index, attribution in enumerate(attributions)
            for content in attribution.content
        )
        self.piece_starts = [piece[0] for piece in self.pieces]

    def of(self, place: int) -> tuple[str, int | None]:
        """The voice at a place, and the number of the attribution that it belongs to."""
        number = bisect_right(self.pair_starts, place) - 1
        if number >= 0 and self.pairs[number][1] > place:
            quoted = self.speaker.get(self.pairs[number])
            return "quoted", quoted if quoted is not None else self._attribution(place)
        index = self._attribution(place)
        return ("narrator", None) if index is None else ("paraphrase", index)

    def _attribution(self, place: int) -> int | None:
        """The innermost attribution whose content covers a place: the one that begins last."""
        number = bisect_right(self.piece_starts, place) - 1
        low = max(-1, number - _NEAR)
        best: tuple[int, int, int] | None = None
        while number > low:
            piece = self.pieces[number]
            if piece[1] > place and (best is None or piece[:2] == best[:2] or piece[0] > best[0] or piece[1] < best[1]):
                best = piece if best is None or piece[1] <= best[1] else best
            number -= 1
        return None if best is None else best[2]
