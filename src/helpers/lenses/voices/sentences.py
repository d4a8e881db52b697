"""Who speaks in an article, and which sentences are whose: filtered by speaker and by kind of source."""

from __future__ import annotations

from helpers.article.codebook import KINDS
from helpers.article.model import Article, Sentence, Source
from helpers.lenses.chains.paths import sentence_list
from helpers.lenses.marked import numbered, passage

__all__ = ["ALL", "by_speaker", "hits", "sentences_by", "speakers"]

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

    Args:
        article: a coded article.

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
