"""What a source is made to say: the spans of content around a cue, and whether they are quoted."""

from __future__ import annotations

from bisect import bisect_left

from helpers.detection.cues import Cue
from helpers.detection.document import Document
from helpers.spans import Span

__all__ = ["contents_of", "mode_of"]

_TRIM_LEFT = " \t\r\n\u00a0,:;–—-"
_TRIM_RIGHT = " \t\r\n\u00a0,:;–—-."


def contents_of(doc: Document, cue: Cue) -> tuple[Span, ...]:
    """What a cue gives to its source, in pieces, in reading order.

    Args:
        doc: the text.
        cue: one of its cues.
    """
    sentence = doc.sentences[doc.sentence_of(cue.first)]
    if cue.quotation is not None:
        return _around_tag(doc, cue, cue.quotation, sentence)
    if cue.shape == "told":
        return _behind(doc, cue, sentence) if _has_that(doc, cue) else ()
    if cue.shape == "behind":
        return _behind(doc, cue, sentence)
    if cue.shape == "clause":
        return _pieces(doc, (sentence.start, doc.starts[cue.first]), (doc.ends[cue.last], sentence.end))
    return _around(doc, cue, sentence)


def mode_of(doc: Document, contents: tuple[Span, ...]) -> str:
    """Whether contents are quoted: "direct", "mixed", "indirect", or "none" where there are none.

    Args:
        doc: the text.
        contents: the spans of content.
    """
    if not contents:
        return "none"
    opening = doc.marks.opening
    quoted = [content for content in contents if content.start in opening and doc.text[content.end - 1] in "\"”“»'`＂‟"]
    if len(quoted) == len(contents):
        return "direct"
    return "mixed" if quoted or any(_has_quotation(doc, content) for content in contents) else "indirect"


def _has_quotation(doc: Document, content: Span) -> bool:
    number = bisect_left(doc.pair_starts, content.start)
    return number < len(doc.pair_starts) and doc.pair_starts[number] < content.end


def _tidy(doc: Document, start: int, end: int) -> Span | None:
    text = doc.text
    while start < end and text[start] in _TRIM_LEFT:
        start += 1
    while end > start and text[end - 1] in _TRIM_RIGHT:
        end -= 1
    return Span(start, end) if end - start > 1 else None


def _pieces(doc: Document, *bounds: tuple[int, int]) -> tuple[Span, ...]:
    return tuple(piece for start, end in bounds if (piece := _tidy(doc, start, end)))


def _stretched(doc: Document, end: int) -> int:
    """The end of the quotation that a sentence's end falls into: a quotation may hold several sentences."""
    word = doc.word_at(end)
    for at in (word - 1, word):
        if 0 <= at < len(doc.words) and doc.quoted[at] >= 0:
            start, close = doc.marks.pairs[doc.quoted[at]]
            if start < end < close:
                return close
    return end


def _behind(doc: Document, cue: Cue, sentence: Span) -> tuple[Span, ...]:
    """Everything behind the verb (and its speaker, and `bahwa`) up to the sentence's end."""
    at = cue.last + 1
    start = doc.ends[cue.last]
    if cue.source and cue.source.first > cue.last:
        start, at = cue.source.end, cue.source.last + 1
    while at < len(doc.words) and doc.words[at] in ("bahwa", "bahwasanya", "kembali") and doc.starts[at] < sentence.end:
        start, at = doc.ends[at], at + 1
    return _pieces(doc, (start, _stretched(doc, sentence.end)))


def _has_that(doc: Document, cue: Cue) -> bool:
    last = cue.source.last if cue.source else cue.last
    return (
        any(doc.words[at] == "bahwa" for at in range(last + 1, min(last + 3, len(doc.words))))
        or ":" in doc.text[doc.ends[last] : doc.ends[last] + 2]
    )


def _around_tag(doc: Document, cue: Cue, number: int, sentence: Span) -> tuple[Span, ...]:
    """The quotation before the tag, with what leads into it, and one that goes on right behind the tag."""
    if number < 0:
        return _pieces(doc, (sentence.start, doc.starts[cue.first]))
    start, end = doc.marks.pairs[number]
    pieces = [Span(start, end)]
    word = doc.word_at(start)
    leads = word > 0 and doc.sentence_of(word) == doc.sentence_of(word - 1) and doc.gap(word).lstrip()[:1] not in ",:"
    if leads and cue.rule != "speaker-verb":
        pieces = [*_pieces(doc, (sentence.start, start)), *pieces]
    behind = doc.marks.pairs[number + 1 : number + 2]
    return (*pieces, *(Span(*pair) for pair in behind if pair[0] < sentence.end))


def _around(doc: Document, cue: Cue, sentence: Span) -> tuple[Span, ...]:
    """What stands before the tag, and what goes on behind it."""
    end = doc.ends[cue.last]
    behind = max(end, cue.source.end) if cue.source else end
    lead = () if _only_opens(doc, cue, sentence) else _pieces(doc, (sentence.start, doc.starts[cue.first]))
    if lead and not _goes_on(doc, behind, sentence.end):
        return lead
    return lead + _pieces(doc, (behind, _stretched(doc, sentence.end)))


def _only_opens(doc: Document, cue: Cue, sentence: Span) -> bool:
    """Whether nothing but an opening word stands before a cue (Namun menurut Sari; Seperti dilansir Antara)."""
    first = doc.word_at(sentence.start)
    return cue.first - first <= 2 and doc.lex.has(doc.words[first], "openers", "likeness", "dropped")


def _goes_on(doc: Document, position: int, end: int) -> bool:
    """Whether what stands behind a tag goes on with what is said: not a place, a date, or `kepada wartawan`."""
    word = doc.word_at(position)
    if word >= len(doc.words) or doc.starts[word] >= end:
        return False
    lex, first = doc.lex, doc.words[word]
    gap = doc.text[position : doc.starts[word]]
    if first in lex["weekdays"] or first in lex["places"] or (first in lex["ends"] and "," not in gap):
        return False
    if "," in gap and first in lex["afterwards"]:
        return False
    return "," in gap or '"' in gap or "“" in gap or gap == " "
