"""What was not read, or not for sure, in sentences: nothing is lost in silence."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from helpers.detection.certainty import is_weak, voiceless
from helpers.detection.cues import Cue
from helpers.detection.document import Document
from helpers.detection.languages import READ, UNKNOWN, is_read, language_names, main_language, passage_at
from helpers.detection.results import Passage
from helpers.text.scraped import leftovers

__all__ = ["warnings"]

_MOST = 20

Place = Callable[[int], int]
"""Where a character stood in the text as it was given."""


def warnings(doc: Document, heard: Sequence[Cue], spoken: Sequence[Passage], place: Place) -> tuple[str, ...]:
    """A line for each thing that was not read, or not for sure: where it stands, and what was done.

    Args:
        doc: the text.
        heard: the cues that have been found, weak ones included.
        spoken: the text cut where its language changes.
        place: where a character stood in the text as it was given.
    """
    kinds = (
        (_languages(spoken, place), "passages are in other languages"),
        (_lonely(doc, place), "quotation marks stand alone"),
        (_markup(doc, place), "tags and entities were read as they stand"),
        (_weak(doc, heard, place), "verbs have only a date or a small word for a source"),
        (_voiceless(doc, heard, spoken, place), "verbs have nobody who speaks"),
    )
    return tuple(line for lines, more in kinds for line in _few([*lines], more))


def _few(lines: list[str], more: str) -> list[str]:
    """The first lines, and how many more there are."""
    return lines if len(lines) <= _MOST else [*lines[:_MOST], f"{len(lines) - _MOST} more {more}."]


def _near(doc: Document, start: int) -> str:
    return " ".join(doc.text[max(0, start - 20) : start + 25].split())


def _languages(spoken: Sequence[Passage], place: Place) -> Iterator[str]:
    main = main_language(spoken)
    if main is not None and main != READ[0]:
        yield f"This reads like {_name(main)}; the word lists are Indonesian. {_done(main)}"
    for passage in spoken:
        if passage.language != main and not is_read(passage.language):
            where = f"The passage from character {place(passage.start)} to {place(passage.end)}"
            yield f"{where} reads like {_name(passage.language)}; it was not read."


def _name(language: str | None) -> str:
    return "no language that is known here" if language == UNKNOWN else language_names()[language or READ[0]]


def _done(language: str) -> str:
    if is_read(language):
        return "It was read as far as the two languages share their words."
    return "What is in it was not read: nobody is given a word."


def _lonely(doc: Document, place: Place) -> Iterator[str]:
    for at in doc.marks.lonely:
        what = "closes nothing" if at in doc.marks.closing else "is never closed"
        done = "quoted to its end" if at in doc.pair_starts else "read without it"
        where = f"The quotation mark at character {place(at)} {what}: … {_near(doc, at)} …"
        yield f"{where}; its paragraph was {done}."


def _markup(doc: Document, place: Place) -> Iterator[str]:
    for at in leftovers(doc.text):
        yield f"At character {place(at)} stands what is no plain text: … {_near(doc, at)} …; it was read as it stands."


def _weak(doc: Document, heard: Sequence[Cue], place: Place) -> Iterator[str]:
    for cue in heard:
        if cue.source is None or not is_weak(doc, cue):
            continue
        words = cue.source.span.of(doc.text)
        where = f"`{doc.words[cue.first]}` at character {place(doc.starts[cue.first])}"
        yield f"{where} has only `{words}` where somebody should stand; nobody is given its words."


def _voiceless(doc: Document, heard: Sequence[Cue], spoken: Sequence[Passage], place: Place) -> Iterator[str]:
    for at in voiceless(doc, heard):
        if is_read(passage_at(spoken, doc.starts[at]).language):
            where = f"`{doc.words[at]} bahwa` at character {place(doc.starts[at])}"
            yield f"{where}: who says it was not found; what follows stands as the narrator's."
