"""Who a quotation and a pronoun hang on: antecedents, reopened quotations, speakers."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from helpers.detection.appositions import source_after
from helpers.detection.cues import CREDITS, Cue
from helpers.detection.document import SPEECH_WORDS, Document
from helpers.detection.kinds import kind_of
from helpers.detection.phrases import SourcePhrase
from helpers.detection.results import Attribution, Quotation
from helpers.detection.subjects import source_before
from helpers.text.spans import Span

__all__ = ["antecedents", "denier_before", "quotations", "subject_before"]

_MOST = 20

_DATELINE = re.compile(r"[A-Z][^\n.!?]{0,50}?(?:\.com|\.CO\.ID)?[^\n.!?]{0,30}?\s?(?:--?|[–—])\s+")


def antecedents(doc: Document, cues: Sequence[Cue]) -> list[int | None]:
    """For each cue, the number of the cue that its pronoun or -nya points back to; None where there is none.

    It is the last person who spoke; but "pejabat itu" points back to an official without a name, where one has spoken.
    """
    found: list[int | None] = []
    last: int | None = None
    unnamed: dict[str, int] = {}
    for number, cue in enumerate(cues):
        words = doc.words[cue.source.first : cue.source.last + 1] if cue.source else [""]
        found.append(unnamed.get(words[0], last) if cue.kind.follows else None)
        if cue.carried or cue.source is None or cue.kind.kind not in ("person", "unnamed") or cue.kind.paper:
            continue
        if not cue.kind.follows and cue.kind.kind == "unnamed":
            unnamed |= dict.fromkeys(words, number)
        if not _is_nested(doc, cues, number):
            last = number
    return found


def _is_nested(doc: Document, cues: Sequence[Cue], number: int) -> bool:
    """Whether a cue only stands in what another person is made to say (Sari mengatakan petugas memastikan …)."""
    before, cue = cues[number - 1] if number else None, cues[number]
    if before is None or before.rule != "speaker-verb" or before.kind.kind in ("outlet", "vague"):
        return False
    near = cue.source is not None and cue.source.first - before.last < 4
    return cue.rule == "speaker-verb" and near and doc.sentence_of(before.first) == doc.sentence_of(cue.first)


def quotations(
    doc: Document, attributions: Sequence[Attribution], resolved: Sequence[Span | None]
) -> tuple[Quotation, ...]:
    """The quotations of a text with their speakers: words of four and more, and shorter ones that somebody is given."""
    holders = _Holders(doc, attributions)
    holders.spread_back()
    found: list[Quotation] = []
    for number, (start, end) in enumerate(doc.marks.pairs):
        attribution = holders.of(number)
        if attribution is not None:
            found.append(Quotation(start, end, resolved[attribution], attribution))
        elif _is_speech(doc, start, end):
            found.append(Quotation(start, end, None, None))
    return tuple(found)


def _is_speech(doc: Document, start: int, end: int) -> bool:
    """Whether a quotation has four words or more, and is no title of a work."""
    first, last = doc.word_at(start), doc.word_at(end)
    before = doc.words[first - 1] if first else ""
    return last - first >= SPEECH_WORDS and before not in doc.lex["works"]


class _Holders:
    """Which attribution each quotation hangs on, by number; found as far as it is asked for, in reading order."""

    def __init__(self, doc: Document, attributions: Sequence[Attribution]) -> None:
        self.doc, self.attributions, self.pairs = doc, attributions, doc.marks.pairs
        self.cues = [attribution.cue.start for attribution in attributions]
        self.held: dict[int, int] = {}
        for index, attribution in enumerate(attributions):
            for content in attribution.content:
                self._hold(index, attribution, content)

    def _hold(self, index: int, attribution: Attribution, content: Span) -> None:
        """Give the quotations within a content to its attribution; a tag's own quotation stays its own."""
        first = bisect_left(self.doc.pair_starts, content.start)
        for number in range(first, min(first + _MOST, len(self.pairs))):
            if self.pairs[number][0] >= content.end:
                break
            if number in self.held and attribution.rule in CREDITS:
                continue
            own = self.pairs[number] == (content.start, content.end)
            long = _is_speech(self.doc, *self.pairs[number])
            if own or long:
                self.held[number] = index

    def spread_back(self) -> None:
        """A quotation right before a tagged one, with nothing between them, is the same speaker's."""
        for number in range(len(self.pairs) - 2, -1, -1):
            between = self.doc.text[self.pairs[number][1] : self.pairs[number + 1][0]][:4]
            if number not in self.held and number + 1 in self.held and not between.strip() and len(between) < 4:
                self.held[number] = self.held[number + 1]

    def of(self, number: int) -> int | None:
        """The attribution of a quotation: the one that it is content of, or that of a neighbour."""
        if number not in self.held and _is_speech(self.doc, *self.pairs[number]):
            neighbour = self._reopened(number)
            neighbour = self._following(number) if neighbour is None else neighbour
            neighbour = self._preceding(number) if neighbour is None else neighbour
            if neighbour is not None:
                self.held[number] = neighbour
        return self.held.get(number)

    def _sentence(self, place: int) -> int:
        return self.doc.sentence_of(min(self.doc.word_at(place), len(self.doc.words) - 1))

    def _reopened(self, number: int) -> int | None:
        """The attribution of the quotation before, where this one opens in the same sentence or the next."""
        before = self.held.get(number - 1)
        if before is None:
            return None
        end, start = self.pairs[number - 1][1], self.pairs[number][0]
        near = self._sentence(start) - self.doc.sentence_of(max(0, self.doc.word_at(end) - 1)) <= 1
        return before if near and self.doc.text.count("\n", end, start) <= 2 else None

    def _following(self, number: int) -> int | None:
        """The attribution of a sentence right behind that points back (Hal itu disampaikan Sari)."""
        word = self.doc.word_at(self.pairs[number][1])
        if word >= len(self.doc.words) or self.doc.words[word] not in self.doc.lex["points_back"]:
            return None
        sentence = self.doc.sentences[self.doc.sentence_of(word)]
        index = bisect_left(self.cues, sentence.start)
        told = index < len(self.cues) and self.attributions[index].rule in ("passive-speaker", "passive-nya")
        return index if told and self.cues[index] < sentence.end else None

    def _preceding(self, number: int) -> int | None:
        """The last attribution to a person in the sentence right before."""
        start = self.pairs[number][0]
        index, sentence = bisect_left(self.cues, start) - 1, self._sentence(start)
        while index >= 0 and self.attributions[index].rule in CREDITS:
            index -= 1
        if index < 0 or sentence == 0 or self.cues[index] < self.doc.sentences[sentence - 1].start:
            return None
        return index if self.attributions[index].kind in ("person", "unnamed") else None


