"""The text that a student hands in: what is written is read again, and its code tells one answer from another."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.exercises.handing_in import LETTERS, HandedIn, as_text, code, read

ITEMS = st.integers(1, 30).map("S{:02}".format)
ANSWERS = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]) | st.just(" "), min_size=1, max_size=30)
LINES = st.builds("{}  {}".format, ITEMS, ANSWERS.map(str.strip).filter(bool))
SHEETS = st.lists(LINES, min_size=1, max_size=8).map("\n".join)
WORKS = st.builds(
    lambda one, two, first, name: HandedIn("who-says-so", (("one", one), ("two", two)), name, first=first),
    SHEETS,
    SHEETS,
    st.lists(SHEETS, max_size=1).map(lambda texts: tuple(("one", text) for text in texts)),
    st.sampled_from(["Siti Aminah", "20260101", "José Ñíguez", ""]),
)


@given(WORKS)
def test_what_is_written_is_read_again(work):
    [again] = read(as_text(work))
    assert (again.exercise, again.name, again.worksheets, again.first) == (
        work.exercise,
        work.name,
        work.worksheets,
        work.first,
    )
    assert again.code == code(again.exercise, again.worksheets)


@given(WORKS, WORKS)
def test_another_answer_has_another_code_and_another_name_has_the_same(one, two):
    assert set(code("x", one.worksheets)) <= set(LETTERS)
    told = [[(name, text.split()) for name, text in work.worksheets] for work in (one, two)]
    assert (code("x", one.worksheets) == code("x", two.worksheets)) == (told[0] == told[1])
    assert code("x", one.worksheets) != code("y", one.worksheets)


def test_the_code_is_the_same_in_every_edition():
    """These letters stand in gradebooks: whoever changes how they are made changes what students were shown."""
    assert code("who-says-so", [("first-article", "S01  narrator\nS02  ...")]) == "ETGRBG"
    assert code("", []) == "JAVMQE"


@pytest.mark.parametrize(
    "head",
    [
        "Kata Siapa? who-says-so",
        "> Kata siapa? who-says-so",
        ">> KATA SIAPA? who-says-so  ",
        "*Kata Siapa?* who-says-so",
        "• Kata Siapa ? who-says-so",
        "\u200eKata\u00a0Siapa? who-says-so",
    ],
)
@pytest.mark.parametrize(
    "sheet", ["%%answer voices", "%% Answer voices", "> %%answer: voices", "- %%answer voices", "％％answer voices"]
)
@pytest.mark.parametrize("name", ["Name: Siti", "> nama : Siti", "*Name:* Siti"])
def test_a_line_is_known_whatever_a_messenger_did_to_it(head, sheet, name):
    [work] = read(f"Selamat malam\n{head}\n{name}\n{sheet}\n> S01  person\n")
    assert (work.exercise, work.name, work.worksheets) == ("who-says-so", "Siti", (("voices", "S01  person"),))


def test_a_question_in_a_message_is_no_head():
    assert read("Kata siapa? Kata saya, begitu saja.\nKata siapa itu?\nName: Siti") == []


def test_several_hand_in_in_one_text():
    works = [HandedIn("who-says-so", (("one", f"S01  {name}"),), name) for name in ("Siti", "Budi", "Dewi")]
    assert [work.name for work in read("\n".join(map(as_text, works)))] == ["Siti", "Budi", "Dewi"]
