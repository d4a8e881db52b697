"""Where coders differ: every difference once, in words, and none where there is none; how much, by hand and by rule."""

from dataclasses import replace
from fractions import Fraction
from html.parser import HTMLParser
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers import ArticleError, article_ids, load_article, load_coding
from helpers.lenses.coders.agreement import (
    AgreementError,
    cohen_kappa,
    krippendorff_alpha,
    raw_agreement,
)
from helpers.lenses.coders.differences import Difference, compare, paired_spans

every_article = pytest.mark.parametrize("name", [*article_ids(), "gelombang-keldoria"])
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


SAME: tuple[int, int, dict[str, str]] = (0, 0, {})
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
    assert [words for words, _ in head] == ["Sentence", "Coder A", "Coder B"]
    cue, contested, loaded = rows
    assert cue == [("S14: the cue", None), ("Menurut sumber-sumber lokal", "id"), ("none", None)]
    assert contested == [("S14: contested", None), ("no", None), ("yes", None)]
    assert loaded[0] == (f"S14: {CODED.sentence('S14').loaded[0].span}", "id")


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1))
def test_whatever_a_coder_wrote_stays_text(words):
    other = with_sentence("S14", cue="<b>" + words, source='<script>"' + words)
    rows = _Cells(compare(CODED, other)._repr_html_()).rows[1:]
    assert [row[-1][0] for row in rows] == ['<script>"' + words, "<b>" + words]


# ---- how much: Krippendorff's printed example of four observers, and values worked by hand ----

FOUR = [
    [1, 2, 3, 3, 2, 1, 4, 1, 2, None, None, None],
    [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, None, 3],
    [None, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, None],
    [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, None],
]
answers = st.sampled_from(["person", "vague", "narrator", None])


def kappa_by_table(pairs):
    """From shares in a table, with exact fractions: another road to the same number."""
    labels = {label for pair in pairs for label in pair}
    total = len(pairs)
    observed = sum(Fraction(pairs.count((label, label)), total) for label in labels)
    chance = sum(
        Fraction(sum(a == label for a, _ in pairs), total) * Fraction(sum(b == label for _, b in pairs), total)
        for label in labels
    )
    return (observed - chance) / (1 - chance)


def alpha_by_pairs(codings):
    """Every ordered pair of answers looked at, one by one."""
    items = [[answer for answer in item if answer is not None] for item in zip(*codings, strict=True)]
    items = [item for item in items if len(item) > 1]
    everything = [answer for item in items for answer in item]
    within = sum(Fraction(sum(a != b for a, b in permutations(item, 2)), len(item) - 1) for item in items)
    anywhere = Fraction(sum(a != b for a, b in permutations(everything, 2)), len(everything) - 1)
    return 1 - within / anywhere


def test_alpha_of_the_printed_example_with_missing_answers():
    assert round(krippendorff_alpha(FOUR), 3) == 0.743


def test_alpha_of_the_printed_example_of_two_observers():
    assert round(krippendorff_alpha(["aabbdcccedda", "babbbccceddd"]), 3) == 0.692


def test_an_item_with_one_answer_changes_nothing():
    assert krippendorff_alpha([[*answers, None] for answers in FOUR[:3]] + [[*FOUR[3], 1]]) == krippendorff_alpha(FOUR)


@pytest.mark.parametrize(
    ("one", "two", "raw", "kappa"),
    [
        ("yynn", "ynnn", 0.75, 0.5),
        ("yn", "ny", 0, -1),
        ("ynyn", "yynn", 0.5, 0),
        ("abc", "abc", 1, 1),
        ("n" * 31 + "y", "n" * 30 + "yy", 31 / 32, 15 / 23),  # 96.9 % agreement: (992 - 932) / (1024 - 932)
        ("n" * 19 + "y", "y" + "n" * 19, 0.9, -1 / 19),  # 90 % agreement, and less than chance
    ],
)
def test_kappa_worked_by_hand(one, two, raw, kappa):
    assert raw_agreement(one, two) == pytest.approx(raw)
    assert cohen_kappa(one, two) == pytest.approx(kappa)


