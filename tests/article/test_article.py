"""An article by id or folder, its text and its publication facts; and what a wrong file or name is told."""

from __future__ import annotations

import shutil
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers import AnnotationError, ArticleError, article_ids, load_article
from helpers.article import article_folder
from helpers.article.files import read_as, read_text, read_toml, seeds_folder
from helpers.article.model import Publication


def read_publication(folder):
    return read_as(folder / "article.toml", Publication)


FACTS = 'outlet = "Kabar"\nlanguage = "id"\ntitle = "é"\npublished = "2024"\ndate_known = "no"\n' + "\n".join(
    f'{name} = "…"' for name in ("address", "rights", "provenance")
)


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "text.txt").write_text("Ia pergi.\nIa datang.\n", encoding="utf-8")
    (tmp_path / "article.toml").write_text(FACTS, encoding="utf-8")
    return tmp_path


def test_both_articles_are_here_sorted_and_each_loads_by_its_id():
    assert article_ids() == ("harakatuna-2024", "islam-times-2021")
    for id in article_ids():
        assert load_article(id).id == id


@pytest.mark.parametrize("name", ["relative", ".", "str", "PathLike"])
def test_a_folder_can_be_given_in_any_way(name, folder, monkeypatch):
    monkeypatch.chdir(folder.parent)
    ways = {"relative": folder.name, "str": str(folder), "PathLike": folder}
    if name == ".":
        monkeypatch.chdir(folder)
    assert article_folder(ways.get(name, name)).samefile(folder)


def test_an_article_in_the_working_folder_is_named_by_that_folder(tmp_path, monkeypatch):
    shutil.copytree(seeds_folder() / "articles" / "harakatuna-2024", tmp_path / "mine")
    monkeypatch.chdir(tmp_path / "mine")
    assert load_article(".").id == "mine"


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("harakatuna", 'did you mean "harakatuna-2024"?'),
        ("islam-time-2021", 'did you mean "islam-times-2021"?'),
        ("zzz", "there are: harakatuna-2024, islam-times-2021"),
        ("", "there are:"),
        ("a\0b", "There is no article"),
        pytest.param("a" * 5000, "There is no article", id="long name"),
        pytest.param("../" * 2000, "There is no article", id="long path"),
    ],
)
def test_a_name_that_is_no_article_gets_the_nearest_one(name, told):
    with pytest.raises(ArticleError) as error:
        article_folder(name)
    assert told in str(error.value)


def test_a_file_in_place_of_its_folder_is_told_so(folder):
    with pytest.raises(ArticleError, match=r"text\.txt is a file; give the folder"):
        article_folder(folder / "text.txt")


@pytest.mark.parametrize("id", ["S00", "S20", "s01", "", "CAP"])
def test_a_sentence_that_is_not_there_gets_the_first_and_the_last(id):
    with pytest.raises(ArticleError, match="it has S01 to S19"):
        load_article("harakatuna-2024").sentence(id)


def test_each_sentence_is_found_by_its_id():
    article = load_article("islam-times-2021")
    assert [article.sentence(sentence.id) for sentence in article.sentences] == list(article.sentences)


def test_a_notebook_shows_the_sentence_alone():
    assert AnnotationError([])._render_traceback_() == [""]
    assert ArticleError("Say which.")._render_traceback_() == ["Say which."]


@pytest.mark.parametrize(
    "raw",
    [
        "Ia pergi é.\nIa datang.".encode(),
        "Ia pergi é.\r\nIa datang.".encode(),
        "Ia pergi é.\rIa datang.".encode(),
        "Ia pergi é.\nIa datang.".encode("utf-8-sig"),
        unicodedata.normalize("NFD", "Ia pergi é.\nIa datang.").encode(),
    ],
)
def test_line_ends_byte_order_marks_and_split_accents_change_no_offset(raw, folder):
    (folder / "text.txt").write_bytes(raw)
    assert read_text(folder) == "Ia pergi é.\nIa datang."


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        (b"", "is empty"),
        (b" \r\n\t", "is empty"),
        (b"\xef\xbb\xbf", "is empty"),
        ("é".encode("latin-1"), "is not UTF-8: byte 0"),
        ("Ia".encode("utf-16"), "is not UTF-8: byte 0"),
        (b"Ia pergi\xff", "is not UTF-8: byte 8"),
    ],
)
def test_a_text_that_cannot_be_read_is_named_with_what_to_do(raw, told, folder):
    (folder / "text.txt").write_bytes(raw)
    with pytest.raises(ArticleError) as error:
        read_text(folder)
    assert str(folder / "text.txt") in str(error.value)
    assert told in str(error.value)


@pytest.mark.parametrize(("name", "read"), [("text.txt", read_text), ("article.toml", read_publication)])
@pytest.mark.parametrize("there", ["nothing", "a folder", "a link to itself"])
def test_a_file_that_is_not_there_is_named(name, read, there, folder):
    (folder / name).unlink()
    if there == "a folder":
        (folder / name).mkdir()
    if there == "a link to itself":
        (folder / name).symlink_to(folder / name)
    with pytest.raises(ArticleError) as error:
        read(folder)
    assert f"{folder / name} cannot be read" in str(error.value)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_publication_facts_are_read(encoding, folder):
    (folder / "article.toml").write_text(unicodedata.normalize("NFD", FACTS), encoding=encoding, newline="\r\n")
    facts = read_publication(folder)
    assert (facts.outlet, facts.title, facts.published) == ("Kabar", "é", "2024")


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('outlet = "Kabar"\n', "", ": outlet is missing"),
        ('"Kabar"', "7", ": outlet must be text in quotation marks"),
        ('"2024"', "2024-11-30", ": published must be text in quotation marks"),
        ("rights", "right", ': "right" is no field here; did you mean rights?'),
        ('"Kabar"', '"Kabar', " is not TOML"),
        pytest.param('"Kabar"', "9" * 5000, " is not TOML", id="endless number"),
        pytest.param('"Kabar"', "[" * 5000 + "]" * 5000, " is not TOML", id="too deep"),
        ('"Kabar"', "2024-99-99", " is not TOML"),
    ],
)
def test_publication_facts_that_are_wrong_are_all_named(old, new, told, folder):
    (folder / "article.toml").write_text(FACTS.replace(old, new), encoding="utf-8")
    with pytest.raises(ArticleError) as error:
        read_publication(folder)
    assert f"{folder / 'article.toml'}{told}" in str(error.value)


def test_every_fact_that_is_missing_is_told_at_once(folder):
    (folder / "article.toml").write_text("", encoding="utf-8")
    with pytest.raises(ArticleError) as error:
        read_publication(folder)
    names = ("outlet", "published", "language", "title", "date_known", "address", "rights", "provenance")
    assert str(error.value).splitlines() == [f"{folder / 'article.toml'}: {name} is missing" for name in names]


@given(raw=st.binary(max_size=60) | st.text("=[]{}'\"\n#.ab1-:", max_size=30).map(str.encode))
def test_any_bytes_are_toml_or_get_a_sentence(raw, tmp_path_factory):
    file = tmp_path_factory.getbasetemp() / "any.toml"
    file.write_bytes(raw)
    try:
        told = read_toml(file)
    except ArticleError as error:
        told = str(error)
    assert isinstance(told, dict) or told.startswith(f"{file} is not ")
