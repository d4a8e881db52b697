"""Who relays whom: paths, dead ends and origins, in the two articles, in one claim, and in chains that go astray."""

from __future__ import annotations

import itertools
import re
import tomllib
from dataclasses import replace

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.cases import cases

from helpers import ArticleError, article_ids, load_article
from helpers.article.files import seeds_folder
from helpers.article.model import Edge, Source
from helpers.lenses.chains.graph import dead_ends, graph, hops, independent_origins, origins, publisher, reading_order
from helpers.lenses.chains.paths import chain_paths, sentence_list
from helpers.lenses.lateral.claims import SHOWN, ClaimError, claim_graph, load_claim
from helpers.text.html import LANGUAGES

TANF = "tanf-meeting-2021"


@pytest.fixture
def first():
    return load_article("islam-times-2021")


@pytest.fixture
def second():
    return load_article("harakatuna-2024")


@pytest.fixture
def claim():
    return load_claim(TANF)


def chained(article, *edges):
    """The article with another chain: pairs of who relays whom, over sources of any name."""
    names = dict.fromkeys(name for edge in edges for name in edge)
    sources = {name: Source(name, "outlet", None, name) for name in names} | dict(article.sources)
    return replace(article, sources=sources, chain=tuple(Edge(a, b, "S02", "kata", ("S02",)) for a, b in edges))


def drawn(*edges, **kinds):
    chain = nx.DiGraph(edges)
    nx.set_node_attributes(chain, {node: kinds.get(node, "outlet") for node in chain}, "kind")
    return chain


# An article's graph


def test_the_graph_says_who_relays_whom_and_where_it_is_stated(first):
    chain = graph(first)
    assert list(chain.edges) == [
        ("islam-times", "press-tv"),
        ("islam-times", "some-reports"),
        ("islam-times", "raeisi"),
        ("press-tv", "sputnik"),
        ("sputnik", "sputnik-source"),
    ]
    assert chain.nodes["sputnik-source"] == {"kind": "unnamed", "label": "sumber berita"}
    said = chain.edges["islam-times", "some-reports"]
    assert said == {"sentence": "S08", "cue": "Ada beberapa laporan", "scope": ("S08",)}


def test_a_relay_that_is_stated_twice_is_one_edge_with_both_scopes(first):
    again = Edge("islam-times", "press-tv", "S08", "kata", ("S07", "S08"))
    chain = graph(replace(first, chain=(*first.chain, again)))
    assert chain.edges["islam-times", "press-tv"]["scope"] == ("S02", "S03", "S04", "S05", "S06", "S07", "S08")
    assert chain.edges["islam-times", "press-tv"]["cue"] == "Press TV melaporkan"


def test_the_graph_of_an_article_can_be_changed_without_changing_the_article(first):
    graph(first).clear()
    assert len(graph(first)) == 6


@pytest.mark.parametrize(
    ("id", "all_origins", "dead"),
    [
        ("islam-times-2021", {"sputnik-source", "some-reports", "raeisi"}, {"sputnik-source", "some-reports"}),
        (
            "harakatuna-2024",
            {"araghchi", "lavrov", "araghchi-and-lavrov", "local-sources", "sohr", "local-media"},
            {"local-sources", "local-media"},
        ),
    ],
)
def test_origins_have_nothing_behind_them_and_dead_ends_nobody_to_ask(id, all_origins, dead):
    chain = graph(load_article(id))
    assert set(origins(chain)) == all_origins
    assert set(dead_ends(chain)) == dead


def test_an_unnamed_source_with_somebody_behind_it_is_no_dead_end():
    chain = drawn(("paper", "aide"), ("aide", "minister"), aide="unnamed", minister="person")
    assert dead_ends(chain) == ()
    assert origins(chain) == ("minister",)


