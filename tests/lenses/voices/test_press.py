"""A sentence whose voices are pressed: each is offered in both languages and answered with the coding's reason."""

import re

import pytest

from helpers import ArticleError, load_article
from helpers.lenses.voices.press import press

ARTICLE = load_article("islam-times-2021")
VOICES = {"sputnik": "Arabic-language Sputnik", "press-tv": "Press TV", "sputnik-source": "a news source"}


def shown():
    return press(ARTICLE, "S02", VOICES)._repr_html_()


def test_each_voice_is_a_choice_with_its_words_in_both_languages():
    html = shown()
    for at, (id, english) in enumerate(VOICES.items(), 1):
        assert html.count(f'type="radio" name="ks-press" id="ks-press-{at}"') == 1
        for words in (ARTICLE.sources[id].as_written, english):
            assert f'<label for="ks-press-{at}">{words}</label>' in html


def test_one_choice_is_right_and_each_is_told_why():
    answers = re.findall(r'<p class="ks-(right|wrong)"><strong>(?:Yes, this one|Not this one): .*?</p>', shown())
    assert answers == ["wrong", "wrong", "right"]
    assert shown().count("Press TV and Sputnik pass the words on") == 2


def test_the_sentence_keeps_its_words():
    said = re.search(r'<p class="ks-said" lang="id">(.*?)</p>', shown())[1]
    assert re.sub("<.*?>", "", said) == ARTICLE.sentence("S02").text


def test_a_gloss_with_an_apostrophe_can_be_pressed_too():
    html = press(ARTICLE, "S09", {"raeisi": "Iran's judiciary chief Ebrahim Raeisi"})._repr_html_()
    assert '<label for="ks-press-1">Iran’s judiciary chief Ebrahim Raeisi</label>' in html


@pytest.mark.parametrize(
    ("id", "voices", "told"),
    [
        ("S02", {"press-tv": "Press TV"}, 'is said by "sputnik-source"'),
        ("S02", {**VOICES, "press-tv": "Pravda"}, r'"Press TV" \("Pravda"\) does not stand in S02'),
        ("S09", {"raeisi": "the president"}, "does not stand in S09"),
        ("S99", VOICES, "has no sentence S99"),
    ],
)
def test_what_cannot_be_shown_is_refused_with_its_reason(id, voices, told):
    with pytest.raises(ArticleError, match=told):
        press(ARTICLE, id, voices)
