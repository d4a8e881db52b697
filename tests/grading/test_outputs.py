"""The folder of results: everything in it, a person's marks kept, and a second run that touches only what changed."""

import csv
import json
import os
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import nbformat
import pytest

from helpers.grading.export.class_table import Export
from helpers.grading.export.gradebook import as_csv
from helpers.grading.judging.judge import GradedNotebook, graft
from helpers.grading.keys import load_keys
from helpers.grading.outputs import PLATFORMS, Options, write_outputs
from helpers.grading.report.pages import feedback
from helpers.grading.results import Note, Result
from helpers.grading.tables import TableError

KEYS = load_keys()
LEAD = "T01  Artikel itu menulis, tanpa menyebut sumber, bahwa Israel dan AS berada di balik serangan di Suriah."


@pytest.fixture
def students(handed_in):
    broken = Note("budi.ipynb", "budi", "It is no notebook.", "Ask for the .ipynb file again.")
    return [
        handed_in("siti", "write-it-fair", {"fair-leads": LEAD}, "Siti Aminah"),
        handed_in("ana", "write-it-fair", {"fair-leads": LEAD.replace("Suriah", "Damaskus")}),
        handed_in("ana", "who-says-so", {"first-article": "S01 person"}, state="superseded"),
        handed_in("ana", "who-says-so", {"first-article": "S01 narrator"}),
        Result("budi", "", "who-says-so", "budi.ipynb", "", None, False, (), (broken,), "could not be graded"),
        Result("zahra", "", "who-says-so", "", "", None, False, (), (), "missing"),
    ]


@pytest.fixture
def out(tmp_path):
    return tmp_path / "out"


def read(file):
    with file.open(newline="", encoding="utf-8") as stream:
        return list(csv.DictReader(stream))


def row_of(out, student, exercise):
    [row] = [row for row in read(out / "gradebook.csv") if (row["student"], row["exercise"]) == (student, exercise)]
    return row


def fill_in(file, **points):
    """Give each student's first lead its points, as a spreadsheet would save it."""
    rows = read(file)
    for row in rows:
        if row["item"] == "fair-leads:T01" and row["student"] in points:
            row["points"] = points[row["student"]]
            row["comment"] = "Who says so?"
    with file.open("w", newline="", encoding="utf-8") as stream:
        writer = csv.DictWriter(stream, rows[0].keys(), delimiter=";")
        writer.writeheader()
        writer.writerows(rows)


def test_everything_is_there_and_nothing_half_written(students, out):
    told = write_outputs(students, KEYS, out)
    files = sorted(path.relative_to(out).as_posix() for path in out.rglob("*") if path.is_file())
    assert files == [
        ".written.jsonl",
        ".zone",
        "canvas.csv",
        "feedback.csv",
        "feedback/ana/who-says-so.html",
        "feedback/ana/write-it-fair.html",
        "feedback/siti/write-it-fair.html",
        "gradebook.csv",
        "gradebook.xlsx",
        "graded/ana/who-says-so.ipynb",
        "graded/ana/write-it-fair.ipynb",
        "graded/siti/write-it-fair.ipynb",
        "moodle.csv",
        "notes.csv",
        "report.html",
        "to-mark.csv",
        "who.csv",
    ]
    assert sorted(told.changed) == files[1:]
    assert [row["student"] for row in read(out / "gradebook.csv")] == ["ana", "ana", "budi", "siti", "zahra"]
    assert [row["what to do"] for row in read(out / "notes.csv")] == ["Ask for the .ipynb file again."]
    assert row_of(out, "ana", "who-says-so")["first-article:S01"] == "1"


def test_a_run_that_is_cut_short_loses_nothing_and_the_next_one_ends_as_if_nothing_had_been(
    students, out, tmp_path, monkeypatch
):
    write_outputs(students, KEYS, out)
    fill_in(out / "to-mark.csv", siti="1")
    shutil.copytree(out, tmp_path / "whole")
    made = []

    def cut_short(result, exercise):
        if len(made) == 2:
            raise KeyboardInterrupt
        made.append(feedback(result, exercise))
        return made[-1]

    monkeypatch.setattr("helpers.grading.outputs.feedback", cut_short)
    with pytest.raises(KeyboardInterrupt):
        write_outputs(students, KEYS, out)
    monkeypatch.undo()
    assert row_of(out, "siti", "write-it-fair")["points"] == "25"
    write_outputs(students, KEYS, out)
    write_outputs(students, KEYS, tmp_path / "whole")
    assert contents(out) == contents(tmp_path / "whole")


