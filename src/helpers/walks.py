"""A walk along one sentence's chain: what a reader knows at each hop, and what not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from itertools import pairwise

from helpers.articles import Article, Edge, Sentence, Source
from helpers.chains import NAMELESS, end_of, hops
from helpers.markup import harmless, passage, reason

__all__ = ["Fact", "Hop", "known_at"]

_MARKS = {True: "✓ You know", False: "✗ You do not know"}
_DESCRIBED = {"role": "a role and nothing more", "place": "a place and nothing more", "none": "no office and no place"}
_ENDS = {
    "somebody to ask": "The chain ends here, at somebody to ask.",
    "dead end": "The chain ends here, at a dead end: no name, and nothing behind it.",
    "no chain": "There is no chain: the article itself speaks, and relays nobody.",
}


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that a reader knows at a hop, or does not know, in a sentence."""

    known: bool
    told: str

    def __str__(self) -> str:
        """The mark, the words for it and the sentence."""
        return f"{_MARKS[self.known]} {self.told}"


@dataclass(frozen=True, slots=True, repr=False)
class Hop:
    """One hop of a walk: its number, whom the reader meets, what is known there, and how the chain ends if it does.

    `end` is "somebody to ask", "dead end" or "no chain" at the last hop, and empty before it.
    """

    article: Article
    number: int
    of: int
    source: Source
    facts: tuple[Fact, ...]
    end: str
    contested: str

    def __str__(self) -> str:
        """The hop for a terminal, a line a fact."""
        closing = [words for words in (_ENDS.get(self.end, ""), self.contested) if words]
        lines = [f"{self._place()}: {_words(self.source)} ({self.source.kind})", *map(str, self.facts), *closing]
        return harmless("\n    ".join(lines))

    __repr__ = __str__

    def _place(self) -> str:
        return f"Hop {self.number} of {self.of}"

    def _repr_html_(self) -> str:
        who = f"{passage(self.article, _words(self.source))} ({escape(self.source.kind)})"
        facts = "".join(f"<li>{reason(self.article, str(fact))}</li>" for fact in self.facts)
        ending = f"<p><strong>{_ENDS[self.end]}</strong></p>" if self.end else ""
        contested = f"<p>{reason(self.article, self.contested)}</p>" if self.contested else ""
        return (
            f'<div lang="en"><p><strong>{self._place()}: {who}</strong></p>'
            f'<ul style="list-style:none;padding-left:1rem">{facts}</ul>{ending}{contested}</div>'
        )


def known_at(article: Article, sentence: str) -> tuple[Hop, ...]:
    """The walk of one sentence, from the publisher to its innermost voice, with what a reader knows at each hop.

    Args:
        article: a coded article.
        sentence: the sentence's id, such as "S04".

    Raises:
        ArticleError: there is no such sentence, or the chain does not lead to its voice.

    Example:
        >>> from helpers import load_article
        >>> print(known_at(load_article("islam-times-2021"), "S04")[-1])
        Hop 4 of 4: sumber berita (unnamed)
            ✗ You do not know who it is: there is only "sumber berita", no office and no place.
            ✗ You do not know whom to ask: nobody can be found by these words.
            ✓ You know the cue: "sumber berita mengatakan" in S02. In S04 itself "lanjutnya" points back to it.
            ✗ You do not know how this source knows: nothing is said.
            The chain ends here, at a dead end: no name, and nothing behind it.
    """
    spoken, path = article.sentence(sentence), hops(article, sentence)
    edges = [_handed_over(article, sentence, *pair) for pair in pairwise(path)]
    walk = list(zip(path, [None, *edges], strict=True))
    return tuple(_hop(article, spoken, number, len(path), *step) for number, step in enumerate(walk, 1))


def _handed_over(article: Article, sentence: str, relay: str, relayed: str) -> Edge:
    """The edge on which the sentence travels from one to the next."""
    return next(e for e in article.chain if (e.relay, e.relayed) == (relay, relayed) and sentence in e.scope)


def _hop(article: Article, spoken: Sentence, number: int, of: int, id: str, edge: Edge | None) -> Hop:
    source, last = article.sources[id], number == of
    end = end_of(spoken.kind) if last else ""
    facts = (*_who(source), _cue(spoken, edge, last), _behind(source, end))
    other = spoken.other if last else None
    contested = f"Contested: it can be read as {other.kind}, too. {other.for_other}" if other else ""
    return Hop(article, number, of, source, facts, end, contested)


def _who(source: Source) -> Iterator[Fact]:
    """Is there a name, and can it be asked?"""
    words = _words(source)
    if source.kind in NAMELESS:
        described = _DESCRIBED[source.described or "none"] if source.kind == "unnamed" else "nobody in particular"
        yield Fact(False, f'who it is: there is only "{words}", {described}.')
        yield Fact(False, "whom to ask: nobody can be found by these words.")
    else:
        find = "look up what it published" if source.kind == "outlet" else "look for these words elsewhere"
        yield Fact(True, f'who it is: "{words}".')
        yield Fact(True, f"whom to ask: you can {find}, and you can write.")


def _cue(spoken: Sentence, edge: Edge | None, last: bool) -> Fact:
    if edge is None and spoken.kind == "narrator":
        return Fact(False, "who claims it: no words hand it to anybody.")
    if edge is None:
        return Fact(True, "where you are: this is the page that you read. It needs no cue.")
    told = f'the cue: "{edge.cue}" in {edge.sentence}.'
    return Fact(True, told + (_cue_here(spoken, edge) if last else ""))


def _cue_here(spoken: Sentence, edge: Edge) -> str:
    """How the sentence itself says that the same voice goes on."""
    if edge.sentence == spoken.id:
        return ""
    if not spoken.cue:
        return f" {spoken.id} has no cue of its own: a quotation goes on."
    points_back = "points back to it" if spoken.link == "carried" else "names it again"
    return f' In {spoken.id} itself "{spoken.cue}" {points_back}.'


def _behind(source: Source, end: str) -> Fact:
    """What stays open behind this hop."""
    if end == "somebody to ask":
        return Fact(False, "whether it is true: a name lets you check, and proves nothing.")
    if end:
        return Fact(False, f"how {'the article' if end == 'no chain' else 'this source'} knows: nothing is said.")
    return Fact(False, "how it knows: it passes on somebody else. The next hop says whom.")


def _words(source: Source) -> str:
    return source.as_written or source.id
