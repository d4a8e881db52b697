"""`kata-siapa grade`: a class of notebooks in, a folder of results out."""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, tzinfo
from pathlib import Path
from typing import TYPE_CHECKING

import click

from helpers.cli import RefusedError
from helpers.errors import not_found
from helpers.text.visible import TERMINAL, clean

if TYPE_CHECKING:
    from helpers.grading.grade import Graded
    from helpers.grading.judging.cache import Journal
    from helpers.grading.keys import ExerciseKey
    from helpers.grading.outputs import WrittenResults
    from helpers.grading.results import Result

__all__ = ["grade"]

_MOST_TOLD = 20
"""Notes that are printed; all of them stand in notes.csv."""

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
_FOLDER = click.Path(file_okay=False, path_type=Path)


class _Moment(click.ParamType):  # type: ignore[type-arg]  # an older click's has none
    """A day, which lasts until midnight, or a day and a time; without a zone, on the clocks of the class."""

    name = "date"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        from helpers.grading import zones

        try:
            return zones.moment(value)
        except zones.ZoneError as error:
            self.fail(str(error), param, ctx)


class _Called(click.ParamType):  # type: ignore[type-arg]
    """An exercise, and what it is called on a learning platform."""

    name = "name"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, str]:
        exercise, _, name = value.partition("=")
        if not (exercise.strip() and name.strip()):
            self.fail(f'"{value}" names no assignment; write who-says-so="Name in Canvas".', param, ctx)
        return exercise.strip(), name.strip()


@click.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--out", type=_FOLDER, required=True, help="Folder of the results; grading again goes on in it.")
@click.option("--roster", type=_FILE, help="CSV of the class: an id or a name a row; exports of Canvas and Moodle do.")
@click.option("--exercise", "asked", multiple=True, help="An exercise that the class was asked for; may be repeated.")
@click.option("--late-after", type=_Moment(), help='The last day, or moment, that is not late: "2026-11-30 18:00 WIB".')
@click.option("--overrides", type=_FILE, help="CSV of a person's marks, as to-mark.csv among the results.")
@click.option(
    "--assignment", "assignments", multiple=True, type=_Called(), metavar='EXERCISE="NAME"',
    help="What an exercise is called in Canvas; may be repeated.",
)  # fmt: skip
@click.option(
    "--count", type=click.Choice(["last", "first"]), default="last", show_default=True,
    help="Which answers earn the points: the last ones, or the first ones that were checked, where these are known.",
)  # fmt: skip
@click.option("--anonymous", is_flag=True, help="Hide names in report.html.")
@click.option("--jobs", type=click.IntRange(min=1), help="Processes that judge; one a processor if left out.")
@click.option("--keys", type=_FOLDER, help="Folder of graded notebooks; the module's own if left out.")
@click.option("--count-practice", is_flag=True, help="Let practice on the book's own articles count as well.")
@click.option("--dry-run", is_flag=True, help="Only write who.csv, which says whose each file is; grade nothing.")
@click.option("--overwrite", is_flag=True, help="Set files aside that are in the way among the results.")
def grade(
    paths: tuple[Path, ...],
    out: Path,
    roster: Path | None,
    asked: tuple[str, ...],
    late_after: datetime | None,
    overrides: Path | None,
    assignments: tuple[tuple[str, str], ...],
    count: str,
    anonymous: bool,
    jobs: int | None,
    keys: Path | None,
    count_practice: bool,
    dry_run: bool,
    overwrite: bool,
) -> None:
    """Grade PATHS: notebooks, texts and mails with worksheets, exported chats, zip archives, and folders of them.

    Nothing in them is run.

    Whatever else lies there is told in notes.csv.

    The exit code is 0 when every file was graded, 1 when some need attention (they have a row and a note), 2 for a
    wrong call. When a file was handed in, for --late-after, is what the learning platform or the zip archive says, else
    when the file was last changed. Times are told in the zone of --late-after, else in that of the first run.
    """
    _leave_here()
    own = [one for one in (out, roster, overrides, *_key_folders(keys)) if one]
    if dry_run:
        return _only_say_who(paths, own, roster, keys, overwrite)
    from helpers.grading import outputs
    from helpers.grading.grade import grade as grade_files
    from helpers.grading.intake.roster import read_roster

    _refuse_paths(paths, out)
    zone, late_after = _clock(out, late_after)
    options = outputs.Options(roster, overrides, anonymous, overwrite, dict(assignments), zone, late_after)
    with _plain_errors(), _journal(out, keys, count_practice) as (journal, loaded):
        _refuse_unknown(options.assignments, loaded)
        read = read_roster(roster) if roster else None
        with _bar() as progress:
            graded = grade_files(
                paths,
                loaded,
                journal,
                roster=read,
                asked=asked,
                late_after=late_after,
                zone=zone,
                jobs=jobs,
                leave_out=own,
                progress=progress,
            )
        graded = replace(graded, counts=count)
        written = outputs.write_outputs(graded, loaded, out, options, graded.notes)
        _report(graded, written, out)


