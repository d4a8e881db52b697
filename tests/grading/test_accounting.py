"""Whatever lies in a folder of submissions is graded, or told with what to do; nothing is left out in silence."""

import csv
import io
import json
import zipfile
from functools import partial

import jupytext
import nbformat
import pytest
from click.testing import CliRunner
from nbconvert import HTMLExporter, PythonExporter

from helpers.__main__ import main
from helpers.exercises.worksheet import parse
from helpers.grading.intake.notebook import read_submissions
from helpers.grading.keys import load_keys

SHEET = "%%answer first-article\nS01  narrator"
ROSTER = "student,name\n" + "".join(f"s{n:02},Student {n}\n" for n in range(1, 14))


@pytest.fixture
def notebook():
    cell = {"cell_type": "code", "id": "answer-first-article", "metadata": {}, "outputs": [], "source": SHEET}
    return json.dumps({"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": [cell]}).encode()


def put(folder, files):
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    return folder


def packed(files):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return stream.getvalue()


def graded(folder, *options):
    """The exit code, what was said, and the rows of gradebook and notes."""
    out = folder.parent / "out"
    told = CliRunner().invoke(main, ["grade", str(folder), "--count-practice", "--out", str(out), *map(str, options)])
    assert "Traceback" not in told.output
    return told.exit_code, told.output, *(read(out / name) for name in ("gradebook.csv", "notes.csv"))


def read(file):
    with file.open(newline="", encoding="utf-8-sig") as stream:
        return list(csv.DictReader(stream))


@pytest.mark.parametrize("name", [
    "siti.json", "siti.ipynb.txt", "siti.ipynb.json", "siti.ipynb.bin", "siti.ipynb.crdownload", "siti.IPYNB.part",
    "siti", "siti.html",
])  # fmt: skip
def test_a_notebook_is_read_whatever_it_is_called(tmp_path, notebook, name):
    code, _, rows, _ = graded(put(tmp_path / "class", {name: notebook}))
    assert (code, [row["points"] for row in rows]) == (1, ["1"])  # the other worksheet is missing, and that is told


LEFT = {
    "picture.png": (b"\x89PNG\r\n", "a picture"),
    "scan.pdf": (b"%PDF-1.7", "a PDF"),
    "answers.docx": (b"PK\x03\x04..[Content_Types].xml", "an Office document"),
    "program.py": (b"print(1)", "a text without a worksheet"),
    "readme.md": (b"# Read me", "a text without a worksheet"),
    "page.html": (b"<html><p>Log in", "a web page"),
    "cut.json.crdownload": (b'{"cells": [{"sour', "ends in the middle"),
    "package.json": (b'{"name": "x"}', "it has no cells"),
    "nothing": (b"", "empty"),
    "saved.webarchive": (b"bplist00", "a link or a saved page"),
    "film": (b"\x00\x00\x00\x18ftypmp42", "a picture or a film"),
    "noise": (bytes(range(1, 256)), "of a kind that is not read"),
}


def test_each_file_that_is_no_notebook_has_a_note_and_nobody_gets_a_row_for_it(tmp_path, notebook):
    others = {name: content for name, (content, _) in LEFT.items()}
    code, told, rows, notes = graded(put(tmp_path / "class", {**others, "siti.ipynb": notebook}))
    assert code == 1
    assert f"{len(LEFT)} other files" in told
    assert [row["student"] for row in rows] == ["siti"]
    found = {note["file"]: note for note in notes if note["attention"]}
    for name, (_, what) in LEFT.items():
        assert what in found[name]["what was found"]
        assert found[name]["what to do"]


def test_a_student_of_the_roster_has_a_row_that_says_what_came_in_place_of_a_notebook(tmp_path, notebook):
    (tmp_path / "roster.csv").write_text(ROSTER)
    files = {f"s{n:02}/{name}": content for n, (name, (content, _)) in enumerate(LEFT.items(), 2)}
    files |= {"s01/who-says-so.ipynb": notebook, "s01/scan.pdf": b"%PDF", "stranger.pdf": b"%PDF"}
    code, _, rows, notes = graded(put(tmp_path / "class", files), "--roster", tmp_path / "roster.csv")
    by_student = {row["student"]: row for row in rows}
    assert code == 1
    assert sorted(by_student) == [f"s{n:02}" for n in range(1, 14)]
    for n, (_, what) in enumerate(LEFT.values(), 2):
        assert by_student[f"s{n:02}"]["state"] == "could not be graded"
        assert what in by_student[f"s{n:02}"]["notes"]
    attention = {note["file"]: note["attention"] for note in notes}
    assert (attention["s01/scan.pdf"], attention["stranger.pdf"]) == ("", "yes")


def test_without_a_roster_a_folder_of_ones_own_is_a_students(tmp_path, notebook):
    files = {"siti/who-says-so.ipynb": notebook, "siti/photo.png": b"\x89PNG", "budi/scan.pdf": b"%PDF"}
    files |= {"citra.zip": packed({"scan.pdf": b"%PDF", "photo.png": b"\x89PNG"}), "readme.md": b"Read me"}
    files |= {"dewi/who-says-so.ipynb.part": b'{"cells": [', "eko/x.ipynb.download/x.ipynb": notebook}
    _, _, rows, notes = graded(put(tmp_path / "class", files))
    broken = [row["student"].partition("/")[0] for row in rows if row["state"] == "could not be graded"]
    assert broken == ["budi", "citra", "dewi"]
    attention = {note["file"]: note["attention"] for note in notes}
    assert attention["siti/photo.png"] == ""
    assert [note["student"] for note in notes if note["file"] == "siti/photo.png"] == ["siti"]
    assert attention["readme.md"] == attention["citra.zip/photo.png"] == "yes"


