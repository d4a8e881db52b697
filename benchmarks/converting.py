"""One exercise as the notebook of another grader: the same cells, the same answers, a point an item."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

from classroom.answers import KEYS
from classroom.notebooks import Notebook, notebook, text
from classroom.running import as_run
from classroom.usual import Student

__all__ = ["BROKEN", "graded", "hand_in_worksheets", "is_item", "item", "put_answers"]

BROKEN = '{"cells": [{"cell_type": "code", "source": "%%answer'
"""A download that broke off."""


def graded(exercise: str) -> Notebook:
    """The key's notebook with a cell an item, as the module builds it; sources as text, outputs left out."""
    made: Notebook = json.loads((KEYS / "built" / f"{exercise}.ipynb").read_text("utf-8"))
    for cell in made["cells"]:
        cell["source"] = "".join(cell["source"])
        if cell["cell_type"] == "code":
            cell |= {"outputs": [], "execution_count": None}
    made["cells"] = [cell for cell in made["cells"] if not _for_a_person(cell)]
    return made


def _for_a_person(cell: dict[str, Any]) -> bool:
    return bool(cell["metadata"].get("kata_siapa", {}).get("marked_by") == "person")


def is_item(cell: dict[str, Any]) -> bool:
    """Whether the cell marks an item."""
    return "item" in cell["metadata"].get("kata_siapa", {})


def item(cell: dict[str, Any]) -> str:
    """The call that judges the item: score("voices", "S01", article="x")."""
    return str(cell["source"].removeprefix("print(").removesuffix(")"))


def put_answers(exercise: str, made: Notebook, student: Student) -> Notebook:
    """The notebook with this student's worksheets, as her program saved it."""
    changed = as_run(exercise, copy.deepcopy(made))
    for cell in changed["cells"]:
        name = cell["source"].partition("\n")[0].removeprefix("%%answer ")
        if student.answers and name in student.answers:
            cell["source"] = "\n".join((f"%%answer {name}", *student.answers[name]))
    return changed


def hand_in_worksheets(exercise: str, students: list[Student], folder: Path) -> None:
    """The class for this module's own grader: the exercise's notebook of each student."""
    folder.mkdir(parents=True)
    for student in students:
        words = text(as_run(exercise, notebook(exercise, student.answers))) if student.answers else BROKEN
        (folder / f"{student.id}.ipynb").write_text(words, "utf-8")
