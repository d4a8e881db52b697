"""A sentence's chain step by step, with what a reader knows at each; and all paths from the publisher to a voice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from html import escape
from itertools import pairwise

from helpers.article.model import Article, Edge, Sentence, Source
from helpers.lenses.chains.graph import NAMELESS, end_of, hops
from helpers.lenses.marked import passage, reason
from helpers.text.visible import TERMINAL, clean

__all__ = ["ChainPaths", "Knowledge", "Step", "chain_paths", "chain_steps", "sentence_list"]


_MARKS = {True: "✓ You know", False: "✗ You do not know"}
_DESCRIBED = {"role": "a role and nothing more", "place": "a place and nothing more", "none": "no office and no place"}
_ENDS = {
    "somebody to ask": "The chain ends here, at somebody to ask.",
    "dead end": "The chain ends here, at a dead end: no name, and nothing behind it.",
    "no chain": "There is no chain: the article itself speaks, and relays nobody.",
}


@dataclass(frozen=True, slots=True)
class Knowledge:
    """Something that a reader knows at a hop, or does not know, in a sentence."""

    known: bool
    told: str

    def __str__(self) -> str:
        """The mark, the words for it and the sentence."""
        return f"{_MARKS[self.known]} {self.told}"


@dataclass(frozen=True, slots=True, repr=False)
class Step:
    """One hop of a walk: its number, whom the reader meets, what is known there, and how the chain ends if it does.

    `end` is "somebody to ask", "dead end" or "no chain" at the last hop, and empty before it.
    """

    article: Article
    number: int
    of: int
    source: Source
    facts: tuple[Knowledge, ...]
    end: str
    contested: str

    def __str__(self) -> str:
        """The hop for a terminal, a line a fact."""
        closing = [words for words in (_ENDS.get(self.end, ""), self.contested) if words]
        lines = [f"{self._place()}: {_words(self.source)} ({self.source.kind})", *map(str, self.facts), *closing]
        return clean("\n    ".join(lines), TERMINAL)

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


def chain_steps(article: Article, sentence: str) -> tuple[Step, ...]:
    """The walk of one sentence, from the publisher to its innermost voice, with what a reader knows at each hop.

    Args:
        article: a coded article.
        sentence: the sentence's id, such as "S04".

    Raises:
        ArticleError: there is no such sentence, or the chain does not lead to its voice.

    Example:
        >>> from helpers import load_article
        >>> print(chain_steps(load_article("islam-times-2021"), "S04")[-1])
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
    return tuple(_step(article, spoken, number, len(path), *step) for number, step in enumerate(walk, 1))


def _handed_over(article: Article, sentence: str, relay: str, relayed: str) -> Edge:
    """The edge on which the sentence travels from one to the next."""
    return next(e for e in article.chain if (e.relay, e.relayed) == (relay, relayed) and sentence in e.scope)


def _step(article: Article, spoken: Sentence, number: int, of: int, id: str, edge: Edge | None) -> Step:
    source, last = article.sources[id], number == of
    end = end_of(spoken.kind) if last else ""
    facts = (*_who(source), _cue(spoken, edge, last), _behind(source, end))
    other = spoken.other if last else None
    contested = f"Contested: it can be read as {other.kind}, too. {other.for_other}" if other else ""
    return Step(article, number, of, source, facts, end, contested)


def _who(source: Source) -> Iterator[Knowledge]:
    """Is there a name, and can it be asked?"""
    words = _words(source)
    if source.kind in NAMELESS:
        described = _DESCRIBED[source.described or "none"] if source.kind == "unnamed" else "nobody in particular"
        yield Knowledge(False, f'who it is: there is only "{words}", {described}.')
        yield Knowledge(False, "whom to ask: nobody can be found by these words.")
    else:
        find = "look up what it published" if source.kind == "outlet" else "look for these words elsewhere"
        yield Knowledge(True, f'who it is: "{words}".')
        yield Knowledge(True, f"whom to ask: you can {find}, and you can write.")


def _cue(spoken: Sentence, edge: Edge | None, last: bool) -> Knowledge:
    if edge is None and spoken.kind == "narrator":
        return Knowledge(False, "who claims it: no words hand it to anybody.")
    if edge is None:
        return Knowledge(True, "where you are: this is the page that you read. It needs no cue.")
    told = f'the cue: "{edge.cue}" in {edge.sentence}.'
    return Knowledge(True, told + (_cue_here(spoken, edge) if last else ""))


