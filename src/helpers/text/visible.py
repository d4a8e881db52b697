"""A stranger's words, made harmless: one cleaner of what cannot be seen, with a policy for each place they go to."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from html import escape

__all__ = [
    "COMMENT",
    "FILE_NAME",
    "LINE",
    "SHEET",
    "SPELT",
    "TERMINAL",
    "TYPED",
    "Policy",
    "cell",
    "clean",
    "harmless_html",
]

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
"""What a terminal obeys, and what turns the direction of writing, which would make words look like others."""

_MARK = "[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u20d0-\u20ff]"
_UNSEEN = re.compile(
    "[\x00-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f"
    "\ud800-\udfff\ue000-\uf8ff\ufdd0-\ufdef\ufeff\ufff9-\ufffb\ufffe\uffff\U000e0001-\U000e007f]"
    f"|({_MARK}{{3}}){_MARK}+"
)
"""What a reader does not see: controls, marks that turn the direction of text, halves of characters, tags; and marks
piled on one letter until they cover the lines around it: no language needs more than three."""

_NO_TEXT = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")
"""What no keyboard gives and no XML holds: most controls, halves of characters."""

_PERHAPS = re.compile("[^ -~]")
"""What may be unprintable."""


@dataclass(frozen=True, slots=True)
class Policy:
    """What does not stay as it is, and what stands in its place."""

    hidden: re.Pattern[str]
    instead: Callable[[re.Match[str]], str]


def _unprintable(instead: Callable[[str], str]) -> Policy:
    return Policy(_PERHAPS, lambda found: found[0] if found[0].isprintable() else instead(found[0]))


def _seen(found: re.Match[str]) -> str:
    return found[1] or (" " if found[0] in "\n\t" else "\ufffd")


TERMINAL = Policy(_CONTROL, lambda _: "\ufffd")
"""For a terminal: what it would obey is shown as �; tabs and line ends stay."""
LINE = Policy(_UNSEEN, _seen)
"""For a line of a page or a table: nothing hidden and nothing piled up; white space becomes a blank."""
SHEET = Policy(_NO_TEXT, lambda _: " ")
"""For a worksheet that is kept: only what may stand in any text."""
SPELT = _unprintable(lambda character: character.encode("unicode_escape").decode())
"""For a message that quotes an article: what cannot be seen is spelt out, so that two alike can be told apart."""
FILE_NAME = _unprintable(lambda _: "\ufffd")
"""For the name of a file or a student: what cannot be printed is shown as �."""
TYPED = _unprintable(lambda _: "")
"""For what a student typed: what cannot be seen was not meant."""
COMMENT = _unprintable(lambda _: " ")
"""For a comment in a file of ours: one line of what can be printed."""


def clean(words: str, policy: Policy) -> str:
    r"""The words without what a place must not get.

    Args:
        words: any text, whoever typed it.
        policy: for which place, such as `TERMINAL`.

    Example:
        >>> clean("\x1b[31mkata\tsumber", TERMINAL), clean("S01\u202e\n", LINE), clean("Media\xa0lokal", SPELT)
        ('�[31mkata\tsumber', 'S01� ', 'Media\\xa0lokal')
    """
    return policy.hidden.sub(policy.instead, words)


LONGEST_CELL = 30_000
"""Characters of a cell; a spreadsheet holds 32,767."""

_FORMULA = re.compile(r"(^|;)(\s*)(?=[=+\-@\uff1d\uff0b\uff0d\uff20\u2212])")
"""Where a spreadsheet may take what follows for a formula: at the start, and behind the other usual separator."""


def cell(value: object) -> object:
    """The value as a cell of a table: text in which no spreadsheet finds a formula; anything else as it is.

    The quotation mark in front is what spreadsheets themselves put before text that is no formula:
    OWASP, CSV Injection.

    Args:
        value: text, a number or None.

    Example:
        >>> cell("=HYPERLINK(1)"), cell("a;+b"), cell(0.5)
        ("'=HYPERLINK(1)", "a;'+b", 0.5)
    """
    if not isinstance(value, str):
        return value
    return _FORMULA.sub(r"\1\2'", clean(value, LINE)[:LONGEST_CELL])


def harmless_html(words: str, longest: int = 5000) -> str:
    """The words as HTML text or an attribute's value: nothing hidden, nothing that opens a tag, not without end.

    Args:
        words: whatever a stranger typed.
        longest: characters that are shown; what is left out is said.

    Example:
        >>> harmless_html("<script>"), harmless_html("abcdef", longest=3)
        ('&lt;script&gt;', 'abc ... (shortened: 6 characters)')
    """
    if len(words) <= longest:
        return escape(clean(words, LINE))
    return f"{escape(clean(words[:longest], LINE))} ... (shortened: {len(words)} characters)"
