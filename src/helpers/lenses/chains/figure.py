"""The sourcing chain of an article: who relays whom."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from matplotlib.axes import Axes

from helpers.article.model import Article
from helpers.lenses.chains.graph import dead_ends, graph, publisher, reading_order
from helpers.lenses.chains.paths import sentence_list
from helpers.lenses.figure import draw_tree, tree_boxes

if TYPE_CHECKING:
    from networkx import DiGraph

__all__ = ["sourcing_chain"]


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
    first, chain, glossed = publisher(article), graph(article), gloss or {}
    names = {id: f"{label} ({glossed[id]})" if id in glossed else label for id, label in chain.nodes(data="label")}
    details = {id: _detail(article, chain, id, first) for id in chain}
    boxes = tree_boxes(chain, reading_order(chain), names, details, dead_ends(chain))
    return draw_tree(boxes, [(one, two, "-") for one, two in chain.edges], ax, upwards=False)


def _detail(article: Article, chain: DiGraph, id: str, first: str) -> str:
    """What kind of source it is and what hangs on it, in words."""
    if id == first:
        own = [sentence.id for sentence in article.sentences if sentence.kind == "narrator"]
        return "publisher" + (f"; narrator of {sentence_list(own)}" if own else "")
    carried = {one for relay in chain.predecessors(id) for one in chain.edges[relay, id]["scope"]}
    end = "dead end: " if id in dead_ends(chain) else ""
    return f"{end}{chain.nodes[id]['kind']}, {sentence_list(sorted(carried))}"
