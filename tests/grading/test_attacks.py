"""Attacks on the machine of whoever grades, and accidents while she does: nothing is lost and nothing gets out."""

import json
import os
import subprocess
import sys
from hashlib import blake2b
from pathlib import Path

import pytest
from classroom import files, sixty
from classroom.notebooks import sheet, write
from click.testing import CliRunner

from helpers.__main__ import main
from helpers.grading.folder import Folder
from helpers.grading.grade import grade
from helpers.grading.intake.roster import Roster, Student
from helpers.grading.judging.cache import Journal, editions
from helpers.grading.keys import load_keys


def test_a_ledger_from_a_strangers_archive_takes_nothing_away(tmp_path):
    """Graded into the folder of submissions, where a student put a ledger that names a file elsewhere."""
    letter = tmp_path / "letter.txt"
    letter.write_text("dear")
    digest = blake2b(b"dear", digest_size=16).hexdigest()
    names = ["../letter.txt", str(letter), "x/../../letter.txt", ".", ""]
    lines = [json.dumps([name, digest]) for name in names] + ["5", "null", "[1", "[[]]", '{"a": 1}', "[" * 100_000]
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / ".written.jsonl").write_text("\n".join(lines))
    folder = Folder(tmp_path / "out")
    folder.put("gradebook.csv", b"new")
    folder.close()
    assert letter.read_text() == "dear"
    assert (tmp_path / "out" / "gradebook.csv").read_bytes() == b"new"


@pytest.mark.parametrize("name", [".written.jsonl", ".gradebook.csv.part"])
def test_nothing_is_written_through_a_link_that_lies_among_the_results(tmp_path, name):
    letter = tmp_path / "letter.txt"
    letter.write_text("dear")
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / name).symlink_to(letter)
    folder = Folder(tmp_path / "out")
    folder.put("gradebook.csv", b"new")
    folder.close()
    assert letter.read_text() == "dear"
    assert (tmp_path / "out" / "gradebook.csv").read_bytes() == b"new"


def test_a_ledger_takes_nothing_away_behind_a_linked_folder(tmp_path):
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "letter.txt").write_text("dear")
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "x").symlink_to(tmp_path / "mine")
    line = json.dumps(["x/letter.txt", blake2b(b"dear", digest_size=16).hexdigest()])
    (tmp_path / "out" / ".written.jsonl").write_text(f"{line}\n")
    Folder(tmp_path / "out").close()
    assert (tmp_path / "mine" / "letter.txt").read_text() == "dear"


def test_a_ledger_with_names_that_no_file_can_have_is_read(tmp_path):
    names = ["a\0b", "a" * 300, "b/" * 3000, 5, None, ["x"], "\ud800", "\x1b[31m"]
    (tmp_path / ".written.jsonl").write_text("".join(json.dumps([name, "0" * 32]) + "\n" for name in names))
    folder = Folder(tmp_path)
    folder.put("gradebook.csv", b"new")
    folder.close()
    assert folder.removed == []
    assert (tmp_path / "gradebook.csv").read_bytes() == b"new"


@pytest.fixture(scope="module")
def keys():
    return load_keys()


def graded(folder, keys, out, roster=None):
    """The results by the file that they are of."""
    return results_and_notes(folder, keys, out, roster)[0]


def results_and_notes(folder, keys, out, roster=None):
    """The results by the file that they are of, and the notes on files that have none."""
    with Journal(out, editions(keys)) as journal:
        got = grade([folder], keys, journal, roster=roster)
        return {result.file: result for result in got}, [note.what for note in got.notes]


@pytest.mark.parametrize(
    "place",
    [
        "siti/budi.ipynb",
        "siti/budi/budi.ipynb",
        "Siti_17_assignsubmission_file_/Budi_18_assignsubmission_file_x.ipynb",
        "Siti_17_assignsubmission_file_/budi_18_90210_x.ipynb",
        "siti_17_90210_budi_18_90210_x.ipynb",
    ],
)
def test_nobody_hands_in_for_somebody_else_by_the_name_of_a_file(tmp_path, keys, place):
    """What a student names herself is inside of what the platform or the instructor named."""
    write(sixty.perfect(), tmp_path / "class" / place)
    roster = Roster([Student("siti", "Siti"), Student("budi", "Budi")])
    [result, missing] = graded(tmp_path / "class", keys, tmp_path / "out", roster).values()
    assert (result.student, result.state) == ("siti", "graded")
    assert (missing.student, missing.state) == ("budi", "missing")


def test_folders_without_end_cost_their_own_row_only(tmp_path, keys):
    write(sixty.perfect(), tmp_path / "class" / "siti.ipynb")
    write(sixty.perfect(), tmp_path / "class" / "/".join("a" * 900) / "b.ipynb")
    results, notes = results_and_notes(tmp_path / "class", keys, tmp_path / "out")
    assert results["siti.ipynb"].points == 23
    assert any("below 40 others" in note for note in [*notes, *(n.what for r in results.values() for n in r.notes)])


