"""Quoted words are found exactly once, or the reader is told which words come nearest."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.text.spans import QuoteError, find_once, nearest

TEXT = "Menurut sumber-sumber lokal, HTS maju; sumber itu pergi."
words = st.text("ab -nya,.“”\n", max_size=40)


@pytest.mark.parametrize("quote", ["Menurut", "sumber-sumber lokal", "pergi.", "nurut s", ", HTS", TEXT])
def test_a_quote_is_found_where_it_stands(quote):
    start, end = find_once(quote, TEXT)
    assert TEXT[start:end] == quote


@pytest.mark.parametrize(
    ("quote", "told"),
    [
        ("sumber", ['"sumber"', "3 times", "neighbouring word"]),
        ("sumber-sumbr lokal", ['"sumber-sumbr lokal"', 'nearest: "sumber-sumber lokal"']),
        ("menurut", ['nearest: "Menurut"']),
        ("Menurut sumber lokal", ['nearest: "Menurut sumber-sumber lokal"']),
        ("", ["empty"]),
        (" \n", ["empty"]),
    ],
)
def test_a_quote_that_does_not_fit_is_named_with_what_would_work(quote, told):
    with pytest.raises(QuoteError) as error:
        find_once(quote, TEXT)
    assert all(part in str(error.value) for part in told)


def test_overlapping_places_are_both_counted():
    with pytest.raises(QuoteError, match="2 times"):
        find_once("aba", "ababa")


def test_signs_of_regular_expressions_are_plain_characters():
    assert find_once("(HTS) .*", "Tahrir (HTS) .* maju") == (7, 15)


@pytest.mark.parametrize(
    ("quote", "text", "near"),
    [
        ("teroris Takfri", "wilayah itu dari teroris Takfiri.", "teroris Takfiri"),
        ("dan dan lokal", "sumber dan lokal", "dan lokal"),
        ("PRESS TV", "Melansir Press TV, Araghchi", "Press TV"),
        ("lokal", "", ""),
        ("lokal", " … ", "…"),
        ("", "Media lokal", "Media"),
        ("jauh lebih panjang dari teksnya sendiri", "Media lokal", "Media lokal"),
    ],
)
def test_nearest_words(quote, text, near):
    assert nearest(quote, text) == near


@given(words, words)
def test_the_nearest_match_can_be_copied_from_the_text(quote, text):
    near = nearest(quote, text)
    assert near in text
    assert bool(near) == bool(text.strip())


def looked_for(quote, text):
    try:
        return find_once(quote, text)
    except QuoteError as error:
        return str(error)


@given(st.text(), st.text())
def test_any_text_gives_a_place_or_a_sentence(quote, text):
    found = looked_for(quote, text)
    if quote.strip() and text.find(quote) == text.rfind(quote) >= 0:
        assert text[slice(*found)] == quote
    else:
        assert isinstance(found, str)
    assert nearest(quote, text) in text


@given(words.filter(str.strip), st.lists(words, min_size=2, max_size=5))
def test_a_quote_put_between_other_words_is_found_unless_it_stands_twice(quote, others):
    text = quote.join(others)
    found = looked_for(quote, text)
    if text.find(quote) == text.rfind(quote):
        assert text[slice(*found)] == quote
    else:
        assert "times" in found


def test_nearest_words_in_twice_the_article_are_twice_the_work(calls):
    quote = "Menurut sumbr lokal, pasukan itu mundur dari kota terbesar ketiga."
    article = " ".join(f"Menurut sumber {n}, pasukan maju ke kota {n}." for n in range(200))
    assert calls(nearest, quote, f"{article} {article.swapcase()}") < 2.3 * calls(nearest, quote, article)
