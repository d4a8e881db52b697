"""Who is it? Every way in which files come to a teacher, with a roster and without one: nobody is guessed or merged."""

import csv
import json
import os

import pytest
from click.testing import CliRunner

from helpers.__main__ import main

ROSTER = {
    "20260001": "Siti Aminah",
    "20260002": "Rina Marlina",
    "20260003": "Dewi Lestari",
    "20260004": "Kartini Raden",
    "20260005": "Joko Susilo",
    "siti-r": "Siti Rahma",
    "budi": "Budi Santoso",
    "123": "Eka Putri",
    "20260009": "José Ñíguez",
    "★★": "Bintang Dua",
    "Tri": "Tri Utomo",
    "tri": "Tri Handayani",
    "20260013": "Suharto",
    "20260014": "Agus Salim",
    "20260015": "Agus Salim",
    "20260016": "Anne-Marie Putri",
    "17": "Wayan Surya",
}
EMPTY = {"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": []}

FOUND = {
    "Copy of who-says-so - Dewi Lestari.ipynb": "20260003",
    "Copy of Copy of who-says-so - Dewi Lestari.ipynb": "20260003",
    "Salinan who-says-so - Dewi Lestari.ipynb": "20260003",
    "Salinan dari Dewi Lestari - who-says-so.ipynb": "20260003",
    "(1) RINA MARLINA.ipynb": "20260002",
    "who-says-so (1) Rina Marlina.ipynb": "20260002",
    "marlina_rina_tugas 1 fix.ipynb": "20260002",
    "RinaMarlina.ipynb": "20260002",
    "Joko_Susilo_20260005_who-says-so.ipynb": "20260005",
    "20260005.ipynb": "20260005",
    "tugas media 20260005 revisi.ipynb": "20260005",
    "kartini_raden-who-says-so-final-fix2.ipynb": "20260004",
    "Jose Niguez.ipynb": "20260009",
    "jose\u0301 n\u0303i\u0301guez (3).ipynb": "20260009",
    "who-says-so-submissions/who-says-so-siti-r/who-says-so.ipynb": "siti-r",
    "ps1-budi/who-says-so.ipynb": "budi",
    "drive-download-20261120T101010Z-001/Siti Rahma - who-says-so.ipynb": "siti-r",
    "Submitted files/Siti Aminah/Who says so/Version 1/who-says-so.ipynb": "20260001",
    "Kelas A-Siti Aminah_104711_assignsubmission_file_/who-says-so.ipynb": "20260001",
    "Kelas A-Anne-Marie Putri_104716_assignsubmission_file_/x.ipynb": "20260016",
    "20260001 Siti Aminah_104712_assignsubmission_file_/x.ipynb": "20260001",
    "123-456 - Siti Aminah - Nov 20, 2026 1000 AM - who-says-so.ipynb": "20260001",
    "123-457 - Anne-Marie Putri- 20 November, 2026 1000 AM - budi.ipynb": "20260016",
    "Exercise 1_budi_attempt_2026-11-20-10-00-00_who-says-so.ipynb": "budi",
    "gradebook_ML_Exercise 1_siti-r_attempt_2026-11-20-10-00-00_x.ipynb": "siti-r",
    "inbound/budi+ps1+2026-11-20 10:00:00.000000 UTC/who-says-so.ipynb": "budi",
    "submitted/budi/ps1/who-says-so.ipynb": "budi",
    "susilojoko_4711_90210_who-says-so.ipynb": "20260005",
    "budi_20260001_20261120_who-says-so.ipynb": "budi",  # no more than the look of Canvas: the name counts
    "WhatsApp/Eka Putri/DOC-20261120-WA0001.ipynb": "123",
    "00123.ipynb": "123",
    "who-says-so_00123.ipynb": "123",
    "★★/who-says-so.ipynb": "★★",
    "who-says-so-★★.ipynb": "★★",
    "Tri/who-says-so.ipynb": "Tri",
    "tri/who-says-so.ipynb": "tri",
    "who-says-so-Tri.ipynb": "Tri",
    "Suharto.ipynb": "20260013",
    "Copy of who-says-so - Suharto.ipynb": "20260013",
    "Agus Salim 20260015.ipynb": "20260015",
    "Siti Aminah/Budi/who-says-so.ipynb": "20260001",  # the outermost name counts
    "17/who-says-so.ipynb": "17",
}

