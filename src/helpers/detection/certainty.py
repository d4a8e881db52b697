"""How sure an attribution is, from what its rule knows; and what is too weak to be given a voice."""

from __future__ import annotations

from collections.abc import Iterator

from helpers.detection.cues import Cue, tells
from helpers.detection.document import Document
from helpers.detection.languages import is_small
from helpers.detection.phrases import SourcePhrase

__all__ = ["CERTAINTIES", "certainty_of", "is_weak"]

CERTAINTIES = CLEAR, LIKELY = ("clear", "likely")
"""What an attribution may be; what is less is no attribution."""

_FAR = 6
_DEEDS = ("verbs_before_strict", "verbs_of_asking", "passives_unsure", "nobody_unsure")
"""Lists of verbs that tell of a deed as often as of words."""


def certainty_of(doc: Document, cue: Cue, known: bool) -> tuple[str, str]:
    """How sure a cue is with its source, and why: in doubt with the first doubt, else with what speaks for it.

    Example:
        >>> from helpers.detection import find_cues
        >>> from helpers.detection.document import read
        >>> document = read("Sari mengatakan jalan putus. Dilansir Gema Kita, air surut.")
        >>> [certainty_of(document, cue, False) for cue in find_cues(document)]
        [('clear', 'source and cue stand side by side'), ('likely', 'only the word of crediting makes it an outlet')]
    """
    for doubt in _doubts(doc, cue, known):
        return LIKELY, doubt
    if cue.quotation is not None:
        return CLEAR, "a quotation stands right beside it"
    if cue.kind.follows:
        return CLEAR, "who is meant was named before"
    return CLEAR, "source and cue stand side by side" if cue.source else "its very words name nobody"


def _doubts(doc: Document, cue: Cue, known: bool) -> Iterator[str]:
    """What speaks against a cue, the gravest first."""
    if cue.quotation == -1:
        yield "the quotation mark before it has no partner"
    if cue.kind.follows and not known:
        yield "nobody is found before it whom it could point back to"
    if cue.kind.guessed:
        yield "only the word of crediting makes it an outlet"
    if cue.source and not _is_somebody(doc, cue.source):
        yield "no list knows its words as somebody who speaks"
    if (away := _between(cue)) > _FAR:
        yield f"{away} words stand between source and cue"
    if cue.quotation is None and not tells(doc, cue.last, 1) and _may_be_deed(doc, cue.first):
        yield f"`{doc.words[cue.first]}` may tell of a deed as well"


def _may_be_deed(doc: Document, verb: int) -> bool:
    twin = doc.words[verb] in doc.lex["verbs_after_with_twins"] and "," not in doc.gap(verb)
    return twin or doc.lex.has(doc.words[verb], *_DEEDS)


def _is_somebody(doc: Document, source: SourcePhrase, capitals: bool = True) -> bool:
    """Whether a source begins with a noun or a pronoun for somebody, or, where they count, has a capital."""
    if capitals and any(doc.is_capital(at) or doc.is_account(at) for at in range(source.first, source.last + 1)):
        return True
    head = doc.words[source.first]
    return doc.lex.can_speak(head) or head in doc.lex["outlets"]


def _between(cue: Cue) -> int:
    if cue.source is None or cue.rule == "second-verb":
        return 0
    return max(cue.first - cue.source.last, cue.source.first - cue.last) - 1


def is_weak(doc: Document, cue: Cue) -> bool:
    """Whether only a date, a number or a small word stands where a speaker should: then nobody is given a voice.

    Example:
        >>> from helpers.detection import find_cues
        >>> from helpers.detection.document import read
        >>> document = read("Dengan tegas mengatakan bahwa jembatan itu aman.")
        >>> [is_weak(document, cue) for cue in find_cues(document)]
        [True]
    """
    if cue.source is None or _is_somebody(doc, cue.source, capitals=False):
        return False
    words = doc.words[cue.source.first : cue.source.last + 1]
    return all(word.isdigit() or is_small(word) or doc.lex.has(word, "weekdays", "months") for word in words)
