"""A person's marks and rosters on their way through spreadsheets: each mark stays what it was, or its line is named."""

import csv
import io
import random
from contextlib import suppress

import pytest

from helpers.grading.export.class_table import refilled
from helpers.grading.intake.roster import read_roster
from helpers.grading.keys import GradingError
from helpers.grading.overrides import read_marks, to_mark
from helpers.grading.tables import TableError, read_table

ITEM = "first-article:S01"
HEADING = "student,exercise,item,points,comment"


@pytest.fixture(scope="module")
def results(handed_in):
    first = {"first-article": "S01 person"}
    return [handed_in(student, "who-says-so", first) for student in ("ana", "007", "Zoë", "2-1")]


@pytest.fixture
def marks(tmp_path, results):
    def marks(content, name="overrides.csv"):
        (tmp_path / name).write_bytes(content if isinstance(content, bytes) else content.encode())
        return read_marks(tmp_path / name, results)

    return marks


def points(marks):
    return {(student, item): mark.points for (student, _, item), mark in marks.by_place.items()}


@pytest.mark.parametrize(
    ("heading", "line"),
    [
        (HEADING, f"ana,who-says-so,{ITEM},0,5"),
        (HEADING, f"ana,who-says-so,{ITEM},0,5,"),
        (HEADING, f"ana,who-says-so,{ITEM},0,50,,,"),
        (f"{HEADING},,", f"ana,who-says-so,{ITEM},0,5,,"),
        ("student,exercise,item,points,", f"ana,who-says-so,{ITEM},0,5"),
        ("student,exercise,item,points,possible,comment", f"ana,who-says-so,{ITEM},0,5,1"),
        ("student,exercise,item,points,possible,comment", f"ana,who-says-so,{ITEM},0,1,1"),
        ("student,exercise,item,points,possible,comment", f"ana,who-says-so,{ITEM},0,25,"),
        ("student,exercise,item,points,possible,comment", f"ana,who-says-so,{ITEM},1,0,1,"),
    ],
)
def test_a_decimal_comma_that_parts_columns_is_never_taken_for_whole_points(marks, heading, line):
    told = marks(f"{heading}\n007,who-says-so,{ITEM},0.5\n{line}\n")
    assert points(told) == {("007", ITEM): 0.5}
    [note] = told.notes
    assert "overrides.csv, line 3: is it " in note.what
    assert " A comma parts the columns here; write " in note.what


@pytest.mark.parametrize(
    "line",
    [f"ana,who-says-so,{ITEM},0,5,well argued", f'"ana","who-says-so","{ITEM}",0,5,"good",,,,'],
)
def test_a_row_longer_than_its_heading_is_refused_with_its_line(marks, line):
    with pytest.raises(
        TableError, match=r'overrides.csv, line 4: \d+ cells, and the first line names 5 columns.*"0,5"'
    ):
        marks(f"{HEADING}\r\n\r\n007,who-says-so,{ITEM},0.5\r\n{line}\r\n")


def test_two_lines_for_one_item_are_refused_and_the_others_count(marks):
    told = marks(f"{HEADING}\nana,who-says-so,{ITEM},1\n007,who-says-so,{ITEM},0.5\n ana ,who-says-so,{ITEM},0\n")
    assert points(told) == {("007", ITEM): 0.5}
    assert [note.what for note in told.notes] == [
        f"overrides.csv, line {number}: lines 2 and 4 mark the same item; none of them counts until one is left."
        for number in (2, 4)
    ]


@pytest.mark.parametrize("twice", ["points", "Points ", "comment"])
def test_two_columns_of_one_name_are_refused(marks, twice):
    with pytest.raises(TableError, match=r'has two columns "(points|comment)" in its first line'):
        marks(f"{HEADING},{twice}\nana,who-says-so,{ITEM},1,,0\n")


@pytest.mark.parametrize("points_", ["0_1", "1e-1", "05.Jan", "50%", "½", "0.5.1", "infinity", "-0.5", "1 0", "0,5,"])
def test_points_that_a_spreadsheet_made_of_others_are_told(marks, points_):
    told = marks(f'{HEADING}\nana,who-says-so,{ITEM},"{points_}"\n')
    assert not told.by_place
    assert "overrides.csv, line 2: points are" in told.notes[0].what


