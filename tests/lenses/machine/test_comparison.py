"""From what is found to one voice a sentence: the innermost of a stack, what goes on, and whose a pronoun is."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from helpers import load_article
from helpers.detection import detect
from helpers.detection.sources import MentionedSources, sentence_attributions, voice_kind
from helpers.lenses.machine.comparison import compare_with_coding, reason_html
from helpers.lenses.machine.explorer import NAMES, outcomes

OWN = ("islam-times-2021", "harakatuna-2024")


@pytest.fixture(scope="module")
def beside():
    return {id: compare_with_coding(load_article(id)) for id in OWN}


def read(text):
    return sentence_attributions(detect(text))


def sources(text):
    """The id of the source of each sentence."""
    identities = MentionedSources(text)
    return [identities.of(one.attribution).id if one.attribution else "narrator" for one in read(text)]


def test_the_two_articles_are_read_as_they_are_coded_but_for_a_few_sentences(beside):
    rows = [row for one in beside.values() for row in one.rows]
    assert len(rows) == 32
    assert all(row.boundary_right for row in rows)
    assert sum(row.right for row in rows) >= 28


@pytest.mark.parametrize("id", OWN)
def test_what_is_shown_counts_and_lists_what_was_read(beside, id):
    one = beside[id]
    right = sum(row.right for row in one.rows)
    assert f"{right} of {len(one.rows)} the right kind and the right source." in one.summary()
    assert [line.split(":")[0] for line in str(one).splitlines()[1:]] == [row.sentence.id for row in one.misses]
    assert one._repr_html_().count("<li>") == len(one.misses)
    clear = sum(word.certainty == "clear" for sentence in one.article.sentences for word in sentence.loaded)
    assert f"of the {clear} clear words" in one.loaded_summary()


def test_the_chapter_has_a_remark_of_its_own_for_every_miss(beside):
    chapter = (Path(__file__).parents[3] / "chapters/when-coders-disagree.md").read_text("utf-8")
    remarks = set(re.findall(r'^    "(S\d\d)": "', chapter, re.MULTILINE))
    assert {row.sentence.id for one in beside.values() for row in one.misses} <= remarks


def test_the_innermost_of_a_stack_speaks_and_the_others_relay_it():
    [one] = read("Mengutip Sputnik, Press TV melaporkan sumber militer mengatakan hujan turun.")
    assert voice_kind(one) == "unnamed"
    text = "Mengutip Sputnik, Press TV melaporkan sumber militer mengatakan hujan turun."
    assert [relay.source.of(text) for relay in one.relays] == ["Press TV", "Sputnik"]


def test_a_quotation_of_several_sentences_is_one_speakers():
    text = '"Kami menunggu panen. Gudang kami masih kosong. Harga akan turun," kata Rini Sekarlangit.'
    assert [voice_kind(one) for one in read(text)] == ["person"] * 3
    assert [one.carried for one in read(text)] == [True, True, False]
    assert len(set(sources(text))) == 1


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("Hujan turun. Kota sepi.", ["narrator", "narrator"]),
        ("Bupati Rini Sekarlangit mengatakan hujan turun. Ia menambahkan sungai naik.", ["sekarlangit"] * 2),
        ("Rini Sekarlangit mengatakan hujan turun. Rini menegaskan sungai naik.", ["sekarlangit"] * 2),
        ("Rini Sekarlangit mengatakan hujan turun. Bima Langit membantah kabar itu.", ["sekarlangit", "langit"]),
        ("Menurut sumber militer, hujan turun. Sumber itu mengatakan sungai naik.", ["sumber-militer"] * 2),
    ],
)
def test_one_source_has_one_id(text, ids):
    assert sources(text) == ids


def test_two_who_speak_together_are_not_one_of_them():
    text = "Rini Sari mengatakan hujan turun. Rini Sari dan Bima Langit mengatakan sungai naik."
    assert len(set(sources(text))) == 2


def test_a_text_without_sentences_has_no_reading():
    assert read("") == ()


@pytest.mark.parametrize("id", OWN)
def test_the_last_step_of_the_slider_is_the_detector_itself(beside, id):
    last = outcomes(load_article(id), len(NAMES))
    said = [row for row in beside[id].rows if row.sentence.kind != "narrator"]
    assert sum(row.verdict == "hit" for row in last.rows) == sum(row.kind != "narrator" for row in said)
    assert NAMES[-1] in last.summary()


def test_a_reason_marks_the_articles_words_and_nothing_of_it_is_obeyed():
    html = reason_html(load_article(OWN[0]), "`<b>kata` and <i>")
    assert html == '<span lang="id">&lt;b&gt;kata</span> and &lt;i&gt;'
