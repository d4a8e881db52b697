"""One claim and the pages that carry it: who relays whom, by what that is shown, and what changed on the way."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

from helpers.article.codebook import KINDS
from helpers.article.fields import COMPUTED, EMPTY, OneOf, Written
from helpers.article.files import read_as, refuse, seeds_folder
from helpers.errors import ArticleError, not_found
from helpers.lenses.chains.graph import independent_origins, origins
from helpers.text.html import LANGUAGES
from helpers.text.spans import QuoteError, find_once
from helpers.text.visible import TERMINAL, clean

if TYPE_CHECKING:
    from networkx import DiGraph

__all__ = ["SHOWN", "Change", "Claim", "ClaimError", "Origin", "Page", "claim_graph", "load_claim"]

SHOWN = {
    "cited": "cites it",
    "wording": "follows its wording",
    "code": "ends with its item code",
    "others": "known through others",
}
"""How it is known that a page relays another, or the source."""


class ClaimError(ArticleError):
    """A claim's file does not hold together; the message lists every fault, a line each."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page that carries a claim: whom it relays, by what that is shown, and how the page itself is known."""

    id: str
    outlet: str
    item: Annotated[str, EMPTY]
    language: Annotated[str, OneOf(("", *LANGUAGES)), EMPTY]
    seen: Literal["archived copy", "mirror", "not located", "item code only"]
    address: Annotated[str, EMPTY]
    wording: Annotated[str, EMPTY]
    en: Annotated[str, EMPTY]
    relays: str
    shown: Annotated[str, OneOf(SHOWN)]
    how: str

    @property
    def read(self) -> bool:
        """Whether its words were read, in an archived copy or a mirror."""
        return self.seen in ("archived copy", "mirror")

    @property
    def label(self) -> str:
        """Outlet, item number where there is one, and language, as a figure writes them."""
        return ", ".join(filter(None, [f"{self.outlet} {self.item}".strip(), LANGUAGES.get(self.language)]))


@dataclass(frozen=True, slots=True)
class Change:
    """What happened to some words between two versions: lost, blurred or changed, with both wordings."""

    what: Literal["lost", "blurred", "changed"]
    about: str
    sentence: str
    before: str
    marked: str
    after: str
    en: str


@dataclass(frozen=True, slots=True)
class Origin:
    """Where all pages have a claim from."""

    id: str
    kind: Annotated[str, OneOf(KINDS)]
    label: str


@dataclass(frozen=True, slots=True, repr=False)
class Claim:
    """One claim and every page known to carry it; shows itself as a list of who relays whom, and how that is known."""

    id: Annotated[str, COMPUTED]
    about: str
    when: str
    not_found: str
    origin: Origin
    pages: Annotated[tuple[Page, ...], Written("page")]
    changes: Annotated[tuple[Change, ...], Written("change"), EMPTY]

    def page(self, id: str) -> Page:
        """The page with this id.

        Args:
            id: such as "press-tv".

        Raises:
            ClaimError: no page has this id.

        Example:
            >>> load_claim("tanf-meeting-2021").page("abna").relays
            'press-tv'
        """
        for page in self.pages:
            if page.id == id:
                return page
        raise ClaimError(not_found("page", id, [page.id for page in self.pages]))

    @property
    def read(self) -> tuple[Page, ...]:
        """The pages whose words were read, in an archived copy or a mirror."""
        return tuple(page for page in self.pages if page.read)

    def summary(self) -> str:
        """Outlets, languages and origins in one sentence; an outlet counts once, however many pages it has."""
        ways, chain = [page.id for page in self.read], claim_graph(self)
        told = [
            _count(len({page.outlet for page in self.read}), "outlet"),
            _count(len({page.language for page in self.read}), "language"),
            _count(len(origins(chain)), "origin"),
        ]
        return f"{', '.join(told)}. Independent origins: {independent_origins(chain, ways)}."

    def __str__(self) -> str:
        """The summary, a line a page, and what was not found."""
        return clean("\n".join([self.summary(), *(self._line(page) for page in self.pages), self.not_found]), TERMINAL)

    __repr__ = __str__

    def _line(self, page: Page) -> str:
        return f"{page.label} -> {self._relayed(page)} ({SHOWN[page.shown]}). {page.how}"

    def _relayed(self, page: Page) -> str:
        return self.origin.label if page.relays == self.origin.id else self.page(page.relays).outlet

    def _repr_html_(self) -> str:
        rows = "\n".join(f"<li>{self._item(page)}</li>" for page in self.pages)
        first, last = (f"<p>{escape(words)}</p>" for words in (self.summary(), self.not_found))
        return f'<div lang="en">{first}\n<ul>\n{rows}\n</ul>\n{last}</div>'

    def _item(self, page: Page) -> str:
        name = f"<strong>{escape(page.label)}</strong>"
        if page.address.startswith("https://"):
            name = f'<a href="{escape(page.address)}">{name}</a>'
        words = f"{name} relays {escape(self._relayed(page))} ({SHOWN[page.shown]}). {escape(page.how)}"
        if page.wording:
            stop = "" if page.wording.endswith((".", "…")) and not page.en else "."
            gloss = f" ({escape(page.en)})" if page.en else ""
            words += f' Its words: <q lang="{page.language}" dir="auto">{escape(page.wording)}</q>{gloss}{stop}'
        return words if page.read else f"{words} <em>Not read: {escape(page.seen)}.</em>"


