"""Compare a worksheet with an article's annotation: a verdict and one sentence of reason an item."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from difflib import get_close_matches
from html import escape

from helpers.annotations import load_article
from helpers.articles import Article, Sentence
from helpers.codebook import KINDS
from helpers.markup import reason
from helpers.worksheets import Line, Worksheet, handed_in

__all__ = ["ALIASES", "Feedback", "Verdict", "check", "score"]

ALIASES = {
    "person": "orang, tokoh, persons, people, named person, seseorang, individu",
    "organisation": "organization, organisasi, lembaga, org, body",
    "outlet": "media, news outlet, agency, news agency, kantor berita, outlets, newspaper",
    "unnamed": "tanpa nama, anonymous, anonim, unnamed source, tak bernama, tidak bernama, no name",
    "vague": "kabur, samar, tidak jelas, vague source, some reports",
    "narrator": "narator, narasi, penulis, article, the article, the narrator, redaksi, none",
}
"""Other words for a kind of source that mean it plainly, Indonesian ones included."""

_LABELS = {name: kind for kind, names in ALIASES.items() for name in [kind, *names.split(", ")]}
_MARKS = {"right": "✓", "contested": "≈", "not yet": "✗", "not answered": "·"}
_CHOICES = f"choose {', '.join(list(KINDS)[:-1])} or {list(KINDS)[-1]}"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What an answer to one item is worth, 0 or 1 point, and why."""

    item: str
    answer: str
    status: str
    reason: str

    @property
    def points(self) -> int:
        """1 where the answer is right or one of a contested item's two; else 0."""
        return int(self.status in ("right", "contested"))

    def __str__(self) -> str:
        """The verdict as one line: mark, item, words, reason."""
        return f"{_MARKS[self.status]} {self.item}  {self.status}{': ' * bool(self.answer)}{self.answer}. {self.reason}"


@dataclass(frozen=True, slots=True, repr=False)
class Feedback:
    """The verdicts of a worksheet and the lines that could not be read; shows itself as text and as a table."""

    worksheet: str
    article: Article
    verdicts: tuple[Verdict, ...]
    problems: tuple[str, ...]

    def summary(self) -> str:
        """How many items stand where, in words."""
        counts = Counter(verdict.status for verdict in self.verdicts)
        told = ", ".join(f"{counts[status]} {status}" for status in _MARKS if counts[status])
        return f"{self.worksheet}: {told} (of {len(self.verdicts)})"

    def __str__(self) -> str:
        """The feedback as plain text, the same for the same answers."""
        return "\n".join([self.summary(), *(f"! {p}" for p in self.problems), *map(str, self.verdicts)])

    __repr__ = __str__

    def _repr_html_(self) -> str:
        problems = "".join(f"<li>{escape(problem)}</li>" for problem in self.problems)
        rows = "\n".join(
            f"<tr><th scope='row'>{v.item}</th><td>{_MARKS[v.status]} {v.status}</td>"
            f"<td>{escape(v.answer)}</td><td>{reason(self.article, v.reason)}</td></tr>"
            for v in self.verdicts
        )
        return (
            f"<p><strong>{escape(self.summary())}</strong></p>{f'<ul>{problems}</ul>' * bool(problems)}\n"
            "<style>.ks-feedback th,.ks-feedback td{text-align:left!important;vertical-align:top!important}</style>\n"
            "<table class='ks-feedback' lang='en'><thead><tr><th scope='col'>Item</th><th scope='col'>Verdict</th>"
            f"<th scope='col'>Your answer</th><th scope='col'>Why</th></tr></thead><tbody>\n{rows}\n</tbody></table>"
        )


def check(worksheet: str, *, article: str) -> Feedback:
    """The feedback on a worksheet that asks for the kind of source of each sentence.

    Args:
        worksheet: its name, as behind `%%answer`.
        article: the id of the article it is about.

    Raises:
        ArticleError: there is no such article.

    Example:
        >>> from helpers.worksheets import answer
        >>> sheet = answer("doctest", "S01  person")
        >>> print(check("doctest", article="islam-times-2021").verdicts[0])  # doctest: +ELLIPSIS
        ✗ S01  not yet: person. ...
    """
    coded = load_article(article)
    sheet = handed_in(worksheet)
    if sheet is None:
        waiting = f"The worksheet {worksheet} has not been run yet: run its cell, then this one again."
        return Feedback(worksheet, coded, _verdicts(coded, Worksheet(worksheet, (), ())), (waiting,))
    return Feedback(worksheet, coded, _verdicts(coded, sheet), tuple(_problems(coded, sheet)))


