"""A class of a hundred with every oddity of strangers' files: what each earns was reasoned by hand, not computed.

Sixty have oddities in their files, forty in how their files are called and where they lie. Twenty-five more hand in as
text, by every way that a text takes from a student's page to a teacher.
"""

import csv
import json
import os
import shutil
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest
from classroom import forty, sixty, texts
from classroom.answers import key_answers

WHO = "who-says-so"

# Practice counts here: 13 and 19 sentences of the two articles, then 18 of the invented story and 5 questions on it,
# a point each. Of the first article S08 is vague and S09, S10 are a person's; of the second S18 is
# vague, nine are a person's, and S02 and S06 are contested, where "person" counts, too.
ALL, NOTHING = 55, 0

GRADED = {
    "perfect": ALL,
    "careless": 52,  # three wrong lines
    "suspicious": 1 + 1 + 2 + 5,  # "vague" everywhere, and where that is no answer, the right ones
    "trusting": 2 + 11 + 5 + 5,  # "person" everywhere, and where that is no answer, the right ones
    "half-done": 13 + 19,  # the first two worksheets of four
    "blank": NOTHING,
    "contested": ALL,  # the other answer to all contested sentences
    "colab": ALL,
    "vs-code": ALL,
    "jupyterlite-without-ids": ALL,
    "old-format": ALL,
    "doubled-ids": ALL,
    "swapped-ids": ALL,
    "moved-about": ALL,
    "copied-blank-first": ALL,
    "split": 6 + 19 + 18 + 5,  # seven lines stand in a cell without a first line
    "into-markdown": ALL,
    "no-answer-cells": NOTHING,
    "fifty-megabytes": ALL,
    "widget-state-only": NOTHING,
    "trapped": ALL,
    "monkeypatched": ALL,
    "forged": ALL,
    "braces": ALL,
    "lines-to-obey": ALL,
    "skips": ALL,
    "strange-metadata": ALL,
    "blank-but-claims": NOTHING,
    "capitals-and-other-digits": ALL,
    "look-alikes": 52,  # three labels with a Cyrillic letter in them
    "nul-and-escapes": ALL,
    "ten-megabytes": ALL,  # what counts stands first
    "formula-and-script": ALL,
    "with-byte-order-mark": ALL,
    "in-utf-16": ALL,
    "in-latin-1": ALL,
    "copies/rina": ALL,  # the newer file; the older one has 52
}

OTHER_EXERCISES = {
    "nadia": ("loaded-framing", "write-it-fair"),
    "Siti Aminah": ("sourcing-chains",),
    "José Ñíguez": ("before-and-after",),
    "wijayabudi": ("reading-laterally",),
    "suryani": ("anonymous-sources",),
    "Agus Salim": ("when-coders-disagree",),
}

# What each note says; none of these has points.
NOT_GRADED = {
    "not-json": "ends in the middle",
    "empty": "empty",
    "deep": "nested too deep",
    "many-cells": "100,000 cells",
    "huge-output": "larger than",
    "link-to-passwords": "a link",
    "link-to-device": "a link",
    "pipe": "a device",
    "folder": "a folder",
    "other-notebook": "No worksheet of a known exercise",
    "number-too-large": "No worksheet",
    "zips/bomb/bomb": "a bomb",
    "zips/nested/inner-5/inner-4/inner-3": "too deep",
    "zips/escaping/escaped": "points out of the archive",
    "zips/escaping/C:/absolute": "points out of the archive",
    "zips/escaping/link": "a link",
}

# Students whose row tells of a repair or of a doubt.
NOTED = {
    "split": "without a first line",
    "no-answer-cells": "missing",
    "widget-state-only": "a form was used",
    "ten-megabytes": "was cut",
    "in-latin-1": "not UTF-8",
    "copies/rina": "the newer one",
}


def marked_by_machine(exercise):
    """The items of a key, counted in its text: a line each, more where words are parted; texts are for a person."""
    lines = [line for sheet in key_answers(exercise).values() for line in sheet]
    return sum(1 + line.count(";") for line in lines if not line.startswith("T0"))


def grade(folder, out, home, *more):
    """Run the command as an instructor does who sits in the folder itself, where helpers.py and json.py lie in wait."""
    places = {"HOME": str(home), "TMPDIR": str(home), "IPYTHONDIR": "", "JUPYTER_CONFIG_DIR": ""}
    command = [Path(sys.executable).with_name("kata-siapa"), "grade", ".", "--count-practice", "--out", out, *more]
    told = subprocess.run(command, cwd=folder, env={**os.environ, **places}, capture_output=True, text=True)
    return told, records(out / "gradebook.csv")


