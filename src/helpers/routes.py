"""An article's sourcing chain in words: the routes from the publisher to each voice."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from html import escape

from helpers.articles import Article
from helpers.chains import NAMELESS, hops
from helpers.markup import harmless, passage

__all__ = ["Routes", "routes", "sentence_list"]


@dataclass(frozen=True, slots=True, repr=False)
class Routes:
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
        return harmless("\n".join(self._told(path, ids, marked=False) for path, ids in self.rows.items()))

    __repr__ = __str__

    def _repr_html_(self) -> str:
        items = "\n".join(f"<li>{self._told(path, ids, marked=True)}</li>" for path, ids in self.rows.items())
        return f'<ul lang="en">\n{items}\n</ul>'

    def _told(self, path: tuple[str, ...], ids: tuple[str, ...], marked: bool) -> str:
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


def routes(article: Article, gloss: Mapping[str, str] | None = None) -> Routes:
    """The article's chain in words: each route from the publisher to a voice, and the sentences that travel it.

    Args:
        article: a coded article.
        gloss: plain English for a source's words, by source id.

    Raises:
        ArticleError: the chain does not lead to the voice of some sentence.

    Example:
        >>> from helpers import load_article
        >>> print(routes(load_article("islam-times-2021"), {"sputnik-source": "a news source"}))
        S01, S11 to S13: Islam Times, the narrator. No relay, no source.
        S02 to S07: Islam Times → Press TV → Sputnik berbahasa Arab → sumber berita (a news source). \
Unnamed: a dead end.
        S08: Islam Times → beberapa laporan. Vague: a dead end.
        S09, S10: Islam Times → Kepala Kehakiman Iran Ebrahim Raeisi. Person: somebody to ask.
    """
    for sentence in article.sentences:
        hops(article, sentence.id)  # refuses a broken chain now, not when it is shown
    return Routes(article, gloss or {})


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