def test_what_is_hidden_is_counted_and_empty_folders_are_told(tmp_path, notebook):
    junk = {".DS_Store": b"x", "siti/.ipynb_checkpoints/x.ipynb": b"x", "siti/desktop.ini": b"x", "siti/~$a.docx": b"x"}
    folder = put(tmp_path / "class", {**junk, "siti/who-says-so.ipynb": notebook})
    (folder / "budi").mkdir()
    _, _, rows, notes = graded(folder)
    found = {note["file"]: (note["attention"], note["what was found"]) for note in notes}
    assert [row["student"] for row in rows] == ["siti"]
    assert found["budi"] == ("yes", "The folder is empty.")
    assert found[""][0] == ""
    assert found[""][1].startswith("4 hidden or system files were not looked at: .DS_Store")


def test_an_empty_folder_of_a_student_on_the_roster_is_told_beside_her_missing_row(tmp_path, notebook):
    (tmp_path / "roster.csv").write_text(ROSTER)
    folder = put(tmp_path / "class", {"s01/who-says-so.ipynb": notebook})
    (folder / "s02").mkdir()
    _, _, rows, notes = graded(folder, "--roster", tmp_path / "roster.csv")
    assert {row["student"]: row["state"] for row in rows}["s02"] == "missing"
    assert [note["student"] for note in notes if note["file"] == "s02"] == ["s02"]


@pytest.mark.parametrize("ending", ["pdf", "docx", "Rmd", "url", "webarchive", "xlsx", "HEIC", "ipynb.partial", "mov"])
def test_whatever_a_file_ends_in_its_name_is_the_students(tmp_path, notebook, ending):
    (tmp_path / "roster.csv").write_text(ROSTER)
    folder = put(tmp_path / "class", {"s01.ipynb": notebook, f"s02.{ending}": b"something else"})
    _, _, rows, _ = graded(folder, "--roster", tmp_path / "roster.csv")
    assert {row["student"]: row["state"] for row in rows}["s02"] == "could not be graded"


def test_a_thousand_files_of_one_kind_are_one_note(tmp_path, notebook):
    files = {f"siti/modules/{n}.js": b"let x" for n in range(1000)} | {"siti/who-says-so.ipynb": notebook}
    _, told, _, notes = graded(put(tmp_path / "class", files))
    assert "1000 other files" in told
    assert [note["what was found"][:24] for note in notes if "modules" in note["file"]] == ["Of each of 1000 files he"]


def test_the_instructors_own_files_are_not_taken_for_submissions(tmp_path, notebook):
    folder = put(tmp_path / "class", {"s01.ipynb": notebook, "roster.csv": ROSTER.encode()})
    put(folder, {"marks.csv": b"student,exercise,item,points\n"})
    _, told, _, _ = graded(folder, "--roster", folder / "roster.csv", "--overrides", folder / "marks.csv")
    assert "other files" not in told


@pytest.mark.parametrize(("name", "content"), [
    ("aminahsiti_4711_text.html", b"<p>I could not upload it"), ("aminahsiti_4711_link.html", b"<a href='x'>x</a>"),
    ("Siti Aminah_17_assignsubmission_onlinetext_/onlinetext.html", b"<p>see my mail"),
])  # fmt: skip
def test_what_was_typed_on_a_platform_has_a_row(tmp_path, notebook, name, content):
    _, _, rows, _ = graded(put(tmp_path / "class", {name: content, "budi_4712_90210_x.ipynb": notebook}))
    assert sorted(row["state"] for row in rows) == ["could not be graded", "graded"]


def test_a_worksheet_typed_on_a_platform_is_read(tmp_path):
    page = f"<p>{SHEET.replace(chr(10), '<br>')}</p>".encode()
    files = {"Siti Aminah_17_assignsubmission_onlinetext_/onlinetext.html": page}
    _, _, rows, _ = graded(put(tmp_path / "class", files))
    assert [(row["student"], row["points"]) for row in rows] == [("Siti Aminah", "1")]


EXPORTS = {
    **{form: partial(jupytext.writes, fmt=form) for form in ("md", "md:myst", "Rmd", "py:percent", "py:light")},
    "script": lambda notebook: PythonExporter().from_notebook_node(notebook)[0],
    "web page": lambda notebook: HTMLExporter().from_notebook_node(notebook)[0],
}  # fmt: skip


@pytest.mark.parametrize("form", EXPORTS)
def test_a_notebook_that_was_exported_as_a_text_has_the_same_answers(root, form):
    key = load_keys()["who-says-so"]
    notebook = nbformat.read(root / "exercises/who-says-so.ipynb", as_version=4)
    answers = {cell["id"]: cell["source"] for cell in key.notebook["cells"] if cell["id"] in key.sheets}
    for cell in notebook.cells:
        cell.source = answers.get(cell.id, cell.source)
    [read] = read_submissions(EXPORTS[form](notebook).encode(), {"who-says-so": key})
    worksheets = read.worksheets
    for id, name in key.sheets.items():
        own, exported = (parse(name, text) for text in (answers[id].partition("\n")[2], worksheets[name]))
        assert len(own.lines) >= 5
        for line in own.lines:
            assert [one.value for one in exported.lines_of(line.item)] == [one.value for one in own.lines_of(line.item)]
