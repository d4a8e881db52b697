"""What a source is made to say: the spans of content around a cue, and whether they are quoted."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise

from helpers.detection.asides import behind_date, opening
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


_RECEIVER = re.compile(rf"\s(?:{_OCCASION}) [^\n.:;\"“”]{{1,80}}?\sbahwa(?:sanya)?\s|\skepada [^\n.,:;\"“”]{{1,60}},\s")


def contents_of(doc: Document, cue: Cue) -> tuple[Span, ...]:
    """What a cue gives to its source, in pieces, in reading order."""
    sentence = doc.sentences[doc.sentence_of(cue.first)]
    if cue.quotation is not None:
        return _around_tag(doc, cue, cue.quotation, sentence)
    if cue.shape == "told":
        return _behind(doc, cue, sentence) if _has_that(doc, cue) else ()
    if cue.shape == "complement" and cue.source and cue.source.first - 1 > cue.last:
        return _pieces(doc, (doc.ends[cue.last], doc.starts[cue.source.first - 1]))
    if cue.shape in ("behind", "complement"):
        return _behind(doc, cue, sentence)
    if cue.shape == "clause":
        opened = cue.first - doc.word_at(sentence.start) == 1 and doc.words[cue.first - 1] in doc.lex["openers"]
        lead = doc.starts[cue.first] if opened else sentence.start
        subject = doc.text[lead : doc.starts[cue.first]].partition(" yang ")[0]
        return _pieces(doc, (lead, lead + len(subject)), (_behind_that(doc, cue.last), sentence.end))
    return _around(doc, cue, sentence)


def mode_of(doc: Document, contents: tuple[Span, ...]) -> str:
    """Whether contents are quoted: "direct", "mixed", "indirect", or "none" where there are none."""
    if not contents:
        return "none"
    quoted = [content for content in contents if _is_quotation(doc, content)]
    if len(quoted) == len(contents):
        return "direct"
    return "mixed" if quoted or any(_has_quotation(doc, content) for content in contents) else "indirect"


def _is_quotation(doc: Document, content: Span) -> bool:
    """Whether a content is a quotation from its first mark to its end."""
    number = bisect_left(doc.pair_starts, content.start)
    found = doc.marks.pairs[number] if number < len(doc.marks.pairs) else (-1, -1)
    return found[0] == content.start and 0 <= found[1] - content.end <= 1


def _has_quotation(doc: Document, content: Span) -> bool:
    number = bisect_left(doc.pair_starts, content.start)
    return number < len(doc.pair_starts) and doc.pair_starts[number] < content.end


def _tidy(doc: Document, start: int, end: int) -> Span | None:
    text, alone = doc.text, doc.marks.lonely
    while start < end and (text[start] in _TRIM_LEFT or start in alone[(at := bisect_left(alone, start)) : at + 1]):
        start += 1
    while end > start and text[end - 1] in _TRIM_RIGHT:
        end -= 1
    start += 6 * text.startswith("bahwa ", start, end)
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
    elif told := _RECEIVER.match(doc.text, start, end):
        start = told.end()
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
    first = min(cue.first, cue.source.first) if cue.source else cue.first
    end = doc.ends[cue.last]
    behind = max(end, cue.source.end) if cue.source else end
    lead = () if _only_opens(doc, cue, sentence) else _pieces(doc, (sentence.start, doc.starts[opening(doc, first)]))
    behind = behind_date(doc, behind, sentence.end) or behind
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
    for one, next_one in pairwise(number for number, cue in enumerate(cues) if cue.rule != "told-to"):
        if doc.sentence_of(cues[one].first) == doc.sentence_of(cues[next_one].first):
            found[one], found[next_one] = _settled(doc, cues[one], cues[next_one], found[one], found[next_one])
    for number, cue in enumerate(cues):
        if cue.rule == "told-to" and (teller := _teller(doc, cues, number)) is not None:
            found[number] = found[teller] = _outside(doc, cue, found[teller])
    return found


def _teller(doc: Document, cues: Sequence[Cue], number: int) -> int | None:
    """The cue that says what an outlet was told: the next, if its source stands before that; else the one before."""
    told, behind = cues[number], cues[number + 1] if number + 1 < len(cues) else None
    near = behind is not None and doc.sentence_of(behind.first) == doc.sentence_of(told.first)
    alone = number == 0 or doc.sentence_of(cues[number - 1].first) != doc.sentence_of(told.first)
    parted = behind and behind.source and behind.rule == "speaker-verb" and behind.source.last < told.first
    if near and (alone or parted):
        return number + 1
    return None if alone else number - 1


def _settled(doc: Document, before: Cue, cue: Cue, earlier: Contents, later: Contents) -> tuple[Contents, Contents]:
    """The contents of two cues that follow each other in a sentence."""
    if cue.rule == "second-verb" and before.source == cue.source:
        return _until(doc, earlier, doc.starts[_joint(doc, cue.first)]), later
    if before.rule == "credit" and cue.rule == "speaker-verb" and cue.source and cue.source.last < before.first:
        return later, later
    if cue.shape == "clause" and before.shape == "around" and earlier and earlier[0].start > doc.starts[before.first]:
        return earlier, _from(later, earlier[0].start)
    if cue.rule == "credit" and before.rule in ("verb-speaker", "verb-nya"):
        earlier = _until(doc, earlier, doc.starts[opening(doc, cue.first)])
        return earlier, _instead(later, doc.starts[before.first], earlier)
    if cue.rule == "credit" and before.rule == "speaker-verb" and cue.first == before.last + 1:
        behind = tuple(piece for piece in later if piece.start > doc.starts[cue.first])
        return (behind, behind) if behind else (earlier, later)
    if cue.rule == "credit" and not any(piece.start > doc.starts[cue.first] for piece in later):
        return _until(doc, earlier, doc.starts[opening(doc, cue.first)]), later
    return earlier, later


def _outside(doc: Document, told: Cue, pieces: Contents) -> Contents:
    """The pieces, each that holds to whom it was told only from behind there."""
    start, end = doc.starts[told.first], told.source.end if told.source else 0
    cut = ((max(piece.start, end) if piece.start <= start < piece.end else piece.start, piece.end) for piece in pieces)
    return _pieces(doc, *cut) if any(piece.start <= start < piece.end for piece in pieces) else pieces


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
