"""Names, answers and notes of strangers: nothing runs in a spreadsheet, nothing hides, every file system holds them."""

import csv
import io
import re
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from helpers.grading.export.gradebook import as_csv
from helpers.grading.folder import folder_names, safe_name
from helpers.text.visible import COMMENT, FILE_NAME, LINE, SHEET, SPELT, TERMINAL, TYPED, cell, clean, harmless_html

FORMULA = tuple("=+-@\uff1d\uff0b\uff0d\uff20")
anything = st.text(st.characters())  # halves of characters included


@given(st.lists(anything, min_size=1, max_size=4))
@example(["=1+1"]).via("a formula")
@example([" \t=1+1"]).via("behind white space")
@example(["a", "siti; =1+1"]).via("behind the other separator")
@example(['",=1+1,"', "\r=1", "\n+1", "\x00=1"]).via("out of the quotation marks")
def test_no_cell_of_a_table_is_a_formula_whatever_separator_a_spreadsheet_believes_in(words):
    written = as_csv([words]).decode()
    [row] = csv.reader(io.StringIO(written, newline=""))
    assert len(row) == len(words)
    for delimiter in ",;\t":
        for seen in (one for line in csv.reader(io.StringIO(written, newline=""), delimiter=delimiter) for one in line):
            assert not (delimiter != "," and seen.strip().startswith(FORMULA)), seen
    assert not any(one.lstrip().startswith(FORMULA) for one in row)
    assert not any(unicodedata.category(c) in ("Cc", "Cs") for c in "".join(row))


@given(st.text(st.characters(categories=("L", "N", "P", "Zs"))))
def test_plain_words_are_left_as_they_are(words):
    plain = words.replace(";", "").lstrip("".join(FORMULA) + "-")
    assert cell("x" + plain) == "x" + plain


def test_a_number_stays_a_number():
    assert as_csv([[0.5, 12, None, "12"]]) == b'0.5,12,"","12"\r\n'


@pytest.mark.parametrize("hidden", ["\u202e", "\u2066", "\u200b", "\x1b", "\x00", "\ufeff", "\U000e0041", "\ud800"])
def test_what_is_hidden_is_shown(hidden):
    assert clean(f"a{hidden}b", LINE) == "a\ufffdb"


def test_marks_piled_on_a_letter_do_not_reach_the_next_line():
    assert clean("a" + "\u0301" * 40 + "b", LINE) == "a" + "\u0301" * 3 + "b"


def test_scripts_that_need_joiners_keep_them():
    assert clean("می\u200cخواهم क्\u200dष", LINE) == "می\u200cخواهم क्\u200dष"


@given(anything)
@example("a\tb\n\x1b[31m\u202e")
def test_a_terminal_gets_the_same_words_and_nothing_that_it_would_obey(words):
    told = clean(words, TERMINAL)
    assert len(told) == len(words)
    for before, after in zip(words, told, strict=True):
        control = unicodedata.category(before) == "Cc" and before not in "\t\n"
        turns = "\u202a" <= before <= "\u202e" or "\u2066" <= before <= "\u2069"
        assert after == ("\ufffd" if control or turns else before)


@pytest.mark.parametrize(
    ("words", "spelt"),
    [
        ("Media lokal – “é”", "Media lokal – “é”"),
        ("Media\xa0lokal", r"Media\xa0lokal"),
        ("so\xadft\u200b", r"so\xadft\u200b"),
        ("a\nb\x1b[2J", r"a\nb\x1b[2J"),
    ],
)
def test_a_message_spells_out_what_cannot_be_seen(words, spelt):
    assert clean(words, SPELT) == spelt
    assert clean(spelt, SPELT) == spelt


@given(anything)
@example("S01\u200b\u202e\x1b\xa0\n\ue000")
@pytest.mark.parametrize(("policy", "instead"), [(TYPED, ""), (COMMENT, " "), (FILE_NAME, "\ufffd")])
def test_what_cannot_be_printed_goes_and_the_rest_stays(policy, instead, words):
    assert clean(words, policy) == "".join(c if c.isprintable() else instead for c in words)


@given(anything)
@example("S01\tnarrator\n\x0b\ud800\uffff")
def test_a_worksheet_that_is_kept_can_stand_in_xml(words):
    kept = clean(words, SHEET)
    assert not re.search("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]", kept)
    assert [c for c in kept if c != " "] == [c for c in words if c != " " and clean(c, SHEET) == c]


@given(anything)
def test_nothing_in_words_opens_a_tag_or_ends_an_attribute(words):
    assert not re.search("[<>\"']", harmless_html(words))


@given(
    st.lists(
        anything | st.sampled_from(["Siti", "siti", "SITI", "a/b", "a_b", "CON", "con.txt", "..", "José", "Jose\u0301"])
    )
)
def test_each_student_has_a_folder_of_her_own_that_every_system_can_hold(students):
    names = folder_names(students)
    assert names.keys() == set(students)
    alike = [unicodedata.normalize("NFC", name).casefold() for name in names.values()]
    assert len(set(alike)) == len(alike)
    for name in names.values():
        assert 0 < len(name.encode()) <= 120
        assert not re.search(r'[/\\:*?"<>|\x00-\x1f]', name)
        assert not name.startswith((".", "-", " "))
        assert not name.endswith((".", " "))
        assert name.split(".")[0].casefold() not in ("con", "prn", "aux", "nul", "com1", "lpt9", "com\u00b9")


def test_the_order_of_students_changes_no_name():
    students = ["budi/1", "Budi_1", "budi_1", "budi:1"]
    assert folder_names(students) == folder_names(students[::-1])


def test_names_stay_readable():
    assert safe_name("Siti Nurhaliza binti Tarudin") == "Siti Nurhaliza binti Tarudin"
    assert safe_name("ملاك علي") == "ملاك علي"
