"""An exercise's page has all that its notebook asks, and nothing that only a notebook can do."""

import io
import json
import re
import sys
import tarfile

import pytest
from click.testing import CliRunner

from helpers import load_article
from helpers.__main__ import main
from helpers.authoring.notebooks import AuthoringError, read_key, student_notebook
from helpers.authoring.pages import exercise_page, write_pages
from helpers.authoring.topics import TOPICS, key_text
from helpers.exercises import key_folder
from helpers.exercises.worksheet import answer_cell

KEYS = sorted(key_folder().glob("*.md"))
every_key = pytest.mark.parametrize("file", KEYS, ids=lambda file: file.stem)


def parts(file):
    """The page's text, and the notebook that it carries."""
    text, _, rest = exercise_page(read_key(file)).partition('<script type="application/json"')
    notebook = rest.rpartition('<script type="application/json" id="notebook"')[2]
    return text, json.loads(notebook[notebook.index(">") + 1 : notebook.index("</script>")])


@every_key
def test_every_worksheet_has_its_place_and_its_check(file):
    text, notebook = parts(file)
    key = read_key(file)
    names = [sheet[0] for cell in key.cells if (sheet := answer_cell(cell.source))]
    assert re.findall('data-sheet="([^"]*)"', text) == names
    assert 'data-asks="null"' not in text, "a worksheet without a check cannot be checked on its page"
    assert text.count('<form class="item"') == text.count("button main check") == text.count("<legend>")
    assert notebook["cells"] == json.loads(json.dumps(student_notebook(key)))["cells"]


@every_key
def test_the_page_gives_no_answer_away_and_asks_for_no_cell_to_be_run(file):
    text, _ = parts(file)
    for item in re.findall('<form class="item".*?</form>', text, re.DOTALL):
        assert not re.search(r"\bchecked\b|\bselected\b", item), "nothing is chosen before a student chooses"
    for area in re.findall(r"<textarea[^>]*>([^<]*)</textarea>", text):
        assert set(re.sub(r"[A-Z]\d\d[a-z]?|&gt;", "", area)) <= set(" .\n-"), area
    for words in (
        "Shift + Enter",
        "File >",
        "%reload_ext",
        "Run this cell",
        "Run the worksheet",
        "slider",
        "without a kernel",
        "in this notebook",
        "the dots",
        "Next hop",
    ):
        assert words not in text, f"{file.stem} says {words}"
    assert not re.search(r"\bcell\b", re.sub(r"<[^>]*>", "", text)), "a page has no cells"


def test_marked_work_has_controls_and_no_verdict(tmp_path):
    (tmp_path / "own.md").write_text(key_text(load_article("islam-times-2021"), "who-says-so", True), "utf-8")
    page = exercise_page(read_key(tmp_path / "own.md"))
    assert page.count('<form class="item"') == 13
    assert "button main check" not in page
    assert '"sheets":{}' in page


def test_a_form_is_handed_over_as_a_whole():
    text, _ = parts(key_folder() / "before-and-after.md")
    assert text.count(" data-over>") == text.count(">Hand over</button>") == 2


@every_key
def test_a_block_of_html_is_not_broken_by_a_blank_line(file):
    text, _ = parts(file)
    blocks = [block for block in text.split("\n\n") if block.startswith("<div")]
    assert [block[:60] for block in blocks if block.count("<div") != block.count("</div>")][:-1] == []


@pytest.mark.parametrize("marked", [False, True])
@pytest.mark.parametrize("topic", TOPICS)
def test_an_article_of_ones_own_gets_a_page_that_speaks_of_no_cell(tmp_path, topic, marked):
    (tmp_path / "own.md").write_text(key_text(load_article("islam-times-2021"), topic, marked), "utf-8")
    text, _ = parts(tmp_path / "own.md")
    assert not re.search(r"\bcell\b|Shift \+|File >", re.sub(r"<[^>]*>", "", text))
    assert "Run this cell first" in student_notebook(read_key(tmp_path / "own.md")).cells[0].source


@pytest.mark.parametrize("code", ["open('x')", "import os\nos.getcwd()", "x = 1"])
def test_a_page_shows_what_this_package_gives_and_runs_nothing_else(tmp_path, code):
    (tmp_path / "odd.md").write_text(f"# Odd\n\nWords.\n\n```{{code-cell}} ipython3\n{code}\n```\n", "utf-8")
    with pytest.raises(AuthoringError, match="Tag the cell notebook"):
        exercise_page(read_key(tmp_path / "odd.md"))


def test_pages_are_written_once_and_the_same_each_time(tmp_path):
    for file in KEYS[:1]:
        (tmp_path / "keys").mkdir()
        (tmp_path / "keys" / file.name).write_text(file.read_text("utf-8"), "utf-8")
    assert [page.name for page in write_pages(tmp_path / "keys", tmp_path)] == [KEYS[0].name, "my-work.md"]
    call = ["pages", "--keys", str(tmp_path / "keys"), "--exercises", str(tmp_path)]
    assert CliRunner().invoke(main, call).exit_code == 0
    assert len(list(tmp_path.glob("*.md"))) == 2