@pytest.mark.parametrize(
    ("id", "sentence", "path"),
    [
        ("islam-times-2021", "S01", ("islam-times",)),
        ("islam-times-2021", "S02", ("islam-times", "press-tv", "sputnik", "sputnik-source")),
        ("islam-times-2021", "S05", ("islam-times", "press-tv", "sputnik", "sputnik-source")),
        ("islam-times-2021", "S08", ("islam-times", "some-reports")),
        ("islam-times-2021", "S10", ("islam-times", "raeisi")),
        ("harakatuna-2024", "S08", ("harakatuna", "araghchi-and-lavrov")),
        ("harakatuna-2024", "S10", ("harakatuna", "press-tv", "araghchi-and-lavrov")),
    ],
)
def test_hops_lead_from_the_publisher_to_the_innermost_voice(id, sentence, path):
    assert hops(load_article(id), sentence) == path


def test_every_sentence_of_both_articles_has_a_path_that_ends_at_its_voice():
    for article in map(load_article, article_ids()):
        for sentence in article.sentences:
            path = hops(article, sentence.id)
            assert path[0] == publisher(article)
            assert sentence.kind == "narrator" or path[-1] == sentence.source


def test_a_sentence_whose_relay_is_missing_is_told_with_what_to_write(first):
    broken = replace(first, chain=first.chain[:1])
    for ask in (lambda: hops(broken, "S09"), lambda: chain_paths(broken)):
        with pytest.raises(ArticleError, match=r"no relay leads there from islam-times; write an \[\[edge\]\]"):
            ask()


def test_hops_of_a_sentence_that_does_not_exist(first):
    with pytest.raises(ArticleError, match="has no sentence S99"):
        hops(first, "S99")


def test_an_article_without_a_chain_says_so(first):
    with pytest.raises(ArticleError, match="has no chain"):
        publisher(replace(first, chain=()))
    assert len(graph(replace(first, chain=()))) == 0


# Chains that go astray


@pytest.mark.parametrize(
    "edges",
    [
        [("a", "a")],
        [("a", "b"), ("b", "a")],
        [("a", "b"), ("b", "c"), ("c", "b"), ("c", "d")],
        [("a", "b"), ("a", "b"), ("b", "b")],
        [("a", "b"), ("c", "d"), ("d", "c")],
    ],
)
def test_circles_self_relays_and_repeated_relays_come_to_an_end(first, edges):
    article = chained(first, *edges)
    chain = graph(article)
    order = reading_order(chain)
    assert order.keys() == set(chain)
    assert publisher(article) == "a"
    assert independent_origins(chain) <= len(origins(chain))
    assert dead_ends(chain) == ()


def test_a_circle_has_no_origin():
    circle = drawn(("a", "b"), ("b", "c"), ("c", "a"))
    assert origins(circle) == ()
    assert independent_origins(circle) == 0


def test_a_way_out_of_a_circle_is_its_origin():
    assert origins(drawn(("a", "b"), ("b", "a"), ("b", "witness"))) == ("witness",)


def test_who_relays_only_itself_is_an_origin():
    assert origins(drawn(("a", "a"))) == ("a",)


graphs = st.lists(st.tuples(st.sampled_from("abcdef"), st.sampled_from("abcdef")), min_size=1, max_size=12)


@given(graphs)
@settings(max_examples=cases(150))
def test_reading_order_names_everybody_once_and_relays_above_the_relayed(edges):
    chain = drawn(*edges)
    order = reading_order(chain)
    assert sorted(order) == sorted(chain)
    if nx.is_directed_acyclic_graph(nx.DiGraph((a, b) for a, b in edges if a != b)):
        place = list(order)
        assert all(place.index(a) < place.index(b) and order[a] < order[b] for a, b in edges if a != b)


@given(graphs)
@settings(max_examples=cases(150))
def test_independent_origins_are_as_many_as_it_takes_to_silence_the_claim(edges):
    """Menger's theorem, the other way round: try every set of pages and voices, smallest first."""
    chain = drawn(*edges)
    ends = set(origins(chain))

    def heard(silenced):
        left = chain.subgraph(set(chain) - set(silenced))
        return any(nx.has_path(left, one, end) for one in left for end in ends & set(left))

    sizes = (n for n in range(len(chain) + 1) for s in itertools.combinations(chain, n) if not heard(s))
    assert independent_origins(chain) == next(sizes)