def _cue_here(spoken: Sentence, edge: Edge) -> str:
    """How the sentence itself says that the same voice goes on."""
    if edge.sentence == spoken.id:
        return ""
    if not spoken.cue:
        return f" {spoken.id} has no cue of its own: a quotation goes on."
    points_back = "points back to it" if spoken.link == "carried" else "names it again"
    return f' In {spoken.id} itself "{spoken.cue}" {points_back}.'


def _behind(source: Source, end: str) -> Knowledge:
    """What stays open behind this hop."""
    if end == "somebody to ask":
        return Knowledge(False, "whether it is true: a name lets you check, and proves nothing.")
    if end:
        return Knowledge(False, f"how {'the article' if end == 'no chain' else 'this source'} knows: nothing is said.")
    return Knowledge(False, "how it knows: it passes on somebody else. The next hop says whom.")


def _words(source: Source) -> str:
    return source.as_written or source.id


@dataclass(frozen=True, slots=True, repr=False)
class ChainPaths:
    """Every route from the publisher to a voice, with the sentences that travel it; shows itself as a list."""

    article: Article
    gloss: Mapping[str, str] = field(default_factory=dict)

    @property
    def rows(self) -> dict[tuple[str, ...], tuple[str, ...]]:
        """The sentences by the path that they took, in the order of the article."""
        found: dict[tuple[str, ...], tuple[str, ...]] = {}
        for sentence in self.article.sentences:
            path = hops(self.article, sentence.id)
            found[path] = (*found.get(path, ()), sentence.id)
        return found

    def __str__(self) -> str:
        """A line a route."""
        return clean("\n".join(self._line(path, ids, marked=False) for path, ids in self.rows.items()), TERMINAL)

    __repr__ = __str__

    def _repr_html_(self) -> str:
        items = "\n".join(f"<li>{self._line(path, ids, marked=True)}</li>" for path, ids in self.rows.items())
        return f'<ul lang="en">\n{items}\n</ul>'

    def _line(self, path: tuple[str, ...], ids: tuple[str, ...], marked: bool) -> str:
        names = " → ".join(self._name(id, marked) for id in path)
        if len(path) == 1:
            return f"{sentence_list(ids)}: {names}, the narrator. No relay, no source."
        kind = self.article.sources[path[-1]].kind
        end = "a dead end" if kind in NAMELESS else "somebody to ask"
        return f"{sentence_list(ids)}: {names}. {kind.capitalize()}: {end}."

    def _name(self, id: str, marked: bool) -> str:
        """The article's words for a source, with a gloss where there is one."""
        words, gloss = self.article.sources[id].as_written or id, self.gloss.get(id, "")
        told = passage(self.article, words) if marked else words
        return told + (f" ({escape(gloss) if marked else gloss})" if gloss else "")


def chain_paths(article: Article, gloss: Mapping[str, str] | None = None) -> ChainPaths:
    """The article's chain in words: each route from the publisher to a voice, and the sentences that travel it.

    Args:
        article: a coded article.
        gloss: plain English for a source's words, by source id.

    Raises:
        ArticleError: the chain does not lead to the voice of some sentence.

    Example:
        >>> from helpers import load_article
        >>> print(chain_paths(load_article("islam-times-2021"), {"sputnik-source": "a news source"}))
        S01, S11 to S13: Islam Times, the narrator. No relay, no source.
        S02 to S07: Islam Times → Press TV → Sputnik berbahasa Arab → sumber berita (a news source). \
Unnamed: a dead end.
        S08: Islam Times → beberapa laporan. Vague: a dead end.
        S09, S10: Islam Times → Kepala Kehakiman Iran Ebrahim Raeisi. Person: somebody to ask.
    """
    for sentence in article.sentences:
        hops(article, sentence.id)  # refuses a broken chain now, not when it is shown
    return ChainPaths(article, gloss or {})


def sentence_list(ids: Iterable[str]) -> str:
    """Sentence ids as a person would write them: three and more in a row are joined.

    Args:
        ids: such as "S01", in order.

    Example:
        >>> sentence_list(["S01", "S03", "S04", "S05"])
        'S01, S03 to S05'
    """
    runs: list[list[str]] = []
    for id in ids:
        if runs and _number(id) and _number(id) == _number(runs[-1][-1]) + 1:
            runs[-1].append(id)
        else:
            runs.append([id])
    return ", ".join(f"{run[0]} to {run[-1]}" if len(run) > 2 else ", ".join(run) for run in runs)


def _number(id: str) -> int:
    return int(id[1:]) if id[1:].isdecimal() else 0
