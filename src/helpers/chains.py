"""The sourcing chain: who relays whom, where it starts, where it ends, and how many origins a claim really has."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from helpers.articles import Article, ArticleError, read_toml, seeds_folder
from helpers.codebook import KINDS, Shape, fitting, shape_faults
from helpers.markup import harmless, passage
from helpers.quotes import QuoteError, find_once

if TYPE_CHECKING:
    from networkx import DiGraph

__all__ = [
    "LANGUAGES",
    "SHOWN",
    "Change",
    "Claim",
    "ClaimError",
    "Page",
    "Routes",
    "claim_graph",
    "dead_ends",
    "graph",
    "hops",
    "independent_origins",
    "load_claim",
    "origins",
    "publisher",
    "reading_order",
    "routes",
    "sentence_list",
]

LANGUAGES = {"ar": "Arabic", "de": "German", "en": "English", "fr": "French", "id": "Indonesian"}
SHOWN = {
    "cited": "cites it",
    "wording": "follows its wording",
    "code": "ends with its item code",
    "same": "same claim, same weekend",
    "others": "known through others",
}
"""How it is known that a page relays another, or the source."""
_CHANGES = ("lost", "blurred", "changed")
_SEEN = ("archived copy", "mirror", "not located", "item code only")
_NAMELESS = ("unnamed", "vague")
_FILE = Shape(
    {"about": str, "when": str, "not_found": str, "origin": dict, "page": list, "change": list}, blank=("change",)
)
_ORIGIN = Shape({"id": str, "kind": tuple(KINDS), "label": str})
_PAGE = Shape(
    {"id": str, "outlet": str, "item": str, "language": ("", *LANGUAGES), "seen": _SEEN, "address": str}
    | {"wording": str, "en": str, "relays": str, "shown": tuple(SHOWN), "how": str},
    blank=("item", "address", "wording", "en"),
)
_CHANGE = Shape({"what": _CHANGES} | dict.fromkeys(("about", "sentence", "before", "marked", "after", "en"), str))


class ClaimError(ArticleError):
    """A claim's file does not hold together; the message lists every fault, a line each."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page that carries a claim: whom it relays, by what that is shown, and how the page itself is known."""

    id: str
    outlet: str
    item: str
    language: str
    seen: str
    address: str
    wording: str
    en: str
    relays: str
    shown: str
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

    what: str
    about: str
    sentence: str
    before: str
    marked: str
    after: str
    en: str


@dataclass(frozen=True, slots=True, repr=False)
class Claim:
    """One claim and every page known to carry it; shows itself as a list of who relays whom, and how that is known."""

    id: str
    about: str
    when: str
    not_found: str
    origin: str
    kind: str
    label: str
    pages: tuple[Page, ...]
    changes: tuple[Change, ...]

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
        raise ClaimError(_no_such("page", id, [page.id for page in self.pages]))

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
        return harmless("\n".join([self.summary(), *(self._line(page) for page in self.pages), self.not_found]))

    __repr__ = __str__

    def _line(self, page: Page) -> str:
        return f"{page.label} -> {self._relayed(page)} ({SHOWN[page.shown]}). {page.how}"

    def _relayed(self, page: Page) -> str:
        return self.label if page.relays == self.origin else self.page(page.relays).outlet

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
        end = "a dead end" if kind in _NAMELESS else "somebody to ask"
        return f"{sentence_list(ids)}: {names}. {kind.capitalize()}: {end}."

    def _name(self, id: str, marked: bool) -> str:
        """The article's words for a source, with a gloss where there is one."""
        words, gloss = self.article.sources[id].as_written or id, self.gloss.get(id, "")
        told = passage(self.article, words) if marked else words
        return told + (f" ({escape(gloss) if marked else gloss})" if gloss else "")


def graph(article: Article) -> DiGraph:
    """Who relays whom in an article: a directed graph of source ids, from each relay to whom it relays.

    A node has `kind` and `label`, an edge `sentence`, `cue` and `scope`. Where the article states one relay
    twice, the first statement stays and the scopes are joined.

    Args:
        article: a coded article.

    Example:
        >>> from helpers import load_article
        >>> list(graph(load_article("islam-times-2021")).successors("press-tv"))
        ['sputnik']
    """
    from networkx import DiGraph

    chain = DiGraph()
    for edge in article.chain:
        for id in (edge.relay, edge.relayed):
            source = article.sources[id]
            chain.add_node(id, kind=source.kind, label=source.as_written or id)
        if chain.has_edge(edge.relay, edge.relayed):
            known = chain.edges[edge.relay, edge.relayed]
            known["scope"] = tuple(dict.fromkeys((*known["scope"], *edge.scope)))
        else:
            chain.add_edge(edge.relay, edge.relayed, sentence=edge.sentence, cue=edge.cue, scope=edge.scope)
    return chain


