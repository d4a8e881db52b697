"""Contents as far as they depend on the cues beside: a credit behind a tag, an agency that cites, a second verb."""

from __future__ import annotations

from collections.abc import Sequence

from helpers.detection.contents import contents_of
from helpers.detection.cues import Cue
from helpers.detection.document import Document
from helpers.spans import Span

__all__ = ["all_contents"]

Contents = tuple[Span, ...]


def all_contents(doc: Document, cues: Sequence[Cue]) -> list[Contents]:
    """What each cue gives to its source, in pieces, in reading order.

    Args:
        doc: the text.
        cues: its cues, in reading order.

    Example:
        >>> from helpers.detection.document import read
        >>> from helpers.detection.finding import find_cues
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
