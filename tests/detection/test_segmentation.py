"""Every character that is no blank is in exactly one sentence; the two articles fall apart as their coding says."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers import article_ids, load_article
from helpers.detection.segmentation import segment_sentences

PIECES = [
    "Sari",
    "kata",
    " ",
    " ",
    ". ",
    ".",
    "! ",
    "?",
    '"',
    "“",
    "”",
    "Drs.",
    "B.",
    "2.",
    "(",
    ")",
    "\n",
    "\n\n",
    ",",
    "…",
]
texts = st.one_of(st.text(max_size=60), st.lists(st.sampled_from(PIECES), max_size=40).map("".join))


@given(texts)
def test_sentences_are_ordered_and_hold_every_letter_once(text):
    spans = segment_sentences(text)
    edges = [edge for span in spans for edge in (span.start, span.end)]
    assert edges == sorted(edges)
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
    assert "".join("".join(span.of(text).split()) for span in spans) == "".join(text.split())


@given(texts)
def test_sentences_begin_and_end_with_ink(text):
    assert all(span.of(text) == span.of(text).strip() for span in segment_sentences(text))


@given(texts, st.sampled_from([" ", "\n", "\n\n ", "\t", "\u00a0"]))
def test_a_trailing_blank_changes_nothing(text, blank):
    assert segment_sentences(text + blank) == segment_sentences(text)


@pytest.mark.parametrize("id", article_ids())
def test_an_article_falls_apart_as_it_was_coded(id):
    article = load_article(id)
    outside = {tuple(place) for place in article.outside.values()}
    coded = {(sentence.start, sentence.end) for sentence in article.sentences}
    assert {(span.start, span.end) for span in segment_sentences(article.text)} == coded | outside


@pytest.mark.parametrize("text", ["", " ", "\n\n"])
def test_no_words_no_sentences(text):
    assert segment_sentences(text) == ()


def test_a_line_without_a_full_stop_stands_alone():
    text = "Banjir di Kudus\nHujan turun sejak pagi.\nBaca juga: Jalan putus"
    assert [span.of(text) for span in segment_sentences(text)] == text.split("\n")


def test_a_line_that_only_wraps_goes_on():
    text = "Hujan turun sejak\npagi di lereng\nMerbabu."
    assert len(segment_sentences("Hujan turun sejak\npagi di lereng.")) == 1
    assert segment_sentences(text)[-1].of(text) == "Merbabu."


@pytest.mark.parametrize("blank", ["\r\n", "\r", "\u2028"])
def test_line_ends_of_other_systems_lose_nothing(blank):
    text = f"Hujan turun.{blank}Warga pulang."
    assert [span.of(text) for span in segment_sentences(text)] == ["Hujan turun.", "Warga pulang."]


@pytest.mark.parametrize("tag", ["(ant/abc)", "[IT/AR]", "(abc)", "(*)", "(a.b/c)"])
def test_a_desks_tag_is_no_sentence(tag):
    assert segment_sentences(f"Hujan turun.{tag}")[-1].of(f"Hujan turun.{tag}") == tag
