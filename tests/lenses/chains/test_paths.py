"""A walk along a chain says at each hop what a reader knows and what not, and how the chain ends."""

import pytest

from helpers import ArticleError, article_ids, load_article
from helpers.lenses.chains.graph import hops
from helpers.lenses.chains.paths import chain_steps

every_sentence = pytest.mark.parametrize(
    ("name", "sentence"),
    [(name, sentence.id) for name in article_ids() for sentence in load_article(name).sentences],
)


@every_sentence
def test_a_walk_goes_from_the_publisher_to_the_voice_and_ends_once(name, sentence):
    article = load_article(name)
    walk = chain_steps(article, sentence)
    assert [hop.source.id for hop in walk] == list(hops(article, sentence))
    assert [bool(hop.end) for hop in walk] == [False] * (len(walk) - 1) + [True]
    assert all(f"Hop {number} of {len(walk)}" in str(hop) for number, hop in enumerate(walk, 1))


@every_sentence
def test_who_has_no_name_is_never_somebody_to_ask(name, sentence):
    *_, last = chain_steps(load_article(name), sentence)
    nameless = last.source.kind in ("unnamed", "vague")
    assert (last.end == "dead end") == nameless
    assert ("You do not know whom to ask" in str(last)) == nameless


def test_the_words_of_the_article_keep_their_language():
    *_, last = chain_steps(load_article("islam-times-2021"), "S04")
    assert '<span lang="id">sumber berita</span>' in last._repr_html_()


def test_a_contested_voice_shows_the_other_reading():
    article = load_article("harakatuna-2024")
    contested = [sentence for sentence in article.sentences if sentence.contested]
    assert contested
    for sentence in contested:
        *_, last = chain_steps(article, sentence.id)
        assert f"Contested: it can be read as {sentence.other.kind}, too." in str(last)


def test_a_sentence_that_is_not_there_is_named():
    with pytest.raises(ArticleError, match="S99"):
        chain_steps(load_article("islam-times-2021"), "S99")
