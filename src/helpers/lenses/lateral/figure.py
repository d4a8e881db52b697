"""One claim or one call, many reports: who relays it, what was lost between two versions, and which side tells it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

import matplotlib.pyplot as plt
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from helpers.lenses.chains.graph import dead_ends, independent_origins, reading_order
from helpers.lenses.figure import (
    ACCENT,
    CARD,
    EDGE,
    HAIR,
    INK,
    LINE,
    PAPER,
    WIDE,
    draw_tree,
    paper,
    tree_boxes,
    width,
    word_rows,
    wrapped,
    write,
)
from helpers.lenses.lateral.claims import SHOWN, Change, Claim, claim_graph
from helpers.lenses.lateral.excerpts import Excerpt

__all__ = ["attribution_lost", "claim_relays", "one_call"]


def claim_relays(claim: Claim, ax: Axes | None = None) -> Axes:
    """Every page that carries a claim, hanging on the one it relays, with the origin on top.

    Each box says in words how it is known that it relays. A page that was not read has a dashed frame and
    says so. Drawn for 4.6 inches of width.

    Args:
        claim: as `load_claim` gives it.
        ax: where to draw; a new figure when None.

    Example:
        >>> from helpers.lenses.lateral.claims import load_claim
        >>> ax = claim_relays(load_claim("tanf-meeting-2021"))
        >>> ax.texts[0].get_text()
        'one unnamed source'
    """
    chain = claim_graph(claim)
    dead = dead_ends(chain)
    details = {page.id: SHOWN[page.shown] + ("" if page.read else f" ({page.seen})") for page in claim.pages}
    outlets = len({page.outlet for page in claim.read})
    count = independent_origins(chain, [page.id for page in claim.read])
    end = "dead end; " if dead else ""
    details[claim.origin.id] = f"{end}outlets read: {outlets}, origins: {count}"
    unread = [page.id for page in claim.pages if not page.read]
    boxes = tree_boxes(chain, reading_order(chain.reverse()), dict(chain.nodes(data="label")), details, dead, unread)
    styles = {page.id: "-" if page.shown in ("cited", "code") else "--" for page in claim.pages}
    return draw_tree(boxes, [(two, one, styles[one]) for one, two in chain.edges], ax, upwards=True)


def attribution_lost(claim: Claim, ax: Axes | None = None) -> Axes:
    """Two versions side by side: what was lost is struck through, what was changed is boxed, and a word says which.

    Drawn for 4.6 inches of width.

    Args:
        claim: a claim with changes between its first relay and the article.
        ax: where to draw; a new figure when None.

    Example:
        >>> from helpers.lenses.lateral.claims import load_claim
        >>> ax = attribution_lost(load_claim("tanf-meeting-2021"))
        >>> ax.texts[0].get_text()
        'Press TV, as a mirror has it'
    """
    blocks = [_Block(change) for change in claim.changes]
    ax = paper(ax, 24 + sum(block.high for block in blocks))
    for left, words in ((4, "Press TV, as a mirror has it"), (_COLUMN + 4, "Islam Times, in Indonesian")):
        write(ax, left, 4, words, weight="bold")
    top = 24.0
    for block in blocks:
        _draw_block(ax, block, top)
        top += block.high
    return ax


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
        return list(word_rows([*words, *((word, False) for word in rest)], _COLUMN - 14))

    @property
    def after(self) -> list[str]:
        """Lines of the later version, then its gloss."""
        gloss = f"({self.change.en})" if self.change.en != self.change.after else ""
        return [*wrapped(self.change.after, WIDE - _COLUMN - 10), *wrapped(gloss, WIDE - _COLUMN - 10)]

    @property
    def high(self) -> float:
        return (1 + max(len(self.before), len(self.after))) * LINE + 20


def _draw_block(ax: Axes, block: _Block, top: float) -> None:
    change = block.change
    ax.add_patch(Rectangle((1, top), WIDE - 2, LINE + 5, facecolor=CARD, edgecolor="none"))
    write(ax, 4, top + 4, f"{_MARKS[change.what]}: {change.about} ({change.sentence})", weight="bold")
    for number, line in enumerate(block.before):
        _draw_line(ax, 4, top + LINE + 9 + number * LINE, line, change.what)
    for number, words in enumerate(block.after):
        write(ax, _COLUMN + 4, top + LINE + 9 + number * LINE, words)
    ax.plot([_COLUMN - 3] * 2, [top + LINE + 7, top + block.high - 4], color=EDGE, linewidth=0.8)


def _draw_line(ax: Axes, left: float, top: float, line: list[tuple[str, bool]], what: str) -> None:
    """One line of words; marked ones struck through where they are lost, in a box where they are not."""
    for word, marked in line:
        wide = width(word)
        write(ax, left, top, word)
        if marked and what == "lost":
            ax.plot([left - 1, left + wide + 2], [top + 5] * 2, color=ACCENT, linewidth=1.6)
        elif marked:
            ax.add_patch(
                Rectangle((left - 2, top - 2), wide + 4, LINE - 0.5, fill=False, edgecolor=ACCENT, linewidth=1.3)
            )
        left += wide + width(" ")


_MARK = {"present": ("o", ACCENT), "absent": ("s", PAPER)}


def one_call(excerpts: Iterable[Excerpt], ax: Axes | None = None) -> Axes:
    """A row an outlet, grouped by the side whose account it passes on, with the charge present or absent in words.

    Args:
        excerpts: from the shelf; those that say nothing about the charge are left out.
        ax: where to draw; a new figure when None.

    Example:
        >>> from helpers.lenses.lateral.excerpts import load_shelf
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
    ax.plot([0.02, 0.98], [row + 0.5] * 2, color=HAIR, linewidth=0.6)
    ax.text(0.07, row, one.outlet, va="center", color=INK, fontsize=11, parse_math=False)
    ax.plot([0.72], [row], shape, markersize=10, markerfacecolor=fill, markeredgecolor=INK)
    ax.text(0.78, row, one.charge, va="center", color=INK, fontsize=11)
