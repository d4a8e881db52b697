"""`kata-siapa grade`: whose file it is, what counts, what is kept from run to run, and what ends it how."""

import csv
import io
import json
import os
import resource
import shutil
import subprocess
import sys
import time
import zipfile
from datetime import datetime
from pathlib import Path

import pytest
from click.testing import CliRunner

from helpers.__main__ import main
from helpers.grading.keys import load_keys

KEY = load_keys()["who-says-so"]


@pytest.fixture(scope="module")
def blank(root):
    return (root / "exercises/who-says-so.ipynb").read_bytes()


@pytest.fixture(scope="module")
def perfect(blank):
    answers = {cell["id"]: cell["source"] for cell in KEY.notebook["cells"] if cell["id"].startswith("answer-")}
    notebook = json.loads(blank)
    for cell in notebook["cells"]:
        cell["source"] = answers.get(cell["id"], cell["source"])
    return json.dumps(notebook).encode()


@pytest.fixture(scope="module")
def other(root):
    return (root / "exercises/reading-laterally.ipynb").read_bytes()


def with_answer(notebook, first):
    """A notebook whose first worksheet has one line, so that no two are alike."""
    changed = json.loads(notebook)
    for cell in changed["cells"]:
        if cell["id"] == "answer-first-article":
            cell["source"] = f"%%answer first-article\n{first}"
    return json.dumps(changed).encode()


def put(folder, files, day=None):
    for name, content in files.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
        if day:
            os.utime(file, (datetime.fromisoformat(day).timestamp(),) * 2)
    return folder


def packed(members, day=(2026, 11, 20, 12, 0, 0)):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(zipfile.ZipInfo(name, day), content)
    return stream.getvalue()


def kata(*arguments):
    return CliRunner().invoke(main, ["grade", *map(str, arguments)])


def rows_of(out):
    with (out / "gradebook.csv").open(newline="", encoding="utf-8-sig") as stream:
        return list(csv.DictReader(stream))


def points_of(out):
    return {(row["student"], row["exercise"]): row["points"] for row in rows_of(out)}


def test_a_clean_class_ends_with_exit_code_0(tmp_path, perfect, blank, other):
    folder = put(
        tmp_path / "class", {"siti/who-says-so.ipynb": perfect, "siti/final.IPYNB": other, "b/budi.ipynb": blank}
    )
    told = kata(folder, "--out", tmp_path / "out")
    assert told.exit_code == 0, told.output
    assert points_of(tmp_path / "out") == {
        ("siti", "who-says-so"): "32",
        ("siti", "reading-laterally"): "0",
        ("b/budi", "who-says-so"): "0",
    }


@pytest.mark.parametrize("call", [
    ["nowhere"], ["."], ["nowhere", "--out", "x"], [".", "--out", "x", "--jobs", "0"],
    [".", "--out", "x", "--keys", "."],
    [".", "--out", "x", "--late-after", "soon"], [".", "--out", "x", "--late-after", "2026-11-30 18:00 WIBB"],
    [".", "--out", "x", "--late-after", "2026-11-30T18:00+08:00 WIB"],
    [".", "--out", "x", "--roster", "nobody.csv"],
])  # fmt: skip
def test_a_wrong_call_ends_with_exit_code_2_and_a_sentence(tmp_path, monkeypatch, call):
    monkeypatch.chdir(tmp_path)
    told = kata(*call)
    assert told.exit_code == 2
    assert "Error: " in told.output
    assert "Traceback" not in told.output


def test_a_folder_of_results_is_no_folder_of_submissions(tmp_path, perfect):
    put(tmp_path / "class", {"siti.ipynb": perfect})
    kata(tmp_path / "class", "--out", tmp_path / "results")
    for path in ("results", "results/graded"):
        told = kata(tmp_path / path, "--out", tmp_path / "again")
        assert (told.exit_code, "results of an earlier grading" in told.output) == (2, True)
    assert not (tmp_path / "again").exists()


def test_a_link_that_is_named_is_graded_like_the_folder_that_it_leads_to(tmp_path, perfect):
    put(tmp_path / "class", {"siti.ipynb": perfect})
    (tmp_path / "link").symlink_to(tmp_path / "class")
    assert kata(tmp_path / "link", "--out", tmp_path / "out").exit_code == 0
    assert points_of(tmp_path / "out") == {("siti", "who-says-so"): "32"}