def denier_before(doc: Document, word: int) -> Span | None:
    """Whoever is the subject of the sentence before, where that ends with a verb of saying (Sari membantah.)."""
    sentence = doc.sentence_of(word) - 1
    first, stop = doc.words_of(sentence) if sentence >= 0 else (0, 0)
    if stop - first < 2 or doc.words[stop - 1].removesuffix("nya") not in doc.lex["verbs_before"]:
        return None
    source = source_before(doc, stop - 2, first)
    return source.span if source and kind_of(doc, source).kind in ("person", "unnamed") else None


def subject_before(doc: Document, word: int) -> Span | None:
    """A person who is the subject of one of the sentences before, for -nya without any source before it."""
    last = doc.sentence_of(word) - 1
    for sentence in range(last, max(-1, last - 3), -1):
        first, stop = doc.words_of(sentence)
        first = _behind_dateline(doc, sentence, first)
        source = source_after(doc, first, stop) if first < stop and doc.quoted[first] < 0 else None
        if source and _acts(doc, source, stop) and kind_of(doc, source).kind == "person":
            return source.span
    return None


def _behind_dateline(doc: Document, sentence: int, first: int) -> int:
    """The first word behind a dateline (Jakarta, Kabar Kota -- Sari …)."""
    start = doc.sentences[sentence].start
    dateline = _DATELINE.match(doc.text, start)
    return doc.word_at(dateline.end()) if dateline else first


def _acts(doc: Document, source: SourcePhrase, stop: int) -> bool:
    """Whether a sentence goes on in small letters behind a name at its beginning."""
    after = source.last + 1
    if after >= stop or doc.is_capital(after) or not doc.is_capital(source.first):
        return False
    if doc.words[source.first] in doc.lex["starters"] or doc.words[source.last] in doc.lex["pointing"]:
        return False
    return not doc.text[source.start : source.end].isupper()