NOBODY = {
    "Siti.ipynb": "nobody on the roster",  # a first name that two have
    "Rina.ipynb": "nobody on the roster",  # a first name alone
    "Budi Rahman.ipynb": "nobody on the roster",  # her own id is a first name, too
    "Suharto Wibowo.ipynb": "nobody on the roster",
    "Sitirahmania.ipynb": "nobody on the roster",  # no whole word
    "who-says-so-17.ipynb": "nobody on the roster",  # Safari counts its downloads like this
    "who-says-so (17).ipynb": "nobody on the roster",
    "Agus Salim.ipynb": "Agus Salim (20260014) and Agus Salim (20260015)",
    "TRI.ipynb": "Tri Utomo (Tri) and Tri Handayani (tri)",
    "Siti Aminah dan Rina Marlina.ipynb": "Siti Aminah (20260001) and Rina Marlina (20260002)",
    "Siti Aminah 20260002.ipynb": "Siti Aminah (20260001) and Rina Marlina (20260002)",
    "anon_xY12z_90210_Siti Aminah.ipynb": "hides whose it is",
    "LATE_anon_xY12z_90210_20260001.ipynb": "hides whose it is",
    "putrarizal_4799_90210_Siti Aminah.ipynb": "nobody on the roster",  # a student names what is inside
    "Siti Aminah Putri_104799_assignsubmission_file_/20260001.ipynb": "nobody on the roster",
    "Participant_17_assignsubmission_file_/x.ipynb": "nobody on the roster",  # Moodle's number, not an id
}


def put(folder, *places, content=EMPTY):
    for place in places:
        file = folder / os.fsdecode(place)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps(content))
    return folder


def roster_of(folder, students=ROSTER):
    (folder / "roster.csv").write_text("student,name\n" + "".join(f"{id},{name}\n" for id, name in students.items()))
    return folder / "roster.csv"


def kata(*arguments):
    return CliRunner().invoke(main, ["grade", *map(str, arguments)])


def records(file):
    with file.open(newline="", encoding="utf-8") as stream:
        return list(csv.DictReader(stream))


@pytest.fixture(scope="module")
def known(tmp_path_factory):
    """Each file of both tables, looked up at once: none of them changes whose another one is."""
    place = tmp_path_factory.mktemp("who")
    told = kata(
        put(place / "class", *FOUND, *NOBODY), "--out", place / "out", "--roster", roster_of(place), "--dry-run"
    )
    assert told.exit_code == 1, told.output
    return {row["file"]: row for row in records(place / "out/who.csv")}


@pytest.mark.parametrize("file", FOUND)
def test_one_of_the_roster_in_a_name_is_that_student(known, file):
    row = known["José Ñíguez (3).ipynb".lower() if "\u0301" in file else file]
    assert row["student"] == FOUND[file], row["why"]
    assert ROSTER[FOUND[file]] in row["why"]


@pytest.mark.parametrize("file", NOBODY)
def test_who_is_not_sure_is_nobody_and_told(known, file):
    assert known[file]["student"] not in ROSTER
    assert NOBODY[file] in known[file]["why"]


