"""Who carries each sentence before and after somebody wrote it anew: two columns."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import wrap
from typing import Any

import matplotlib.pyplot as plt
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from helpers.lenses.figure import STYLES

__all__ = ["before_and_after"]

_INK = "#1c1d21"


def before_and_after(
    before: Sequence[tuple[str, str]],
    after: Sequence[tuple[str, str]],
    ax: Axes | None = None,
    heads: tuple[str, str] = ("before", "after"),
) -> Axes:
    """Two columns of boxes, a box a sentence: what the sentence does, and below it the kind of source that carries it.

    Args:
        before: what each sentence does, in a few words, and its kind: a key of `STYLES`.
        after: the same for the rewrite.
        ax: where to draw; a new figure when None.
        heads: what stands above the two columns.

    Raises:
        KeyError: a kind is none of `STYLES`.

    Example:
        >>> ax = before_and_after([("the charge", "narrator")], [("the charge", "unnamed"), ("the gap", "narrator")])
        >>> [text.get_text() for text in ax.texts]
        ['before', 'the charge', 'narrator', 'after', 'the charge', 'unnamed', 'the gap', 'narrator']
    """
    longest = max(len(before), len(after))
    if ax is None:
        _, ax = plt.subplots(figsize=(4.6, 0.72 * longest + 0.5), layout="constrained")
    for column, (head, sentences) in enumerate(zip(heads, (before, after), strict=True)):
        ax.text(column + 0.5, -0.12, head, ha="center", va="bottom", weight="bold", fontsize=11)
        for row, (does, kind) in enumerate(sentences):
            _box(ax, column, row, does, kind)
    ax.set(xlim=(0, 2), ylim=(longest + 0.05, -0.5))
    ax.set_axis_off()
    return ax


def _box(ax: Axes, column: int, row: int, does: str, kind: str) -> None:
    fill, hatch, ink = STYLES[kind]
    place: dict[str, Any] = {"xy": (column + 0.03, row + 0.05), "width": 0.94, "height": 0.9}
    band: dict[str, Any] = {"xy": (column + 0.03, row + 0.57), "width": 0.94, "height": 0.38}
    ax.add_patch(Rectangle(**place, facecolor="white", edgecolor=_INK, linewidth=0.8))
    ax.add_patch(Rectangle(**band, facecolor=fill, edgecolor=_INK, linewidth=0.8))
    ax.add_patch(Rectangle(**band, facecolor="none", edgecolor=_INK, alpha=0.25, hatch=hatch, linewidth=0))
    words = "\n".join(wrap(does, 27))
    ax.text(column + 0.08, row + 0.31, words, va="center", color=_INK, fontsize=10, linespacing=0.95, parse_math=False)
    label = ax.text(column + 0.08, row + 0.76, kind, va="center", color=ink, fontsize=11)
    if hatch:
        label.set_bbox({"facecolor": fill, "edgecolor": "none", "pad": 1.5})
