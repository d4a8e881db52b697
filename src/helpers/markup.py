"""HTML that says which language its words are in, and plain text that a terminal can show."""

from __future__ import annotations

import re
from html import escape

from helpers.articles import Article, Sentence

__all__ = ["LANGUAGES", "harmless", "in_language", "numbered", "passage", "quoting", "reason"]

LANGUAGES = {"ar": "Arabic", "de": "German", "en": "English", "fr": "French", "id": "Indonesian"}
"""The languages that quoted words may be in, by the tag that a screen reader needs."""

_QUOTED = re.compile(r'"([^"]+)"')
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

    Args:
        article: whose sentence it is.
        sentence: a sentence of it.

    Example:
        >>> from helpers import load_article
        >>> article = load_article("harakatuna-2024")
        >>> numbered(article, article.sentence("S02"))  # doctest: +ELLIPSIS
        '<p lang="en"><strong>S02</strong> <span lang="id">Mereka bertujuan ...</span><br><em>They aim ...</em></p>'
    """
    gloss = f"<br><em>{escape(sentence.en)}</em>" if sentence.en else ""
    return f'<p lang="en"><strong>{escape(sentence.id)}</strong> {passage(article, sentence.text)}{gloss}</p>'


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
    return quoting(article.text, article.publication.language, words)


def quoting(text: str, language: str, words: str) -> str:
    """English words as HTML, in which what they quote from a text is marked with the text's language.

    Args:
        text: what is quoted from.
        language: its tag, such as "id".
        words: plain text with the text's words in straight double quotation marks.

    Example:
        >>> quoting("Begitu kata sumber.", "id", 'Not "he", but "kata sumber".')
        'Not &quot;he&quot;, but &quot;<span lang="id">kata sumber</span>&quot;.'
    """
    parts, at = [], 0
    for match in _QUOTED.finditer(words):
        if _stands_in(text, match[1]):
            parts += [escape(words[at : match.start(1)]), in_language(language, match[1])]
            at = match.end(1)
    return "".join([*parts, escape(words[at:])])


def _stands_in(text: str, words: str) -> bool:
    """Whether the text holds the words; short ones, such as "he", only where they are no part of others."""
    whole = r"(?<!\w){}(?!\w)" if len(words) < 5 else "{}"
    return re.search(whole.format(re.escape(words)), text, re.IGNORECASE) is not None