def _only_say_who(
    paths: Sequence[Path], own: Sequence[Path], roster: Path | None, keys: Path | None, overwrite: bool
) -> None:
    """Write who.csv among the results and nothing else, so that it can be looked at before anything is graded."""
    from helpers.grading.export.gradebook import WHO, as_csv, who
    from helpers.grading.folder import Folder
    from helpers.grading.grade import whose
    from helpers.grading.intake.roster import read_roster
    from helpers.grading.keys import load_keys

    out = own[0]
    _refuse_paths(paths, out)
    with _plain_errors():
        read = read_roster(roster) if roster else None
        results = whose(paths, load_keys(keys), roster=read, leave_out=own)
        folder = Folder(out, (WHO,), overwrite)
        folder.put(WHO, as_csv(who(results)))
    for sentence in folder.set_aside:
        click.echo(clean(sentence, TERMINAL), err=True)
    _report_owners(results, out / WHO)


def _report_owners(results: Sequence[Result], file: Path) -> None:
    files = [one for one in results if one.file]
    unsure = sum(one.unsure for one in files)
    without = len(results) - len(files)
    told = [f"{len(files)} files", f"{len({one.student for one in files})} students"]
    told += [f"{unsure} to look at first"] * bool(unsure) + [f"{without} students without a file"] * bool(without)
    click.echo(f"{file}: {', '.join(told)}. Nothing was graded.")
    if unsure or not files:
        raise SystemExit(1)


def _clock(out: Path, late_after: datetime | None) -> tuple[tzinfo, datetime | None]:
    """The zone of the class, which is the last moment's, else that of an earlier run; and that moment in it."""
    from helpers.grading import zones
    from helpers.grading.outputs import ZONE

    named = late_after.tzinfo if late_after else None
    zone = named or zones.kept_zone(out / ZONE)
    return zone, zones.in_zone(late_after, zone)


def _refuse_unknown(exercises: Iterable[str], keys: Iterable[str]) -> None:
    for exercise in exercises:
        if exercise not in keys:
            raise RefusedError(not_found("exercise", exercise, sorted(keys)))


def _key_folders(keys: Path | None) -> list[Path]:
    """The folder of the graded notebooks, and the one of the keys that they are made from."""
    return [keys, keys.parent] if keys and keys.parent.name == "keys" else [keys] if keys else []


def _leave_here() -> None:
    """Import nothing from the current folder: it may be the one with what was handed in."""
    here = str(Path.cwd())
    sys.path[:] = [place for place in sys.path if place and os.path.realpath(place) != here]


