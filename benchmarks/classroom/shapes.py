"""Notebooks that lost their shape: programs that save otherwise, cells moved, copied, split, renamed, deleted."""

from __future__ import annotations

import copy
from typing import Any

from classroom.notebooks import Cell, Notebook, answer_cells, code, markdown, sheet

__all__ = [
    "colab", "copied_blank_first", "doubled_ids", "extra_cells", "fifty_megabytes", "into_markdown", "jupyterlite",
    "no_answer_cells", "no_checks", "no_ids", "old_format", "reordered", "retyped", "split", "swapped_ids", "vs_code",
    "widget_state_only",
]  # fmt: skip


def colab(made: Notebook) -> None:
    """Colab drops ids, keeps its own in the metadata, and saves source as lists of lines."""
    made |= {"nbformat_minor": 0}
    made["metadata"] = {"colab": {"provenance": []}, "kernelspec": {"name": "python3", "display_name": "Python 3"}}
    for number, one in enumerate(made["cells"]):
        one.pop("id")
        one["metadata"] = {"id": f"Xy{number:010}", "colab": {"base_uri": "https://localhost:8080/"}}
        one["source"] = one["source"].splitlines(keepends=True)


def vs_code(made: Notebook) -> None:
    """VS Code gives each cell an id of its own and writes line ends of its system."""
    made["metadata"]["language_info"] |= {"codemirror_mode": {"name": "ipython", "version": 3}, "version": "3.12.1"}
    for number, one in enumerate(made["cells"]):
        one["id"] = f"{number * 2654435761 % 2**32:08x}"
        one["metadata"] = {"vscode": {"languageId": "plaintext"}}
        one["source"] = one["source"].replace("\n", "\r\n")


def jupyterlite(made: Notebook) -> None:
    """JupyterLite names its own kernel and marks cells as trusted."""
    made["metadata"]["kernelspec"] = {"display_name": "Python (Pyodide)", "language": "python", "name": "python"}
    for one in made["cells"]:
        one["metadata"] = {"trusted": True}


def old_format(made: Notebook) -> None:
    """The format of 2013: worksheets of cells, and input where now source stands."""
    cells = [_old(one) for one in made.pop("cells")]
    made |= {"nbformat": 3, "nbformat_minor": 0, "worksheets": [{"cells": cells, "metadata": {}}]}


def _old(one: Cell) -> Cell:
    if one["cell_type"] == "markdown":
        return {"cell_type": "markdown", "metadata": {}, "source": one["source"]}
    return {"cell_type": "code", "language": "python", "collapsed": False, "metadata": {}, "outputs": [],
            "input": one["source"]}  # fmt: skip


def no_ids(made: Notebook) -> None:
    """Saved by a program that knows no ids, and no metadata that name the exercise."""
    made |= {"nbformat_minor": 4, "metadata": {}}
    for one in made["cells"]:
        one.pop("id")


def doubled_ids(made: Notebook) -> None:
    """Every cell has the id of the first worksheet."""
    first = answer_cells(made)[0]["id"]
    for one in made["cells"]:
        one["id"] = first


def swapped_ids(made: Notebook) -> None:
    """The first two worksheets have each other's id."""
    one, two = answer_cells(made)[:2]
    one["id"], two["id"] = two["id"], one["id"]


def reordered(made: Notebook) -> None:
    """All cells back to front."""
    made["cells"].reverse()


def extra_cells(made: Notebook) -> None:
    """Own notes and trials between the cells."""
    for at in range(len(made["cells"]), -1, -1):
        made["cells"][at:at] = [markdown("my notes", f"m{at}"), code("S01 = 'narrator'\nprint(S01)", f"c{at}")]


def copied_blank_first(made: Notebook) -> None:
    """A blank copy of the first worksheet stands before it, with a new id."""
    first = answer_cells(made)[0]
    again = copy.deepcopy(first) | {"id": "a1b2c3"}
    again["source"] = "\n".join([line if line[:1] == "%" else line.split()[0] + "  ..." for line in _lines(first)])
    made["cells"].insert(0, again)


def split(made: Notebook) -> None:
    """The first worksheet cut in two at its middle: the second cell has the lines alone, without the first line."""
    first = answer_cells(made)[0]
    lines, at = _lines(first), made["cells"].index(first)
    middle = 1 + (len(lines) - 1) // 2
    first["source"] = "\n".join(lines[:middle])
    made["cells"].insert(at + 1, code("\n".join(lines[middle:]), "split-off"))


def into_markdown(made: Notebook) -> None:
    """The worksheets' cells turned into Markdown."""
    for one in answer_cells(made):
        one["cell_type"] = "markdown"
        del one["outputs"], one["execution_count"]


def no_checks(made: Notebook) -> None:
    """The cells with checks deleted."""
    made["cells"] = [one for one in made["cells"] if not one["id"].startswith("check-")]


def no_answer_cells(made: Notebook) -> None:
    """The worksheets deleted; the metadata still name the exercise."""
    made["cells"] = [one for one in made["cells"] if not one["id"].startswith("answer-")]


def fifty_megabytes(made: Notebook) -> None:
    """A picture that a cell drew again and again, in the outputs."""
    picture = {"output_type": "display_data", "data": {"image/png": "iVBORw0KGgo" * 900_000}, "metadata": {}}
    made["cells"][2]["outputs"] = [picture] * 5


def widget_state_only(made: Notebook) -> None:
    """Answers chosen in a form but never written into the worksheet: they stand in the widgets' state alone."""
    state: dict[str, Any] = {}
    for one in answer_cells(made):
        lines = _lines(one)
        one["source"] = "\n".join([lines[0], *(line.split()[0] + "  ..." for line in lines[1:])])
        state |= {
            f"{one['id']}-{number}": {"model_name": "DropdownModel", "state": {"value": line.split(maxsplit=1)[1]}}
            for number, line in enumerate(lines[1:])
        }
    made["metadata"]["widgets"] = {"application/vnd.jupyter.widget-state+json": {"state": state, "version_major": 2}}


def _lines(one: Cell) -> list[str]:
    return str(one["source"]).splitlines()


def retyped(made: Notebook, name: str, before: str, after: str) -> None:
    """One line of a worksheet typed otherwise; it must be there."""
    one = sheet(made, name)
    if before not in one["source"]:
        raise ValueError(f"{name} has no {before}")
    one["source"] = one["source"].replace(before, after, 1)
