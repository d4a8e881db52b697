"""Worksheets are read forgivingly, and nothing that a student types breaks them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.exercises.session import Session
from helpers.exercises.worksheet import LONGEST, MOST_LINES, answer_cell, parse

SESSION = Session()
answer = SESSION.answer


@pytest.mark.parametrize(
    "line",
    [
        "S07  narrator",
        "s7 narrator",
        "S 7: narrator",
        "S07:narrator",
        "S07\tnarrator",
        "S07 = narrator",
        "S07 – narrator",
        "S07, narrator",
        "- S07 narrator",
        "• s07 narrator",
        "* S7) narrator",
        "3. S07 narrator",
        "7 narrator",
        "7. narrator",
        "Ｓ０７　narrator",
        "٧ narrator",
        "S٠٧ narrator",
        "S07narrator",
        "Sentence 7: narrator",
        "Kalimat 7: narrator",
        "   S07     narrator   ",
        "S07 narrator # no cue",
        "\u200bS07\u200b narrator",
        "S07\u00a0narrator",
        "S007 narrator",
    ],
)
def test_a_line_whose_meaning_is_plain_is_understood(line):
    assert [(read.item, read.value) for read in parse("voices", line).lines] == [("S07", "narrator")]


@pytest.mark.parametrize("blank", ["S07", "S07 ...", "S07 …", "S07 ____", "S07 -", "S07 ?", "S07:", "S07 # later"])
def test_a_blank_is_no_answer(blank):
    sheet = parse("voices", blank)
    assert sheet.lines_of("S07") == []
    assert "0 of" in str(sheet)


@pytest.mark.parametrize("line", ["narrator", "banana 7", "???", "SEVEN narrator", "S narrator", "S1234 narrator"])
def test_a_line_that_names_no_item_is_kept_with_its_number(line):
    sheet = parse("voices", f"S01 person\n{line}")
    assert [(read.number, read.item, read.words) for read in sheet.lines[1:]] == [(2, "", line)]


def test_remarks_and_empty_lines_are_left_alone():
    sheet = parse("voices", "# my notes\n\n   \nS01 person")
    assert [line.item for line in sheet.lines] == ["S01"]


def test_line_numbers_count_from_the_first_line_below_the_name():
    assert [line.number for line in parse("voices", "S01 person\n\nS02 vague").lines] == [1, 3]


def test_running_a_worksheet_again_replaces_it():
    answer("again", "S01 person")
    answer("again", "S01 vague")
    assert SESSION.check("again", article="islam-times-2021").verdicts[0].answer == "vague"


def test_worksheets_do_not_mix():
    answer("one", "S01 person")
    answer("two", "S01 vague")
    assert SESSION.check("one", article="islam-times-2021").verdicts[0].answer == "person"


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("%%answer voices\nS01 person", "voices"),
        ("\n\n%%answer voices\nS01 person", "voices"),
        ("%%answer   voices  \nS01 person", "voices"),
        ("%%answer voices # mine\nS01 person", "voices"),
        ("\ufeff%%answer voices\nS01 person", "voices"),
        ("%%answer voices\r\nS01 person", "voices"),
    ],
)
def test_a_worksheet_cell_is_recognised(source, name):
    assert answer_cell(source)[0] == name
    assert "S01 person" in answer_cell(source)[1]


@pytest.mark.parametrize(
    "source",
    ["", "import os", "%%answer", "%%answer   ", "%%answers voices\nS01 x", "# %%answer voices", "%%bash\n%%answer v"],
)
def test_another_cell_is_no_worksheet(source):
    assert answer_cell(source) is None


@given(st.text())
def test_any_text_at_all_is_read_and_told(text):
    sheet = answer("anything", text)
    assert str(sheet)
    assert len(sheet.lines) <= len(text.splitlines())


@given(st.text(), st.text())
def test_any_name_at_all_is_a_name(name, text):
    assert answer(name, text).name.strip()


def test_an_endless_worksheet_is_cut():
    assert len(parse("long", "S01 person\n" * LONGEST).lines) == MOST_LINES


@pytest.mark.parametrize(
    ("line", "item", "value"),
    [
        ("Q03  8", "Q03", "8"),
        ("q3: 8", "Q03", "8"),
        ("S11a label", "S11a", "label"),
        ("s11 A label", "S11", "A label"),
        ("11A: label", "S11a", "label"),
        ("Claim 4 unsupported", "S04", "unsupported"),
        ("T01 12 orang tewas", "T01", "12 orang tewas"),
        ("S13 gerombolan teroris; Sel-sel tidur", "S13", "gerombolan teroris; Sel-sel tidur"),
    ],
)
def test_items_of_every_exercise_are_understood(line, item, value):
    [read] = parse("any", line).lines
    assert (read.item, read.value) == (item, value)


def test_handing_in_again_counts_the_turns():
    assert [answer("turns", text).turn for text in ("S01 vague", "S01 vague", "")] == [1, 2, 3]
