"""The differences between two coders, item by item: predict what was decided, then see."""

from __future__ import annotations

from ipywidgets import HBox

from helpers.lenses.coders.differences import adjudicated
from helpers.lenses.widgets import Explorer, button, dropdown, fill, place, step

__all__ = ["compare_coders"]

_FIRST = "decide first"


def compare_coders(article: str) -> Explorer:
    """The buttons Back and Next lead from difference to difference; a prediction reveals what was decided, and why.

    Args:
        article: the article's id.

    Raises:
        ArticleError: there is no such article, or it has no codings a and b.

    Example:
        >>> compare_coders("islam-times-2021").children[2].options
        ('decide first', 'label, clear', 'charged, clear', 'something else')
    """
    found = adjudicated(article)
    if not found:
        return Explorer([], "<p>The two coders differ nowhere in this article.</p>")
    back, on = button("Back"), button("Next difference")
    asked, predicted, shown = place(), dropdown("What was decided?", [_FIRST]), place()
    at = 0

    def go(by: int) -> None:
        nonlocal at
        at = step(at, by, len(found))
        fill(asked, found[at].asked(), announced=True)
        predicted.options = [_FIRST, *found[at].choices]
        predicted.value = _FIRST

    def reveal(change: object = None) -> None:
        fill(shown, "" if predicted.value == _FIRST else found[at].revealed(predicted.value), announced=True)

    predicted.observe(reveal, "value")
    back.on_click(lambda _: go(-1))
    on.on_click(lambda _: go(1))
    go(0)
    reveal()
    static = "".join(one._repr_html_() for one in found)
    return Explorer([HBox([back, on]), asked, predicted, shown], static)
