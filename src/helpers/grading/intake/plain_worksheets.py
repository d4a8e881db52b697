"""Worksheets in a text: pasted into a message or a form, exported as Markdown, Python or a web page."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator
from html import unescape

__all__ = ["is_page", "plain_worksheets"]

_HEAD = re.compile(r"^(?=(?:# ?)?%%answer[ \t]+\S)", re.MULTILINE)
_ENDS = ("```", "~~~", "+++", "# %%")
"""How Markdown, MyST and Python begin or end a cell."""

_STRING = r"""('(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*")"""
_SCRIPT = re.compile(rf"^get_ipython\(\)\.run_cell_magic\('answer', {_STRING}, {_STRING}\)$", re.MULTILINE)
_PAGE = re.compile(r"\s*<(?:!doctype html|html|head|body|div|p|span|pre|br|h\d|ul|ol|table|a)\b", re.IGNORECASE)
_CELL_END = re.compile(r"</pre\b[^<>]*>", re.IGNORECASE)
_BREAK = re.compile(r"<(?:br|/p|/div|/li)\b[^<>]*>", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]*>")


def plain_worksheets(text: str) -> Iterator[str]:
    r"""Each worksheet in a text, from its line %%answer on, as a cell has it.

    A worksheet ends where the next one begins, at the end of a cell, and where # signs before its lines end.

    Args:
        text: plain text, Markdown, Python or a web page.

    Example:
        >>> list(plain_worksheets("Siti\n\n# %%answer voices\n# S01  narrator\n\nprint()\n"))
        ['%%answer voices\nS01  narrator']
        >>> list(plain_worksheets("<p>%%answer voices<br>S01&nbsp; narrator</p>"))
        ['%%answer voices\nS01\xa0 narrator']
    """
    for part in _HEAD.split(_shown(text) if is_page(text) else _SCRIPT.sub(_called, text))[1:]:
        first, *lines = part.splitlines()
        sign = "#" if first.startswith("#") and lines and lines[0].startswith("# ") else ""
        yield "\n".join([first.removeprefix("# "), *_below(sign, lines)])


def _below(sign: str, lines: Iterable[str]) -> Iterator[str]:
    """The lines of a worksheet as they stand below its first one, without the sign that Python puts before them."""
    for line in lines:
        if not line.startswith(sign) or line.startswith(_ENDS):
            return
        yield line.removeprefix(sign).lstrip()


def _called(match: re.Match[str]) -> str:
    """The worksheet of a cell as Jupyter exports it to a script."""
    try:
        name, text = map(ast.literal_eval, match.groups())
    except (ValueError, SyntaxError):
        return ""
    return f"%%answer {name}\n{text}\n```"


def is_page(text: str) -> bool:
    """Whether a text is a web page.

    Args:
        text: any text.

    Example:
        >>> is_page("<p>%%answer voices</p>"), is_page("%%answer voices")
        (True, False)
    """
    return bool(_PAGE.match(text))


def _shown(page: str) -> str:
    """The words of a web page, a line for each of its lines."""
    return unescape(_TAG.sub("", _BREAK.sub("\n", _CELL_END.sub("\n```\n", page))))
