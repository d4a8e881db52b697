"""From a text to a graded exercise without a line of code, for the module's articles and for private ones."""

from __future__ import annotations

import csv
import os
import shlex
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import nbformat
import pytest
from click.testing import CliRunner
from hypothesis import example, given, settings
from hypothesis import strategies as st
from tests.cases import cases

from helpers import ArticleError, article_ids, ask, check_article, load_article
from helpers.__main__ import main
from helpers.article import PRIVATE, article_folder
from helpers.article.files import BLANK, read_text
from helpers.authoring.draft import MARK, draft_of
from helpers.authoring.notebooks import read_key, student_notebook
from helpers.authoring.topics import TOPICS, key_text
from helpers.exercises.worksheet import answer_cell

DEMO = Path(__file__).parents[2] / "seeds/demo/pasar-awanrendah"
OWN = ("islam-times-2021", "harakatuna-2024")


def run(*words, given=None):
    return CliRunner().invoke(main, list(map(str, words)), input=given)


@pytest.fixture
def private(tmp_path, monkeypatch):
    """A folder of private articles, empty."""
    folder = tmp_path / "private"
    folder.mkdir()
    monkeypatch.setenv(PRIVATE, str(folder))
    return folder


@pytest.fixture
def demo(private):
    """The fictional article, decided, as a private one."""
    shutil.copytree(DEMO, private / "pasar-awanrendah")
    return "pasar-awanrendah"


def test_the_fictional_article_says_that_it_is_one_and_has_no_fault():
    assert check_article(DEMO) == []
    assert "rekaan" in read_text(DEMO)
    assert "fictional" in load_article(DEMO).publication.provenance
    assert 10 <= len(load_article(DEMO).sentences) <= 15


def test_it_has_every_kind_of_source_relays_and_loaded_words_of_several_voices_and_sound_sentences():
    article = load_article(DEMO)
    assert {s.kind for s in article.sources.values()} == {
        "person",
        "organisation",
        "outlet",
        "unnamed",
        "vague",
        "narrator",
    }
    assert len({one.voice for s in article.sentences for one in s.loaded}) == 3
    assert any(edge.relay == "radio-embunpagi" for edge in article.chain)
    sound = [one for one in ask("kind", article=DEMO).questions if one.sound]
    assert 3 * len(sound) >= len(article.sentences)


def test_private_articles_are_everywhere_and_the_modules_own_stay(demo, private):
    assert set(article_ids()) == {demo, *OWN}
    assert load_article(demo).publication.outlet == "Kabar Lembah"
    assert ask("kind", article=demo).question("S04").key.answer == "unnamed"
    assert run("check-article", demo).stdout.endswith("all is well\n")
    assert "Kabar Lembah" in run("show", demo).stdout


def test_a_private_article_with_an_id_of_the_modules_own_is_a_fault_and_the_own_one_is_read(demo, private):
    (private / demo).rename(private / OWN[0])
    assert load_article(OWN[0]).publication.outlet == "Islam Times"
    told = run("check-article", private / OWN[0])
    assert told.exit_code == 1
    assert "the module has an article with this id" in told.stdout


def test_a_folder_of_private_articles_that_is_not_there_is_told(monkeypatch, tmp_path):
    monkeypatch.setenv(PRIVATE, str(tmp_path / "nowhere"))
    with pytest.raises(ArticleError, match=f"{PRIVATE} names .*nowhere, and no folder is there"):
        load_article("pasar-awanrendah")
    assert load_article(OWN[0])


def test_a_new_article_keeps_its_words_to_the_byte_and_marks_guesses_and_blanks(private, tmp_path):
    data = b"\xef\xbb\xbf" + (DEMO / "text.txt").read_bytes().replace(b"\n", b"\r\n")
    (tmp_path / "story.txt").write_bytes(data)
    told = run("new-article", tmp_path / "story.txt", "--id", "my-story", "--into", private)
    assert told.exit_code == 0
    folder = private / "my-story"
    assert (folder / "text.txt").read_bytes() == data
    draft = tomllib.loads((folder / "annotations.toml").read_text("utf-8"))
    key = load_article(DEMO)
    assert [row["text"] for row in draft["sentence"]] == [sentence.text for sentence in key.sentences]
    assert {row["en"] for row in draft["sentence"]} == {row["why"] for row in draft["sentence"]} == {BLANK}
    lines = (folder / "annotations.toml").read_text("utf-8").splitlines()
    guessed = [
        lines[at - 1].strip() for at, line in enumerate(lines) if line.strip().startswith(("source =", "span ="))
    ]
    assert guessed
    assert all(line.startswith(MARK) and len(line) > len(MARK) for line in guessed)