def test_students_notebooks_are_no_keys(tmp_path, root, perfect):
    put(tmp_path / "class", {"siti.ipynb": perfect})
    given, keys = tmp_path / "given", tmp_path / "given/keys/built"
    shutil.copytree(root / "exercises/keys/built", keys)
    shutil.copy(root / "exercises/who-says-so.ipynb", given)
    told = kata(tmp_path / "class", "--out", tmp_path / "out", "--keys", given)
    assert told.exit_code == 2
    assert f"The keys lie in {keys}; name that." in " ".join(told.output.split())
    assert kata(tmp_path / "class", "--out", tmp_path / "out", "--keys", given / "keys").exit_code == 0
    assert points_of(tmp_path / "out") == {("siti", "who-says-so"): "32"}


def test_keys_beside_the_notebooks_are_not_graded(tmp_path, root, blank):
    given = put(tmp_path / "given", {"who-says-so.ipynb": blank})
    shutil.copytree(root / "exercises/keys", given / "keys")
    kata(given, "--out", tmp_path / "out", "--keys", given / "keys/built")
    assert points_of(tmp_path / "out") == {("who-says-so", "who-says-so"): "0"}


def test_an_empty_folder_needs_attention(tmp_path):
    (tmp_path / "class").mkdir()
    assert kata(tmp_path / "class", "--out", tmp_path / "out").exit_code == 1


def test_what_a_platform_packs_is_found_with_its_names_and_times(tmp_path, perfect, blank):
    moodle = {
        "Siti Aminah_101_assignsubmission_file_/my work.ipynb": perfect,
        "Budi Santoso_102_assignsubmission_file_/work.zip": packed({"deep/er/who-says-so.ipynb": blank}),
        "Citra Dewi_103_assignsubmission_file_/answers.docx": b"PK",
        "Participant_104_assignsubmission_file_who-says-so.ipynb": perfect,
        "__MACOSX/._x.ipynb": b"x",
    }
    canvas = {
        "dewianita_LATE_4711_90210_who-says-so.ipynb": perfect,
        "ekasari_4712_90211_who-says-so.ipynb": blank,
        "ekasari_4712_90399_who-says-so-1.ipynb": perfect,
    }
    folder = put(tmp_path / "class", {"moodle.zip": packed(moodle), "canvas.zip": packed(canvas)})
    told = kata(folder, "--out", tmp_path / "out", "--late-after", "2026-11-19")
    assert told.exit_code == 1
    rows = {row["student"]: (row["points"], row["state"], row["late"]) for row in rows_of(tmp_path / "out")}
    assert rows == {
        "Siti Aminah": ("32", "graded", "late"),
        "Budi Santoso": ("0", "graded", "late"),
        "Citra Dewi": ("", "could not be graded", "late"),
        "Participant 104": ("32", "graded", "late"),
        "dewianita": ("32", "graded", "late"),
        "ekasari": ("32", "graded", "late"),
    }
    assert "90211" in (tmp_path / "out/notes.csv").read_text("utf-8-sig")


def test_late_is_after_the_last_moment_or_when_the_platform_says_so(tmp_path, perfect, blank):
    put(tmp_path / "class", {"early.ipynb": perfect}, "2026-11-30T17:59:00")
    put(tmp_path / "class", {"late.ipynb": blank}, "2026-11-30T18:01:00")
    put(tmp_path / "class", {"told_LATE_4711_90210_x.ipynb": with_answer(blank, "S01 person")}, "2026-11-01T12:00:00")
    call = (tmp_path / "class", "--out", tmp_path / "out", "--late-after")
    assert kata(*call, "2026-11-30 18:00").exit_code == 0
    assert {row["student"]: bool(row["late"]) for row in rows_of(tmp_path / "out")} == {
        "early": False,
        "late": True,
        "told": True,
    }
    assert kata(*call, "2026-11-30").exit_code == 0  # a day lasts until midnight
    assert [row["student"] for row in rows_of(tmp_path / "out") if row["late"]] == ["told"]


@pytest.mark.parametrize("last", [
    "2026-11-30 18:00 WIB", "2026-11-30 19:00 wita", "2026-11-30 20:00 WIT", "2026-11-30 18:00 Asia/Jakarta",
    "2026-11-30 18:00 +07:00", "2026-11-30T18:00+07:00", "2026-11-30 11:00 UTC", "2026-11-30 12:00 Europe/Berlin",
])  # fmt: skip
def test_the_last_moment_may_name_its_zone(tmp_path, perfect, blank, last):
    put(tmp_path / "class", {"early.ipynb": perfect}, "2026-11-30T10:59:00+00:00")
    put(tmp_path / "class", {"late.ipynb": blank}, "2026-11-30T11:01:00+00:00")
    assert kata(tmp_path / "class", "--out", tmp_path / "out", "--late-after", last).exit_code == 0
    assert {row["student"]: row["late"] for row in rows_of(tmp_path / "out")} == {"early": "", "late": "late"}


