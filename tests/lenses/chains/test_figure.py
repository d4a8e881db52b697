"""The figures of chains say everything in words, keep their words inside, and survive chains that go astray."""

from __future__ import annotations

from dataclasses import replace

import matplotlib.pyplot as plt
import pytest
from matplotlib.patches import FancyBboxPatch, Polygon, Rectangle

from helpers import ArticleError, article_ids, load_article
from helpers.article.model import Edge, Source
from helpers.figures import attribution_lost, claim_relays, sourcing_chain
from helpers.lenses.chains.graph import dead_ends, graph
from helpers.lenses.lateral.claims import load_claim

pytestmark = pytest.mark.usefixtures("no_window")


@pytest.fixture(params=[*article_ids(), "claim", "lost"])
def ax(request):
    if request.param in article_ids():
        return sourcing_chain(load_article(request.param), {"raeisi": "Iran's judiciary chief", "sohr": "a monitor"})
    claim = load_claim("tanf-meeting-2021")
    return claim_relays(claim) if request.param == "claim" else attribution_lost(claim)


def words_of(ax):
    return [text.get_text() for text in ax.texts if text.get_text()]


def together(ax):
    return " ".join(words_of(ax))


def test_no_words_leave_the_figure_or_run_into_each_other(ax):
    ax.figure.canvas.draw()
    frame = ax.figure.bbox
    boxes = [(text.get_text(), text.get_window_extent()) for text in ax.texts if text.get_text()]
    for words, box in boxes:
        assert frame.x0 <= box.x0 < box.x1 <= frame.x1, words
        assert frame.y0 <= box.y0 < box.y1 <= frame.y1, words
    for at, (words, box) in enumerate(boxes):
        for others, other in boxes[:at]:
            apart = min(box.x1, other.x1) - max(box.x0, other.x0), min(box.y1, other.y1) - max(box.y0, other.y0)
            assert min(apart) < 2, (words, others)


def test_the_figure_fits_a_phone(ax):
    wide, high = ax.figure.get_size_inches()
    assert wide < 4.7
    assert high < 8.5
    assert {text.get_fontsize() for text in ax.texts if text.get_text()} == {10}


def test_it_draws_where_it_is_told():
    figure, (left, right) = plt.subplots(1, 2)
    assert sourcing_chain(load_article("islam-times-2021"), ax=right) is right
    assert not left.texts
    assert plt.get_fignums() == [figure.number]


@pytest.mark.parametrize("id", article_ids())
def test_a_dead_end_has_a_shape_of_its_own_and_says_so(id):
    article = load_article(id)
    ax = sourcing_chain(article)
    ends = dead_ends(graph(article))
    assert together(ax).count("dead end:") == len(ends)
    assert sum(isinstance(patch, Polygon) and patch.get_linewidth() > 2 for patch in ax.patches) == len(ends)


def test_a_person_is_round_and_an_outlet_square():
    ax = sourcing_chain(load_article("islam-times-2021"))
    framed = [p for p in ax.patches if isinstance(p, FancyBboxPatch) and p.get_linewidth()]
    looks = [type(patch.get_boxstyle()).__name__ for patch in framed]
    assert looks == ["Square", "Square", "Square", "Round"]


def test_each_box_says_which_sentences_hang_on_it():
    told = together(sourcing_chain(load_article("harakatuna-2024")))
    assert "person, S01, S03 to S05" in told
    assert "publisher; narrator of S02, S06, S12, S13, S15, S16, S19" in told
    assert "outlet, S10, S11" in told
    assert "person, S08 to S11" in told


def test_the_gloss_stands_beside_the_articles_words():
    told = together(sourcing_chain(load_article("islam-times-2021"), {"some-reports": "some reports"}))
    assert "beberapa laporan (some reports)" in told


@pytest.mark.parametrize("id", article_ids())
def test_every_relay_has_an_arrow(id):
    article = load_article(id)
    arrows = [text for text in sourcing_chain(article).texts if not text.get_text()]
    assert len(arrows) == len(graph(article).edges)


def test_an_arrow_points_from_the_relay_to_the_relayed():
    downwards = [text for text in sourcing_chain(load_article("islam-times-2021")).texts if not text.get_text()]
    assert all(arrow.xy[0] > arrow.xyann[0] for arrow in downwards)
    upwards = [text for text in claim_relays(load_claim("tanf-meeting-2021")).texts if not text.get_text()]
    assert all(arrow.xy[1] < arrow.xyann[1] for arrow in upwards)


def test_a_circle_is_drawn_and_named():
    article = load_article("islam-times-2021")
    sources = {name: Source(name, "outlet", None, f"Kabar {name}") for name in "abc"} | dict(article.sources)
    pairs = [("a", "b"), ("b", "c"), ("c", "b"), ("c", "c")]
    chain = tuple(Edge(one, two, "S02", "kata", ("S02",)) for one, two in pairs)
    told = words_of(sourcing_chain(replace(article, sources=sources, chain=chain)))
    assert told.count("circle") == 1
    assert {"Kabar a", "Kabar b", "Kabar c"} <= set(told)


def test_an_article_without_a_chain_has_no_figure():
    with pytest.raises(ArticleError, match="has no chain"):
        sourcing_chain(replace(load_article("islam-times-2021"), chain=()))


@pytest.mark.parametrize("name", ["$100 Kabar$", r"$\frac$", "<b>Kabar</b>", "x" * 60])
def test_a_name_is_drawn_as_it_is_written(name):
    article = load_article("islam-times-2021")
    sources = dict(article.sources) | {"raeisi": replace(article.sources["raeisi"], as_written=name)}
    ax = sourcing_chain(replace(article, sources=sources))
    ax.figure.canvas.draw()
    assert name in words_of(ax)


def test_all_pages_of_a_claim_hang_on_one_origin_and_say_how_that_is_known():
    claim = load_claim("tanf-meeting-2021")
    told = words_of(claim_relays(claim))
    assert told[:2] == ["one unnamed source", "dead end; outlets read: 8, origins: 1"]
    assert {page.label for page in claim.pages} <= set(told)
    assert told.count("follows its wording") == 1
    assert "known through others (not located)" in told


def test_a_page_that_was_not_read_has_a_dashed_frame():
    dashed = [patch for patch in claim_relays(load_claim("tanf-meeting-2021")).patches if patch.get_linestyle() == "--"]
    assert len(dashed) == 2


def test_a_claim_with_somebody_to_ask_is_no_dead_end():
    claim = load_claim("tanf-meeting-2021")
    claim = replace(claim, origin=replace(claim.origin, kind="person", label="Ibu Sari, nurse"))
    assert "dead end" not in together(claim_relays(claim))


def test_lost_words_are_struck_through_and_changed_ones_boxed_and_a_word_says_which():
    claim = load_claim("tanf-meeting-2021")
    ax = attribution_lost(claim)
    told = together(ax)
    for change in claim.changes:
        assert f"{change.what.upper()}: {change.about} ({change.sentence})" in told
    strikes = [line for line in ax.lines if len(set(line.get_ydata())) == 1]
    assert len(strikes) == 6 + 1  # according to an informed media source; Russia's
    frames = [patch for patch in ax.patches if isinstance(patch, Rectangle) and not patch.get_fill()]
    assert len(frames) == 4


def test_a_struck_word_keeps_the_full_stop_that_is_glued_to_it():
    assert "source." in words_of(attribution_lost(load_claim("tanf-meeting-2021")))
