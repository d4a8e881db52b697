"""Whose file it is, and what is in an archive: names of platforms, rosters of all kinds, archives of all kinds."""

import io
import zipfile
from datetime import UTC, datetime

import pytest

from helpers.grading.intake import archives
from helpers.grading.intake.file_names import claim, printable
from helpers.grading.intake.files import Handed, find, unpacked
from helpers.grading.intake.roster import read_roster
from helpers.grading.keys import GradingError
from helpers.grading.ownership import missing, owned, result
from helpers.grading.results import UnreadableSubmissionError

EXERCISES = ("who-says-so", "sourcing-chains")


@pytest.mark.parametrize(("place", "student", "copy"), [
    ("siti.ipynb", "siti", 0),
    ("siti (2).ipynb", "siti", 2),
    ("siti - Copy.ipynb", "siti", 1),
    ("siti-Copy1.ipynb", "siti", 1),
    ("who-says-so siti.ipynb", "siti", 0),
    ("Siti_Who Says So.ipynb", "Siti", 0),
    ("siti/who-says-so.ipynb", "siti", 0),
    ("siti/who-says-so (1).ipynb", "siti", 1),
    ("siti/who-says-so/who-says-so.ipynb", "siti", 0),
    ("siti/Notebook.ipynb.txt", "siti", 0),
    ("class a/siti.ipynb", "class a/siti", 0),
    ("siti.zip/work/jawaban.ipynb", "siti/work", 0),
    ("who-says-so.ipynb", "who-says-so", 0),
    ("who-says-so (1).ipynb", "who-says-so (1)", 1),
    ("Siti Aminah_17_assignsubmission_file_/x.ipynb", "Siti Aminah", 0),
    ("Siti Aminah_17_assignsubmission_file_x (1).ipynb", "Siti Aminah", 1),
    ("Participant_17_assignsubmission_file_/x.ipynb", "Participant 17", 0),
    ("aminahsiti_4711_90210_who-says-so.ipynb", "aminahsiti", 0),
    ("aminahsiti_LATE_4711_90210_who-says-so-3.ipynb", "aminahsiti", 3),
    ("aminah-noursiti_4711_90210_x.ipynb", "aminah-noursiti", 0),
    ("siti_2026_11_30.ipynb", "siti_2026_11_30", 0),
    (".ipynb", "unnamed", 0),
    ("\u202e\x1b[31m.ipynb", "\ufffd\ufffd[31m", 0),
])  # fmt: skip
def test_a_place_names_a_student(place, student, copy):
    told = claim(place.split("/"), EXERCISES)
    assert (printable(told.student), told.copy) == (student, copy)


ROSTERS = {
    "plain": "student,name\nS1,Siti Aminah\nS2,Budi Santoso\n",
    "semicolons": "NIM;Nama\nS1;Siti Aminah\nS2;Budi Santoso\n",
    "moodle": "First name\tSurname\tID number\tEmail address\nSiti\tAminah\tS1\ta@x.id\nBudi\tSantoso\tS2\tb@x.id\n",
    "canvas": 'Student,ID,SIS User ID,SIS Login ID,Section\n    Points Possible,,,,\n"Aminah, Siti",17,,S1,A\n'
    '"Santoso, Budi",18,,S2,A\n"Student, Test",99,,t,A\n',
    "worksheet": "Identifier,Full name,Username\nParticipant 17,Siti Aminah,S1\nParticipant 18,Budi Santoso,S2\n",
}


@pytest.mark.parametrize("kind", ROSTERS)
@pytest.mark.parametrize("place", [
    "S1.ipynb", "s1/x.ipynb", "who-says-so_S1.ipynb", "Siti Aminah.ipynb", "aminah siti.ipynb", "SITI-AMINAH (1).ipynb",
    "Siti Aminah_17_assignsubmission_file_/x.ipynb", "aminahsiti_17_90210_x.ipynb", "class a/Siti Aminah/final.ipynb",
])  # fmt: skip
def test_any_roster_knows_a_student_by_any_of_her_names(tmp_path, kind, place):
    (tmp_path / "roster.csv").write_text(ROSTERS[kind], "utf-8")
    roster = read_roster(tmp_path / "roster.csv")
    assert [student.id for student in roster.students] == ["S1", "S2"]
    assert roster.find(claim(place.split("/"), EXERCISES)).student.id == "S1"
    assert roster.find(claim(["Siti Santoso.ipynb"], EXERCISES)).student is None


