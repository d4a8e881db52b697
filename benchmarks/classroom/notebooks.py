"""The notebook a student hands in, as plain JSON: the exercise with worksheets filled in, as each program saves it."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from classroom.answers import KEYS, Answers

__all__ = ["Cell", "Notebook", "answer_cells", "cell", "code", "markdown", "notebook", "sheet", "text", "write"]

Notebook = dict[str, Any]
Cell = dict[str, Any]


def notebook(exercise: str, answers: Answers) -> Notebook:
    """The student notebook with these lines in its worksheets, saved but not run."""
    made: Notebook = json.loads(_blank(exercise))
    for one in made["cells"]:
        one["source"] = "".join(one["source"])
    for name, lines in answers.items():
        sheet(made, name)["source"] = "\n".join((f"%%answer {name}", *lines))
    return made


@cache
def _blank(exercise: str) -> str:
    return (KEYS.parent / f"{exercise}.ipynb").read_text("utf-8")


def text(made: Notebook) -> str:
    """The file's text, as Jupyter writes it; a lone surrogate stays an escape."""
    return json.dumps(made, indent=1) + "\n"


def cell(made: Notebook, id: str) -> Cell:
    """The cell with this id."""
    return next(one for one in made["cells"] if one.get("id") == id)


def sheet(made: Notebook, name: str) -> Cell:
    """The worksheet of this name."""
    return cell(made, f"answer-{name}")


def answer_cells(made: Notebook) -> list[Cell]:
    """The cells that hold worksheets, in their order."""
    return [one for one in made["cells"] if one.get("id", "").startswith("answer-")]


def code(source: str, id: str = "extra") -> Cell:
    """A code cell that a student added."""
    return {"cell_type": "code", "id": id, "metadata": {}, "execution_count": None, "outputs": [], "source": source}


def markdown(source: str, id: str = "extra-text") -> Cell:
    """A Markdown cell that a student added."""
    return {"cell_type": "markdown", "id": id, "metadata": {}, "source": source}


def write(made: Notebook, file: Path) -> Path:
    """The notebook in its file."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text(made), "utf-8")
    return file
