"""An article: its words, its publication facts, its coded sentences and its sources, by id."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from helpers.errors import ArticleError

__all__ = ["Article", "Edge", "Loaded", "OtherReading", "OtherTechnique", "Publication", "Sentence", "Source"]


@dataclass(frozen=True, slots=True)
class Publication:
    """Who published an article, when as far as it is known, where it stands and who owns the words."""

    outlet: str
    published: str
    language: str
    title: str
    date_known: str
    address: str
    rights: str
    provenance: str


@dataclass(frozen=True, slots=True)
class Source:
    """Someone who speaks in an article; never a file."""

    id: str
    kind: str
    described: str | None
    as_written: str


@dataclass(frozen=True, slots=True)
class OtherTechnique:
    """The second defensible technique of a loaded span, with the reason for each."""

    technique: str
    for_key: str
    for_other: str


@dataclass(frozen=True, slots=True)
class Loaded:
    """A span that carries a judgement, its technique and whose voice it is in (offsets in characters).

    `span_en` are the words of the gloss that stand for the span; `neutral_en` takes their place.
    """

    span: str
    start: int
    end: int
    technique: str
    voice: str
    certainty: str
    origin_unclear: bool
    neutral_id: str
    neutral_en: str
    why: str
    span_en: str = ""
    other: OtherTechnique | None = None

    @property
    def named(self) -> str:
        """The technique, and the other one where either is right."""
        return f"{self.technique} or {self.other.technique}" if self.other else self.technique


@dataclass(frozen=True, slots=True)
class OtherReading:
    """The second defensible answer to a contested sentence, with the reason for each side."""

    source: str
    kind: str
    for_key: str
    for_other: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """A coded sentence; all offsets count characters of the article's NFC text, end excluded."""

    id: str
    start: int
    end: int
    text: str
    en: str
    source: str
    kind: str
    cue: str
    cue_start: int | None
    cue_end: int | None
    words_start: int | None
    words_end: int | None
    link: str
    mode: str
    contested: bool
    other: OtherReading | None
    why: str
    tempting: Mapping[str, str]
    loaded: tuple[Loaded, ...]


@dataclass(frozen=True, slots=True)
class Edge:
    """One hop of the sourcing chain: `relay` passes on `relayed`, said by `cue`, carrying `scope`."""

    relay: str
    relayed: str
    sentence: str
    cue: str
    scope: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Article:
    """An article with its coding: text, publication facts, sources, sentences and chain, and who coded it."""

    id: str
    text: str
    publication: Publication
    sources: Mapping[str, Source]
    sentences: tuple[Sentence, ...]
    outside: Mapping[str, tuple[int, int]]
    chain: tuple[Edge, ...]
    coded_by: str = ""

    def sentence(self, id: str) -> Sentence:
        """The sentence with this id.

        Args:
            id: such as "S07".

        Raises:
            ArticleError: no sentence has this id.

        Example:
            >>> from helpers import load_article
            >>> load_article("harakatuna-2024").sentence("S14").kind
            'unnamed'
        """
        for sentence in self.sentences:
            if sentence.id == id:
                return sentence
        last = self.sentences[-1].id
        raise ArticleError(f"{self.id} has no sentence {id}; it has {self.sentences[0].id} to {last}.")
