"""Sourcing chains: who relays whom in an article, who relays one claim, and what is lost between two versions."""

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

from helpers.articles import Article
from helpers.chains import dead_ends, graph, independent_origins, publisher, reading_order
from helpers.claims import SHOWN, Change, Claim, claim_graph
from helpers.plots.voices import STYLES
from helpers.routes import sentence_list

if TYPE_CHECKING:
    from networkx import DiGraph

__all__ = ["attribution_lost", "claim_relays", "sourcing_chain"]

_WIDE = 331.0  # points: 4.6 inches
_LINE, _PAD, _GAP, _STEP, _SIZE = 13.5, 4.5, 7.5, 24.0, 10.0
_INK, _RED = "#1c1d21", "#a3262a"


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
        return self.top + len(self.lines) * _LINE + 2 * _PAD


def sourcing_chain(article: Article, gloss: Mapping[str, str] | None = None, ax: Axes | None = None) -> Axes:
    """The article's chain from top to bottom: the publisher above, whom it relays below and further in.

    A dead end is a cut-off box that says so; each box says in words what kind of source it is and which
    sentences hang on it. Drawn for 4.6 inches of width.

    Args:
        article: a coded article.
        gloss: plain English for a source's words, by source id.
        ax: where to draw; a new figure when None.

    Raises:
        ArticleError: the article states no relay.

    Example:
        >>> from helpers import load_article
        >>> ax = sourcing_chain(load_article("islam-times-2021"))
        >>> ax.texts[0].get_text()
        'Islam Times'
    """
    first, chain = publisher(article), graph(article)
    names = {id: _name(article.sources[id].as_written or id, (gloss or {}).get(id)) for id in chain}
    details = {id: _detail(article, chain, id, first) for id in chain}
    boxes = _boxes(chain, reading_order(chain), names, details, dashed=())
    return _drawn(boxes, [(one, two, "-") for one, two in chain.edges], ax, upwards=False)


def claim_relays(claim: Claim, ax: Axes | None = None) -> Axes:
    """Every page that carries a claim, hanging on the one it relays, with the origin on top.

    Each box says in words how it is known that it relays. A page that was not read has a dashed frame and
    says so. Drawn for 4.6 inches of width.

    Args:
        claim: as `load_claim` gives it.
        ax: where to draw; a new figure when None.

    Example:
        >>> from helpers.claims import load_claim
        >>> ax = claim_relays(load_claim("tanf-meeting-2021"))
        >>> ax.texts[0].get_text()
        'one unnamed source'
    """
    chain = claim_graph(claim)
    names = {id: chain.nodes[id]["label"] for id in chain}
    details = {page.id: SHOWN[page.shown] + ("" if page.read else f" ({page.seen})") for page in claim.pages}
    outlets = len({page.outlet for page in claim.read})
    count = independent_origins(chain, [page.id for page in claim.read])
    end = "dead end; " if dead_ends(chain) else ""
    details[claim.origin] = f"{end}outlets read: {outlets}, origins: {count}"
    boxes = _boxes(chain, reading_order(chain.reverse()), names, details, [p.id for p in claim.pages if not p.read])
    styles = {page.id: "-" if page.shown in ("cited", "code") else "--" for page in claim.pages}
    return _drawn(boxes, [(two, one, styles[one]) for one, two in chain.edges], ax, upwards=True)


def attribution_lost(claim: Claim, ax: Axes | None = None) -> Axes:
    """Two versions side by side: what was lost is struck through, what was changed is boxed, and a word says which.

    Drawn for 4.6 inches of width.

    Args:
        claim: a claim with changes between its first relay and the article.
        ax: where to draw; a new figure when None.

    Example:
        >>> from helpers.claims import load_claim
        >>> ax = attribution_lost(load_claim("tanf-meeting-2021"))
        >>> ax.texts[0].get_text()
        'Press TV, as a mirror has it'
    """
    blocks = [_Block(change) for change in claim.changes]
    ax = _paper(ax, 24 + sum(block.high for block in blocks))
    for left, words in ((4, "Press TV, as a mirror has it"), (_COLUMN + 4, "Islam Times, in Indonesian")):
        _write(ax, left, 4, words, weight="bold")
    top = 24.0
    for block in blocks:
        _draw_block(ax, block, top)
        top += block.high
    return ax