def saved(rows, delimiter=",", encoding="utf-8", decimal=".", quoting=csv.QUOTE_MINIMAL, empty=0, before=""):
    """The rows as a spreadsheet saves them."""
    stream = io.StringIO()
    writer = csv.writer(stream, delimiter=delimiter, quoting=quoting)
    for row in rows:
        writer.writerow([str(cell).replace("0.5", f"0{decimal}5") for cell in row] + [""] * empty)
    return (before + stream.getvalue()).encode(encoding)


SPREADSHEETS = {
    "Excel, German": {"delimiter": ";", "encoding": "cp1252", "decimal": ","},
    "Excel, UTF-8": {"encoding": "utf-8-sig"},
    "Excel, Indonesian, UTF-8": {"delimiter": ";", "encoding": "utf-8-sig", "decimal": ","},
    "Excel, Unicode text": {"delimiter": "\t", "encoding": "utf-16", "decimal": ","},
    "Excel, told what parts columns": {"delimiter": ";", "encoding": "cp1252", "decimal": ",", "before": "sep=;\r\n"},
    "LibreOffice, all in quotation marks": {"decimal": ",", "quoting": csv.QUOTE_ALL},
    "Google Sheets, decimal comma": {"decimal": ","},
    "with empty columns at the end": {"empty": 3},
    "UTF-16 without its mark": {"delimiter": "\t", "encoding": "utf-16-le"},
}


@pytest.mark.parametrize("spreadsheet", SPREADSHEETS)
def test_marks_come_back_from_every_spreadsheet(marks, results, spreadsheet):
    given = {("ana", ITEM): 0.5, ("007", ITEM): 1, ("Zoë", ITEM): 0, ("2-1", ITEM): 0.5}
    rows = [[student, "who-says-so", item, value, "say “who”, ana"] for (student, item), value in given.items()]
    told = marks(saved([HEADING.split(","), *rows], **SPREADSHEETS[spreadsheet]))
    assert points(told) == given
    assert not told.notes
    assert {mark.comment for mark in told.by_place.values()} == {"say “who”, ana"}
    again = [[cell if cell is not None else "" for cell in row] for row in to_mark(results, told)]
    assert points(marks(saved(again, **SPREADSHEETS[spreadsheet]), "to-mark.csv")) == given


def test_an_id_that_lost_its_zeros_is_found_and_one_that_became_a_date_is_named(marks):
    told = marks(f"{HEADING}\n7,who-says-so,{ITEM},0.5\n02-Jan,who-says-so,{ITEM},1\n2.03E+10,who-says-so,{ITEM},1\n")
    assert points(told) == {("007", ITEM): 0.5}
    assert [note.what.partition(":")[0] for note in told.notes] == ["overrides.csv, line 3", "overrides.csv, line 4"]


def test_zeros_are_not_made_up_where_two_students_could_be_meant(tmp_path, handed_in):
    both = [handed_in(student, "who-says-so", {}) for student in ("07", "007")]
    (tmp_path / "overrides.csv").write_text(f"{HEADING}\n7,who-says-so,{ITEM},0\n")
    told = read_marks(tmp_path / "overrides.csv", both)
    assert not told.by_place
    assert 'no student "7"' in told.notes[0].what


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('student,name\nsiti,"Siti\nana,Ana\nbudi,Budi\n', 2),
        ('student,name\nsiti,Siti\n\nana,"Ana" Putri\n', 4),
        ('student,name\nsiti,"two\nlines"\nana,"Ana\n"budi,Budi\n', 4),
        ("student,name\nsiti,Siti\nana,Putri, Ana\n", 3),
    ],
)
def test_a_roster_that_would_swallow_or_cut_a_student_is_refused_with_the_line(tmp_path, text, line):
    (tmp_path / "roster.csv").write_text(text)
    with pytest.raises(TableError, match=f"roster.csv, line {line}: "):
        read_roster(tmp_path / "roster.csv")


def test_a_roster_with_two_columns_of_ids_is_refused_and_one_with_two_of_notes_is_read(tmp_path):
    (tmp_path / "roster.csv").write_text("student,name,Student\ns1,Siti,s2\n")
    with pytest.raises(TableError, match='two columns "student"'):
        read_roster(tmp_path / "roster.csv")
    (tmp_path / "roster.csv").write_text("student,note,note\ns1,Siti,s2\n")
    assert [one.id for one in read_roster(tmp_path / "roster.csv").students] == ["s1"]


