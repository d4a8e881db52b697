"""What was asked for: one student with another exercise changes nobody else's row; the teacher has the last word."""

import csv
import json

import pytest
from click.testing import CliRunner

from helpers.__main__ import main

MAIN, OTHER = "who-says-so", "loaded-framing"
NAMES = [f"s{number:02}" for number in range(1, 13)]
CANVAS = "Student,ID,SIS Login ID,Section,{} (77)\n    Points Possible,,,,10\n" + "".join(
    f'"Student, {name}",{4700 + number},{name},A,\n' for number, name in enumerate(NAMES)
)


@pytest.fixture(scope="module")
def blanks(root):
    return {name: json.loads((root / f"exercises/{name}.ipynb").read_text()) for name in (MAIN, OTHER)}


@pytest.fixture
def classroom(tmp_path, blanks):
    """Ten with the exercise of the class, one with another, and one with nothing."""
    (tmp_path / "class").mkdir()
    for name in NAMES[:11]:
        made = blanks[OTHER if name == "s11" else MAIN]
        (tmp_path / f"class/{name}.ipynb").write_text(json.dumps(made))
    (tmp_path / "roster.csv").write_text("student\n" + "\n".join(NAMES))
    return tmp_path


def grade(place, *more):
    call = ["grade", place / "class", "--out", place / "out", "--roster", place / "roster.csv", *more]
    told = CliRunner().invoke(main, list(map(str, call)))
    rows = records(place / "out/gradebook.csv") if told.exit_code < 2 else []
    return told, {(row["student"], row["exercise"]): row for row in rows}


def records(file):
    with file.open(newline="", encoding="utf-8") as stream:
        return list(csv.DictReader(stream))


def heading(file):
    return file.read_text("utf-8").splitlines()[0]


def notes_on(place, student):
    return [row for row in records(place / "out/notes.csv") if row["student"] == student]


def test_one_student_with_another_exercise_makes_nobody_missing_for_it(classroom):
    told, rows = grade(classroom)
    assert told.exit_code == 1
    assert {student for student, exercise in rows if exercise == OTHER} == {"s11"}
    assert {student for (student, _), row in rows.items() if row["state"] == "missing"} == {"s11", "s12"}
    [note] = notes_on(classroom, "s11")
    assert note["attention"] == "yes"
    assert f"--exercise {OTHER}" in note["what to do"]
    for name in ("canvas.csv", "moodle.csv"):
        assert MAIN in heading(classroom / "out" / name)
        assert OTHER not in heading(classroom / "out" / name)
    page = (classroom / "out/report.html").read_text("utf-8")
    assert page.index('<h2 id="x1">Who says so?') < page.index('<h2 id="x2">Loaded framing')


def test_what_the_call_asks_for_is_what_students_are_missing_for(classroom):
    told, rows = grade(classroom, "--exercise", "Loaded framing", "--exercise", MAIN)
    assert {student for student, exercise in rows if exercise == OTHER} == set(NAMES)
    assert notes_on(classroom, "s11") == []
    assert told.exit_code == 0, told.output
    assert OTHER in heading(classroom / "out/canvas.csv")


def test_what_the_call_does_not_ask_for_is_apart_however_many_handed_it_in(classroom):
    told, rows = grade(classroom, "--exercise", OTHER)
    assert told.exit_code == 1
    assert {student for (student, _), row in rows.items() if row["state"] == "missing"} == set(NAMES) - {"s11"}
    assert "not asked for" in notes_on(classroom, "s01")[0]["what was found"]


def test_the_roster_can_say_what_each_student_was_asked_for(classroom):
    asked = [(name, f"{MAIN}; {OTHER}" if name == "s12" else OTHER if name == "s11" else MAIN) for name in NAMES]
    (classroom / "roster.csv").write_text("student,exercise\n" + "\n".join(map(",".join, asked)))
    told, rows = grade(classroom)
    assert told.exit_code == 0, told.output
    assert {key for key, row in rows.items() if row["state"] == "missing"} == {("s12", MAIN), ("s12", OTHER)}


@pytest.mark.parametrize("where", ["call", "roster"])
def test_an_exercise_that_is_not_known_is_a_sentence(classroom, where):
    (classroom / "roster.csv").write_text(f"student,exercise\ns01,{MAIN}\ns02,who-says-no\n")
    told, _ = grade(classroom, *(["--exercise", "who-says-no"] if where == "call" else []))
    assert told.exit_code == 2
    assert '"who-says-no"' in told.output
    assert MAIN in told.output
    assert not (classroom / "out/gradebook.csv").exists()


def test_an_assignment_that_canvas_has_is_filled_in_also_for_one_student(classroom):
    (classroom / "roster.csv").write_text(CANVAS.format(OTHER))
    grade(classroom)
    rows = records(classroom / "out/canvas.csv")
    assert [row["SIS Login ID"] for row in rows if row[f"{OTHER} (77)"]] == ["", "s11"]  # the possible points, and hers


def test_the_first_to_hand_in_are_not_listed_apart(classroom):
    for name in NAMES[2:11]:
        (classroom / f"class/{name}.ipynb").unlink()
    told, rows = grade(classroom)
    assert told.exit_code == 0, told.output
    assert len(rows) == len(NAMES)
