"""What goes on paper: worksheets with room to write, their answers, and drawings without patterns."""

import html
import re

import pytest
from tools.publish import pack, worksheets
from tools.publish.hatching import draw_out

from helpers import load_article
from helpers.article.codebook import KINDS, closed_lists
from helpers.lenses.anonymity.ladder import load_ladder
from helpers.text.html import typographic

pytestmark = pytest.mark.kernel

EXERCISE = "who-says-so"


@pytest.fixture(scope="module")
def blank(root):
    return worksheets.blank(root / f"exercises/keys/{EXERCISE}.md")


@pytest.fixture(scope="module")
def answers(root):
    return worksheets.answers(root / f"exercises/keys/{EXERCISE}.md")


def test_a_worksheet_has_a_line_for_every_sentence_and_shows_the_sentence(blank):
    for article in map(load_article, ("islam-times-2021", "harakatuna-2024", "gelombang-keldoria")):
        for sentence in article.sentences:
            assert blank.count(f"<li><b>{sentence.id}</b>") >= 1
    lines = re.findall(r"<li><b>S\d\d</b>", blank)
    assert len(lines) == 13 + 19 + 18


def test_a_worksheet_gives_nothing_away_and_has_nothing_to_click(blank):
    assert "%%answer" not in blank
    assert "not answered" not in blank
    assert "Run this cell first" not in blank
    assert "needs a running kernel" not in blank


def test_an_item_stands_with_its_boxes_to_tick_and_nothing_says_click(root, blank):
    six = "☐ person ☐ organisation ☐ outlet ☐ unnamed ☐ vague ☐ narrator"
    words = " ".join(html.unescape(re.sub("<[^>]+>", " ", blank)).split())
    assert words.count(six) == 13 + 19 + 18 + 1, "a sentence each, and a question about the story that asks for a kind"
    assert not re.search(r"Shift \+ Enter|grey cell|run the cell|Press Check|Run the", words, re.IGNORECASE)
    bank = worksheets.blank(root / "exercises/keys/before-you-forward.md")
    assert bank.count("☐ says more") == 22
    assert "<li><b>P01</b>" not in bank, (
        "where the boxes stand with the passage, there is no second place for the answer"
    )


def test_a_drawn_worksheet_leaves_its_arrows_to_draw(root):
    sheet = worksheets.blank(root / "exercises/keys/sourcing-chains.md")
    first, second = re.findall(r'<ul class="lines">(.*?)</ul>', sheet, re.DOTALL)[:2]
    assert (first.count("<li>"), second.count("<li>")) == (5, 12), "of the first article, and of the invented story"
    assert not re.search("Press|Islam|Keldoria", first + second)


def test_the_answers_come_with_their_reasons(answers):
    words = html.unescape(re.sub("<[^>]+>", "", answers))
    plain = [one for one in load_article("harakatuna-2024").sentences if not one.contested]
    assert [one.id for one in plain if typographic(one.why)[:60] not in words] == []


def test_the_pack_has_both_stories_whole_and_nothing_of_their_coding():
    first, second, *_ = pack.sheets()
    for sheet, name in ((first, "islam-times-2021"), (second, "harakatuna-2024")):
        words = html.unescape(re.sub("<[^>]+>", "", sheet))
        sentences = load_article(name).sentences
        assert [one.id for one in sentences if one.text not in words or typographic(one.en) not in words] == []
        assert [kind for kind in KINDS if re.search(rf"\b{kind}\b", re.sub(r"<em>.*?</em>", "", sheet))] == []


def test_the_pack_has_a_card_for_every_kind_verdict_and_rung():
    cards = re.findall(r"<li><b>(.*?)</b>", "".join(pack.sheets()))
    assert cards == [*KINDS, *closed_lists()["verdict"].labels, *(rung.name for rung in reversed(load_ladder().rungs))]


def test_sentences_of_ones_own_get_more_room():
    sheet = worksheets._lines("Q01  ...\nT01  ...", [], set())
    assert sheet.count("<i></i>") > 2
    assert "lines long" in sheet


def test_a_hatched_area_keeps_its_lines_and_loses_its_pattern():
    drawing = (
        '<path d="M 10 10 \nL 80 10 \nL 80 20 \nz" clip-path="url(#p)" style="fill: url(#h1); opacity: 0.25"/>'
        '<pattern id="h1" width="72" height="72"><rect/><path d="M 0 0 \nL 9 9" style="stroke: #000"/></pattern>'
    )
    drawn = draw_out(drawing)
    assert "fill: url(#h1)" not in drawn
    assert re.findall(r"translate\((\d+) (\d+)\)", drawn) == [("0", "0"), ("72", "0")], "two tiles lie under the area"
    assert "opacity: 0.25" in drawn
