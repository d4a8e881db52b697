"""Things to click and look through in a notebook: ipywidgets around the reader, with no logic of their own."""

from __future__ import annotations

from html import escape

from ipywidgets import HTML, Dropdown, VBox

from helpers.annotations import load_article
from helpers.codebook import KINDS

__all__ = ["explore_voices", "sentences_of"]


def sentences_of(article: str, kind: str) -> str:
    """The sentences of one kind of source, as HTML; a sentence that says so where there are none.

    Args:
        article: the article's id.
        kind: a kind of source, or "all".

    Raises:
        ArticleError: there is no such article.

    Example:
        >>> sentences_of("islam-times-2021", "organisation")
        '<p>No sentence here is carried by this kind of source: organisation.</p>'
    """
    coded = load_article(article)
    ids = tuple(s.id for s in coded.sentences if kind in (s.kind, "all"))
    if not ids:
        return f"<p>No sentence here is carried by this kind of source: {escape(kind)}.</p>"
    return coded.reader(only=ids)._repr_html_()


def explore_voices(article: str) -> VBox:
    """A list of the kinds of source; the sentences of the one that is chosen stand below it.

    Args:
        article: the article's id.

    Raises:
        ArticleError: there is no such article.

    Example:
        >>> explore_voices("islam-times-2021").children[0].description
        'Who speaks?'
    """
    kinds = Dropdown(options=["all", *KINDS], description="Who speaks?", style={"description_width": "initial"})
    shown = HTML()

    def show(change: object = None) -> None:
        shown.value = sentences_of(article, kinds.value)

    kinds.observe(show, "value")
    show()
    return VBox([kinds, shown])
