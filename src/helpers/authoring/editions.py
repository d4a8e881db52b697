"""What of a key its notebook holds and what its page: cells are tagged, nothing is guessed from their words."""

from __future__ import annotations

import copy
from collections.abc import Iterator

from nbformat import NotebookNode

__all__ = ["KEY_ONLY", "NOTEBOOK", "PAGE", "PRACTICE", "cells_for", "tags"]

KEY_ONLY = "key-only"
"""The tag of a cell that students do not get, such as the check of marked work."""

PRACTICE = "practice"
"""The tag of a check whose items count in no gradebook unless an instructor asks: the book shows their answers."""

NOTEBOOK, PAGE = "notebook", "page"
"""The tags of cells that only the notebook has, or only the page; a cell without one is in both."""


def tags(cell: NotebookNode) -> frozenset[str]:
    """The tags of a cell.

    Args:
        cell: of a key.
    """
    return frozenset(cell.metadata.get("tags", ()))


def cells_for(key: NotebookNode, edition: str) -> list[NotebookNode]:
    """Copies of the key's cells that an edition holds; text that was parted by a tag is one cell again.

    Args:
        key: as `read_key` gives it.
        edition: `NOTEBOOK` or `PAGE`.

    Example:
        >>> from helpers.exercises.keys import key_folder
        >>> from helpers.authoring.notebooks import read_key
        >>> key = read_key(key_folder() / "who-says-so.md")
        >>> [any("Shift + Enter" in cell.source for cell in cells_for(key, one)) for one in (NOTEBOOK, PAGE)]
        [True, False]
    """
    other = {NOTEBOOK: PAGE, PAGE: NOTEBOOK}[edition]
    return list(_joined(copy.deepcopy(cell) for cell in key.cells if other not in tags(cell)))


def _joined(cells: Iterator[NotebookNode]) -> Iterator[NotebookNode]:
    last = None
    for cell in cells:
        if last and _parted(last, cell):
            last.source += f"\n\n{cell.source}"
            last.metadata.tags = sorted(tags(last) | tags(cell))
            continue
        if last:
            yield last
        last = cell
    if last:
        yield last


def _parted(first: NotebookNode, second: NotebookNode) -> bool:
    """Whether two texts are two cells only because one of them is tagged."""
    both_text = first.cell_type == second.cell_type == "markdown"
    return both_text and bool((tags(first) | tags(second)) & {NOTEBOOK, PAGE})
