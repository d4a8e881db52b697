"""From a key to a page of the book: the exercise as text, with a place to write for each worksheet."""

from __future__ import annotations

import ast
import importlib
import json
import re
from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import Any

import helpers
from helpers.authoring.notebooks import (
    KEY_ONLY,
    NOTEBOOK,
    PAGE,
    AuthoringError,
    NotebookNode,
    cells_for,
    check_call,
    nbformat,
    read_key,
    student_notebook,
    tags,
)
from helpers.exercises.worksheet import answer_cell, blanked

__all__ = ["exercise_page", "write_pages"]

_GIVEN = {"ask": helpers.ask, "load_article": helpers.load_article, "read": helpers.read}
"""What a notebook's first cell gives to the cells below it."""

_LOOK = "Look closer: all that the buttons in the notebook show"


def exercise_page(key: NotebookNode) -> str:
    """The exercise as MyST Markdown: its text, the questions, a text area a worksheet, and the student's notebook.

    A script of the theme makes the text areas live; without it the page reads, and gives the notebook to download.

    Example:
        >>> from helpers.exercises import key_folder
        >>> page = exercise_page(read_key(key_folder() / "who-says-so.md"))
        >>> page.count("<textarea"), "%%answer" in page.partition("<script")[0]
        (2, False)
    """
    notebook = student_notebook(key)
    exercise = key.metadata.kata_siapa.exercise
    checks = dict(call for cell in key.cells if (call := check_call(cell)))
    cells = [cell for cell in cells_for(key, PAGE) if KEY_ONLY not in tags(cell)]
    title, *parts = [part for cell in cells for part in _parts(cell, checks)]
    heading, _, opening = title.partition("\n")
    front = f"---\nexercise: {exercise}\ndescription: {_description(heading)}\n---\n"
    return "\n\n".join([front + heading, _ways(exercise), opening.strip(), *parts, _last(exercise, notebook)]) + "\n"


def write_pages(keys: Path, exercises: Path) -> list[Path]:
    """Write the page of every key beside its notebook; the files that changed.

    Args:
        keys: the folder of keys.
        exercises: the folder of student notebooks.

    Raises:
        AuthoringError: a key cannot be read.
    """
    made = {exercises / key.name: exercise_page(read_key(key)) for key in sorted(keys.glob("*.md"))}
    changed = [file for file, text in made.items() if not file.exists() or file.read_text("utf-8") != text]
    for file in changed:
        file.write_text(made[file], "utf-8")
    return changed


def _parts(cell: NotebookNode, checks: dict[str, dict[str, str]]) -> Iterator[str]:
    if cell.cell_type == "markdown":
        yield cell.source.strip()
    elif sheet := answer_cell(cell.source):
        yield _sheet(cell.id, sheet[0], blanked(sheet[1]), checks.get(sheet[0]))
    elif not check_call(cell):
        yield _block(_shown(cell.source))


def _shown(source: str) -> str:
    """What a cell shows, as HTML; an explorer's static content, unfolded by hand."""
    shown = _shown_object(source)
    if hasattr(shown, "static"):
        return re.sub("<summary>.*?</summary>", f"<summary>{_LOOK}</summary>", shown.static, count=1)
    return str(shown._repr_html_())


def _shown_object(source: str) -> Any:
    """What the call in a cell's last line gives; only this package's functions are called, with plain values."""
    *imports, last = ast.parse(source).body
    names = dict(_GIVEN)
    for line in imports:
        if not (isinstance(line, ast.ImportFrom) and str(line.module).partition(".")[0] == helpers.__name__):
            raise _not_shown(line)
        module = importlib.import_module(str(line.module))
        names |= {one.name: getattr(module, one.name) for one in line.names}
    return _value(last.value, names) if isinstance(last, ast.Expr) else _value(last, names)


def _value(node: ast.AST, names: dict[str, Any]) -> Any:
    match node:
        case ast.Constant():
            return node.value
        case ast.Tuple():
            return tuple(_value(one, names) for one in node.elts)
        case ast.Name() if node.id in names:
            return names[node.id]
        case ast.Attribute():
            return getattr(_value(node.value, names), node.attr)
        case ast.Call():
            named = {str(one.arg): _value(one.value, names) for one in node.keywords}
            return _value(node.func, names)(*(_value(one, names) for one in node.args), **named)
    raise _not_shown(node)


def _not_shown(node: ast.AST) -> AuthoringError:
    what = ast.unparse(node)
    return AuthoringError(
        f"A page shows what one call of this package gives, such as read(...), and there is: {what}. "
        f"Tag the cell {NOTEBOOK} where only the notebook should have it."
    )


def _sheet(id: str, name: str, blank: str, asks: dict[str, str] | None) -> str:
    """A worksheet to write into; the theme's script brings its buttons to life."""
    rows = len(blank.splitlines()) + 1
    return _block(
        f'<form class="sheet" data-sheet="{escape(name)}" data-cell="{id}" data-asks="{escape(json.dumps(asks))}">\n'
        f'<label for="{id}">Worksheet {escape(name)}</label>\n'
        f'<textarea id="{id}" rows="{rows}" readonly spellcheck="false" autocapitalize="off" autocomplete="off">'
        f"{escape(blank)}</textarea>\n"
        '<p class="sheet-buttons" hidden><button class="button check">Check</button></p>\n'
        f'<p class="told" role="status"></p>\n<div class="scroll feedback"></div>\n</form>'
    )


def _ways(exercise: str) -> str:
    """How to work on it: here, in a notebook in the browser, or in a file."""
    return (
        '<div class="ways">\n<p class="here" hidden>Work on this page: write into the worksheets below.</p>\n'
        '<p><a class="button in-browser" hidden>Open the notebook in the browser</a></p>\n'
        '<p class="getting-ready" role="status" hidden><span></span>'
        '<progress aria-label="Getting ready" max="1" value="0" hidden></progress></p>\n'
        "<noscript><p>Without JavaScript you can read this page. Answer in the notebook.</p></noscript>\n"
        f"</div>\n\n[Download the notebook](path:{exercise}.ipynb), for Jupyter or VS Code on your computer."
    )


def _last(exercise: str, notebook: NotebookNode) -> str:
    text = json.dumps(nbformat.from_dict(notebook), ensure_ascii=False, sort_keys=True).replace("<", "\\u003c")
    return _block(
        '<section class="hand-in" hidden aria-labelledby="hand-in">\n<h2 id="hand-in">Hand in</h2>\n'
        "<p>The file is the notebook with your answers. Hand it in, or go on with it in Jupyter.</p>\n"
        '<p><button type="button" class="button take">Download my notebook</button>\n'
        '<button type="button" class="button clear">Clear my answers</button></p>\n'
        '<p class="told" role="status"></p>\n</section>\n'
        f'<script type="application/json" id="notebook" data-name="{exercise}.ipynb" data-lite="" data-runtime="">'
        f"{text}</script>"
    )


def _block(html: str) -> str:
    """One block of HTML: a blank line would end it."""
    lines = (line for line in html.splitlines() if line.strip())
    return "<div>\n" + "\n".join(lines) + "\n</div>"


def _description(heading: str) -> str:
    topic = heading.lstrip("# ").removesuffix(": the exercise").removesuffix("? The exercise")
    return json.dumps(f"Exercise on {topic}: answer on the page, get a reason for every answer.", ensure_ascii=False)