def publisher(article: Article) -> str:
    """The source id of who publishes: relays, and is relayed by nobody (in a circle, whoever relays first).

    Args:
        article: a coded article.

    Raises:
        ArticleError: the article states no relay, so its chain is empty.

    Example:
        >>> from helpers import load_article
        >>> publisher(load_article("harakatuna-2024"))
        'harakatuna'
    """
    if not article.chain:
        raise ArticleError(f"{article.id} has no chain; write an [[edge]] for whoever relays somebody.")
    relayed = {edge.relayed for edge in article.chain if edge.relay != edge.relayed}
    return next((edge.relay for edge in article.chain if edge.relay not in relayed), article.chain[0].relay)


def reading_order(chain: DiGraph) -> dict[str, int]:
    """Every node with its depth, each relay above whom it relays: the order in which a figure or a list shows them.

    Circles are entered at the first node that can be reached, so that they end too.

    Args:
        chain: a graph of relays.

    Example:
        >>> from helpers import load_article
        >>> reading_order(graph(load_article("islam-times-2021")))
        {'islam-times': 0, 'press-tv': 1, 'sputnik': 2, 'sputnik-source': 3, 'some-reports': 1, 'raeisi': 1}
    """
    above = {id: {relay for relay in chain.predecessors(id) if relay != id} for id in chain}
    next_up, placed = [id for id in reversed(list(chain)) if not above[id]], {}
    while len(placed) < len(above):
        id = next_up.pop() if next_up else _way_in(above, placed)
        placed[id] = 1 + max((placed[relay] for relay in above[id] if relay in placed), default=-1)
        below = [one for one in chain.successors(id) if one not in placed and above[one] <= placed.keys()]
        next_up += reversed(below)
    return placed


def _way_in(above: Mapping[str, set[str]], placed: Mapping[str, int]) -> str:
    """Where to enter a circle: at a node that somebody already placed relays, or else at the first one."""
    waiting = [id for id in above if id not in placed]
    return next((id for id in waiting if above[id] & placed.keys()), waiting[0])


def origins(chain: DiGraph) -> tuple[str, ...]:
    """The nodes with nothing behind them: where a chain starts; none where all only relay each other in a circle.

    Args:
        chain: a graph of relays.

    Example:
        >>> from helpers import load_article
        >>> origins(graph(load_article("islam-times-2021")))
        ('sputnik-source', 'some-reports', 'raeisi')
    """
    return tuple(id for id in chain if not set(chain.successors(id)) - {id})


def dead_ends(chain: DiGraph) -> tuple[str, ...]:
    """The origins that a reader cannot ask: unnamed or vague, with nothing behind them.

    Args:
        chain: a graph of relays whose nodes have a `kind`.

    Example:
        >>> from helpers import load_article
        >>> dead_ends(graph(load_article("islam-times-2021")))
        ('sputnik-source', 'some-reports')
    """
    return tuple(id for id in origins(chain) if chain.nodes[id].get("kind") in _NAMELESS)


def hops(article: Article, sentence: str) -> tuple[str, ...]:
    """The path of one sentence, from the publisher to its innermost voice; the publisher alone for the narrator.

    Args:
        article: a coded article.
        sentence: the sentence's id, such as "S04".

    Raises:
        ArticleError: there is no such sentence, or the chain does not lead to its voice.

    Example:
        >>> from helpers import load_article
        >>> hops(load_article("islam-times-2021"), "S04")
        ('islam-times', 'press-tv', 'sputnik', 'sputnik-source')
    """
    from networkx import DiGraph, NetworkXNoPath, NodeNotFound, shortest_path

    spoken, first = article.sentence(sentence), publisher(article)
    if spoken.kind == "narrator":
        return (first,)
    carrying = DiGraph((edge.relay, edge.relayed) for edge in article.chain if sentence in edge.scope)
    try:
        return tuple(shortest_path(carrying, first, spoken.source))
    except (NetworkXNoPath, NodeNotFound):
        raise ArticleError(
            f"{article.id}: {sentence} is the word of {spoken.source}, and no relay leads there from {first}; "
            f"write an [[edge]] with {sentence} in its scope."
        ) from None


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


