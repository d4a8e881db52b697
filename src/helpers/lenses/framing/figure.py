"""Loaded words: how many of each technique in whose voice, and how a charge moves from voice to voice."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from textwrap import fill

import matplotlib.pyplot as plt
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from helpers.article.codebook import TECHNIQUES, VOICES
from helpers.article.model import Article, Sentence
from helpers.errors import ArticleError
from helpers.lenses.figure import INK, PAPER, STYLES, hatched

__all__ = ["VOICE_MARKS", "charge_moves", "loaded_words"]

VOICE_MARKS = {
    "narrator": ("A", "the article's own voice", PAPER, ""),
    "paraphrase": ("R", "reported, without quotation marks", STYLES["vague"][0], "//"),
    "quoted": ("Q", "inside quotation marks", STYLES["organisation"][0], "--"),
}
"""Letter, meaning, fill and hatching of each voice of a loaded word."""

_LEFT = 4.5  # where the boxes of loaded_words begin, in boxes


def loaded_words(articles: Sequence[Article], ax: Axes | None = None) -> Axes:
    """A box a loaded span, in a row for each technique and article, with a letter for the voice it is in.

    Args:
        articles: coded articles; each technique has a row for each of them.
        ax: where to draw; a new figure when None.

    Example:
        >>> from helpers import load_article
        >>> ax = loaded_words([load_article("islam-times-2021")])
        >>> [text.get_text() for text in ax.texts[:3]]
        ['label: names a person or group by a word that judges', 'Islam Times', 'A']
    """
    rows = len(TECHNIQUES) * (len(articles) + 1.3) + len(VOICES) + 0.4
    if ax is None:
        _, ax = plt.subplots(figsize=(4.6, 0.27 * rows), layout="constrained")
    most, at = 0, 0.0
    for technique in TECHNIQUES:
        ax.text(0, at + 0.5, f"{technique}: {TECHNIQUES[technique]}", va="center", weight="bold", fontsize=11)
        for article in articles:
            at += 1
            most = max(most, _spans_row(ax, at, article, technique))
        at += 1.3
    _voice_legend(ax, at + 0.2)
    ax.set(xlim=(-0.1, _LEFT + max(most, 10) + 0.1), ylim=(rows, 0))
    ax.set_axis_off()
    return ax


def charge_moves(article: Article, steps: Sequence[tuple[str, str, str]], ax: Axes | None = None) -> Axes:
    """A box a sentence, top to bottom, with who carries it in words; each other kind of voice stands further right.

    Args:
        article: the coded article.
        steps: sentence id, loaded span of that sentence as it is coded, and the span in English.
        ax: where to draw; a new figure when None.

    Raises:
        ArticleError: there is no such sentence, or the words are no loaded span of it.

    Example:
        >>> from helpers import load_article
        >>> ax = charge_moves(load_article("harakatuna-2024"), [("S13", "didukung asing", "foreign-backed")])
        >>> print(ax.texts[0].get_text())
        S13  narrator: no one is named
    """
    chosen = [(_coded(article, id, span), span, english) for id, span, english in steps]
    lanes = list(dict.fromkeys(sentence.kind for sentence, _, _ in chosen))
    if ax is None:
        _, ax = plt.subplots(figsize=(4.6, 1.15 * len(chosen)), layout="constrained")
    for row, (sentence, span, english) in enumerate(chosen):
        words = f"“{span}”\n({english})"
        _step(ax, row, lanes.index(sentence.kind), sentence.kind, _who(article, sentence), words)
    for row in range(len(chosen) - 1):
        ends = [0.1 * lanes.index(chosen[at][0].kind) + 0.4 for at in (row, row + 1)]
        arrow = {"arrowstyle": "-|>", "color": INK, "linewidth": 1.4}
        ax.annotate("", xy=(ends[1], row + 1.1), xytext=(ends[0], row + 0.9), arrowprops=arrow)
    ax.set(xlim=(0, 1), ylim=(len(chosen) - 0.05, 0.05))
    ax.set_axis_off()
    return ax


def _spans_row(ax: Axes, at: float, article: Article, technique: str) -> int:
    """Draw one article's spans of one technique, the article's own voice first; how many there were."""
    voices = [one.voice for sentence in article.sentences for one in sentence.loaded if one.technique == technique]
    ax.text(0.2, at + 0.5, article.publication.outlet, va="center", fontsize=11, parse_math=False)
    for place, voice in enumerate(sorted(voices, key=tuple(VOICES).index)):
        _voice_box(ax, _LEFT + place, at, voice)
    if not voices:
        ax.text(_LEFT, at + 0.5, "none", va="center", fontsize=11, style="italic")
    return len(voices)


def _voice_box(ax: Axes, left: float, top: float, voice: str) -> None:
    letter, _, colour, hatch = VOICE_MARKS[voice]
    hatched(ax, (left + 0.05, top + 0.08), (0.9, 0.84), colour, hatch)
    label = ax.text(left + 0.5, top + 0.5, letter, ha="center", va="center_baseline", color=INK, fontsize=10)
    label.set_bbox({"facecolor": colour, "edgecolor": "none", "pad": 1})


def _voice_legend(ax: Axes, at: float) -> None:
    for row, (voice, (_, meaning, _, _)) in enumerate(VOICE_MARKS.items()):
        _voice_box(ax, 0.2, at + row, voice)
        ax.text(1.5, at + row + 0.5, meaning, va="center", fontsize=11)


def _coded(article: Article, id: str, span: str) -> Sentence:
    sentence = article.sentence(id)
    spans = [loaded.span for loaded in sentence.loaded]
    if span not in spans:
        there = ", ".join(f'"{one}"' for one in spans) or "none"
        raise ArticleError(f'{id} of {article.id} has no loaded span "{span}"; it has: {there}.')
    return sentence


def _who(article: Article, sentence: Sentence) -> str:
    source = article.sources[sentence.source]
    return f"{sentence.id}  {source.kind}: {source.as_written or 'no one is named'}"


def _step(ax: Axes, row: int, lane: int, kind: str, who: str, words: str) -> None:
    """One box: a strip in the colour and hatching of its kind of source, who speaks, and the words."""
    colour, hatch = STYLES[kind]
    left, width = 0.1 * lane, 0.79
    ax.add_patch(Rectangle((left, row + 0.1), width, 0.8, facecolor=PAPER, edgecolor=INK, linewidth=0.8))
    hatched(ax, (left, row + 0.1), (0.05, 0.8), colour, hatch)
    lines = list(_lines(who, words))
    pitch = min(0.19, 0.76 / len(lines))
    for place, (line, weight) in enumerate(lines):
        high = row + 0.5 + pitch * (place + 0.5 - len(lines) / 2)
        ax.text(left + 0.075, high, line, va="center", weight=weight, fontsize=10, parse_math=False)


def _lines(who: str, words: str) -> Iterator[tuple[str, str]]:
    yield from ((line, "bold") for line in fill(who, 36).splitlines())
    yield from ((line, "normal") for part in words.splitlines() for line in fill(part, 42).splitlines())
