"""An article's words as HTML, marked with their language: passages, numbered sentences and reasons."""

from __future__ import annotations

from html import escape

from helpers.article.model import Article, Sentence
from helpers.text.html import in_language, quoting, typographic

__all__ = ["numbered", "passage", "reason"]


def passage(article: Article, words: str) -> str:
    """The words as HTML, marked with the article's language.

    Args:
        article: whose language it is.
        words: plain text; it is escaped here.

    Example:
        >>> from helpers import load_article
        >>> passage(load_article("islam-times-2021"), "kata")
        '<span lang="id">kata</span>'
    """
    return in_language(article.publication.language, words)


def numbered(article: Article, sentence: Sentence) -> str:
    """A sentence as HTML: its number, its words marked with the article's language, its English gloss.

    Example:
        >>> from helpers import load_article
        >>> article = load_article("harakatuna-2024")
        >>> numbered(article, article.sentence("S02"))  # doctest: +ELLIPSIS
        '<p lang="en"><strong>S02</strong> <span lang="id">Mereka bertujuan ...</span><br><em>They aim ...</em></p>'
    """
    gloss = f"<br><em>{escape(typographic(sentence.en))}</em>" if sentence.en else ""
    return f'<p lang="en"><strong>{escape(sentence.id)}</strong> {passage(article, sentence.text)}{gloss}</p>'


def reason(article: Article, words: str) -> str:
    """An English reason as HTML, in which words quoted from the article are marked with its language.

    Args:
        article: what the reason is about.
        words: plain text with the article's words in straight double quotation marks.

    Example:
        >>> from helpers import load_article
        >>> reason(load_article("islam-times-2021"), '"kata sumber" (said the source) closes it.')
        '“<span lang="id">kata sumber</span>” (said the source) closes it.'
    """
    return quoting(article.text, article.publication.language, words)