def kata(*arguments):
    return CliRunner().invoke(main, ["grade", *map(str, arguments)])


def _endless(file):
    file.touch()
    os.truncate(file, 1 << 43)


KINDS = {
    "a pipe": os.mkfifo,
    "a folder": os.mkdir,
    "a link to a device": lambda file: file.symlink_to("/dev/zero"),
    "a link to nothing": lambda file: file.symlink_to("/nowhere/at/all"),
    "a link to itself": lambda file: file.symlink_to(file),
    "an endless file": _endless,
}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", [".judged.jsonl", ".written.jsonl", "to-mark.csv", ".gradebook.csv.part"])
def test_whatever_lies_in_the_place_of_a_file_of_ours_the_class_is_graded_or_a_sentence_says_why(tmp_path, name, kind):
    write(sixty.perfect(), tmp_path / "class" / "siti.ipynb")
    out = tmp_path / "out"
    out.mkdir()
    try:
        KINDS[kind](out / name)
    except OSError as error:
        pytest.skip(f"this file system has no {kind}: {error}")
    told = kata(tmp_path / "class", "--out", out)
    assert told.exception is None or isinstance(told.exception, SystemExit)
    if name in (".judged.jsonl", ".written.jsonl"):
        assert told.exit_code == 0
        assert "it is kept as" in told.output
        assert "0 judged now" in kata(tmp_path / "class", "--out", out).output
    else:
        assert told.exit_code == 0 or str(out / name) in told.output


def test_a_folder_that_is_gone_is_a_sentence(tmp_path):
    write(sixty.perfect(), tmp_path / "class" / "siti.ipynb")
    gone = tmp_path / "gone"
    gone.mkdir()
    script = 'cd "$1" && rmdir "$1" && exec "$0" -m helpers grade "$2" --out "$3"'
    arguments = [sys.executable, gone, tmp_path / "class", tmp_path / "out"]
    ran = subprocess.run(["sh", "-c", script, *arguments], stderr=subprocess.PIPE, text=True)
    assert ran.returncode == 2
    assert "The folder that you are in is gone" in ran.stderr
    assert "Traceback" not in ran.stderr


def test_results_are_not_written_among_what_was_handed_in(tmp_path):
    write(sixty.perfect(), tmp_path / "siti.ipynb")
    told = kata(tmp_path, "--out", tmp_path / "." / ".." / tmp_path.name)
    assert told.exit_code == 2
    assert "name another folder" in told.output
    assert [file.name for file in tmp_path.iterdir()] == ["siti.ipynb"]


def test_graded_notebooks_of_an_earlier_run_are_nobodys_submission(tmp_path):
    write(sixty.perfect(), tmp_path / "class" / "siti.ipynb")
    assert kata(tmp_path / "class", "--out", tmp_path / "class" / "results").exit_code == 0
    assert kata(tmp_path / "class", "--out", tmp_path / "class" / "results").exit_code == 0
    told = kata(tmp_path / "class", "--out", tmp_path / "other")
    assert "results of an earlier grading" in told.output
    assert "1 graded" in told.output


def test_closed_standard_files_cost_nothing(tmp_path):
    """As under some schedulers: no file that is opened later may get the number of one of them."""
    write(sixty.perfect(), tmp_path / "class" / "siti.ipynb")
    script = 'exec "$0" -m helpers grade class --out out <&- >&- 2>&-'
    ran = subprocess.run(["sh", "-c", script, sys.executable], cwd=tmp_path)
    assert ran.returncode == 0
    assert b'"graded"' in (tmp_path / "out" / "gradebook.csv").read_bytes()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="Linux has a device that is always full")
def test_a_full_disk_behind_standard_output_is_told_in_a_sentence(tmp_path):
    write(sixty.perfect(), tmp_path / "class" / "siti.ipynb")
    with Path("/dev/full").open("w") as full:
        command = [sys.executable, "-m", "helpers", "grade", "class", "--out", "out"]
        ran = subprocess.run(command, cwd=tmp_path, stdout=full, stderr=subprocess.PIPE, text=True)
    assert "The results cannot be written: No space left" in ran.stderr
    assert "Traceback" not in ran.stderr


@pytest.mark.parametrize("day", ["0001-01-01", "9999-99-99", "", "1e999", "２０２６-11-30", "-1"])
def test_a_day_that_no_calendar_has_is_a_wrong_call(tmp_path, day):
    write(sixty.perfect(), tmp_path / "class" / "siti.ipynb")
    told = kata(tmp_path / "class", "--out", tmp_path / "out", "--late-after", day)
    assert told.exit_code == 2
    assert "is no date" in told.output


