"""Figures of a class's grades, as SVG text for a page: how scores lie, whom an item tells apart, what was gained.

They are written by hand and take no Axes: to start matplotlib costs more than to grade a class. Colours come from the
page's own style sheet through classes, so that they suit light, dark and paper: `b` a bar, `l` a line, `g` a thin one,
`o` an open mark, `d` a full one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from html import escape

__all__ = ["gain_distribution", "item_ends", "score_distribution"]

_WIDTH = 360
"""Of each figure, in the units in which text is 14 high: it fits a phone."""


def score_distribution(tenths: Sequence[int], id: str = "scores") -> str:
    """A bar for each tenth of the points, as long as the number of students in it, which stands beside it.

    Args:
        tenths: how many students have less than 10 % of the points, 10 to 20 %, and so on.
        id: begins the ids of the figure's title and description; unique on a page.

    Example:
        >>> figure = score_distribution([0, 0, 0, 0, 1, 2, 4, 8, 3, 1])
        >>> figure.count("<rect"), "80\u201390 %: 3" in figure
        (6, True)
    """
    rows = [(f"{10 * at}\u2013{10 * at + 10} %", count) for at, count in enumerate(tenths)]
    return _bars(id, "How many students have how many of the points", rows)


def item_ends(items: Sequence[tuple[str, float, float, float]], id: str = "items") -> str:
    """A line an item, from the share right among those who did least well (open) to those who did best (full).

    The short stroke is the whole class. An arrowhead in place of the full mark says that the item is turned round.

    Args:
        items: a name, and the share right in the whole class, the bottom and the top, from 0 to 1.
        id: begins the ids of the figure's title and description; unique on a page.

    Example:
        >>> figure = item_ends([("S01", 0.5, 0.2, 0.9), ("S02", 0.4, 0.6, 0.3)])
        >>> "S02: class 40 %, bottom 60 %, top 30 %, turned round" in figure
        True
    """
    told = map(_told, items)
    height = 22 * len(items) + 40
    scale = "".join(_tick(share, height) for share in (0, 25, 50, 75, 100))
    rows = "".join(_ends(at, *item) for at, item in enumerate(items))
    return _figure(id, "Share right: bottom and top of the class", "; ".join(told) + ".", height, scale + rows)


def gain_distribution(differences: Sequence[float], id: str = "gain") -> str:
    """A bar for each gain in whole points, from the largest to the deepest loss, with the number of students beside it.

    Args:
        differences: the points after less those before, a student each.
        id: begins the ids of the figure's title and description; unique on a page.

    Example:
        >>> figure = gain_distribution([2, 2, -1, 0])
        >>> "+2: 2; +1: 0; 0: 1; \u22121: 1." in figure
        True
    """
    counts = Counter(map(round, differences))
    rows = [(_signed(gain), counts[gain]) for gain in range(max(counts), min(counts) - 1, -1)]
    return _bars(id, "How many students gained how many points", rows)


def _figure(id: str, title: str, description: str, height: int, inner: str) -> str:
    names = f'aria-labelledby="{escape(id)}-title" aria-describedby="{escape(id)}-words"'
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" role="img" {names}>'
    named = f'<title id="{escape(id)}-title">{escape(title)}</title>'
    return f'{head}{named}<desc id="{escape(id)}-words">{escape(description)}</desc>{inner}</svg>'


def _bars(id: str, title: str, rows: Sequence[tuple[str, int]]) -> str:
    most = max([count for _, count in rows] + [1])
    told = "; ".join(f"{name}: {count}" for name, count in rows)
    drawn = (_bar(at, name, count, 210 * count / most) for at, (name, count) in enumerate(rows))
    return _figure(id, title, f"{told}.", 22 * len(rows) + 8, "".join(drawn))


def _bar(at: int, name: str, count: int, length: float) -> str:
    y = 22 * at + 4
    label = f'<text x="92" y="{y + 14}" text-anchor="end">{escape(name)}</text>'
    bar = f'<rect class="b" x="100" y="{y}" width="{_round(length)}" height="18"/>' if count else ""
    return f'{label}{bar}<text x="{_round(106 + length)}" y="{y + 14}">{count}</text>'


def _tick(share: int, height: int) -> str:
    x = _round(_across(share / 100))
    line = f'<line class="g" x1="{x}" y1="24" x2="{x}" y2="{height - 4}"/>'
    return f'{line}<text x="{x}" y="16" text-anchor="middle">{share}{" %" * (share == 100)}</text>'


def _told(item: tuple[str, float, float, float]) -> str:
    name, whole, bottom, top = item
    turned = ", turned round" * (top < bottom)
    return f"{name}: class {_percent(whole)}, bottom {_percent(bottom)}, top {_percent(top)}{turned}"


def _ends(at: int, name: str, whole: float, bottom: float, top: float) -> str:
    y = 22 * at + 42
    low, high, all_of_them = (_round(_across(share)) for share in (bottom, top, whole))
    line = f'<line class="l" x1="{low}" y1="{y}" x2="{high}" y2="{y}" stroke-width="2"/>'
    stroke = f'<line class="l" x1="{all_of_them}" y1="{y - 7}" x2="{all_of_them}" y2="{y + 7}" stroke-width="2"/>'
    full = f'<circle class="d" cx="{high}" cy="{y}" r="5"/>'
    if top < bottom:
        full = f'<path class="d" d="M{high} {y}l9 -6v12z"/>'
    label = f'<text x="72" y="{y + 5}" text-anchor="end">{escape(name)}</text>'
    return f'{label}{line}{stroke}<circle class="o" cx="{low}" cy="{y}" r="5" stroke-width="2"/>{full}'


def _across(share: float) -> float:
    return 88 + 250 * share


def _percent(share: float) -> str:
    return f"{round(100 * share)} %"


def _signed(gain: int) -> str:
    return f"{gain:+d}".replace("-", "\u2212") if gain else "0"


def _round(length: float) -> str:
    return f"{length:.1f}".removesuffix(".0")