def test_a_day_lasts_until_midnight_in_its_zone_and_times_say_it(tmp_path, perfect, blank):
    put(tmp_path / "class", {"early.ipynb": perfect}, "2026-11-30T23:59:00+09:00")
    put(tmp_path / "class", {"late.ipynb": blank}, "2026-12-01T00:01:00+09:00")
    out = tmp_path / "out"
    assert kata(tmp_path / "class", "--out", out, "--late-after", "2026-11-30 WIT").exit_code == 0
    assert {row["student"]: (row["late"], row["handed in"]) for row in rows_of(out)} == {
        "early": ("", "2026-11-30 23:59+09:00"),
        "late": ("late", "2026-12-01 00:01+09:00"),
    }
    assert "1 Dec 2026 00:01 WIT (UTC+09:00)" in (out / "feedback/late/who-says-so.html").read_text("utf-8")
    assert "Late is what came after 30 Nov 2026 23:59 WIT (UTC+09:00)." in (out / "report.html").read_text("utf-8")


@pytest.fixture
def zoned(monkeypatch):
    """Moves the machine to another zone: `zoned("Asia/Jakarta")`."""

    def move(zone):
        monkeypatch.setenv("TZ", zone)
        time.tzset()

    yield move
    monkeypatch.undo()
    time.tzset()


@pytest.mark.parametrize("last", [[], ["--late-after", "2026-11-30 18:00"], ["--late-after", "2026-11-30 18:00 WIB"]])
def test_a_rerun_under_another_zone_changes_no_byte(tmp_path, perfect, blank, last, zoned):
    folder, out = tmp_path / "class", tmp_path / "out"
    put(folder, {"class.zip": packed({"zip/siti.ipynb": perfect}, (2026, 11, 30, 17, 59, 0))})
    put(folder, {"budi.ipynb": blank}, "2026-11-30T11:01:00+00:00")
    written = []
    for zone in ("Asia/Jakarta", "America/New_York", "WIB-7"):
        zoned(zone)
        assert kata(folder, "--out", out, *last).exit_code == 0
        files = (file for file in out.rglob("*") if file.is_file())
        written.append({file: file.read_bytes() for file in files})
    assert written[0] == written[1] == written[2]
    assert [row["late"] for row in rows_of(out) if row["student"] == "budi"] == ["late" if last else ""]
    assert [row["handed in"] for row in rows_of(out) if "siti" in row["student"]] == ["2026-11-30 17:59+07:00"]


@pytest.mark.parametrize("kept", [b"", b"nowhere", bytes(range(256)), b"x" * 5_000_000])
def test_a_zone_that_was_tampered_with_stops_nothing(tmp_path, perfect, kept):
    folder, out = put(tmp_path / "class", {"siti.ipynb": perfect}), tmp_path / "out"
    kata(folder, "--out", out)
    (out / ".zone").write_bytes(kept)
    assert kata(folder, "--out", out).exit_code == 0


def test_a_machine_without_a_list_of_zones_knows_those_of_indonesia(tmp_path, perfect):
    bare = "import sys; sys.modules['tzdata'] = None; from helpers.__main__ import main; main()"
    folder = put(tmp_path / "class", {"siti.ipynb": perfect})
    command = [sys.executable, "-c", bare, "grade", folder, "--out", tmp_path / "out", "--late-after"]
    makassar, berlin = (
        subprocess.run([*command, last], env={**os.environ, "PYTHONTZPATH": ""}, capture_output=True, text=True)
        for last in ("2026-11-30 Asia/Makassar", "2026-11-30 Europe/Berlin")
    )
    assert (makassar.returncode, berlin.returncode) == (0, 2)
    assert "has no list of places; write WIB, WITA, WIT or a distance, as +01:00." in " ".join(berlin.stderr.split())


