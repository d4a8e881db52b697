"""What it costs to grade a class: this module's grader beside nbval, nbgrader and otter, in turn and in one session.

    .venv/bin/python benchmarks/grading.py                     30 and 300 submissions, every grader
    .venv/bin/python benchmarks/grading.py --peers-at 30       nbgrader and otter at 30 only
    .venv/bin/python benchmarks/grading.py --sizes 3000 --only kata-siapa

Everybody grades the same answers for the same points: one point an item, an item a cell (a test case in otter).
The table tells whether the points agree. Peers live in environments of their own, made once from pinned lists.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import platform
import re
import shutil
import sqlite3
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import peers
from classroom.usual import Student, usual_class
from converting import hand_in_worksheets
from measuring import Cost, run

ROOT = Path(__file__).parents[1]
WORK = ROOT / "_build" / "benchmarks" / "grading"
EXERCISE = "sourcing-chains"
_QUICK = ("kata-siapa", "nbval")


@dataclass(frozen=True, slots=True)
class Row:
    """One grader on one class: what it cost and the points it gave in all."""

    grader: str
    size: int
    cost: Cost
    points: float


def own(exercise: str, students: list[Student], folder: Path) -> tuple[Cost, float]:
    """`kata-siapa grade`: gradebooks, feedback files, graded notebooks and the report included."""
    hand_in_worksheets(exercise, students, folder / "class")
    cost = run([sys.executable, "-m", "helpers", "grade", folder / "class", "--out", folder / "out"], folder)
    with (folder / "out" / "gradebook.csv").open(encoding="utf-8-sig", newline="") as stream:
        return cost, sum(float(row["points"] or 0) for row in csv.DictReader(stream))


def nbval(exercise: str, students: list[Student], folder: Path) -> tuple[Cost, float]:
    """Plain nbval on the notebooks that the module's grader writes; its own time is not counted here."""
    own(exercise, students, folder)
    notebooks = folder / "out" / "graded"
    cost = run(peers.nbval_command(notebooks), folder)
    marked = {file: _marked(file) for file in notebooks.rglob("*.ipynb")}
    failed = re.findall(r"^FAILED (.+?)::Cell (\d+)", cost.told, re.MULTILINE)
    lost = sum(marked[folder / file][int(cell)] for file, cell in failed)
    return cost, sum(map(sum, marked.values())) - lost


def _marked(notebook: Path) -> list[bool]:
    """Of each code cell, whether it marks an item, and not for a person."""
    cells = json.loads(notebook.read_text("utf-8"))["cells"]
    told = [cell["metadata"].get("kata_siapa", {}) for cell in cells if cell["cell_type"] == "code"]
    return ["item" in one and one.get("marked_by") != "person" for one in told]


def nbgrader(exercise: str, students: list[Student], folder: Path) -> tuple[Cost, float]:
    """`nbgrader autograde`."""
    peers.nbgrader_class(exercise, students, folder)
    cost = run(peers.nbgrader_command(exercise), folder, peers.activated("nbgrader"))
    with sqlite3.connect(folder / "gradebook.db") as base:
        [[points]] = base.execute("select sum(auto_score) from grade")
    return cost, points or 0


def otter(exercise: str, students: list[Student], folder: Path) -> tuple[Cost, float]:
    """`otter run` on each submission."""
    peers.otter_class(exercise, students, folder)
    cost = run(peers.otter_commands(students, folder), folder, peers.activated("otter"))
    tests = (json.loads(file.read_text())["tests"] for file in folder.glob("results/*/results.json"))
    return cost, sum(test.get("score") or 0 for told in tests for test in told)


GRADERS: dict[str, Callable[[str, list[Student], Path], tuple[Cost, float]]] = {
    "kata-siapa": own,
    "nbval": nbval,
    "nbgrader": nbgrader,
    "otter": otter,
}


def main() -> None:
    """Run what was asked for and print a table."""
    asked = _asked()
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # without byte code a run costs twice as much, for everybody
    rows = list(_rows(asked))
    table = _table(rows, asked.exercise)
    print(table)
    (asked.work / "table.md").write_text(table + "\n", "utf-8")


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--exercise", default=EXERCISE)
    parser.add_argument("--sizes", type=int, nargs="+", default=[30, 300])
    parser.add_argument("--peers-at", type=int, nargs="*", help="where nbgrader and otter run; everywhere if left out")
    parser.add_argument("--only", nargs="+", choices=GRADERS, default=list(GRADERS))
    parser.add_argument("--work", type=Path, default=WORK, help="folder of the classes and what graders write")
    return parser.parse_args()


def _rows(asked: argparse.Namespace) -> Iterator[Row]:
    for name in asked.only:
        _one(name, asked.exercise, 2, asked.work)  # warm: files in the page cache, byte code written
    for size in asked.sizes:
        for name in asked.only:
            if name in _QUICK or asked.peers_at is None or size in asked.peers_at:
                yield _one(name, asked.exercise, size, asked.work)


def _one(name: str, exercise: str, size: int, work: Path) -> Row:
    folder = work / f"{name}-{size}"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    cost, points = GRADERS[name](exercise, list(usual_class(exercise, size)), folder)
    print(f"{name} on {size}: {cost.cpu:.1f} CPU s, {cost.wall:.1f} s, {points:g} points", file=sys.stderr)
    return Row(name, size, cost, points)


def _table(rows: list[Row], exercise: str) -> str:
    head = ["grader", "submissions", "CPU s", "CPU ms each", "wall s", "peak MiB", "points given", "CPU against ours"]
    lines = [head, ["---"] * len(head), *(_cells(row, rows) for row in rows)]
    return "\n".join([f"{exercise}, {_machine()}", "", *(f"| {' | '.join(line)} |" for line in lines)])


def _cells(row: Row, rows: list[Row]) -> list[str]:
    ours = next((one.cost.cpu for one in rows if one.grader == "kata-siapa" and one.size == row.size), None)
    ratio = f"{row.cost.cpu / ours:.1f} x" if ours and row.grader != "kata-siapa" else ""
    each = 1000 * row.cost.cpu / row.size
    numbers = [f"{row.cost.cpu:.1f}", f"{each:.0f}", f"{row.cost.wall:.1f}", f"{row.cost.peak:.0f}", f"{row.points:g}"]
    return [row.grader, str(row.size), *numbers, ratio]


def _machine() -> str:
    return f"Python {platform.python_version()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f} when it ended"


if __name__ == "__main__":
    main()
