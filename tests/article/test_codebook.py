"""The closed lists are data: each label has a meaning and words by language, and a slip in the file is named."""

import pytest

from helpers import ArticleError
from helpers.article.codebook import CERTAINTIES, KINDS, TECHNIQUES, closed_lists
from helpers.article.files import seeds_folder

SEED = (seeds_folder() / "choices.toml").read_text("utf-8")


@pytest.fixture
def told(tmp_path):
    """What is said of the seed with some words changed."""

    def changed(old, new):
        assert old in SEED
        (tmp_path / "choices.toml").write_text(SEED.replace(old, new, 1), "utf-8")
        with pytest.raises(ArticleError) as error:
            closed_lists(tmp_path / "choices.toml")
        return str(error.value)

    return changed


def test_the_kinds_are_those_of_the_codebook_each_with_its_meaning():
    assert list(KINDS) == ["person", "organisation", "outlet", "unnamed", "vague", "narrator"]
    assert all(KINDS.values())


def test_what_only_an_answer_may_have_is_no_label_of_a_coding():
    assert "plain" in closed_lists()["technique"].meanings.keys() - TECHNIQUES.keys()
    assert list(CERTAINTIES) == ["clear", "arguable"]


@pytest.mark.parametrize("name", closed_lists())
def test_every_label_has_indonesian_words_beside_the_english_ones(name):
    assert [label for label, words in closed_lists()[name].labels.items() if not words.id] == []


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ('"tokoh"', "7", "kind: person: id must be a list of texts in quotation marks"),
        ('means.en = "named, ', 'meens.en = "named, ', 'kind: person: "meens" is no field here; did you mean means?'),
        ('["person", "persons"', '["persons", "person"', 'kind: person: en must begin with "person"'),
        ('means.en = "a named news', 'means.id = "a named news', "kind: outlet: means.en is missing"),
        ('what = "voice"\n', "", "voice: needs what it is a list of, as in: what ="),
        ('"koran"', '"Tokoh."', 'kind: "Tokoh." stands for person and for outlet; leave it with one of them'),
    ],
)
def test_a_slip_is_named_with_its_list_and_label(told, old, new, sentence):
    assert sentence in told(old, new)
    assert "choices.toml: " in told(old, new)


def test_all_slips_are_told_at_once(told):
    assert len(told('en = ["person"', 'em = ["person"').splitlines()) == 2


def test_a_new_word_is_understood_where_it_is_written(tmp_path):
    file = tmp_path / "choices.toml"
    file.write_text(SEED.replace('"tokoh"', '"tokoh", "narasumber bernama"'), "utf-8")
    assert "narasumber bernama" in closed_lists(file)["kind"].labels["person"].words
