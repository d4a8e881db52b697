"""The command `detect`: what was found in texts, for a terminal, as JSON or as JSON lines."""

from __future__ import annotations

import os
import sys
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures.process import BrokenProcessPool
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from io import StringIO
from pathlib import Path
from textwrap import fill, indent
from types import TracebackType
from typing import Any

import click
from rich.console import Console
from rich.progress import BarColumn, DownloadColumn, Progress, TimeRemainingColumn
from rich.text import Text

from helpers.cli.detect_lines import Answered, Lines, answer_lines, batches, in_order, json_line
from helpers.cli.files import NamedText, UnreadableError, detection_record, files_in, opened, read
from helpers.detection import detect as detect_in
from helpers.detection.results import Attribution, Detection, LoadedCandidate
from helpers.text.spans import Span
from helpers.text.visible import TERMINAL, clean

__all__ = ["Bar", "annotated", "detect"]

Task = NamedText | Lines | str
"""What a process works on: a text, some lines, or the sentence on what could not be read."""


@click.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option("--json", "form", flag_value="json", help="One JSON object a text, on a line of its own.")
@click.option("--jsonl", "form", flag_value="jsonl", help='Read and write JSON lines: {"id": ..., "text": ...} in.')
@click.option(
    "--jobs", type=click.IntRange(0, 64), default=1, show_default=True, help="Processes; 0: one for each processor."
)
def detect(files: tuple[str, ...], form: str | None, jobs: int) -> None:
    """Suggest who says what in Indonesian news texts: sources, cues, quotations and loaded words.

    FILE is a text in UTF-8, a folder of .txt files (with --jsonl: of .jsonl files) or - for standard input. What is
    found are candidates for discussion, each with its reason. Offsets in JSON count the characters of the text as it
    is, from 0, end excluded; a byte order mark does not count. The output is the same for any number of jobs.

    The exit code is 0 when every text was read, 1 when some were not (each is told on standard error, with --jsonl
    also by a line with "error"; the others are there), 2 for a wrong call.
    """
    ending = ".jsonl" if form == "jsonl" else ".txt"
    tasks = _tasks_of_lines(files, ending) if form == "jsonl" else _tasks_of_texts(files, ending)
    work = {"json": _as_json, "jsonl": _as_lines}.get(form or "", partial(_as_words, **_terminal()))
    try:
        with Bar(files, ending) as bar, closing(in_order(work, tasks, jobs or os.cpu_count() or 1)) as answers:
            complete = True
            for answer in answers:
                complete = _write(answer, bar) and complete
    except BrokenProcessPool:
        ended = "A process was ended from outside, perhaps for want of memory; try --jobs 1."
        raise click.ClickException(ended) from None
    if not complete:
        raise SystemExit(1)


def _write(answer: Answered, bar: Bar) -> bool:
    """Write one answer; whether everything in its input could be read."""
    bar.advance(answer.size)
    sys.stdout.buffer.write(answer.output)
    sys.stdout.buffer.flush()
    for fault in answer.faults:
        bar.say(fault)
    return not answer.faults


def _tasks_of_texts(names: Iterable[str], ending: str) -> Iterator[Task]:
    for name in names:
        try:
            yield from map(_read, files_in(name, ending))
        except UnreadableError as error:
            yield str(error)


def _read(file: str) -> Task:
    try:
        return read(file)
    except UnreadableError as error:
        return str(error)


def _tasks_of_lines(names: Iterable[str], ending: str) -> Iterator[Task]:
    for name in names:
        try:
            for file in files_in(name, ending):
                with opened(file) as stream:
                    yield from batches(stream, file)
        except UnreadableError as error:
            yield str(error)


def _as_lines(task: Task) -> Answered:
    return answer_lines(task) if isinstance(task, Lines) else Answered(b"", (str(task),), 0)


def _as_json(task: Task) -> Answered:
    return _answered(task, lambda text: json_line(detection_record(text.id, detect_in(text.words))))


def _as_words(task: Task, width: int, colours: str | None, encoding: str) -> Answered:
    def words(text: NamedText) -> bytes:
        return annotated(text.id, detect_in(text.words), width, colours).encode(encoding, "replace")

    return _answered(task, words)


def _answered(task: Task, output: Callable[[NamedText], bytes]) -> Answered:
    if not isinstance(task, NamedText):
        return Answered(b"", (str(task),), 0)
    try:
        return Answered(output(task), (), task.size)
    except Exception as error:  # one text must not end the reading of a folder
        return Answered(b"", (f"{task.id}: the detector failed on this text: {type(error).__name__}.",), task.size)


def _terminal() -> dict[str, Any]:
    """Width, colours and letters of the terminal: the processes that write for it do not see it."""
    console = Console(file=sys.stdout)
    return {"width": console.width, "colours": console.color_system, "encoding": console.encoding}


class Bar:
    """How many bytes are done, and of how many, as far as that is known; what could not be read is told above it."""

    def __init__(self, names: Iterable[str], ending: str) -> None:
        """Prepare the bar; `names` and `ending` say which files will be read."""
        shown = sys.stderr.isatty() and not sys.stdout.isatty()
        columns = (BarColumn(), DownloadColumn(), TimeRemainingColumn())
        self._progress = Progress(*columns, console=Console(stderr=True), disable=not shown, transient=True)
        self._task = self._progress.add_task("", total=_bytes_of(names, ending) if shown else None)

    def __enter__(self) -> Bar:
        """Show the bar."""
        self._progress.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """Take the bar away."""
        self._progress.stop()

    def advance(self, size: int) -> None:
        """Count some more bytes as done."""
        self._progress.advance(self._task, size)

    def say(self, sentence: str) -> None:
        """Print a sentence on standard error, above the bar."""
        self._progress.console.print(Text(clean(sentence, TERMINAL)), soft_wrap=True)


def _bytes_of(names: Iterable[str], ending: str) -> int | None:
    """The size of all files together; None where one of them is a stream."""
    try:
        files = [Path(file) for name in names for file in files_in(name, ending)]
        return sum(file.stat().st_size for file in files) if all(file.is_file() for file in files) else None
    except (UnreadableError, OSError):
        return None


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
        for line in _reasons(row, found.text):
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


def _reasons(row: _Row, text: str) -> Iterator[str]:
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
