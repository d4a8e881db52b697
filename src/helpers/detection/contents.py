"""What a source is made to say: the spans of content around a cue, and whether they are quoted."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from helpers.detection.appositions import behind_date
from helpers.detection.cues import Cue
from helpers.detection.document import Document
from helpers.text.spans import Span

__all__ = ["all_contents", "contents_of", "mode_of"]


_TRIM_LEFT = " \t\r\n\u00a0,:;–—-"
_TRIM_RIGHT = " \t\r\n\u00a0,:;–—-."
_OCCASION = "kepada|dalam|di|pada|melalui|lewat|sambil|seraya|sembari|saat|ketika|usai|seusai"
_LEAD_IN = re.compile(
    r"[^\n.,:;\"“”]{0,40}:\s*(?=[\"“„«])" + rf"|\s(?:{_OCCASION}) [^\n.,:;\"“”]{{1,60}}[,:]\s*(?=[\"“„«])"
)


def contents_of(doc: Document, cue: Cue) -> tuple[Span, ...]:
    """What a cue gives to its source, in pieces, in reading order."""
    sentence = doc.sentences[doc.sentence_of(cue.first)]
    if cue.quotation is not None:
        return _around_tag(doc, cue, cue.quotation, sentence)
    if cue.shape == "told":
        return _behind(doc, cue, sentence) if _has_that(doc, cue) else ()
    if cue.shape == "behind":
        return _behind(doc, cue, sentence)
    if cue.shape == "clause":
        opened = cue.first - doc.word_at(sentence.start) == 1 and doc.words[cue.first - 1] in doc.lex["openers"]
        lead = doc.starts[cue.first] if opened else sentence.start
        return _pieces(doc, (lead, doc.starts[cue.first]), (_behind_that(doc, cue.last), sentence.end))
    return _around(doc, cue, sentence)


def mode_of(doc: Document, contents: tuple[Span, ...]) -> str:
    """Whether contents are quoted: "direct", "mixed", "indirect", or "none" where there are none."""
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
    text, alone = doc.text, doc.marks.lonely
    while start < end and (text[start] in _TRIM_LEFT or start in alone[(at := bisect_left(alone, start)) : at + 1]):
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
    last, start = cue.last, doc.ends[cue.last]
    if cue.source and cue.source.first > cue.last:
        last, start = cue.source.last, cue.source.end
    start = max(start, _behind_that(doc, last))
    end = _stretched(doc, sentence.end)
    if led := _LEAD_IN.match(doc.text, start, end):
        inside = bisect_left(doc.pair_starts, led.end())
        if inside < len(doc.pair_starts) and doc.pair_starts[inside] == led.end():
            start = led.end()
    elif dated := behind_date(doc, start, end):
        start = _behind_that(doc, doc.word_at(dated) - 1, dated)
    return _pieces(doc, (start, end))


def _behind_that(doc: Document, last: int, start: int = -1) -> int:
    """Where a claim starts behind a word, `bahwa` left out."""
    start, at = max(start, doc.ends[last]), last + 1
    while at < len(doc.words) and doc.words[at] in ("bahwa", "bahwasanya", "kembali") and not doc.gap(at).strip(" ,)"):
        start, at = doc.ends[at], at + 1
    return start


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
    lead = () if _only_opens(doc, cue, sentence) else _pieces(doc, (sentence.start, doc.starts[_opening(doc, cue)]))
    behind = behind_date(doc, behind, sentence.end) or behind
    if lead and not _goes_on(doc, behind, sentence.end):
        return lead
    return lead + _pieces(doc, (behind, _stretched(doc, sentence.end)))


def _opening(doc: Document, cue: Cue) -> int:
    """The first word of a tag, with what says only that somebody said so (…, seperti dikutip dari Antara)."""
    at = cue.first
    while at and doc.lex.has(doc.words[at - 1], "likeness", "tag_words") and not doc.gap(at).strip():
        at -= 1
    return at


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


Contents = tuple[Span, ...]


def all_contents(doc: Document, cues: Sequence[Cue]) -> list[Contents]:
    """What each cue gives to its source, in pieces, in reading order.

    Example:
        >>> from helpers.detection.document import read
        >>> from helpers.detection import find_cues
        >>> document = read("Antara, mengutip Sari, melaporkan jalan itu putus.")
        >>> [[piece.of(document.text) for piece in told] for told in all_contents(document, find_cues(document))]
        [['jalan itu putus'], ['jalan itu putus']]
    """
    found = [contents_of(doc, cue) for cue in cues]
    for number in range(1, len(cues)):
        before, cue = cues[number - 1], cues[number]
        if doc.sentence_of(before.first) == doc.sentence_of(cue.first):
            found[number - 1 : number + 1] = _settled(doc, before, cue, found[number - 1], found[number])
    return found


def _settled(doc: Document, before: Cue, cue: Cue, earlier: Contents, later: Contents) -> tuple[Contents, Contents]:
    """The contents of two cues that follow each other in a sentence."""
    if cue.rule == "second-verb" and before.source == cue.source:
        return _until(doc, earlier, doc.starts[_joint(doc, cue.first)]), later
    if before.rule == "credit" and cue.rule == "speaker-verb" and cue.source and cue.source.last < before.first:
        return later, later
    if cue.shape == "clause" and before.shape == "around" and earlier and earlier[0].start > doc.starts[before.first]:
        return earlier, _from(later, earlier[0].start)
    if cue.rule == "credit" and before.rule in ("verb-speaker", "verb-nya"):
        return earlier, _instead(later, doc.starts[before.first], earlier)
    if cue.rule == "credit" and before.rule == "speaker-verb" and cue.first == before.last + 1:
        behind = tuple(piece for piece in later if piece.start > doc.starts[cue.first])
        return (behind, behind) if behind else (earlier, later)
    return earlier, later


def _instead(pieces: Contents, place: int, others: Contents) -> Contents:
    """The pieces, with others in the place of the one that covers a place: the tag is not said, only what it tags."""
    if not any(piece.start <= place < piece.end for piece in pieces):
        return pieces
    behind = tuple(piece for piece in pieces if piece.start > place and piece not in others)
    return (*(other for other in others if other.start < place), *behind)


def _until(doc: Document, pieces: Contents, place: int) -> Contents:
    """The pieces up to a place, without the blank or the comma before it."""
    cut = ((piece.start, doc.text[piece.start : min(piece.end, place)].rstrip(" ,\u00a0\n")) for piece in pieces)
    return tuple(Span(start, start + len(words)) for start, words in cut if words)


def _from(pieces: Contents, place: int) -> Contents:
    """The pieces from a place on."""
    return tuple(Span(max(piece.start, place), piece.end) for piece in pieces if piece.end > place)


def _joint(doc: Document, verb: int) -> int:
    """The word that joins a second verb to the first (dan, seraya)."""
    words = range(verb - 1, max(0, verb - 6), -1)
    return next((at for at in words if doc.words[at] in doc.lex["with_the_same_speaker"]), verb)
