"""Where two coders differ: every difference once, in words, and none where there is none."""

from dataclasses import replace
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers import ArticleError, article_ids, load_article, load_coding
from helpers.agreement import Difference, compare

every_article = pytest.mark.parametrize("name", article_ids())
CODED = load_article("harakatuna-2024")


def with_sentence(id, **fields):
    """The second article, one sentence coded otherwise."""
    sentences = tuple(replace(s, **fields) if s.id == id else s for s in CODED.sentences)
    return replace(CODED, sentences=sentences)


LABEL = CODED.sentence("S13").loaded[0]  # "gerombolan teroris", clear


def marked(*spans):
    """The second article, S13 with these spans alone: first and last character after those of LABEL, other fields."""
    return with_sentence(
        "S13",
        loaded=tuple(
            replace(LABEL, start=start, end=end, span=CODED.text[start:end], **fields)
            for start, end, fields in ((LABEL.start + first, LABEL.end + last, fields) for first, last, fields in spans)
        ),
    )


SAME = (0, 0, {})
FEAR = (0, 0, {"technique": "fear"})
LENGTH = LABEL.end - LABEL.start


@every_article
def test_a_coding_agrees_with_itself(name):
    same = compare(load_coding(name, "a"), load_coding(name, "a"))
    assert same.rows == ()
    assert same.same_source == len(same.article.sentences)
    assert same.shared_spans == same.spans[0] == same.spans[1] > 0
    assert "<table" not in same._repr_html_()
    assert str(same) == same.summary()


@every_article
def test_the_two_coders_agree_on_who_speaks_in_every_sentence(name):
    told = compare(load_coding(name, "a"), load_coding(name, "b"))
    assert told.same_source == len(told.article.sentences)
    assert not [row for row in told.rows if row.about == "who speaks"]
    assert told.rows


@every_article
def test_swapping_the_coders_swaps_the_answers_and_nothing_else(name):
    one, two = load_coding(name, "a"), load_coding(name, "b")
    there, back = compare(one, two), compare(two, one)
    voices = [row for row in there.rows if row.about != "loaded words"]
    assert voices == [replace(r, one=r.two, two=r.one) for r in back.rows if r.about != "loaded words"]
    assert there.spans == back.spans[::-1]


@pytest.mark.parametrize(
    ("fields", "row"),
    [
        ({"source": "narrator"}, Difference("S14", "who speaks", "", "local-sources", "narrator")),
        ({"cue": ""}, Difference("S14", "the cue", "", "Menurut sumber-sumber lokal", "none")),
        ({"link": "carried"}, Difference("S14", "the link", "", "explicit", "carried")),
        ({"mode": "mixed"}, Difference("S14", "the mode", "", "indirect", "mixed")),
        ({"contested": True}, Difference("S14", "contested", "", "no", "yes")),
    ],
)
def test_each_decision_is_compared(fields, row):
    told = compare(CODED, with_sentence("S14", **fields))
    assert told.rows == (row,)
    assert told.same_source == len(CODED.sentences) - (row.about == "who speaks")
    assert f"S14 {row.about}: A {row.one}, B {row.two}" in str(told)


@pytest.mark.parametrize(
    ("one", "two", "answers", "shared"),
    [
        ([SAME], [SAME], [], 1),
        ([SAME], [(-4, 0, {})], [], 1),
        ([SAME], [(LENGTH - 1, LENGTH - 1, {})], [], 1),
        ([SAME], [(LENGTH, LENGTH, {})], [("label, clear", "not marked"), ("not marked", "label, clear")], 0),
        ([SAME], [FEAR], [("label, clear", "fear, clear")], 1),
        ([SAME], [(0, 0, {"certainty": "arguable"})], [("label, clear", "label, arguable")], 1),
        ([SAME], [], [("label, clear", "not marked")], 0),
        ([], [SAME], [("not marked", "label, clear")], 0),
        ([SAME, FEAR], [FEAR, SAME], [], 2),
        ([SAME], [FEAR, SAME], [("label, clear", "fear, clear")], 1),
        ([FEAR, SAME], [SAME], [("fear, clear", "label, clear")], 2),
        ([], [], [], 0),
    ],
)
def test_loaded_words_are_compared_by_overlap_and_no_difference_is_lost(one, two, answers, shared):
    ours, theirs = marked(*one), marked(*two)
    told = compare(ours, theirs)
    assert [(row.one, row.two) for row in told.rows] == answers
    elsewhere = sum(len(s.loaded) for s in CODED.sentences if s.id != "S13")
    assert told.shared_spans == elsewhere + shared
    assert told.spans == (elsewhere + len(one), elsewhere + len(two))


@pytest.mark.parametrize(
    "other",
    [
        load_coding("islam-times-2021", "a"),
        replace(CODED, sentences=CODED.sentences[:-1]),
        with_sentence("S01", text="Bukan ini."),
    ],
    ids=["another article", "a sentence less", "another text"],
)
def test_codings_of_other_sentences_are_refused(other):
    with pytest.raises(ArticleError, match="not of the same sentences"):
        compare(CODED, other)


class _Cells(HTMLParser):
    """The table's cells: text and language."""

    def __init__(self, html):
        super().__init__()
        self.open, self.rows = [], []
        self.feed(html)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag, attributes):
        self.open.append((tag, dict(attributes)))
        if tag == "tr":
            self.rows.append([])
        if tag in ("td", "th"):
            self.rows[-1].append(("", None))

    def handle_endtag(self, tag):
        assert self.open.pop()[0] == tag

    def handle_data(self, words):
        if any(tag in ("td", "th") for tag, _ in self.open):
            lang = next((attrs["lang"] for _, attrs in reversed(self.open) if "lang" in attrs), None)
            self.rows[-1][-1] = (self.rows[-1][-1][0] + words, lang)


def test_the_table_has_a_row_a_difference_and_marks_the_articles_language():
    other = with_sentence("S14", cue="", contested=True, loaded=())
    head, *rows = _Cells(compare(CODED, other)._repr_html_()).rows
    assert [words for words, _ in head] == ["Sentence", "About", "Words", "Coder A", "Coder B"]
    cue, contested, loaded = ([cell for cell in row if cell[0]] for row in rows)
    assert cue == [("S14", None), ("the cue", None), ("Menurut sumber-sumber lokal", "id"), ("none", None)]
    assert contested == [("S14", None), ("contested", None), ("no", None), ("yes", None)]
    assert loaded[2] == (CODED.sentence("S14").loaded[0].span, "id")


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1))
def test_whatever_a_coder_wrote_stays_text(words):
    other = with_sentence("S14", cue="<b>" + words, source='<script>"' + words)
    rows = _Cells(compare(CODED, other)._repr_html_()).rows[1:]
    assert [row[-1][0] for row in rows] == ['<script>"' + words, "<b>" + words]
