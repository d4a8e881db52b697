"""The drawing kit of figures: the page's inks, words in lines, and a tree of boxes from top to bottom.

The colours are the book's own (`kata.css`): a page that shows a figure puts its theme's in their place.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import matplotlib.pyplot as plt
from matplotlib.axes import Axes
from matplotlib.font_manager import FontProperties
from matplotlib.patches import FancyBboxPatch, Polygon, Rectangle
from matplotlib.text import Text
from matplotlib.textpath import text_to_path

if TYPE_CHECKING:
    from networkx import DiGraph

__all__ = [
    "ACCENT",
    "CARD",
    "EDGE",
    "HAIR",
    "INK",
    "LINE",
    "PAPER",
    "STYLES",
    "WIDE",
    "draw_tree",
    "hatched",
    "paper",
    "tree_boxes",
    "width",
    "word_rows",
    "wrapped",
    "write",
]


WIDE = 331.0  # points: 4.6 inches
LINE, _PAD, _GAP, _STEP, _SIZE = 13.5, 4.5, 7.5, 24.0, 10.0
PAPER, CARD, INK, EDGE, HAIR, ACCENT = "#fbf8f2", "#f3ede2", "#29241f", "#857a6d", "#ddd4c6", "#b4552b"


@dataclass(frozen=True, slots=True)
class _Box:
    """One node: its words line by line (the first `bold` lines are its name), its place in points, its style."""

    id: str
    lines: tuple[str, ...]
    bold: int
    left: float
    top: float
    wide: float
    kind: str
    dead: bool
    dashed: bool

    @property
    def bottom(self) -> float:
        return self.top + len(self.lines) * LINE + 2 * _PAD


def tree_boxes(
    chain: DiGraph,
    order: Mapping[str, int],
    names: Mapping[str, str],
    details: Mapping[str, str],
    dead: Iterable[str] = (),
    dashed: Iterable[str] = (),
) -> dict[str, _Box]:
    """A box for each node, one below the other, further in with each step.

    Args:
        chain: a graph whose nodes have a `kind`.
        order: how far in each node stands, in the order of the boxes.
        names: what is written in bold, by node.
        details: what is written below it, by node.
        dead: the nodes at which a reader can go no further.
        dashed: the nodes with a dashed frame.
    """
    boxes, top, dead, dashed = {}, 4.0, set(dead), set(dashed)
    for id, depth in order.items():
        left = 4 + _STEP * depth
        name = list(wrapped(names[id], WIDE - left - 24, "bold"))
        lines = [*name, *wrapped(details[id], WIDE - left - 24)]
        wide = max(width(line, "bold" if at < len(name) else "normal") for at, line in enumerate(lines)) + 20
        box = _Box(id, tuple(lines), len(name), left, top, wide, chain.nodes[id]["kind"], id in dead, id in dashed)
        boxes[id], top = box, box.bottom + _GAP
    return boxes


def draw_tree(boxes: dict[str, _Box], edges: list[tuple[str, str, str]], ax: Axes | None, upwards: bool) -> Axes:
    """Boxes and the lines between them, on paper as high as they need.

    Args:
        boxes: as `tree_boxes` gives them.
        edges: who hangs on whom, from above to below, with the style of the line.
        ax: where to draw; new paper when None.
        upwards: whether the arrows point up.
    """
    ax = paper(ax, max(box.bottom for box in boxes.values()) + 4)
    for box in boxes.values():
        _draw_box(ax, box)
    ends: dict[str, list[tuple[str, str]]] = {id: [] for id in boxes}
    for above, below, style in edges:
        if boxes[above].top < boxes[below].top:
            ends[below].append((above, style))
        elif above != below:
            _back(ax, boxes[above], boxes[below])
    for below, relays in ends.items():
        relays.sort(key=lambda one: -boxes[one[0]].left)
        for number, (above, style) in enumerate(relays, 1):
            _hang(ax, boxes[above], boxes[below], number / (len(relays) + 1), style, upwards)
    return ax


def _hang(ax: Axes, above: _Box, below: _Box, share: float, style: str, upwards: bool) -> None:
    """A line down from one box and in to another; its arrow points to whom is relayed."""
    rail, at = above.left + 12, below.top + share * (below.bottom - below.top)
    line: dict[str, Any] = {"color": INK, "linewidth": 1.2, "zorder": 1}
    ax.plot([rail, rail], [above.bottom, at], **line)
    ax.plot([rail, below.left], [at, at], linestyle=style, **line)
    tip, tail = (
        ((rail, above.bottom), (rail, above.bottom + 5)) if upwards else ((below.left, at), (below.left - 5, at))
    )
    ax.annotate("", tip, tail, arrowprops={"arrowstyle": "-|>", "color": INK, "shrinkA": 0, "shrinkB": 0}, zorder=2)


def _back(ax: Axes, low: _Box, high: _Box) -> None:
    """A line up the right side, for somebody who relays a box above: a circle."""
    edge, start, end = WIDE - 4, (low.top + low.bottom) / 2, (high.top + high.bottom) / 2
    ax.plot(
        [low.left + low.wide, edge, edge], [start, start, end], color=ACCENT, linewidth=1.2, linestyle=":", zorder=1
    )
    arrow = {"arrowstyle": "-|>", "color": ACCENT, "shrinkA": 0, "shrinkB": 0}
    ax.annotate("", (high.left + high.wide, end), (edge, end), arrowprops=arrow, zorder=2)
    write(ax, edge - 38, start - LINE, "circle", color=ACCENT)


def _draw_box(ax: Axes, box: _Box) -> None:
    fill, hatch = STYLES[box.kind]
    shape = {
        "edgecolor": INK,
        "linewidth": 2.4 if box.dead else 1,
        "linestyle": "--" if box.dashed else "-",
        "zorder": 3,
    }
    ax.add_patch(_outline(box, facecolor=PAPER if box.dashed else fill, **shape))
    if not box.dashed:
        ax.add_patch(_outline(box, facecolor="none", edgecolor=INK, alpha=0.25, hatch=hatch, linewidth=0, zorder=3))
    for number, words in enumerate(box.lines):
        weight = "bold" if number < box.bold else "normal"
        top = box.top + _PAD + 1 + number * LINE
        text = write(ax, box.left + 10, top, words, weight)
        if hatch and not box.dashed:
            text.set_bbox({"facecolor": fill, "edgecolor": "none", "pad": 0.6})


def _outline(box: _Box, **style: Any) -> FancyBboxPatch | Polygon:
    """A person is round, a dead end has its corners cut off like a stop sign, everything else is square."""
    left, top, right, bottom = box.left, box.top, box.left + box.wide, box.bottom
    if box.dead:
        cut = 8
        ways = [(left + cut, top), (right - cut, top), (right, top + cut), (right, bottom - cut)]
        ways += [(right - cut, bottom), (left + cut, bottom), (left, bottom - cut), (left, top + cut)]
        return Polygon(ways, closed=True, **style)
    look = "round,pad=0,rounding_size=11" if box.kind == "person" else "square,pad=0"
    return FancyBboxPatch((left, top), box.wide, bottom - top, boxstyle=look, **style)


# Paper and words


def paper(ax: Axes | None, high: float) -> Axes:
    """Axes in points, from the top left corner down.

    Args:
        ax: where to draw; a new figure when None.
        high: the height of the paper, in points.
    """
    if ax is None:
        figure = plt.figure(figsize=(WIDE / 72, high / 72), facecolor=PAPER)
        ax = figure.add_axes((0, 0, 1, 1))
    ax.set(xlim=(0, WIDE), ylim=(high, 0))
    ax.set_axis_off()
    return ax


def hatched(ax: Axes, corner: tuple[float, float], size: tuple[float, float], fill: str, hatch: str) -> None:
    """A box in a colour, with a frame and a pattern that does not hide what is written on it.

    Args:
        ax: where to draw.
        corner: left and top.
        size: width and height.
        fill: its colour.
        hatch: its pattern; empty for none.
    """
    ax.add_patch(Rectangle(corner, *size, facecolor=fill, edgecolor=INK, linewidth=0.8))
    ax.add_patch(Rectangle(corner, *size, facecolor="none", edgecolor=INK, alpha=0.25, hatch=hatch, linewidth=0))


def write(ax: Axes, left: float, top: float, words: str, weight: str = "normal", color: str = INK) -> Text:
    """Words on one line.

    Args:
        ax: where to write, in points.
        left: where they begin.
        top: where their upper edge is.
        words: plain text.
        weight: "normal" or "bold".
        color: of the letters.
    """
    place: dict[str, Any] = {"ha": "left", "va": "top", "parse_math": False, "zorder": 4}
    return ax.text(left, top, words, fontsize=_SIZE, weight=weight, color=color, **place)


def width(words: str, weight: str = "normal") -> float:
    """How wide the words are drawn, in points.

    Args:
        words: plain text.
        weight: "normal" or "bold".
    """
    font = FontProperties(size=_SIZE, weight=weight)
    return text_to_path.get_text_width_height_descent(words, font, ismath=False)[0]


def wrapped(words: str, wide: float, weight: str = "normal") -> Iterator[str]:
    """The words in lines that are no wider than this.

    Args:
        words: plain text.
        wide: in points.
        weight: "normal" or "bold".
    """
    for line in word_rows([(word, False) for word in words.split()], wide, weight):
        yield " ".join(word for word, _ in line)


def word_rows(
    words: Iterable[tuple[str, bool]], wide: float, weight: str = "normal"
) -> Iterator[list[tuple[str, bool]]]:
    """Words in lines that are no wider than this; a longer word has a line of its own.

    Args:
        words: each with whether it is marked.
        wide: in points.
        weight: "normal" or "bold".
    """
    line: list[tuple[str, bool]] = []
    for word in words:
        if line and width(" ".join(one for one, _ in [*line, word]), weight) > wide:
            yield line
            line = []
        line.append(word)
    if line:
        yield line


STYLES = {
    "person": ("#a8c3d2", ""),
    "organisation": ("#cbdce5", "//"),
    "outlet": ("#e3edf2", "--"),
    "unnamed": ("#eab896", "xx"),
    "vague": ("#f5dcc9", "\\\\"),
    "narrator": (PAPER, ""),
}
"""Fill and hatching of each kind: cool where somebody is named, the paler the less; warm where nobody is; the article's
own voice is paper. The pattern tells them apart without colour."""
