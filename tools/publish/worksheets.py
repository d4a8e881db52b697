"""Exercises for a class without computers: what a notebook shows and asks, with lines to write on; and the answers."""

import re
from collections.abc import Iterator
from html import escape
from pathlib import Path

import nbformat
from markdown_it import MarkdownIt
from nbclient import NotebookClient

from helpers.authoring.notebooks import KEY_ONLY, PAGE, cells_for, check_call, read_key, tags
from helpers.exercises import ask
from helpers.exercises.worksheet import answer_cell, blanked

WIDGET = "application/vnd.jupyter.widget-view+json"
ON_PAPER = "On paper: tick one box, or write on the lines. What has to be clicked is left out."
LONG_ANSWER = re.compile(r"^T\d+$")
"""Sentences of one's own are numbered T01, T02, …"""
HOW_IT_WORKS = re.compile(r"^How it works:\n.*?(?=^#|\Z)", re.MULTILINE | re.DOTALL)
"""What a screen needs to be told: it ends at the next heading."""
DOTS = re.compile(r"Replace the dots with")
CHOOSE = re.compile(r"(?<=</em>) Choose ([^<]+?)\.(?=</li>)")


def blank(key: Path) -> str:
    """The exercise of a key as a section of HTML with boxes to tick and room to write, and none of its answers."""
    notebook = read_key(key)
    cells = [cell for cell in cells_for(notebook, PAGE) if KEY_ONLY not in tags(cell)]
    notebook.cells = [nbformat.v4.new_code_cell("%reload_ext helpers"), *cells]
    labels = _labels(notebook)
    cells = _run(notebook, key.parent)[1:]
    title, end, rest = "".join(_pieces(cells, labels)).partition("</h1>")
    name = '<p class="whose"><span>Name:</span><span>Date:</span></p>'
    return f'<section class="worksheet">{title}{end}{name}<p class="paper">{ON_PAPER}</p>{rest}</section>'


def answers(key: Path) -> str:
    """The answers of an exercise with the reason for each, from its key."""
    import jupytext

    cells = _run(jupytext.read(key), key.parent)
    shown = [
        _heading(cell) if cell.cell_type == "markdown" else "" if not _checks(cell) else _outputs(cell)
        for cell in cells
    ]
    return f'<section class="worksheet">{"".join(shown)}</section>'


def _run(notebook: nbformat.NotebookNode, folder: Path) -> list[nbformat.NotebookNode]:
    NotebookClient(
        notebook, timeout=120, kernel_name="python3", resources={"metadata": {"path": str(folder)}}
    ).execute()
    return list(notebook.cells)


def _pieces(cells: list[nbformat.NotebookNode], labels: dict[str, list[str]]) -> Iterator[str]:
    """Text, questions and answers' places; an item that stands with its boxes needs no line further down."""
    ticked: set[str] = set()
    for cell in cells:
        if cell.cell_type == "markdown":
            yield _markdown(DOTS.sub("Choose", HOW_IT_WORKS.sub("", cell.source)))
        elif sheet := answer_cell(cell.source):
            yield _lines(blanked(sheet[1]), labels.get(sheet[0], []), ticked)
            ticked = set()
        elif not _checks(cell):
            shown = CHOOSE.sub(lambda found: _boxes(re.split(", | or ", found[1])), _outputs(cell))
            ticked |= set(re.findall(r"<li><strong>(\w+)</strong>(?:(?!</li>).)*class=\"boxes\"", shown, re.DOTALL))
            yield shown


def _labels(key: nbformat.NotebookNode) -> dict[str, list[str]]:
    """What there is to choose from, by worksheet, where all its items choose from one list."""
    calls = (call for cell in key.cells if (call := check_call(cell)))
    asked = {name: ask(**{"asks": "kind", **named}).questions for name, named in calls}
    lists = {name: {question.key.labels for question in questions} for name, questions in asked.items()}
    return {name: list(next(iter(found))) for name, found in lists.items() if len(found) == 1}


def _boxes(choices: list[str]) -> str:
    return f'<span class="boxes">{"".join(f"<span>☐ {escape(one)}</span>" for one in choices)}</span>'


def _checks(cell: nbformat.NotebookNode) -> bool:
    return bool(cell.cell_type == "code") and cell.source.lstrip().startswith("check(")


def _markdown(words: str) -> str:
    return str(MarkdownIt("commonmark", {"html": True}).enable("table").render(words))


def _heading(cell: nbformat.NotebookNode) -> str:
    return _markdown("\n\n".join(re.findall(r"^#+ .*$", cell.source, re.MULTILINE)))


def _lines(worksheet: str, choices: list[str], ticked: set[str]) -> str:
    """Places for the answers: boxes where there is a list to choose from, lines elsewhere, a line for each arrow."""
    labels = [line.split()[0] for line in worksheet.splitlines() if line.strip()]
    long = [label for label in labels if LONG_ANSWER.match(label)]
    short = [label for label in labels if label not in ticked and label not in long]
    room = _boxes(choices) if choices else "<i></i>"
    return _list("lines boxed" if choices else "lines", short, room) + _list("lines long", long, "<i></i>" * 4)


def _list(kind: str, labels: list[str], room: str) -> str:
    items = "".join(f"<li><b>{escape(label.strip('.'))}</b><span>{room}</span></li>" for label in labels)
    return f'<ul class="{kind}">{items}</ul>' if labels else ""


def _outputs(cell: nbformat.NotebookNode) -> str:
    """What a cell shows; nothing of what can only be clicked, with the words that stand in for it."""
    data = [output.get("data", {}) for output in cell.outputs]
    if any(WIDGET in shown for shown in data):
        return ""
    return "".join(_shown(one) for one in data)


def _shown(data: dict[str, str]) -> str:
    if "image/svg+xml" in data:
        return f"<figure>{data['image/svg+xml']}</figure>"
    return data.get("text/html", f"<pre>{escape(data['text/plain'])}</pre>" if "text/plain" in data else "")
