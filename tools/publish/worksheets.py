"""Exercises for a class without computers: what a notebook shows and asks, with lines to write on; and the answers."""

import re
from collections.abc import Iterator
from html import escape
from pathlib import Path

import nbformat
from markdown_it import MarkdownIt
from nbclient import NotebookClient

WIDGET = "application/vnd.jupyter.widget-view+json"
ON_PAPER = (
    "On paper: where it says “run the cell”, just read on; write behind each number on the lines. "
    "What has to be clicked is left out."
)
LONG_ANSWER = re.compile(r"^T\d+$")
"""Sentences of one's own are numbered T01, T02, …"""
ABOUT_RUNNING = re.compile(r"^(\*\*Run this cell first|To hand in, save)[^\n]*(\n[^\n]+)*\s*$", re.MULTILINE)


def blank(notebook: Path) -> str:
    """The exercise as a section of HTML with room to write."""
    cells = _run(nbformat.read(notebook, 4), notebook.parent)
    title, *rest = list(_pieces(cells))
    name = '<p class="whose"><span>Name:</span><span>Date:</span></p>'
    return f'<section class="worksheet">{title}{name}<p class="paper">{ON_PAPER}</p>{"".join(rest)}</section>'


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


def _pieces(cells: list[nbformat.NotebookNode]) -> Iterator[str]:
    for cell in cells:
        if cell.cell_type == "markdown":
            yield _markdown(ABOUT_RUNNING.sub("", cell.source))
        elif cell.source.startswith("%%answer"):
            yield _lines(cell.source)
        elif not _checks(cell):
            yield _outputs(cell)


def _checks(cell: nbformat.NotebookNode) -> bool:
    return bool(cell.cell_type == "code") and cell.source.lstrip().startswith("check(")


def _markdown(words: str) -> str:
    return str(MarkdownIt("commonmark", {"html": True}).enable("table").render(words))


def _heading(cell: nbformat.NotebookNode) -> str:
    return _markdown("\n\n".join(re.findall(r"^#+ .*$", cell.source, re.MULTILINE)))


def _lines(worksheet: str) -> str:
    labels = [line.split()[0] for line in worksheet.splitlines()[1:] if line.strip()]
    short = [label for label in labels if not LONG_ANSWER.match(label)]
    long = [label for label in labels if LONG_ANSWER.match(label)]
    return _list("lines", short, 1) + _list("lines long", long, 4)


def _list(kind: str, labels: list[str], lines: int) -> str:
    items = "".join(f"<li><b>{escape(label)}</b><span>{'<i></i>' * lines}</span></li>" for label in labels)
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
