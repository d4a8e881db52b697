"""All that grading writes, in one folder: gradebooks, import files, feedback, graded notebooks, notes, the report."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, tzinfo
from itertools import chain
from pathlib import Path

from helpers.grading.export.canvas import canvas
from helpers.grading.export.class_table import Export, GradedClass
from helpers.grading.export.gradebook import WHO, as_csv, as_xlsx, counting, gradebook, notes_table, who
from helpers.grading.export.letters import letters
from helpers.grading.export.moodle import moodle
from helpers.grading.folder import Folder, folder_names, safe_name
from helpers.grading.judging.judge import GradedNotebook
from helpers.grading.keys import ExerciseKey
from helpers.grading.overrides import GivenMarks, marked, read_marks, to_mark
from helpers.grading.report.class_report import class_report
from helpers.grading.report.exercise import Exercise, exercise_of
from helpers.grading.report.pages import feedback
from helpers.grading.results import Item, Note, Result
from helpers.grading.tables import read_table
from helpers.grading.zones import about_times

__all__ = ["PLATFORMS", "Options", "WrittenResults", "write_outputs"]

TO_MARK = "to-mark.csv"
"""The texts for a person; what she fills in there counts in the next run."""

ZONE = ".zone"
"""The time zone of the class, so that a run on another machine tells the same times."""

PLATFORMS = {"canvas.csv": canvas, "moodle.csv": moodle, "feedback.csv": letters}
"""What makes the files of each learning platform, or of a mail program, by the file that it always makes."""

_OURS = (WHO, "gradebook.csv", "gradebook.xlsx", *PLATFORMS, "notes.csv", "report.html", TO_MARK)


Place = tuple[str, str]  # student, exercise


@dataclass(frozen=True, slots=True)
class Options:
    """What to write beside the defaults.

    Attributes:
        roster: the class list; an export of Canvas or Moodle is filled in.
        overrides: a person's marks; those in the folder's own to-mark.csv count without being named.
        anonymous: whether report.html hides names.
        overwrite: whether to set files aside that are in the way, in place of refusing.
        assignments: what exercises are called in Canvas, where it is something else.
        zone: in which times are told; the next run takes it from the folder.
        late_after: the last moment that is not late.
    """

    roster: Path | None = None
    overrides: Path | None = None
    anonymous: bool = False
    overwrite: bool = False
    assignments: Mapping[str, str] = field(default_factory=dict)
    zone: tzinfo = UTC
    late_after: datetime | None = None


@dataclass(frozen=True, slots=True)
class WrittenResults:
    """What was written: the results with a person's marks in place, and what to tell the instructor.

    Attributes:
        results: those that count.
        notes: every note, those on marks included.
        messages: what became of files that somebody had changed, and where points went, in a sentence each.
        changed: names of files that are new or different, below the folder.
        unchanged: names of files that were left as they were.
        removed: names of files that we wrote earlier and that no longer belong.
    """

    results: tuple[Result, ...]
    notes: tuple[Note, ...]
    messages: tuple[str, ...]
    changed: tuple[str, ...]
    unchanged: tuple[str, ...]
    removed: tuple[str, ...]


def write_outputs(
    results: Iterable[Result],
    keys: Mapping[str, ExerciseKey],
    out: Path,
    options: Options | None = None,
    more: Iterable[Note] = (),
) -> WrittenResults:
    """Everything that an instructor gets out, in a folder that holds nothing half-written.

    Args:
        results: one for each file, and for each student without one; read twice where it can be.
        keys: what was graded with, by exercise.
        out: the folder; made where it is missing.
        options: what to write beside the defaults.
        more: notes on files that have no result.

    Raises:
        WritingError: something in the folder is in the way.
        TableError: the roster or the marks cannot be read.
    """
    options = options or Options()
    whole = list(results) if isinstance(results, Iterator) else results
    light = _light(whole)
    folder = Folder(out, _OURS, options.overwrite)
    marks = _marks(light, out, options)
    counted = marked(counting(light), marks.by_place)
    exercises = {name: exercise_of(keys[name]) for name in sorted({one.exercise for one in light} & keys.keys())}
    places = _places(light, exercises)
    exports = _exports(counted, places, out, options)
    imports = [note for one in exports for note in one.notes]
    notes = _notes([*light, *counted], [*more, *marks.notes, *imports])
    parts = (
        _first(light, counted, exercises, options),
        _tables(counted, marks, notes),
        _pages(counted, exercises, places),
        _notebooks(whole, {name: keys[name] for name in exercises}, places),
        *(one.files for one in exports),
    )
    for name, content in chain.from_iterable(parts):
        folder.put(name, content)
    folder.close()
    surprises = (f"{note.what} {note.what_to_do}" for note in imports if not note.serious)
    told = ([*folder.set_aside, *surprises], folder.changed, folder.unchanged, folder.removed)
    return WrittenResults(tuple(counted), tuple(note for _, note in notes), *map(tuple, told))


def _exports(results: Sequence[Result], places: Mapping[Place, str], out: Path, options: Options) -> list[Export]:
    roster = read_table(options.roster) if options.roster else None
    pages = {place: f"feedback/{name}.html" for place, name in places.items()}
    given = GradedClass(results, roster, options.assignments, out, pages)
    return [export(given) for export in PLATFORMS.values()]


def _light(results: Iterable[Result]) -> list[Result]:
    """The results without their worksheets, equal items kept once: a class of thousands fits in little memory."""
    items: dict[Item, Item] = {}

    def once(item: Item) -> Item:
        return items.setdefault(item, item)

    return [
        replace(
            one,
            worksheets=(),
            items=tuple(map(once, one.items)),
            tries=tuple((once(first), once(last)) for first, last in one.tries),
        )
        for one in results
    ]


def _first(
    light: Sequence[Result], counted: Sequence[Result], exercises: Mapping[str, Exercise], options: Options
) -> Iterator[tuple[str, bytes]]:
    """What is looked at first, and the zone in which it tells times."""
    yield WHO, as_csv(who(light))
    yield ZONE, f"{options.zone}\n".encode()
    times = about_times(options.zone, options.late_after)
    yield "report.html", class_report(counted, exercises, options.anonymous, times)


def _tables(results: Sequence[Result], marks: GivenMarks, notes: list[tuple[str, Note]]) -> Iterator[tuple[str, bytes]]:
    texts, told = to_mark(results, marks), notes_table(notes)
    yield "gradebook.csv", as_csv(gradebook(results))
    yield "gradebook.xlsx", as_xlsx({**_sheets(results), "to mark": texts, "notes": told})
    yield TO_MARK, as_csv(texts)
    yield "notes.csv", as_csv(told)


def _sheets(results: Sequence[Result]) -> dict[str, list[list[object]]]:
    """A gradebook for each exercise, so that no sheet has columns of another."""
    names = sorted({result.exercise for result in results})
    return {name or "not recognised": gradebook([one for one in results if one.exercise == name]) for name in names}


def _places(results: Iterable[Result], exercises: Iterable[str]) -> dict[Place, str]:
    """The folder and the name, without ending, of what is written for each student and exercise."""
    files = {name: safe_name(name) for name in exercises}
    graded = [result for result in results if result.state == "graded" and result.exercise in files]
    folders = folder_names(result.student for result in graded)
    return {(one.student, one.exercise): f"{folders[one.student]}/{files[one.exercise]}" for one in graded}


def _pages(
    results: Iterable[Result], exercises: Mapping[str, Exercise], places: Mapping[Place, str]
) -> Iterator[tuple[str, bytes]]:
    """A page of feedback for each student and exercise."""
    for result in results:
        if result.state == "graded" and result.exercise in exercises:
            place = places[result.student, result.exercise]
            yield f"feedback/{place}.html", feedback(result, exercises[result.exercise])


def _notebooks(
    results: Iterable[Result], keys: Mapping[str, ExerciseKey], places: Mapping[Place, str]
) -> Iterator[tuple[str, bytes]]:
    """The graded notebooks of those who count, one after the other."""
    notebooks = {name: GradedNotebook(key) for name, key in keys.items()}
    for result in results:
        if result.state == "graded" and result.exercise in notebooks:
            place = places[result.student, result.exercise]
            yield f"graded/{place}.ipynb", notebooks[result.exercise].with_worksheets(dict(result.worksheets))


def _marks(results: Sequence[Result], out: Path, options: Options) -> GivenMarks:
    """A person's marks: those in the folder's own table, and on top of them those in the file that was named."""
    files = [
        file for file in (out / TO_MARK, options.overrides) if file and (file == options.overrides or file.is_file())
    ]
    read = [read_marks(file, results) for file in dict.fromkeys(files)]
    by_place = {place: mark for one in read for place, mark in one.by_place.items()}
    unused = read[0].unused if (out / TO_MARK).is_file() else ()
    return GivenMarks(by_place, tuple(note for one in read for note in one.notes), unused)


def _notes(results: Iterable[Result], more: Iterable[Note]) -> list[tuple[str, Note]]:
    told = dict.fromkeys((one.exercise, note) for one in results for note in one.notes)
    return [*told, *(("", note) for note in more)]