def load_claim(claim: str | os.PathLike[str]) -> Claim:
    """A claim with the pages that carry it.

    Args:
        claim: an id such as "tanf-meeting-2021", or the path of a TOML file.

    Raises:
        ClaimError: there is no such claim, or its file does not hold together; all faults are listed.
        ArticleError: the file cannot be read.

    Example:
        >>> print(load_claim("tanf-meeting-2021").summary())
        8 outlets, 5 languages, 1 origin. Independent origins: 1.
    """
    file = _claim_file(claim)
    read = read_as(file, Claim, ClaimError, id=file.stem)
    refuse(file, _fit_faults(read), ClaimError)
    return read


def claim_graph(claim: Claim) -> DiGraph:
    """Which page relays which, down to the origin: a node has `kind`, `label` and `read`, an edge `shown`.

    Example:
        >>> from helpers.lenses.chains.graph import dead_ends
        >>> dead_ends(claim_graph(load_claim("tanf-meeting-2021")))
        ('the-source',)
    """
    from networkx import DiGraph

    chain = DiGraph()
    chain.add_node(claim.origin.id, kind=claim.origin.kind, label=claim.origin.label, read=False)
    for page in claim.pages:
        chain.add_node(page.id, kind="outlet", label=page.label, read=page.read)
    for page in claim.pages:
        chain.add_edge(page.id, page.relays, shown=page.shown)
    return chain


def _claim_file(claim: str | os.PathLike[str]) -> Path:
    folder = seeds_folder() / "claims"
    ids = sorted(file.stem for file in folder.glob("*.toml"))
    if isinstance(claim, str) and claim in ids:
        return folder / f"{claim}.toml"
    if claim and os.path.isfile(claim):
        return Path(claim)
    raise ClaimError(not_found("claim", str(claim), ids))


def _fit_faults(claim: Claim) -> Iterator[str]:
    """Ids that are there twice or not at all, and marked words that do not stand in theirs."""
    ids = [claim.origin.id, *(page.id for page in claim.pages)]
    yield from (f'id "{id}" is there twice; give each its own.' for id in dict.fromkeys(ids) if ids.count(id) > 1)
    for page in claim.pages:
        if page.relays not in ids:
            yield f"{page.id}: {not_found('page', page.relays, ids)}"
    for number, change in enumerate(claim.changes, 1):
        try:
            find_once(change.marked, change.before)
        except QuoteError as error:
            yield f"change {number}: marked: {error}"


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'s' * (number != 1)}"
