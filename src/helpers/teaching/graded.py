"""The graded notebook of one submission, so that anybody can ask plain nbval for its verdict."""

from __future__ import annotations

import json
from collections.abc import Mapping

from helpers.teaching.graft import graft, grafted_source
from helpers.teaching.keys import Key
from helpers.teaching.notebook_format import nbformat

__all__ = ["GradedNotebook"]


class GradedNotebook:
    """A key that takes worksheets in; what is the same for a whole class is put into JSON once."""

    def __init__(self, key: Key) -> None:
        """Take the key apart at its worksheets.

        Args:
            key: what is graded with.
        """
        self._names = list(key.sheets.values())
        marks = {name: f"worksheet {number} of {id(self)}" for number, name in enumerate(self._names)}
        whole = nbformat.writes(graft(key.notebook, marks), indent=1, sort_keys=True) + "\n"
        self._parts = []
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


def _lines(source: str) -> str:
    """All but the first line of a source as they stand in a notebook's list of lines."""
    lines = source.splitlines(keepends=True)[1:]
    return ",\n    ".join(json.dumps(line, ensure_ascii=False) for line in lines)