def records(file):
    with file.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def listing(folder):
    """Everything in a folder with its size and its time."""
    files = (file for file in folder.rglob("*"))
    return {file: (file.lstat().st_size, file.lstat().st_mtime_ns) for file in files}


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    place = tmp_path_factory.mktemp("hundred")
    sixty.hand_in(place / "class", trap=place / "trap")
    forty.hand_in(place / "class")
    texts.hand_in(place / "class")
    (place / "roster.csv").write_text(forty.roster() + texts.roster(), "utf-8")
    (place / "home").mkdir()
    return place


@pytest.fixture(scope="module")
def run(place):
    before = listing(place / "class")
    told, rows = grade(place / "class", place / "out", place / "home")
    return before, told, rows, (place / "out/notes.csv").read_text("utf-8")


@pytest.fixture(scope="module")
def by_student(run):
    return {(row["student"], row["exercise"]): row for row in run[2]}


@pytest.fixture(scope="module")
def notes(run):
    return run[3]


@pytest.fixture(scope="module")
def with_roster(place, run):
    """The same class graded again, with a roster of all but the sixty: nothing is judged twice."""
    told, rows = grade(place / "class", place / "out", place / "home", "--roster", place / "roster.csv")
    assert "0 judged now" in told.stdout
    return {row["student"]: row for row in rows if row["exercise"] in (WHO, "")}


def test_each_of_a_hundred_has_a_row_or_a_note(run):
    _, told, rows, _ = run
    assert len(GRADED) + sum(map(len, OTHER_EXERCISES.values())) + len(NOT_GRADED) == 60
    assert len(forty.CASES) == 40
    assert len(texts.CASES) == 25
    assert len(rows) == 60 + 39 + 23  # three files have no row of their own: a note, or another of the student counts
    assert told.returncode == 1, told.stderr  # some need attention, and have a row
    assert "Traceback" not in told.stderr + told.stdout


CALLED = [number for number, (*_, called) in enumerate(forty.CASES) if called]


@pytest.mark.parametrize("number", CALLED)
def test_a_student_is_called_as_her_file_says(by_student, number):
    place, _, _, called = forty.CASES[number]
    check_points(by_student[called, WHO], place, number)


@pytest.mark.parametrize("number", sorted(set(range(40)) - set(CALLED)))
def test_a_file_without_a_row_has_a_note(notes, number):
    assert forty.CASES[number][0] in notes


@pytest.mark.parametrize("number", range(40))
def test_a_student_of_the_roster_is_found_and_nobody_else_is_taken_for_her(with_roster, place, number):
    where, id, name, called = forty.CASES[number]
    row = with_roster[id or called]
    check_points(row, where, number)
    assert row["name"] == (name if id else row["name"])
    [found] = [one for one in records(place / "out/who.csv") if one["file"] == unicodedata.normalize("NFC", where)]
    assert (found["student"], bool(id)) == (row["student"], "on the roster: " in found["why"])


def check_points(row, place, number):
    is_notebook = not place.endswith(".pdf")
    assert row["state"] == ("graded" if is_notebook else "could not be graded"), row["notes"]
    assert row["points"] == (str(forty.points(number)) if is_notebook else "")


@pytest.mark.parametrize("case", [case for case in texts.CASES if case[4]], ids=lambda case: case[0])
def test_a_text_earns_what_a_notebook_with_its_answers_earns(with_roster, place, case):
    file, id, name, called, points = case
    row = with_roster[id or called]
    assert (row["state"], row["points"], row["name"]) == ("graded", str(points), name), row["notes"]
    [found] = [one for one in records(place / "out/who.csv") if one["file"] == file]
    assert (found["student"], found["code"]) == (row["student"], row["code"])
    assert (texts.NOTES.get(id, "") or "no other") in row["notes"] + "no other"
    told = [one for one in records(place / "out/notes.csv") if one["file"] == file]
    serious = [one["what was found"] for one in told if one["attention"]]
    assert len(serious) == (id in texts.NOTES or not id), serious


@pytest.mark.parametrize("case", [case for case in texts.CASES if case[4]], ids=lambda case: case[0])
def test_a_text_names_its_student_where_there_is_no_roster(by_student, case):
    file, _, _, called, points = case
    if file != "20260219/from-home.txt":  # no roster says that the folder is called as an id
        assert (by_student[called, WHO]["state"], by_student[called, WHO]["points"]) == ("graded", str(points))


def test_a_text_without_an_answer_is_told(notes):
    assert "Below the head of Xaverius (Kata Siapa?) there is no worksheet" in notes


