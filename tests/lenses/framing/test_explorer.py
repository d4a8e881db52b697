"""A loaded word gives way to its neutral wording, and nothing else in the sentence moves."""

import pytest

from helpers import ArticleError, article_ids, load_article
from helpers.lenses.framing.explorer import neutralised

loaded_sentences = pytest.mark.parametrize(
    ("name", "sentence"),
    [(name, s.id) for name in article_ids() for s in load_article(name).sentences if s.loaded],
)


@loaded_sentences
def test_without_a_swap_the_sentence_is_the_articles(name, sentence):
    article = load_article(name)
    shown = neutralised(article, sentence, ())
    assert shown.text == article.sentence(sentence).text
    assert "✓ swapped" not in str(shown)


@loaded_sentences
def test_each_swap_alone_puts_its_own_words_in(name, sentence):
    article = load_article(name)
    for swap in neutralised(article, sentence, ()).swaps:
        if not swap.possible:
            with pytest.raises(ArticleError, match="no neutral wording"):
                neutralised(article, sentence, [swap.id])
            continue
        shown = neutralised(article, sentence, [swap.id])
        before, after = article.sentence(sentence).text.split(swap.loaded.span, 1)
        assert shown.text.startswith(before)
        assert shown.text.endswith(after)
        assert swap.loaded.neutral_id.casefold() in shown.text.casefold()
        assert f"<ins>{shown.text[len(before) : len(shown.text) - len(after)].rstrip()}" in shown.reading()


@loaded_sentences
def test_every_loaded_word_has_its_reason(name, sentence):
    article = load_article(name)
    told = str(neutralised(article, sentence))
    assert all(loaded.why in told for loaded in article.sentence(sentence).loaded)


def test_words_in_quotation_marks_are_not_to_be_changed_in_print():
    article = load_article("islam-times-2021")
    quoted = [(s.id, number) for s in article.sentences for number, one in enumerate(s.loaded) if one.voice == "quoted"]
    assert quoted
    for sentence, number in quoted:
        told = neutralised(article, sentence, ()).swaps[number]
        assert not told.possible or "never inside the marks" in told.caution


@pytest.mark.parametrize(("sentence", "which"), [("S01", ["S01z"]), ("S01", ["banana"]), ("S99", ())])
def test_what_is_not_there_is_named(sentence, which):
    with pytest.raises(ArticleError, match=f"{[*which, sentence][0]}"):
        neutralised(load_article("islam-times-2021"), sentence, which)