def test_a_name_that_two_students_have_means_neither(tmp_path):
    (tmp_path / "roster.csv").write_text("id,name,email\n1,Siti Aminah,a@x.id\n2,Siti Aminah,b@x.id\n")
    roster = read_roster(tmp_path / "roster.csv")
    assert roster.find(claim(["Siti Aminah.ipynb"], ())).student is None
    assert roster.find(claim(["b.ipynb"], ())).student.id == "2"


@pytest.mark.parametrize(("text", "told"), [("colour\nred\n", "names no student"), ("id\n1\n1\n", "1 twice")])
def test_a_roster_that_cannot_be_used_is_told(tmp_path, text, told):
    (tmp_path / "roster.csv").write_text(text)
    with pytest.raises(GradingError, match=told):
        read_roster(tmp_path / "roster.csv")


def files(tmp_path, *places):
    for place in places:
        (tmp_path / place).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / place).write_text(place)
    return [Handed(one, one.file, "who-says-so", one.file) for one in find([tmp_path])]


def test_namesakes_are_told_apart_by_the_platforms_number(tmp_path):
    handed = files(tmp_path, "aminahsiti_17_90210_x.ipynb", "aminahsiti_18_90211_x.ipynb", "dewi_19_90212_x.ipynb")
    assert [row.student for row in owned(handed, EXERCISES, None)] == ["aminahsiti (17)", "aminahsiti (18)", "dewi"]


def test_a_file_that_could_not_be_judged_does_not_push_out_one_that_could(tmp_path):
    good, bad = files(tmp_path, "siti (1).ipynb", "siti.ipynb")
    bad = Handed(bad.found)
    rows = owned([good, bad], EXERCISES, None)
    assert [row.superseded for row in rows] == [False, True]
    assert [result(row, None, None).state for row in rows][1] == "superseded"
    assert list(missing(rows, None)) == []


def test_a_file_is_found_once_and_in_order(tmp_path):
    files(tmp_path, "b.ipynb", "a/c.ipynb", "a/x.py", ".hidden/d.ipynb")
    found = find([tmp_path, tmp_path / "b.ipynb", tmp_path / "a"])
    assert [(one.file, one.is_other, one.is_system) for one in found] == [
        (".hidden", False, True),
        ("a/c.ipynb", False, False),
        ("a/x.py", True, False),
        ("b.ipynb", False, False),
    ]
    assert [one.file for one in find([tmp_path], [tmp_path / "a"])] == [".hidden", "b.ipynb"]
    assert [one.file for one in find([tmp_path / "a"], [tmp_path / "a"])] == ["c.ipynb", "x.py"]


def test_a_file_that_is_not_there_is_told(tmp_path):
    [gone] = find([tmp_path / "gone.ipynb"])
    assert "cannot be opened" in gone.refused.what


def test_a_folder_that_holds_nothing_is_found(tmp_path):
    files(tmp_path, "siti/.DS_Store", "budi/x.ipynb")
    (tmp_path / "citra/deep").mkdir(parents=True)
    assert [one.file for one in find([tmp_path]) if one.is_nothing] == ["citra/deep", "siti"]


def test_a_link_to_a_folder_is_followed_where_it_was_named_and_nowhere_else(tmp_path):
    files(tmp_path, "real/siti.ipynb")
    (tmp_path / "link").symlink_to(tmp_path / "real")
    (tmp_path / "real/loop").symlink_to(tmp_path)
    found = {one.file: one.refused for one in find([tmp_path / "link"])}
    assert found["siti.ipynb"] is None
    assert "links are not followed" in found["loop"].what


def archive(tmp_path, *members, **how):
    with zipfile.ZipFile(tmp_path / "x.zip", "w", how.pop("kind", zipfile.ZIP_DEFLATED)) as packed:
        for info, content in members:
            packed.writestr(info, content)
    return tmp_path / "x.zip"