@given(st.lists(st.tuples(answers, answers), min_size=1, max_size=30))
def test_kappa_and_alpha_by_an_independent_road(items):
    one, two = zip(*items, strict=True)
    both = [pair for pair in items if None not in pair]
    labels = {label for pair in both for label in pair}
    if len(labels) > 1:
        assert cohen_kappa(one, two) == pytest.approx(float(kappa_by_table(both)))
        assert krippendorff_alpha([one, two]) == pytest.approx(float(alpha_by_pairs([one, two])))
        assert cohen_kappa(one, two) == cohen_kappa(two, one)
    else:
        for measure in (cohen_kappa, lambda *codings: krippendorff_alpha(codings)):
            with pytest.raises(AgreementError, match="nothing to"):
                measure(one, two)


@given(st.lists(st.tuples(answers, answers, answers), min_size=1, max_size=20))
def test_alpha_of_three_coders_by_an_independent_road(items):
    codings = list(zip(*items, strict=True))
    counted = [[a for a in item if a is not None] for item in items]
    if len({a for item in counted if len(item) > 1 for a in item}) > 1:
        assert krippendorff_alpha(codings) == pytest.approx(float(alpha_by_pairs(codings)))


def test_many_answers_of_one_kind_lower_kappa_at_equal_agreement():
    even, uneven = ("yyyynnnny", "yyyynnnnn"), ("yyyyyyyyy", "yyyyyyyyn")
    assert raw_agreement(*even) == raw_agreement(*uneven)
    assert cohen_kappa(*even) > 0.7
    assert cohen_kappa(*uneven) == 0


@pytest.mark.parametrize(
    ("measure", "told"),
    [
        (lambda: raw_agreement([], []), "No item was answered by both coders"),
        (lambda: raw_agreement(["person", None], [None, "person"]), "No item was answered by both coders"),
        (lambda: raw_agreement(["person"], ["person", "vague"]), "judged 1 and 2 items; give None"),
        (lambda: cohen_kappa([], []), "No item was answered"),
        (lambda: cohen_kappa(["no", "no"], ["no", "no"]), "one answer only, 'no'"),
        (lambda: krippendorff_alpha([]), "at least two coders"),
        (lambda: krippendorff_alpha([["person", "vague"]]), "at least two coders"),
        (lambda: krippendorff_alpha([[], []]), "No item was answered by two coders"),
        (lambda: krippendorff_alpha([["a", None], [None, "b"]]), "No item was answered by two coders"),
        (lambda: krippendorff_alpha([["no"], ["no"], ["no"]]), "one answer only, 'no'"),
        (lambda: krippendorff_alpha([["no"], ["no", "no"], ["no"]]), "judged 1 and 2 items"),
    ],
)
def test_what_cannot_be_told_says_why_in_a_sentence(measure, told):
    with pytest.raises(AgreementError, match=told) as error:
        measure()
    assert error.value._render_traceback_() == [str(error.value)]
    assert str(error.value).endswith(".")


@every_article
def test_paired_spans_hold_every_span_of_both_coders(name):
    one, two = (load_coding(name, coder) for coder in "ab")
    pairs = paired_spans(one, two)
    assert {span for span, _ in pairs if span} == {span for s in one.sentences for span in s.loaded}
    assert {span for _, span in pairs if span} == {span for s in two.sentences for span in s.loaded}
    shared = [pair for pair in pairs if None not in pair]
    assert all(left.start < right.end and right.start < left.end for left, right in shared)
    assert len(shared) == compare(one, two).shared_spans


def test_spans_of_other_sentences_are_not_paired():
    with pytest.raises(ArticleError, match="not of the same sentences"):
        paired_spans(CODED, load_coding("islam-times-2021", "a"))
