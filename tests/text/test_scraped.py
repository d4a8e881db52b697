"""A scraped text is read as a reader reads it, and every place is one of the text as it was given."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.text.scraped import as_read, leftovers
from helpers.text.spans import Span

PIECES = [
    "<p>",
    "</p>",
    "<b>",
    "<br/>",
    "<q>",
    "&quot;",
    "&amp;quot;",
    "&nbsp;",
    "&#8220;",
    "&#x200b;",
    "&lho;",
    "&",
    "<",
]
PIECES += [">", "â€œ", "â€™", "\u00ad", "\u200b", "\ufeff", "kata", "Sari", " ", ".", "\n", "<!--", "-->", "<script>"]
scraped = st.one_of(st.text(max_size=60), st.lists(st.sampled_from(PIECES), max_size=30).map("".join))


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ("kata <strong>Sari</strong>.", "kata Sari."),
        ('kata <a href="x?a=1&amp;b=2">Sari</a>.', "kata Sari."),
        ("<p>Hujan.</p><p>Banjir.</p>", "\n\nHujan.\n\n\n\nBanjir.\n\n"),
        ("Hujan.<BR>Banjir.", "Hujan.\nBanjir."),
        ("<q>Hujan</q>", "“Hujan”"),
        ("&quot;Hujan&quot;", '"Hujan"'),
        ("&ldquo;Hujan&rdquo;&nbsp;&amp; banjir", "“Hujan” & banjir"),
        ("&amp;quot;Hujan&#39;&#x27;", "\"Hujan''"),
        ("ban\u00adjir, ka\u200bta\ufeff Sari", "banjir, kata Sari"),
        ("ban&shy;jir&zwnj;", "banjir"),
        ("â€œHujan,â€\x9d kata Saâ€™ad â€“ ya", "“Hujan,” kata Sa’ad – ya"),
        ("<!-- iklan -->Hujan<script>var kata = 'Sari';</script><style>p {}</style>.", "Hujan."),
        ("Menurut\xa0Sari &\u202fBudi", "Menurut Sari & Budi"),
        ("<o:p></o:p>Hujan", "Hujan"),
    ],
)
def test_it_is_read_as_a_reader_reads_it(given, words):
    assert as_read(given).words == words
    assert list(leftovers(as_read(given).words)) == []


@pytest.mark.parametrize(
    "text",
    [
        "Suhu < 30 dan > 20 derajat.",
        "R&D, S & P; AT&T;",
        "a <3 b",
        "x<y, y>z",
        "<Tanya> dan &lho;",
        "5 <b 6",
        "é ü ’ “",
    ],
)
def test_what_is_no_markup_stays(text):
    assert as_read(text).words == text


@pytest.mark.parametrize(("text", "places"), [("<pojok>ya", [0]), ("ya &lho; \ufffd", [3, 9]), ("a < b & c; <3", [])])
def test_what_was_not_read_is_found(text, places):
    assert list(leftovers(text)) == places


@given(scraped)
def test_reading_is_in_order_and_every_character_has_its_place(text):
    reading = as_read(text)
    spans = [Span(reading.place(at), reading.end(at + 1)) for at in range(len(reading.words))]
    for before, after in pairwise(spans):
        assert before.start < after.start
        assert before.end <= after.end
    assert all(0 <= span.start < span.end <= len(text) for span in spans)


@given(scraped)
def test_nothing_is_longer_than_it_was_and_what_is_plain_stays(text):
    reading = as_read(text)
    assert len(reading.words) <= len(text)
    plain = text.translate({ord(sign): "x" for sign in "<&âÂ"})
    assert as_read(plain).words == "".join(as_read(c).words for c in plain)


@given(st.text(st.sampled_from("<&\u00ad abc;/p"), max_size=40))
def test_a_span_is_what_its_words_were_made_of(text):
    reading = as_read(text)
    for start in range(len(reading.words)):
        span = Span(reading.place(start), reading.end(len(reading.words)))
        assert span.of(text).startswith(("<", "&")) or span.of(text)[0] == reading.words[start]