# Counting origins


def test_many_relays_of_one_voice_are_one_origin():
    relays = [(f"paper-{n}", "agency") for n in range(20)]
    assert independent_origins(drawn(*relays, ("agency", "voice"), voice="unnamed")) == 1


def test_two_papers_with_a_voice_each_are_two_origins():
    assert independent_origins(drawn(("one", "a"), ("two", "b"), a="person", b="person")) == 2


def test_two_voices_behind_one_agency_are_one_path_for_who_reads_only_the_papers():
    chain = drawn(("one", "agency"), ("two", "agency"), ("agency", "a"), ("agency", "b"), a="person", b="person")
    assert independent_origins(chain, ["one", "two"]) == 1


def test_an_outlet_that_was_there_itself_is_an_origin():
    assert independent_origins(drawn(("paper", "agency"), ("other", "voice"), voice="person")) == 2


def test_who_read_nothing_reaches_nothing():
    assert independent_origins(drawn(("paper", "voice"), voice="person"), []) == 0


def test_reading_a_page_that_is_not_there_is_told():
    with pytest.raises(ArticleError, match='no source "papr"; did you mean "paper"'):
        independent_origins(drawn(("paper", "voice")), ["papr"])


# In words


def test_the_routes_of_both_articles_name_every_sentence_once(first, second):
    for article in (first, second):
        told = [id for ids in chain_paths(article).rows.values() for id in ids]
        assert sorted(told) == [sentence.id for sentence in article.sentences]


def test_routes_say_where_a_reader_can_ask_and_where_not(second):
    lines = str(chain_paths(second, {"sohr": "a monitor"})).splitlines()
    assert "S14: Harakatuna.com → sumber-sumber lokal. Unnamed: a dead end." in lines
    assert any(
        line.startswith("S17") and "(SOHR) (a monitor). Organisation: somebody to ask." in line for line in lines
    )
    assert repr(chain_paths(second)) == str(chain_paths(second))


def test_routes_as_html_mark_the_language_and_escape_the_rest(first):
    html = chain_paths(first, {"raeisi": "<judge>"})._repr_html_()
    assert '<span lang="id">beberapa laporan</span>. Vague: a dead end.' in html
    assert "(&lt;judge&gt;)" in html


def test_a_source_without_words_is_called_by_its_id(first):
    sources = dict(first.sources) | {"raeisi": replace(first.sources["raeisi"], as_written="")}
    assert "→ raeisi. Person" in str(chain_paths(replace(first, sources=sources)))


@pytest.mark.parametrize(
    ("ids", "told"),
    [
        ([], ""),
        (["S01"], "S01"),
        (["S01", "S02"], "S01, S02"),
        (["S01", "S02", "S03", "S09"], "S01 to S03, S09"),
        (["S09", "S10", "S11"], "S09 to S11"),
        (["CAP", "S01"], "CAP, S01"),
        (["S01", "CAP", "S02"], "S01, CAP, S02"),
    ],
)
def test_sentences_are_listed_as_a_person_would(ids, told):
    assert sentence_list(ids) == told


# One claim


def test_the_claim_has_eight_outlets_in_five_languages_and_one_origin(claim):
    assert len({page.outlet for page in claim.read}) == 8
    assert {LANGUAGES[page.language] for page in claim.read} == {"Arabic", "English", "French", "German", "Indonesian"}
    assert origins(claim_graph(claim)) == dead_ends(claim_graph(claim)) == ("the-source",)
    assert str(claim).startswith("8 outlets, 5 languages, 1 origin. Independent origins: 1.")


def test_without_the_one_source_nothing_of_the_claim_is_left(claim):
    chain = claim_graph(claim)
    for page in claim.pages:
        assert nx.has_path(chain, page.id, claim.origin.id), page.id


def test_a_page_that_was_not_read_is_not_counted_and_says_so(claim):
    assert {page.id for page in claim.pages if not page.read} == {"sputnik", "fars"}
    html = claim._repr_html_()
    assert "<em>Not read: not located.</em>" in html
    assert "<em>Not read: item code only.</em>" in html
    assert claim.not_found in html
    assert str(claim).endswith(claim.not_found)


