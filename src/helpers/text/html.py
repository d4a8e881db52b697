"""HTML that says which language its words are in."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape

__all__ = ["LANGUAGES", "glossed", "in_language", "quoting", "typographic"]


LANGUAGES = {"ar": "Arabic", "de": "German", "en": "English", "fr": "French", "id": "Indonesian"}
"""The languages that quoted words may be in, by the tag that a screen reader needs."""

_OPENING = r"(?<![^\s(\[{“‘—–/])"


def in_language(language: str, words: str) -> str:
    """The words as HTML, marked with their language.

    Args:
        language: a tag such as "id".
        words: plain text; it is escaped here.

    Example:
        >>> in_language("id", "kata <sumber>")
        '<span lang="id">kata &lt;sumber&gt;</span>'
    """
    return f'<span lang="{escape(language)}">{escape(words)}</span>'


def quoting(text: str, language: str, words: str) -> str:
    """English words as HTML, in which what they quote from a text is marked with the text's language.

    Args:
        text: what is quoted from.
        language: its tag, such as "id".
        words: plain text with the text's words in straight double quotation marks.

    Example:
        >>> quoting("Begitu kata sumber.", "id", 'Not "he", but "kata sumber".')
        'Not “he”, but “<span lang="id">kata sumber</span>”.'
    """
    quoted = re.finditer(r'"([^"]+)"', words)
    return _marked(language, words, [one.span(1) for one in quoted if _stands_in(text, one[1])])


def glossed(language: str, words: str) -> str:
    """English words as HTML, in which quoted words that have their English in brackets are marked with their language.

    Args:
        language: the tag of the quoted words' language, such as "id".
        words: plain text with straight double quotation marks.

    Example:
        >>> glossed("id", 'It says "kata dia" (he said), and not "I know".')
        'It says “<span lang="id">kata dia</span>” (he said), and not “I know”.'
    """
    return _marked(language, words, [one.span() for one in re.finditer(r'(?<=")[^"]+(?=" \()', words)])


def _marked(language: str, words: str, spans: Iterable[tuple[int, int]]) -> str:
    parts, at, printed = [], 0, typographic(words)
    for start, end in spans:
        parts += [escape(printed[at:start]), in_language(language, words[start:end])]
        at = end
    return "".join([*parts, escape(printed[at:])])


def typographic(words: str) -> str:
    """English words as they are printed: each straight quotation mark and apostrophe as a curly one.

    Args:
        words: plain text.

    Example:
        >>> typographic('Not "he", but "a source".')
        'Not “he”, but “a source”.'
    """
    words = re.sub(_OPENING + '"', "“", words).replace('"', "”")
    return re.sub(_OPENING + "'", "‘", words).replace("'", "’")


def _stands_in(text: str, words: str) -> bool:
    """Whether the text holds the words; short ones, such as "he", only where they are no part of others."""
    whole = r"(?<!\w){}(?!\w)" if len(words) < 5 else "{}"
    return re.search(whole.format(re.escape(words)), text, re.IGNORECASE) is not None