def contents(folder):
    return {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_no_name_no_answer_and_no_note_is_a_formula_in_any_file(students, out, tmp_path):
    spell = '=HYPERLINK("http://x","y")'
    note = Note(spell, spell, spell, spell)
    students = [replace(one, student=spell + one.student, student_name="@" + spell, notes=(note,)) for one in students]
    items = tuple(replace(one, answer="+" + spell) for one in students[0].items)
    students[0] = replace(students[0], items=items, file="-" + spell)
    (tmp_path / "roster.csv").write_text("Student,ID,SIS Login ID,Section\n=1+1,+1,@x,-A\n")
    write_outputs(students, KEYS, out, Options(roster=tmp_path / "roster.csv"))
    tables = {
        file: [cell for row in csv.reader(file.open(newline="", encoding="utf-8")) for cell in row]
        for file in out.glob("*.csv")
    }
    assert len(tables) == 7
    tables[out / "canvas.csv"] = [cell for cell in tables[out / "canvas.csv"] if cell not in ("=1+1", "+1", "@x", "-A")]
    for file, cells in tables.items():
        assert [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))] == [], file
        assert file.name in ("moodle.csv", "canvas.csv") or any(cell.startswith("'") for cell in cells)


def test_the_same_files_give_the_same_bytes_whatever_python_does_with_its_sets(root, tmp_path):
    (tmp_path / "class").mkdir()
    for name in ("who-says-so", "write-it-fair"):
        shutil.copy(root / f"exercises/{name}.ipynb", tmp_path / "class")
    made = []
    for seed in ("1", "2"):
        command = [sys.executable, "-m", "helpers", "grade", "class", "--out", f"out-{seed}"]
        subprocess.run(
            command, cwd=tmp_path, env={**os.environ, "PYTHONHASHSEED": seed}, check=True, capture_output=True
        )
        made.append(contents(tmp_path / f"out-{seed}"))
    # Before a line of a journal stands the journal's own seal.
    judged = [one.pop(Path(".judged.jsonl")).splitlines() for one in made]
    assert [line.partition(b" ")[2] for line in judged[0]] == [line.partition(b" ")[2] for line in judged[1]]
    assert made[0] == made[1]


def test_a_second_run_rewrites_only_what_changed(students, out, handed_in):
    write_outputs(students, KEYS, out)
    for path in out.rglob("*.*"):
        os.utime(path, (0, 0))
    again = write_outputs(students, KEYS, out)
    assert not again.changed
    students[0] = handed_in("siti", "write-it-fair", {"fair-leads": LEAD, "fair-verbs": ""}, "Siti Aminah")
    third = write_outputs(students, KEYS, out)
    pages = {path.parent.name: path.stat().st_mtime > 0 for path in (out / "feedback").rglob("write-it-fair.html")}
    assert pages == {"siti": True, "ana": False}
    assert "graded/ana/who-says-so.ipynb" in third.unchanged
    assert not third.messages


def test_who_leaves_the_class_leaves_the_folder(students, out):
    write_outputs(students, KEYS, out)
    told = write_outputs(students[1:], KEYS, out)
    assert set(told.removed) == {"feedback/siti/write-it-fair.html", "graded/siti/write-it-fair.ipynb"}
    assert not (out / "feedback" / "siti").exists()


@pytest.mark.parametrize(("counts", "beside"), [("last", "text at first"), ("first", "text in the end")])
def test_the_text_that_does_not_count_stands_beside_the_one_to_mark(students, out, counts, beside):
    """It is empty where no first text is known, and not there where nobody's is."""
    early, late = (
        next(item for item in one.items if item.name == "fair-leads:T01") for one in (students[1], students[0])
    )
    standing = {item.name: item for item in students[0].items} | {early.name: early if counts == "first" else late}
    siti = replace(students[0], counts=counts, tries=((early, late),), items=tuple(standing.values()))
    write_outputs([siti, students[1]], KEYS, out)
    told = {row["student"]: row for row in read(out / "to-mark.csv") if row["item"] == "fair-leads:T01"}
    both = [early.answer, late.answer]
    assert [told["siti"]["text"], told["siti"][beside]] == (both if counts == "first" else both[::-1])
    assert told["ana"][beside] == ""
    write_outputs(students, KEYS, out.with_name("none"))
    assert beside not in read(out.with_name("none") / "to-mark.csv")[0]


