"""What Canvas and Moodle get back: their own files with our cells in them, and nothing else changed."""

import csv
import io
import re
import shutil
import zipfile
from dataclasses import replace
from types import SimpleNamespace

import pytest
from click.testing import CliRunner

from helpers.__main__ import main
from helpers.grading.export.canvas import canvas as canvas_export
from helpers.grading.export.class_table import GradedClass
from helpers.grading.export.gradebook import counting
from helpers.grading.export.moodle import moodle as moodle_export
from helpers.grading.intake.roster import read_roster
from helpers.grading.keys import load_keys
from helpers.grading.outputs import Options, write_outputs
from helpers.grading.tables import TableError, read_table

FIRST = "S01 person\nS02 unnamed"
KEYS = load_keys()


def canvas(results, roster=None, names=None):
    """What Canvas gets, and what is told about it."""
    made = canvas_export(GradedClass(results, roster, names or {}))
    [(_, content)] = made.files
    return SimpleNamespace(content=content, notes=made.notes)


def moodle(results, roster):
    made = moodle_export(GradedClass(results, roster))
    return SimpleNamespace(files=dict(made.files), notes=made.notes)


@pytest.fixture(scope="module")
def siti(handed_in):
    """13 of 32 points."""
    return handed_in("saminah", "who-says-so", {"second-article": ""}, "Siti Aminah", platform_id="4711")


@pytest.fixture(scope="module")
def ana(handed_in):
    """20 of 32 points."""
    return handed_in("ana", "who-says-so", {"first-article": FIRST}, "Ana Putri", platform_id="4712")


@pytest.fixture
def read(tmp_path):
    def read(content, name="roster.csv"):
        (tmp_path / name).write_bytes(content if isinstance(content, bytes) else content.encode())
        return read_table(tmp_path / name)

    return read


EXPORT = """\
Student,ID,SIS Login ID,Section,Phone,"Who says so (901)",Essay (902),Note,Final Score\r
    Points Possible,,,,,32,10,,(read only)\r
"Aminah, Siti",4711,saminah,"A",+62 812 55,,-0.50,=a+1;-2,  90 \r
-,4712,ana,A,@ana,"3",-,"two
lines ""x""\u2028\x0b",70\r
Zahra,4713,zahra,A,,5\r
\r
"Student, Test",4799,x,A\r
"""


