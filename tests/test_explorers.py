"""Explorers answer to every control, and leave the same content for whoever has no kernel."""

import re
from html import escape

import pytest

pytest.importorskip("ipywidgets", reason="explorers need the extra [book]")

from ipywidgets import HTML

from helpers import ArticleError, article_ids, load_article
from helpers.article.codebook import KINDS
from helpers.exercises import ask
from helpers.exercises.worksheet import answer_cell, parse
from helpers.explorers import (
    compare_coders,
    explore_voices,
    sentences_of,
    slide_detector,
    swap_words,
    walk_chain,
    worksheet_form,
)
from helpers.lenses.coders.differences import adjudicated
from helpers.lenses.machine.explorer import LEVELS
from helpers.lenses.voices.explorer import speakers

EXPLORERS = [explore_voices, walk_chain, swap_words, compare_coders, slide_detector]
every_article = pytest.mark.parametrize("name", article_ids())


def numbers(html):
    return re.findall(r"Reasons for \w+·(S\d+)", html)


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


@every_article
def test_a_speaker_shows_what_he_or_she_carries(name):
    kinds, speaking, told, shown = explore_voices(name).children
    for source in speakers(load_article(name)):
        speaking.value = source.id
        coded = [sentence.id for sentence in load_article(name).sentences if sentence.source == source.id]
        assert numbers(shown.value) == coded
        assert f"{len(coded)} of " in told.value
    kinds.value = "narrator"
    assert speaking.value in dict(speaking.options).values()


@every_article
def test_a_walk_goes_forth_and_back_and_stops_at_its_ends(name):
    chosen, words, buttons, drawn, shown = walk_chain(name).children
    back, on = buttons.children
    for sentence in chosen.options:
        chosen.value = sentence
        assert sentence in words.value
        first = shown.value
        assert "Hop 1 of" in first
        assert drawn.value.count("you are here") == 1
        for _ in range(20):
            on.click()
        assert "The chain ends here" in shown.value or "There is no chain" in shown.value
        for _ in range(20):
            back.click()
        assert shown.value == first


@every_article
def test_every_box_swaps_its_word_and_back(name):
    chosen, _, boxes, changed, reasons = swap_words(name).children
    for sentence in chosen.options:
        chosen.value = sentence
        plain = changed.value
        for box in boxes.children:
            box.value = True
            assert changed.value != plain
            assert ": swapped]" in changed.value
            box.value = False
            assert changed.value == plain
        assert "<li>" in reasons.value


@every_article
def test_a_prediction_reveals_and_the_next_difference_hides_again(name):
    buttons, asked, predicted, shown = compare_coders(name).children
    _, on = buttons.children
    for one in adjudicated(name):
        assert f"Difference {one.number} of {one.of}" in asked.value
        assert "Decided" not in shown.value
        predicted.value = one.taken[0]
        assert "✓ As you predicted" in shown.value
        on.click()


@every_article
def test_a_laxer_list_finds_no_fewer(name):
    slider, buttons, told, shown = slide_detector(name).children
    stricter, laxer = buttons.children
    counts = []
    for level in range(1, len(LEVELS) + 1):
        assert f"Level {level} of" in told.value
        counts.append(shown.value.count("✓ hit"))
        laxer.click()
    assert counts == sorted(counts)
    for _ in LEVELS:
        stricter.click()
    assert slider.index == 0


def test_a_form_writes_lines_that_the_worksheet_reads():
    _, *fields, told, lines = worksheet_form("voices", article="islam-times-2021").children
    fields[0].value, fields[2].value = "person", "narrator"
    name, text = answer_cell(lines.value)
    assert name == "voices"
    assert [line.value for line in parse(name, text).lines][:3] == ["person", "", "narrator"]
    assert f"2 of {len(fields)} filled in" in told.value
    composed = lines.value
    lines.value = "something typed over it"
    assert lines.value == composed


def test_a_form_asks_for_words_where_there_is_no_choice():
    _, *fields, _, _ = worksheet_form("relays", asks="relays").children
    asked = ask("relays").questions
    assert [field.description for field in fields] == [one.typed for one in asked]
    assert [hasattr(field, "placeholder") for field in fields] == [not one.key.labels for one in asked]
    assert {bool(one.key.labels) for one in asked} == {True, False}


@every_article
@pytest.mark.parametrize("explorer", EXPLORERS)
def test_who_has_no_kernel_reads_the_same(explorer, name, capsys):
    shown = explorer(name)
    assert load_article(name).sentences[0].id in shown.static
    assert shown.static.startswith('<details lang="en"><summary>')
    shown._ipython_display_()
    assert "open this notebook in a browser" in capsys.readouterr().out


def controls(widget):
    """Everything that takes the keyboard's focus, at any depth."""
    inside = [one for child in getattr(widget, "children", ()) for one in controls(child)]
    return inside if inside or hasattr(widget, "children") else [widget] * (not isinstance(widget, HTML))


@every_article
@pytest.mark.parametrize("explorer", EXPLORERS)
def test_every_control_has_a_label_and_the_articles_words_have_their_language(explorer, name):
    shown = explorer(name)
    assert controls(shown)
    assert [one for one in controls(shown) if not one.description] == []
    words = [one.value for one in shown.children if isinstance(one, HTML)]
    assert 'role="status"' in "".join(words)
    for sentence in load_article(name).sentences:
        for html in (*words, shown.static):
            at = html.find(escape(sentence.text))
            assert at == -1 or html[:at].endswith(('lang="id">', "</span> "))


@pytest.mark.parametrize("call", [lambda name: sentences_of(name, "all"), explore_voices, walk_chain, swap_words])
def test_an_article_that_is_not_there_is_named(call):
    with pytest.raises(ArticleError, match='did you mean "islam-times-2021"'):
        call("islam-time-2021")