def test_marks_that_are_filled_in_count_and_stay(students, out):
    write_outputs(students, KEYS, out)
    assert {row["student"] for row in read(out / "to-mark.csv")} == {"siti", "ana"}
    assert "Level 1." in read(out / "to-mark.csv")[0]["what to look at"]
    fill_in(out / "to-mark.csv", siti="0,5")
    told = write_outputs(students, KEYS, out)
    assert row_of(out, "siti", "write-it-fair")["fair-leads:T01 (for a person to mark)"] == "0.5"
    assert (row_of(out, "siti", "write-it-fair")["points"], row_of(out, "siti", "write-it-fair")["possible"]) == (
        "24.5",
        "25",
    )
    assert row_of(out, "ana", "write-it-fair")["fair-leads:T01 (for a person to mark)"] == "to mark"
    assert "Who says so?" in (out / "feedback/siti/write-it-fair.html").read_text("utf-8")
    assert not told.notes[1:]
    write_outputs(students, KEYS, out)
    assert row_of(out, "siti", "write-it-fair")["points"] == "24.5"
    assert [row["points"] for row in read(out / "to-mark.csv") if row["student"] == "siti"] == ["0.5"]


def test_a_file_of_marks_that_is_named_wins(students, out, tmp_path):
    write_outputs(students, KEYS, out)
    shutil.copy(out / "to-mark.csv", tmp_path / "overrides.csv")
    fill_in(out / "to-mark.csv", siti="0", ana="1")
    fill_in(tmp_path / "overrides.csv", siti="1")
    write_outputs(students, KEYS, out, Options(overrides=tmp_path / "overrides.csv"))
    assert row_of(out, "siti", "write-it-fair")["points"] == "25"
    assert row_of(out, "ana", "write-it-fair")["points"] == "25"


def test_a_person_may_overrule_the_machine_and_the_page_says_so(students, out, tmp_path):
    marks = tmp_path / "overrides.csv"
    marks.write_text("student,exercise,item,points,comment\nana,who-says-so,first-article:S02,1,A good argument.\n")
    write_outputs(students, KEYS, out, Options(overrides=marks))
    assert row_of(out, "ana", "who-says-so")["first-article:S02"] == "1"
    page = (out / "feedback/ana/who-says-so.html").read_text("utf-8")
    assert "marked by a person" in page
    assert "A good argument." in page


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("sity,write-it-fair,fair-leads:T01,1", 'no student "sity"; did you mean "siti"?'),
        ("siti,write-it-fare,fair-leads:T01,1", 'no exercise "write-it-fare"; did you mean "write-it-fair"?'),
        ("siti,write-it-fair,fair-leads:T09,1", 'no item "fair-leads:T09"'),
        ("siti,write-it-fair,fair-leads:T01,2", "points are 2; an item has 0 to 1"),
        ("siti,write-it-fair,fair-leads:T01,nan", 'points are "nan"; write a number'),
        ("siti,write-it-fair,fair-leads:T01,good", 'points are "good"; write a number'),
    ],
)
def test_a_mark_that_fits_nobody_is_told_with_its_line_and_the_others_count(students, out, tmp_path, line, told):
    marks = tmp_path / "overrides.csv"
    marks.write_text(f"student,exercise,item,points\nana,write-it-fair,fair-leads:T01,1\n{line}\n")
    written = write_outputs(students, KEYS, out, Options(overrides=marks))
    [note] = [note for note in written.notes if note.file == "overrides.csv"]
    assert "overrides.csv, line 3:" in note.what
    assert told in note.what
    assert row_of(out, "ana", "write-it-fair")["points"] == "25"
    assert any(told in row["what was found"] for row in read(out / "notes.csv"))