# The trees


def _name(words: str, gloss: str | None) -> str:
    return f"{words} ({gloss})" if gloss else words


def _detail(article: Article, chain: DiGraph, id: str, first: str) -> str:
    """What kind of source it is and what hangs on it, in words."""
    if id == first:
        own = [sentence.id for sentence in article.sentences if sentence.kind == "narrator"]
        return "publisher" + (f"; narrator of {sentence_list(own)}" if own else "")
    carried = {one for relay in chain.predecessors(id) for one in chain.edges[relay, id]["scope"]}
    end = "dead end: " if id in dead_ends(chain) else ""
    return f"{end}{chain.nodes[id]['kind']}, {sentence_list(sorted(carried))}"


def _boxes(
    chain: DiGraph,
    order: Mapping[str, int],
    names: Mapping[str, str],
    details: Mapping[str, str],
    dashed: Iterable[str],
) -> dict[str, _Box]:
    """A box for each node, one below the other, further in with each step."""
    boxes, top, ends, dashed = {}, 4.0, dead_ends(chain), set(dashed)
    for id, depth in order.items():
        left = 4 + _STEP * depth
        name = list(_wrapped(names[id], _WIDE - left - 24, "bold"))
        lines = [*name, *_wrapped(details[id], _WIDE - left - 24)]
        wide = max(_width(line, "bold" if at < len(name) else "normal") for at, line in enumerate(lines)) + 20
        box = _Box(id, tuple(lines), len(name), left, top, wide, chain.nodes[id]["kind"], id in ends, id in dashed)
        boxes[id], top = box, box.bottom + _GAP
    return boxes


def _drawn(boxes: dict[str, _Box], edges: list[tuple[str, str, str]], ax: Axes | None, upwards: bool) -> Axes:
    ax = _paper(ax, max(box.bottom for box in boxes.values()) + 4)
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
    line: dict[str, Any] = {"color": _INK, "linewidth": 1.2, "zorder": 1}
    ax.plot([rail, rail], [above.bottom, at], **line)
    ax.plot([rail, below.left], [at, at], linestyle=style, **line)
    tip, tail = (
        ((rail, above.bottom), (rail, above.bottom + 5)) if upwards else ((below.left, at), (below.left - 5, at))
    )
    ax.annotate("", tip, tail, arrowprops={"arrowstyle": "-|>", "color": _INK, "shrinkA": 0, "shrinkB": 0}, zorder=2)


def _back(ax: Axes, low: _Box, high: _Box) -> None:
    """A line up the right side, for somebody who relays a box above: a circle."""
    edge, start, end = _WIDE - 4, (low.top + low.bottom) / 2, (high.top + high.bottom) / 2
    ax.plot([low.left + low.wide, edge, edge], [start, start, end], color=_RED, linewidth=1.2, linestyle=":", zorder=1)
    arrow = {"arrowstyle": "-|>", "color": _RED, "shrinkA": 0, "shrinkB": 0}
    ax.annotate("", (high.left + high.wide, end), (edge, end), arrowprops=arrow, zorder=2)
    _write(ax, edge - 38, start - _LINE, "circle", color=_RED)


def _draw_box(ax: Axes, box: _Box) -> None:
    fill, hatch, ink = STYLES[box.kind]
    shape = {
        "edgecolor": _INK,
        "linewidth": 2.4 if box.dead else 1,
        "linestyle": "--" if box.dashed else "-",
        "zorder": 3,
    }
    ax.add_patch(_outline(box, facecolor="white" if box.dashed else fill, **shape))
    if not box.dashed:
        ax.add_patch(_outline(box, facecolor="none", edgecolor=_INK, alpha=0.25, hatch=hatch, linewidth=0, zorder=3))
    for number, words in enumerate(box.lines):
        weight = "bold" if number < box.bold else "normal"
        top = box.top + _PAD + 1 + number * _LINE
        text = _write(ax, box.left + 10, top, words, weight, _INK if box.dashed else ink)
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


# Two versions

_COLUMN = 168.0
_MARKS = {"lost": "LOST", "blurred": "BLURRED", "changed": "CHANGED"}


