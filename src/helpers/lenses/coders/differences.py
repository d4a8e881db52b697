"""Where two codings of one article differ, decision by decision."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape

from helpers.article.model import Article, Loaded, Sentence
from helpers.errors import ArticleError
from helpers.lenses.marked import passage

__all__ = ["ASKED", "Difference", "Differences", "compare", "judged", "paired_spans", "told"]

ASKED = {"source": "who speaks", "cue": "the cue", "link": "the link", "mode": "the mode", "contested": "contested"}
"""What is decided about a sentence, by field."""

_NOTHING = "none"


@dataclass(frozen=True, slots=True)
class Difference:
    """One decision on which two coders differ: sentence, what was decided, the words, and each one's answer."""

    sentence: str
    about: str
    words: str
    one: str
    two: str


@dataclass(frozen=True, slots=True, repr=False)
class Differences:
    """All differences between two codings, with how often the coders agreed; shows itself as text and as a table."""

    article: Article
    same_source: int
    shared_spans: int
    spans: tuple[int, int]
    rows: tuple[Difference, ...]

    def summary(self) -> str:
        """The agreement in one sentence a layer."""
        total, (one, two) = len(self.article.sentences), self.spans
        return (
            f"Who speaks: the same answer in {self.same_source} of {total} sentences. "
            f"Loaded words: coder A marked {one} spans, coder B {two}; {self.shared_spans} of A's overlap one of B's."
        )

    def __str__(self) -> str:
        """The summary and a line for each difference."""
        lines = (f"{f'{d.sentence} {d.about} {d.words}'.strip()}: A {d.one}, B {d.two}" for d in self.rows)
        return "\n".join([self.summary(), *lines])

    __repr__ = __str__

    def _repr_html_(self) -> str:
        rows = "\n".join(
            f"<tr><th scope='row'>{escape(d.sentence)}: {self._asked(d)}</th>"
            f"<td>{self._answer(d, d.one)}</td><td>{self._answer(d, d.two)}</td></tr>"
            for d in self.rows
        )
        heads = "".join(f"<th scope='col'>{head}</th>" for head in ("Sentence", "Coder A", "Coder B"))
        table = f"<table><thead><tr>{heads}</tr></thead><tbody>\n{rows}\n</tbody></table>" if self.rows else ""
        return f"<p>{escape(self.summary())}</p>{table}"

    def _asked(self, difference: Difference) -> str:
        """What was decided, as HTML: the loaded words themselves, or what about the sentence."""
        return passage(self.article, difference.words) if difference.words else escape(difference.about)

    def _answer(self, difference: Difference, words: str) -> str:
        """One coder's answer as HTML; a cue is in the article's language."""
        quoted = difference.about == ASKED["cue"] and words != _NOTHING
        return passage(self.article, words) if quoted else escape(words)


def compare(one: Article, two: Article) -> Differences:
    """What two coders of the same article decided differently, layer by layer, in the order of its sentences.

    Args:
        one: the first coding, as `load_coding` gives it.
        two: the second.

    Raises:
        ArticleError: the two are not codings of the same sentences.

    Example:
        >>> from helpers import load_coding
        >>> coders = [load_coding("islam-times-2021", coder) for coder in "ab"]
        >>> compare(*coders).same_source
        13
    """
    pairs = _same_sentences(one, two)
    return Differences(
        article=one,
        same_source=sum(left.source == right.source for left, right in pairs),
        shared_spans=sum(_partner(span, right) is not None for left, right in pairs for span in left.loaded),
        spans=(sum(len(left.loaded) for left, _ in pairs), sum(len(right.loaded) for _, right in pairs)),
        rows=tuple(row for pair in pairs for row in [*_voices(*pair), *_spans(*pair)]),
    )


def paired_spans(one: Article, two: Article) -> list[tuple[Loaded | None, Loaded | None]]:
    """Every loaded span of two coders beside the other's span that overlaps it; None where there is none.

    Args:
        one: the first coding, as `load_coding` gives it.
        two: the second.

    Raises:
        ArticleError: the two are not codings of the same sentences.

    Example:
        >>> from helpers import load_coding
        >>> pairs = paired_spans(*(load_coding("islam-times-2021", coder) for coder in "ab"))
        >>> [ours.span for ours, theirs in pairs if theirs is None]
        ['diselenggarakan', 'daftar sasaran', 'di bawah pengawasan pasukan Amerika', 'benteng']
    """
    return [(ours, theirs) for pair in _same_sentences(one, two) for _, ours, theirs in _partners(*pair)]


def _same_sentences(one: Article, two: Article) -> list[tuple[Sentence, Sentence]]:
    if [(s.id, s.text) for s in one.sentences] != [(s.id, s.text) for s in two.sentences]:
        raise ArticleError(f"The codings of {one.id} and {two.id} are not of the same sentences.")
    return list(zip(one.sentences, two.sentences, strict=True))


def _voices(left: Sentence, right: Sentence) -> Iterator[Difference]:
    for name, about in ASKED.items():
        ours, theirs = getattr(left, name), getattr(right, name)
        if ours != theirs:
            yield Difference(left.id, about, "", told(ours), told(theirs))


def told(value: object) -> str:
    """A coder's decision in words: yes or no, the words themselves, or none.

    Args:
        value: of a field in `ASKED`.

    Example:
        >>> told(True), told(""), told("carried")
        ('yes', 'none', 'carried')
    """
    return ("no", "yes")[value] if isinstance(value, bool) else str(value) or _NOTHING


def _spans(left: Sentence, right: Sentence) -> Iterator[Difference]:
    for span, ours, theirs in _partners(left, right):
        if judged(ours) != judged(theirs):
            yield Difference(left.id, "loaded words", span.span, judged(ours), judged(theirs))


def _partners(left: Sentence, right: Sentence) -> Iterator[tuple[Loaded, Loaded | None, Loaded | None]]:
    """Each span with what the two coders made of it: the first coder's spans, then those of the second left over."""
    partners = [_partner(span, right) for span in left.loaded]
    yield from zip(left.loaded, left.loaded, partners, strict=True)
    yield from ((span, _partner(span, left), span) for span in right.loaded if span not in partners)


def _partner(span: Loaded, sentence: Sentence) -> Loaded | None:
    """The other coder's span that overlaps this one, of the same technique where there is a choice."""
    overlapping = [other for other in sentence.loaded if span.start < other.end and other.start < span.end]
    return min(overlapping, key=lambda other: other.technique != span.technique, default=None)


def judged(span: Loaded | None) -> str:
    """A coder's decision on loaded words: technique and certainty, or that they are not marked.

    Args:
        span: as the coder marked it; None where the coder did not.

    Example:
        >>> judged(None)
        'not marked'
    """
    return f"{span.technique}, {span.certainty}" if span else "not marked"
