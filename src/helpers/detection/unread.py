"""What was not read, or not for sure, in sentences: nothing is lost in silence."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from helpers.detection.cues import Cue, behind_adverbs
from helpers.detection.document import Document
from helpers.detection.languages import is_read_at, language_name
from helpers.detection.results import READ, Passage
from helpers.text.scraped import leftovers

__all__ = ["warnings"]

_MOST = 20

Given = Callable[[int], int]
"""Where a character stood in the text as it was given."""


def warnings(
    doc: Document, cues: Sequence[Cue], weak: Sequence[Cue], main: str | None, spoken: Sequence[Passage], given: Given
) -> tuple[str, ...]:
    """A line for each thing that was not read, or not for sure: where it stands, and what was done."""
    held = {at for cue in (*cues, *weak) for at in range(cue.first, cue.last + 1)}
    kinds = (
        (_languages(main, spoken, given), "passages are in other languages"),
        (_lonely(doc, given), "quotation marks stand alone"),
        (_markup(doc, given), "tags and entities were read as they stand"),
        (_weak(doc, weak, given), "verbs have only a date or a small word for a source"),
        (_voiceless(doc, held, spoken, given), "verbs have nobody who speaks"),
    )
    told = (([*lines], more) for lines, more in kinds)
    return tuple(
        line
        for lines, more in told
        for line in (*lines[:_MOST], *([f"{len(lines) - _MOST} more {more}."] if len(lines) > _MOST else []))
    )


def _near(doc: Document, start: int) -> str:
    return " ".join(doc.text[max(0, start - 20) : start + 25].split())


def _languages(main: str | None, spoken: Sequence[Passage], given: Given) -> Iterator[str]:
    if main is not None and main != READ[0]:
        done = "It was read as far as the two languages share their words."
        done = done if main in READ else "What is in it was not read: nobody is given a word."
        yield f"This reads like {language_name(main)}; the word lists are Indonesian. {done}"
    for passage in spoken:
        if passage.language and passage.language != main and not passage.is_read:
            where = f"The passage from character {given(passage.start)} to {given(passage.end)}"
            yield f"{where} reads like {language_name(passage.language)}; it was not read."


def _lonely(doc: Document, given: Given) -> Iterator[str]:
    for at in doc.marks.lonely:
        what = "closes nothing" if at in doc.marks.closing else "is never closed"
        done = "quoted to its end" if at in doc.pair_starts else "read without it"
        where = f"The quotation mark at character {given(at)} {what}: … {_near(doc, at)} …"
        yield f"{where}; its paragraph was {done}."


def _markup(doc: Document, given: Given) -> Iterator[str]:
    for at in leftovers(doc.text):
        yield f"At character {given(at)} stands what is no plain text: … {_near(doc, at)} …; it was read as it stands."


def _weak(doc: Document, weak: Sequence[Cue], given: Given) -> Iterator[str]:
    for cue in weak:
        words = cue.source.span.of(doc.text) if cue.source else ""
        where = f"`{doc.words[cue.first]}` at character {given(doc.starts[cue.first])}"
        yield f"{where} has only `{words}` where somebody should stand; nobody is given its words."


def _voiceless(doc: Document, held: set[int], spoken: Sequence[Passage], given: Given) -> Iterator[str]:
    """Of verbs of saying with `bahwa` behind them that no cue holds: somebody says something, and who was not found."""
    for that in [at for at, word in enumerate(doc.words) if word == "bahwa" and at]:
        verb = that - 1
        if verb in held or doc.quoted[verb] >= 0 or doc.gap(that).strip():
            continue
        speaks = doc.lex.families.get(doc.words[verb]) in ("before", "passive")
        undone = not speaks or behind_adverbs(doc, verb, doc.bounds(verb)[0]) is None
        if not undone and is_read_at(spoken, doc.starts[verb]):
            where = f"`{doc.words[verb]} bahwa` at character {given(doc.starts[verb])}"
            yield f"{where}: who says it was not found; what follows stands as the narrator's."
