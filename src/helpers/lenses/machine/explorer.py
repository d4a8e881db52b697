"""A slider of detectors, five lists of cues from strict to lax and then rules: what each finds and misses."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import escape
from typing import Annotated

from ipywidgets import HBox, Layout, SelectionSlider

from helpers.article import load_article
from helpers.article.fields import Written
from helpers.article.files import read_as, seeds_folder
from helpers.article.model import Article, Sentence
from helpers.errors import ArticleError
from helpers.lenses.machine.comparison import compare_with_coding
from helpers.lenses.marked import passage
from helpers.lenses.widgets import Explorer, button, fill, place, step
from helpers.text.visible import TERMINAL, clean

__all__ = ["LEVELS", "MARKS", "NAMES", "Level", "Outcome", "Outcomes", "first_cue", "outcomes", "slide_detector"]

MARKS = {"hit": "✓", "miss": "✗", "false alarm": "!", "rightly silent": "·"}
"""What a list of cues can do with a sentence, and a mark for each."""


@dataclass(frozen=True, slots=True)
class Level:
    """A step of strictness: its name, and the cues that it adds to the steps before it, with their gloss."""

    name: str
    adds: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class _Levels:
    levels: Annotated[tuple[Level, ...], Written("level")]


LEVELS = read_as(seeds_folder() / "cue-levels.toml", _Levels).levels
"""From strict to lax; each list holds the cues of all before it. The third is the one of the chapter on coders."""

NAMES = (*(level.name for level in LEVELS), "rules, no list")
"""What stands at each level; the last one is the detector behind `kata-siapa detect`."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a list did with one sentence: a key of `MARKS`, and the cue that it saw (empty where it saw none)."""

    sentence: Sentence
    verdict: str
    seen: str


@dataclass(frozen=True, slots=True, repr=False)
class Outcomes:
    """What a list of cues did with each sentence of an article; shows itself as text and as a table."""

    article: Article
    level: int
    rows: tuple[Outcome, ...]

    def summary(self) -> str:
        """How often the list was right and wrong, in words."""
        counts = Counter(row.verdict for row in self.rows)
        told = ", ".join(f"{verdict} {counts[verdict]}" for verdict in MARKS)
        spoken = counts["hit"] + counts["miss"]
        return (
            f"Level {self.level} of {len(NAMES)}, {NAMES[self.level - 1]}: it finds {counts['hit']} of the "
            f"{spoken} sentences with a source ({told})."
        )

    def adds(self) -> str:
        """What this level has beyond the stricter ones, as HTML: cues with their gloss, or rules."""
        if self.level == len(NAMES):
            return "It reads word order, names, quotation marks and endings by rules; every find has its reason."
        words = (f"{passage(self.article, cue)} ({gloss})" for cue, gloss in LEVELS[self.level - 1].adds.items())
        return f"{'It knows' if self.level == 1 else 'New here:'} {', '.join(words)}."

    def __str__(self) -> str:
        """The summary and a line for each sentence."""
        lines = (f"{MARKS[r.verdict]} {r.sentence.id} {r.verdict}: {self._why(r, marked=False)}" for r in self.rows)
        return clean("\n".join([self.summary(), *lines]), TERMINAL)

    __repr__ = __str__

    def _repr_html_(self) -> str:
        cells = "style='text-align:left;vertical-align:top;padding:.15rem .6rem .15rem 0'"
        rows = "\n".join(
            f"<tr><th scope='row' {cells}>{escape(row.sentence.id)}</th>"
            f"<td {cells}>{MARKS[row.verdict]} {row.verdict}</td><td {cells}>{self._why(row, marked=True)}</td></tr>"
            for row in self.rows
        )
        heads = "".join(f"<th scope='col' {cells}>{head}</th>" for head in ("Sentence", "The machine", "Why"))
        return f"<table lang='en'><thead><tr>{heads}</tr></thead><tbody>\n{rows}\n</tbody></table>"

    def _why(self, row: Outcome, marked: bool) -> str:
        """What the list saw beside what the coding says; as HTML where marked."""
        quoted = (row.seen, row.sentence.cue)
        seen, cue = (f'"{passage(self.article, words) if marked else words}"' for words in quoted)
        contested = ", contested" * row.sentence.contested
        if row.sentence.kind == "narrator":
            return (f"it sees {seen}; " if row.seen else "") + f"the coding says narrator{contested}"
        coded = f"the cue is {cue}" if row.sentence.cue else "a quotation goes on without any cue"
        return (f"it sees {seen}; " if row.seen else "") + coded + contested


def first_cue(words: str, level: int) -> str:
    """The first cue of a list that stands in some words, as a whole word; empty where there is none.

    Args:
        words: a sentence.
        level: 1 (strict) to 5 (lax); the rules after them read whole articles.

    Raises:
        ArticleError: there is no list at this level.

    Example:
        >>> first_cue("Hujan turun, kata sumber itu.", level=3), first_cue("Hujan turun, kata sumber itu.", level=1)
        ('kata', '')
        >>> first_cue("Kata-kata itu indah.", level=3)
        ''
    """
    if level not in range(1, len(LEVELS) + 1):
        raise ArticleError(f"There is no list at level {level}; there are 1 (strict) to {len(LEVELS)} (lax).")
    cues = "|".join(re.escape(cue) for step in LEVELS[:level] for cue in step.adds)
    found = re.search(rf"(?<![\w-])({cues})(?![\w-])", words, re.IGNORECASE)
    return found[0] if found else ""


def outcomes(article: Article, level: int) -> Outcomes:
    """What a list of cues, or the rules, find and miss in an article, held against its coding.

    A sentence with a source in which it sees a cue is a hit, whichever cue it is; without one, a miss. A cue in a
    sentence of the narrator is a false alarm.

    Args:
        article: a coded article.
        level: 1 (strict) to 5 (lax), and 6 for the rules.

    Raises:
        ArticleError: there is no such level.

    Example:
        >>> from helpers import load_article
        >>> print(outcomes(load_article("islam-times-2021"), 3).summary())
        Level 3 of 6, short forms too: it finds 7 of the 9 sentences with a source (hit 7, miss 2, false alarm 0, \
rightly silent 4).
    """
    return Outcomes(article, level, tuple(_outcomes(article, level)))


def _outcomes(article: Article, level: int) -> Iterator[Outcome]:
    for sentence, seen in _seen(article, level):
        if sentence.kind == "narrator":
            yield Outcome(sentence, "false alarm" if seen else "rightly silent", seen)
        else:
            yield Outcome(sentence, "hit" if seen else "miss", seen)


def _seen(article: Article, level: int) -> Iterator[tuple[Sentence, str]]:
    """The words that give each sentence away, as a list or the rules see them; empty where they see none."""
    if level == len(NAMES):
        for row in compare_with_coding(article).rows:
            one = row.reading.attribution
            yield row.sentence, (one.cue.of(article.text) if one else "")
    else:
        yield from ((sentence, first_cue(sentence.text, level)) for sentence in article.sentences)


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
        fill(told, f"{found.summary()} {found.adds()}", announced=True)
        fill(shown, found._repr_html_())

    slider.observe(show, "value")
    stricter.on_click(lambda _: go(-1))
    laxer.on_click(lambda _: go(1))
    show()
    every = [outcomes(coded, level) for level in range(1, len(NAMES) + 1)]
    static = "".join(f"<p><strong>{one.summary()}</strong> {one.adds()}</p>{one._repr_html_()}" for one in every)
    return Explorer([slider, HBox([stricter, laxer]), told, shown], static)
