"""What detection hands back: spans of the unchanged text, each finding with its rule and its reason in words."""

from __future__ import annotations

from dataclasses import dataclass

from helpers.text.spans import Span

__all__ = ["READ", "Attribution", "Detection", "LoadedCandidate", "Passage", "Quotation", "Span"]

READ = ("id", "ms")
"""The languages that are read: the word lists are of the first, and the second shares many of its words."""


@dataclass(frozen=True, slots=True)
class Attribution:
    """Somebody's word, as the text gives it away: a cue, a source, and what the source is made to say.

    `cue` is the verb or preposition of saying alone ("kata", "menurut", "dikutip dari"); `wording` joins it with the
    source's words, which is what the codebook calls the cue of a sentence. `source` is None where the text names
    nobody ("dilaporkan", "ujarnya": the ending is in the cue). `content` may lie in several pieces, around the cue.
    `certainty` is "clear", or "likely" where something speaks against it; `because` says what does.
    """

    cue: Span
    source: Span | None
    kind: str
    described: str | None
    content: tuple[Span, ...]
    mode: str
    link: str
    rule: str
    reason: str
    certainty: str
    because: str

    @property
    def wording(self) -> Span:
        """From the first to the last character of cue and source: the codebook's cue."""
        if self.source is None:
            return self.cue
        return Span(min(self.cue.start, self.source.start), max(self.cue.end, self.source.end))


@dataclass(frozen=True, slots=True)
class Quotation(Span):
    """Words between quotation marks, marks included; its speaker, and the attribution that it hangs on."""

    speaker: Span | None
    attribution: int | None = None


@dataclass(frozen=True, slots=True)
class LoadedCandidate(Span):
    """A loaded word as a candidate for discussion: its technique, and in whose voice it stands."""

    technique: str
    voice: str
    source: int | None
    reason: str


@dataclass(frozen=True, slots=True)
class Passage(Span):
    """Paragraphs one after the other in one language; None where too few words tell which."""

    language: str | None

    @property
    def is_read(self) -> bool:
        """Whether it is read; what tells nothing about its language is."""
        return self.language is None or self.language in READ


@dataclass(frozen=True, slots=True)
class Detection:
    """Everything found in a text; spans in reading order, sources and speakers by index into `attributions`.

    `language` is that of most of the text, in the letters of ISO 639: None where too few words tell, "und" where it is
    none that is known here. `passages` are the paragraphs in another one. Nothing is attributed in a language that is
    not read.
    """

    text: str
    sentences: tuple[Span, ...]
    attributions: tuple[Attribution, ...]
    quotations: tuple[Quotation, ...]
    loaded: tuple[LoadedCandidate, ...]
    warnings: tuple[str, ...]
    language: str | None
    passages: tuple[Passage, ...]
