"""Quotation marks: which open, which close, and which stand alone; and single ones, told from apostrophes."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest

from helpers.detection.lexicon import lexicon

__all__ = ["QuotationMarks", "doubled", "pair_marks"]

_MARK = re.compile(r"[\"“”„‟«»＂'`](?:(?<!['`])|(?<=')'|(?<=`)`)")
_NEWLINE = re.compile(r"\n\s*")
_OPEN, _CLOSE = 1, -1
_SHAPES = {"“": _OPEN, "„": _OPEN, "‟": _OPEN, "«": _OPEN, "``": _OPEN, "”": _CLOSE, "»": _CLOSE}
_TERMINAL = frozenset('.!?…:"”»“)]')
_SHORT_VERB = re.compile(r", ?([a-z]{3,})\b")
_BEGINS = ("", "\n", ".", "!", "?", ":")
_FAR = 20
_MOST_WORDS = 60
_TAG = re.compile(r"\s?[a-z]{3,}")

_SINGLE = re.compile(r"['’‘‚‹›`](?<!['’‘`].)(?!['’‘`])")
_OPENS = re.compile(r"['’‘‚‹›`](?<![^\s(\[\"“«:–—-].)(?=[\w\"“«(@])")
_CLOSES = re.compile(r"['’‘‹›](?<=[\w.,!?…\"”»)%].)(?![\w@])")
_ELISION = re.compile(r"(?:kan|tuk|gitu|gini|nggak|ndak|tu|pa|lah|\d\ds?|\d\d-an)\b", re.IGNORECASE)
_SPEECH_ENDS = frozenset(",.!?…")
_FAMILIES = {"'": "'", "`": "'’", "‘": "’‘", "’": "’", "‚": "‘’", "‹": "›", "›": "‹"}
_FEW = 3
"""Words that single marks may stand around without more evidence; around more, an apostrophe could be meant."""


@dataclass(frozen=True, slots=True)
class QuotationMarks:
    """Where quotation marks open and close: pairs as spans with their marks, and what is left over.

    `opening` and `closing` map the position of every mark to its end, with a partner or without one.
    """

    pairs: tuple[tuple[int, int], ...]
    opening: dict[int, int]
    closing: dict[int, int]
    lonely: tuple[int, ...]


@dataclass(slots=True)
class _QuotationMark:
    """A mark and what speaks for its role: `sides` is the evidence of its neighbours, `shape` that of its form."""

    start: int
    end: int
    sides: int
    shape: int

    def role(self, inside: bool) -> int:
        """Opening or closing, given whether a quotation is open."""
        return self.sides or self.shape or (_CLOSE if inside else _OPEN)


def pair_marks(text: str) -> QuotationMarks:
    """How the double quotation marks of a text pair, paragraph by paragraph.

    What stands beside a mark says more than counting: a blank before it and a letter behind it open; a comma before it,
    or a blank behind, close. Only where that says nothing (`modern."Sumber`) does it matter whether a quotation is
    open. Nothing is carried over the end of a paragraph, so one missing mark spoils one paragraph.

    Example:
        >>> pair_marks('"Ya," kata dia."Kami datang.” "Lalu').pairs
        ((0, 5), (15, 29))
    """
    pairing, paragraphs = _Pairing(text), [*_paragraphs(text)]
    for (marks, end), following in zip_longest(paragraphs, paragraphs[1:]):
        pairing.pair(marks)
        pairing.leave(end, following[0][0] if following else None)
    return QuotationMarks(tuple(pairing.pairs), pairing.opening, pairing.closing, tuple(pairing.lonely))


def _paragraphs(text: str) -> Iterator[tuple[list[_QuotationMark], int]]:
    """The marks of each paragraph that has some, and where it ends."""
    marks: list[_QuotationMark] = []
    end = len(text)
    for match in _MARK.finditer(text):
        if marks and match.start() > end:
            yield marks, end
            marks = []
        if not marks:
            end = _paragraph_end(text, match.end())
        marks.append(_QuotationMark(*match.span(), _sides(text, *match.span()), _SHAPES.get(match[0], 0)))
    if marks:
        yield marks, end


def _paragraph_end(text: str, start: int) -> int:
    """Where the paragraph ends: at a line's end, but not in the middle of a sentence, as in text of fixed width."""
    for newline in _NEWLINE.finditer(text, start):
        first, behind = newline.span()
        wrapped = text[behind : behind + 1].islower() and newline[0].count("\n") == 1
        if not wrapped or text[first - 1] in _TERMINAL:
            return first
    return len(text)


def _sides(text: str, start: int, end: int) -> int:
    before, after = text[start - 1 : start], text[end : end + 1]
    blank_before = not before or before.isspace() or before in "([-–—/:"
    blank_after = not after or after.isspace() or after in ".,;:?!)]…-–—/"
    if blank_before != blank_after:
        return _OPEN if blank_before else _CLOSE
    return _CLOSE if before == "," and not after.isupper() else 0


