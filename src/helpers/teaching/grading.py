"""Grade submissions: their worksheets go into our own key, and nbval runs the key; a submission's code never runs."""

from __future__ import annotations

import copy
import csv
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree import ElementTree

import nbformat
from nbformat import NotebookNode

from helpers.teaching.notebooks import UNCOMPARED
from helpers.teaching.submissions import Submission, find_files, read_submission
from helpers.worksheets import answer_cell

__all__ = ["GradingError", "Row", "grade", "graft", "load_keys", "write_gradebook"]

CELL_SECONDS = 60
"""How long one cell of our own key may take under nbval."""


class GradingError(Exception):
    """The run itself cannot go on; the message says what was asked and what would work."""


@dataclass(frozen=True, slots=True)
class Row:
    """One submission in the gradebook; `marks` is None where it could not be graded.

    `texts` tells of each item that only a person can mark whether there is something to mark.
    """

    student: str
    exercise: str
    marks: Mapping[str, int] | None
    notes: tuple[str, ...]
    texts: Mapping[str, bool] = field(default_factory=dict)

    @property
    def points(self) -> int | None:
        """The sum of the marks, or None where it could not be graded."""
        return None if self.marks is None else sum(self.marks.values())


def load_keys(folder: Path) -> dict[str, NotebookNode]:
    """The graded notebooks by exercise.

    Args:
        folder: where `kata-siapa build` put them.

    Raises:
        GradingError: there is none.
    """
    keys = {file.stem: nbformat.read(file, as_version=4) for file in sorted(folder.glob("*.ipynb"))}
    if not keys:
        raise GradingError(f"There is no key in {folder}; make them with kata-siapa build.")
    return keys


def graft(key: NotebookNode, worksheets: Mapping[str, str]) -> NotebookNode:
    """The key with a student's worksheets in place of its own; every line that runs is the key's.

    Cells that are only for looking at are left out.

    Args:
        key: a graded notebook with its outputs.
        worksheets: text by worksheet name; a worksheet that is not there is graded as blank.
    """
    notebook = copy.deepcopy(key)
    notebook.cells = [cell for cell in notebook.cells if UNCOMPARED not in cell.metadata.get("tags", [])]
    for cell in notebook.cells:
        if sheet := answer_cell(cell.source):
            # Only the text below the first line is the student's: IPython would evaluate braces in a magic's own line.
            # IPython refuses a magic without a body: a blank stands for it.
            cell.source = f"%%answer {sheet[0]}\n{_without_marks(worksheets.get(sheet[0], '')) or '...'}"
            cell.outputs = []
            cell.metadata["tags"] = [UNCOMPARED]
    return notebook


def _without_marks(text: str) -> str:
    """The text with no line that begins with #: nbval would obey a mark such as # NBVAL_SKIP."""
    return "\n".join("> " + line if line.lstrip().startswith("#") else line for line in text.splitlines())


def grade(paths: Iterable[Path], keys: Mapping[str, NotebookNode]) -> list[Row]:
    """A row for each file among the paths, in the order found; a broken file costs its own row a note, nothing else.

    Args:
        paths: files and folders.
        keys: graded notebooks by exercise, as `load_keys` gives them.

    Raises:
        GradingError: nbval did not run.
    """
    submissions = [read_submission(file, student, keys) for file, student in find_files(paths)]
    with tempfile.TemporaryDirectory() as folder:
        marks = _run_nbval(submissions, keys, Path(folder))
    return [_row(submission, marks.get(number), keys) for number, submission in enumerate(submissions)]


def write_gradebook(rows: list[Row], file: Path) -> None:
    """Write the rows as CSV at once: a reader sees the old file or the whole new one.

    Columns: student, exercise, points, possible, one an item, one a text that a person marks ("to mark" or
    "not answered"), notes. Cells that a spreadsheet would take for a
    formula are quoted.

    Args:
        rows: as `grade` gives them.
        file: the gradebook; its folder is made.
    """
    items = list(dict.fromkeys(item for row in rows for item in row.marks or ()))
    texts = list(dict.fromkeys(item for row in rows for item in row.texts))
    file.parent.mkdir(parents=True, exist_ok=True)
    draft = file.with_suffix(".part")
    with draft.open("w", encoding="utf-8", newline="") as stream:
        table = csv.writer(stream)
        told = [f"{item} (for a person to mark)" for item in texts]
        table.writerow(["student", "exercise", "points", "possible", *items, *told, "notes"])
        for row in rows:
            table.writerow([_plain(value) for value in _values(row, items, texts)])
    os.replace(draft, file)


