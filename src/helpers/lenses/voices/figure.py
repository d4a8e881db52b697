"""Who carries each sentence: a strip an article."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import matplotlib.pyplot as plt
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from helpers.article.model import Article
from helpers.lenses.figure import STYLES

__all__ = ["who_carries"]


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
            _box(ax, column, row, sentence.kind, f"{sentence.id}  {sentence.kind}{' *' * sentence.contested}")
        name = article.publication.outlet
        ax.text(column + 0.5, -0.35, name, ha="center", va="bottom", weight="bold", fontsize=11, parse_math=False)
    if any(sentence.contested for article in articles for sentence in article.sentences):
        ax.text(0.04, longest + 0.2, "* contested: two readings", va="top", fontsize=10)
    ax.set(xlim=(0, len(articles)), ylim=(longest + 0.9, -1.1))
    ax.set_axis_off()
    return ax


def _box(ax: Axes, column: int, row: int, kind: str, words: str) -> None:
    fill, hatch, ink = STYLES[kind]
    place: dict[str, Any] = {"xy": (column + 0.04, row + 0.06), "width": 0.92, "height": 0.88}
    ax.add_patch(Rectangle(**place, facecolor=fill, edgecolor="#1c1d21", linewidth=0.8))
    ax.add_patch(Rectangle(**place, facecolor="none", edgecolor="#1c1d21", alpha=0.25, hatch=hatch, linewidth=0))
    label = ax.text(column + 0.1, row + 0.5, words, ha="left", va="center", color=ink, fontsize=11)
    if hatch:
        label.set_bbox({"facecolor": fill, "edgecolor": "none", "pad": 1.5})
