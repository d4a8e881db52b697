"""Grading: a submission's words count, its code never does, and no file can take the run down."""

import copy
import csv
import json
import os
import subprocess
import sys

import nbformat
import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.__main__ import main
from helpers.teaching.grading import GradingError, Row, grade, graft, load_keys, write_gradebook
from helpers.teaching.notebooks import key_folder
from helpers.teaching.submissions import LARGEST, read_submission, worksheets_of
from helpers.worksheets import answer_cell

KEYS = load_keys(key_folder() / "built")
KEY = KEYS["who-says-so"]


@pytest.fixture
def blank(root):
    return nbformat.read(root / "exercises/who-says-so.ipynb", as_version=4)


@pytest.fixture
def perfect(blank):
    """The blank with every worksheet filled in as the key has it."""
    answers = {cell.id: cell.source for cell in KEY.cells}
    notebook = copy.deepcopy(blank)
    for cell in notebook.cells:
        cell.source = answers.get(cell.id, cell.source) if cell.id.startswith("answer-") else cell.source
    return notebook


def sheet(notebook, name):
    return next(cell for cell in notebook.cells if cell.id == f"answer-{name}")


def code(source):
    return nbformat.v4.new_code_cell(source)


def change(notebook, do):
    changed = copy.deepcopy(notebook)
    do(changed)
    return changed


def hand_in(folder, **notebooks):
    folder.mkdir(exist_ok=True)
    for student, notebook in notebooks.items():
        (folder / f"{student}.ipynb").write_text(json.dumps(notebook))
    return folder


def read_gradebook(out):
    with (out / "gradebook.csv").open(newline="", encoding="utf-8") as stream:
        return {row["student"]: row for row in csv.DictReader(stream)}


def kata(*arguments):
    return CliRunner().invoke(main, list(map(str, arguments)))


def mark(path):
    return f"import pathlib; pathlib.Path({str(path)!r}).write_text('ran')"


def test_a_class_gets_the_rows_a_teacher_expects(tmp_path, blank, perfect):
    """One run over an honest, a careless, a hostile and a broken share of a class."""
    ran = tmp_path / "ran"
    evil = mark(ran)

    def careless(n):
        sheet(n, "first-article").source = sheet(n, "first-article").source.replace("S01  narrator", "S01  outlet")
        sheet(n, "second-article").source = sheet(n, "second-article").source.replace("S06  narrator", "s6: orang")

    def half(n):
        sheet(n, "second-article").source = sheet(blank, "second-article").source

    def runs_code(n):
        n.cells.insert(0, code(evil))
        n.cells.append(code(f"!touch {ran}"))
        n.cells[1:1] = [code("helpers = None; check = score = print"), code("import os; os._exit(0)")]

    def skips(n):
        for name in ("first-article", "second-article"):
            sheet(n, name).source += "\n# NBVAL_SKIP\n#NBVAL_RAISES_EXCEPTION"
        n.cells = [cell for cell in n.cells if not cell.id.startswith("check-")]

    def skips_blank(n):
        n.cells = [code(f"# NBVAL_SKIP\n{cell.source}") if cell.cell_type == "code" else cell for cell in blank.cells]

    def name_runs(n):
        sheet(n, "first-article").source = (
            "%%answer {" + evil.replace(";", ",") + "}\n" + sheet(n, "first-article").source.partition("\n")[2]
        )
        sheet(n, "second-article").source = "%%answer second-article $(touch " + str(ran) + ")\nS01 person"

    def replaced(n):
        sheet(n, "first-article").source = f"%%python\n{evil}"
        sheet(n, "second-article").source = f"{evil}\n%%answer second-article\nS01 person"

    def pasted(n):
        for cell in n.cells:
            if cell.id.startswith("answer-"):
                cell.cell_type = "markdown"
                cell.pop("outputs", None)
                cell.pop("execution_count", None)

    def no_ids(n):
        n.nbformat_minor = 4
        for cell in n.cells:
            cell.pop("id", None)
        n.metadata = {}

    def swapped(n):
        one, two = sheet(n, "first-article"), sheet(n, "second-article")
        one.id, two.id = two.id, one.id

    def forged(n):
        for cell in n.cells:
            if cell.cell_type == "code":
                cell.outputs = [nbformat.v4.new_output("stream", text="S01: 1 of 1\n")]
        sheet(n, "first-article").source = sheet(blank, "first-article").source
        n.metadata["kernelspec"] = {"name": "../../evil", "display_name": "x", "language": "R"}

    def copied(n):
        n.cells.insert(0, code(sheet(blank, "first-article").source))

    def controls(n):
        sheet(n, "first-article").source += "\n\x00\x1b[31m\u202e\ud800 =HYPERLINK(1) '''\"\"\"\\"

    expected = {
        "perfect": (perfect, 32),
        "blank": (blank, 0),
        "careless": (change(perfect, careless), 31),
        "half": (change(perfect, half), 13),
        "runs_code": (change(perfect, runs_code), 32),
        "skips": (change(perfect, skips), 32),
        "skips_blank": (change(blank, skips_blank), 0),
        "name_runs": (change(perfect, name_runs), 14),
        "replaced": (change(perfect, replaced), 0),
        "pasted": (change(perfect, pasted), 32),
        "no_ids": (change(perfect, no_ids), 32),
        "swapped": (change(perfect, swapped), 32),
        "forged": (change(perfect, forged), 19),
        "copied": (change(perfect, copied), 32),
        "controls": (change(perfect, controls), 32),
    }
    folder = hand_in(tmp_path / "class", **{student: notebook for student, (notebook, _) in expected.items()})
    (folder / "not_json.ipynb").write_text("{")
    (folder / "empty.ipynb").touch()
    (folder / "latin.ipynb").write_bytes('{"cells": ["é"]}'.encode("latin-1"))
    (folder / "other.ipynb").write_text(nbformat.writes(nbformat.v4.new_notebook(cells=[code("1 + 1")])))
    (folder / "cells.ipynb").write_text('{"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": [1, null]}')
    (folder / "deep.ipynb").write_text("[" * 100_000)
    (folder / "link.ipynb").symlink_to(os.devnull)
    (folder / "folder.ipynb").mkdir()
    (folder / ".ipynb_checkpoints").mkdir()
    (folder / ".ipynb_checkpoints" / "perfect.ipynb").write_text("{")

    told = kata("grade", folder, "--out", tmp_path / "out")
    rows = read_gradebook(tmp_path / "out")

    assert told.exit_code == 1, told.output
    assert not ran.exists()
    assert {student: int(rows[student]["points"]) for student in expected} == {s: p for s, (_, p) in expected.items()}
    assert all(rows[student]["possible"] == "32" for student in expected)
    assert rows["careless"]["first-article:S01"] == "0"
    assert rows["careless"]["second-article:S06"] == "1"
    assert "worksheet first-article is missing" in rows["replaced"]["notes"]
    assert "2 times with different answers" in rows["copied"]["notes"]
    for student, note in {
        "not_json": "no notebook",
        "empty": "empty",
        "latin": "not UTF-8",
        "other": "no worksheet of a known exercise",
        "cells": "no notebook",
        "deep": "no notebook",
        "link": "a link",
        "folder": "a folder",
    }.items():
        assert note in rows[student]["notes"]
        assert (rows[student]["points"], rows[student]["possible"]) == ("", "")
    assert rows.keys() == expected.keys() | {
        "not_json", "empty", "latin", "other", "cells", "deep", "link", "folder",
    }  # fmt: skip