def test_a_file_from_a_year_beyond_all_calendars_is_graded(tmp_path, keys, monkeypatch):
    """Some file systems keep any 64 bits as a time; not every one that tests run on does."""
    file = write(sixty.perfect(), tmp_path / "class" / "siti.ipynb")
    real = Path.lstat

    def lstat(path):
        status = real(path)
        return os.stat_result([*status[:8], 10**15, status[9]]) if path == file else status

    monkeypatch.setattr(Path, "lstat", lstat)
    [result] = graded(tmp_path / "class", keys, tmp_path / "out").values()
    assert (result.points, result.handed_in) == (23, None)


def test_a_roster_without_end_is_refused(tmp_path):
    write(sixty.perfect(), tmp_path / "class" / "siti.ipynb")
    with (tmp_path / "roster.csv").open("wb") as stream:
        stream.write(b"student,name\n")
        stream.truncate(60_000_000)
    told = kata(tmp_path / "class", "--out", tmp_path / "out", "--roster", tmp_path / "roster.csv")
    assert told.exit_code == 2
    assert "larger than" in told.output


def test_a_roster_that_tells_excel_what_parts_its_columns(tmp_path):
    write(sixty.perfect(), tmp_path / "class" / "siti.ipynb")
    (tmp_path / "roster.csv").write_bytes("\ufeffsep=;\r\nstudent;name\r\nsiti;Siti, A.\r\n".encode())
    assert kata(tmp_path / "class", "--out", tmp_path / "out", "--roster", tmp_path / "roster.csv").exit_code == 0


def test_a_half_written_file_of_a_run_that_was_killed_is_cleared_away(tmp_path, monkeypatch):
    def killed(*_):
        raise KeyboardInterrupt

    folder = Folder(tmp_path)
    with monkeypatch.context() as patched:
        patched.setattr(os, "replace", killed)
        patched.setattr(Path, "unlink", lambda *_, **__: None)
        with pytest.raises(KeyboardInterrupt):
            folder.put("gradebook.csv", b"new")
    assert not (tmp_path / "gradebook.csv").exists()
    folder = Folder(tmp_path)
    folder.put("gradebook.csv", b"newer")
    folder.close()
    assert {file.name for file in tmp_path.iterdir()} == {"gradebook.csv", ".written.jsonl"}


def with_source(change):
    made = sixty.perfect()
    one = sheet(made, "first-article")
    one["source"] = change(one["source"])
    return made


@pytest.mark.parametrize("end", ["\r", "\r\n", "\u2028", "\x85"])
def test_line_ends_of_other_systems_cost_no_point(tmp_path, keys, end):
    write(with_source(lambda source: source.replace("\n", end)), tmp_path / "class" / "siti.ipynb")
    [result] = graded(tmp_path / "class", keys, tmp_path / "out").values()
    assert (result.points, result.notes) == (23, ())


@pytest.mark.parametrize("metadata", ["x", [], None, {"kata_siapa": [1]}, {"kata_siapa": {"exercise": {"a": 1}}}])
def test_metadata_of_another_shape_cost_no_point(tmp_path, keys, metadata):
    write(sixty.perfect() | {"metadata": metadata}, tmp_path / "class" / "siti.ipynb")
    [result] = graded(tmp_path / "class", keys, tmp_path / "out").values()
    assert result.points == 23


def test_a_second_exercise_in_one_notebook_is_told(tmp_path, keys):
    made = sixty.perfect()
    made["cells"] += sixty.perfect("sourcing-chains")["cells"]
    write(made, tmp_path / "class" / "siti.ipynb")
    [result] = graded(tmp_path / "class", keys, tmp_path / "out").values()
    assert (result.exercise, result.points) == ("who-says-so", 23)
    assert "Worksheets of sourcing-chains are in it, too" in result.notes[0].what


def test_a_folder_that_is_locked_costs_its_own_row_only(tmp_path, keys, monkeypatch):
    """Whoever tests as root opens every folder: the system's answer is put in its place."""
    write(sixty.perfect(), tmp_path / "class" / "siti.ipynb")
    (tmp_path / "class" / "budi").mkdir()
    real = os.listdir

    def listdir(path):
        if Path(path).name == "budi":
            raise PermissionError(13, "Permission denied")
        return real(path)

    monkeypatch.setattr(os, "listdir", listdir)
    results, notes = results_and_notes(tmp_path / "class", keys, tmp_path / "out")
    assert results["siti.ipynb"].points == 23
    assert any("cannot be opened" in note for note in notes)


@pytest.mark.parametrize("what", files.UNREADABLE)
def test_what_is_no_notebook_costs_its_own_row_only(tmp_path, keys, what):
    write(sixty.perfect(), tmp_path / "class" / "siti.ipynb")
    files.UNREADABLE[what](tmp_path / "class" / "budi.ipynb")
    results = graded(tmp_path / "class", keys, tmp_path / "out")
    assert results["siti.ipynb"].points == 23
    assert results["budi.ipynb"].state == "could not be graded"
    assert all(note.what and note.what_to_do for note in results["budi.ipynb"].notes)
