"""Figures of a class's grades, as SVG text for a page: how scores lie, whom an item tells apart, what was gained.

They are written by hand and take no Axes: to start matplotlib costs more than to grade a class. Colours come from the
page's own style sheet through classes, so that they suit light, dark and paper: `b` a bar, `l` a line, `g` a thin one,
`o` an open mark, `d` a full one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from html import escape

__all__ = ["gain_lines", "item_ends", "score_distribution"]

_WIDTH = 360
"""Of each figure, in the units in which text is 14 high: it fits a phone."""


def score_distribution(tenths: Sequence[int], id: str = "scores") -> str:
    """A bar for each tenth of the points, as long as the number of students in it, which stands beside it.

    Args:
        tenths: how many students have less than 10 % of the points, 10 to 20 %, and so on.
        id: begins the ids of the figure's title and description; unique on a page.

    Example:
        >>> figure = score_distribution([0, 0, 0, 0, 1, 2, 4, 8, 3, 1])
        >>> figure.count("<rect"), "80 to 90 %: 3" in figure
        (7, True)
    """
    most = max([*tenths, 1])
    told = [f"{10 * at} to {10 * at + 10} %: {count}" for at, count in enumerate(tenths)]
    rows = (_bar(at, count, 210 * count / most) for at, count in enumerate(tenths))
    title = "How many students have how many of the points"
    return _figure(id, title, "; ".join(told) + ".", 10 * 22 + 8, "".join(rows))


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
    told = (
        f"{name}: class {_percent(whole)}, bottom {_percent(bottom)}, top {_percent(top)}{', turned round' * (top < bottom)}"
        for name, whole, bottom, top in items
    )
    height = 22 * len(items) + 40
    scale = "".join(_tick(share, height) for share in (0, 25, 50, 75, 100))
    rows = "".join(_ends(at, *item) for at, item in enumerate(items))
    return _figure(id, "Share right: bottom and top of the class", "; ".join(told) + ".", height, scale + rows)


def gain_lines(points: Sequence[tuple[float, float]], possible: float, id: str = "gain") -> str:
    """A line from each score before to the score after, thicker where more students share it.

    Args:
        points: before and after, a pair a student.
        possible: the most points of either form.
        id: begins the ids of the figure's title and description; unique on a page.

    Example:
        >>> figure = gain_lines([(4, 6), (4, 6), (7, 6)], 10)
        >>> "4 to 6: 2; 7 to 6: 1" in figure
        True
    """
    counts = sorted(Counter(points).items())
    told = "; ".join(f"{_number(one)} to {_number(two)}: {count}" for (one, two), count in counts)
    most = max(count for _, count in counts)
    lines = "".join(
        f'<line class="l" x1="70" y1="{_height(one, possible)}" x2="290" y2="{_height(two, possible)}" '
        f'stroke-width="{_round(1 + 7 * count / most)}" stroke-opacity="0.55"{_dashed(two < one)}/>'
        for (one, two), count in counts
    )
    marks = range(0, int(possible) + 1, max(1, round(possible / 10)))
    scale = "".join(_mark(value, possible) for value in marks)
    heads = (
        '<text x="70" y="16" text-anchor="middle">before</text><text x="290" y="16" text-anchor="middle">after</text>'
    )
    return _figure(
        id, "Points before and after", f"Students by points before and after: {told}.", 292, heads + scale + lines
    )


def _figure(id: str, title: str, description: str, height: int, inner: str) -> str:
    names = f'aria-labelledby="{escape(id)}-title" aria-describedby="{escape(id)}-words"'
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" role="img" {names}>'
    told = f'<title id="{escape(id)}-title">{escape(title)}</title><desc id="{escape(id)}-words">{escape(description)}</desc>'
    return f"{head}{told}{inner}</svg>"


def _bar(at: int, count: int, length: float) -> str:
    y = 22 * at + 4
    label = f'<text x="92" y="{y + 14}" text-anchor="end">{10 * at}\u2013{10 * at + 10} %</text>'
    bar = f'<rect class="b" x="100" y="{y}" width="{_round(length)}" height="18"/>' if count else ""
    return f'{label}{bar}<text x="{_round(106 + length)}" y="{y + 14}">{count}</text>'


def _tick(share: int, height: int) -> str:
    x = _round(_across(share / 100))
    line = f'<line class="g" x1="{x}" y1="24" x2="{x}" y2="{height - 4}"/>'
    return f'{line}<text x="{x}" y="16" text-anchor="middle">{share}{" %" * (share == 100)}</text>'


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


def _mark(value: float, possible: float) -> str:
    y = _height(value, possible)
    text = f'y="{_round(float(y) + 5)}">{_number(value)}</text>'
    return (
        f'<line class="g" x1="70" y1="{y}" x2="290" y2="{y}"/><text x="56" text-anchor="end" {text}<text x="304" {text}'
    )


def _across(share: float) -> float:
    return 88 + 250 * share


def _height(value: float, possible: float) -> str:
    return _round(280 - 245 * value / possible)


def _dashed(down: bool) -> str:
    return ' stroke-dasharray="6 5"' if down else ""


def _percent(share: float) -> str:
    return f"{round(100 * share)} %"


def _number(value: float) -> str:
    return f"{value:g}"


def _round(length: float) -> str:
    return f"{length:.1f}".removesuffix(".0")