@dataclass(frozen=True, slots=True)
class _Block:
    """One change: a heading over the words of both versions."""

    change: Change

    @property
    def before(self) -> list[list[tuple[str, bool]]]:
        """Lines of words, each with whether it is marked."""
        start, _, end = self.change.before.partition(self.change.marked)
        words = [(word, False) for word in start.split()]
        words += [(word, True) for word in self.change.marked.split()]
        glued = bool(end) and not end[0].isspace()
        rest = end.split()
        if glued:
            words[-1] = (words[-1][0] + rest.pop(0), True)
        return list(_rows([*words, *((word, False) for word in rest)], _COLUMN - 14))

    @property
    def after(self) -> list[str]:
        """Lines of the later version, then its gloss."""
        gloss = f"({self.change.en})" if self.change.en != self.change.after else ""
        return [*_wrapped(self.change.after, _WIDE - _COLUMN - 10), *_wrapped(gloss, _WIDE - _COLUMN - 10)]

    @property
    def high(self) -> float:
        return (1 + max(len(self.before), len(self.after))) * _LINE + 20


def _draw_block(ax: Axes, block: _Block, top: float) -> None:
    change = block.change
    ax.add_patch(Rectangle((1, top), _WIDE - 2, _LINE + 5, facecolor="#e9e9e9", edgecolor="none"))
    _write(ax, 4, top + 4, f"{_MARKS[change.what]}: {change.about} ({change.sentence})", weight="bold")
    for number, line in enumerate(block.before):
        _draw_line(ax, 4, top + _LINE + 9 + number * _LINE, line, change.what)
    for number, words in enumerate(block.after):
        _write(ax, _COLUMN + 4, top + _LINE + 9 + number * _LINE, words)
    ax.plot([_COLUMN - 3] * 2, [top + _LINE + 7, top + block.high - 4], color="#9a9a9a", linewidth=0.8)


def _draw_line(ax: Axes, left: float, top: float, line: list[tuple[str, bool]], what: str) -> None:
    """One line of words; marked ones struck through where they are lost, in a box where they are not."""
    for word, marked in line:
        wide = _width(word)
        _write(ax, left, top, word)
        if marked and what == "lost":
            ax.plot([left - 1, left + wide + 2], [top + 5] * 2, color=_RED, linewidth=1.6)
        elif marked:
            ax.add_patch(
                Rectangle((left - 2, top - 2), wide + 4, _LINE - 0.5, fill=False, edgecolor=_RED, linewidth=1.3)
            )
        left += wide + _width(" ")


# Paper and words


def _paper(ax: Axes | None, high: float) -> Axes:
    """Axes in points, from the top left corner down."""
    if ax is None:
        figure = plt.figure(figsize=(_WIDE / 72, high / 72), facecolor="white")
        ax = figure.add_axes((0, 0, 1, 1))
    ax.set(xlim=(0, _WIDE), ylim=(high, 0))
    ax.set_axis_off()
    return ax


def _write(ax: Axes, left: float, top: float, words: str, weight: str = "normal", color: str = _INK) -> Text:
    place: dict[str, Any] = {"ha": "left", "va": "top", "parse_math": False, "zorder": 4}
    return ax.text(left, top, words, fontsize=_SIZE, weight=weight, color=color, **place)


def _width(words: str, weight: str = "normal") -> float:
    """How wide the words are drawn, in points."""
    font = FontProperties(size=_SIZE, weight=weight)
    return text_to_path.get_text_width_height_descent(words, font, ismath=False)[0]


def _wrapped(words: str, wide: float, weight: str = "normal") -> Iterator[str]:
    for line in _rows([(word, False) for word in words.split()], wide, weight):
        yield " ".join(word for word, _ in line)


def _rows(words: Iterable[tuple[str, bool]], wide: float, weight: str = "normal") -> Iterator[list[tuple[str, bool]]]:
    """Words in lines that are no wider than this; a longer word has a line of its own."""
    line: list[tuple[str, bool]] = []
    for word in words:
        if line and _width(" ".join(one for one, _ in [*line, word]), weight) > wide:
            yield line
            line = []
        line.append(word)
    if line:
        yield line
