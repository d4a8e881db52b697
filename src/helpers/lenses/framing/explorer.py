"""Loaded words swapped for their neutral wording, one box a word."""

from __future__ import annotations

from ipywidgets import Checkbox, Layout, VBox

from helpers.article import load_article
from helpers.lenses.framing.neutral import Swap, neutralised
from helpers.lenses.marked import numbered
from helpers.lenses.widgets import Explorer, dropdown, place, tell

__all__ = ["swap_words"]


def swap_words(article: str) -> Explorer:
    """A list of sentences, and a box for each loaded word that has a neutral wording: tick it, and the words change.

    Args:
        article: the article's id.

    Raises:
        ArticleError: there is no such article.

    Example:
        >>> swap_words("harakatuna-2024").children[2].children[0].description
        'S01a: Takfiri → kelompok bersenjata'
    """
    coded = load_article(article)
    loaded = [sentence for sentence in coded.sentences if sentence.loaded]
    chosen = dropdown("Sentence", [sentence.id for sentence in loaded])
    words, boxes, changed, reasons = place(), VBox(), place(), place()

    def show(change: object = None) -> None:
        which = [box.description.partition(":")[0] for box in boxes.children if box.value]
        sentence = neutralised(coded, chosen.value, which)
        tell(changed, sentence.reading(), announced=True)
        tell(reasons, sentence.reasons())

    def start(change: object = None) -> None:
        tell(words, numbered(coded, coded.sentence(chosen.value)))
        boxes.children = [_box(swap) for swap in neutralised(coded, chosen.value, ()).swaps if swap.possible]
        for box in boxes.children:
            box.observe(show, "value")
        show()

    chosen.observe(start, "value")
    start()
    static = "".join(numbered(coded, one) + neutralised(coded, one.id)._repr_html_() for one in loaded)
    return Explorer([chosen, words, boxes, changed, reasons], static)


def _box(swap: Swap) -> Checkbox:
    return Checkbox(
        description=f"{swap.id}: {swap.loaded.span} → {swap.loaded.neutral_id}",
        indent=False,
        layout=Layout(width="auto", max_width="100%"),
    )
