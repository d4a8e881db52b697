"""What students hand in as text: in a message, a mail or on a platform's page, or exported by a program."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from html import unescape

from helpers.exercises.handing_in import HandedIn, read
from helpers.grading.intake.messages import Message, in_chat, is_mail, of_mail

__all__ = ["Told", "is_page", "told_in"]

_STRING = r"""('(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*")"""
_SCRIPT = re.compile(rf"^get_ipython\(\)\.run_cell_magic\('answer', {_STRING}, {_STRING}\)$", re.MULTILINE)
_PAGE = re.compile(
    r"\s*<(?:!doctype html|html|head|body|div|p|span|pre|br|h\d|ul|ol|table|a|meta|blockquote)\b", re.IGNORECASE
)
_CELL_END = re.compile(r"</pre\b[^<>]*>", re.IGNORECASE)
_BREAK = re.compile(r"<(?:br|/?p|/?div|/?li|/?tr|/h\d|/?blockquote)\b[^<>]*>", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]*>")


@dataclass(frozen=True, slots=True)
class Told:
    """What one student hands in in a text, and who sent it and when, as far as a chat or a mail says."""

    work: HandedIn
    by: str = ""
    when: datetime | None = None

    @property
    def is_lost(self) -> bool:
        """Whether somebody handed something in of which no worksheet is left."""
        return not self.work.worksheets and bool(self.work.name or self.work.code)


def told_in(raw: bytes, text: str) -> list[Told]:
    r"""What each student hands in in a text; nothing where there is no worksheet in it.

    Args:
        raw: the file's bytes.
        text: the same, decoded.

    Example:
        >>> page = "<p>%%answer voices<br>S01&nbsp; narrator</p>"
        >>> told_in(page.encode(), page)[0].work.worksheets
        (('voices', 'S01\xa0 narrator'),)
    """
    mail = _handed_in([_mail(raw)]) if is_mail(text) else []
    return mail or _handed_in(in_chat(_words(text)))


def _handed_in(messages: Iterable[Message]) -> list[Told]:
    found = (Told(work, one.by, one.when) for one in messages for work in read(one.text))
    return [one for one in found if one.work.worksheets or one.is_lost]


def is_page(text: str) -> bool:
    """Whether a text is a web page.

    Args:
        text: any.

    Example:
        >>> is_page("<p>%%answer voices</p>"), is_page("%%answer voices")
        (True, False)
    """
    return bool(_PAGE.match(text))


def _mail(raw: bytes) -> Message:
    message, _ = of_mail(raw)
    return replace(message, text=_words(message.text))


def _words(text: str) -> str:
    """The words of a text or of a web page, a line for each of its lines."""
    if is_page(text):
        shown = _TAG.sub("", _BREAK.sub("\n", _CELL_END.sub("\n```\n", text)))
        with suppress(ValueError):  # a number that is too long to be read
            shown = unescape(shown)
        return shown
    return _SCRIPT.sub(_called, text)


def _called(match: re.Match[str]) -> str:
    """The worksheet of a cell as Jupyter exports it to a script."""
    try:
        name, text = map(ast.literal_eval, match.groups())
    except (ValueError, SyntaxError):
        return ""
    return f"%%answer {name}\n{text}\n```"
