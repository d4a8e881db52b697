"""All that grading writes, in one folder: gradebooks, import files, feedback, graded notebooks, notes, the report."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, tzinfo
from itertools import chain
from pathlib import Path

from helpers.grading.export.gradebook import as_csv, as_xlsx, by_exercise, counting, gradebook, notes_table
from helpers.grading.export.platforms import platform_files
from helpers.grading.export.release import letters, moodle_feedback
from helpers.grading.export.who import WHO, who
from helpers.grading.folder import Folder, folder_names, safe_name
from helpers.grading.judging.graded_notebook import GradedNotebook
from helpers.grading.keys import ExerciseKey
from helpers.grading.overrides import GivenMarks, marked, read_marks, to_mark
from helpers.grading.report.class_report import class_report
from helpers.grading.report.exercise import Exercise, exercise_of
from helpers.grading.report.feedback import feedback
from helpers.grading.results import Item, Note, Result
from helpers.grading.tables import Table, read_table
from helpers.grading.zones import about_times

__all__ = ["Options", "Written", "write_outputs"]

TO_MARK = "to-mark.csv"
"""The texts for a person; what she fills in there counts in the next run."""

ZONE = ".zone"
"""The time zone of the class, so that a run on another machine tells the same times."""

_OURS = (
    WHO, "gradebook.csv", "gradebook.xlsx", "canvas.csv", "moodle.csv", "feedback.csv", "notes.csv", "report.html",
    TO_MARK,
)  # fmt: skip


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
class Written:
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
) -> Written:
    """Everything that an instructor gets out, in a folder that holds nothing half-written.

    Args:
        results: one for each file, and for each student without one; read three times where it can be.
        keys: what was graded with, by exercise.
        out: the folder; made where it is missing.
        options: what to write beside the defaults.
        more: notes on files that have no result.

    Raises:
        WritingError: something in the folder is in the way.
        TableError: the roster or the marks cannot be read.
    """
    options = options or Options()
    roster = read_table(options.roster) if options.roster else None
    whole = list(results) if isinstance(results, Iterator) else results
    light = _light(whole)
    folder = Folder(out, _OURS, options.overwrite)
    marks = _marks(light, out, options)
    counted = marked(counting(light), marks.by_place)
    imports = platform_files(counted, roster, options.assignments)
    notes = _notes([*light, *counted], [*more, *marks.notes, *imports.notes])
    exercises = {name: exercise_of(keys[name]) for name in sorted({one.exercise for one in light} & keys.keys())}
    folder.put(WHO, who(light))
    places = _places(light, exercises)
    folder.put(ZONE, f"{options.zone}\n".encode())
    times = about_times(options.zone, options.late_after)
    folder.put("report.html", class_report(counted, exercises, options.anonymous, times))
    pages = _pages(whole, marks, exercises, keys, places)
    released = _released(counted, places, out, roster)  # reads the pages, when they are written
    for name, content in chain(imports.files.items(), _files(counted, marks, notes), pages, released):
        folder.put(name, content)
    folder.close()
    told = ([*folder.set_aside, *imports.messages], folder.changed, folder.unchanged, folder.removed)
    return Written(tuple(counted), tuple(note for _, note in notes), *map(tuple, told))


def _light(results: Iterable[Result]) -> list[Result]:
    """The results without their worksheets, equal items kept once: a class of thousands fits in little memory."""
    items: dict[Item, Item] = {}
    return [
        replace(one, worksheets=(), items=tuple(items.setdefault(item, item) for item in one.items)) for one in results
    ]


def _files(results: Sequence[Result], marks: GivenMarks, notes: list[tuple[str, Note]]) -> Iterator[tuple[str, bytes]]:
    book, texts, told = gradebook(results), to_mark(results, marks), notes_table(notes)
    yield "gradebook.csv", as_csv(book)
    yield "gradebook.xlsx", as_xlsx({**_sheets(results), "to mark": texts, "notes": told})
    yield TO_MARK, as_csv(texts)
    yield "notes.csv", as_csv(told)


def _sheets(results: Sequence[Result]) -> dict[str, list[list[object]]]:
    """A gradebook for each exercise, so that no sheet has columns of another."""
    names = sorted({result.exercise for result in results})
    return {name or "not recognised": gradebook([one for one in results if one.exercise == name]) for name in names}


def _places(results: Iterable[Result], exercises: Iterable[str]) -> dict[tuple[str, str], str]:
    """The folder and the name, without ending, of what is written for each student and exercise."""
    files = {name: safe_name(name) for name in exercises}
    graded = [result for result in results if result.state == "graded" and result.exercise in files]
    folders = folder_names(result.student for result in graded)
    return {(one.student, one.exercise): f"{folders[one.student]}/{files[one.exercise]}" for one in graded}


def _pages(
    results: Iterable[Result],
    marks: GivenMarks,
    exercises: Mapping[str, Exercise],
    keys: Mapping[str, ExerciseKey],
    places: Mapping[tuple[str, str], str],
) -> Iterator[tuple[str, bytes]]:
    """The pages and graded notebooks of those who count, one after the other."""
    notebooks = {name: GradedNotebook(keys[name]) for name in exercises}
    for result in results:
        if result.state == "graded" and result.exercise in exercises:
            place = places[result.student, result.exercise]
            [final] = marked([result], marks.by_place)
            yield f"feedback/{place}.html", feedback(final, exercises[result.exercise])
            yield f"graded/{place}.ipynb", notebooks[result.exercise].with_worksheets(dict(result.worksheets))


def _released(
    results: Sequence[Result], places: Mapping[tuple[str, str], str], out: Path, roster: Table | None
) -> Iterator[tuple[str, bytes]]:
    """What gives the pages to the students, once these are written."""
    pages = {key: f"feedback/{place}.html" for key, place in places.items()}
    yield "feedback.csv", as_csv(letters(results, pages, roster))
    for name, own in by_exercise(results).items():
        if archive := moodle_feedback(own, pages, out, roster):
            yield f"moodle-feedback-{safe_name(name)}.zip", archive


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
