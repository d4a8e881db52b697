"""HTML that says which language its words are in."""

from __future__ import annotations

import re
from html import escape

from helpers.articles import Article

__all__ = ["passage", "reason"]

_QUOTED = re.compile(r'"([^"]+)"')


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
    text = article.text.casefold()
    parts, at = [], 0
    for match in _QUOTED.finditer(words):
        if match[1].casefold() in text:
            parts += [escape(words[at : match.start(1)]), passage(article, match[1])]
            at = match.end(1)
    return "".join([*parts, escape(words[at:])])