def test_a_clean_class_ends_with_exit_code_0_and_is_not_overwritten_silently(tmp_path, perfect):
    folder, out = hand_in(tmp_path / "class", siti=perfect), tmp_path / "out"
    assert kata("grade", folder, "--out", out).exit_code == 0
    before = (out / "gradebook.csv").read_bytes()
    again = kata("grade", folder, "--out", out)
    assert again.exit_code == 2
    assert "--overwrite" in again.output
    assert (out / "gradebook.csv").read_bytes() == before
    assert kata("grade", folder / "siti.ipynb", "--out", out, "--overwrite").exit_code == 0
    assert [path.name for path in out.iterdir()] == ["gradebook.csv"]


def test_plain_nbval_on_a_graded_notebook_gives_the_same_verdict(tmp_path, perfect):
    worksheets = {"first-article": answer_cell(sheet(perfect, "first-article").source)[1].replace("vague", "outlet")}
    nbformat.write(graft(KEY, worksheets), tmp_path / "graded.ipynb")
    command = [
        sys.executable,
        "-m",
        "pytest",
        "--nbval",
        "-q",
        "-p",
        "no:cacheprovider",
        "--rootdir",
        tmp_path,
        "graded.ipynb",
    ]
    told = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, env={**os.environ, "NO_COLOR": "1"})
    folder = hand_in(tmp_path / "class", siti=change(perfect, lambda n: _only_first(n, worksheets["first-article"])))
    [row] = grade([folder], KEYS)
    assert row.points == 12
    assert f"{32 - row.points} failed" in told.stdout


def _only_first(notebook, text):
    sheet(notebook, "first-article").source = f"%%answer first-article\n{text}"
    sheet(notebook, "second-article").source = "gone"


def test_an_empty_folder_is_a_call_that_needs_attention(tmp_path):
    assert kata("grade", tmp_path, "--out", tmp_path / "out").exit_code == 1


def test_a_path_that_is_not_there_is_a_wrong_call(tmp_path):
    assert kata("grade", tmp_path / "nowhere", "--out", tmp_path / "out").exit_code == 2