def _refuse_paths(paths: Sequence[Path], out: Path) -> None:
    for path in paths:
        if not os.path.lexists(path):
            raise RefusedError(f"There is no {path}; name a notebook, a zip archive, or a folder of them.")
        if os.path.exists(path) and os.path.exists(out) and path.samefile(out):
            raise RefusedError(f"{path} holds what was handed in; name another folder as --out, such as {out / 'out'}.")
        if results := _results_at(path):
            what = f"{path} holds results of an earlier grading ({results}), and nothing that was handed in"
            raise RefusedError(f"{what}; name the folder that you graded then.")


def _results_at(path: Path) -> Path | None:
    """The folder of results that a path is, or that it lies in with a name of ours."""
    above = [path.parent] if path.name in ("graded", "feedback") else []
    return next((one for one in (path, *above) if (one / ".judged.jsonl").is_file()), None)


@contextmanager
def _journal(
    out: Path, folder: Path | None, count_practice: bool
) -> Iterator[tuple[Journal, Mapping[str, ExerciseKey]]]:
    """The journal among the results, and the keys that it is for."""
    from helpers.grading.judging.cache import Journal, editions
    from helpers.grading.keys import load_keys

    keys = load_keys(folder, count_practice)
    with Journal(out / ".judged.jsonl", editions(keys)) as opened:
        if opened.set_aside:
            click.echo(clean(opened.set_aside, TERMINAL), err=True)
        yield opened, keys


@contextmanager
def _plain_errors() -> Iterator[None]:
    """What stops the run, in a sentence."""
    from helpers.grading.folder import WritingError
    from helpers.grading.keys import GradingError
    from helpers.grading.tables import TableError

    try:
        yield
    except KeyboardInterrupt:
        click.echo("Interrupted. What was graded so far is kept; the same call goes on.", err=True)
        raise SystemExit(130) from None
    except BrokenPipeError:  # who reads our words has gone: click knows what to do
        raise
    except (GradingError, TableError, WritingError, OSError) as error:
        raise RefusedError(clean(_sentence(error), TERMINAL)) from None


def _sentence(error: Exception) -> str:
    if not isinstance(error, OSError):
        return str(error)
    what = f"{error.filename} cannot be read or written" if error.filename else "The results cannot be written"
    return f"{what}: {error.strerror}. What was graded so far is kept; the same call goes on."


@contextmanager
def _bar() -> Iterator[Callable[[int, int], None]]:
    """How many files are done, where somebody looks at it: on a terminal, not in a pipe."""
    if not (sys.stderr and sys.stderr.isatty()):
        yield lambda done, whole: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeRemainingColumn

    columns = (BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    # It is drawn by this thread alone: a process that is forked while another thread runs may hang.
    with Progress(*columns, console=Console(stderr=True), auto_refresh=False, transient=True) as bar:
        task = bar.add_task("", total=None)

        def progress(done: int, whole: int) -> None:
            bar.update(task, completed=done, total=whole, refresh=done % 5 == 0 or done == whole)

        yield progress


def _report(graded: Graded, written: WrittenResults, out: Path) -> None:
    for sentence in (*graded.walls, *written.messages):
        click.echo(clean(sentence, TERMINAL), err=True)
    serious = [note for note in written.notes if note.serious]
    for note in serious[:_MOST_TOLD]:
        click.echo(clean(f"{note.file or note.student}: {note.what} {note.what_to_do}", TERMINAL), err=True)
    if len(serious) > _MOST_TOLD:
        click.echo(f"... and {len(serious) - _MOST_TOLD} more notes in {out / 'notes.csv'}", err=True)
    click.echo(f"{out}: {_summary(graded, written)}")
    if serious or not graded.rows:
        raise SystemExit(1)


def _summary(graded: Graded, written: WrittenResults) -> str:
    states = Counter(result.state for result in written.results)
    late = sum(result.late for result in written.results)
    told = [f"{len(graded.rows)} files", *(f"{number} {state}" for state, number in states.items())]
    told += [f"{late} late"] * (late > 0) + [f"{len(graded.strays)} other files"] * bool(graded.strays)
    told += [f"{graded.judged} judged now"]
    return ", ".join(told) + "; begin with report.html and notes.csv."
