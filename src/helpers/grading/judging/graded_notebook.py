"""The key with a student's answers in it, as a notebook that plain nbval can run."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from helpers.exercises import UNCOMPARED
from helpers.exercises.worksheet import answer_cell
from helpers.grading.keys import ExerciseKey

__all__ = ["GradedNotebook", "graft", "grafted_source"]


def graft(key: Mapping[str, Any], worksheets: Mapping[str, str]) -> dict[str, Any]:
    r"""A notebook for nbval: the key with a student's worksheets in place of its own.

    Cells that are only for looking at are left out.

    Args:
        key: a graded notebook with its outputs.
        worksheets: text by worksheet name; a worksheet that is not there is graded as blank.

    Example:
        >>> from helpers.grading.keys import load_keys
        >>> notebook = graft(load_keys()["who-says-so"].notebook, {"first-article": "S01  outlet"})
        >>> next(cell["source"] for cell in notebook["cells"] if cell["id"] == "answer-first-article")
        '%%answer first-article\nS01  outlet'
    """
    cells = [cell for cell in key["cells"] if UNCOMPARED not in cell["metadata"].get("tags", [])]
    return {**key, "cells": [_grafted(cell, worksheets) for cell in cells]}


def _grafted(cell: Mapping[str, Any], worksheets: Mapping[str, str]) -> Mapping[str, Any]:
    if not (sheet := answer_cell(cell["source"])):
        return cell
    source = grafted_source(sheet[0], worksheets.get(sheet[0], ""))
    return {**cell, "source": source, "outputs": [], "metadata": {**cell["metadata"], "tags": [UNCOMPARED]}}


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


class GradedNotebook:
    """A key that takes worksheets in; what is the same for a whole class is put into JSON once."""

    def __init__(self, key: ExerciseKey) -> None:
        """Take the key apart at its worksheets.

        Args:
            key: what is graded with.
        """
        self._names = list(key.sheets.values())
        marks = {name: f"worksheet {number} of {id(self)}" for number, name in enumerate(self._names)}
        whole = _as_file(graft(key.notebook, marks))
        self._parts: list[str] = []
        for mark in marks.values():
            before, _, whole = whole.partition(f'"{mark}"')
            self._parts.append(before)
        self._rest = whole

    def with_worksheets(self, worksheets: Mapping[str, str]) -> bytes:
        """The notebook as a file, with a student's worksheets in it: what `graft` makes, in less time.

        Args:
            worksheets: text by worksheet name, as they were judged.
        """
        texts = (_lines(grafted_source(name, worksheets.get(name, ""))) for name in self._names)
        whole = "".join(part + text for part, text in zip(self._parts, texts, strict=True)) + self._rest
        return whole.encode("utf-8", "replace")


def _as_file(notebook: Mapping[str, Any]) -> str:
    """The text of a notebook's file, as nbformat writes it."""
    cells = [{**cell, "source": cell["source"].splitlines(keepends=True)} for cell in notebook["cells"]]
    return json.dumps({**notebook, "cells": cells}, indent=1, sort_keys=True, ensure_ascii=False) + "\n"


def _lines(source: str) -> str:
    """All but the first line of a source as they stand in a notebook's list of lines."""
    lines = source.splitlines(keepends=True)[1:]
    return ",\n    ".join(json.dumps(line, ensure_ascii=False) for line in lines)