def test_a_key_that_cannot_be_read_is_told_in_a_sentence(tmp_path):
    call = ["pages", "--keys", str(tmp_path), "--exercises", str(tmp_path)]
    told = CliRunner().invoke(main, call)
    assert (told.exit_code, "There is no key" in told.output) == (2, True)
    (tmp_path / "odd.md").write_bytes(b"\xff\xfe")
    told = CliRunner().invoke(main, call)
    assert (told.exit_code, "odd.md" in told.output) == (1, True)


@pytest.fixture
def lite(root, monkeypatch):
    monkeypatch.syspath_prepend(str(root / "lite"))
    yield
    for name in ("offline", "npm"):
        sys.modules.pop(name, None)


@pytest.fixture
def built(tmp_path):
    """The least that the check for outside hosts looks at, all as it should be."""
    kernel = {
        "pyodideUrl": "./python/pyodide.mjs",
        "disablePyPIFallback": True,
        "loadPyodideOptions": {"packages": ["a"]},
    }
    plugins = {"@jupyterlite/pyodide-kernel-extension:kernel": kernel}
    (tmp_path / "jupyter-lite.json").write_text(json.dumps({"jupyter-config-data": {"litePluginSettings": plugins}}))
    (tmp_path / "python").mkdir()
    (tmp_path / "python/pyodide-lock.json").write_text('{"packages": {"a": {"file_name": "a.whl"}}}')
    (tmp_path / "python/a.whl").touch()
    return tmp_path


@pytest.mark.usefixtures("lite")
@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("index.html", '<script src="https://elsewhere.example/x.js"></script>'),
        ("index.html", '<link rel="stylesheet" href="//elsewhere.example/x.css">'),
        ("style.css", "body { background: url(https://elsewhere.example/x.png) }"),
    ],
)
def test_a_site_that_would_ask_another_host_is_found(built, file, text):
    import offline

    assert list(offline.strangers(built)) == []
    (built / file).write_text(text)
    assert ["elsewhere" in found for found in offline.strangers(built)] == [True]


@pytest.mark.usefixtures("lite")
def test_a_kernel_that_would_ask_for_a_package_is_found(built):
    import offline

    (built / "python/a.whl").unlink()
    assert list(offline.strangers(built)) == ["a.whl is not there"]


@pytest.mark.usefixtures("lite")
def test_a_package_that_is_not_the_one_of_the_lock_is_refused(tmp_path, monkeypatch):
    import npm

    monkeypatch.setattr(npm, "CACHE", tmp_path)
    (tmp_path / "other.tgz").write_bytes(b"other")
    monkeypatch.setattr(npm, "_fetched", lambda *_: tmp_path / "other.tgz")
    with pytest.raises(npm.MissingError, match=r"not the file that lite/npm\.lock names"):
        npm.package("pyodide")


@pytest.fixture
def fetched(lite, tmp_path, monkeypatch):
    """Makes what npm would fetch, from members of an archive, and gives the folder of the package."""
    import npm

    def unpacked(*members):
        archive = tmp_path / "kept/kata.tgz"
        archive.parent.mkdir()
        with tarfile.open(archive, "w:gz") as packed:
            for name, fields in members:
                member = tarfile.TarInfo(name)
                for field, value in fields.items():
                    setattr(member, field, value)
                packed.addfile(member, io.BytesIO(b"x" * member.size))
        (tmp_path / "npm.lock").write_text(f"kata@1 {npm._integrity(archive)}\n")
        monkeypatch.setattr(npm, "HERE", tmp_path)
        monkeypatch.setattr(npm, "CACHE", archive.parent)
        monkeypatch.setattr(npm, "_fetched", lambda *_: archive)
        return npm.package("kata")

    return unpacked


def test_a_package_is_unpacked_by_any_python(fetched):
    folder = fetched(("package", {"type": tarfile.DIRTYPE}), ("package/lib/a.js", {"size": 3}))
    assert (folder / "lib/a.js").read_text() == "xxx"


@pytest.mark.parametrize(
    ("name", "fields"),
    [
        ("package/../../../out", {"size": 3}),
        ("/package/out", {"size": 3}),
        ("package/link", {"type": tarfile.SYMTYPE, "linkname": "../../../out"}),
        ("package/link", {"type": tarfile.LNKTYPE, "linkname": "package/a"}),
        ("package/pipe", {"type": tarfile.FIFOTYPE}),
    ],
)
def test_a_package_writes_nothing_but_plain_files_of_its_own(fetched, name, fields, tmp_path):
    import npm

    with pytest.raises(npm.MissingError, match="no plain file of its own folder"):
        fetched(("package/a", {"size": 3}), (name, fields))
    assert not list(tmp_path.rglob("out"))


@pytest.mark.usefixtures("lite")
def test_a_machine_without_npm_is_told_how_to_get_it(tmp_path, monkeypatch):
    import npm

    monkeypatch.setattr(npm, "CACHE", tmp_path)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(npm.MissingError, match="apt-get install npm"):
        npm.package("pyodide")


def test_what_the_browser_gets_is_pinned_and_names_no_registry(root):
    for file in (root / "lite/browser.lock", root / "lite/npm.lock"):
        text = file.read_text()
        assert "://" not in text
        assert "--index" not in text
    assert all(" sha512-" in line for line in (root / "lite/npm.lock").read_text().splitlines())
