"""Gradebooks and import files: what an instructor, Excel, Canvas and Moodle read in them."""

import csv
import io
import zipfile
from datetime import UTC, datetime
from xml.etree import ElementTree

import pytest

from helpers.grading.export.canvas import canvas
from helpers.grading.export.class_table import GradedClass
from helpers.grading.export.gradebook import as_csv, as_xlsx, counting, gradebook, notes_table
from helpers.grading.export.moodle import moodle
from helpers.grading.results import Note, Result
from helpers.grading.tables import TableError, read_table

FIRST = "S01 person\nS02 unnamed"
NIGHT = datetime(2026, 11, 20, 23, 59, tzinfo=UTC)


def rest(student, exercise, state, *notes, file=""):
    return Result(student, "", exercise, file, "", None, False, (), notes, state)


@pytest.fixture(scope="module")
def results(handed_in):
    sick = Note("budi.ipynb", "budi", "It is no notebook.", "Ask for the .ipynb file again.")
    lead = "T01  Artikel itu menyebut Israel dan AS."
    return counting(
        [
            handed_in("siti", "who-says-so", {"second-article": ""}, "Siti Aminah", platform_id="4711"),
            handed_in("ana", "who-says-so", {"first-article": FIRST}, late=True, handed_in=NIGHT),
            handed_in("ana", "write-it-fair", {"fair-leads": lead}),
            handed_in("ana", "who-says-so", {"first-article": ""}, state="superseded"),
            rest("budi", "", "could not be graded", sick, file="budi.ipynb"),
            rest("zahra", "who-says-so", "missing"),
        ]
    )


def made(export, *given):
    """The first file that a platform gets of a class."""
    return next(iter(export(GradedClass(*given)).files))[1]


def records(content, delimiter=","):
    return list(csv.DictReader(io.StringIO(content.decode(), newline=""), delimiter=delimiter))


def table(tmp_path, text):
    (tmp_path / "table.csv").write_text(text, "utf-8")
    return read_table(tmp_path / "table.csv")


def test_late_missing_and_unreadable_are_three_things(results):
    rows = {(row["student"], row["exercise"]): row for row in records(as_csv(gradebook(results)))}
    told = {place: (row["state"], row["late"], row["points"], row["possible"]) for place, row in rows.items()}
    assert told == {
        ("ana", "who-says-so"): ("graded", "late", "20", "32"),
        ("ana", "write-it-fair"): ("graded", "", "24", "24"),
        ("budi", ""): ("could not be graded", "", "", ""),
        ("siti", "who-says-so"): ("graded", "", "13", "32"),
        ("zahra", "who-says-so"): ("missing", "", "", ""),
    }
    assert rows["ana", "who-says-so"]["handed in"] == "2026-11-20 23:59+00:00"
    assert rows["budi", ""]["notes"] == "It is no notebook."


def test_each_item_has_a_column_and_texts_say_what_a_person_has_to_do(results):
    rows = {(row["student"], row["exercise"]): row for row in records(as_csv(gradebook(results)))}
    ana, fair = rows["ana", "who-says-so"], rows["ana", "write-it-fair"]
    assert (ana["first-article:S01"], ana["first-article:S02"], ana["first-article:S03"]) == ("0", "1", "0")
    assert ana["fair-verbs:V01"] == ""
    assert fair["fair-leads:T01 (for a person to mark)"] == "to mark"
    assert fair["fair-leads:T02 (for a person to mark)"] == "not answered"
    assert list(ana)[-4:-1] == [f"fair-leads:T0{n} (for a person to mark)" for n in (1, 2, 3)]


def test_excel_gets_numbers_as_numbers_text_as_text_and_a_heading_that_stays(results):
    told = as_xlsx(
        {"a:very*long/name of an exercise [1]": gradebook(results), "A very long name of an exercise": [["=1+1", "x"]]}
    )
    with zipfile.ZipFile(io.BytesIO(told)) as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
        names = [
            one.get("name") for one in ElementTree.fromstring(book.read("xl/workbook.xml")).iter() if one.get("sheetId")
        ]
        words = book.read("xl/worksheets/sheet2.xml").decode()
        everything = b"".join(book.read(name) for name in book.namelist() if "worksheets" in name)
    assert b"<f>" not in everything
    assert b"hyperlink" not in everything
    assert 'state="frozen"' in sheet
    assert "<v>20</v>" in sheet
    assert "<t>'=1+1</t>" in words
    assert '<col min="1" max="1" width="' in sheet
    assert len(set(map(str.casefold, names))) == 2
    assert max(map(len, names)) <= 31