def test_the_roster_names_students_and_tells_who_is_missing(tmp_path, perfect, blank):
    roster = 'Student,ID,SIS Login ID,Section\n    Points Possible,,,\n"Aminah, Siti",4711,s-aminah,A\n'
    roster += '"Santoso, Budi",4712,b-santoso,A\n"Dewi, Citra",4713,c-dewi,A\n'
    put(tmp_path, {"roster.csv": roster.encode("utf-8-sig")})
    files = {"aminahsiti_4711_90210_x.ipynb": perfect, "B-Santoso.ipynb": blank, "stranger.ipynb": perfect}
    told = kata(put(tmp_path / "class", files), "--out", tmp_path / "out", "--roster", tmp_path / "roster.csv")
    assert told.exit_code == 1
    assert "stranger.ipynb" in told.output
    rows = {row["student"]: (row["state"], row["points"], row["exercise"]) for row in rows_of(tmp_path / "out")}
    assert rows == {
        "s-aminah": ("graded", "32", "who-says-so"),
        "b-santoso": ("graded", "0", "who-says-so"),
        "c-dewi": ("missing", "", "who-says-so"),
        "stranger": ("graded", "32", "who-says-so"),
    }


def test_of_two_files_of_a_student_the_newer_counts_and_both_are_reported(tmp_path, perfect, blank):
    put(tmp_path / "class", {"siti.ipynb": perfect, "budi (1).ipynb": perfect}, "2026-11-01T12:00:00")
    put(tmp_path / "class", {"siti (1).ipynb": blank, "budi.ipynb": b"{"}, "2026-11-02T12:00:00")
    assert kata(tmp_path / "class", "--out", tmp_path / "out").exit_code == 1
    assert points_of(tmp_path / "out") == {("siti", "who-says-so"): "0", ("budi", "who-says-so"): "32"}
    notes = (tmp_path / "out/notes.csv").read_text("utf-8-sig")
    assert all(name in notes for name in ("siti.ipynb", "siti (1).ipynb", "budi.ipynb", "budi (1).ipynb"))


def test_a_time_in_the_future_never_wins(tmp_path, perfect, blank):
    put(tmp_path / "class", {"siti.ipynb": perfect}, "2026-11-02T12:00:00")
    forged = packed({"siti.ipynb": blank}, (2099, 1, 1, 12, 0, 0))
    put(tmp_path / "class", {"tugas.zip": forged, "roster.csv": b"student\nsiti\n"})
    call = (tmp_path / "class", "--out", tmp_path / "out", "--roster", tmp_path / "class/roster.csv")
    assert kata(*call).exit_code == 1
    assert points_of(tmp_path / "out") == {("siti", "who-says-so"): "32"}
    notes = (tmp_path / "out/notes.csv").read_text("utf-8")
    assert '"tugas.zip/siti.ipynb","Its time, 2099-01-01, lies in the future' in notes


def test_a_draft_never_wins_over_what_was_handed_in(tmp_path, perfect, blank):
    put(tmp_path / "class", {"Submitted files/Siti Aminah/x/Version 1/a.ipynb": perfect}, "2026-11-02T12:00:00")
    put(tmp_path / "class", {"Working files/Siti Aminah/x/a.ipynb": blank}, "2026-11-03T12:00:00")
    kata(tmp_path / "class", "--out", tmp_path / "out")
    assert points_of(tmp_path / "out") == {("Siti Aminah", "who-says-so"): "32"}


