"""HTML that says which language its words are in, and plain text that a terminal can show."""

from __future__ import annotations

import re
from html import escape

from helpers.articles import Article

__all__ = ["LANGUAGES", "harmless", "passage", "reason"]

LANGUAGES = {"ar": "Arabic", "de": "German", "en": "English", "fr": "French", "id": "Indonesian"}
"""The languages that quoted words may be in, by the tag that a screen reader needs."""

_QUOTED = re.compile(r'"([^"]+)"')
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")


def harmless(words: str) -> str:
    r"""The words as a terminal may print them: control characters, which it would obey, are shown as �.

    Args:
        words: plain text; tabs and line ends stay.

    Example:
        >>> harmless("\x1b[31mkata\tsumber")
        '�[31mkata\tsumber'
    """
    return _CONTROL.sub("�", words)


def passage(article: Article, words: str) -> str:
    """The words as HTML, marked with the article's language.

    Args:
        article: whose language it is.
        words: plain text; it is escaped here.

    Example:
        >>> from helpers import load_article
        >>> passage(load_article("islam-times-2021"), "kata <sumber>")
        '<span lang="id">kata &lt;sumber&gt;</span>'
    """
    return f'<span lang="{escape(article.publication.language)}">{escape(words)}</span>'


def reason(article: Article, words: str) -> str:
    """An English reason as HTML, in which words quoted from the article are marked with its language.

    Args:
        article: what the reason is about.
        words: plain text with the article's words in straight double quotation marks.

    Example:
        >>> from helpers import load_article
        >>> reason(load_article("islam-times-2021"), '"kata sumber" (said the source) closes it.')
        '&quot;<span lang="id">kata sumber</span>&quot; (said the source) closes it.'
    """
    parts, at = [], 0
    for match in _QUOTED.finditer(words):
        if _stands_in(article, match[1]):
            parts += [escape(words[at : match.start(1)]), passage(article, match[1])]
            at = match.end(1)
    return "".join([*parts, escape(words[at:])])


def _stands_in(article: Article, words: str) -> bool:
    """Whether the article holds the words; short ones, such as "he", only where they are no part of others."""
    whole = r"(?<!\w){}(?!\w)" if len(words) < 5 else "{}"
    return re.search(whole.format(re.escape(words)), article.text, re.IGNORECASE) is not None
