"""Who says what in an Indonesian news text: candidates by rules, each with its reason.

What a function of this folder is given has the same name everywhere, and is not explained again where it says enough:

    doc: the text, read once, with its words numbered.
    lex: the word lists.
    text, words: characters as they are written; words in small letters.
    place, end: the number of a character; where something ends.
    at, word, first, last: the number of a word; in a rule, `at` is that of the one that may be a cue.
    start, stop: the numbers of the sentence's first word, and of the word behind its last.
    gap: what stands between two words.
    marks: the text's quotation marks, paired.
    source: the words for a source.
    credited: whether a word of crediting stands before them.
    introduced: names in small letters that the text itself calls a body's.
    steps: over how many pieces between commas to look back.
    clauses: whether a phrase without a name may go on with `yang`.
    cue, cues, attributions, quotations, contents: what has been found in the text, in reading order.
    found: the cues before the word that a rule is asked about.
    spoken: the text cut where its language changes.
    rule, why, shape: what a cue has.
    near: how many words away is still close.
    ahead: the word before a verb, adverbs left out.
    known: whether somebody is found whom a pronoun or an ending points back to.
    resolved: for each attribution, the words that name its source, pronouns followed back.
    language: its letters in ISO 639.
    main: the language of most of the text.
    weak: cues that are given no voice.
    given: where a character stood in the text as it was given.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from typing import Any

from helpers.detection.certainty import certainty_of, is_weak
from helpers.detection.contents import all_contents, mode_of
from helpers.detection.cues import Cue
from helpers.detection.document import Document, read
from helpers.detection.languages import is_read_at, main_language, passages
from helpers.detection.loaded import loaded_words
from helpers.detection.quotation_marks import doubled
from helpers.detection.results import Attribution, Detection, LoadedCandidate, Passage, Quotation
from helpers.detection.rules import according_to, credits, passives, tags, verbs
from helpers.detection.rules.tags import labelled
from helpers.detection.speakers import antecedents, denier_before, quotations, subject_before
from helpers.detection.unread import warnings
from helpers.text.scraped import Reading, as_read
from helpers.text.spans import Span

__all__ = ["Attribution", "Detection", "LoadedCandidate", "Passage", "Quotation", "Span", "detect", "find_cues"]


def detect(text: str, *, context: str = "") -> Detection:
    """Who says what in a text: its sentences, attributions, quotations and loaded words.

    Everything is a candidate for a person to judge. Offsets count characters of the text as it was given.

    Args:
        text: an Indonesian news text, or a piece of one.
        context: what stands before it, such as the sentence before: "ujarnya" may point back into it.

    Example:
        >>> found = detect('"Kami menolak rezim itu," ujar Sari, warga Solo, Senin (1/7).')
        >>> [(a.cue.of(found.text), a.source.of(found.text), a.kind, a.mode) for a in found.attributions]
        [('ujar', 'Sari, warga Solo', 'person', 'direct')]
        >>> [(word.technique, word.voice) for word in found.loaded]
        [('label', 'quoted')]
    """
    reading = as_read(text)
    found = _found(text, reading, context)
    return _placed(found, reading) if reading.shift else found


def _found(text: str, reading: Reading, context: str) -> Detection:
    """What is found in the words of a reading; nothing is attributed in a language that is not read."""
    doc = read(doubled(reading.words))
    spoken = passages(doc)
    cues: list[Cue] = []
    weak: list[Cue] = []
    for cue in find_cues(doc):
        if is_read_at(spoken, doc.starts[cue.first]):
            (weak if is_weak(doc, cue) else cues).append(cue)
    attributions, resolved = _attributions(doc, cues, _last_speaker(context) if context else None)
    quoted = quotations(doc, attributions, resolved)
    main = main_language(spoken)
    return Detection(
        text,
        doc.sentences,
        tuple(attributions),
        quoted,
        tuple(word for word in loaded_words(doc, attributions, quoted) if is_read_at(spoken, word.start)),
        warnings(doc, cues, weak, main, spoken, reading.place),
        main,
        tuple(passage for passage in spoken if passage.language != main),
    )


def _placed(thing: Any, reading: Reading) -> Any:
    """A find in the words that are read, with its spans in the text as it was given."""
    if isinstance(thing, tuple):
        return tuple(_placed(one, reading) for one in thing)
    if not isinstance(thing, Detection | Attribution | Span):
        return thing
    values = [_placed(getattr(thing, field.name), reading) for field in fields(thing)]
    if isinstance(thing, Span):
        values[:2] = reading.place(thing.start), reading.end(thing.end)
    return type(thing)(*values)


def _last_speaker(context: str) -> Cue | None:
    """The last cue with a person in what stands before the text."""
    doc = read(doubled(as_read(context).words))
    cues = [cue for cue in find_cues(doc) if not cue.kind.follows and cue.kind.kind in ("person", "unnamed")]
    return cues[-1] if cues else None


def _attributions(
    doc: Document, cues: Sequence[Cue], before: Cue | None
) -> tuple[list[Attribution], list[Span | None]]:
    found: list[Attribution] = []
    resolved: list[Span | None] = []
    for cue, back, contents in zip(cues, antecedents(doc, cues), all_contents(doc, cues), strict=True):
        kind, described = _kind(cue, found[back] if back is not None else None, before)
        span = cue.source.span if cue.source else None
        link = "carried" if cue.carried else ("explicit" if span else "none")
        meant = span if span else _named_by(doc, cue, cues, back)
        known = back is not None or before is not None or (cue.carried and meant not in (None, span))
        sure = certainty_of(doc, cue, known)
        words, mode = cue.span(doc), mode_of(doc, contents)
        found.append(Attribution(words, span, kind, described, contents, mode, link, cue.rule, cue.why, *sure))
        resolved.append(meant)
    return found, resolved


def _kind(cue: Cue, antecedent: Attribution | None, before: Cue | None) -> tuple[str, str | None]:
    """The kind of a cue's source: that of its antecedent, where it only points back to one."""
    if antecedent is not None:
        return antecedent.kind, antecedent.described
    told = before.kind if before and cue.kind.follows else cue.kind
    return told.kind, told.described


