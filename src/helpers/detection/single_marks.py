"""Single quotation marks that pair, told from apostrophes: ‘…’, '…', ‹…›."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from helpers.detection.quotation_marks import pair_marks

__all__ = ["doubled"]

_MARK = re.compile(r"['’‘‚‹›`\n](?<!['’‘`].)(?!['’‘`])", re.DOTALL)  # what is rare comes first: that is fast
_OPENS = re.compile(r"['’‘‚‹›`](?<![^\s(\[\"“«:–—-].)(?=[\w\"“«(@])", re.DOTALL)
_CLOSES = re.compile(r"['’‘‹›](?<=[\w.,!?…\"”»)%].)(?![\w@])")
_ELISION = re.compile(r"(?:kan|tuk|gitu|gini|nggak|ndak|tu|pa|lah|\d\ds?|\d\d-an)\b", re.IGNORECASE)
_SPEECH_ENDS = frozenset(",.!?…")
_FAMILIES = {"'": "'", "`": "'’", "‘": "’‘", "’": "’", "‚": "‘’", "‹": "›", "›": "‹"}
_FEW = 3
"""Words that marks may stand around without more evidence; around more, an ayn or an apostrophe could be meant."""


def doubled(text: str) -> str:
    """The text with double quotation marks in place of single ones that pair; as long as before.

    What stands in a quotation already, and what is an apostrophe or a letter of a name, stays as it is.

    Args:
        text: any text.

    Example:
        >>> doubled("‘Kami pulang Jum'at,’ kata Ma'ruf.")
        "“Kami pulang Jum'at,” kata Ma'ruf."
        >>> doubled("‘Abdul Qadir dan para ulama’ itu pulang.")
        '‘Abdul Qadir dan para ulama’ itu pulang.'
    """
    pairs = list(_pairs(text)) if _OPENS.search(text) else []
    if not pairs:
        return text
    doubles = pair_marks(text).pairs
    starts = [start for start, _ in doubles]
    letters = list(text)
    for start, end in pairs:
        around = bisect_right(starts, start) - 1
        crossed = bisect_right(starts, end) - 1
        if any(number >= 0 and doubles[number][1] > place for number, place in ((around, start), (crossed, end))):
            continue
        letters[start], letters[end] = "“”"
    return "".join(letters)


def _pairs(text: str) -> Iterator[tuple[int, int]]:
    """Where single marks open and close, the nearest two of one form in a paragraph."""
    opened: int | None = None
    for mark in _MARK.finditer(text):
        place = mark.start()
        if text[place] == "\n":
            opened = opened if text[place + 1 : place + 2].islower() else None
        elif _OPENS.match(text, place):
            opened = opened if _ELISION.match(text, place + 1) else place
        elif opened is not None and text[place] in _FAMILIES[text[opened]] and _CLOSES.match(text, place):
            if _is_quotation(text, opened, place):
                yield opened, place
            opened = None


def _is_quotation(text: str, start: int, end: int) -> bool:
    """Whether marks stand around a few words, or around speech: with its own full stop or comma, or one beside it."""
    if text[start] in "‹›" or text[end - 1] in _SPEECH_ENDS or text[end + 1 : end + 2] == ",":
        return True
    return text[max(0, start - 2) : start].rstrip()[-1:] in (",", ":") or len(text[start:end].split()) <= _FEW
