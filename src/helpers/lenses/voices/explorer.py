"""An article's sentences, filtered by who speaks and by the kind of source."""

from __future__ import annotations

from html import escape

from helpers.article import load_article
from helpers.article.codebook import KINDS
from helpers.article.model import Source
from helpers.lenses.reader import ReaderView
from helpers.lenses.voices.sentences import ALL, by_speaker, hits, sentences_by, speakers
from helpers.lenses.widgets import Explorer, dropdown, place, tell

__all__ = ["explore_voices", "sentences_of"]


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
        tell(told, hits(coded, speaking.value, kinds.value), announced=True)
        tell(shown, sentences_of(article, kinds.value, speaking.value))

    kinds.observe(follow, "value")
    speaking.observe(show, "value")
    follow()
    return Explorer([kinds, speaking, told, shown], by_speaker(coded))


def _name(source: Source) -> str:
    return "the article itself" if source.kind == "narrator" else source.as_written
