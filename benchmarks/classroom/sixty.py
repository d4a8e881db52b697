"""A class of sixty with every oddity that a folder of submissions can have; what each earns stands in the tests."""

from __future__ import annotations

import os
import random
from collections.abc import Callable
from functools import partial
from pathlib import Path

from classroom import answers, files, hostile, shapes
from classroom.answers import key_answers
from classroom.notebooks import Notebook, notebook, sheet, text

__all__ = ["hand_in", "perfect"]

TOPIC = "who-says-so"
"""What most of the class hand in: 13 items of one article, 19 of the other."""

Change = Callable[[Notebook], object]


def hand_in(folder: Path, trap: Path) -> None:
    """Write the whole class into a folder: files, folders and archives, as an instructor would have them.

    Args:
        folder: it is made.
        trap: a file that appears if anything of a submission is obeyed.
    """
    folder.mkdir(parents=True)
    for student, change in _notebooks(trap).items():
        _save(_changed(change), folder / f"{student}.ipynb")
    for student, encode in _ENCODINGS.items():
        (folder / f"{student}.ipynb").write_bytes(encode(text(perfect())))
    for student in _NO_NOTEBOOKS:
        files.UNREADABLE[student](folder / f"{student}.ipynb")
    for exercise in ("loaded-framing", "write-it-fair"):
        _save(perfect(exercise), folder / f"nadia-{exercise}.ipynb")
    _platforms(folder)
    _archives(folder / "zips")
    hostile.shadow_module(folder, trap)


def perfect(exercise: str = TOPIC) -> Notebook:
    """The notebook of a student who has everything right."""
    return notebook(exercise, key_answers(exercise))


def _changed(change: Change) -> Notebook:
    made = perfect()
    change(made)
    return made


def _notebooks(trap: Path) -> dict[str, Change]:
    """By student: what makes the notebook differ from a perfect one."""
    return _HONEST | _SHAPES | _attacks(trap) | _TYPED


def _in_turn(*changes: Change) -> Change:
    def change(made: Notebook) -> None:
        for one in changes:
            one(made)

    return change


def _replaced(*changes: tuple[str, str, str]) -> Change:
    """Lines typed otherwise: worksheet, words before, words after."""

    def change(made: Notebook) -> None:
        for name, before, after in changes:
            shapes.retyped(made, name, before, after)

    return change


def _profile(profile: answers.Profile) -> Change:
    def change(made: Notebook) -> None:
        for name, lines in profile(key_answers(TOPIC), random.Random(0)).items():
            sheet(made, name)["source"] = "\n".join((f"%%answer {name}", *lines))

    return change


_CARELESS = _replaced(
    ("first-article", "S01  narrator", "S01  outlet"),
    ("first-article", "S08  vague", "S08  unnamed"),
    ("second-article", "S17  organisation", "S17  outlet"),
)
_HONEST: dict[str, Change] = {
    "perfect": _profile(answers.perfect),
    "careless": _CARELESS,
    "suspicious": _profile(answers.suspicious),
    "trusting": _profile(answers.trusting),
    "half-done": _profile(answers.half_done),
    "blank": _profile(answers.blank),
    "contested": _replaced(
        ("second-article", "S02  narrator", "S02 person"),
        ("second-article", "S06  narrator", "S06 person"),
        ("second-article", "S08  person", "S08 unnamed"),
        ("second-article", "S09  person", "S09 narrator"),
        ("second-article", "S15  narrator", "S15 unnamed"),
    ),
}


_SHAPES: dict[str, Change] = {
    "colab": shapes.colab,
    "vs-code": shapes.vs_code,
    "jupyterlite-without-ids": _in_turn(shapes.jupyterlite, shapes.no_ids),
    "old-format": shapes.old_format,
    "doubled-ids": shapes.doubled_ids,
    "swapped-ids": shapes.swapped_ids,
    "moved-about": _in_turn(shapes.reordered, shapes.extra_cells),
    "copied-blank-first": shapes.copied_blank_first,
    "split": shapes.split,
    "into-markdown": _in_turn(shapes.no_checks, shapes.into_markdown),
    "no-answer-cells": shapes.no_answer_cells,
    "fifty-megabytes": shapes.fifty_megabytes,
    "widget-state-only": shapes.widget_state_only,
}


def _attacks(trap: Path) -> dict[str, Change]:
    one = {name: partial(attack, trap=trap) for name, attack in hostile.ATTACKS.items()}
    claims = _in_turn(_HONEST["blank"], one["monkeypatched"], one["own-check"], one["forged"], one["marks"])
    alone = ("trapped", "monkeypatched", "forged", "braces", "lines-to-obey")
    return {name: one[name] for name in alone} | {
        "skips": _in_turn(one["own-check"], one["marks"]),
        "strange-metadata": _in_turn(
            *(one[name] for name in ("attachments", "pickles", "unknown-kernel", "other-language"))
        ),
        "blank-but-claims": claims,
    }


