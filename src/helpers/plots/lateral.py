"""One telephone call, many reports: which of them carry the charge, and which side they tell it from."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

import matplotlib.pyplot as plt
from matplotlib.axes import Axes

from helpers.shelf import Excerpt

__all__ = ["one_call"]

_MARK = {"present": ("o", "#d55e00"), "absent": ("s", "white")}
_INK = "#1c1d21"


def one_call(excerpts: Iterable[Excerpt], ax: Axes | None = None) -> Axes:
    """A row an outlet, grouped by the side whose account it passes on, with the charge present or absent in words.

    Args:
        excerpts: from the shelf; those that say nothing about the charge are left out.
        ax: where to draw; a new figure when None.

    Example:
        >>> from helpers.shelf import load_shelf
        >>> ax = one_call(load_shelf().take("irna-2024-call", "axar-2024-call").excerpts)
        >>> [text.get_text() for text in ax.texts]
        ["Iran's account, told by", 'the charge is', 'IRNA', 'present', \
"Russia's account, told by", 'the charge is', 'Axar.az', 'absent']
    """
    told = sorted((one for one in excerpts if one.charge), key=lambda one: (one.side, one.charge != "present"))
    sides = [(side, list(group)) for side, group in groupby(told, key=lambda one: one.side)]
    rows = len(told) + 1.5 * len(sides)
    if ax is None:
        _, ax = plt.subplots(figsize=(4.6, 0.32 * rows + 0.2), layout="constrained")
    at = 0.5
    for side, group in sides:
        ax.text(0.02, at, f"{side}'s account, told by", va="center", weight="bold", fontsize=11, parse_math=False)
        ax.text(0.98, at, "the charge is", va="center", ha="right", weight="bold", fontsize=11)
        for row, one in enumerate(group, start=1):
            _report(ax, at + row, one)
        at += len(group) + 1.5
    ax.set(xlim=(0, 1), ylim=(rows - 0.2, -0.2))
    ax.set_axis_off()
    return ax


def _report(ax: Axes, row: float, one: Excerpt) -> None:
    shape, fill = _MARK[one.charge]
    ax.plot([0.02, 0.98], [row + 0.5] * 2, color="#c9c9c9", linewidth=0.6)
    ax.text(0.07, row, one.outlet, va="center", color=_INK, fontsize=11, parse_math=False)
    ax.plot([0.72], [row], shape, markersize=10, markerfacecolor=fill, markeredgecolor=_INK)
    ax.text(0.78, row, one.charge, va="center", color=_INK, fontsize=11)