def test_members_have_their_times_and_their_bytes(tmp_path):
    stamped = zipfile.ZipInfo("a/b.ipynb", (2026, 11, 30, 12, 0, 0))
    stamped.extra = b"UT\x05\x00\x01" + int(datetime(2026, 11, 30, 4, tzinfo=UTC).timestamp()).to_bytes(4, "little")
    path = archive(
        tmp_path, (stamped, b"one"), (zipfile.ZipInfo("c.ipynb", (2026, 11, 30, 12, 0, 0)), b"two"), ("d/", b"")
    )
    one, two = archives.members(path)
    assert one.when == datetime(2026, 11, 30, 4, tzinfo=UTC)
    assert two.when == datetime(2026, 11, 30, 12)  # the archive does not say on whose clocks
    assert [archives.read(path, (member.number,)) for member in (one, two)] == [b"one", b"two"]


@pytest.mark.parametrize(("name", "why"), [
    ("../x.ipynb", "points out"), ("a/../../x.ipynb", "points out"), ("/x.ipynb", "points out"),
    ("C:/x.ipynb", "points out"), ("..\\x.ipynb", "points out"), ("\\\\server\\x.ipynb", "points out"),
])  # fmt: skip
def test_a_member_that_points_out_of_its_archive_is_refused(tmp_path, name, why):
    path = archive(tmp_path, (name, b"{}"))
    [member] = archives.members(path)
    assert why in member.refused
    with pytest.raises(UnreadableSubmissionError, match=why):
        archives.read(path, (member.number,))


def test_what_is_locked_damaged_or_too_large_is_refused(tmp_path, monkeypatch):
    path = archive(tmp_path, ("a.ipynb", b"x" * 50), ("b.ipynb", b"y" * 2_000_000), kind=zipfile.ZIP_STORED)
    raw = bytearray(path.read_bytes())
    raw[45] ^= 1  # a byte of the first member
    (tmp_path / "damaged.zip").write_bytes(raw)
    with pytest.raises(UnreadableSubmissionError, match="cannot be unpacked"):
        archives.read(tmp_path / "damaged.zip", (0,))
    locked = path.read_bytes().replace(b"PK\x01\x02\x14\x03\x14\x00\x00\x00", b"PK\x01\x02\x14\x03\x14\x00\x01\x00")
    (tmp_path / "locked.zip").write_bytes(locked)
    assert "password" in archives.members(tmp_path / "locked.zip")[0].refused
    monkeypatch.setattr(archives, "LARGEST", 1_000_000)
    assert "larger than 1 MB" in archives.members(path)[1].refused


def test_an_archive_whose_members_overlap_is_refused(tmp_path):
    path = archive(tmp_path, ("a.ipynb", b"x" * 5000), kind=zipfile.ZIP_STORED)
    with zipfile.ZipFile(path) as packed:
        start = packed.start_dir
    raw = path.read_bytes()
    entry, end = raw[start:-22], bytearray(raw[-22:])
    end[8:12], end[12:16] = (3).to_bytes(2, "little") * 2, (3 * len(entry)).to_bytes(4, "little")
    (tmp_path / "overlap.zip").write_bytes(raw[:start] + 3 * entry + end)
    with pytest.raises(UnreadableSubmissionError, match="overlap"):
        archives.members(tmp_path / "overlap.zip")


def test_hidden_members_are_not_looked_at(tmp_path):
    path = archive(tmp_path, ("__MACOSX/._a.ipynb", b""), (".x/b.ipynb", b""), ("c.txt", b""), ("d.ipynb", b"{}"))
    [outer] = find([path])
    assert outer.archive
    found = list(unpacked(outer, archives.members(path)))
    assert [one.file for one in found if one.is_system] == ["x.zip/__MACOSX", "x.zip/.x"]
    assert [(one.file, one.is_other) for one in found if not one.is_system] == [
        ("x.zip/c.txt", True),
        ("x.zip/d.ipynb", False),
    ]


def test_an_archive_that_changed_meanwhile_is_told(tmp_path):
    with pytest.raises(UnreadableSubmissionError, match="has changed"):
        archives.read(archive(tmp_path, ("a.ipynb", b"{}")), (7,))


def test_a_stream_of_zip_bytes_in_an_archive_is_read_in_memory(tmp_path):
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as packed:
        packed.writestr("deep.ipynb", b"deep")
    path = archive(tmp_path, ("in.zip", inner.getvalue()))
    assert archives.read(path, (0, 0)) == b"deep"
    assert [file.name for file in tmp_path.iterdir()] == ["x.zip"]
