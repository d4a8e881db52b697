"""A sentence's chain, hop by hop, drawn in boxes and explained."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from textwrap import wrap

from ipywidgets import HBox

from helpers.article import load_article
from helpers.article.model import Article
from helpers.lenses.chains.paths import Step, chain_paths, chain_steps, sentence_list
from helpers.lenses.marked import numbered
from helpers.lenses.widgets import Explorer, button, dropdown, fill, place, step

__all__ = ["drawn_steps", "walk_chain"]


_WIDTH = 360
"""Of a drawing, in the units in which text is 14 high: it fits a phone."""

_STEP, _LINE, _PAD, _GAP, _CUT = 22, 18, 8, 14, 9
_AHEAD, _DASHED = "not reached yet", ' stroke-dasharray="5 4"'


def drawn_steps(walk: Sequence[Step], at: int | None = None) -> str:
    """The hops of a walk as boxes below each other, further in with each hop, as SVG text.

    Hops that are not reached yet are dashed and keep their names to themselves. The one at which the reader stands has
    a thick frame and says so; a dead end has its corners cut off and says so. The colour is that of the page's text.

    Args:
        walk: the hops of a sentence, as `chain_steps` gives them.
        at: the hop at which the reader stands, counted from 0; the whole walk, where nobody stands, when None.

    Example:
        >>> from helpers import load_article
        >>> from helpers.lenses.chains.paths import chain_steps
        >>> walk = chain_steps(load_article("islam-times-2021"), "S04")
        >>> drawn_steps(walk, 1).count("not reached yet"), drawn_steps(walk, 3).count("dead end")
        (2, 2)
    """
    reached = len(walk) if at is None else at + 1
    boxes, top = [], 2
    for number, hop in enumerate(walk):
        box = _box(hop, number, reached, number == at, top)
        boxes.append(box)
        top = box[1] + _GAP
    lines = "".join(_arrow(number, boxes[number - 1][1], boxes[number][0]) for number in range(1, len(boxes)))
    title = "The whole chain" if at is None else f"Hop {reached} of {len(walk)}"
    told = ", which relays ".join(_names(walk[:reached]))
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {top}" role="img" aria-label="{title}: '
    look = f'{escape(told)}" width="{_WIDTH}" height="{top}" fill="none" stroke="currentColor" style="max-width:100%">'
    return head + look + lines + "".join(box[2] for box in boxes) + "</svg>"


def _names(hops: Sequence[Step]) -> Iterator[str]:
    for hop in hops:
        yield f"{_name(hop)} ({hop.source.kind})" + ", a dead end" * (hop.end == "dead end")


def _name(hop: Step) -> str:
    return hop.source.as_written or hop.source.id


def _box(hop: Step, number: int, reached: int, here: bool, top: int) -> tuple[int, int, str]:
    """Where a hop's arrow ends, where the box ends, and the box as SVG."""
    left, known = 2 + number * _STEP, number < reached
    wide = _WIDTH - left - 2
    name = wrap(_name(hop), max(12, wide // 9)) if known else []
    high = 2 * _PAD + _LINE * (len(name) + 1)
    outline = _outline(left, top, wide, high, _CUT if known and hop.end == "dead end" else 0)
    shape = f'<path d="{outline}" stroke-width="{3 if here else 1}"{_DASHED * (not known)}/>'
    language = escape(hop.article.publication.language)
    words = [_text(left, top, row, line, f' font-weight="bold" lang="{language}"') for row, line in enumerate(name)]
    words.append(_text(left, top, len(name), _detail(hop, here) if known else _AHEAD, ""))
    return top + high // 2, top + high, shape + "".join(words)


def _detail(hop: Step, here: bool) -> str:
    end = "dead end" if hop.end == "dead end" else ""
    return ", ".join(filter(None, [hop.source.kind, end, "you are here" if here else ""]))


def _outline(left: int, top: int, wide: int, high: int, cut: int) -> str:
    """A box; with its corners cut off, like a stop sign, where the cut is no nought."""
    corner = f"m{left + cut} {top}h{wide - 2 * cut}l{cut} {cut}v{high - 2 * cut}l-{cut} {cut}h-{wide - 2 * cut}"
    return f"{corner}l-{cut} -{cut}v-{high - 2 * cut}z"


def _text(left: int, top: int, row: int, words: str, more: str) -> str:
    place = f'x="{left + 10}" y="{top + _PAD + 14 + row * _LINE}"'
    return f'<text {place} font-size="14" fill="currentColor" stroke="none"{more}>{escape(words)}</text>'


def _arrow(number: int, start: int, end: int) -> str:
    """Down from the box before and in to this one: it points to whom is relayed."""
    rail, left = 2 + (number - 1) * _STEP + 10, 2 + number * _STEP
    tip = f'<path d="M{left} {end}l-7 -4v8z" fill="currentColor" stroke="none"/>'
    return f'<path d="M{rail} {start}V{end}H{left - 5}"/>{tip}'


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
        fill(drawn, drawn_steps(walk, at))
        fill(shown, walk[at]._repr_html_(), announced=True)

    def start(change: object = None) -> None:
        nonlocal at
        at = 0
        fill(words, numbered(coded, coded.sentence(chosen.value)))
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
