"""What the detector reads in an article, held against its coding, sentence by sentence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import escape

from helpers.article.model import Article, Loaded, Sentence
from helpers.detection import LoadedCandidate, detect
from helpers.detection.sources import (
    MentionedSource,
    MentionedSources,
    SentenceAttribution,
    sentence_attributions,
    voice_kind,
)
from helpers.lenses.marked import passage
from helpers.text.visible import TERMINAL, clean

__all__ = ["ComparedSentence", "Comparison", "compare_with_coding", "reason_html"]


@dataclass(frozen=True, slots=True)
class ComparedSentence:
    """A coded sentence, what the detector reads in it, and whether boundary, kind and source are the coding's."""

    sentence: Sentence
    reading: SentenceAttribution
    boundary_right: bool
    source_right: bool

    @property
    def kind(self) -> str:
        """The kind of source that the detector reads."""
        return voice_kind(self.reading)

    @property
    def kind_right(self) -> bool:
        """Whether it is the coding's kind; of a contested sentence the coding's first answer counts."""
        return self.kind == self.sentence.kind

    @property
    def right(self) -> bool:
        """Whether kind and source are the coding's."""
        return self.kind_right and self.source_right

    @property
    def why(self) -> str:
        """The detector's own reason."""
        return self.reading.attribution.reason if self.reading.attribution else "it sees no words that attribute"


@dataclass(frozen=True, slots=True, repr=False)
class Comparison:
    """The detector's reading of an article beside its coding; shows itself as text and as a list of the misses."""

    article: Article
    rows: tuple[ComparedSentence, ...]

    @property
    def misses(self) -> tuple[ComparedSentence, ...]:
        """The sentences whose kind or source the detector gets wrong."""
        return tuple(row for row in self.rows if not row.right)

    def summary(self) -> str:
        """How much is right, in words."""
        bounds, kinds, right = (
            f"{sum(getattr(row, name) for row in self.rows)} of {len(self.rows)}"
            for name in ("boundary_right", "kind_right", "right")
        )
        return (
            f"{self.article.publication.outlet}: {bounds} sentences begin and end where the coding has them, "
            f"{kinds} have the right kind of source, {right} the right kind and the right source."
        )

    def loaded_summary(self) -> str:
        """How many loaded words are found, and in whose voice, in words."""
        coded = [(one, _marking(one, row.reading.loaded)) for row in self.rows for one in row.sentence.loaded]
        clear = [(one, mark) for one, mark in coded if one.certainty == "clear"]
        found = [(one, mark) for one, mark in clear if mark]
        voices = sum(one.voice == mark.voice for one, mark in found)
        marks = [mark for row in self.rows for mark in row.reading.loaded]
        stray = sum(not any(_overlap(one, mark) for one, _ in coded) for mark in marks)
        return (
            f"{self.article.publication.outlet}: of the {len(clear)} clear words it marks {len(found)}, {voices} of "
            f"them in the right voice. {stray} of its {len(marks)} marks stand where the coding has none."
        )

    def __str__(self) -> str:
        """The summary and a line for each miss."""
        return clean("\n".join([self.summary(), *(self._line(row, marked=False) for row in self.misses)]), TERMINAL)

    __repr__ = __str__

    def _repr_html_(self) -> str:
        misses = "".join(f"<li>{self._line(row, marked=True)}</li>" for row in self.misses)
        return f'<div lang="en"><p>{escape(self.summary())}</p>{f"<ul>{misses}</ul>" if misses else ""}</div>'

    def _line(self, row: ComparedSentence, marked: bool) -> str:
        cue = row.sentence.cue
        words = f' "{passage(self.article, cue) if marked else cue}"' if cue else ""
        contested = ", contested" * row.sentence.contested
        source = "" if row.kind_right else f"{row.kind}, "
        told = reason_html(self.article, row.why) if marked else row.why
        return f"{row.sentence.id}: the coding says {row.sentence.kind}{words}{contested}; the machine: {source}{told}."


def reason_html(article: Article, reason: str) -> str:
    """A detector's reason as HTML; the article's words, which stand between backticks, are marked with its language.

    Args:
        article: what the reason is about.
        reason: as a rule gives it.

    Example:
        >>> from helpers import load_article
        >>> reason_html(load_article("harakatuna-2024"), "`kata` behind a quotation")
        '<span lang="id">kata</span> behind a quotation'
    """
    pieces = reason.split("`")
    return "".join(passage(article, one) if at % 2 else escape(one, quote=False) for at, one in enumerate(pieces))


def compare_with_coding(article: Article) -> Comparison:
    """The detector's reading of an article beside its coding.

    Example:
        >>> from helpers import load_article
        >>> beside = compare_with_coding(load_article("islam-times-2021"))
        >>> all(row.boundary_right for row in beside.rows)
        True
    """
    return Comparison(article, tuple(_rows(article)))


def _rows(article: Article) -> Iterator[ComparedSentence]:
    read = sentence_attributions(detect(article.text))
    identities = MentionedSources(article.text)
    known = [identities.of(one.attribution) if one.attribution else None for one in read]
    meant: dict[str, str] = {}
    for sentence in article.sentences:
        at = max(range(len(read)), key=lambda at: _shared(read[at], sentence))
        identity = known[at]
        if identity and _names(read[at], sentence):
            meant.setdefault(identity.id, sentence.source)
        yield ComparedSentence(
            sentence,
            read[at],
            _ends(read[at], article) == (sentence.start, sentence.end),
            _is(identity, sentence, meant),
        )


def _is(identity: MentionedSource | None, sentence: Sentence, meant: dict[str, str]) -> bool:
    return sentence.kind == "narrator" if identity is None else meant.get(identity.id) == sentence.source


def _marking(one: Loaded, marks: Iterable[LoadedCandidate]) -> LoadedCandidate | None:
    return next((mark for mark in marks if _overlap(one, mark)), None)


def _overlap(one: Loaded, mark: LoadedCandidate) -> bool:
    return one.start < mark.end and mark.start < one.end


def _shared(reading: SentenceAttribution, sentence: Sentence) -> int:
    return min(reading.sentence.end, sentence.end) - max(reading.sentence.start, sentence.start)


def _names(reading: SentenceAttribution, sentence: Sentence) -> bool:
    """Whether the words that the detector takes for the source are those that the coding has."""
    one = reading.attribution
    if one is None or one.source is None or sentence.words_start is None or sentence.words_end is None:
        return False
    return one.source.start < sentence.words_end and sentence.words_start < one.source.end


def _ends(reading: SentenceAttribution, article: Article) -> tuple[int, int]:
    words = reading.sentence.of(article.text)
    left, right = len(words) - len(words.lstrip()), len(words) - len(words.rstrip())
    return reading.sentence.start + left, reading.sentence.end - right
