"""How sure a find is, and why; and what is too weak for a voice is told in a warning instead."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.detection import detect
from helpers.detection.certainty import CERTAINTIES
from helpers.text.scraped import as_read

SCRAPED = [
    "<b>",
    "</b>",
    "<p>",
    "</p>",
    "&quot;",
    "&nbsp;",
    "\u00a0",
    "\u00ad",
    "\u200b",
    "‘",
    "’",
    "'",
    '"',
    "â€œ",
    " ",
    ", ",
    ". ",
    "\n",
]
WORDS = "Sari Hartono kata ujarnya menurut mengatakan bahwa Dilansir dari Antara itu rezim Kamis the of and menuturkan"
texts = st.lists(st.sampled_from([*SCRAPED, *WORDS.split(), " ", " "]), max_size=50).map("".join)


@pytest.mark.parametrize(
    ("text", "because"),
    [
        ('"Kami pulang besok pagi," kata Sari.', "a quotation stands right beside it"),
        ("Sari mengatakan jalan putus.", "source and cue stand side by side"),
        ("Hujan turun, kata Sari.", "source and cue stand side by side"),
        ("Menurut Sari, jalan putus.", "source and cue stand side by side"),
        ("Sari mengatakan jalan putus. Ia menambahkan hujan turun.", "who is meant was named before"),
        ("Jalan itu dilaporkan putus.", "its very words name nobody"),
        ("Sari menuntut bahwa jalan dibuka.", "source and cue stand side by side"),
        ('Sari menjawab: "Kami pulang besok pagi."', "source and cue stand side by side"),
        ("Dilansir Antara, air surut.", "source and cue stand side by side"),
    ],
)
def test_what_nothing_speaks_against_is_clear(text, because):
    last = detect(text).attributions[-1]
    assert (last.certainty, last.because) == ("clear", because)


@pytest.mark.parametrize(
    ("text", "because"),
    [
        ("Ia menambahkan hujan turun.", "nobody is found before it whom it could point back to"),
        ('"Kami pulang besok pagi," ujarnya.', "nobody is found before it whom it could point back to"),
        ("Dilansir Gema Kita, air surut.", "only the word of crediting makes it an outlet"),
        ("Sari meminta warga pulang segera.", "`meminta` may tell of a deed as well"),
        ("Kami pulang besok pagi,” kata Sari.", "the quotation mark before it has no partner"),
        (
            "Asosiasi yang mewakili para pedagang di pasar besar kota lama mengatakan harga naik.",
            "9 words stand between source and cue",
        ),
    ],
)
def test_what_something_speaks_against_is_likely_and_says_what(text, because):
    last = detect(text).attributions[-1]
    assert (last.certainty, last.because) == ("likely", because)


def test_the_sentence_before_makes_a_pronoun_clear():
    text = "Ia menambahkan hujan turun."
    assert detect(text, context="Sari mengatakan jalan putus.").attributions[0].certainty == "clear"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Dengan tegas mengatakan bahwa jembatan itu aman.", "has only `Dengan` where somebody should stand"),
        ("Tradisi itu sudah lama mengajarkan. Ternyata menyatakan bahwa laut surut.", "who says it was not found"),
    ],
)
def test_what_is_too_weak_has_no_voice_and_is_not_lost(text, words):
    found = detect(text)
    assert found.attributions == ()
    [warning] = found.warnings
    assert words in warning
    assert f"at character {text.rindex('meng' if 'Dengan' in text else 'menyatakan')}" in warning


@pytest.mark.parametrize(
    "text",
    [
        "Sari belum mengatakan bahwa jalan putus.",
        "Sari mengatakan bahwa jalan putus.",
        "Hal itu jelas bahwa ia pulang.",
    ],
)
def test_no_warning_where_nothing_is_lost(text):
    assert detect(text).warnings == ()


def test_markup_that_is_not_known_is_told():
    [warning] = detect("Hujan turun, kata <pojok>Sari.").warnings
    assert "At character 18 stands what is no plain text" in warning


@given(texts)
def test_every_find_says_how_sure_it_is_and_why(text):
    for one in detect(text).attributions:
        assert one.certainty in CERTAINTIES
        assert one.because


@given(texts)
def test_a_scraped_text_is_read_as_its_words_are_and_every_span_is_a_slice_of_it(text):
    found, plain = detect(text), detect(as_read(text).words)
    assert found.text == text
    assert (found.language, len(found.warnings)) == (plain.language, len(plain.warnings))
    pairs = [(one.cue, other.cue) for one, other in zip(found.attributions, plain.attributions, strict=True)]
    pairs += list(zip(found.sentences, plain.sentences, strict=True))
    pairs += [
        (mine, its)
        for one, other in zip(found.attributions, plain.attributions, strict=True)
        for mine, its in zip(one.content, other.content, strict=True)
    ]
    for mine, its in pairs:
        assert 0 <= mine.start < mine.end <= len(text)
        assert as_read(mine.of(text)).words == its.of(plain.text)