class _Pairing:
    """The marks as far as they are paired, and the one that is open."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.pairs: list[tuple[int, int]] = []
        self.opening: dict[int, int] = {}
        self.closing: dict[int, int] = {}
        self.lonely: list[int] = []
        self.opened: _QuotationMark | None = None

    def pair(self, marks: list[_QuotationMark]) -> None:
        """Pair the marks of a paragraph."""
        nested = False
        for number, mark in enumerate(marks):
            following = marks[number + 1] if number + 1 < len(marks) else None
            role, opened = mark.role(self.opened is not None), self.opened
            if opened is not None and _reopens(mark, following):
                role = _OPEN
            elif role == _OPEN and opened is not None:
                if nested or _is_nested(marks, number):
                    nested = True
                    continue
                if _slipped_close(self.text, mark, following):
                    role = _CLOSE
            elif role == _CLOSE and nested:
                nested = False
                continue
            elif role == _CLOSE and opened is None and _slipped_open(self.text, mark, following):
                role = _OPEN
            self._settle(mark, role)

    def _settle(self, mark: _QuotationMark, role: int) -> None:
        """Note what a mark does."""
        opened = self.opened
        if role == _OPEN:
            self.opening[mark.start] = mark.end
            if opened is not None:
                self.lonely.append(opened.start)
            self.opened = mark
            return
        self.closing[mark.start] = mark.end
        if opened is None:
            self.lonely.append(mark.start)
        else:
            self.pairs.append((opened.start, mark.end))
        self.opened = None

    def leave(self, end: int, following: _QuotationMark | None) -> None:
        """Settle what is open at the end of a paragraph, given the next mark behind it.

        The press opens each paragraph of a long quotation and closes the last; others close the last alone. Where a
        tag stands in the paragraph, or the mark does not begin a sentence, only its partner is missing.
        """
        if self.opened is None:
            return
        while self.text[end - 1].isspace():
            end -= 1
        start, told = self.opened.start, _has_tag(self.text, self.opened.start, end)
        closes = following is not None and (following.sides or following.shape) == _CLOSE
        if following and closes and not told and len(self.text[end : following.start].split()) < _MOST_WORDS:
            return
        begins = self.text[max(0, start - 3) : start].rstrip(" ")[-1:] in _BEGINS
        reopened = following is not None and not self.text[end : following.start].strip()
        goes_on = not told and end - start > _FAR and (begins or reopened)
        if goes_on:
            self.pairs.append((start, end))
        if not (goes_on and reopened):
            self.lonely.append(start)
        self.opened = None


def _has_tag(text: str, start: int, end: int) -> bool:
    """Whether a comma and a short verb of saying stand in a passage."""
    families = lexicon().families
    return any(families.get(found[1], "").startswith("after") for found in _SHORT_VERB.finditer(text, start, end))


def _is_nested(marks: list[_QuotationMark], number: int) -> bool:
    """Whether a mark that opens inside a quotation has a partner of its own: two marks behind it close."""
    behind = marks[number + 1 : number + 3]
    return len(behind) == 2 and all((mark.sides or mark.shape) == _CLOSE for mark in behind)


def _reopens(mark: _QuotationMark, following: _QuotationMark | None) -> bool:
    """Whether a mark without evidence opens, though a quotation seems open: the next one closes, and needs it."""
    bare = not mark.sides and not mark.shape
    return bare and following is not None and (following.sides or following.shape) == _CLOSE


def _slipped_close(text: str, mark: _QuotationMark, following: _QuotationMark | None) -> bool:
    """Whether a mark that seems to open inside a quotation closes it, its blank on the wrong side (siap "kata dia)."""
    ahead = (following.sides or following.shape) if following else _OPEN
    return ahead != _CLOSE and _TAG.match(text, mark.end) is not None


def _slipped_open(text: str, mark: _QuotationMark, following: _QuotationMark | None) -> bool:
    """Whether a mark that seems to close nothing opens something (dia." Kami siap,")."""
    closes = following is not None and (following.sides or following.shape) == _CLOSE
    return closes and _TAG.match(text, mark.end) is None


def doubled(text: str) -> str:
    """The text with double quotation marks in place of single ones that pair; as long as before.

    What stands in a quotation already, and what is an apostrophe or a letter of a name, stays as it is.

    Example:
        >>> doubled("‘Kami pulang Jum'at,’ kata Ma'ruf.")
        "“Kami pulang Jum'at,” kata Ma'ruf."
        >>> doubled("‘Abdul Qadir dan para ulama’ itu pulang.")
        '‘Abdul Qadir dan para ulama’ itu pulang.'
    """
    pairs = list(_single_pairs(text)) if _OPENS.search(text) else []
    doubles = pair_marks(text).pairs if pairs else ()
    pieces: list[str] = []
    behind = 0
    for start, end in pairs:
        around = [doubles[at - 1][1] > place for place in (start, end) if (at := bisect_right(doubles, (place,)))]
        if not any(around):
            pieces += (text[behind:start], "“", text[start + 1 : end], "”")
            behind = end + 1
    return "".join([*pieces, text[behind:]]) if pieces else text


def _single_pairs(text: str) -> Iterator[tuple[int, int]]:
    """Where single marks open and close, the nearest two of one form in a paragraph."""
    opened = end = -1
    for mark in _SINGLE.finditer(text):
        place = mark.start()
        if place > end:
            opened = -1
        if _OPENS.match(text, place):
            if not _ELISION.match(text, place + 1):
                opened, end = place, _paragraph_end(text, place)
        elif opened >= 0 and text[place] in _FAMILIES[text[opened]] and _CLOSES.match(text, place):
            if _is_quotation(text, opened, place):
                yield opened, place
            opened = -1


def _is_quotation(text: str, start: int, end: int) -> bool:
    """Whether marks stand around a few words, or around speech: with its own full stop or comma, or one beside it."""
    if text[start] in "‹›" or text[end - 1] in _SPEECH_ENDS or text[end + 1 : end + 2] == ",":
        return True
    return text[max(0, start - 2) : start].rstrip()[-1:] in (",", ":") or len(text[start:end].split()) <= _FEW
