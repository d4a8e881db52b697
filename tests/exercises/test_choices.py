"""The words around answers come from a file, for each language the same."""

import pytest

from helpers.article import files
from helpers.exercises.answers.number import whole_number
from helpers.exercises.choices import number_words


def test_numbers_to_twenty_and_all_tens_have_a_word_in_both_languages():
    assert set(number_words().values()) == {*range(21), 30, 40, 50, 60, 70, 80, 90}
    assert number_words()["thirty"] == number_words()["tiga puluh"] == 30
    assert number_words()["twelve"] == number_words()["dua belas"] == 12


@pytest.mark.parametrize(
    ("words", "number"), [("nol", 0), ("tidak ada", 0), ("dua puluh", 20), ("Tiga puluh", 30), ("Nineteen.", 19)]
)
def test_a_number_is_understood_in_either_language(words, number):
    assert whole_number(words) == number


@pytest.mark.parametrize(
    "words",
    ["dua atau tiga", "two or three", "satu sampai dua", "one to two", "dua ratus", "tiga puluh dua", "thirty-two"],
)
def test_two_numbers_and_larger_ones_are_no_whole_number(words):
    assert whole_number(words) is None


def test_a_number_may_have_several_words_and_large_letters(monkeypatch, tmp_path):
    words = (files.seeds_folder() / "answers.toml").read_text("utf-8")
    longer = words.replace('"nineteen"', '"nineteen, Nineteen (XIX)"')
    assert longer != words
    (tmp_path / "answers.toml").write_text(longer, "utf-8")
    monkeypatch.setattr("helpers.exercises.choices.seeds_folder", lambda: tmp_path)
    numbers = number_words.__wrapped__()
    assert [word for word, number in numbers.items() if number == 19] == [
        "nineteen", "nineteen (xix)", "sembilan belas",
    ]  # fmt: skip