def test_a_file_of_marks_without_a_needed_column_changes_nothing(students, out, tmp_path):
    marks = tmp_path / "overrides.csv"
    marks.write_text("student,item,points\nana,fair-leads:T01,1\n")
    with pytest.raises(TableError, match="no column exercise"):
        write_outputs(students, KEYS, out, Options(overrides=marks))
    assert not (out / "gradebook.csv").exists()


def test_marks_of_somebody_who_is_not_graded_this_time_are_kept(students, out):
    write_outputs(students, KEYS, out)
    fill_in(out / "to-mark.csv", siti="1")
    write_outputs(students[1:], KEYS, out)
    write_outputs(students, KEYS, out)
    assert row_of(out, "siti", "write-it-fair")["points"] == "25"


def test_a_text_that_changed_after_it_was_marked_is_told(students, out, handed_in):
    write_outputs(students, KEYS, out)
    fill_in(out / "to-mark.csv", siti="1")
    students[0] = handed_in("siti", "write-it-fair", {"fair-leads": "T01  Another text altogether."}, "Siti Aminah")
    told = write_outputs(students, KEYS, out)
    assert any("not the one that was marked" in note.what for note in told.notes)
    assert row_of(out, "siti", "write-it-fair")["points"] == "25"
    assert any("not the one that was marked" in note.what for note in write_outputs(students, KEYS, out).notes)
    rows = read(out / "to-mark.csv")
    [row] = [row for row in rows if row["student"] == "siti"]
    assert (row["text"], row["marked text"]) == ("Another text altogether.", LEAD.removeprefix("T01  "))


def test_a_roster_of_canvas_is_filled_in(students, out, tmp_path):
    roster = tmp_path / "roster.csv"
    roster.write_text("Student,ID,SIS Login ID,Section,Write it fair (12)\nSiti Aminah,1,siti,A,\nAna,2,ana,A,\n")
    write_outputs(students, KEYS, out, Options(roster=roster))
    assert [row["Write it fair (12)"] for row in read(out / "canvas.csv")] == ["24", "24"]


def test_a_grading_worksheet_of_moodle_comes_back_filled_in_for_each_exercise(students, out, tmp_path):
    roster = tmp_path / "roster.csv"
    roster.write_text(
        "Identifier;Full name;Grade;Maximum grade\nParticipant 1;Siti Aminah;;10\nParticipant 2;Ana;;10\n"
    )
    write_outputs(students, KEYS, out, Options(roster=roster))
    with (out / "moodle-worksheet-write-it-fair.csv").open(newline="", encoding="utf-8") as stream:
        assert [row["Grade"] for row in csv.DictReader(stream, delimiter=";")] == ["10", "10"]
    assert (out / "moodle-worksheet-who-says-so.csv").exists()


def test_a_platform_more_is_one_function_and_its_line(students, out, monkeypatch):
    def points(given):
        rows = [[one.student, one.points] for one in given.results if one.state == "graded"]
        told = Note("points.csv", "", "Points of ours.", "Import them.", serious=False)
        return Export([("points.csv", as_csv([["who", "points"], *rows]))], (told,))

    monkeypatch.setitem(PLATFORMS, "points.csv", points)
    told = write_outputs(students, KEYS, out)
    assert read(out / "points.csv")[0] == {"who": "ana", "points": "43"}
    assert "Points of ours. Import them." in told.messages
    assert "Points of ours." in [row["what was found"] for row in read(out / "notes.csv")]


def test_the_graded_notebook_is_what_graft_makes(students, out):
    write_outputs(students, KEYS, out)
    worksheets = {**dict(students[0].worksheets), "fair-verbs": "# NBVAL_SKIP\nV01 \u2028 ünïcode \"'\\ \x0b\n"}
    made = GradedNotebook(KEYS["write-it-fair"]).with_worksheets(worksheets)
    grafted = nbformat.from_dict(graft(KEYS["write-it-fair"].notebook, worksheets))
    wanted = nbformat.writes(grafted, indent=1, sort_keys=True) + "\n"
    assert made.decode() == wanted
    assert json.loads((out / "graded/siti/write-it-fair.ipynb").read_text("utf-8"))
