"""Loaded words are counted as they are coded, a charge is followed by name, and all of it is said in words."""

import re
from collections import Counter
from dataclasses import replace
from pathlib import Path

import matplotlib.pyplot as plt
import pytest
from matplotlib.colors import to_rgb

from helpers import ArticleError, article_ids, load_article
from helpers.article.codebook import TECHNIQUES, VOICES
from helpers.figures import charge_moves, loaded_words
from helpers.lenses.figure import INK
from helpers.lenses.framing.figure import VOICE_MARKS

CHAPTER = Path(__file__).parents[3] / "chapters" / "loaded-framing.md"
STEPS = [
    ("S01", "proyek Amerika dan Israel", "American and Israeli project"),
    ("S02", "bertujuan untuk menyebarkan ketidakamanan", "aim to spread insecurity"),
    ("S12", "didalangi oleh Israel dan AS", "masterminded by Israel and the US"),
    ("S18", "didukung asing", "foreign-backed"),
]


pytestmark = pytest.mark.usefixtures("no_window")


@pytest.fixture(scope="module")
def articles():
    return [load_article(name) for name in ("islam-times-2021", "harakatuna-2024")]


def words_of(ax):
    return [text.get_text() for text in ax.texts if text.get_text()]


def spans_of(article):
    return [loaded for sentence in article.sentences for loaded in sentence.loaded]


def rows_of(ax, articles):
    """What stands in the row of each technique and article: letters, or "none"."""
    rows, technique = {}, ""
    outlets = {article.publication.outlet: article.id for article in articles}
    place = None
    for words in words_of(ax)[: -2 * len(VOICES)]:
        if words.partition(":")[0] in TECHNIQUES:
            technique = words.partition(":")[0]
        elif words in outlets:
            place = rows.setdefault((technique, outlets[words]), [])
        else:
            place.append(words)
    return rows


def shown_whole(ax):
    ax.figure.canvas.draw()
    frame = ax.figure.bbox
    boxes = [text.get_window_extent() for text in ax.texts if text.get_text()]
    for text, box in zip((text for text in ax.texts if text.get_text()), boxes, strict=True):
        assert frame.x0 <= box.x0 < box.x1 <= frame.x1, text.get_text()
        assert frame.y0 <= box.y0 < box.y1 <= frame.y1, text.get_text()
    assert not any(one.overlaps(two) for at, one in enumerate(boxes) for two in boxes[:at])


def contrast(one, two):
    def light(colour):
        channels = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in to_rgb(colour))
        return sum(part * channel for part, channel in zip((0.2126, 0.7152, 0.0722), channels, strict=True)) + 0.05

    dark, bright = sorted((light(one), light(two)))
    return bright / dark


def test_each_row_has_a_letter_for_every_span_of_its_article_and_technique(articles):
    rows = rows_of(loaded_words(articles), articles)
    assert rows.keys() == {(technique, name) for technique in TECHNIQUES for name in article_ids()}
    for article in articles:
        for technique in TECHNIQUES:
            voices = Counter(loaded.voice for loaded in spans_of(article) if loaded.technique == technique)
            letters = [VOICE_MARKS[voice][0] for voice in VOICES for _ in range(voices[voice])]
            assert rows[technique, article.id] == (letters or ["none"])


def test_one_article_alone_and_one_without_loaded_words_can_be_shown(articles):
    bare = replace(articles[0], sentences=tuple(replace(one, loaded=()) for one in articles[0].sentences))
    rows = rows_of(loaded_words([bare]), [bare])
    assert set(map(tuple, rows.values())) == {("none",)}


def test_the_letters_are_explained(articles):
    assert words_of(loaded_words(articles))[-2 * len(VOICES) :] == [
        *("A", "the article's own voice"),
        *("R", "reported, without quotation marks"),
        *("Q", "inside quotation marks"),
    ]


def test_voices_differ_by_letter_and_pattern_and_can_be_read():
    assert tuple(VOICE_MARKS) == tuple(VOICES)
    letters, _, fills, patterns = zip(*VOICE_MARKS.values(), strict=True)
    assert len(set(letters)) == len(set(fills)) == len(set(patterns)) == len(VOICES)
    assert all(contrast(INK, fill) >= 4.5 for fill in fills)


def test_a_charge_is_followed_from_voice_to_voice_in_words(articles):
    told = words_of(charge_moves(articles[1], STEPS))
    assert " ".join(told[:2]) == "S01  person: Menteri Luar Negeri Iran, Abbas Araghchi"
    for words in ("S02  narrator: no one is named", "S12  narrator: no one is named", "S18  vague: Media lokal"):
        assert words in told
    for id, span, english in STEPS:
        assert f"“{span}” ({english})" in " ".join(told), id


def test_another_kind_of_voice_stands_further_right_and_the_same_kind_in_line(articles):
    ax = charge_moves(articles[1], STEPS)
    lefts = [text.get_position()[0] for text in ax.texts if re.match(r"S\d\d", text.get_text())]
    assert lefts[0] < lefts[1] == lefts[2] < lefts[3]


@pytest.mark.parametrize(
    ("step", "told"),
    [
        (("S12", "dalang", "mastermind"), 'S12 of harakatuna-2024 has no loaded span "dalang"; it has: "kelompok'),
        (("S04", "waspada", "vigilant"), "it has: none."),
        (("S20", "teroris", "terrorist"), "S01 to S19"),
    ],
)
def test_words_that_are_not_coded_are_refused(articles, step, told):
    with pytest.raises(ArticleError, match=re.escape(told)):
        charge_moves(articles[1], [step])


def test_no_words_leave_the_figures_or_cover_each_other(articles):
    shown_whole(loaded_words(articles))
    shown_whole(charge_moves(articles[1], STEPS))


@pytest.mark.parametrize("draw", [lambda a, ax: loaded_words(a, ax=ax), lambda a, ax: charge_moves(a[1], STEPS, ax)])
def test_figures_are_drawn_where_they_are_told(articles, draw):
    figure, (left, right) = plt.subplots(1, 2)
    assert draw(articles, right) is right
    assert not left.texts
    assert plt.get_fignums() == [figure.number]


def test_an_outlets_name_is_drawn_as_it_is_written(articles):
    odd = replace(articles[0], publication=replace(articles[0].publication, outlet=r"$\frac$"))
    ax = loaded_words([odd])
    ax.figure.canvas.draw()
    assert r"$\frac$" in words_of(ax)


def test_the_chapter_tells_in_words_what_its_figure_counts(articles):
    alt = " ".join(CHAPTER.read_text("utf-8").split())
    for technique in TECHNIQUES:
        told = []
        for article in articles:
            voices = Counter(loaded.voice for loaded in spans_of(article) if loaded.technique == technique)
            counts = ", ".join(f"{voices[voice]} {VOICE_MARKS[voice][0]}" for voice in VOICES if voices[voice])
            told.append(f"{article.publication.outlet} {counts or 'none'}")
        assert f"{technique.capitalize()}: {'; '.join(told)}." in alt
    assert f"all {sum(len(spans_of(article)) for article in articles)} words and phrases" in alt


def test_the_chapters_plainer_wordings_are_those_of_the_coding(articles):
    chapter = " ".join(CHAPTER.read_text("utf-8").split())
    attack = next(loaded for loaded in articles[1].sentence("S16").loaded if loaded.neutral_id)
    assert f"[{attack.neutral_id}]{{.language-id}}" in chapter
    groups, charge = articles[1].sentence("S12").loaded
    assert f"[{groups.neutral_id} yang {charge.neutral_id}]{{.language-id}}" in chapter
