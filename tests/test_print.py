"""What goes on paper: worksheets with room to write, their answers, and drawings without patterns."""

import html
import re

import pytest
from tools.publish import worksheets
from tools.publish.hatching import draw_out

from helpers import load_article
from helpers.text.html import typographic

pytestmark = pytest.mark.kernel

EXERCISE = "who-says-so"


@pytest.fixture(scope="module")
def blank(root):
    return worksheets.blank(root / f"exercises/{EXERCISE}.ipynb")


@pytest.fixture(scope="module")
def answers(root):
    return worksheets.answers(root / f"exercises/keys/{EXERCISE}.md")


def test_a_worksheet_has_a_line_for_every_sentence_and_shows_the_sentence(blank):
    for article in map(load_article, ("islam-times-2021", "harakatuna-2024")):
        for sentence in article.sentences:
            assert blank.count(f"<li><b>{sentence.id}</b>") >= 1
    lines = re.findall(r"<li><b>S\d\d</b>", blank)
    assert len(lines) == 13 + 19


def test_a_worksheet_gives_nothing_away_and_has_nothing_to_click(blank):
    assert "%%answer" not in blank
    assert "not answered" not in blank
    assert "Run this cell first" not in blank
    assert "needs a running kernel" not in blank


def test_the_answers_come_with_their_reasons(answers):
    words = html.unescape(re.sub("<[^>]+>", "", answers))
    plain = [one for one in load_article("harakatuna-2024").sentences if not one.contested]
    assert [one.id for one in plain if typographic(one.why)[:60] not in words] == []


def test_sentences_of_ones_own_get_more_room():
    sheet = worksheets._lines("%%answer x\nQ01  ...\nT01  ...")
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