@pytest.mark.parametrize("end", ["\r\n", "\n", "\r"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize(
    "encode",
    [
        lambda text: text.encode(),
        lambda text: b"\xef\xbb\xbf" + text.encode(),
        lambda text: text.encode("utf-16"),
        lambda text: b"\xff\xfe" + text.encode("utf-16-le"),
        lambda text: text.replace("\u2028", "").encode("cp1252").replace(b"Zahra", b"Zahr\xe4 \x81"),
    ],
)
def test_no_cell_of_canvas_but_ours_changes_a_byte(read, siti, ana, encode, delimiter, end):
    text = EXPORT.replace(";", "").replace('"Aminah, Siti"', '"Aminah Siti"').replace(",", delimiter)
    text = text.replace("\r\n", "\n").replace("\n", end)
    after = canvas([siti, ana], read(encode(text))).content
    there = f"+62 812 55{delimiter}{delimiter}-0.50", f'@ana{delimiter}"3"'
    assert all(cells in text for cells in there)
    wanted = text.replace(there[0], f"+62 812 55{delimiter}13{delimiter}-0.50")
    wanted = wanted.replace(there[1], f"@ana{delimiter}20")
    assert after == encode(wanted)


def test_a_new_column_is_all_that_is_added(read, siti):
    text = "Student,ID,Section,Phone\n    Points Possible,,,\nSiti,4711,A,-1\nZahra,4713\n\n"
    made = canvas([siti], read(text))
    assert made.content.decode() == (
        'Student,ID,Section,Phone,"who-says-so"\n    Points Possible,,,,32\nSiti,4711,A,-1,13\nZahra,4713,,,\n\n'
    )
    [note] = made.notes
    assert "No assignment in roster.csv is called who-says-so" in note.what
    assert '--assignment who-says-so="Name in Canvas"' in note.what_to_do


def filled_column(made, name):
    rows = list(csv.DictReader(io.StringIO(made.content.decode())))
    return [row[name] for row in rows if "Possible" not in row["Student"]]


def test_an_assignment_with_more_words_in_its_name_is_found_when_it_is_the_only_one(read, siti):
    name = "Exercise 1: Who says so? (12345)"
    made = canvas([siti], read(f"Student,ID,Section,Essay (1),{name},Final Grade\nSiti,4711,A,,,\n"))
    assert filled_column(made, name) == ["13"]
    assert 'who-says-so"' not in made.content.decode()
    assert [(note.serious, name in note.what) for note in made.notes] == [(False, True)]


@pytest.mark.parametrize(
    "titles",
    [
        ["Who says so? draft (1)", "Who says so? again (2)"],
        ["Who says so? (1)", "Who says so (2)"],
        ["Who says so? and Write it fair (3)"],
    ],
)
def test_an_assignment_that_may_be_another_is_left_and_told(read, siti, handed_in, titles):
    fair = handed_in("saminah", "write-it-fair", {}, "Siti Aminah", platform_id="4711")
    text = f"Student,ID,Section,{','.join(titles)}\nSiti,4711,A{',7' * len(titles)}\n"
    made = canvas([siti, fair], read(text))
    assert [filled_column(made, title) for title in titles] == [["7"]] * len(titles)
    assert filled_column(made, "who-says-so") == ["13"]
    assert any(note.serious and titles[0] in note.what for note in made.notes)


@pytest.mark.parametrize("name", ["Tugas 3", "tugas 3", "Tugas 3 (77)"])
def test_the_instructor_may_say_which_assignment_it_is(read, siti, name):
    table = read("Student,ID,Section,Tugas 3 (77),Who says so? (78)\nSiti,4711,A,,\n")
    made = canvas([siti], table, {"who-says-so": name})
    assert filled_column(made, "Tugas 3 (77)") == ["13"]
    assert filled_column(made, "Who says so? (78)") == [""]
    assert not made.notes


def test_a_name_that_the_export_lacks_is_refused_with_those_it_has(read, siti, handed_in):
    table = read("Student,ID,Section,Tugas 3 (77),Tugas 3 (78)\nSiti,4711,A,,\n")
    with pytest.raises(TableError, match=r'no assignment "Essay".*Tugas 3 \(77\)'):
        canvas([siti], table, {"who-says-so": "Essay"})
    with pytest.raises(TableError, match="several"):
        canvas([siti], table, {"who-says-so": "Tugas 3"})
    both = [siti, handed_in("saminah", "write-it-fair", {})]
    with pytest.raises(TableError, match="two exercises cannot share"):
        canvas(both, table, {"who-says-so": "Tugas 3 (77)", "write-it-fair": "Tugas 3 (77)"})


def test_a_name_that_canvas_would_pass_over_is_told(read, siti):
    [note] = canvas([siti], names={"who-says-so": "Essay for the Final Grade"}).notes
    assert note.serious
    assert 'takes "Final Grade" for a sum of its own' in note.what
    table = read("Student,ID,Section,Current Score essay (77)\nSiti,4711,A,\n")
    assert any("pass over" in note.what for note in canvas([siti], table, {"who-says-so": "Current Score essay"}).notes)


def test_our_own_words_in_an_export_are_no_formula(read, siti):
    made = canvas([siti], read("Student,ID,Section\nSiti,4711,A\n"))
    assert made.content.decode().splitlines()[0] == 'Student,ID,Section,"who-says-so"'
    new = canvas([siti], names={"who-says-so": "=HYPERLINK(1)"}).content.decode()
    assert '"\'=HYPERLINK(1)"' in new


def test_a_row_that_two_students_would_have_is_left_as_it_was(read, siti, handed_in):
    other = handed_in("someone", "who-says-so", {}, "Siti Aminah")
    made = canvas(counting([siti, other]), read("Student,ID,Section,who-says-so\nSiti Aminah,1,A,9\n"))
    assert filled_column(made, "who-says-so") == ["9"]


def test_a_number_of_moodles_is_no_number_of_canvas(siti, handed_in):
    file = "Siti Aminah_4711_assignsubmission_file_/who-says-so.ipynb"
    of_moodle = handed_in("Siti Aminah", "who-says-so", {}, "Siti Aminah", platform_id="4711", file=file)
    assert '"Siti Aminah","4711"' in canvas([siti]).content.decode()
    assert "4711" not in canvas([of_moodle]).content.decode()


def grade(folder, *arguments):
    return CliRunner().invoke(main, ["grade", str(folder / "class"), "--out", str(folder / "out"), *arguments])


def test_the_command_takes_an_assignments_name_and_refuses_what_names_none(root, tmp_path):
    (tmp_path / "class/siti").mkdir(parents=True)
    shutil.copy(root / "exercises/who-says-so.ipynb", tmp_path / "class/siti")
    (tmp_path / "roster.csv").write_text("Student,ID,SIS Login ID,Section,Tugas 3 (77)\nSiti,4711,siti,A,-\n")
    roster = ["--roster", str(tmp_path / "roster.csv")]
    told = grade(tmp_path, *roster)
    assert "canvas.csv has a new column for it" in " ".join(told.output.split())
    told = grade(tmp_path, *roster, "--assignment", "who-says-so=Tugas 3")
    assert "new column" not in told.output
    assert (tmp_path / "out/canvas.csv").read_text().endswith("Siti,4711,siti,A,0\n")
    for wrong, sentence in (
        ("who-says-so", "names no assignment"),
        ("who-say-so=Tugas 3", 'did you mean "who-says-so"?'),
        ("who-says-so=Tugas 33", 'no assignment "Tugas 33"; did you mean "Tugas 3 (77)"?'),
    ):
        told = grade(tmp_path, *roster, "--assignment", wrong)
        assert told.exit_code == 2
        assert sentence in " ".join(told.output.split())


# What Moodle writes, in its language packs' words: participant, headings, a day, yes, two states of a submission.
WORKSHEETS = {
    "en": (
        "Participant ",
        "Identifier,Full name,Email address,Status,Grade,Maximum grade,Grade can be changed,"
        "Last modified (submission),Last modified (grade),Feedback comments",
        ("Monday, 2 November 2026, 9:05 AM", "Yes", "Submitted for grading", "No submission", "100.00"),
    ),
    "id": (
        "Peserta",
        "Tanda pengenal,Nama lengkap,Alamat Email,Status,Nilai,Nilai maksimum,Nilai bisa diubah,"
        "Terakhir diubah (ajuan),Terakhir diubah (nilai),Komentar umpan balik.",
        ("Senin, 2 November 2026, 09:05", "Ya", "Diajukan untuk penilaian", "Tidak ada ajuan", "100,00"),
    ),
    "de": (
        "Teilnehmer/in",
        "ID,Vollständiger Name,E-Mail-Adresse,Status,Bewertung,Bestwertung,Bewertung kann geändert werden,"
        "Zuletzt geändert (Abgabe),Zuletzt geändert (Bewertung),Feedback als Kommentar",
        ("Montag, 2. November 2026, 09:05", "Ja", "Zur Bewertung abgegeben", "Keine Abgabe", "100,00"),
    ),
    "es": (
        "Participante",
        "Identificador,Nombre completo,Dirección de correo,Estado,Calificación,Calificación máxima,"
        "La calificación puede ser cambiada,Última modificación (entrega),Última modificación (calificación),"
        "Comentarios de retroalimentación",
        ("lunes, 2 de noviembre de 2026, 09:05", "Sí", "Enviado para calificar", "Sin entrega", "100,00"),
    ),
    "ja": (
        "参加者",
        "ID,フルネーム,メールアドレス,ステータス,評点,最大評点,評点変更可,"
        "最終更新日時 (提出),最終更新日時 (評定),フィードバックコメント",
        ("2026年 11月 2日(月曜日) 09:05", "Yes", "評定のために提出済み", "提出なし", "100.00"),
    ),
    "ar": (
        "المشارك",
        "المُعرَّف,ًالاسم كاملا,عنوان البريد الإلكتروني,الحالة,التقدير,أعلى تقدير,يمكن تغيير الدرجة,"
        "آخر تعديل (التسليم),آخر تعديل (التقدير),تعليقات الإفادة",
        ("الاثنين، 2 نوفمبر 2026، 09:05 AM", "نعم", "تم التسليم", "لا تسليم", "100.00"),
    ),
}


def worksheet(language, extra=("", ""), blind=False):
    """Siti and Ana handed in, Zahra did not; nobody is graded but Zahra, who got 55 by hand and a comment."""
    word, heading, (day, yes, done, none, most) = WORKSHEETS[language]
    names = heading.split(",")
    names[4:4], names[9:9] = [extra[0]] * bool(extra[0]), [extra[1]] * bool(extra[1])
    rows = [
        [f"{word}4711", "Siti Aminah", "siti@kampus.example", done, "", most, yes, day, "-", ""],
        [f"{word}4712", "Ana Putri", "ana@kampus.example", done, "", most, yes, day, "-", ""],
        [f"{word}90", "Zahra", "zahra@kampus.example", none, most.replace("100", "55"), most, yes, "-", day, "- kept"],
    ]
    for row in rows:
        row[4:4], row[8 + bool(extra[0]) : 8 + bool(extra[0])] = (
            [extra[0][:3]] * bool(extra[0]),
            [extra[1]] * bool(extra[1]),
        )
    table = [names, *rows]
    if blind:
        table = [[row[0], *row[3:]] for row in table]
    stream = io.StringIO()
    csv.writer(stream).writerows(table)
    return "\ufeff" + stream.getvalue()


@pytest.mark.parametrize("blind", [False, True])
@pytest.mark.parametrize("extra", [("", ""), ("Kelas A", ""), ("", "Online text, 3 points at 10:05")])
@pytest.mark.parametrize("language", WORKSHEETS)
def test_moodles_worksheet_comes_back_in_every_language_with_grade_and_comment(read, siti, ana, language, extra, blind):
    text = worksheet(language, extra, blind)
    if blind:
        siti, ana = (one_with_number(one) for one in (siti, ana))
    made = moodle([siti, ana], read(text))
    sheet = made.files["moodle-worksheet-who-says-so.csv"].decode()
    before, after = (list(csv.reader(io.StringIO(one))) for one in (text, sheet))
    grade = before[0].index(WORKSHEETS[language][1].split(",")[4])
    comma = WORKSHEETS[language][2][-1] == "100,00"
    assert after[0] == before[0]
    assert after[3] == before[3]
    assert [row[grade] for row in after[1:3]] == (["40,62", "62,5"] if comma else ["40.62", "62.5"])
    assert after[1][-1] == "13 of 32 points."
    untouched = [[cell for at, cell in enumerate(row) if at not in (grade, len(row) - 1)] for row in after]
    assert untouched == [[cell for at, cell in enumerate(row) if at not in (grade, len(row) - 1)] for row in before]
    assert not [note for note in made.notes if "Moodle" in note.what]


def one_with_number(result):
    return replace(result, student=f"x{result.platform_id}", student_name="")


@pytest.mark.parametrize("language", WORKSHEETS)
def test_students_of_a_worksheet_are_called_by_their_names(tmp_path, language):
    (tmp_path / "roster.csv").write_text(worksheet(language), "utf-8")
    students = read_roster(tmp_path / "roster.csv").students
    assert [(one.id, one.name) for one in students] == [(name, name) for name in ("Siti Aminah", "Ana Putri", "Zahra")]
    assert [one.platform_id for one in students] == ["4711", "4712", "90"]


def test_two_students_of_one_name_and_one_who_is_suspended_keep_their_own_rows(tmp_path):
    text = worksheet("de").replace("Ana Putri", '<span class=""x"">Siti Aminah <img src=""y"" /></span>')
    (tmp_path / "roster.csv").write_text(text, "utf-8")
    assert [one.id for one in read_roster(tmp_path / "roster.csv").students] == [
        "Siti Aminah (4711)",
        "Siti Aminah (4712)",
        "Zahra",
    ]


def test_a_schools_own_number_is_the_id(tmp_path):
    text = worksheet("de").replace("E-Mail-Adresse", "ID-Nummer").replace("@kampus.example", "-07")
    (tmp_path / "roster.csv").write_text(text, "utf-8")
    first = read_roster(tmp_path / "roster.csv").students[0]
    assert (first.id, first.name) == ("siti-07", "Siti Aminah")


def in_words_of_a_scale(text):
    return text.replace('"100,00"', '"Gut\nMittel\nSchlecht"').replace('"55,00"', "Gut")


def with_its_columns_moved(text):
    rows = [row[::-1] for row in csv.reader(io.StringIO(text.lstrip("\ufeff")))]
    stream = io.StringIO()
    csv.writer(stream).writerows([row[-1], *row[:-1]] for row in rows)
    return stream.getvalue()


@pytest.mark.parametrize("changed", [in_words_of_a_scale, with_its_columns_moved])
def test_a_worksheet_without_a_place_for_points_is_told(read, siti, changed):
    made = moodle([siti], read(changed(worksheet("de"))))
    assert not [name for name in made.files if "worksheet" in name]
    [note] = made.notes
    assert "looks like Moodle's grading worksheet, but no column was found that takes points" in note.what


@pytest.mark.parametrize(
    "text",
    [
        'student,name,joined\ns1,Siti,"Monday, 2 November 2026, 9:05 AM"\ns2,Ana,-\n',
        "nim,nama,kelas,sks,maks,aktif,masuk\nA1,Siti,x,3,24,ya,2\nA2,Ana,y,4,24,ya,3\n",
    ],
)
def test_an_ordinary_roster_is_no_worksheet(tmp_path, text):
    (tmp_path / "roster.csv").write_text(text)
    students = read_roster(tmp_path / "roster.csv").students
    assert [one.id for one in students] == re.findall(r"^\w\d", text, re.MULTILINE)
    assert not [name for name in moodle([], read_table(tmp_path / "roster.csv")).files if "worksheet" in name]


def moodles_reading(archive):
    """Whose feedback Moodle takes each file for: names are parted by underscores, number and kind come second."""
    told = {}
    for name in archive.namelist():
        _, number, kind, place, rest = name.partition("/")[0].split("_", 4)
        assert (kind, place, rest) == ("assignfeedback", "file", "")
        told[number] = archive.read(name).decode()
    return told


def test_pages_of_feedback_go_out_by_moodle_and_by_letter(tmp_path, siti, ana, handed_in):
    """The number in a student's own file is of this assignment; the worksheet may be another one's."""
    file = "Ana_Putri_77_assignsubmission_file_/who-says-so.ipynb"
    ana = handed_in("Ana Putri", "who-says-so", {"first-article": FIRST}, "Ana_Putri", file=file, platform_id="77")
    siti = handed_in("Siti Aminah", "who-says-so", {"second-article": ""}, "Siti Aminah", platform_id="4711")
    (tmp_path / "roster.csv").write_text(worksheet("id"), "utf-8")
    out = tmp_path / "out"
    write_outputs([siti, ana], KEYS, out, Options(roster=tmp_path / "roster.csv"))
    letters = list(csv.DictReader(io.StringIO((out / "feedback.csv").read_text("utf-8"))))
    assert [(row["address"], row["points"], row["possible"]) for row in letters] == [
        ("ana@kampus.example", "20", "32"),
        ("siti@kampus.example", "13", "32"),
    ]
    with zipfile.ZipFile(out / "moodle-feedback-who-says-so.zip") as archive:
        told = moodles_reading(archive)
    assert told == {
        number: (out / row["page"]).read_text("utf-8") for number, row in zip(("77", "4711"), letters, strict=True)
    }


def test_without_moodle_there_is_no_zip_of_moodles_and_letters_have_no_address(tmp_path, siti):
    write_outputs([siti], KEYS, tmp_path / "out")
    assert not list((tmp_path / "out").glob("*.zip"))
    [row] = csv.DictReader(io.StringIO((tmp_path / "out/feedback.csv").read_text("utf-8")))
    assert (row["address"], row["name"], row["page"]) == ("", "Siti Aminah", "feedback/saminah/who-says-so.html")
