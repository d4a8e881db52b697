"""What a source is made to say: the spans of content around a cue, and whether they are quoted."""

from __future__ import annotations

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
        return _around_tag(doc, cue, sentence)
    if cue.shape == "passive":
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
    word, last = doc.word_at(content.start), doc.word_at(content.end)
    inside = doc.text[content.start : content.end]
    return last > word and any(mark in inside for mark in "\"“”„«")


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
    return any(doc.words[at] == "bahwa" for at in range(last + 1, min(last + 3, len(doc.words)))) or ":" in doc.text[
        doc.ends[last] : doc.ends[last] + 2
    ]


def _around_tag(doc: Document, cue: Cue, sentence: Span) -> tuple[Span, ...]:
    """The quotation before the tag, and one that goes on behind it in the same sentence."""
    pieces: list[Span] = []
    number = cue.quotation if cue.quotation is not None else -1
    if number >= 0:
        start, end = doc.marks.pairs[number]
        pieces.append(Span(start, end))
        lead = _tidy(doc, sentence.start, start) if sentence.start < start and cue.rule != "speaker-verb" else None
        if lead and not _is_own_sentence(doc, start):
            pieces.insert(0, lead)
        behind = number + 1
        while behind < len(doc.marks.pairs) and doc.marks.pairs[behind][0] < sentence.end:
            pieces.append(Span(*doc.marks.pairs[behind]))
            behind += 1
    else:
        piece = _tidy(doc, sentence.start, doc.starts[cue.first])
        pieces += [piece] if piece else []
    return tuple(pieces)


def _is_own_sentence(doc: Document, start: int) -> bool:
    """Whether what stands before a quotation is no part of what is said, as an earlier tag."""
    word = doc.word_at(start)
    return word > 0 and doc.sentence_of(word) != doc.sentence_of(word - 1)


def _around(doc: Document, cue: Cue, sentence: Span) -> tuple[Span, ...]:
    """What stands before the tag, and what goes on behind it."""
    behind = cue.source.end if cue.source and cue.source.end > doc.ends[cue.last] else doc.ends[cue.last]
    first = doc.starts[cue.first]
    lead = (_back_to_content(doc, cue, sentence), first)
    rest = (behind, _stretched(doc, sentence.end))
    if not _goes_on(doc, behind, sentence.end) and _tidy(doc, *lead):
        return _pieces(doc, lead)
    return _pieces(doc, lead, rest)


def _back_to_content(doc: Document, cue: Cue, sentence: Span) -> int:
    return sentence.start


def _goes_on(doc: Document, position: int, end: int) -> bool:
    """Whether what stands behind a tag goes on with what is said: not a place, a date, or `kepada wartawan`."""
    word = doc.word_at(position)
    if word >= len(doc.words) or doc.starts[word] >= end:
        return False
    lex, first = doc.lex, doc.words[word]
    gap = doc.text[position : doc.starts[word]]
    if first in lex["weekdays"] or first in lex["places"] or (first in lex["ends"] and "," not in gap):
        return False
    if "," in gap and first in ("di", "pada", "kepada", "saat", "usai", "seperti", "dikutip", "dilansir", "sebagaimana", "kemarin", "melalui", "lewat"):
        return False
    return "," in gap or "\"" in gap or "“" in gap or gap == " "
