"""An article: its words, its publication facts, its coded sentences and its sources, by id."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated

from helpers.article.codebook import CERTAINTIES, KINDS, TECHNIQUES, VOICES, Described, Link, Mode
from helpers.article.fields import COMPUTED, EMPTY, OPTIONAL, TAUGHT, OneOf, Texts, Written
from helpers.errors import ArticleError

__all__ = ["Article", "Edge", "Loaded", "OtherReading", "OtherTechnique", "Publication", "Sentence", "Source"]


MayBeEmpty = Annotated[str, EMPTY]


@dataclass(frozen=True, slots=True)
class Publication:
    """Who published an article, when as far as it is known, where it stands and who owns the words."""

    outlet: MayBeEmpty
    published: MayBeEmpty
    language: MayBeEmpty
    title: MayBeEmpty
    date_known: MayBeEmpty
    address: MayBeEmpty
    rights: MayBeEmpty
    provenance: MayBeEmpty


@dataclass(frozen=True, slots=True)
class Source:
    """Someone who speaks in an article; never a file."""

    id: Annotated[str, COMPUTED]
    kind: Annotated[str, OneOf(KINDS)]
    described: Described | None
    as_written: Annotated[str, OPTIONAL, EMPTY]


@dataclass(frozen=True, slots=True)
class OtherTechnique:
    """The second defensible technique of a loaded span, with the reason for each."""

    technique: Annotated[str, OneOf(TECHNIQUES)]
    for_key: str
    for_other: str


@dataclass(frozen=True, slots=True)
class Loaded:
    """A span that carries a judgement, its technique and whose voice it is in (offsets in characters).

    `span_en` are the words of the gloss that stand for the span; `neutral_en` takes their place.
    """

    span: str
    start: Annotated[int, COMPUTED]
    end: Annotated[int, COMPUTED]
    technique: Annotated[str, OneOf(TECHNIQUES)]
    voice: Annotated[str, OneOf(VOICES)]
    certainty: Annotated[str, OneOf(CERTAINTIES)]
    origin_unclear: Annotated[bool, OPTIONAL]
    neutral_id: Annotated[str, TAUGHT, EMPTY]
    neutral_en: Annotated[str, TAUGHT, EMPTY]
    why: Annotated[str, TAUGHT]
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
    kind: Annotated[str, COMPUTED]
    for_key: str
    for_other: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """A coded sentence; all offsets count characters of the article's NFC text, end excluded."""

    id: str
    start: Annotated[int, COMPUTED]
    end: Annotated[int, COMPUTED]
    text: str
    en: Annotated[str, TAUGHT]
    source: str
    kind: Annotated[str, COMPUTED]
    cue: Annotated[str, EMPTY]
    cue_start: Annotated[int | None, COMPUTED]
    cue_end: Annotated[int | None, COMPUTED]
    words_start: Annotated[int | None, Written("words", str), EMPTY]
    words_end: Annotated[int | None, COMPUTED]
    link: Link
    mode: Mode
    contested: Annotated[bool, OPTIONAL]
    other: OtherReading | None
    why: str
    tempting: Annotated[Mapping[str, str], TAUGHT]
    loaded: Annotated[tuple[Loaded, ...], OPTIONAL, EMPTY]


@dataclass(frozen=True, slots=True)
class Edge:
    """One hop of the sourcing chain: `relay` passes on `relayed`, said by `cue`, carrying `scope`."""

    relay: Annotated[str, Written("from")]
    relayed: Annotated[str, Written("to")]
    sentence: str
    cue: str
    scope: Annotated[tuple[str, ...], Texts('"S01", "S02"')]


@dataclass(frozen=True, slots=True)
class Article:
    """An article with its coding: text, publication facts, sources, sentences and chain, and who coded it."""

    id: Annotated[str, COMPUTED]
    text: Annotated[str, COMPUTED]
    publication: Annotated[Publication, COMPUTED]
    sources: Mapping[str, Source]
    sentences: Annotated[tuple[Sentence, ...], Written("sentence")]
    outside: Annotated[Mapping[str, tuple[int, int]], OPTIONAL]
    chain: Annotated[tuple[Edge, ...], Written("edge"), OPTIONAL, EMPTY]
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
