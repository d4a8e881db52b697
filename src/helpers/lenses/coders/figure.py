"""What one coder said against what the other said: a square of counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

import matplotlib.pyplot as plt
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from helpers.lenses.figure import INK, PAPER, STYLES

__all__ = ["agreement_matrix"]

_SAME, _OTHER = STYLES["organisation"][0], PAPER


def agreement_matrix(one: Sequence[str], two: Sequence[str], order: Sequence[str] = (), ax: Axes | None = None) -> Axes:
    """A square of counts, coder A's answers down and coder B's across; a frame and a fill where both say the same.

    Differences are hatched and stand outside the diagonal; what nobody said is a point.

    Args:
        one: coder A's answer to each item.
        two: coder B's answer to each item.
        order: the answers, top to bottom and left to right; as they first come when empty, and after it what it lacks.
        ax: where to draw; a new figure when None.

    Example:
        >>> ax = agreement_matrix(["label", "fear"], ["label", "charged"])
        >>> [text.get_text() for text in ax.texts]
        ['1', '·', '·', '·', '·', '1', '·', '·', '·']
    """
    labels = list(dict.fromkeys([*order, *one, *two]))
    counts = Counter(zip(one, two, strict=True))
    if ax is None:
        size = 0.36 * len(labels) + 1.3
        _, ax = plt.subplots(figsize=(size, size), layout="constrained")
    for row, ours in enumerate(labels):
        for column, theirs in enumerate(labels):
            _cell(ax, row, column, counts[ours, theirs])
    places = range(len(labels))
    ax.set_xticks(places, labels, rotation=55, ha="left", rotation_mode="anchor", fontsize=10, parse_math=False)
    ax.set_yticks(places, labels, fontsize=10, parse_math=False)
    ax.set_ylabel("coder A", fontsize=11, weight="bold")
    ax.set_xlabel("coder B", fontsize=11, weight="bold")
    ax.xaxis.set_label_position("top")
    ax.tick_params(top=True, labeltop=True, bottom=False, labelbottom=False, length=0)
    ax.set(xlim=(-0.5, len(labels) - 0.5), ylim=(len(labels) - 0.5, -0.5), aspect="equal")
    ax.spines[:].set_visible(False)
    return ax


def _cell(ax: Axes, row: int, column: int, count: int) -> None:
    same = row == column
    place: dict[str, Any] = {"xy": (column - 0.46, row - 0.46), "width": 0.92, "height": 0.92}
    ax.add_patch(Rectangle(**place, facecolor=_SAME if same else _OTHER, edgecolor=INK, linewidth=1.8 if same else 0.3))
    if count and not same:
        ax.add_patch(Rectangle(**place, facecolor="none", edgecolor=INK, alpha=0.35, hatch="///", linewidth=0))
    word = ax.text(column, row, str(count) if count else "·", ha="center", va="center", color=INK, fontsize=11)
    if count and not same:
        word.set_bbox({"facecolor": _OTHER, "edgecolor": "none", "pad": 1.2})
