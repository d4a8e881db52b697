"""The sourcing chain: who relays whom, where it starts, where it ends, and how many origins a claim really has."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from helpers.article.model import Article
from helpers.errors import ArticleError, not_found

if TYPE_CHECKING:
    from networkx import DiGraph

__all__ = ["dead_ends", "end_of", "graph", "hops", "independent_origins", "origins", "publisher", "reading_order"]

NAMELESS = ("unnamed", "vague")
"""The kinds of source that a reader cannot ask."""


def end_of(kind: str) -> str:
    """How a chain ends at a voice of this kind: "somebody to ask", "dead end" or "no chain".

    Args:
        kind: a kind of source.

    Example:
        >>> end_of("organisation"), end_of("vague"), end_of("narrator")
        ('somebody to ask', 'dead end', 'no chain')
    """
    if kind == "narrator":
        return "no chain"
    return "dead end" if kind in NAMELESS else "somebody to ask"


def graph(article: Article) -> DiGraph:
    """Who relays whom in an article: a directed graph of source ids, from each relay to whom it relays.

    A node has `kind` and `label`, an edge `sentence`, `cue` and `scope`. Where the article states one relay
    twice, the first statement stays and the scopes are joined.

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

    Example:
        >>> from helpers import load_article
        >>> reading_order(graph(load_article("islam-times-2021")))
        {'islam-times': 0, 'press-tv': 1, 'sputnik': 2, 'sputnik-source': 3, 'some-reports': 1, 'raeisi': 1}
    """
    above = {id: {relay for relay in chain.predecessors(id) if relay != id} for id in chain}
    next_up = [id for id in reversed(list(chain)) if not above[id]]
    placed: dict[str, int] = {}
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

    Example:
        >>> from helpers import load_article
        >>> origins(graph(load_article("islam-times-2021")))
        ('sputnik-source', 'some-reports', 'raeisi')
    """
    return tuple(id for id in chain if not set(chain.successors(id)) - {id})


def dead_ends(chain: DiGraph) -> tuple[str, ...]:
    """The origins that a reader cannot ask: unnamed or vague, with nothing behind them.

    Example:
        >>> from helpers import load_article
        >>> dead_ends(graph(load_article("islam-times-2021")))
        ('sputnik-source', 'some-reports')
    """
    return tuple(id for id in origins(chain) if chain.nodes[id].get("kind") in NAMELESS)


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
        >>> from helpers.lenses.lateral.claims import claim_graph, load_claim
        >>> independent_origins(claim_graph(load_claim("tanf-meeting-2021")))
        1
    """
    from networkx import DiGraph, node_connectivity

    outlets = [id for id, kind in chain.nodes(data="kind") if kind == "outlet"]
    seen = outlets if read is None else list(read)
    if strangers := [id for id in seen if id not in chain]:
        raise ArticleError(not_found("source", strangers[0], list(chain)))
    reader, event = object(), object()
    ways = DiGraph((one, two) for one, two in chain.edges if one != two)
    ways.add_nodes_from([*chain, reader, event])
    ways.add_edges_from((reader, id) for id in seen)
    ways.add_edges_from((id, event) for id in origins(chain))
    return int(node_connectivity(ways, reader, event))