WITHOUT_ROSTER = {
    "Copy of who-says-so - Dewi Lestari.ipynb": "Dewi Lestari",
    "Salinan dari who-says-so - Eka.ipynb": "Eka",
    "who-says-so (1) Rina Marlina.ipynb": "Rina Marlina",
    "kartini_raden-who-says-so-final-fix2.ipynb": "kartini_raden",
    "who-says-so-submissions/who-says-so-siti-r/who-says-so.ipynb": "siti-r",
    "Submitted files/Siti Aminah/Who says so/Version 1/who-says-so.ipynb": "Siti Aminah",
    "123-456 - Budi S - Nov 20, 2026 1000 AM - who-says-so.ipynb": "Budi S",
    "who-says-so_agus_attempt_2026-11-20-10-00-00_x.ipynb": "agus",
    "inbound/joko+ps1+2026-11-20 10:00:00.000000 UTC/who-says-so.ipynb": "joko",
    "anon_xY12z_90210_Siti Aminah.ipynb": "anon_xY12z",
    # What only a download numbered is of different people, wherever it lies.
    "Kelas/who-says-so.ipynb": "Kelas/who-says-so",
    "Kelas/who-says-so (1).ipynb": "Kelas/who-says-so (1)",
    "Kelas/Copy of who-says-so.ipynb": "Kelas/Copy of who-says-so",
    "tugas.zip/who-says-so.ipynb": "tugas/who-says-so",
    "who-says-so.ipynb": "who-says-so",
    "Nina/who-says-so (4).ipynb": "Nina",  # the only one there
    "★.ipynb": "★",
    "☆.ipynb": "☆",
    "╓╨╣.zip/who-says-so.ipynb": "╓╨╣",
    "╓╨║.zip/who-says-so.ipynb": "╓╨║",
}


def test_without_a_roster_a_student_has_a_tidy_name_and_nobody_is_merged(tmp_path):
    told = kata(put(tmp_path / "class", *WITHOUT_ROSTER), "--out", tmp_path / "out", "--dry-run")
    assert told.exit_code == 0, told.output
    assert {row["file"]: row["student"] for row in records(tmp_path / "out/who.csv")} == WITHOUT_ROSTER


def test_names_that_cannot_be_decoded_stay_apart(tmp_path):
    kata(put(tmp_path / "class", b"\xd6\xd0.ipynb", b"\xb9\xfa.ipynb"), "--out", tmp_path / "out", "--dry-run")
    assert len({row["student"] for row in records(tmp_path / "out/who.csv")}) == 2


def test_numbered_files_in_the_folder_of_a_student_are_hers(tmp_path):
    files = ("Siti Aminah/who-says-so.ipynb", "Siti Aminah/who-says-so (1).ipynb")
    kata(put(tmp_path / "class", *files), "--out", tmp_path / "out", "--roster", roster_of(tmp_path), "--dry-run")
    found = [row["student"] for row in records(tmp_path / "out/who.csv") if row["file"]]
    assert found == ["20260001", "20260001"]


def test_two_of_one_name_on_a_platform_are_not_taken_for_one_of_the_roster(tmp_path):
    files = ("aminahsiti_4711_90210_x.ipynb", "aminahsiti_4712_90211_x.ipynb")
    kata(put(tmp_path / "class", *files), "--out", tmp_path / "out", "--roster", roster_of(tmp_path), "--dry-run")
    rows = [row for row in records(tmp_path / "out/who.csv") if row["file"]]
    assert len({row["student"] for row in rows} - ROSTER.keys()) == 2
    assert all("several students who are called so" in row["why"] for row in rows)


def test_a_dry_run_writes_who_and_nothing_else(tmp_path):
    put(tmp_path / "class", "Siti Aminah.ipynb", "Somebody.ipynb")
    call = (tmp_path / "class", "--out", tmp_path / "out", "--roster", roster_of(tmp_path))
    told = kata(*call, "--dry-run")
    assert told.exit_code == 1
    assert "1 to look at first" in told.output
    assert [file.name for file in (tmp_path / "out").iterdir() if file.name[0] != "."] == ["who.csv"]
    first, *others = records(tmp_path / "out/who.csv")
    assert first["file"] == "Somebody.ipynb"  # what somebody must look at comes first
    assert {row["student"] for row in others if not row["file"]} == ROSTER.keys() - {"20260001"}
    seen = (tmp_path / "out/who.csv").read_bytes()
    kata(*call)
    assert next(row["student"] for row in records(tmp_path / "out/gradebook.csv")) in ROSTER
    assert (tmp_path / "out/who.csv").read_bytes() == seen
    assert not list((tmp_path / "out").glob("who.yours*"))