def test_check_article_says_what_is_left_and_nothing_else_is_wrong_with_a_draft(private):
    run("new-article", DEMO / "text.txt", "--id", "my-story", "--into", private)
    told = run("check-article", "my-story")
    assert told.exit_code == 1
    lines = told.stdout.splitlines()
    left = [line for line in lines if "is still to be decided" in line]
    assert len(lines) == len(left) + 1
    assert lines[-1].startswith('Guesses that are still marked "# suggested:": ')
    folder = private / "my-story"
    assert f"{folder / 'annotations.toml'}: S02: en is still to be decided: what it says, in English" in left
    assert any(line.startswith(f"{folder / 'article.toml'}: outlet") for line in left)
    assert f"my-story: {len(left)} still to be decided" in told.stderr
    assert run("show", "my-story").exit_code == 1


def decided(folder):
    """Put something in the place of every blank, as an author would."""
    for name in ("article.toml", "annotations.toml"):
        file = folder / name
        text = file.read_text("utf-8").replace(f'certainty = "{BLANK}"', 'certainty = "clear"')
        for field in ("neutral_id", "neutral_en"):
            text = text.replace(f'{field} = "{BLANK}"', f'{field} = ""')
        file.write_text(text.replace(f'"{BLANK}"', '"Kabar Lembah"'), "utf-8")


def test_once_all_is_decided_all_is_well_and_the_last_guesses_are_counted(private):
    run("new-article", DEMO / "text.txt", "--id", "my-story", "--into", private)
    decided(private / "my-story")
    told = run("check-article", "my-story")
    assert (told.exit_code, told.stderr) == (0, "")
    assert told.stdout.startswith("Guesses that are still marked")
    assert told.stdout.endswith("my-story: all is well\n")


@pytest.mark.parametrize("article", OWN)
def test_a_draft_of_a_real_article_lacks_only_decisions(article, private):
    run("new-article", article_folder(article) / "text.txt", "--id", "again", "--into", private)
    decided(private / "again")
    assert [str(fault) for fault in check_article("again")] == []
    assert len(load_article("again").sentences) >= len(load_article(article).sentences)


TEXT = "Rini Menteri sumber itu kata mengatakan melaporkan , . “ ” teroris rezim 'ya' Menurut laporan ia ujarnya"
PIECES = [*f"{TEXT} dikutip dari Press TV [IT/AR] ... # \\".split(), '"', "\n", "\n\n", "\x07", "e\u0301", "\xa0"]
WORDS = st.lists(st.sampled_from(PIECES), min_size=1, max_size=60)


@settings(max_examples=cases(60))
@given(WORDS)
@example(["Rini", "Rini", "\n", "Rini"])
def test_whatever_the_text_its_draft_lacks_only_decisions(tmp_path_factory, words):
    text = " ".join(words)
    folder = tmp_path_factory.mktemp("drafts")
    (folder / "story.txt").write_text(text, "utf-8")
    told = run("new-article", folder / "story.txt", "--id", "story", "--into", folder)
    if told.exit_code:
        assert "is empty" in told.stderr or "0 sentences" in told.stderr
        assert not (folder / "story").exists()
        return
    decided(folder / "story")
    assert [str(fault) for fault in check_article(folder / "story")] == []


@pytest.mark.parametrize("id", ["", "Story", "a/b", "../a", "a b", "-a", "x" * 61, "é", OWN[0]])
def test_an_id_that_will_not_do_is_refused_in_a_sentence(private, id):
    told = run("new-article", DEMO / "text.txt", "--id", id, "--into", private)
    assert told.exit_code == 1
    assert told.stderr.count("\n") == 1
    assert list(private.iterdir()) == []


