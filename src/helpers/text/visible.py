"""A stranger's words, made harmless: for a terminal, for a table's cell, and as HTML that shows what was hidden."""

from __future__ import annotations

import re
from html import escape

__all__ = ["cell", "harmless", "shown", "told", "visible"]


def visible(words: str) -> str:
    r"""The words with every character that cannot be seen spelt out, so that two alike can be told apart.

    Args:
        words: any text, such as a message that quotes an article.

    Example:
        >>> visible("Media\xa0lokal\n")
        'Media\\xa0lokal\\n'
    """
    return "".join(char if char.isprintable() else char.encode("unicode_escape").decode() for char in words)


_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def harmless(words: str) -> str:
    r"""The words as a terminal may print them: control characters, which it would obey, are shown as �.

    Those that turn the direction of writing are among them: they would make words look like others.

    Args:
        words: plain text; tabs and line ends stay.

    Example:
        >>> harmless("\x1b[31mkata\tsumber")
        '�[31mkata\tsumber'
    """
    return _CONTROL.sub("�", words)


LONGEST_CELL = 30_000
"""Characters of a cell; a spreadsheet holds 32,767."""

_HIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f"
    "\ud800-\udfff\ue000-\uf8ff\ufdd0-\ufdef\ufeff\ufff9-\ufffb\ufffe\uffff\U000e0001-\U000e007f]"
)
"""What a reader does not see: controls, marks that turn the direction of text, halves of characters, tags."""

_MARK = "[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u20d0-\u20ff]"
_PILED = re.compile(f"({_MARK}{{3}}){_MARK}+")
"""Marks piled on one letter until they cover the lines around it; no language needs more than three."""

_FORMULA = re.compile(r"(^|;)(\s*)(?=[=+\-@\uff1d\uff0b\uff0d\uff20\u2212])")
"""Where a spreadsheet may take what follows for a formula: at the start, and behind the other usual separator."""


def shown(words: str) -> str:
    r"""The words with nothing hidden and nothing piled up in them: invisible characters as �, white space as a blank.

    Args:
        words: whatever a stranger typed.

    Example:
        >>> shown("S01\x1b[31m\u202enarrator\n")
        'S01�[31m�narrator '
    """
    return _PILED.sub(r"\1", _HIDDEN.sub("\ufffd", words)).replace("\n", " ").replace("\t", " ")


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
    return _FORMULA.sub(r"\1\2'", shown(value)[:LONGEST_CELL])


def told(words: str, longest: int = 5000) -> str:
    """The words as HTML text or an attribute's value: nothing hidden, nothing that opens a tag, not without end.

    Args:
        words: whatever a stranger typed.
        longest: characters that are shown; what is left out is said.

    Example:
        >>> told("<script>"), told("abcdef", longest=3)
        ('&lt;script&gt;', 'abc ... (shortened: 6 characters)')
    """
    if len(words) <= longest:
        return escape(shown(words))
    return f"{escape(shown(words[:longest]))} ... (shortened: {len(words)} characters)"