def _typed(name: str, change: Callable[[str], str]) -> Change:
    """One worksheet's lines typed otherwise; its first line stays."""

    def changed(made: Notebook) -> None:
        one = sheet(made, name)
        head, _, lines = one["source"].partition("\n")
        one["source"] = f"{head}\n{change(lines)}"

    return changed


def _both(first: Callable[[str], str], second: Callable[[str], str]) -> Change:
    return _in_turn(_typed("first-article", first), _typed("second-article", second))


_FULL_WIDTH = str.maketrans("S0123456789", "Ｓ０１２３４５６７８９")
_ANSI = "\x1b[2J\x1b[31m\x1b]0;owned\x07"
_SCRIPT = "<script>alert(1)</script><img src=x onerror=alert(1)>"
_FORMULA = '=HYPERLINK("http://127.0.0.1/?"&A1,"x")'

_TYPED: dict[str, Change] = {
    "capitals-and-other-digits": _both(
        lambda lines: "\n".join(f"- {line} # sure" for line in lines.upper().splitlines()),
        lambda lines: "\u202e" + lines.translate(_FULL_WIDTH).replace("  ", " \u200f\u2066"),
    ),
    "look-alikes": _replaced(*[("first-article", f"S0{n}  unnamed", f"S0{n}  unn\u0430med") for n in (2, 3, 4)]),
    "nul-and-escapes": _both(
        lambda lines: lines.replace("  ", "\0 \0").replace("\n", "\0\n") + "".join(map(chr, range(32))),
        lambda lines: f"{lines}\n{_ANSI}\n\ud800 \udfff \ufffe",
    ),
    "ten-megabytes": _typed("second-article", lambda lines: lines + "\nspare words" * 800_000),
    "formula-and-script": _both(lambda lines: f"{lines}\n{_FORMULA}", lambda lines: f"{lines}\n{_SCRIPT}"),
}

_ENCODINGS: dict[str, Callable[[str], bytes]] = {
    "with-byte-order-mark": lambda words: b"\xef\xbb\xbf" + words.encode(),
    "in-utf-16": lambda words: words.encode("utf-16"),
    "in-latin-1": lambda words: words.replace("# Who says so", "# Qui l'a dit, \xe0 qui").encode("latin-1", "replace"),
}

_NO_NOTEBOOKS = (
    "not-json", "empty", "deep", "many-cells", "huge-output", "link-to-passwords", "link-to-device", "pipe",
    "folder", "other-notebook", "number-too-large",
)  # fmt: skip


def _platforms(folder: Path) -> None:
    """Downloads of Moodle and Canvas with their naming, an earlier try beside a later one, copies of a browser."""
    moodle, canvas = folder / "moodle", folder / "canvas"
    _save(perfect("sourcing-chains"), moodle / "Siti Aminah_104711_assignsubmission_file_" / "tugas saya.ipynb")
    _save(perfect("before-and-after"), moodle / "José Ñíguez_104712_assignsubmission_file" / "CON.ipynb")
    _save(perfect("reading-laterally"), canvas / "wijayabudi_4711_98765_reading-laterally.ipynb")
    _save(perfect("anonymous-sources"), canvas / "suryani_LATE_4712_98766_anonymous-sources-2.ipynb")
    _twice(folder / "copies")


def _twice(folder: Path) -> None:
    """The download of a browser that kept the older one: the newer file counts."""
    _save(perfect(), folder / "rina (1).ipynb")
    _save(_changed(_CARELESS), folder / "rina.ipynb")
    os.utime(folder / "rina.ipynb", (1_700_000_000, 1_700_000_000))
    os.utime(folder / "rina (1).ipynb", (1_700_090_000, 1_700_090_000))


def _archives(folder: Path) -> None:
    """Archives: an honest one, one that climbs out of itself, a bomb, archives in archives."""
    folder.mkdir()
    inside = {
        "Agus Salim_104713_assignsubmission_file_/x.ipynb": perfect("when-coders-disagree"),
        "__MACOSX/._x.ipynb": {},
    }
    (folder / "download.zip").write_bytes(files.zipped(inside))
    (folder / "escaping.zip").write_bytes(files.escaping(perfect()))
    (folder / "bomb.zip").write_bytes(files.bomb(500_000_000))
    (folder / "nested.zip").write_bytes(files.nested(perfect(), 6))


def _save(made: Notebook, file: Path) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text(made), "utf-8")
