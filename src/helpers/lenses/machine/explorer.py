"""A detector's strictness as a slider, and what it finds and misses."""

from __future__ import annotations

from ipywidgets import HBox, Layout, SelectionSlider

from helpers.article import load_article
from helpers.lenses.machine.cue_lists import NAMES, outcomes
from helpers.lenses.widgets import Explorer, button, place, step, tell

__all__ = ["slide_detector"]


def slide_detector(article: str) -> Explorer:
    """A slider from a strict list of cues to a lax one and on to rules, and a table of what each finds and misses.

    The buttons beside it do the same: a screen reader knows them by name, and the slider's handle it does not.

    Args:
        article: the article's id.

    Raises:
        ArticleError: there is no such article.

    Example:
        >>> slide_detector("islam-times-2021").children[0].label
        '1: two sure cues'
    """
    coded = load_article(article)
    slider = SelectionSlider(
        options=[(f"{number}: {name}", number) for number, name in enumerate(NAMES, 1)],
        description="From strict to lax",
        style={"description_width": "initial"},
        layout=Layout(width="auto", max_width="30rem"),
        readout=False,  # `told` says it in a place that is no control
    )
    stricter, laxer = button("Stricter"), button("Laxer")
    told, shown = place(), place()

    def go(by: int) -> None:
        slider.index = step(slider.index, by, len(NAMES))

    def show(change: object = None) -> None:
        found = outcomes(coded, slider.value)
        tell(told, f"{found.summary()} {found.adds()}", announced=True)
        tell(shown, found._repr_html_())

    slider.observe(show, "value")
    stricter.on_click(lambda _: go(-1))
    laxer.on_click(lambda _: go(1))
    show()
    every = [outcomes(coded, level) for level in range(1, len(NAMES) + 1)]
    static = "".join(f"<p><strong>{one.summary()}</strong> {one.adds()}</p>{one._repr_html_()}" for one in every)
    return Explorer([slider, HBox([stricter, laxer]), told, shown], static)