def score(worksheet: str, item: str, *, article: str) -> str:
    """One item's points as a line that is the same for every answer that earns the point: what nbval compares.

    Args:
        worksheet: its name.
        item: such as "S07".
        article: the id of the article it is about.

    Raises:
        ArticleError: there is no such article or sentence.

    Example:
        >>> from helpers.worksheets import answer
        >>> sheet = answer("doctest", "S01  narrator")
        >>> score("doctest", "S01", article="islam-times-2021")
        'S01: 1 of 1'
    """
    sheet = handed_in(worksheet) or Worksheet(worksheet, (), ())
    verdict = _verdict(load_article(article).sentence(item), sheet)
    return f"{item}: 1 of 1" if verdict.points else f"{item}: 0 of 1. {verdict}"


def _verdicts(article: Article, sheet: Worksheet) -> tuple[Verdict, ...]:
    return tuple(_verdict(sentence, sheet) for sentence in article.sentences)


def _verdict(sentence: Sentence, sheet: Worksheet) -> Verdict:
    counts = _that_counts(sheet, sentence.id)
    if counts is None:
        words = "".join(line.value for line in sheet.lines_of(sentence.id)[:1])
        return Verdict(sentence.id, words, "not answered", f"Write a kind of source behind {sentence.id}.")
    given = _LABELS[_folded(counts.value)]
    if sentence.other and given in (sentence.kind, sentence.other.kind):
        return Verdict(sentence.id, given, "contested", _both_sides(sentence))
    if given == sentence.kind:
        return Verdict(sentence.id, given, "right", sentence.why)
    against = sentence.tempting.get(given) or f"{given.capitalize()} means: {KINDS[given]}. {sentence.why}"
    return Verdict(sentence.id, given, "not yet", against)


def _that_counts(sheet: Worksheet, item: str) -> Line | None:
    """The first line that answers the item with a kind of source."""
    return next((line for line in sheet.lines_of(item) if _folded(line.value) in _LABELS), None)


def _both_sides(sentence: Sentence) -> str:
    other = sentence.other
    assert other is not None
    return f"Either answer earns the point. For {sentence.kind}: {other.for_key} For {other.kind}: {other.for_other}"


def _folded(words: str) -> str:
    return words.casefold().strip(" .,;:!?\"'()[]*`<>")


def _problems(article: Article, sheet: Worksheet) -> list[str]:
    """A sentence for each line that does not count, in the order of the lines; then the items without a line."""
    items = [sentence.id for sentence in article.sentences]
    found = sheet.complaints()
    found += [(line.number, words) for line in sheet.lines if (words := _problem(line, sheet, items))]
    named = {line.item for line in sheet.lines}
    missing = [item for item in items if item not in named]
    told = [f"Line {number}{words}" for number, words in sorted(found)]
    if missing and named:
        told.append(f"No line for {', '.join(missing)}; add one, as in: {missing[0]}  narrator")
    return told


def _problem(line: Line, sheet: Worksheet, items: list[str]) -> str:
    if line.item not in items:
        return f": there is no {line.item} here; the sentences are {items[0]} to {items[-1]}."
    if line.value and _folded(line.value) not in _LABELS:
        return f": {_unknown(line.value)}"
    first = _that_counts(sheet, line.item)
    if first and line.value and _LABELS[_folded(line.value)] != _LABELS[_folded(first.value)]:
        return f": {line.item} has an answer in line {first.number} already; the first one counts."
    return ""


def _unknown(words: str) -> str:
    near = get_close_matches(words.casefold(), _LABELS, n=1, cutoff=0.75)
    hint = f"did you mean {_LABELS[near[0]]}? " if near else ""
    return f'"{words[:60]}" is no kind of source; {hint}{_CHOICES}.'
