"""Where two coders differ, sentence by sentence, and what was decided there: to predict first and reveal then."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape

from helpers.article import load_article, load_coding
from helpers.article.model import Article, Loaded, Sentence
from helpers.errors import ArticleError
from helpers.lenses.marked import numbered, passage, reason
from helpers.text.visible import TERMINAL, clean

__all__ = [
    "ASKED",
    "ELSE",
    "Adjudicated",
    "Difference",
    "Differences",
    "adjudicated",
    "compare",
    "in_words",
    "judged",
    "paired_spans",
]

ASKED = {"source": "who speaks", "cue": "the cue", "link": "the link", "mode": "the mode", "contested": "contested"}
"""What is decided about a sentence, by field."""

_NOTHING, _SPAN, _UNMARKED = "none", "loaded words", "not marked"

ELSE = "something else"
"""The prediction that neither coder's answer was taken."""


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
            yield Difference(left.id, about, "", in_words(ours), in_words(theirs))


def in_words(value: object) -> str:
    """A coder's decision in words: yes or no, the words themselves, or none.

    Args:
        value: of a field in `ASKED`.

    Example:
        >>> in_words(True), in_words(""), in_words("carried")
        ('yes', 'none', 'carried')
    """
    return ("no", "yes")[value] if isinstance(value, bool) else str(value) or _NOTHING


def _spans(left: Sentence, right: Sentence) -> Iterator[Difference]:
    for span, ours, theirs in _partners(left, right):
        if judged(ours) != judged(theirs):
            yield Difference(left.id, _SPAN, span.span, judged(ours), judged(theirs))


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
    return f"{span.technique}, {span.certainty}" if span else _UNMARKED


@dataclass(frozen=True, slots=True, repr=False)
class Adjudicated:
    """A difference between two coders and what was decided, with the reason; `number` counts from 1 to `of`.

    `either` says that both coders' answers are right.
    """

    article: Article
    number: int
    of: int
    difference: Difference
    answer: str
    why: str
    either: bool = False

    @property
    def choices(self) -> tuple[str, ...]:
        """What one may predict: either coder's answer, or something else."""
        return (self.difference.one, self.difference.two, ELSE)

    @property
    def taken(self) -> tuple[str, ...]:
        """The choices that turned out right: one, or both coders' answers where either can be defended."""
        return self.choices[:2] if self.either else (self.answer if self.answer in self.choices else ELSE,)

    def asked(self) -> str:
        """The sentence, what was decided and both coders' answers, as HTML that gives nothing away."""
        difference = self.difference
        about = passage(self.article, difference.words) if difference.words else escape(difference.about)
        answers = "".join(
            f"<li>Coder {coder}: {self._marked(answer)}</li>"
            for coder, answer in zip("AB", self.choices[:2], strict=True)
        )
        return (
            f'<div lang="en">{numbered(self.article, self.article.sentence(difference.sentence))}'
            f"<p><strong>Difference {self.number} of {self.of}</strong>, on {about}:</p><ul>{answers}</ul></div>"
        )

    def revealed(self, predicted: str = "") -> str:
        """What was decided and why, as HTML; with a prediction, also whether it held.

        Args:
            predicted: one of `choices`, or nothing.
        """
        held = f"{'✓ As you' if predicted in self.taken else '✗ Not as you'} predicted. " if predicted else ""
        return (
            f'<p lang="en">{held}<strong>Decided: {self._marked(self.answer)}</strong>, {self._like()}. '
            f"{reason(self.article, self.why)}</p>"
        )

    def __str__(self) -> str:
        """The difference, what was decided and why, in two lines."""
        d = self.difference
        head = " ".join(words for words in (d.sentence, d.about, d.words) if words)
        return clean(f"{head}: A {d.one}, B {d.two}\n    Decided: {self.answer}, {self._like()}. {self.why}", TERMINAL)

    __repr__ = __str__

    def _repr_html_(self) -> str:
        summary = "<summary>Decide first. Then open: what was decided?</summary>"
        return f'{self.asked()}<details lang="en">{summary}{self.revealed()}</details>'

    def _like(self) -> str:
        if self.either:
            return "either coder's answer is right"
        likes = {self.difference.one: "as coder A", self.difference.two: "as coder B"}
        return likes.get(self.answer, "as neither coder")

    def _marked(self, answer: str) -> str:
        """An answer as HTML; a cue is in the article's language."""
        quoted = self.difference.about == ASKED["cue"] and answer in self.article.text
        return passage(self.article, answer) if quoted else escape(answer)


def adjudicated(article: str) -> tuple[Adjudicated, ...]:
    """Every difference between the coders a and b of an article, with what was decided and why.

    Args:
        article: the article's id.

    Raises:
        ArticleError: there is no such article, or it has no codings a and b.

    Example:
        >>> print(adjudicated("islam-times-2021")[-1])
        S13 loaded words berjuang: A charged, arguable, B euphemism, arguable
            Decided: euphemism, arguable, as coder B. "berjuang" is to fight as for a good cause, and ennobles one \
army; against it: it can simply mean to try hard.
    """
    decided, coders = load_article(article), [load_coding(article, coder) for coder in "ab"]
    against = [compare(coder, decided) for coder in coders]
    rows = compare(*coders).rows
    return tuple(_decided(decided, number, len(rows), row, against) for number, row in enumerate(rows, 1))


def _decided(decided: Article, number: int, of: int, row: Difference, against: list[Differences]) -> Adjudicated:
    """The decision is the coder's own answer, unless the coder and the decision differ."""
    marker = row.one == _UNMARKED  # whose words these are: those of A (0), or of B (1) where A marked nothing
    same = (row.sentence, row.about, row.words)
    parted = (other.two for other in against[marker].rows if (other.sentence, other.about, other.words) == same)
    answer = next(parted, row.two if marker else row.one)
    sentence = decided.sentence(row.sentence)
    span = _span(sentence, row) if row.about == _SPAN and answer != _UNMARKED else None
    if span and span.other and {row.one, row.two} == _ways(span):
        return Adjudicated(decided, number, of, row, f"{span.named}, {span.certainty}", _both(span), either=True)
    return Adjudicated(decided, number, of, row, answer, _why(sentence, row, answer))


def _ways(span: Loaded) -> set[str]:
    """Both answers that a span with two defensible techniques allows."""
    techniques = (span.technique, span.other.technique) if span.other else (span.technique,)
    return {f"{technique}, {span.certainty}" for technique in techniques}


def _both(span: Loaded) -> str:
    other = span.other
    return f"{span.why} For {span.technique}: {other.for_key} For {other.technique}: {other.for_other}" if other else ""


def _span(sentence: Sentence, row: Difference) -> Loaded:
    """The settled span on the words of a difference."""
    start = sentence.start + sentence.text.index(row.words)
    return next(span for span in sentence.loaded if span.start < start + len(row.words) and start < span.end)


def _why(sentence: Sentence, row: Difference, answer: str) -> str:
    if row.about == "contested" and sentence.other:
        other = sentence.other
        return f"For {sentence.kind}: {other.for_key} For {other.kind}: {other.for_other}"
    if row.about != _SPAN:
        return sentence.why
    if answer == _UNMARKED:
        return "One coder alone had marked it, and a careful reader may well pass it over."
    return _span(sentence, row).why
