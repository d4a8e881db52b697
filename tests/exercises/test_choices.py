"""The words around answers come from a file, for each language the same."""

import pytest

from helpers.article import files
from helpers.exercises.answers.number import whole_number
from helpers.exercises.choices import number_words


def test_numbers_from_nought_to_twenty_have_a_word_in_both_languages():
    assert set(number_words().values()) == set(range(21))
    assert number_words()["twelve"] == number_words()["dua belas"] == 12


@pytest.mark.parametrize(("words", "number"), [("nol", 0), ("tidak ada", 0), ("dua puluh", 20), ("Nineteen.", 19)])
def test_a_number_is_understood_in_either_language(words, number):
    assert whole_number(words) == number


@pytest.mark.parametrize("words", ["dua atau tiga", "two or three", "satu sampai dua", "one to two", "dua ratus"])
def test_two_numbers_and_larger_ones_are_no_whole_number(words):
    assert whole_number(words) is None


def test_a_language_may_have_more_words_than_another_and_write_them_large(monkeypatch, tmp_path):
    words = (files.seeds_folder() / "answers.toml").read_text("utf-8")
    longer = words.replace('"twenty"', '"twenty", "Twenty-one (XXI)"')
    assert longer != words
    (tmp_path / "answers.toml").write_text(longer, "utf-8")
    monkeypatch.setattr("helpers.exercises.choices.seeds_folder", lambda: tmp_path)
    numbers = number_words()
    assert [word for word, number in numbers.items() if number > 19] == ["twenty", "twenty-one (xxi)", "dua puluh"]
