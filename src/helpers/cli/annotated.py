"""What was found in a text, for a terminal: each sentence with its marks, and below it in words what was found."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from io import StringIO
from textwrap import fill, indent

from rich.console import Console
from rich.text import Text

from helpers.detection.results import Attribution, Detection, LoadedCandidate
from helpers.text.spans import Span
from helpers.text.visible import TERMINAL, clean

__all__ = ["annotated"]


@dataclass(frozen=True, slots=True)
class _Row:
    """A sentence, and what was found in it."""

    sentence: Span
    attributions: list[Attribution]
    quotations: list[Span]
    loaded: list[LoadedCandidate]


_STYLES = {"source": "bold underline", "cue": "italic cyan", "loaded": "reverse", "quotation": "green"}
_CLOSING = "Candidates for discussion, found by rules: they say what a text does, never whether it is true."


def annotated(id: str, found: Detection, width: int, colours: str | None) -> str:
    r"""The annotated text as a terminal shows it; nothing in the text reaches the terminal as a command.

    Args:
        id: the name that the text goes by.
        found: as `detect` gives it.
        width: characters in a line.
        colours: the name of rich's colour system; None for plain text.

    Example:
        >>> from helpers.detection import detect
        >>> print(annotated("rain", detect("Hujan turun."), 80, None).splitlines()[0])
        rain: 1 sentence, 0 attributions, 0 quotations, 0 loaded words
    """
    page = StringIO()
    system = {"color_system": colours, "force_terminal": True} if colours else {"color_system": None}
    console = Console(file=page, width=width, highlight=False, emoji=False, **system)
    console.print(Text(clean(f"{id}: {_counts(found)}", TERMINAL), style="bold"), soft_wrap=True)
    for number, row in enumerate(_rows(found), 1):
        console.print(_marked(number, row, found.text))
        for line in _told(row, found.text):
            console.print(Text(indent(fill(_flat(line), max(20, width - 5)), " " * 5)), soft_wrap=True)
    for warning in found.warnings:
        console.print(Text(f"!    {_flat(warning)}"))
    console.print(Text(_CLOSING, style="dim"), end="\n\n")
    return page.getvalue()


def _counts(found: Detection) -> str:
    counted = [
        (found.sentences, "sentence"),
        (found.attributions, "attribution"),
        (found.quotations, "quotation"),
        (found.loaded, "loaded word"),
    ]
    return ", ".join(f"{len(things)} {name}{'s' * (len(things) != 1)}" for things, name in counted)


def _rows(found: Detection) -> list[_Row]:
    """The sentences, each with what begins in it; a quotation is there in every sentence that it runs through."""
    rows = [_Row(sentence, [], [], []) for sentence in found.sentences]
    starts = [sentence.start for sentence in found.sentences]
    if not rows:
        return []
    for one in found.attributions:
        rows[max(0, bisect_right(starts, one.cue.start) - 1)].attributions.append(one)
    for span in found.loaded:
        rows[max(0, bisect_right(starts, span.start) - 1)].loaded.append(span)
    for quotation in found.quotations:
        for row in rows[max(0, bisect_right(starts, quotation.start) - 1) : bisect_left(starts, quotation.end)]:
            row.quotations.append(Span(quotation.start, quotation.end))
    return rows


def _marked(number: int, row: _Row, text: str) -> Text:
    words = Text(_flat(row.sentence.of(text)))
    for name, span in _marks(row):
        start, end = (max(0, place - row.sentence.start) for place in (span.start, span.end))
        words.stylize(_STYLES[name], start, end)
    return Text(f"S{number:02}  ", style="bold").append_text(words)


def _marks(row: _Row) -> Iterator[tuple[str, Span]]:
    yield from (("quotation", span) for span in row.quotations)
    yield from (("cue", one.cue) for one in row.attributions)
    yield from (("source", one.source) for one in row.attributions if one.source)
    yield from (("loaded", Span(one.start, one.end)) for one in row.loaded)


def _told(row: _Row, text: str) -> Iterator[str]:
    for one in row.attributions:
        source = f'"{one.source.of(text)}", ' if one.source else ""
        described = f" (described: {one.described})" if one.described else ""
        yield f'who: {one.kind}{described}: {source}cue "{one.cue.of(text)}", {one.mode}, {one.link}. {one.reason}'
    if not row.attributions:
        yield "who: no attribution found"
    for span in row.loaded:
        yield f'loaded: "{text[span.start : span.end]}", {span.technique}, voice: {span.voice}. {span.reason}'


def _flat(words: str) -> str:
    """On one line, with as many characters, and none that a terminal would obey."""
    return clean(words.translate({ord("\r"): " ", ord("\n"): " ", ord("\t"): " "}), TERMINAL)