def _values(row: Row, items: list[str], texts: list[str]) -> list[object]:
    marks = row.marks or {}
    possible = len(marks) if row.marks is not None else ""
    points = "" if row.points is None else row.points
    scored = (marks.get(item, "") for item in items)
    to_mark = ({True: "to mark", False: "not answered"}.get(row.texts.get(item), "") for item in texts)
    return [row.student, row.exercise, points, possible, *scored, *to_mark, "; ".join(row.notes)]


def _plain(value: object) -> object:
    """A cell that no spreadsheet runs."""
    if not isinstance(value, str):
        return value
    words = "".join(c if c.isprintable() else "\ufffd" for c in value)
    return "'" + words if words.startswith(("=", "+", "-", "@")) else words


def _run_nbval(
    submissions: list[Submission], keys: Mapping[str, NotebookNode], folder: Path
) -> dict[int, dict[str, int]]:
    """Marks by item, by a submission's number, as nbval reports them."""
    graded = [(number, s) for number, s in enumerate(submissions) if s.exercise]
    if not graded:
        return {}
    for number, submission in graded:
        nbformat.write(graft(keys[submission.exercise], submission.worksheets), folder / f"{number}.ipynb")
    report = folder / "junit.xml"
    ran = subprocess.run(_pytest(folder, report), cwd=folder, env=_environment(), capture_output=True, text=True)
    if not report.is_file():
        raise GradingError(f"nbval did not run; its last words: {(ran.stdout + ran.stderr)[-500:]}")
    return _marks(report)


def _pytest(folder: Path, report: Path) -> list[str]:
    options = ["--nbval", "--nbval-current-env", f"--nbval-cell-timeout={CELL_SECONDS}", f"--junitxml={report}"]
    plain = ["-q", "-c", os.devnull, f"--rootdir={folder}", "-p", "no:cacheprovider", "-o", "junit_family=xunit1"]
    return [sys.executable, "-m", "pytest", *options, *plain, "-p", "helpers.teaching.questions", "."]


def _environment() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}


def _marks(report: Path) -> dict[int, dict[str, int]]:
    """Marks by item for each notebook; none at all for one in which a cell fails that is no item."""
    marks: dict[int, dict[str, int]] = {}
    failed = set()
    for case in ElementTree.parse(report).iter("testcase"):
        number = int(Path(case.get("file", "")).stem)
        passed = all(case.find(fault) is None for fault in ("failure", "error", "skipped"))
        question = case.find("properties/property[@name='question']")
        if question is not None:
            marks.setdefault(number, {})[question.get("value", "")] = int(passed)
        elif not passed:
            failed.add(number)
    return {number: found for number, found in marks.items() if number not in failed}


def _row(submission: Submission, marks: Mapping[str, int] | None, keys: Mapping[str, NotebookNode]) -> Row:
    if submission.exercise is None:
        return Row(submission.student, "", None, submission.notes)
    if not marks:
        notes = (*submission.notes, "nbval could not run the key for it; grade it again")
        return Row(submission.student, submission.exercise, None, notes)
    texts = _for_a_person(keys[submission.exercise])
    scored = {item: mark for item, mark in marks.items() if item not in texts}
    answered = {item: bool(mark) for item, mark in marks.items() if item in texts}
    return Row(submission.student, submission.exercise, scored, submission.notes, answered)


def _for_a_person(key: NotebookNode) -> set[str]:
    told = (cell.metadata.get("kata_siapa", {}) for cell in key.cells)
    return {one["item"] for one in told if one.get("marked_by") == "person"}
