"""Who carries each sentence: a strip an article, or two columns before and after a rewrite."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import wrap

import matplotlib.pyplot as plt
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from helpers.article.model import Article
from helpers.lenses.figure import INK, PAPER, STYLES, hatched

__all__ = ["before_and_after", "who_carries"]


def who_carries(articles: Sequence[Article], ax: Axes | None = None) -> Axes:
    """A column an article, a box a sentence, each with its number and the kind of source that carries it in words.

    Args:
        articles: coded articles, left to right.
        ax: where to draw; a new figure when None.

    Example:
        >>> from helpers import load_article
        >>> ax = who_carries([load_article("islam-times-2021")])
        >>> ax.texts[0].get_text()
        'S01  narrator'
    """
    longest = max(len(article.sentences) for article in articles)
    if ax is None:
        _, ax = plt.subplots(figsize=(2.3 * len(articles), 0.3 * longest + 0.9), layout="constrained")
    for column, article in enumerate(articles):
        for row, sentence in enumerate(article.sentences):
            words = f"{sentence.id}  {sentence.kind}{' *' * sentence.contested}"
            _filled(ax, sentence.kind, (column + 0.04, row + 0.06), (0.92, 0.88), (column + 0.1, row + 0.5), words)
        name = article.publication.outlet
        ax.text(column + 0.5, -0.35, name, ha="center", va="bottom", weight="bold", fontsize=11, parse_math=False)
    if any(sentence.contested for article in articles for sentence in article.sentences):
        ax.text(0.04, longest + 0.2, "* contested: two readings", va="top", fontsize=10)
    ax.set(xlim=(0, len(articles)), ylim=(longest + 0.9, -1.1))
    ax.set_axis_off()
    return ax


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
            _described(ax, column, row, does, kind)
    ax.set(xlim=(0, 2), ylim=(longest + 0.05, -0.5))
    ax.set_axis_off()
    return ax


def _described(ax: Axes, column: int, row: int, does: str, kind: str) -> None:
    """A paper box with what a sentence does, and a band in the colours of its kind."""
    ax.add_patch(Rectangle((column + 0.03, row + 0.05), 0.94, 0.9, facecolor=PAPER, edgecolor=INK, linewidth=0.8))
    words = "\n".join(wrap(does, 27))
    ax.text(column + 0.08, row + 0.31, words, va="center", color=INK, fontsize=10, linespacing=0.95, parse_math=False)
    _filled(ax, kind, (column + 0.03, row + 0.57), (0.94, 0.38), (column + 0.08, row + 0.76), kind)


Place = tuple[float, float]


def _filled(ax: Axes, kind: str, corner: Place, size: Place, at: Place, words: str) -> None:
    """A box in the colours of a kind, and the words in it."""
    fill, hatch = STYLES[kind]
    hatched(ax, corner, size, fill, hatch)
    label = ax.text(*at, words, ha="left", va="center", color=INK, fontsize=11)
    if hatch:
        label.set_bbox({"facecolor": fill, "edgecolor": "none", "pad": 1.5})
