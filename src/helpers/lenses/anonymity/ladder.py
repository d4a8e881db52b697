"""The ladder of anonymity: how much a reader is told about each source, from nobody in particular to a name.

The scale grew out of one that the Guardian's editor gave his reporters in 2000
(C. Elliott, The Guardian, 7 September 2014).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Annotated, Any

from helpers.article import article_ids, load_article
from helpers.article.fields import Written
from helpers.article.files import build, faults, read_toml, refuse, seeds_folder
from helpers.article.model import Article, Source
from helpers.errors import ArticleError, not_found
from helpers.lenses.chains.paths import sentence_list
from helpers.lenses.marked import passage, reason
from helpers.text.visible import TERMINAL, clean

__all__ = ["Ladder", "LadderError", "Placement", "Rung", "load_ladder", "speaking"]


class LadderError(ArticleError):
    """A ladder does not fit its articles; the message lists every fault, a line each."""


@dataclass(frozen=True, slots=True)
class Rung:
    """A rung: what a reader is told about a source that stands on it, and what the reader can do with that.

    `also` holds other words for it; it is sound where a reader is told enough.
    """

    id: str
    name: str
    told: str
    you_can: str
    example: str
    gloss: str
    also: tuple[str, ...] = ()
    sound: bool = False


@dataclass(frozen=True, slots=True)
class Placement:
    """A source of an article on its rung, with a gloss of how it is written and the reason for the place."""

    article: Annotated[Article, Written(type=str)]
    source: Annotated[Source, Written(type=str)]
    rung: str
    en: str
    why: str

    @property
    def sentences(self) -> tuple[str, ...]:
        """The ids of the sentences that this source carries."""
        return tuple(sentence.id for sentence in self.article.sentences if sentence.source == self.source.id)

    def _where(self) -> str:
        return sentence_list(self.sentences) or "no sentence"


@dataclass(frozen=True, slots=True, repr=False)
class Ladder:
    """All rungs, lowest first, and who stands on them; shows itself as text and as HTML, highest rung first."""

    language: str
    rungs: Annotated[tuple[Rung, ...], Written("rung")]
    placed: tuple[Placement, ...]

    def on(self, rung: str) -> tuple[Placement, ...]:
        """Who stands on a rung; nobody where it is empty.

        Args:
            rung: the rung's id, such as "role".

        Raises:
            LadderError: there is no such rung.

        Example:
            >>> [placement.en for placement in load_ladder().on("nobody")]
            ['some reports', 'local media']
        """
        if rung not in {known.id for known in self.rungs}:
            raise LadderError(not_found("rung", rung, [known.id for known in self.rungs]))
        return tuple(placement for placement in self.placed if placement.rung == rung)

    def __str__(self) -> str:
        """The ladder for a terminal, a rung a paragraph."""
        numbered = reversed(list(enumerate(self.rungs, 1)))
        return clean("\n".join(line for number, rung in numbered for line in self._lines(number, rung)), TERMINAL)

    __repr__ = __str__

    def _lines(self, number: int, rung: Rung) -> Iterator[str]:
        yield f"{number} {rung.name}: {rung.told} You can {rung.you_can}"
        for one in self.on(rung.id):
            yield f"    {_outlet(one)}: {one.source.as_written} ({one.en}; {one._where()}). {one.why}"
        if not self.on(rung.id):
            yield f"    No source of these articles. Such as: {rung.example} ({rung.gloss})"

    def _repr_html_(self) -> str:
        rows = "\n".join(self._row(rung) for rung in reversed(self.rungs))
        return f'<ol reversed lang="en">\n{rows}\n</ol>'

    def _row(self, rung: Rung) -> str:
        people = "".join(f"<li>{_item(placement)}</li>" for placement in self.on(rung.id))
        if not people:
            words = f'<span lang="{escape(self.language)}">{escape(rung.example)}</span>'
            people = f"<li>No source of these articles. Such as: {words} ({escape(rung.gloss)}).</li>"
        head = f"<strong>{escape(rung.name.capitalize())}.</strong> {escape(rung.told)} You can {escape(rung.you_can)}"
        return f"<li><p>{head}</p><ul>{people}</ul></li>"


def load_ladder(file: Path | None = None) -> Ladder:
    """The ladder with every source of its articles on a rung.

    Args:
        file: a TOML file of rungs and placed sources; the module's own when None.

    Raises:
        LadderError: the ladder does not fit its articles; the message lists all faults.
        ArticleError: the file cannot be read.

    Example:
        >>> ladder = load_ladder()
        >>> [rung.name for rung in ladder.rungs if not ladder.on(rung.id)]
        ['a role', 'a role, and how they know']
    """
    file = file or seeds_folder() / "ladder.toml"
    table = read_toml(file)
    refuse(file, list(faults(table, Ladder)) or _fit_faults(table), LadderError)
    articles = {row["article"]: load_article(row["article"]) for row in table["placed"]}
    return build(table, Ladder, placed=tuple(_placement(row, articles) for row in table["placed"]))


def speaking(article: Article) -> tuple[Source, ...]:
    """The sources that belong on a ladder: all but the narrator and the outlets that only relay.

    Example:
        >>> [source.id for source in speaking(load_article("islam-times-2021"))]
        ['sputnik-source', 'some-reports', 'raeisi']
    """
    voices = {sentence.source for sentence in article.sentences}
    return tuple(
        source
        for source in article.sources.values()
        if source.kind != "narrator" and (source.kind != "outlet" or source.id in voices)
    )


def _fit_faults(table: Mapping[str, Any]) -> Iterator[str]:
    """Ids that do not exist, sources placed twice, and sources left out."""
    rungs = [row["id"] for row in table["rung"]]
    yield from (f'rung "{id}" is there twice; give each its own id.' for id in sorted(_twice(rungs)))
    for row in table["placed"]:
        if row["rung"] not in rungs:
            yield not_found("rung", row["rung"], rungs)
        if row["article"] not in article_ids():
            yield not_found("article", row["article"], article_ids())
    for id in dict.fromkeys(row["article"] for row in table["placed"] if row["article"] in article_ids()):
        yield from _article_faults(id, [row["source"] for row in table["placed"] if row["article"] == id])


def _article_faults(id: str, placed: list[str]) -> Iterator[str]:
    article = load_article(id)
    wanted = [source.id for source in speaking(article)]
    for source in dict.fromkeys(placed):
        if source in wanted:
            continue
        if source in article.sources:
            yield f'{id}: "{source}" is the narrator or only relays; take it off the ladder.'
        else:
            yield f"{id}: {not_found('source', source, wanted)}"
    for source in sorted(_twice(placed)):
        yield f'{id}: "{source}" stands on the ladder twice; leave it on one rung.'
    yield from (f'{id}: "{source}" stands on no rung; place it.' for source in wanted if source not in placed)


def _twice(names: list[str]) -> set[str]:
    return {name for name in names if names.count(name) > 1}


def _placement(row: Mapping[str, Any], articles: Mapping[str, Article]) -> Placement:
    article = articles[row["article"]]
    return build(row, Placement, article=article, source=article.sources[row["source"]])


def _outlet(placement: Placement) -> str:
    return placement.article.publication.outlet


def _item(placement: Placement) -> str:
    words = passage(placement.article, placement.source.as_written)
    where = f"{escape(placement.en)}; {placement._where()}"
    return f"{escape(_outlet(placement))}: {words} ({where}). {reason(placement.article, placement.why)}"
