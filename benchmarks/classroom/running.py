"""What a student's program saved beside the cells: the outputs of a run, as they stand in a real submission."""

from __future__ import annotations

from functools import cache
from typing import Any

import nbformat
from nbclient import NotebookClient

from classroom.answers import key_answers
from classroom.notebooks import Notebook, notebook, text

__all__ = ["as_run"]


def as_run(exercise: str, made: Notebook) -> Notebook:
    """The notebook with the outputs that its cells had in a run with the right answers, changed in place.

    Args:
        exercise: a key's name.
        made: a student's notebook of this exercise.
    """
    outputs = _outputs(exercise)
    for number, cell in enumerate(one for one in made["cells"] if one["cell_type"] == "code"):
        cell |= {"outputs": outputs.get(cell["id"], []), "execution_count": number + 1}
    return made


@cache
def _outputs(exercise: str) -> dict[str, list[dict[str, Any]]]:
    ran = nbformat.reads(text(notebook(exercise, key_answers(exercise))), as_version=4)
    NotebookClient(ran, timeout=120, kernel_name="python3").execute()
    return {cell.id: cell.outputs for cell in ran.cells if cell.cell_type == "code"}
