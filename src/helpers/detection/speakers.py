"""Who a quotation and a pronoun hang on: antecedents, reopened quotations, speakers."""

from __future__ import annotations

from collections.abc import Sequence

from helpers.detection.cues import Cue
from helpers.detection.document import Document
from helpers.detection.kinds import kind_of
from helpers.detection.results import Attribution, Quotation
from helpers.detection.sources import Source, source_after
from helpers.spans import Span

__all__ = ["antecedents", "quotations"]

_POINTS_BACK = frozenset({"hal", "itu", "demikian", "pernyataan", "ungkapan", "ucapan", "kalimat"})
_TITLES = frozenset(
    "video tonton simak bertajuk berjudul lagu film buku novel serial album acara program tema bertema judul tagar slogan bertuliskan tulisan istilah".split()
)


def antecedents(cues: Sequence[Cue]) -> list[int | None]:
    """For each cue, the number of the cue that its pronoun or -nya points back to; None where there is none.

    Args:
        cues: the cues of a text, in reading order.
    """
    found: list[int | None] = []
    last: int | None = None
    for number, cue in enumerate(cues):
        follows = cue.kind.follows
        found.append(last if follows else None)
        speaks = cue.kind.kind in ("person", "unnamed") and "speaks for its issuer" not in cue.kind.reason
        if not follows and cue.source and speaks and not _is_nested(cues, number):
            last = number
    return found


def _is_nested(cues: Sequence[Cue], number: int) -> bool:
    """Whether a cue only stands in what another person is made to say (Sari mengatakan petugas memastikan …)."""
    before, cue = cues[number - 1] if number else None, cues[number]
    if before is None or before.rule != "speaker-verb" or before.kind.kind in ("outlet", "vague"):
        return False
    return cue.rule == "speaker-verb" and cue.source is not None and cue.source.first - before.last < 4


def quotations(doc: Document, attributions: Sequence[Attribution], resolved: Sequence[Span | None]) -> tuple[Quotation, ...]:
    """The quotations of a text with their speakers: words of four and more, and shorter ones that somebody is given.

    Args:
        doc: the text.
        attributions: what has been attributed, in reading order.
        resolved: for each attribution, the words that name its source, pronouns followed back.
    """
    holder = _holders(doc, attributions)
    found: list[Quotation] = []
    _spread_back(doc, holder)
    for number, (start, end) in enumerate(doc.marks.pairs):
        attribution = holder.get(number)
        if attribution is None and not _is_speech(doc, start, end):
            continue
        if attribution is None:
            attribution = _beside(doc, number, holder, attributions)
        speaker = None if attribution is None else resolved[attribution]
        if attribution is not None:
            holder[number] = attribution
        found.append(Quotation(start, end, speaker, attribution))
    return tuple(found)


def _holders(doc: Document, attributions: Sequence[Attribution]) -> dict[int, int]:
    """For each quotation the attribution that has it as content, or part of its content; the innermost wins."""
    pairs = doc.marks.pairs
    held: dict[int, int] = {}
    if not pairs:
        return held
    starts = [start for start, _ in pairs]
    from bisect import bisect_left

    for index, attribution in enumerate(attributions):
        for content in attribution.content:
            number = bisect_left(starts, content.start)
            while number < len(pairs) and pairs[number][0] < content.end:
                short = doc.word_at(pairs[number][1]) - doc.word_at(pairs[number][0]) < 4
                if not short or pairs[number] == (content.start, content.end):
                    before = held.get(number)
                    exact = pairs[number] == (content.start, content.end)
                    if before is None or exact or attribution.rule != "credit":
                        held[number] = index
                number += 1
    return held


def _spread_back(doc: Document, holder: dict[int, int]) -> None:
    """A quotation right before a tagged one, with nothing between them, is the same speaker's."""
    pairs = doc.marks.pairs
    for number in range(len(pairs) - 2, -1, -1):
        between = doc.text[pairs[number][1] : pairs[number + 1][0]]
        if number not in holder and number + 1 in holder and not between.strip() and between.count("\n") < 3:
            holder[number] = holder[number + 1]


def _is_speech(doc: Document, start: int, end: int) -> bool:
    first, last = doc.word_at(start), doc.word_at(end)
    if last - first < 4:
        return False
    before = doc.words[first - 1] if first else ""
    return before not in _TITLES


def _beside(doc: Document, number: int, holder: dict[int, int], attributions: Sequence[Attribution]) -> int | None:
    """The attribution of a quotation without a tag: it reopens beside a tagged one, or its neighbour says whose it is."""
    start, end = doc.marks.pairs[number]
    first = doc.word_at(start)
    if first >= len(doc.words):
        return None
    sentence = doc.sentence_of(first)
    if number and number - 1 in holder:
        between = doc.sentence_of(first) - doc.sentence_of(max(0, doc.word_at(doc.marks.pairs[number - 1][1]) - 1))
        if between <= 1 and doc.text.count("\n", doc.marks.pairs[number - 1][1], start) <= 2:
            return holder[number - 1]
    after = _following(doc, end, attributions)
    if after is not None:
        return after
    return _preceding(doc, sentence, start, attributions)


def _following(doc: Document, end: int, attributions: Sequence[Attribution]) -> int | None:
    """A sentence right behind that points back (Hal itu disampaikan Sari)."""
    word = doc.word_at(end)
    if word >= len(doc.words) or doc.words[word] not in _POINTS_BACK:
        return None
    sentence = doc.sentences[doc.sentence_of(word)]
    for index, attribution in enumerate(attributions):
        if sentence.start <= attribution.cue.start < sentence.end and attribution.rule in ("passive-speaker", "passive-nya"):
            return index
    return None


def _preceding(doc: Document, sentence: int, start: int, attributions: Sequence[Attribution]) -> int | None:
    """The last attribution to a person in the sentence right before."""
    from bisect import bisect_left

    cut = bisect_left([attribution.cue.start for attribution in attributions], start)
    if not cut or sentence == 0:
        return None
    last = attributions[cut - 1]
    return cut - 1 if last.cue.start >= doc.sentences[sentence - 1].start and last.kind in ("person", "unnamed") else None


def subject_before(doc: Document, word: int) -> Span | None:
    """A person who is the subject of the sentence before, for -nya without any source before it."""
    sentence = doc.sentence_of(word) - 1
    while sentence >= 0 and sentence > doc.sentence_of(word) - 4:
        first, stop = doc.words_of(sentence)
        source = source_after(doc, first, stop) if first < stop and doc.quoted[first] < 0 else None
        if source and _acts(doc, source, stop) and kind_of(doc, source).kind == "person":
            return source.span
        sentence -= 1
    return None


def _acts(doc: Document, source: Source, stop: int) -> bool:
    """Whether a sentence goes on in small letters behind a name at its beginning."""
    after = source.last + 1
    small = after < stop and not doc.is_capital(after) and doc.is_capital(source.first)
    return small and doc.words[source.first] not in doc.lex["starters"] and not doc.text[source.start : source.end].isupper()
