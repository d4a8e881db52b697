"""The instructor's page, command by command, on a class that does what classes do."""

import csv
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import zipfile
from datetime import datetime

import nbformat
import pytest

from helpers.exercises.worksheet import answer_cell
from helpers.grading.keys import load_keys

pytestmark = pytest.mark.kernel

KEYS = load_keys()
FIRST = "who-says-so"
LEAD = "T01  Artikel itu menulis, tanpa menyebut sumber, bahwa Israel dan AS berada di balik serangan itu."
EVENING = datetime(2026, 11, 20, 18).timestamp()
NIGHT = (2026, 12, 1, 1, 0, 0)


@pytest.fixture(scope="module")
def commands(root):
    """The commands of the page, in order."""
    page = (root / "chapters/for-instructors.md").read_text("utf-8")
    return [line for block in re.findall("```sh\n(.*?)```", page, re.DOTALL) for line in block.strip().splitlines()]


@pytest.fixture(scope="module")
def walk(root, tmp_path_factory, commands):
    """Where the page has been carried out, and what each command said: exit code and words."""
    folder = tmp_path_factory.mktemp("walk")
    _hand_in(root, folder)
    return folder, {command: _carry_out(command, root, folder) for command in commands}


def _carry_out(command, root, folder):
    if "marked-submissions" in command:
        shutil.copytree(folder / "marked", folder / "marked-submissions", ignore=shutil.ignore_patterns("keys"))
    program, *arguments = shlex.split(command)
    program = {".venv/bin/python": [sys.executable]}.get(program, [sys.executable, "-m", "helpers"])
    told = subprocess.run([*program, *arguments], cwd=folder, capture_output=True, text=True, timeout=300)
    rows = read(folder / "results/gradebook.csv")
    return told.returncode, told.stdout + told.stderr, {row["student"]: row for row in rows if row["exercise"] == FIRST}


def _hand_in(root, folder):
    """Siti has one item wrong; Ana's files, one with a text to mark, are late; Budi's is broken; Zahra has none."""
    submissions = folder / "submissions"
    (submissions / "siti").mkdir(parents=True)
    siti = notebook(root, "who-says-so", lambda name, text: text.replace("S01  narrator", "S01  person"))
    (submissions / "siti" / "who-says-so.ipynb").write_text(siti)
    (submissions / "budi").mkdir()
    (submissions / "budi" / "who-says-so.ipynb").write_text("{")
    for file in submissions.rglob("*.ipynb"):
        os.utime(file, (EVENING, EVENING))
    with zipfile.ZipFile(submissions / "late.zip", "w") as archive:
        whole = notebook(root, "who-says-so", lambda name, text: text)
        archive.writestr(zipfile.ZipInfo("ana/who-says-so.ipynb", NIGHT), whole)
        fair = notebook(root, "write-it-fair", lambda name, text: LEAD if name == "fair-leads" else text)
        archive.writestr(zipfile.ZipInfo("ana/write-it-fair.ipynb", NIGHT), fair)
    (folder / "roster.csv").write_text("username,name\nana,Ana Putri\nbudi,Budi\nsiti,Siti Aminah\nzahra,Zahra\n")
    (folder / "overrides.csv").write_text(
        "student,exercise,item,points,comment\nana,write-it-fair,fair-leads:T01,0.5,Whose word is it?\n"
    )
    shutil.copytree(root / "seeds/demo/pasar-awanrendah", folder / "our-story")


def notebook(root, exercise, change):
    """A student's notebook, filled in as the key is, with changes."""
    key = dict(sheet for cell in KEYS[exercise].notebook["cells"] if (sheet := answer_cell(cell["source"])))
    made = nbformat.read(root / f"exercises/{exercise}.ipynb", as_version=4)
    for cell in made.cells:
        if sheet := answer_cell(cell.source):
            cell.source = f"%%answer {sheet[0]}\n{change(sheet[0], key[sheet[0]])}"
    return json.dumps(made)


def read(file):
    with file.open(newline="", encoding="utf-8") as stream:
        return list(csv.DictReader(stream))


def that(walk, *words):
    """What the last command said that has these words in it, and the gradebook after it."""
    return [told for command, told in walk[1].items() if all(word in command for word in words)][-1]


def test_the_first_run_grades_and_tells_of_the_file_that_cannot_be_read(walk, commands):
    code, told, rows = walk[1][commands[0]]
    assert code == 1
    assert "budi/who-says-so.ipynb: It is no whole notebook" in told
    assert (rows["siti"]["points"], rows["siti"]["possible"]) == ("31", "32")
    assert "zahra" not in rows


def test_all_that_the_page_promises_is_in_the_folder(walk, root):
    page = (root / "chapters/for-instructors.md").read_text("utf-8")
    table = page.partition("| in `results` |")[2].partition("\n\n")[0]
    promised = re.findall("`([^`]+)`", "\n".join(line.split("|")[1] for line in table.splitlines()[2:]))
    assert {"report.html", "notes.csv", "gradebook.csv", "feedback/"} <= set(promised)
    assert [name for name in promised if not (walk[0] / "results" / name).exists()] == []


def test_a_roster_and_a_date_tell_who_is_missing_and_who_was_late(walk):
    _, _, rows = that(walk, "--late-after")
    assert {student: (row["state"], row["late"]) for student, row in rows.items()} == {
        "ana": ("graded", "late"),
        "budi": ("could not be graded", ""),
        "siti": ("graded", ""),
        "zahra": ("missing", ""),
    }
    assert rows["siti"]["name"] == "Siti Aminah"


def test_marks_count_and_reach_the_student(walk):
    [fair] = [
        row for row in read(walk[0] / "results/gradebook.csv") if row["exercise"] == "write-it-fair" and row["points"]
    ]
    assert fair["fair-leads:T01 (for a person to mark)"] == "0.5"
    assert (fair["points"], fair["possible"]) == ("24.5", "25")
    assert "Whose word is it?" in (walk[0] / "results/feedback/ana/write-it-fair.html").read_text("utf-8")


def test_a_run_with_the_same_files_judges_nothing_again(walk):
    assert "0 judged now" in that(walk, "--overrides")[1]


def test_the_report_can_be_shown(walk):
    report = (walk[0] / "results/report.html").read_text("utf-8")
    assert "What the class understood" in report
    assert not re.search("Siti|Aminah|Putri|<bdi>Zahra", report)  # a passage of the exercise names another Zahra


def test_plain_nbval_fails_on_what_earned_no_point(walk):
    code, told, rows = that(walk, "--nbval")
    assert code == 1
    lost = int(rows["siti"]["possible"]) - int(rows["siti"]["points"])
    assert lost > 0
    assert re.search(rf"\b{lost} failed, \d+ passed", told)


def test_marked_work_is_made_and_graded_with_keys_that_students_do_not_have(walk):
    assert that(walk, "check-article")[0] == that(walk, "exercise", "--marked")[0] == 0
    made = (walk[0] / "marked/our-story-who-says-so.ipynb").read_text("utf-8")
    assert "check(" not in made
    assert that(walk, "marked-results")[0] == 0
    assert {row["points"] for row in read(walk[0] / "marked-results/gradebook.csv")} == {"0"}
    page = next((walk[0] / "marked-results/feedback").rglob("*who-says-so.html")).read_text("utf-8")
    assert 'lang="id"' in page