def test_the_code_is_the_one_that_the_students_page_shows(with_roster):
    """The messenger's marks change no code; a changed answer does."""
    notebooks = ("20260209", "20260217")  # whose blank lines have no dots
    for _, id, _, _, points in texts.CASES:
        if id and id not in notebooks:
            assert with_roster[id]["code"] == texts.code_of(texts.sheets(points))


def test_a_chat_says_when_something_was_sent(with_roster):
    sent = [with_roster[id]["handed in"][:16] for id in ("20260211", "20260213")]
    assert sent == ["2026-11-30 18:02", "2026-11-30 18:06"]


def test_the_first_answers_stand_beside_the_last_ones(with_roster):
    """Of eight that are known five were wrong; nobody else's file knows any."""
    row = with_roster["20260217"]
    assert (row["points"], row["points at first"]) == ("21", "16")
    first = [row[f"first-article:S{number:02} at first"] for number in range(1, 9)]
    assert first == ["0"] * 5 + ["1"] * 3
    assert "first-article:S09 at first" not in row
    assert {row["points at first"] for row in with_roster.values()} == {"", "16"}


def test_the_first_answers_earn_the_points_when_they_count(place, with_roster):
    _, rows = grade(place / "class", place / "out-first", place / "home", "--count", "first")
    rows = {row["student"]: row for row in rows if row["exercise"] == WHO}
    assert (rows["Rani Mulia"]["points"], rows["Rani Mulia"]["points in the end"]) == ("16", "21")
    assert (rows["Siti Rahma"]["points"], rows["Siti Rahma"]["points in the end"]) == ("5", "")
    report = (place / "out-first/report.html").read_text("utf-8")
    assert "5 of 8 answers were wrong" in report
    assert "5 changed from wrong to right" in report
    graded = json.loads((place / "out-first/graded/Rani Mulia/who-says-so.ipynb").read_text("utf-8"))
    [sheet] = ["".join(cell["source"]) for cell in graded["cells"] if cell["id"] == "answer-first-article"]
    assert "S01  organisation" in sheet
    assert "S08  vague" in sheet
    page = (place / "out-first/feedback/Rani Mulia/who-says-so.html").read_text("utf-8")
    assert "<dt>In the end</dt>" in page
    assert rows["Rani Mulia"]["code"] in page


def test_only_who_handed_in_nothing_is_missing(with_roster):
    missing = {student for student, row in with_roster.items() if row["state"] == "missing"}
    assert missing == {"20260122", "20260123", "20260199"}  # two of one name: neither of their files is given to one


@pytest.mark.parametrize("student", GRADED)
def test_points(by_student, student):
    row = by_student[student, WHO]
    assert (row["state"], row["points"], row["possible"]) == ("graded", str(GRADED[student]), "55")
    assert bool(row["notes"]) == (student in NOTED), row["notes"]
    assert NOTED.get(student, "") in row["notes"]


@pytest.mark.parametrize("student", OTHER_EXERCISES)
def test_points_of_other_exercises(by_student, student):
    for exercise in OTHER_EXERCISES[student]:
        row = by_student[student, exercise]
        assert row["state"] == "graded"
        assert int(row["points"]) == int(row["possible"]) == marked_by_machine(exercise)


@pytest.mark.parametrize("student", NOT_GRADED)
def test_what_cannot_be_graded_has_a_row_and_a_reason(by_student, student):
    [row] = [row for (name, _), row in by_student.items() if name == student]
    assert (row["state"], row["points"], row["possible"]) == ("could not be graded", "", "")
    assert NOT_GRADED[student] in row["notes"]


def test_late_is_what_the_platform_says(by_student):
    assert {student for (student, _), row in by_student.items() if row["late"]} == {"suryani", "ajieko"}


def test_nothing_was_obeyed_and_nothing_written_elsewhere(place, run):
    before, *_ = run
    assert not (place / "trap").exists()
    assert listing(place / "class") == before
    assert {file.name for file in place.iterdir()} - {"out-first"} == {"class", "home", "out", "roster.csv"}
    assert list((place / "home").iterdir()) == []


def test_hostile_files_change_nobody_elses_row(place, by_student):
    """Metamorphic: the honest students alone have the rows that they have in the whole class."""
    honest = ("perfect", "careless", "suspicious", "trusting", "half-done", "blank", "contested")
    (place / "honest").mkdir()
    for student in honest:
        shutil.copy2(place / "class" / f"{student}.ipynb", place / "honest")
    _, rows = grade(place / "honest", place / "honest-out", place / "home")
    assert [row["student"] for row in rows] == sorted(honest)
    for row in rows:
        assert row == {name: by_student[row["student"], WHO][name] for name in row}
