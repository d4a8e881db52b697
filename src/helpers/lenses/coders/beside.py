"""Every coding of an article beside the others: two coders, or three, or as many as there are, and who made each."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from html import escape
from itertools import combinations

from helpers.article import coder_names, load_coding
from helpers.article.model import Article, Loaded, Sentence, Source
from helpers.errors import ArticleError
from helpers.lenses.coders.differences import ASKED, compare, in_words, judged
from helpers.lenses.marked import passage
from helpers.text.visible import TERMINAL, clean

__all__ = ["Beside", "Decision", "beside"]

_UNKNOWN = "who made it is not said"


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision on which some coders differ: sentence, what was decided, the words, and each coder's answer."""

    sentence: str
    about: str
    words: str
    answers: tuple[str, ...]


@dataclass(frozen=True, slots=True, repr=False)
class Beside:
    """All codings of an article, who made each, how far each two agree, and where they differ; text and table."""

    names: tuple[str, ...]
    codings: tuple[Article, ...]
    rows: tuple[Decision, ...]

    def makers(self) -> Iterator[str]:
        """Each coder's letter, and who made the coding."""
        for name, coding in zip(self.names, self.codings, strict=True):
            yield f"{name}: {coding.coded_by or _UNKNOWN}"

    def agreement(self) -> Iterator[str]:
        """How far each two coders agree, in a sentence."""
        for one, two in combinations(range(len(self.codings)), 2):
            between = compare(self.codings[one], self.codings[two])
            ours, theirs = self.names[one], self.names[two]
            total, marked = len(between.article.sentences), between.spans
            yield (
                f"{ours} and {theirs}: the same speaker in {between.same_source} of {total} sentences; of {ours}'s "
                f"{marked[0]} loaded words {between.shared_spans} overlap one of {theirs}'s {marked[1]}."
            )

    def __str__(self) -> str:
        """Who coded, how far each two agree, and a line for each decision on which they differ."""
        lines = [f"Coder {maker}" for maker in self.makers()] + list(self.agreement())
        for row in self.rows:
            answers = ", ".join(f"{name} {answer}" for name, answer in zip(self.names, row.answers, strict=True))
            lines.append(f"{' '.join(filter(None, [row.sentence, row.about, row.words]))}: {answers}")
        return clean("\n".join(lines), TERMINAL)

    __repr__ = __str__

    def _repr_html_(self) -> str:
        told = "".join(f"<li>Coder {escape(maker)}</li>" for maker in self.makers())
        told += "".join(f"<li>{escape(line)}</li>" for line in self.agreement())
        heads = "".join(f"<th scope='col'>{escape(head)}</th>" for head in ["Sentence", *self._headings()])
        rows = "\n".join(self._row(row) for row in self.rows)
        table = f"<table><thead><tr>{heads}</tr></thead><tbody>\n{rows}\n</tbody></table>" if self.rows else ""
        return f'<div lang="en"><ul>{told}</ul>{table}</div>'

    def _headings(self) -> list[str]:
        return [f"Coder {name}" for name in self.names]

    def _row(self, row: Decision) -> str:
        article = self.codings[0]
        asked = passage(article, row.words) if row.words else escape(row.about)
        in_article = row.about == ASKED["cue"]
        shown = (passage(article, one) if in_article and one != in_words("") else escape(one) for one in row.answers)
        cells = "".join(f"<td>{answer}</td>" for answer in shown)
        return f"<tr><th scope='row'>{escape(row.sentence)}: {asked}</th>{cells}</tr>"


def beside(article: str | os.PathLike[str]) -> Beside:
    """Every coding in an article's folder `codings` beside the others, with each decision on which they differ.

    A source to which two coders gave different ids is one where its kind is the same and one wording holds the other.

    Args:
        article: an id such as "islam-times-2021", or the path of an article's folder.

    Raises:
        ArticleError: there is no such article, it has fewer than two codings, or they are not of the same sentences.

    Example:
        >>> print(beside("islam-times-2021").names)
        ('A', 'B')
    """
    files = coder_names(article)
    if len(files) < 2:
        raise ArticleError(f"{article} has {len(files)} coding; put another file beside it, in the folder codings.")
    first, *others = (load_coding(article, file) for file in files)
    codings = (first, *(_aligned(other, first) for other in others))
    for other in codings[1:]:
        compare(first, other)  # refuses codings of other sentences
    rows = [row for same in zip(*(one.sentences for one in codings), strict=True) for row in _decisions(same)]
    return Beside(tuple(file.upper() for file in files), codings, tuple(rows))


def _aligned(coding: Article, first: Article) -> Article:
    """The coding with the first coder's ids for the same sources."""
    ids = {id: _same(source, first) for id, source in coding.sources.items()}
    return replace(coding, sentences=tuple(replace(one, source=ids[one.source]) for one in coding.sentences))


def _same(source: Source, first: Article) -> str:
    if source.id in first.sources:
        return source.id
    ours = source.as_written.casefold()
    for id, other in first.sources.items():
        theirs = other.as_written.casefold()
        alike = source.kind == "narrator" or (ours and theirs and (ours in theirs or theirs in ours))
        if other.kind == source.kind and alike:
            return id
    return source.id


def _decisions(same: Sequence[Sentence]) -> Iterator[Decision]:
    for name, about in ASKED.items():
        answers = tuple(in_words(getattr(sentence, name)) for sentence in same)
        if len(set(answers)) > 1:
            yield Decision(same[0].id, about, "", answers)
    for group in _groups([list(sentence.loaded) for sentence in same]):
        answers = tuple("; ".join(map(judged, spans)) or judged(None) for spans in group)
        if len(set(answers)) > 1:
            widest = max((span for spans in group for span in spans), key=lambda span: len(span.span))
            yield Decision(same[0].id, "loaded words", widest.span, answers)


def _groups(marked: list[list[Loaded]]) -> Iterator[list[list[Loaded]]]:
    """The spans of all coders in groups that overlap, in the order of the sentence; a list for each coder in each."""
    spans = sorted(((span, coder) for coder, row in enumerate(marked) for span in row), key=lambda one: one[0].start)
    end = -1
    group: list[tuple[Loaded, int]] = []
    for span, coder in spans:
        if group and span.start >= end:
            yield _by_coder(group, len(marked))
            group = []
        end = span.end if not group else max(end, span.end)
        group.append((span, coder))
    if group:
        yield _by_coder(group, len(marked))


def _by_coder(group: list[tuple[Loaded, int]], coders: int) -> list[list[Loaded]]:
    return [[span for span, of in group if of == coder] for coder in range(coders)]