def independent_origins(chain: DiGraph, read: Iterable[str] | None = None) -> int:
    """How many origins a reader reaches by paths that share no page and no voice; 0 where no origin is reached.

    By Menger's theorem it is also the smallest number of pages and voices without which nothing is left of the
    claim. It is an upper limit: two voices without a name may be one person. Computed by `networkx.node_connectivity`
    between one node that stands for the reader and one that stands for what happened.

    Args:
        chain: a graph of relays about one claim.
        read: the ids that the reader has read; every outlet when None.

    Raises:
        ArticleError: `read` names an id that is not in the chain.

    Example:
        >>> independent_origins(claim_graph(load_claim("tanf-meeting-2021")))
        1
    """
    from networkx import DiGraph, node_connectivity

    outlets = [id for id, kind in chain.nodes(data="kind") if kind == "outlet"]
    seen = outlets if read is None else list(read)
    if strangers := [id for id in seen if id not in chain]:
        raise ArticleError(_no_such("source", strangers[0], list(chain)))
    reader, event = object(), object()
    ways = DiGraph((one, two) for one, two in chain.edges if one != two)
    ways.add_nodes_from([*chain, reader, event])
    ways.add_edges_from((reader, id) for id in seen)
    ways.add_edges_from((id, event) for id in origins(chain))
    return node_connectivity(ways, reader, event)


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
    table = read_toml(file)
    if faults := list(_claim_faults(table)):
        raise ClaimError("\n".join(f"{file}: {fault}" for fault in faults))
    top, origin = fitting(table, _FILE), fitting(table["origin"], _ORIGIN)
    pages = tuple(Page(**fitting(row, _PAGE)) for row in table["page"])
    changes = tuple(Change(**fitting(row, _CHANGE)) for row in table["change"])
    told = (top[name] for name in ("about", "when", "not_found"))
    return Claim(file.stem, *told, *(origin[name] for name in ("id", "kind", "label")), pages, changes)


def claim_graph(claim: Claim) -> DiGraph:
    """Which page relays which, down to the origin: a node has `kind`, `label` and `read`, an edge `shown`.

    Args:
        claim: as `load_claim` gives it.

    Example:
        >>> dead_ends(claim_graph(load_claim("tanf-meeting-2021")))
        ('the-source',)
    """
    from networkx import DiGraph

    chain = DiGraph()
    chain.add_node(claim.origin, kind=claim.kind, label=claim.label, read=False)
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
    raise ClaimError(_no_such("claim", str(claim), ids))


def _claim_faults(table: Mapping[str, Any]) -> Iterator[str]:
    """What is missing or misspelt; where nothing is, what does not fit together."""
    faults = [*shape_faults(table, _FILE)]
    top = fitting(table, _FILE)
    if top["origin"] is not None:
        faults += (f"origin: {fault}" for fault in shape_faults(top["origin"], _ORIGIN))
    for name, shape in (("page", _PAGE), ("change", _CHANGE)):
        for number, row in enumerate(top[name] or [], 1):
            faults += (f"{name} {number}: {fault}" for fault in shape_faults(row, shape))
    yield from faults or _fit_faults(table)


def _fit_faults(table: Mapping[str, Any]) -> Iterator[str]:
    """Ids that are there twice or not at all, and marked words that do not stand in theirs."""
    ids = [table["origin"]["id"], *(row["id"] for row in table["page"])]
    yield from (f'id "{id}" is there twice; give each its own.' for id in dict.fromkeys(ids) if ids.count(id) > 1)
    for row in table["page"]:
        if row["relays"] not in ids:
            yield f"{row['id']}: {_no_such('page', row['relays'], ids)}"
    for number, row in enumerate(table["change"], 1):
        try:
            find_once(row["marked"], row["before"])
        except QuoteError as error:
            yield f"change {number}: marked: {error}"


def _no_such(what: str, asked: str, there: list[str]) -> str:
    near = get_close_matches(asked, there, n=1, cutoff=0.4)
    hint = f'did you mean "{near[0]}"?' if near else f"there are: {', '.join(there) or 'none'}."
    return f'There is no {what} "{asked}"; {hint}'


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'s' * (number != 1)}"
