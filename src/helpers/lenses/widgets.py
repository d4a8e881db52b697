"""What all explorers share: controls with what they show, and the same content for whoever has no kernel."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from IPython.display import display
from ipywidgets import HTML, Button, Dropdown, Layout, VBox, Widget

__all__ = ["Explorer", "button", "dropdown", "fill", "place", "step"]

_WITHOUT = "The same without a kernel"
_KEYS = """<style onload="
    const box = this.closest('.widget-vbox');
    const others = key => key.ctrlKey || key.metaKey || key.altKey || key.key === 'Escape' || key.key === 'Enter';
    window.addEventListener('keydown', key =>
        box.contains(key.target) && key.target.toggleAttribute('data-lm-suppress-shortcuts', !others(key)), true);
">/**/</style>"""
"""JupyterLab takes plain keys for its own wherever a list or a slider has the focus: an arrow would leave the list, and
an x cut the cell. Its own mark for "not here" gives them back to the explorer; other keys still work as everywhere."""
_PLAIN = "An explorer: it needs a running kernel and a browser. What it shows stands below it."


class Explorer(VBox):
    """Widgets below each other that leave a static picture in the notebook, for whoever opens it without a kernel.

    Args:
        children: the widgets, top to bottom.
        static: the same content as HTML, which stands folded below them.
    """

    def __init__(self, children: Sequence[Widget], static: str) -> None:
        """Keep the static content beside the widgets."""
        super().__init__(children)
        self.static = f'<details lang="en"><summary>{_WITHOUT}</summary>{static}</details>'

    def _ipython_display_(self, **_: Any) -> None:
        """Two outputs: a page without a kernel shows no widget, and would hide whatever shares its output."""
        shown = VBox([self, HTML(_KEYS, layout=Layout(height="0"))])
        display({**shown._repr_mimebundle_(), "text/plain": _PLAIN}, raw=True)
        display({"text/html": self.static, "text/plain": f"{_WITHOUT}: open this notebook in a browser."}, raw=True)


def dropdown(description: str, options: Sequence[Any]) -> Dropdown:
    """A list to choose from, as wide as its words and never wider than the page.

    Args:
        description: its label.
        options: words, or pairs of words and value.
    """
    return Dropdown(
        options=options,
        description=description,
        style={"description_width": "initial"},
        layout=Layout(width="auto", max_width="100%", align_self="flex-start"),
    )


def button(description: str) -> Button:
    """A button as wide as its words.

    Args:
        description: its label.
    """
    return Button(description=description, layout=Layout(width="auto"))


def place() -> HTML:
    """A place for words, empty at first; `fill` puts them in."""
    return HTML(layout=Layout(max_width="100%"))


def fill(where: HTML, html: str, announced: bool = False) -> None:
    """Put words into a place, at a line height for reading (ipywidgets takes that of a button).

    Args:
        where: the place.
        html: the words.
        announced: whether a screen reader says them without being asked.
    """
    status = ' role="status" aria-atomic="true"' * announced
    where.value = f'<div lang="en" style="line-height:1.5"{status}>{html}</div>'


def step(at: int, by: int, of: int) -> int:
    """The next place in a row that is walked with Back and Next; it stays at either end.

    Args:
        at: the place, counted from 0.
        by: 1 or -1.
        of: how many places there are.

    Example:
        >>> step(0, -1, 4), step(0, 1, 4), step(3, 1, 4)
        (0, 1, 3)
    """
    return min(max(at + by, 0), of - 1)
