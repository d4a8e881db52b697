"""The keys that submissions are graded with: notebooks that `kata-siapa build` made, and the items in them."""

from __future__ import annotations

import ast
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from hashlib import sha256
from pathlib import Path
from typing import Any

from helpers.errors import ArticleError
from helpers.exercises import Question, Questions, ask, key_folder
from helpers.exercises.worksheet import answer_cell

__all__ = ["Asked", "ExerciseKey", "GradingError", "load_keys"]


class GradingError(Exception):
    """The run itself cannot go on; the message says what was asked and what would work."""


@dataclass(frozen=True, slots=True)
class Asked:
    """An item of a key: which worksheet holds the answer, and the question; `cell` is the id of its cell."""

    cell: str
    sheet: str
    question: Question


@dataclass(frozen=True)
class ExerciseKey:
    """A graded notebook: its exercise, its worksheets' names by their cells' ids, and its items in order.

    The notebook is as JSON has it, but each cell's source is one text.
    """

    exercise: str
    notebook: Mapping[str, Any]

    @cached_property
    def sheets(self) -> dict[str, str]:
        """The name of each worksheet by its cell's id."""
        return {cell["id"]: sheet[0] for cell in self.notebook["cells"] if (sheet := answer_cell(cell["source"]))}

    @property
    def is_graded(self) -> bool:
        """Whether any of its cells marks an item, as none of a student's does."""
        return any(map(_is_item, self.notebook["cells"]))

    @cached_property
    def digest(self) -> str:
        """A hash of all that decides a grade: the cells, and the questions with their answers and reasons."""
        return sha256((json.dumps(self.notebook) + repr(self.items)).encode()).hexdigest()

    @cached_property
    def items(self) -> tuple[Asked, ...]:
        """Every item, in the order of the cells."""
        return tuple(Asked(id, sheet, asked.question(item)) for id, sheet, item, asked in self._scored)

    @cached_property
    def questions(self) -> dict[str, tuple[Questions, ...]]:
        """What is asked of each worksheet, by its name."""
        asked: dict[str, dict[int, Questions]] = {}
        for _, sheet, _, one in self._scored:
            asked.setdefault(sheet, {})[id(one)] = one
        return {sheet: tuple(ones.values()) for sheet, ones in asked.items()}

    @cached_property
    def _scored(self) -> list[tuple[str, str, str, Questions]]:
        read = cache(ask)  # once for all items of a worksheet
        cells = filter(_is_item, self.notebook["cells"])
        calls = [(cell["id"], *_score_call(cell["source"])) for cell in cells]
        try:
            return [(id, sheet, item, read(**{"asks": "kind", **named})) for id, sheet, item, named in calls]
        except (ArticleError, TypeError) as error:
            raise GradingError(f"The key {self.exercise} asks for what is not there: {error}") from None


def load_keys(folder: Path | None = None) -> dict[str, ExerciseKey]:
    """The keys by exercise.

    Args:
        folder: where `kata-siapa build` or `exercise` put the graded notebooks, or the one above it; the module's own
            when None.

    Raises:
        GradingError: there is none, one cannot be read, or one is a student's notebook.

    Example:
        >>> len(load_keys()["who-says-so"].items)
        32
    """
    if folder is None:
        return dict(_own_keys())
    keys = _keys_in(folder) or _keys_in(folder / "built")
    if not keys:
        raise GradingError(f"There is no key in {folder}. {_where_keys_are(folder)}")
    if strange := [name for name, key in keys.items() if not key.is_graded]:
        what = f"{folder / strange[0]}.ipynb is a student's notebook and no key: nothing in it marks an item."
        raise GradingError(f"{what} {_where_keys_are(folder)}")
    return keys


@cache
def _own_keys() -> dict[str, ExerciseKey]:
    return load_keys(key_folder() / "built")


def _keys_in(folder: Path) -> dict[str, ExerciseKey]:
    return {file.stem: ExerciseKey(file.stem, _read(file)) for file in sorted(folder.glob("*.ipynb"))}


def _where_keys_are(folder: Path) -> str:
    """What to name in place of a folder that holds no keys."""
    near = [folder / "keys" / "built", folder.parent / "keys" / "built", folder.parent / "built"]
    there = next((one for one in near if any(one.glob("*.ipynb"))), None)
    return (
        f"The keys lie in {there}; name that." if there else "Make keys with kata-siapa build or kata-siapa exercise."
    )


def _read(file: Path) -> dict[str, Any]:
    """A notebook of ours; to import nbformat for it would take longer than to grade a small class."""
    try:
        notebook: dict[str, Any] = json.loads(file.read_bytes())
        cells = [{**cell, "id": cell["id"], "source": "".join(cell["source"])} for cell in notebook["cells"]]
    except (OSError, ValueError, TypeError, LookupError, RecursionError) as error:
        raise GradingError(f"{file} is no notebook: {error}. Make it again with kata-siapa build.") from None
    return {**notebook, "cells": cells}


def _is_item(cell: Mapping[str, Any]) -> bool:
    return "item" in cell["metadata"].get("kata_siapa", {})


def _score_call(source: str) -> tuple[str, str, dict[str, str]]:
    """Worksheet, item and named arguments of the cell that marks an item: print(score("name", "S01", article="id"))."""
    try:
        call = ast.parse(source).body[0].value.args[0]  # type: ignore[attr-defined]
        worksheet, item = map(ast.literal_eval, call.args)
        return worksheet, item, {str(one.arg): ast.literal_eval(one.value) for one in call.keywords}
    except (SyntaxError, ValueError, LookupError, AttributeError):
        raise GradingError(f"The key marks an item with a cell that is no score: {source}") from None
