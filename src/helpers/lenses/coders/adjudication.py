"""What was decided where two coders differed: one difference at a time, to predict first and reveal then."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

from helpers.article import load_article, load_coding
from helpers.article.model import Article, Loaded, Sentence
from helpers.lenses.coders.differences import Difference, Differences, compare
from helpers.lenses.marked import numbered, passage, reason
from helpers.text.visible import harmless

__all__ = ["ELSE", "Adjudicated", "adjudicated"]

ELSE = "something else"
"""The prediction that neither coder's answer was taken."""

_SPAN, _UNMARKED = "loaded words", "not marked"


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
            f'<div lang="en">{numbered(self.article, self._sentence)}'
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
        return harmless(f"{head}: A {d.one}, B {d.two}\n    Decided: {self.answer}, {self._like()}. {self.why}")

    __repr__ = __str__

    def _repr_html_(self) -> str:
        summary = "<summary>Decide first. Then open: what was decided?</summary>"
        return f'{self.asked()}<details lang="en">{summary}{self.revealed()}</details>'

    @property
    def _sentence(self) -> Sentence:
        return self.article.sentence(self.difference.sentence)

    def _like(self) -> str:
        if self.either:
            return "either coder's answer is right"
        likes = {self.difference.one: "as coder A", self.difference.two: "as coder B"}
        return likes.get(self.answer, "as neither coder")

    def _marked(self, answer: str) -> str:
        """An answer as HTML; a cue is in the article's language."""
        quoted = self.difference.about == "the cue" and answer in self.article.text
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