def test_every_page_says_by_what_it_is_known_to_relay_and_no_page_is_quoted_without_its_language(claim):
    for page in claim.pages:
        assert page.shown in SHOWN
        assert page.how.strip()
        assert page.read == (page.shown != "others"), page.id
        assert bool(page.en) == bool(page.wording and page.language != "en"), page.id
        assert page.read or not page.wording, page.id
    html = claim._repr_html_()
    assert '<q lang="ar" dir="auto">نقلا عن مصدر اعلامي مطلع</q> (quoting an informed media source)' in html


def test_what_changed_stands_in_the_article_and_begins_in_the_sentence_that_is_named(claim, first):
    for change in claim.changes:
        pieces = [piece.strip() for piece in change.after.split("…") if piece.strip()]
        assert pieces[0] in first.sentence(change.sentence).text, change.after
        assert all(piece.casefold() in first.text.casefold() for piece in pieces), change.after


def test_a_page_that_is_not_there_has_a_neighbour(claim):
    with pytest.raises(ClaimError, match='no page "abma"; did you mean "abna"'):
        claim.page("abma")


def test_a_claim_that_is_not_there_has_a_neighbour():
    with pytest.raises(ClaimError, match=f'no claim "tanf-meeting"; did you mean "{TANF}"'):
        load_claim("tanf-meeting")
    with pytest.raises(ClaimError, match="there are: tanf"):
        load_claim("zzz")


@pytest.fixture
def written(tmp_path):
    """A claim's file in which some words were exchanged."""
    text = (seeds_folder() / "claims" / f"{TANF}.toml").read_text("utf-8")

    def write(*exchanges):
        changed = text
        for old, new in exchanges:
            assert old in changed
            changed = changed.replace(old, new, 1)
        file = tmp_path / "claim.toml"
        file.write_text(changed, "utf-8")
        return file

    return write


def test_a_claim_of_ones_own_is_read_from_its_path(written):
    claim = load_claim(written(('label = "one unnamed source"', 'label = "a voice"')))
    assert (claim.id, claim.origin.label) == ("claim", "a voice")


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('relays = "press-tv"', 'relays = "pres-tv"', 'no page "pres-tv"; did you mean "press-tv"'),
        ('id = "abna"', 'id = "sana"', 'id "sana" is there twice'),
        (
            'shown = "wording"',
            'shown = "guess"',
            'shown is "guess"; choose cited, wording',
        ),
        ('seen = "mirror"', 'sen = "mirror"', '"sen" is no field here; did you mean seen?'),
        ('kind = "unnamed"', 'kind = "secret"', 'origin: kind is "secret"'),
        ('marked = "an"', 'marked = "one"', 'change 4: marked: "one" is not there'),
        ('what = "blurred"', 'what = "vanished"', 'change 4: what is "vanished"'),
        ("[origin]", "[start]", "origin is missing"),
    ],
)
def test_a_fault_in_a_claim_is_told_with_its_place_and_what_would_work(written, old, new, told):
    with pytest.raises(ClaimError, match=re.escape(told)):
        load_claim(written((old, new)))


def test_all_faults_of_a_claim_are_told_at_once(written):
    with pytest.raises(ClaimError) as caught:
        load_claim(written(('shown = "wording"', 'shown = "guess"'), ('seen = "mirror"', 'seen = "guess"')))
    assert len(str(caught.value).splitlines()) == 2


def test_pages_that_relay_each_other_in_a_circle_have_no_origin_but_the_stated_one(written):
    claim = load_claim(written(('relays = "sputnik"', 'relays = "islam-times-916079"')))
    assert origins(claim_graph(claim)) == ("the-source",)
    assert "1 origin" in str(claim)


def test_the_claims_file_has_no_accusation_without_whose_it_is():
    told = tomllib.loads((seeds_folder() / "claims" / f"{TANF}.toml").read_text("utf-8"))
    assert told["about"].startswith("What one unnamed source was reported as saying")
