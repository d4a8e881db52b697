"""From a key, written by hand, to the notebook a student opens and the one that submissions are graded with."""

from __future__ import annotations

import ast
import copy
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from yaml import YAMLError

from helpers.errors import ArticleError
from helpers.exercises import UNCOMPARED, Questions, ask, key_folder
from helpers.exercises.worksheet import answer_cell, blanked

__all__ = [
    "FORM",
    "KEY_ONLY",
    "NOTEBOOK",
    "PAGE",
    "PRACTICE",
    "UNCOMPARED",
    "AuthoringError",
    "NotebookNode",
    "build",
    "cells_for",
    "check_call",
    "graded_notebook",
    "key_folder",
    "nbformat",
    "read_key",
    "stale",
    "student_notebook",
    "tags",
]

# nbformat's validator would compile grammars of web addresses and durations, for a second, that no notebook needs.
_NEEDLESS = ("rfc3987_syntax", "rfc3986_validator", "isoduration")
_hidden = [name for name in _NEEDLESS if sys.modules.setdefault(name, None) is None]  # type: ignore[arg-type]
import jupytext  # noqa: E402
import nbformat  # noqa: E402
from nbclient import NotebookClient  # noqa: E402
from nbclient.exceptions import CellExecutionError  # noqa: E402
from nbformat import NotebookNode  # noqa: E402

for _name in _hidden:
    del sys.modules[_name]

KEY_ONLY = "key-only"
"""The tag of a cell that students do not get, such as the check of marked work."""

PRACTICE = "practice"
"""The tag of a check whose items count in no gradebook unless an instructor asks: the book shows their answers."""

FORM = "form"
"""The tag of a check whose worksheet is answered as a whole: on a page it is handed over before there are verdicts."""

NOTEBOOK, PAGE = "notebook", "page"
"""The tags of cells that only the notebook has, or only the page; a cell without one is in both."""


def tags(cell: NotebookNode) -> frozenset[str]:
    """The tags of a cell."""
    return frozenset(cell.metadata.get("tags", ()))


