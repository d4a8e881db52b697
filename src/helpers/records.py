"""A resolved annotation as plain data, for JSON."""

from __future__ import annotations

from typing import Any

from helpers.articles import Article, Edge, Loaded, Sentence

__all__ = ["as_record"]


def as_record(article: Article) -> dict[str, Any]:
    """The article's resolved coding as plain data; all offsets count characters of the NFC text, end excluded.

    Args:
        article: a coded article.

    Example:
        >>> from helpers import load_article
        >>> as_record(load_article("harakatuna-2024"))["chain"][3]["to"]
        'press-tv'
    """
    return {
        "id": article.id,
        "outlet": article.publication.outlet,
        "published": article.publication.published,
        "language": article.publication.language,
        "sources": {id: _fields(source, "kind described as_written") for id, source in article.sources.items()},
        "sentences": [_sentence(sentence) for sentence in article.sentences],
        "chain": [_edge(edge) for edge in article.chain],
    }


def _sentence(sentence: Sentence) -> dict[str, Any]:
    names = "id start end text en source kind cue cue_start cue_end link mode contested why"
    return {**_fields(sentence, names), "loaded": [_loaded(loaded) for loaded in sentence.loaded]}


def _loaded(loaded: Loaded) -> dict[str, Any]:
    return _fields(loaded, "span start end technique voice origin_unclear certainty neutral_id neutral_en")


def _edge(edge: Edge) -> dict[str, Any]:
    told = _fields(edge, "sentence cue")
    return {"from": edge.relay, "to": edge.relayed, **told, "scope": list(edge.scope)}


def _fields(thing: object, names: str) -> dict[str, Any]:
    return {name: getattr(thing, name) for name in names.split()}
