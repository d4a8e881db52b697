"""The key with a student's worksheets in it: every line that runs is the key's."""

from __future__ import annotations

import copy
from collections.abc import Mapping

from helpers.teaching.keys import UNCOMPARED
from helpers.teaching.notebook_format import NotebookNode
from helpers.worksheets import answer_cell

__all__ = ["graft", "grafted_source"]


def graft(key: NotebookNode, worksheets: Mapping[str, str]) -> NotebookNode:
    r"""A notebook for nbval: the key with a student's worksheets in place of its own.

    Cells that are only for looking at are left out.

    Args:
        key: a graded notebook with its outputs.
        worksheets: text by worksheet name; a worksheet that is not there is graded as blank.

    Example:
        >>> from helpers.teaching.keys import load_keys
        >>> notebook = graft(load_keys()["who-says-so"].notebook, {"first-article": "S01  outlet"})
        >>> next(cell.source for cell in notebook.cells if cell.id == "answer-first-article")
        '%%answer first-article\nS01  outlet'
    """
    notebook = copy.deepcopy(key)
    notebook.cells = [cell for cell in notebook.cells if UNCOMPARED not in cell.metadata.get("tags", [])]
    for cell in notebook.cells:
        if sheet := answer_cell(cell.source):
            cell.source = grafted_source(sheet[0], worksheets.get(sheet[0], ""))
            cell.outputs = []
            cell.metadata["tags"] = [UNCOMPARED]
    return notebook


def grafted_source(name: str, text: str) -> str:
    r"""The cell of a worksheet as it is run.

    Only the text below the first line is the student's: IPython would evaluate braces in a magic's own line. No line
    begins with #: nbval would obey a mark such as # NBVAL_SKIP. IPython refuses a magic without a body: dots stand
    for it.

    Args:
        name: the worksheet's name, from the key.
        text: what the student wrote.

    Example:
        >>> grafted_source("voices", "# NBVAL_SKIP\nS01  person")
        '%%answer voices\n> # NBVAL_SKIP\nS01  person'
    """
    kept = "\n".join("> " + line if line.lstrip().startswith("#") else line for line in text.splitlines())
    return f"%%answer {name}\n{kept if kept.strip() else '...'}"