def cells_for(key: NotebookNode, edition: str) -> list[NotebookNode]:
    """Copies of the key's cells that an edition holds; text that was parted by a tag is one cell again.

    Args:
        key: as `read_key` gives it.
        edition: `NOTEBOOK` or `PAGE`.

    Example:
        >>> from helpers.exercises import key_folder
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


_KERNEL = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}


class AuthoringError(Exception):
    """A key cannot become an exercise; the message names the file and the cell, and what would work."""


def read_key(file: Path) -> NotebookNode:
    """The key as a notebook whose cell ids come from the names of its worksheets, the same at every reading.

    Args:
        file: a MyST notebook such as exercises/keys/who-says-so.md.

    Raises:
        AuthoringError: the file cannot be read, or two worksheets have one name.

    Example:
        >>> [cell.id for cell in read_key(key_folder() / "who-says-so.md").cells if cell.id.startswith("answer")]
        ['answer-first-article', 'answer-second-article', 'answer-mirror-voices', 'answer-mirror-twice']
    """
    try:
        key = jupytext.reads(file.read_text("utf-8"), fmt="md:myst")
    except (OSError, UnicodeDecodeError, ValueError, YAMLError) as error:
        raise AuthoringError(f"{file} cannot be read as a MyST notebook: {error}") from None
    key.nbformat, key.nbformat_minor = 4, 5
    _numbered(key.cells)
    ids = [cell.id for cell in key.cells]
    if twice := {id for id in ids if ids.count(id) > 1}:
        raise AuthoringError(
            f"{file}: {', '.join(sorted(twice))} is there twice; give each worksheet and check its own name."
        )
    key.metadata = {"kernelspec": _KERNEL, "kata_siapa": {"exercise": file.stem}, "language_info": {"name": "python"}}
    whole: NotebookNode = nbformat.from_dict(key)
    return whole


def student_notebook(key: NotebookNode) -> NotebookNode:
    """What a student opens: the key with blanks for answers and no outputs.

    Example:
        >>> notebook = student_notebook(read_key(key_folder() / "who-says-so.md"))
        >>> [cell.source.splitlines()[1] for cell in notebook.cells if cell.id == "answer-first-article"]
        ['S01  ...']
    """
    notebook = copy.deepcopy(key)
    notebook.cells = [cell for cell in _numbered(cells_for(key, NOTEBOOK)) if KEY_ONLY not in tags(cell)]
    for cell in notebook.cells:
        if sheet := _worksheet(cell):
            cell.source = f"%%answer {sheet[0]}\n{blanked(sheet[1])}"
        cell.metadata = NotebookNode()
    return notebook


def graded_notebook(key: NotebookNode) -> NotebookNode:
    """The notebook that nbval runs: each check taken apart into one cell an item, outputs not yet made.

    Raises:
        AuthoringError: a check names no article or no worksheet of the key.

    Example:
        >>> notebook = graded_notebook(read_key(key_folder() / "who-says-so.md"))
        >>> sum("item" in cell.metadata.get("kata_siapa", {}) for cell in notebook.cells)
        55
    """
    notebook = copy.deepcopy(key)
    cells = _numbered(cells_for(key, NOTEBOOK))
    notebook.cells = [part for cell in cells for part in _taken_apart(cell)]
    return notebook


def build(keys: Path, exercises: Path) -> list[Path]:
    """Write the student notebook and the graded notebook of every key; the files that changed.

    Args:
        keys: the folder of keys; graded notebooks go into its folder built.
        exercises: the folder of student notebooks.

    Raises:
        AuthoringError: a key cannot be read, one of its cells fails, or its answer to an item is wrong or missing;
            the message names the cell or the item.
    """
    changed = []
    for file, text in _built(keys, exercises):
        if not file.exists() or file.read_text("utf-8") != text:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, "utf-8")
            changed.append(file)
    return changed


def stale(keys: Path, exercises: Path) -> list[Path]:
    """The notebooks that are not what their keys would make now; `kata-siapa build` mends them.

    Args:
        keys: the folder of keys.
        exercises: the folder of student notebooks.

    Raises:
        AuthoringError: a key cannot be read or one of its cells fails.
    """
    made = dict(_built(keys, exercises))
    there = {*exercises.glob("*.ipynb"), *(keys / "built").glob("*.ipynb")}
    differing = {file for file, text in made.items() if not file.exists() or file.read_text("utf-8") != text}
    return sorted(differing | (there - made.keys()))


def _built(keys: Path, exercises: Path) -> Iterator[tuple[Path, str]]:
    for file in sorted(keys.glob("*.md")):
        key = read_key(file)
        yield exercises / f"{file.stem}.ipynb", _text(student_notebook(key))
        yield keys / "built" / f"{file.stem}.ipynb", _text(_executed(graded_notebook(key), file))


def _text(notebook: NotebookNode) -> str:
    nbformat.validate(notebook)
    text: str = nbformat.writes(notebook, indent=1, sort_keys=True)
    return text + "\n"


def _executed(notebook: NotebookNode, file: Path) -> NotebookNode:
    client = NotebookClient(notebook, timeout=60, record_timing=False, store_widget_state=False)
    client.coalesce_streams = True  # one write may arrive as two messages: joined, two builds give the same bytes
    try:
        client.execute()
    except CellExecutionError as error:
        raise AuthoringError(f"{file}: a cell fails when it is run.\n{error}") from None
    notebook.metadata.language_info = {"name": "python"}
    for cell in notebook.cells:
        if UNCOMPARED in tags(cell):
            cell.outputs = []
    _check_points(notebook, file)
    return notebook


def _check_points(notebook: NotebookNode, file: Path) -> None:
    """A key whose own answer to an item is wrong or missing would give the point to whoever repeats it."""
    for cell in notebook.cells:
        told = "".join(output.get("text", "") for output in cell.get("outputs", [])).strip()
        if "kata_siapa" in cell.metadata and not told.endswith((": 1 of 1", ": for a person to mark")):
            raise AuthoringError(f"{file}: the key's own answer does not earn its point. {told}")


def _worksheet(cell: NotebookNode) -> tuple[str, str] | None:
    return answer_cell(cell.source) if cell.cell_type == "code" else None


def _numbered(cells: list[NotebookNode]) -> list[NotebookNode]:
    """The cells with ids that are the same at every reading: of their worksheet, else of their place."""
    for number, cell in enumerate(cells, 1):
        cell.id = _cell_id(cell, number)
    return cells


def _cell_id(cell: NotebookNode, number: int) -> str:
    if sheet := _worksheet(cell):
        return f"answer-{_slug(sheet[0])}"
    if call := check_call(cell):
        return f"check-{_slug(call[0])}"
    return f"text-{number}" if cell.cell_type == "markdown" else f"code-{number}"


def _slug(words: str) -> str:
    return re.sub(r"[^a-zA-Z0-9]+", "-", words).strip("-")[:50]


def check_call(cell: NotebookNode) -> tuple[str, dict[str, str]] | None:
    """Worksheet and named arguments of a cell that is one call, check("name", article="id"); None for other cells.

    Raises:
        AuthoringError: it begins like a check, and is none.

    Example:
        >>> check_call(nbformat.v4.new_code_cell('check("voices", article="islam-times-2021")'))
        ('voices', {'article': 'islam-times-2021'})
    """
    if cell.cell_type != "code" or not cell.source.startswith("check("):
        return None
    try:
        call = ast.parse(cell.source).body[0].value
        named = {str(keyword.arg): str(ast.literal_eval(keyword.value)) for keyword in call.keywords}
        [worksheet] = map(ast.literal_eval, call.args)
        return str(worksheet), named
    except (SyntaxError, ValueError, LookupError, AttributeError):
        raise AuthoringError(
            f'A check is written check("worksheet", article="id"), and there is: {cell.source}'
        ) from None


def _taken_apart(cell: NotebookNode) -> Iterator[NotebookNode]:
    call = check_call(cell)
    if call is None:
        yield cell
        return
    worksheet, named = call
    passed = "".join(f", {name}={json.dumps(value)}" for name, value in named.items())
    for question in _asked(cell, named).questions:
        source = f'print(score("{worksheet}", "{question.id}"{passed}))'
        part = nbformat.v4.new_code_cell(source, id=f"{_slug(worksheet)}-{question.id}")
        part.metadata["kata_siapa"] = {"item": f"{worksheet}:{question.id}"}
        if question.key.by_person:
            part.metadata["kata_siapa"]["marked_by"] = "person"
        if PRACTICE in tags(cell):
            part.metadata["kata_siapa"]["counts"] = "practice"
        yield part


def _asked(cell: NotebookNode, named: dict[str, str]) -> Questions:
    try:
        return ask(**{"asks": "kind", **named})
    except (ArticleError, TypeError) as error:
        raise AuthoringError(f"{cell.source}: {error}") from None