def test_a_name_inside_that_is_another_students_is_told(tmp_path):
    put(tmp_path / "class", "Siti Aminah/Rina Marlina.ipynb")
    kata(tmp_path / "class", "--out", tmp_path / "out", "--roster", roster_of(tmp_path))
    [note] = [row for row in records(tmp_path / "out/notes.csv") if "inside" in row["what was found"]]
    assert (note["attention"], note["student"]) == ("yes", "20260001")
    assert "Rina Marlina" in note["what was found"]
    assert "Rina Marlina" in records(tmp_path / "out/who.csv")[0]["why"]


def test_a_file_whose_names_contradict_does_not_push_out_one_without_a_doubt(tmp_path, root):
    blank = json.loads((root / "exercises/who-says-so.ipynb").read_text())
    put(tmp_path / "class", "Siti Aminah.ipynb", "Siti Aminah/Rina Marlina.ipynb", content=blank)
    os.utime(tmp_path / "class/Siti Aminah.ipynb", (1_700_000_000, 1_700_000_000))
    kata(tmp_path / "class", "--out", tmp_path / "out", "--roster", roster_of(tmp_path))
    told = {row["file"]: row["what was found"] for row in records(tmp_path / "out/notes.csv")}
    assert "less doubt" in told["Siti Aminah.ipynb"]


def test_zeros_that_a_spreadsheet_ate_are_told(tmp_path):
    put(tmp_path / "class", "00123.ipynb")
    kata(tmp_path / "class", "--out", tmp_path / "out", "--roster", roster_of(tmp_path))
    assert any("zeros" in row["what was found"] for row in records(tmp_path / "out/notes.csv"))


GRADESCOPE = """---
submission_11:
  :submitters:
  - :name: Siti Aminah
    :sid: '20260001'
    :email: siti@x.id
  :created_at: 2026-11-20 04:03:44.000000000 Z
  :results:
    :output: |-
      submission_12:
        :submitters:
        - :name: Siti Aminah
submission_12:
  :created_at: 2026-11-20 04:03:44.000000000 Z
  :submitters:
  - :name: Agus Salim
    :sid: '20260015'
    :email:
  - :name: "Rina Marlina"
    :sid: ~
    :email: rina@x.id
"""


def test_gradescopes_list_says_whose_its_folders_are(tmp_path):
    export = tmp_path / "class/assignment_42_export"
    put(export, "submission_11/who-says-so.ipynb", "submission_12/Siti Aminah.ipynb", "submission_13/x.ipynb")
    (export / "submission_metadata.yml").write_text(GRADESCOPE)
    kata(tmp_path / "class", "--out", tmp_path / "out", "--roster", roster_of(tmp_path), "--dry-run")
    found = {(row["file"].split("/")[1], row["student"]) for row in records(tmp_path / "out/who.csv") if row["file"]}
    known = {("submission_11", "20260001"), ("submission_12", "20260015"), ("submission_12", "20260002")}
    assert {one for one in found if one[1] in ROSTER} == known
    assert {folder for folder, _ in found} == {"submission_11", "submission_12", "submission_13"}


def test_a_list_of_gradescopes_in_a_students_own_folder_says_nothing(tmp_path):
    put(tmp_path / "class", "Rina Marlina/submission_11/x.ipynb")
    (tmp_path / "class/Rina Marlina/submission_metadata.yml").write_text(GRADESCOPE)
    kata(tmp_path / "class", "--out", tmp_path / "out", "--roster", roster_of(tmp_path), "--dry-run")
    assert records(tmp_path / "out/who.csv")[0]["student"] == "20260002"
