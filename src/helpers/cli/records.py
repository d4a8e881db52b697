"""A resolved annotation, and what detection found, as plain data for JSON."""

from __future__ import annotations

from typing import Any

from helpers.article.model import Article, Edge, Loaded, Sentence
from helpers.detection.results import Attribution, Detection, LoadedCandidate, Quotation
from helpers.text.spans import Span

__all__ = ["article_record", "detection_record"]


def article_record(article: Article) -> dict[str, Any]:
    """The article's resolved coding as plain data; all offsets count characters of the NFC text, end excluded.

    Example:
        >>> from helpers import load_article
        >>> article_record(load_article("harakatuna-2024"))["chain"][3]["to"]
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


def detection_record(id: str | int | None, found: Detection) -> dict[str, Any]:
    """What was found in a text as plain data; all offsets count characters of the text as it was given, end excluded.

    Args:
        id: the name that the text goes by.
        found: as `detect` gives it.

    Example:
        >>> from helpers.detection import detect
        >>> detection_record("rain", detect("Hujan turun."))["sentences"]
        [{'start': 0, 'end': 12}]
    """
    return {
        "id": id,
        "sentences": [_span(sentence) for sentence in found.sentences],
        "attributions": [_attribution(one) for one in found.attributions],
        "quotations": [_quotation(one) for one in found.quotations],
        "loaded": [_candidate(one) for one in found.loaded],
        "warnings": list(found.warnings),
    }


def _span(span: Span | None) -> dict[str, int] | None:
    return None if span is None else {"start": span.start, "end": span.end}


def _attribution(one: Attribution) -> dict[str, Any]:
    return {
        "cue": _span(one.cue),
        "source": _span(one.source),
        "kind": one.kind,
        "described": one.described,
        "content": [_span(piece) for piece in one.content],
        **_fields(one, "mode link rule reason"),
    }


def _quotation(one: Quotation) -> dict[str, Any]:
    return {"start": one.start, "end": one.end, "speaker": _span(one.speaker)}


def _candidate(one: LoadedCandidate) -> dict[str, Any]:
    return _fields(one, "start end technique voice source reason")


def _sentence(sentence: Sentence) -> dict[str, Any]:
    names = "id start end text en source kind cue cue_start cue_end link mode contested why"
    return {**_fields(sentence, names), "loaded": [_loaded(loaded) for loaded in sentence.loaded]}


def _loaded(loaded: Loaded) -> dict[str, Any]:
    return _fields(loaded, "span span_en start end technique voice origin_unclear certainty neutral_id neutral_en")


def _edge(edge: Edge) -> dict[str, Any]:
    told = _fields(edge, "sentence cue")
    return {"from": edge.relay, "to": edge.relayed, **told, "scope": list(edge.scope)}


def _fields(thing: object, names: str) -> dict[str, Any]:
    return {name: getattr(thing, name) for name in names.split()}