PIECES = [
    b",",
    b";",
    b'"',
    b"\n",
    b"\r",
    b"\t",
    b"\0",
    b" ",
    b"-",
    b"\xff",
    b"=",
    b"\xc3",
    b"sep=;\n",
    b"\xef\xbb\xbf",
    b"'",
]


def mutated(raw, chance):
    """The bytes with a few of them changed as editors, spreadsheets and accidents do; no digit is taken or made."""
    for _ in range(chance.randint(1, 3)):
        at, kind = chance.randrange(len(raw) + 1), chance.randrange(5)
        lines = raw.splitlines(keepends=True)
        if kind == 0:
            raw = raw[:at] + chance.choice(PIECES) + raw[at:]
        elif kind == 1 and not raw[at : at + 1].isalnum():
            raw = raw[:at] + raw[at + 1 :]
        elif kind == 2:
            raw = b"".join([*lines, chance.choice(lines)])
        elif kind == 3:
            raw = raw.replace(chance.choice([b",", b'"', b"."]), chance.choice(PIECES), chance.randint(1, 3))
        else:
            raw = raw.replace(b"0.5", b"0,5")
    return raw


def test_a_mutated_file_of_marks_never_changes_a_mark_in_silence(marks):
    """What is read is what was typed, or a line is named, or the file is refused."""
    given = {("ana", ITEM): 0.5, ("007", ITEM): 1, ("Zoë", ITEM): 0, ("2-1", ITEM): 0.5}
    rows = [[student, "who-says-so", item, value, "why, ana?"] for (student, item), value in given.items()]
    chance, kept = random.Random(11), 0
    for _ in range(200):
        raw = mutated(saved([HEADING.split(","), *rows]), chance)
        with suppress(TableError):
            told = marks(raw)
            kept += points(told) == given
            assert points(told) == given or told.notes, raw
    assert kept > 10


def test_a_mutated_roster_never_makes_a_student_of_two(tmp_path):
    """Who is read is who was written, or the file is refused; nobody is called by a piece of a name and no id."""
    rows = [["student", "name", "email"], *([f"s{n}", f"Putri, Ana {n}", f"s{n}@x.example"] for n in range(10, 16))]
    chance, ids, names = random.Random(11), {row[0] for row in rows}, {row[1] for row in rows}
    for _ in range(200):
        raw = mutated(saved(rows), chance)
        (tmp_path / "roster.csv").write_bytes(raw)
        with suppress(TableError, GradingError):
            students = read_roster(tmp_path / "roster.csv").students
            for student in (one for one in students if one.id in ids and one.name in names):
                assert student.id[1:] == student.name[-2:], raw


def test_a_mutated_table_into_which_nothing_is_filled_keeps_every_byte(tmp_path):
    chance, file = random.Random(11), tmp_path / "table.csv"
    rows = [["Student", "ID", "Section", "Essay"], ["Zoë", "7", "A", "-0.5"], ["two\nlines", 'a "b", c', "", "@x"]]
    for _ in range(200):
        file.write_bytes(raw := mutated(saved(rows, encoding=chance.choice(["utf-8", "cp1252"])), chance))
        with suppress(TableError):
            assert refilled(read_table(file), {}) == raw


def test_lines_without_points_that_fit_nobody_are_one_note_that_is_no_fault(marks):
    stale = "".join(f"other{n},who-says-so,{ITEM},,\n" for n in range(12))
    told = marks(f"{HEADING}\nana,who-says-so,{ITEM},1,\n{stale}")
    assert points(told) == {("ana", ITEM): 1}
    [note] = told.notes
    assert not note.serious
    assert "12 lines have no points and fit no student, exercise and item: 3, 4, 5" in note.what


@pytest.mark.parametrize("line", [f"ana,who-says-so,{ITEM},,0.5", f".5,who-says-so,,,{ITEM}"])
def test_a_line_whose_cells_moved_is_told_though_it_has_no_points(marks, line):
    told = marks(f"{HEADING}\n{line}\n")
    assert not told.by_place
    assert [note.serious for note in told.notes] == [True]