def test_the_same_results_give_the_same_bytes(results):
    assert as_xlsx({"one": gradebook(results)}) == as_xlsx({"one": gradebook(results)})


def test_a_new_file_for_canvas_begins_with_its_columns_and_has_a_column_an_exercise(results):
    heading, possible, *rows = csv.reader(io.StringIO(made(canvas, results).decode(), newline=""))
    assert heading == ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", "who-says-so", "write-it-fair"]
    assert possible[0].strip() == "Points Possible"
    assert possible[-2:] == ["32", "24"]
    assert ["Siti Aminah", "4711", "", "", "", "13", ""] in rows
    assert ["ana", "", "", "ana", "", "20", "24"] in rows
    assert ["zahra", "", "", "zahra", "", "", ""] in rows


EXPORT = """Student,ID,SIS Login ID,Section,Who Says So (901),Essay (902),Final Score
    Points Possible,,,,40,10,(read only)
"Aminah, Siti",4711,saminah,A,,9,90
"Ana",4712,ana,A,3,7,70
"Zahra",4713,zahra,A,5,8,80
"Student, Test",4799,x,A,,,
"""


def test_an_export_of_canvas_comes_back_with_our_points_and_everything_else_as_it_was(results, tmp_path):
    roster = table(tmp_path, EXPORT)
    rows = {row["Student"]: row for row in records(made(canvas, results, roster))}
    assert rows["Aminah, Siti"]["Who Says So (901)"] == "16.25"  # 13 of 32, where Canvas gives 40
    assert rows["Ana"]["Who Says So (901)"] == "25"
    assert rows["Zahra"]["Who Says So (901)"] == "5"
    assert rows["Student, Test"]["Who Says So (901)"] == ""
    assert [row["Essay (902)"] for row in rows.values()] == ["10", "9", "7", "8", ""]
    assert rows["    Points Possible"]["Who Says So (901)"] == "40"
    assert (rows["    Points Possible"]["write-it-fair"], rows["Ana"]["write-it-fair"]) == ("24", "24")


def test_an_export_with_semicolons_is_understood(results, tmp_path):
    roster = table(tmp_path, EXPORT.replace(";", ",").replace('"Aminah, Siti"', "Aminah Siti").replace(",", ";"))
    assert roster.delimiter == ";"
    rows = records(made(canvas, results, roster), ";")
    assert rows[1]["Who Says So (901)"] == "16.25"


def test_moodle_gets_identifiers_points_feedback_and_items(results, tmp_path):
    roster = table(
        tmp_path, "Username,Email address,City\nana,ana@kampus.example,Solo\nsiti,siti@kampus.example,Palu\n"
    )
    rows = {row["student"]: row for row in records(made(moodle, results, roster))}
    assert rows["ana"]["Email address"] == "ana@kampus.example"
    assert "City" not in rows["ana"]
    assert (rows["ana"]["who-says-so"], rows["ana"]["write-it-fair"]) == ("20", "24")
    assert rows["ana"]["who-says-so first-article:S01"] == "0"
    assert rows["ana"]["who-says-so (feedback)"].startswith(
        "20 of 32 points. Handed in late. Look again at: first-article:S01"
    )
    assert rows["zahra"]["who-says-so (feedback)"] == "missing"
    assert rows["siti"]["write-it-fair"] == ""


def test_notes_that_need_attention_come_first_and_each_once():
    light, grave = Note("b", "b", "repaired", "Nothing.", serious=False), Note("c", "c", "broken", "Ask again.")
    heading, *rows = notes_table([("x", light), ("x", grave), ("x", grave)])
    assert [row[0] for row in rows] == ["yes", ""]
    assert heading[-1] == "what to do"


@pytest.mark.parametrize(
    "raw",
    [
        "a;b\nä;1\n".encode(),
        "a\tb\nä\t1\n".encode("utf-16"),
        "a,b\nä,1\n".encode("cp1252"),
        "\ufeffa,b\r\nä,1\r\n\r\n".encode(),
    ],
)
def test_a_table_is_read_however_a_spreadsheet_saved_it(tmp_path, raw):
    (tmp_path / "table.csv").write_bytes(raw)
    assert read_table(tmp_path / "table.csv").records() == [{"a": "ä", "b": "1"}]


@pytest.mark.parametrize(("raw", "told"), [(b"", "empty"), (b"PK\x03\x04", "save it as CSV")])
def test_a_file_that_is_no_table_is_told(tmp_path, raw, told):
    (tmp_path / "table.csv").write_bytes(raw)
    with pytest.raises(TableError, match=told):
        read_table(tmp_path / "table.csv")
    with pytest.raises(TableError, match="cannot be opened"):
        read_table(tmp_path / "none.csv")
