"""A sentence's chain, walked hop by hop from the publisher to the innermost voice."""

from __future__ import annotations

from collections.abc import Sequence

from ipywidgets import HBox

from helpers.article import load_article
from helpers.article.model import Article
from helpers.lenses.chains.drawing import drawn_steps
from helpers.lenses.chains.paths import chain_paths, chain_steps, sentence_list
from helpers.lenses.marked import numbered
from helpers.lenses.widgets import Explorer, button, dropdown, place, step, tell

__all__ = ["walk_chain"]


def walk_chain(article: str) -> Explorer:
    """A list of sentences and the buttons Back and Next: each hop is drawn, and says what a reader knows, and what not.

    Args:
        article: the article's id.

    Raises:
        ArticleError: there is no such article, or its chain does not lead to the voice of some sentence.

    Example:
        >>> "Hop 1 of 1" in walk_chain("islam-times-2021").children[-1].value
        True
    """
    coded = load_article(article)
    static = _all_walks(coded)
    chosen = dropdown("Sentence", [sentence.id for sentence in coded.sentences])
    back, on = button("Back"), button("Next hop")
    words, drawn, shown = place(), place(), place()
    at = 0

    def go(by: int) -> None:
        nonlocal at
        walk = chain_steps(coded, chosen.value)
        at = step(at, by, len(walk))
        tell(drawn, drawn_steps(walk, at))
        tell(shown, walk[at]._repr_html_(), announced=True)

    def start(change: object = None) -> None:
        nonlocal at
        at = 0
        tell(words, numbered(coded, coded.sentence(chosen.value)))
        go(0)

    chosen.observe(start, "value")
    back.on_click(lambda _: go(-1))
    on.on_click(lambda _: go(1))
    start()
    return Explorer([chosen, words, HBox([back, on]), drawn, shown], static)


def _all_walks(article: Article) -> str:
    """Every route, drawn, and what is known on it."""
    told = chain_paths(article)
    walks = "".join(_whole_walk(article, ids) for ids in told.rows.values())
    return told._repr_html_() + walks


def _whole_walk(article: Article, ids: Sequence[str]) -> str:
    walk = chain_steps(article, ids[0])
    head = f'<p lang="en"><strong>{sentence_list(ids)}</strong>: what you know on the way of {ids[0]}</p>'
    return head + drawn_steps(walk) + "".join(hop._repr_html_() for hop in walk)
