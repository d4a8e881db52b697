"""Who speaks in an article, and which sentences are whose: filtered by speaker and by kind of source."""

from __future__ import annotations

from html import escape

from helpers.article import load_article
from helpers.article.codebook import KINDS
from helpers.article.model import Article, Sentence, Source
from helpers.lenses.chains.paths import sentence_list
from helpers.lenses.marked import numbered, passage
from helpers.lenses.reader import ReaderView
from helpers.lenses.widgets import Explorer, dropdown, fill, place

__all__ = ["ALL", "by_speaker", "explore_voices", "hits", "sentences_by", "sentences_of", "speakers"]


ALL = "all"
"""The choice that filters nothing."""


def speakers(article: Article, kind: str = ALL) -> tuple[Source, ...]:
    """The sources that carry a sentence, in the order in which they first speak.

    Args:
        article: a coded article.
        kind: only sources of this kind, or "all".

    Example:
        >>> from helpers import load_article
        >>> [source.id for source in speakers(load_article("islam-times-2021"), "vague")]
        ['some-reports']
    """
    ids = dict.fromkeys(sentence.source for sentence in article.sentences if kind in (sentence.kind, ALL))
    return tuple(article.sources[id] for id in ids)


def sentences_by(article: Article, speaker: str = ALL, kind: str = ALL) -> tuple[Sentence, ...]:
    """The sentences of a speaker and of a kind of source.

    Args:
        article: a coded article.
        speaker: a source's id, or "all".
        kind: a kind of source, or "all".

    Example:
        >>> from helpers import load_article
        >>> [sentence.id for sentence in sentences_by(load_article("islam-times-2021"), "raeisi", "person")]
        ['S09', 'S10']
    """
    return tuple(s for s in article.sentences if speaker in (s.source, ALL) and kind in (s.kind, ALL))


def hits(article: Article, speaker: str = ALL, kind: str = ALL) -> str:
    """How many sentences a filter leaves, in words, and which.

    Args:
        article: a coded article.
        speaker: a source's id, or "all".
        kind: a kind of source, or "all".

    Example:
        >>> from helpers import load_article
        >>> hits(load_article("islam-times-2021"), kind="unnamed")
        '6 of 13 sentences: S02 to S07.'
    """
    ids = [sentence.id for sentence in sentences_by(article, speaker, kind)]
    listed = sentence_list(ids)
    return f"{len(ids) or 'None'} of {len(article.sentences)} sentences{': ' * bool(ids)}{listed}."


def by_speaker(article: Article) -> str:
    """All sentences below the one who carries them, as HTML: the filter's whole content without a filter.

    Example:
        >>> from helpers import load_article
        >>> by_speaker(load_article("islam-times-2021")).count("<dt>")
        4
    """
    return f'<dl lang="en">{"".join(_group(article, source) for source in speakers(article))}</dl>'


def _group(article: Article, source: Source) -> str:
    words = "The article itself" if source.kind == "narrator" else passage(article, source.as_written)
    sentences = "".join(numbered(article, sentence) for sentence in sentences_by(article, source.id))
    told = f"{source.kind}, {KINDS[source.kind]}. {hits(article, source.id)}"
    return f"<dt><strong>{words}</strong> ({told})</dt><dd>{sentences}</dd>"


def sentences_of(article: str, kind: str, speaker: str = ALL) -> str:
    """The sentences of one kind of source, as HTML; a sentence that says so where there are none.

    Args:
        article: the article's id.
        kind: a kind of source, or "all".
        speaker: a source's id, or "all".

    Raises:
        ArticleError: there is no such article.

    Example:
        >>> sentences_of("islam-times-2021", "organisation")
        '<p lang="en">No sentence here is carried by this kind of source: organisation.</p>'
    """
    coded = load_article(article)
    ids = tuple(sentence.id for sentence in sentences_by(coded, speaker, kind))
    if not ids:
        return f'<p lang="en">No sentence here is carried by this kind of source: {escape(kind)}.</p>'
    return ReaderView(coded, only=ids)._repr_html_()


def explore_voices(article: str) -> Explorer:
    """Two lists, kinds of source and speakers; the sentences of the choice stand below, with how many they are.

    The speakers to choose from are those of the chosen kind.

    Args:
        article: the article's id.

    Raises:
        ArticleError: there is no such article.

    Example:
        >>> explore_voices("islam-times-2021").children[0].description
        'Kind of source'
    """
    coded = load_article(article)
    kinds, speaking = dropdown("Kind of source", [ALL, *KINDS]), dropdown("Who speaks?", [ALL])
    told, shown = place(), place()

    def follow(change: object = None) -> None:
        chosen = speaking.value
        speaking.options = [(ALL, ALL), *((_name(source), source.id) for source in speakers(coded, kinds.value))]
        speaking.value = chosen if chosen in dict(speaking.options).values() else ALL
        show()

    def show(change: object = None) -> None:
        fill(told, hits(coded, speaking.value, kinds.value), announced=True)
        fill(shown, sentences_of(article, kinds.value, speaking.value))

    kinds.observe(follow, "value")
    speaking.observe(show, "value")
    follow()
    return Explorer([kinds, speaking, told, shown], by_speaker(coded))


def _name(source: Source) -> str:
    return "the article itself" if source.kind == "narrator" else source.as_written
