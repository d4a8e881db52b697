"""Forty students whose notebooks are plain, and whose files come as such files do: what tells whose they are varies.

Each answers another number of lines, so that her points say whose notebook was taken.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile, ZipInfo

from classroom.answers import key_answers
from classroom.notebooks import Notebook, notebook, text

__all__ = ["CASES", "Case", "answering", "hand_in", "roster"]

TOPIC = "who-says-so"

Encode = Callable[[Notebook], str]
Case = tuple[str, str, str, str]
"""Where a file lies, its student's id and name on the roster, and what she is called without one.

Without an id there is no telling whose a file is; one that is called nothing has a note and no row."""

CASES: tuple[Case, ...] = (
    ("Copy of who-says-so - Dewi Lestari.ipynb", "20260101", "Dewi Lestari", "Dewi Lestari"),
    ("Copy of Copy of who-says-so - Citra Ayu.ipynb", "20260102", "Citra Ayu", "Citra Ayu"),
    ("Salinan who-says-so - Lina Wati.ipynb", "20260103", "Lina Wati", "Lina Wati"),
    ("Salinan dari Hadi Utomo - who-says-so.ipynb", "20260104", "Hadi Utomo", "Hadi Utomo"),
    ("(1) RINA MARLINA.ipynb", "20260105", "Marlina, Rina", "RINA MARLINA"),
    ("who-says-so (1) Tuti Indah.ipynb", "20260106", "Tuti Indah", "Tuti Indah"),
    ("Joko_Susilo_20260107_who-says-so.ipynb", "20260107", "Joko Susilo", "Joko_Susilo_20260107"),
    ("kartini_raden-who-says-so-final-fix2.ipynb", "20260108", "Raden Kartini", "kartini_raden"),
    ("20260109.ipynb", "20260109", "Made Putra", "20260109"),
    ("joseno\u0301 n\u0303i.ipynb", "20260110", "Josenó Ñi", "josenó ñi"),
    ("who-says-so-submissions/who-says-so-wayan-s/who-says-so.ipynb", "wayan-s", "Wayan Surya", "wayan-s"),
    ("drive-download-20261120T101010Z-001.zip/Nyoman Adi - who-says-so.ipynb", "20260112", "Nyoman Adi", "Nyoman Adi"),
    ("Submitted files/Gede Arta/Who says so/Version 1/who-says-so.ipynb", "20260113", "Gede Arta", "Gede Arta"),
    ("Kelas A-Ketut Rai_104731_assignsubmission_file_/x.ipynb", "20260114", "Ketut Rai", "Kelas A-Ketut Rai"),
    ("123-456 - Ayu Lestari - Nov 20, 2026 1000 AM - who-says-so.ipynb", "20260115", "Ayu Lestari", "Ayu Lestari"),
    ("who-says-so_bagus_attempt_2026-11-20-10-00-00_x.ipynb", "bagus", "Bagus Wijaya", "bagus"),
    ("inbound/cahya+ps1+2026-11-20 10:00:00.000000 UTC/who-says-so.ipynb", "cahya", "Cahya Dewa", "cahya"),
    ("submitted/dimas/ps1/who-says-so.ipynb", "dimas", "Dimas Aji", "dimas/ps1"),
    ("ajieko_LATE_4719_90219_who-says-so.ipynb", "20260119", "Aji, Eko", "ajieko"),
    ("assignment_42_export/submission_77/who-says-so.ipynb", "20260120", "Fajar Nur", "Fajar Nur (20260120)"),
    ("anon_xY12z_90210_who-says-so.ipynb", "", "", "anon_xY12z"),
    ("agussalim_4722_90222_who-says-so.ipynb", "", "", "agussalim (4722)"),
    ("agussalim_4723_90223_who-says-so.ipynb", "", "", "agussalim (4723)"),
    ("Kelas/who-says-so.ipynb", "", "", "Kelas/who-says-so"),
    ("Kelas/who-says-so (1).ipynb", "", "", "Kelas/who-says-so (1)"),
    ("Kelas/who-says-so (2).ipynb", "", "", "Kelas/who-says-so (2)"),
    ("names.zip/╓╨╣·.ipynb", "", "", "names/╓╨╣·"),
    ("names.zip/╓╨║║.ipynb", "", "", "names/╓╨║║"),
    ("★★/who-says-so.ipynb", "★★", "Bintang Dua", "★★"),
    ("Tri/who-says-so.ipynb", "Tri", "Tri Utomo", "Tri"),
    ("tri/who-says-so.ipynb", "tri", "Tri Handayani", "tri"),
    ("00123.ipynb", "123", "Indra Jaya", "00123"),
    ("Suharto.ipynb", "20260133", "Suharto", "Suharto"),
    ("WhatsApp/Kirana Puspa/DOC-20261120-WA0001.ipynb", "20260134", "Kirana Puspa",
     "WhatsApp/Kirana Puspa/DOC-20261120-WA0001"),
    ("Lukman Hakim/who-says-so.json", "20260135", "Lukman Hakim", "Lukman Hakim"),
    ("Maya Sari/who-says-so.ipynb.bin", "20260136", "Maya Sari", "Maya Sari"),
    ("Nanda Putri/who-says-so.ipynb.crdownload", "20260137", "Nanda Putri", "Nanda Putri"),
    ("Oki Pratama.ipynb", "20260138", "Oki Pratama", "Oki Pratama"),
    ("Putu Eka.ipynb", "20260139", "Putu Eka", "Putu Eka"),
    ("Qori Amalia/tugas.pdf", "20260140", "Qori Amalia", ""),  # without a roster, nobody knows that it is a student's
)  # fmt: skip

_LIST = "---\nsubmission_77:\n  :submitters:\n  - :name: Fajar Nur\n    :sid: '20260120'\n    :email: f@x.id\n"


def answering(number: int) -> Notebook:
    """The notebook of a student who has the first lines right and nothing else."""
    left = number
    answers: dict[str, tuple[str, ...]] = {}
    for name, lines in key_answers(TOPIC).items():
        answers[name] = tuple(line if at < left else line.split()[0] for at, line in enumerate(lines))
        left = max(0, left - len(lines))
    return notebook(TOPIC, answers)


def roster() -> str:
    """The class list: those of whom a file can be known, two of one name, and somebody who handed in nothing."""
    rows = [(id, name) for _, id, name, _ in CASES if id]
    rows += [("20260122", "Agus Salim"), ("20260123", "Agus Salim"), ("20260199", "Zahra Nur")]
    return "student,name\n" + "".join(f'{id},"{name}"\n' for id, name in rows)


def hand_in(folder: Path) -> None:
    """Write all forty into a folder: files, folders, archives."""
    packed: dict[str, dict[str, str]] = {}
    for number, (place, *_) in enumerate(CASES):
        outer, _, inner = place.partition(".zip/")
        if inner:
            packed.setdefault(f"{outer}.zip", {})[inner] = _content(place, number)
        else:
            _put(folder / place, _content(place, number))
    for name, members in packed.items():
        (folder / name).write_bytes(_zipped(members))
    _put(folder / "assignment_42_export/submission_metadata.yml", _LIST)
    _rivals(folder)


def _rivals(folder: Path) -> None:
    """Files that must not count in place of another one of the same student: a draft, and one of the year 2099."""
    _put(folder / "Working files/Gede Arta/Who says so/who-says-so.ipynb", text(answering(0)))
    _put(folder / "Oki Pratama (1).ipynb", text(answering(0)))
    os.utime(folder / "Oki Pratama (1).ipynb", (4_070_908_800, 4_070_908_800))


def _content(place: str, number: int) -> str:
    """The file of the student of this number; two are saved as other programs do, one is no notebook."""
    if place.endswith(".pdf"):
        return "%PDF-1.7\n"
    made = answering(points(number))
    if place.startswith("Putu"):
        for cell in made["cells"]:
            cell["source"] = cell["source"].split("\n")
    return json.dumps({"type": "notebook", "content": made}) if place.startswith("Oki") else text(made)


def points(number: int) -> int:
    """What the student of this number earns: neighbours differ."""
    return 1 + number % 31


def _zipped(members: dict[str, str]) -> bytes:
    stream = BytesIO()
    with ZipFile(stream, "w") as archive:
        for name, content in members.items():
            archive.writestr(ZipInfo(name, (2026, 11, 20, 12, 0, 0)), content)
    return stream.getvalue()


def _put(file: Path, content: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(content, "utf-8")