def _named_by(doc: Document, cue: Cue, cues: Sequence[Cue], back: int | None) -> Span | None:
    if not cue.carried:
        return None
    if denier := denier_before(doc, cue.first):
        return denier
    if back is not None and (source := cues[back].source):
        return source.span
    return subject_before(doc, cue.first)


_RULES = according_to.RULES | credits.RULES | passives.RULES | tags.RULES | verbs.RULES


def find_cues(doc: Document) -> list[Cue]:
    """Every cue of a text, in reading order; what stands in a long quotation is its speaker's affair.

    Example:
        >>> from helpers.detection.document import read
        >>> [cue.rule for cue in find_cues(read("Menurut Sari, jalan itu rusak. Ia menambahkan bahwa dana ada."))]
        ['according-to', 'speaker-verb']
    """
    families, quoted = doc.lex.families, doc.quoted
    found: list[Cue] = []
    for at in [at for at, word in enumerate(doc.words) if word in families and quoted[at] < 0]:
        family = families[doc.words[at]]
        family = family if family != "slip" else _mended(doc, at)
        if cue := _RULES[family](doc, at, found) if family else None:
            found.append(cue)
    return sorted([*found, *labelled(doc)], key=lambda cue: cue.first)


def _mended(doc: Document, at: int) -> str:
    """The family of a short verb with a typing slip, mended right behind a quotation; else empty."""
    if doc.quotation_before(at) is None:
        return ""
    doc.words[at] = doc.lex.slips[doc.words[at]]
    return doc.lex.families.get(doc.words[at], "")
