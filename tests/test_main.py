"""The command: what it prints, where, and with which exit code."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys

import pytest
from click.testing import CliRunner

from helpers import article_ids, load_article
from helpers.__main__ import main
from helpers.article import article_folder
from helpers.cli.files import article_record

every_article = pytest.mark.parametrize("name", article_ids())
NAME = "harakatuna-2024"


def run(*words):
    return CliRunner().invoke(main, list(map(str, words)))


@pytest.fixture
def copied(tmp_path):
    """A copy of the second article; changed(file, old, new) plants a fault in it."""
    folder = tmp_path / NAME
    shutil.copytree(article_folder(NAME), folder)
    return folder


def changed(folder, file, old, new):
    text = (folder / file).read_text("utf-8")
    assert old in text
    (folder / file).write_text(text.replace(old, new, 1), "utf-8")


@pytest.mark.parametrize("words", [["--help"], ["show", "--help"], ["check-article", "--help"]])
def test_help_is_there(words):
    told = run(*words)
    assert told.exit_code == 0
    assert "Usage:" in told.stdout


def test_help_names_every_command():
    told = run("--help").stdout
    assert all(f"\n  {name} " in told for name in ("build", "check-article", "grade", "show"))


def test_version():
    assert run("--version").stdout.strip().endswith("0.1.0")


@pytest.mark.parametrize(
    "words", [["shw"], ["show"], ["show", NAME, "more"], ["show", NAME, "--jsn"], ["check-article"]]
)
def test_a_wrong_call_exits_2_and_says_how_it_goes(words):
    told = run(*words)
    assert told.exit_code == 2
    assert "Usage:" in told.stderr
    assert not told.stdout


@every_article
def test_show_json_is_the_annotation(name):
    told = run("show", name, "--json")
    assert told.exit_code == 0
    assert json.loads(told.stdout) == article_record(load_article(name))
    assert "\\u" not in told.stdout


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "utf-8"])
def test_json_is_utf_8_whatever_the_terminal(encoding):
    command = [sys.executable, "-m", "helpers", "show", NAME, "--json"]
    told = subprocess.run(command, capture_output=True, env={**os.environ, "PYTHONIOENCODING": encoding}, check=True)
    assert json.loads(told.stdout.decode("utf-8")) == article_record(load_article(NAME))


@pytest.mark.parametrize("words", [["show", NAME], ["check-article", "“”"]])
def test_a_terminal_that_lacks_letters_gets_no_traceback(words):
    command = [sys.executable, "-m", "helpers", *words]
    environment = {**os.environ, "PYTHONIOENCODING": "latin-1"}
    told = subprocess.run(command, capture_output=True, env=environment, check=False)
    assert told.returncode == (words[0] == "check-article")
    assert b"Traceback" not in told.stderr
    assert b"?" in told.stdout + told.stderr


@every_article
def test_show_is_a_table_of_every_sentence(name, monkeypatch):
    monkeypatch.setenv("COLUMNS", "100")
    told = run("show", name)
    assert told.exit_code == 0
    article = load_article(name)
    cells = [[cell.strip() for cell in line.split("│")[1:3]] for line in told.stdout.splitlines()]
    assert [cell for cell in cells if cell and cell[0]] == [[s.id, s.kind] for s in article.sentences]
    for sentence in article.sentences:
        assert all(word in told.stdout for word in sentence.text.split()[:3] + sentence.en.split()[:3])
        assert all(f"({loaded.technique}," in told.stdout for loaded in sentence.loaded)
    assert told.stdout.count("contested") == sum(sentence.contested for sentence in article.sentences)


def test_show_prints_what_an_article_says_and_obeys_none_of_it(copied, monkeypatch):
    monkeypatch.setenv("COLUMNS", "200")
    changed(copied, "article.toml", '"Harakatuna"', '"[red]H[/red] [/]\\u001b[2J"')
    for file in ("text.txt", "annotations.toml"):
        changed(copied, file, "Mereka bertujuan", "[bold]Mereka bertujuan")
    told = run("show", copied)
    assert told.exit_code == 0
    assert "[red]H[/red] [/]�[2J" in told.stdout
    assert "[bold]Mereka" in told.stdout
    assert "\x1b" not in told.stdout


@pytest.mark.parametrize("command", [["show"], ["show", "--json"], ["check-article"]])
@pytest.mark.parametrize(
    ("article", "sentence"),
    [
        ("harakatuna", 'There is no article "harakatuna"; did you mean "harakatuna-2024"?'),
        ("zzz", "there are: harakatuna-2024, islam-times-2021"),
        ("", 'There is no article ""'),
        (str(article_folder(NAME) / "text.txt"), "is a file; give the folder"),
    ],
)
def test_an_article_that_is_not_there_exits_1_with_one_sentence(command, article, sentence):
    told = run(*command, article)
    assert told.exit_code == 1
    assert sentence in told.stderr
    assert told.stderr.count("\n") == 1
    assert not told.stdout


@every_article
@pytest.mark.parametrize("by", ["id", "folder"])
def test_a_good_article_passes(name, by):
    told = run("check-article", name if by == "id" else article_folder(name))
    assert told.exit_code == 0
    assert told.stdout.endswith("all is well\n")
    assert not told.stderr


def test_every_planted_fault_is_listed_with_file_and_place(copied):
    changed(copied, "annotations.toml", 'source = "local-sources"', 'source = "local-source"')
    changed(copied, "annotations.toml", "span = 'proyek Amerika dan Israel'", "span = 'proyek Amerika Israel'")
    changed(copied, "annotations.toml", 'technique = "motive"', 'technique = "motif"')
    changed(copied, "codings/b.toml", 'link = "explicit"', 'link = "clear"')
    changed(copied, "article.toml", 'language = "id"\n', "")
    told = run("check-article", copied)
    assert told.exit_code == 1
    lines = told.stdout.splitlines()
    for file, place, words in [
        ("annotations.toml", "S14", 'did you mean "local-sources"?'),
        ("annotations.toml", "S01 loaded 2", 'nearest: "proyek Amerika dan Israel"'),
        ("annotations.toml", "S02 loaded 1", 'technique is "motif"; choose label'),
        ("codings/b.toml", "S01", 'link is "clear"; choose explicit'),
        ("article.toml", "file", "language is missing"),
    ]:
        assert [line for line in lines if line.startswith(f"{copied / file}: {place}") and words in line], words
    assert f"{len(lines)} faults" in told.stderr


def test_one_fault_is_not_called_faults(copied):
    changed(copied, "annotations.toml", "cue = 'Araghchi mengatakan'", "cue = 'Araghchi mengata kan'")
    told = run("check-article", copied)
    assert told.exit_code == 1
    assert told.stderr.strip().endswith("1 fault")
    assert len(told.stdout.splitlines()) == 1


@pytest.mark.parametrize("file", ["annotations.toml", "article.toml", "text.txt"])
@pytest.mark.parametrize("damage", ["gone", "empty", "binary"])
def test_a_file_that_cannot_be_read_is_a_fault_and_no_traceback(copied, file, damage):
    if damage == "gone":
        (copied / file).unlink()
    else:
        (copied / file).write_bytes(b"" if damage == "empty" else b"\xff\xfe\0")
    told = run("check-article", copied)
    assert told.exit_code == 1
    assert isinstance(told.exception, SystemExit)
    assert file in told.stdout


@pytest.mark.parametrize("words", [["show"], ["show", "--json"]])
def test_a_faulty_article_is_not_shown_and_its_faults_are_told(copied, words):
    changed(copied, "annotations.toml", 'technique = "motive"', 'technique = "motif"')
    changed(copied, "annotations.toml", 'source = "local-sources"', 'source = "nobody"')
    told = run(*words, copied)
    assert told.exit_code == 1
    assert not told.stdout
    assert 'technique is "motif"' in told.stderr
    assert 'source "nobody" is not defined' in told.stderr
