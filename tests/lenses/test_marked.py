"""Words marked with their language, and words a terminal can show."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from helpers import load_article
from helpers.lenses.marked import passage, reason

ARTICLE = load_article("islam-times-2021")


@pytest.mark.parametrize("words", ["<b>kata</b>", 'dia "berkata"', "A & B", "&lt;", "it's", ""])
def test_a_passage_is_escaped_and_in_the_articles_language(words):
    html = passage(ARTICLE, words)
    inside = html.removeprefix('<span lang="id">').removesuffix("</span>")
    assert len(inside) + len('<span lang="id"></span>') == len(html)
    assert not set(inside) & set("<>\"'")


@pytest.mark.parametrize(
    ("words", "indonesian"),
    [
        ('The cue is "kata sumber".', ["kata sumber"]),
        ('"KATA SUMBER" in capitals', ["KATA SUMBER"]),
        ('"kata sumber" and "sumber itu"', ["kata sumber", "sumber itu"]),
        ('"kata sumber" ("said the source")', ["kata sumber"]),
        ('"militer" is a part of a longer word, and long enough to be sure', ["militer"]),
        ('"said the source" is English', []),
        ('"he" and "is" are parts of Indonesian words, and English', []),
        ('a quotation mark " that never closes', []),
        ('""', []),
        ("", []),
    ],
)
def test_only_the_articles_words_are_marked_as_its_language(words, indonesian):
    html = reason(ARTICLE, words)
    pieces = html.split('<span lang="id">')
    assert [piece.split("</span>")[0] for piece in pieces[1:]] == indonesian


STRAIGHT = str.maketrans("“”‘’", "\"\"''")


@given(st.text())
@example('<b> & "kata sumber" <i> "lanjutnya" </i>')
def test_a_reason_loses_nothing_and_lets_no_markup_through(words):
    html = reason(ARTICLE, words).replace('<span lang="id">', "").replace("</span>", "")
    assert not set(html) & set("<>\"'")
    for character, reference in zip("<>\"'&", ("&lt;", "&gt;", "&quot;", "&#x27;", "&amp;"), strict=True):
        html = html.replace(reference, character)
    assert html.translate(STRAIGHT) == words.translate(STRAIGHT)