def test_nothing_is_ever_overwritten(private):
    call = ("new-article", DEMO / "text.txt", "--id", "my-story", "--into", private)
    assert run(*call).exit_code == 0
    (private / "my-story/annotations.toml").write_text("mine")
    told = run(*call)
    assert told.exit_code == 1
    assert "is there already, and nothing is overwritten" in told.stderr
    assert (private / "my-story/annotations.toml").read_text() == "mine"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "is empty"),
        (b"\xff", "not UTF-8"),
        (b"kata\0", "binary"),
        (b"Ya. " * 1200, "sentences; an article has"),
    ],
)
def test_a_text_that_cannot_become_an_article_leaves_nothing_behind(private, tmp_path, data, words):
    (tmp_path / "story.txt").write_bytes(data)
    told = run("new-article", tmp_path / "story.txt", "--id", "story", "--into", private)
    assert told.exit_code == 1
    assert words in told.stderr
    assert list(private.iterdir()) == []


def test_where_the_package_is_installed_a_folder_is_asked_for(monkeypatch):
    monkeypatch.setattr("helpers.cli.author._articles_of_checkout", lambda: None)
    told = run("new-article", DEMO / "text.txt", "--id", "story")
    assert told.exit_code == 2
    assert "--into DIR" in told.stderr


@pytest.mark.parametrize("topic", TOPICS)
@pytest.mark.parametrize("article", [*OWN, DEMO], ids=str)
def test_an_exercise_gives_blanks_and_plain_markdown_that_hides_nothing_of_the_article(tmp_path, article, topic):
    coded = load_article(article)
    (tmp_path / "key.md").write_text(key_text(coded, topic), "utf-8")
    student = student_notebook(read_key(tmp_path / "key.md"))
    nbformat.validate(student)
    sheets = [sheet for cell in student.cells if (sheet := answer_cell(cell.source))]
    assert sheets
    assert {line.split("  ")[-1] for _, text in sheets for line in text.splitlines()} <= {"...", "... -> ..."}
    prose = "\n".join(cell.source for cell in student.cells if cell.cell_type == "markdown")
    assert all(f"**{sentence.id}**" in prose for sentence in coded.sentences)
    assert "```{" not in prose


def test_words_that_would_be_markup_stay_words(tmp_path):
    shutil.copytree(DEMO, tmp_path / "odd")
    for name in ("text.txt", "annotations.toml"):
        file = tmp_path / "odd" / name
        file.write_text(file.read_text("utf-8").replace("240 kios", "*240* `kios` <b> $x$ [a](b) {c}`d`"), "utf-8")
    text = key_text(load_article(tmp_path / "odd"), "who-says-so")
    assert r"\*240\* \`kios\` &lt;b&gt; \$x\$ \[a\](b) \{c\}\`d\`" in text


def test_a_lens_that_the_article_gives_nothing_to_asks_nothing(tmp_path):
    folder = tmp_path / "plain"
    folder.mkdir()
    (folder / "text.txt").write_text("Hujan turun.", "utf-8")
    draft = draft_of("Hujan turun.")
    (folder / "article.toml").write_text(draft.publication, "utf-8")
    (folder / "annotations.toml").write_text(draft.annotations, "utf-8")
    decided(folder)
    plain = load_article(folder)
    assert [topic for topic in TOPICS if key_text(plain, topic)] == ["who-says-so"]


def walk_through():
    """The commands of CONTRIBUTING's walk-through, each with the exit code that its remark names."""
    text = (Path(__file__).parents[2] / "CONTRIBUTING.md").read_text("utf-8")
    block = text.partition("## An article of your own")[2].partition("```sh\n")[2].partition("```")[0]
    return [line for line in block.splitlines() if line.strip()]