def test_a_folder_without_keys_is_a_wrong_call(tmp_path):
    told = kata("grade", tmp_path, "--out", tmp_path / "out", "--keys", tmp_path)
    assert told.exit_code == 2
    assert "kata-siapa build" in told.output


def test_a_key_that_fails_by_itself_is_told_and_gives_nobody_points(tmp_path, perfect):
    broken = change(KEY, lambda n: setattr(n.cells[2], "source", "raise SystemError"))
    [row] = grade([hand_in(tmp_path / "class", siti=perfect)], {"who-says-so": broken})
    assert row.points is None
    assert "nbval could not run" in row.notes[-1]


def test_what_is_only_for_looking_at_is_not_run(tmp_path, perfect):
    def breaks(n):
        for cell in n.cells:
            if "nbval-ignore-output" in cell.metadata.get("tags", []):
                cell.source = "1 / 0"

    [row] = grade([hand_in(tmp_path / "class", siti=perfect)], {"who-says-so": change(KEY, breaks)})
    assert row.points == 32


def test_nbval_that_does_not_start_is_told(tmp_path, perfect, monkeypatch):
    monkeypatch.setattr(sys, "executable", "/bin/false")
    with pytest.raises(GradingError, match="nbval did not run"):
        grade([hand_in(tmp_path / "class", siti=perfect)], KEYS)


@pytest.mark.parametrize("name", ["=1+1", "+x", "-x", "@x", "a\u202eb", "na\u00efve", "a,b", 'a"b', "\ud800x"])
def test_no_name_becomes_a_formula_or_breaks_the_file(tmp_path, name):
    write_gradebook([Row(name, "who-says-so", {"a:S01": 1}, ("=note",))], tmp_path / "gradebook.csv")
    with (tmp_path / "gradebook.csv").open(newline="", encoding="utf-8") as stream:
        [head, row] = csv.reader(stream)
    assert head == ["student", "exercise", "points", "possible", "a:S01", "notes"]
    assert len(row) == len(head)
    assert not any(cell.startswith(("=", "+", "-", "@")) for cell in row)


def test_a_file_that_is_too_large_is_not_read(tmp_path):
    file = tmp_path / "huge.ipynb"
    with file.open("wb") as stream:
        stream.truncate(LARGEST + 1)
    assert "larger than" in read_submission(file, "huge", KEYS).notes[0]


def test_a_pipe_is_left_alone(tmp_path):
    os.mkfifo(tmp_path / "pipe.ipynb")
    assert "left alone" in read_submission(tmp_path / "pipe.ipynb", "pipe", KEYS).notes[0]


def test_the_old_notebook_format_is_read(tmp_path):
    old_cell = {"cell_type": "code", "language": "python", "collapsed": False, "metadata": {}, "outputs": []}
    cells = [{**old_cell, "input": cell.source} for cell in KEY.cells if cell.id.startswith("answer-")]
    old = {"nbformat": 3, "nbformat_minor": 0, "metadata": {}, "worksheets": [{"cells": cells, "metadata": {}}]}
    (tmp_path / "old.ipynb").write_text(json.dumps(old))
    read = read_submission(tmp_path / "old.ipynb", "old", KEYS)
    assert read.exercise == "who-says-so"
    assert read.worksheets.keys() == {"first-article", "second-article"}


def test_an_endless_worksheet_is_cut_and_told():
    cells = [("x", "%%answer first-article\n" + "S01 person\n" * 100_000)]
    worksheets, notes = worksheets_of(cells, KEY)
    assert len(worksheets["first-article"]) == 100_000
    assert any("was cut" in note for note in notes)


@settings(max_examples=200)
@given(data=st.data())
def test_a_mutated_notebook_costs_its_own_row_only(tmp_path, perfect, data):
    raw = json.dumps(perfect).encode()
    start = data.draw(st.integers(0, len(raw)))
    end = data.draw(st.integers(start, min(len(raw), start + 400)))
    (tmp_path / "mutated.ipynb").write_bytes(raw[:start] + data.draw(st.binary(max_size=40)) + raw[end:])
    read = read_submission(tmp_path / "mutated.ipynb", "mutated", KEYS)
    assert read.notes or read.worksheets.keys() == {"first-article", "second-article"}


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
)


@settings(max_examples=200)
@given(where=st.sampled_from(["cells", "metadata", "nbformat", "nbformat_minor", "cell", "source", "id"]), what=_JSON)
def test_json_of_any_shape_is_read_or_noted(tmp_path, perfect, where, what):
    notebook = json.loads(json.dumps(perfect))
    if where == "cell":
        notebook["cells"][0] = what
    elif where in ("source", "id"):
        notebook["cells"][-1][where] = what
    else:
        notebook[where] = what
    (tmp_path / "odd.ipynb").write_text(json.dumps(notebook))
    read = read_submission(tmp_path / "odd.ipynb", "odd", KEYS)
    assert read.notes or read.worksheets