def test_an_archive_of_a_stranger_writes_nothing_and_ends_nothing(tmp_path, perfect, blank):
    link = zipfile.ZipInfo("link.ipynb")
    link.external_attr = 0o120777 << 16
    stream = io.BytesIO(
        packed({"../../out.ipynb": perfect, "/abs.ipynb": perfect, "c:\\x.ipynb": perfect, "good.ipynb": blank})
    )
    with zipfile.ZipFile(stream, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(link, "/etc/passwd")
        archive.writestr("bomb.ipynb", bytes(30_000_000))
        archive.writestr("../evil.py", "1")
    deep = {"d.zip": packed({"c.zip": packed({"b.zip": packed({"a.ipynb": perfect})})})}
    files = {"hostile.zip": stream.getvalue(), "torn.zip": stream.getvalue()[:-400], "no.zip": b"PK\x03\x04"}
    files |= {"deep.zip": packed(deep), "empty.zip": packed({}), "old.rar": b"Rar!"}
    put(tmp_path / "class", {**files, "good too.ipynb": perfect})
    before = sorted(tmp_path.rglob("*"))
    told = kata(tmp_path / "class", "--out", tmp_path / "out")
    assert told.exit_code == 1
    assert sorted(file for file in tmp_path.rglob("*") if (tmp_path / "out") not in (file, *file.parents)) == before
    graded = {row["student"]: row["points"] for row in rows_of(tmp_path / "out") if row["state"] == "graded"}
    assert graded == {"hostile/good": "0", "good too": "32"}
    notes = (tmp_path / "out/notes.csv").read_text("utf-8-sig")
    for words in (
        "points out of the archive",
        "a link or a device",
        "a bomb",
        "no zip archive",
        "too deep",
        "no notebook in",
        "only zip",
    ):
        assert words in notes, words
    assert notes.count("points out of the archive") == 4


def test_a_second_run_judges_only_what_changed(tmp_path, perfect, blank):
    folder, out = put(tmp_path / "class", {"siti.ipynb": perfect, "budi.ipynb": blank}), tmp_path / "out"
    assert "2 judged now" in kata(folder, "--out", out).output
    before = {file: file.stat().st_mtime_ns for file in out.rglob("*.html")}
    assert "0 judged now" in kata(folder, "--out", out).output
    assert {file: file.stat().st_mtime_ns for file in out.rglob("*.html")} == before
    put(folder, {"budi.ipynb": with_answer(blank, "S01 narrator")})
    assert "1 judged now" in kata(folder, "--out", out).output
    assert points_of(out) == {("siti", "who-says-so"): "32", ("budi", "who-says-so"): "1"}


def test_the_results_are_no_submissions(tmp_path, perfect):
    put(tmp_path, {"siti.ipynb": perfect})
    for _ in range(2):
        assert "1 files" in kata(tmp_path, "--out", tmp_path / "results").output


def test_a_gradebook_of_somebody_else_is_not_overwritten(tmp_path, perfect):
    folder, out = put(tmp_path / "class", {"siti.ipynb": perfect}), put(tmp_path / "out", {"gradebook.csv": b"mine"})
    told = kata(folder, "--out", out)
    assert told.exit_code == 2
    assert "--overwrite" in told.output
    assert (out / "gradebook.csv").read_bytes() == b"mine"
    assert kata(folder, "--out", out, "--overwrite").exit_code == 0
    assert b"mine" in [file.read_bytes() for file in out.glob("gradebook*")]


CUT_SHORT = """
import os, resource, signal, sys
from pathlib import Path
from helpers.grading.judging.cache import Journal, editions
from helpers.grading.keys import load_keys
from helpers.grading.grade import grade

def progress(done, whole):
    if done == 5:
        {end}

folder, out = map(Path, sys.argv[1:])
keys = load_keys()
journal = Journal(out / ".judged.jsonl", editions(keys))
{begin}
grade([folder], keys, journal, progress=progress, jobs=2)
"""

# A shell's background job ignores interruptions, and hands that on to all that it starts.
HEED = "signal.signal(signal.SIGINT, signal.default_int_handler)"


@pytest.mark.parametrize(("begin", "end", "said"), [
    ("", "os.kill(os.getpid(), signal.SIGKILL)", ""),
    (HEED, "os.kill(os.getpid(), signal.SIGINT)", "KeyboardInterrupt"),
    ("resource.setrlimit(resource.RLIMIT_FSIZE, (60_000, 60_000))", "pass", "What was graded is kept"),
], ids=["killed", "interrupted", "disk full"])  # fmt: skip
def test_a_run_that_is_cut_short_goes_on_and_loses_nothing(tmp_path, blank, begin, end, said):
    labels = ("person", "narrator", "vague", "outlet")
    files = {
        f"s{n:02}.ipynb": with_answer(blank, f"S01 {labels[n % 4]}\nS02 {labels[n // 4 % 4]} {n}") for n in range(24)
    }
    folder = put(tmp_path / "class", files)
    whole, cut = tmp_path / "whole", tmp_path / "cut"
    kata(folder, "--out", whole)
    ran = subprocess.run(
        [sys.executable, "-c", CUT_SHORT.format(begin=begin, end=end), folder, cut], capture_output=True, text=True
    )
    assert ran.returncode != 0
    assert said in ran.stderr
    kept = sum(line.endswith("\n") for line in (cut / ".judged.jsonl").open())
    assert 4 <= kept < 24
    assert f"{24 - kept} judged now" in kata(folder, "--out", cut).output
    assert (cut / "gradebook.csv").read_bytes() == (whole / "gradebook.csv").read_bytes()


def test_two_runs_do_not_write_to_one_folder_at_once(tmp_path, perfect):
    from helpers.grading.judging.cache import Journal

    folder = put(tmp_path / "class", {"siti.ipynb": perfect})
    with Journal(tmp_path / "out/.judged.jsonl", {}):
        told = kata(folder, "--out", tmp_path / "out")
    assert told.exit_code == 2
    assert "Another run is at work" in told.output


def test_the_order_and_the_neighbours_of_a_file_change_nothing(tmp_path, perfect, blank):
    """Each file alone, and all of them in one process, one after another: the same rows."""
    files = {f"s{n}.ipynb": with_answer(perfect if n % 2 else blank, f"S0{n + 1} person") for n in range(6)}
    folder = put(tmp_path / "class", files)
    kata(folder, "--out", tmp_path / "out", "--jobs", "1")
    together = points_of(tmp_path / "out")
    for name in files:
        kata(folder / name, "--out", tmp_path / name)
        assert points_of(tmp_path / name).items() <= together.items()
    assert len(together) == len(files)


def test_a_pipe_is_told_no_progress(tmp_path, perfect):
    folder = put(tmp_path / "class", {"siti.ipynb": perfect})
    command = [sys.executable, "-m", "helpers", "grade", folder, "--out", tmp_path / "out"]
    ran = subprocess.run(command, capture_output=True, text=True)
    assert (ran.returncode, ran.stderr) == (0, "")
    assert len(ran.stdout.splitlines()) == 1


def test_a_grader_does_not_import_what_draws(tmp_path, perfect):
    folder = put(tmp_path / "class", {"siti.ipynb": perfect})
    script = "import sys\nfrom helpers.__main__ import main\ntry: main()\nexcept SystemExit: pass\n"
    script += (
        "print([name for name in ('matplotlib', 'networkx', 'ipywidgets', 'jupytext', 'lark') if name in sys.modules])"
    )
    command = [sys.executable, "-c", script, "grade", folder, "--out", tmp_path / "out"]
    assert subprocess.run(command, capture_output=True, text=True).stdout.splitlines()[-1] == "[]"


def test_a_file_of_fifty_megabytes_is_graded_and_one_of_a_hundred_is_told(tmp_path, perfect):
    padded = perfect.replace(b'"metadata": {}', b'"metadata": {"x": "%s"}' % (b"A" * 50_000_000), 1)
    folder = put(tmp_path / "class", {"large.ipynb": padded})
    with (folder / "huge.ipynb").open("wb") as stream:
        stream.truncate(100_000_000)
    kata(folder, "--out", tmp_path / "out")
    assert points_of(tmp_path / "out") == {("large", "who-says-so"): "32", ("huge", "who-says-so"): ""}
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss < 2_000_000


KATA = Path(sys.executable).with_name("kata-siapa")


@pytest.mark.skipif(not KATA.exists(), reason="the package is not installed with its command")
def test_modules_that_lie_among_the_submissions_are_not_imported(tmp_path, perfect):
    """The instructor stands in the folder of submissions, where files are named like modules that grading needs."""
    folder = put(tmp_path / "class", {"siti.ipynb": perfect})
    names = ["helpers", "nbformat", "nbval", "xlsxwriter", "IPython", "conftest", "sitecustomize", "difflib"]
    put(folder, {f"{name}.py": f"open({str(tmp_path / name)!r}, 'w')".encode() for name in names})
    ran = subprocess.run([KATA, "grade", ".", "--out", "../out"], cwd=folder, capture_output=True, text=True)
    assert (ran.returncode, "Traceback" in ran.stderr) == (1, False)  # each of them is told
    assert sorted(file.name for file in tmp_path.iterdir()) == ["class", "out"]
    assert points_of(tmp_path / "out") == {("siti", "who-says-so"): "32"}


def test_an_interrupted_run_says_how_to_go_on(tmp_path, perfect, monkeypatch):
    def interrupt(*arguments, **options):
        raise KeyboardInterrupt

    monkeypatch.setattr("helpers.grading.grade.grade", interrupt)
    told = kata(put(tmp_path / "class", {"siti.ipynb": perfect}), "--out", tmp_path / "out")
    assert told.exit_code == 130
    assert "the same call goes on" in told.output


def test_a_terminal_sees_how_far_it_is(tmp_path, perfect, blank, terminal):
    folder = put(tmp_path / "class", {"siti.ipynb": perfect, "budi.ipynb": blank})
    ours, theirs = terminal
    command = [sys.executable, "-m", "helpers", "grade", folder, "--out", tmp_path / "out"]
    ran = subprocess.run(command, stderr=theirs, stdout=subprocess.PIPE, env={**os.environ, "TERM": "xterm"})
    os.close(theirs)
    assert ran.returncode == 0
    assert b"2/2" in os.read(ours, 100_000)
