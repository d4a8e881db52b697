"""From a key to a page of the book: the exercise as text, with a place to write for each worksheet."""

from __future__ import annotations

import ast
import importlib
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import helpers
from helpers.authoring.items import Sheet, meanings, rendered, sheet_html
from helpers.authoring.notebooks import (
    FORM,
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
from helpers.exercises import ask
from helpers.exercises.table import answer_table
from helpers.exercises.worksheet import answer_cell

__all__ = ["exercise_page", "my_work_page", "write_pages"]

_GIVEN = {"ask": helpers.ask, "load_article": helpers.load_article, "read": helpers.read}
"""What a notebook's first cell gives to the cells below it."""

_LOOK = "Look closer: all of it, step by step"
_WHOLE = "Read it in one piece"
_FORGETS = "Some browsers forget it after a week without a visit: hand in, or save your file, before."


def exercise_page(key: NotebookNode) -> str:
    """The exercise as MyST Markdown: its text, each question with its controls, and the student's notebook.

    A script of the theme looks the verdicts up in the page's answer table; without it the page reads, and gives the
    notebook to download.

    Example:
        >>> from helpers.exercises import key_folder
        >>> page = exercise_page(read_key(key_folder() / "who-says-so.md"))
        >>> page.count('<form class="item"'), "%%answer" in page.partition("<script")[0]
        (55, False)
    """
    exercise = key.metadata.kata_siapa.exercise
    sheets = _sheets(key)
    cells = [cell for cell in cells_for(key, PAGE) if KEY_ONLY not in tags(cell)]
    title, *parts = [part for number, cell in enumerate(cells) for part in _parts(cell, sheets, cells[number + 1 :])]
    heading, _, opening = title.partition("\n")
    front = f"---\nexercise: {exercise}\ndescription: {_description(heading)}\n---\n"
    last = _last(exercise, student_notebook(key), [*sheets.values()])
    ways = _ways(exercise, all(one.is_form for one in sheets.values()))
    return "\n\n".join([front + heading, opening.strip(), ways, *parts, last]) + "\n"


def _sheets(key: NotebookNode) -> dict[str, Sheet]:
    """The worksheets of a key by their names."""
    texts = {sheet[0]: (cell.id, sheet[1]) for cell in key.cells if (sheet := answer_cell(cell.source))}
    calls = {call[0]: (cell, call[1]) for cell in key.cells if (call := check_call(cell))}
    return {name: _sheet(name, *texts[name], *calls[name]) for name in texts if name in calls}


def _sheet(name: str, id: str, text: str, cell: NotebookNode, call: dict[str, str]) -> Sheet:
    told = {"is_checked": KEY_ONLY not in tags(cell), "is_form": FORM in tags(cell)}
    return Sheet(name, id, text, call, ask(**{"asks": "kind", **call}), **told)


def my_work_page(keys: list[NotebookNode]) -> str:
    """The page of what a reader has done in the exercises, as MyST Markdown.

    Args:
        keys: of all exercises.
    """
    listed = [_listed(key) for key in keys]
    front = "---\nexercise: my-work\ndescription: How far you are in each exercise, and how to take it along.\n---\n"
    told = "What you answer stays in this browser, on this device; nobody else sees it before you send it."
    return f"{front}# My work\n\n{told} {_FORGETS}\n\n{_block(rendered('my_work.html.j2', exercises=listed))}\n"


def _listed(key: NotebookNode) -> dict[str, object]:
    """What the list of exercises says of one of them."""
    sheets = _sheets(key).values()
    return {
        "id": key.metadata.kata_siapa.exercise,
        "title": key.cells[0].source.partition("\n")[0].lstrip("# "),
        "count": sum(len(sheet.asked.questions) for sheet in sheets),
        "forms": " ".join(sheet.name for sheet in sheets if sheet.is_form),
    }


def write_pages(keys: Path, exercises: Path) -> list[Path]:
    """Write the page of every key beside its notebook; the files that changed.

    Args:
        keys: the folder of keys.
        exercises: the folder of student notebooks.

    Raises:
        AuthoringError: a key cannot be read.
    """
    read = {key: read_key(key) for key in sorted(keys.glob("*.md"))}
    made = {exercises / key.name: exercise_page(notebook) for key, notebook in read.items()}
    made[exercises / "my-work.md"] = my_work_page([*read.values()])
    changed = [file for file, text in made.items() if not file.exists() or file.read_text("utf-8") != text]
    for file in changed:
        file.write_text(made[file], "utf-8")
    return changed


def _parts(cell: NotebookNode, sheets: dict[str, Sheet], below: list[NotebookNode]) -> Iterator[str]:
    if cell.cell_type == "markdown":
        yield cell.source.strip()
    elif sheet := answer_cell(cell.source):
        yield _block(sheet_html(sheets[sheet[0]]))
    elif not check_call(cell) and not _is_asked_below(cell.source, sheets):
        shown = _block(_shown(cell.source))
        yield _folded(shown) if _called(cell.source) == "read" and _goes_by_sentence(below, sheets) else shown


def _called(source: str) -> str:
    """The name of the function whose result a cell shows."""
    last = ast.parse(source).body[-1]
    call = last.value if isinstance(last, ast.Expr) else None
    return call.func.id if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) else ""


def _is_asked_below(source: str, sheets: dict[str, Sheet]) -> bool:
    """Whether a cell shows the questions of a worksheet, which on a page stand beside their answers."""
    if _called(source) == "worksheet_form":
        return True
    return _called(source) == "ask" and _shown_object(source) in [sheet.asked for sheet in sheets.values()]


def _goes_by_sentence(below: list[NotebookNode], sheets: dict[str, Sheet]) -> bool:
    """Whether the next worksheet shows each sentence beside its answer."""
    names = (sheet[0] for cell in below if (sheet := answer_cell(cell.source)))
    return any(line.typed for name in [*names][:1] for line in sheets[name].lines)


def _folded(block: str) -> str:
    return _block(f"<details>\n<summary>{_WHOLE}</summary>\n{block}\n</details>")


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


def _ways(exercise: str, is_form: bool) -> str:
    """How to work on it: here, or in a notebook."""
    return (
        _block(rendered("ways.html.j2", is_form=is_form, forgets=_FORGETS))
        + f"\n\n[Download the blank notebook](path:{exercise}.ipynb), for Jupyter or VS Code on your computer."
    )


def _last(exercise: str, notebook: NotebookNode, sheets: list[Sheet]) -> str:
    checked = {sheet.name: sheet.asked for sheet in sheets if sheet.is_checked}
    return _block(
        f"{rendered('hand_in.html.j2')}\n{meanings(sheets)}\n"
        f'<script type="application/json" id="answers">{_json(answer_table(checked).as_json())}</script>\n'
        f'<script type="application/json" id="notebook" data-name="{exercise}" data-lite="" data-runtime="">'
        f"{_json(nbformat.from_dict(notebook))}</script>"
    )


def _json(told: object) -> str:
    """JSON that may stand in a script of a page."""
    return json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":")).replace("<", "\\u003c")


def _block(html: str) -> str:
    """One block of HTML: a blank line would end it."""
    lines = (line for line in html.splitlines() if line.strip())
    return "<div>\n" + "\n".join(lines) + "\n</div>"


def _description(heading: str) -> str:
    topic = heading.lstrip("# ").removesuffix(": the exercise").removesuffix("? The exercise")
    return json.dumps(f"Exercise on {topic}: answer on the page, get a reason for every answer.", ensure_ascii=False)
