"""Choosing a kind of source shows its sentences, and says so where there are none."""

import re

import pytest

pytest.importorskip("ipywidgets", reason="explorers need the extra [book]")

from helpers import ArticleError, article_ids, load_article
from helpers.codebook import KINDS
from helpers.explorers import explore_voices, sentences_of

every_article = pytest.mark.parametrize("name", article_ids())


def numbers(html):
    return re.findall(r"Reasons for (S\d+)", html)


@every_article
@pytest.mark.parametrize("kind", KINDS)
def test_the_sentences_of_a_kind_are_exactly_those_coded_so(name, kind):
    coded = [sentence.id for sentence in load_article(name).sentences if sentence.kind == kind]
    html = sentences_of(name, kind)
    assert numbers(html) == coded
    assert (f"No sentence here is carried by this kind of source: {kind}" in html) == (not coded)


@every_article
def test_all_are_all(name):
    assert numbers(sentences_of(name, "all")) == [sentence.id for sentence in load_article(name).sentences]


def test_a_kind_that_is_none_stays_text():
    assert "<b>" not in sentences_of("islam-times-2021", "<b>person</b>")


@every_article
def test_choosing_changes_what_stands_below(name):
    kinds, _, _, shown = explore_voices(name).children
    assert kinds.options == ("all", *KINDS)
    assert len(numbers(shown.value)) == len(load_article(name).sentences)
    for kind in ("narrator", "vague", "all"):
        kinds.value = kind
        assert numbers(shown.value) == numbers(sentences_of(name, kind)) != []


@pytest.mark.parametrize("call", [lambda name: sentences_of(name, "all"), explore_voices])
def test_an_article_that_is_not_there_is_named(call):
    with pytest.raises(ArticleError, match='did you mean "islam-times-2021"'):
        call("islam-time-2021")
