"""The ladder of anonymity: a rung a row, with who stands on it."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from typing import Any

import matplotlib.pyplot as plt
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from helpers.lenses.anonymity.ladder import Ladder, Placement, Rung
from helpers.lenses.figure import ACCENT, CARD, EDGE, INK

__all__ = ["ladder_of_anonymity"]

_EMPTY = "nobody in these articles"
_WIDTH = 50  # characters in a line of 10 points that fit between the rails


def ladder_of_anonymity(ladder: Ladder, ax: Axes | None = None) -> Axes:
    """A ladder with the least anonymous rung on top; each rung has its name and, in words, everybody who stands on it.

    Args:
        ladder: the rungs and who is placed on them.
        ax: where to draw; a new figure when None.

    Example:
        >>> from helpers.lenses.anonymity.ladder import load_ladder
        >>> ax = ladder_of_anonymity(load_ladder())
        >>> ax.texts[0].get_text()
        '7  a named person'
    """
    rows = [_lines(ladder, rung) for rung in ladder.rungs]
    height = sum(map(_height, rows))
    if ax is None:
        _, ax = plt.subplots(figsize=(4.6, 0.19 * height + 0.5), layout="constrained")
    at = 0.0
    for number, rung in reversed(list(enumerate(ladder.rungs, 1))):
        at = _draw(ax, at, f"{number}  {rung.name}", rows[number - 1], bool(ladder.on(rung.id)))
    for rail in (0.015, 0.985):
        ax.plot([rail, rail], [-0.4, height + 0.9], color=ACCENT, linewidth=5, solid_capstyle="round")
    ax.set(xlim=(0, 1), ylim=(height + 1.1, -0.6))
    ax.set_axis_off()
    return ax


def _lines(ladder: Ladder, rung: Rung) -> list[str]:
    return [line for placement in ladder.on(rung.id) for line in _wrapped(placement)] or [_EMPTY]


def _wrapped(placement: Placement) -> Iterator[str]:
    """Who it is, in the article's words and in English, in lines that fit."""
    words = f"{placement.article.publication.outlet}: {placement.source.as_written} ({placement.en})"
    first, *rest = textwrap.wrap(words, _WIDTH, break_on_hyphens=False)
    yield f"• {first}"
    yield from (f"   {line}" for line in rest)


def _height(lines: list[str]) -> float:
    """How much a rung needs, in lines: its name, its people, and air."""
    return len(lines) + 2.3


def _draw(ax: Axes, at: float, name: str, lines: list[str], taken: bool) -> float:
    """Draw one rung from `at` downwards; where the next one starts."""
    end = at + _height(lines)
    if not taken:
        grey: dict[str, Any] = {"facecolor": CARD, "edgecolor": EDGE, "hatch": "//", "linewidth": 0}
        ax.add_patch(Rectangle((0.03, at + 0.1), 0.94, end - at - 0.2, **grey))
    ax.plot([0.015, 0.985], [end, end], color=ACCENT, linewidth=3.5)
    place: dict[str, Any] = {"x": 0.05, "ha": "left", "va": "top", "color": INK, "parse_math": False}
    ground: dict[str, Any] = {} if taken else {"bbox": {"facecolor": CARD, "edgecolor": "none", "pad": 2}}
    ax.text(y=at + 0.5, s=name, fontsize=11, weight="bold", **place, **ground)
    for number, line in enumerate(lines):
        style = "normal" if taken else "italic"
        ax.text(y=at + 1.75 + number, s=line, fontsize=10, style=style, **place, **ground)
    return end
