"""Keys written by hand become notebooks: the same bytes at each build, answers out, nothing stale committed."""

import re
import shutil

import nbformat
import pytest
from click.testing import CliRunner

from helpers.__main__ import main
from helpers.authoring.notebooks import AuthoringError, build, graded_notebook, read_key, stale, student_notebook
from helpers.exercises.worksheet import answer_cell, parse


@pytest.fixture(scope="module")
def key_file(root):
    return root / "exercises/keys/who-says-so.md"


@pytest.fixture
def workshop(tmp_path, key_file):
    """A folder with one key to build in: a build runs every cell of every key, and one shows what a build does."""
    (tmp_path / "keys").mkdir()
    shutil.copy(key_file, tmp_path / "keys")
    return tmp_path / "keys", tmp_path


@pytest.fixture(scope="module")
def first_build(tmp_path_factory, key_file):
    folder = tmp_path_factory.mktemp("workshop")
    (folder / "keys").mkdir()
    shutil.copy(key_file, folder / "keys")
    assert kata("build", "--keys", folder / "keys", "--exercises", folder).exit_code == 0
    return folder


@pytest.fixture
def built(first_build, tmp_path):
    """A workshop of which a first build has made the notebooks."""
    shutil.copytree(first_build, tmp_path / "built")
    return tmp_path / "built/keys", tmp_path / "built"


def kata(*arguments):
    return CliRunner().invoke(main, list(map(str, arguments)))


@pytest.mark.kernel
def test_no_committed_notebook_is_stale(root):
    names = [str(file.relative_to(root)) for file in stale(root / "exercises/keys", root / "exercises")]
    assert names == [], f"stale: {', '.join(names)}. Run make build and commit what it writes."


@pytest.mark.kernel
def test_a_second_build_makes_the_same_bytes_and_writes_only_what_is_missing(built):
    keys, exercises = built
    first = {file: file.read_bytes() for file in [*exercises.glob("*.ipynb"), *keys.glob("built/*.ipynb")]}
    assert len(first) == 2
    (exercises / "who-says-so.ipynb").unlink()
    assert build(keys, exercises) == [exercises / "who-says-so.ipynb"]
    assert {file: file.read_bytes() for file in first} == first


@pytest.mark.kernel
def test_a_changed_key_makes_its_notebooks_stale_and_the_command_names_the_mend(built):
    keys, exercises = built
    where = ("build", "--keys", keys, "--exercises", exercises)
    assert kata(*where, "--check").exit_code == 0
    key = keys / "who-says-so.md"
    key.write_text(key.read_text().replace("It takes 35 to 45 minutes", "It takes an hour"))
    told = kata(*where, "--check")
    assert told.exit_code == 1
    assert f"stale: {exercises / 'who-says-so.ipynb'}" in told.output
    assert "Run kata-siapa build" in told.output


@pytest.mark.kernel
def test_a_notebook_without_a_key_is_stale(built):
    keys, exercises = built
    stray = exercises / "nobodys.ipynb"
    shutil.copy(exercises / "who-says-so.ipynb", stray)
    assert stale(keys, exercises) == [stray]


def test_the_student_gets_blanks_plain_markdown_and_few_cells(key_file):
    key, student = read_key(key_file), student_notebook(read_key(key_file))
    nbformat.validate(student)
    assert len(student.cells) < 30
    sheets = [answer_cell(cell.source) for cell in student.cells if cell.cell_type == "code"]
    for name, text in filter(None, sheets):
        assert [line.value for line in parse(name, text).lines] == [""] * len(text.splitlines())
    assert all(not cell.get("outputs") for cell in student.cells)
    prose = "\n".join(cell.source for cell in student.cells if cell.cell_type == "markdown")
    assert not re.search(r"^(:::|```\{|\+\+\+|\{[a-z]+\}`)", prose, re.MULTILINE)
    named = [[cell.id for cell in one.cells if cell.id.startswith(("answer-", "check-"))] for one in (student, key)]
    assert named[0] == named[1]


def test_ids_come_from_the_names_of_worksheets(key_file):
    ids = [cell.id for cell in student_notebook(read_key(key_file)).cells]
    assert {"answer-first-article", "check-first-article"} <= set(ids)


def test_every_item_is_one_cell_of_the_graded_notebook(key_file):
    items = [cell.metadata.get("kata_siapa", {}).get("item") for cell in graded_notebook(read_key(key_file)).cells]
    asked = [item for item in items if item]
    assert len(asked) == len(set(asked)) == 13 + 19 + 18 + 5


@pytest.mark.kernel
@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        ('check("second-article"', 'check("first-article"', "check-first-article is there twice"),
        ("%%answer second-article", "%%answer first-article", "answer-first-article is there twice"),
        ('article="harakatuna-2024")', "article=harakatuna)", 'A check is written check("worksheet", article="id")'),
        ('article="harakatuna-2024")\n```\n\n## Prove', 'article="harakatuna")\n```\n\n## Prove', "did you mean"),
        ("%reload_ext helpers", "1 / 0", "ZeroDivisionError"),
        ("S08  vague", "S08  outlet", "the key's own answer does not earn its point. S08: 0 of 1"),
        ("S08  vague\n", "", "the key's own answer does not earn its point. S08: 0 of 1"),
    ],
)
def test_an_authors_mistake_names_the_cell(workshop, before, after, words):
    keys, exercises = workshop
    key = keys / "who-says-so.md"
    assert before in key.read_text()
    key.write_text(key.read_text().replace(before, after))
    told = kata("build", "--keys", keys, "--exercises", exercises)
    assert told.exit_code == 1
    assert words in told.output


@pytest.mark.parametrize("content", [b"\xff\xfe", b"---\njupytext: [\n---\n"])
def test_a_key_that_cannot_be_read_is_named(workshop, content):
    keys, exercises = workshop
    (keys / "who-says-so.md").write_bytes(content)
    with pytest.raises(AuthoringError, match=r"who-says-so\.md cannot be read"):
        build(keys, exercises)


def test_build_outside_the_checkout_says_where_to_call_it(tmp_path):
    told = kata("build", "--keys", tmp_path)
    assert told.exit_code == 2
    assert "call this at the root of the checkout" in told.output
