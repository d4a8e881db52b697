"""A chain as a drawing, in SVG and by the standard library alone, so that it is there in the browser's Python, too."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from textwrap import wrap

from helpers.lenses.chains.paths import Step

__all__ = ["drawn_steps"]

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
    told = ", which relays ".join(_told(walk[:reached]))
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {top}" role="img" aria-label="{title}: '
    look = f'{escape(told)}" width="{_WIDTH}" height="{top}" fill="none" stroke="currentColor" style="max-width:100%">'
    return head + look + lines + "".join(box[2] for box in boxes) + "</svg>"


def _told(hops: Sequence[Step]) -> Iterator[str]:
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
