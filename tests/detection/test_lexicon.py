"""A teacher extends the word lists; a slip in them gets a sentence that says what would work."""

import pytest

from helpers.article.files import seeds_folder
from helpers.detection.lexicon import lexicon, list_names, read_lexicon
from helpers.errors import ArticleError

FILE = seeds_folder() / "lexicons" / "id.toml"


def changed(tmp_path, old, new):
    text = FILE.read_text("utf-8")
    assert old in text
    file = tmp_path / "id.toml"
    file.write_text(text.replace(old, new, 1), "utf-8")
    return file


def test_a_word_that_a_teacher_adds_is_read(tmp_path):
    file = changed(tmp_path, 'prepositions = ["menurut"]', 'prepositions = ["menurut", "bagi"]')
    assert "bagi" in read_lexicon(file)["prepositions"]


def test_a_loaded_word_may_have_a_plainer_one(tmp_path):
    file = changed(tmp_path, "label = [", 'label = [\n  "kacung istana = staf istana",')
    [word] = [entry for entry in read_lexicon(file).loaded["kacung"] if entry.words == "kacung istana"]
    assert (word.technique, word.plainer) == ("label", "staf istana")


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (
            "prepositions = ",
            "prepositionz = ",
            ["cues", '"prepositionz" is no field here', "did you mean prepositions"],
        ),
        ('prepositions = ["menurut"]', "", ["cues", "prepositions is missing"]),
        ('prepositions = ["menurut"]', "prepositions = []", ["cues", "prepositions is empty"]),
        ('prepositions = ["menurut"]', 'prepositions = "menurut"', ["prepositions", "must be a list"]),
        ('prepositions = ["menurut"]', "prepositions = [7]", ["prepositions", "quotation marks"]),
        ('prepositions = ["menurut"]', 'prepositions = ["Menurut"]', ['"Menurut"', "small letters", '"menurut"']),
        ('prepositions = ["menurut"]', 'prepositions = ["menurut", "menurut"]', ['"menurut" is there twice']),
        ('prepositions = ["menurut"]', 'prepositions = ["menurut", " = bagi"]', ["prepositions", "no word"]),
        ("[guards]", "[guard]", ['"guard" is no field here', "did you mean guards"]),
        ("[slips]", "[guards2]", ['"guards2" is no field here', "slips is missing"]),
        ('meraka = "mereka"', "meraka = 3", ["meraka", "quotation marks"]),
        ("[cues]", "[cues", ["is not TOML"]),
    ],
)
def test_a_slip_in_the_file_is_told(tmp_path, old, new, told):
    with pytest.raises(ArticleError) as error:
        read_lexicon(changed(tmp_path, old, new))
    assert all(part in str(error.value) for part in ["id.toml", *told])


def test_a_file_that_is_not_there_is_told(tmp_path):
    with pytest.raises(ArticleError, match=r"nowhere\.toml"):
        read_lexicon(tmp_path / "nowhere.toml")


def test_every_list_is_described_in_the_file():
    lines = FILE.read_text("utf-8").splitlines()
    names = [name for names in list_names().values() for name in names]
    for name in names:
        number = next(n for n, line in enumerate(lines) if line.startswith(f"{name} = "))
        before = [line for line in lines[max(0, number - 8) : number] if line.startswith("#")]
        assert before, f"no comment stands above {name}"


def test_loaded_words_come_from_every_side():
    sides = [
        "rezim",
        "teroris",
        "separatis",
        "kafir",
        "antek",
        "cebong",
        "kampret",
        "penjajah",
        "zionis",
        "milisi",
        "oligarki",
    ]
    assert not [word for word in sides if word not in lexicon().loaded]