@pytest.fixture(scope="module")
def walked(tmp_path_factory, root):
    """The walk-through of CONTRIBUTING, carried out in a folder that has only the story in it."""
    folder = tmp_path_factory.mktemp("walk")
    shutil.copytree(root / "seeds/demo", folder / "seeds/demo")
    beside = Path(sys.executable).parent
    environment = {**os.environ, "PATH": f"{beside}{os.pathsep}{os.environ['PATH']}"}
    environment.pop(PRIVATE, None)
    script = "\n".join(f"{line}\necho EXIT $?" for line in walk_through())
    told = subprocess.run(["bash", "-c", script], cwd=folder, env=environment, capture_output=True, text=True)
    return folder, told


@pytest.mark.kernel
def test_the_walk_through_of_contributing_works_as_it_stands(walked):
    folder, told = walked
    codes = [line for line in told.stdout.splitlines() if line.startswith("EXIT")]
    wanted = ["EXIT 1" if "still to be decided" in line else "EXIT 0" for line in walk_through()]
    assert codes == wanted, told.stderr
    assert "pasar-awanrendah: all is well" in told.stdout
    assert len(list((folder / "my-exercises").glob("*.ipynb"))) == 4
    assert (folder / "my-results/gradebook.csv").is_file()


@pytest.mark.kernel
def test_the_key_earns_every_point_a_blank_none_and_one_slip_costs_one(walked, tmp_path, monkeypatch):
    folder, _ = walked
    monkeypatch.setenv(PRIVATE, str(folder / "my-articles"))
    key = read_key(folder / "my-exercises/keys/pasar-awanrendah-who-says-so.md")
    for name, change in {"right": ("", ""), "slip": ("S04  unnamed", "S04  vague"), "blank": None}.items():
        notebook = student_notebook(key) if change is None else nbformat.from_dict(key)
        if change:
            for cell in notebook.cells:
                cell.source = cell.source.replace(*change) if change[0] else cell.source
        nbformat.write(notebook, tmp_path / f"{name}.ipynb")
    told = run("grade", tmp_path, "--out", tmp_path / "results", "--keys", folder / "my-exercises/keys/built")
    assert told.exit_code == 0, told.output
    with (tmp_path / "results/gradebook.csv").open(encoding="utf-8-sig", newline="") as stream:
        points = {row["student"]: row["points"] for row in csv.DictReader(stream)}
    assert points == {"right": "15", "slip": "14", "blank": "0"}


@pytest.fixture(scope="module")
def marked(tmp_path_factory):
    """Marked work made from an article's folder, and what the command said."""
    folder = tmp_path_factory.mktemp("marked")
    shutil.copytree(DEMO, folder / "articles/my-story")
    return folder, run("exercise", folder / "articles/my-story", "--into", folder / "class", "--marked")


@pytest.mark.kernel
def test_marked_work_gives_no_feedback_and_a_key_is_never_overwritten(marked):
    folder, told = marked
    assert told.exit_code == 0, told.output
    student = nbformat.read(folder / "class/my-story-who-says-so.ipynb", as_version=4)
    sources = [cell.source for cell in student.cells if cell.cell_type == "code"]
    assert not any("check(" in source for source in sources)
    graded = nbformat.read(folder / "class/keys/built/my-story-who-says-so.ipynb", as_version=4)
    assert sum("item" in cell.metadata.get("kata_siapa", {}) for cell in graded.cells) == 15
    again = run("exercise", folder / "articles/my-story", "--into", folder / "class")
    assert again.exit_code == 1
    assert "is there already, and nothing is overwritten" in again.stderr


@pytest.mark.kernel
def test_an_exercise_from_a_folder_says_how_to_grade_it(marked):
    folder, told = marked
    grading = shlex.split(told.stdout.splitlines()[-1].removeprefix("Grade with: "))
    assert grading[0] == f"{PRIVATE}={folder / 'articles'}"
    assert PRIVATE not in os.environ


def test_an_article_with_something_left_to_decide_makes_no_exercise(private, tmp_path):
    run("new-article", DEMO / "text.txt", "--id", "my-story", "--into", private)
    told = run("exercise", "my-story", "--into", tmp_path / "class")
    assert told.exit_code == 1
    assert "is still to be decided" in told.stderr
    assert not (tmp_path / "class").exists()
