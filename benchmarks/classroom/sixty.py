"""A class of sixty with every oddity that a folder of submissions can have; what each earns stands in the tests."""

from __future__ import annotations

import random
from collections.abc import Callable
from functools import partial
from pathlib import Path

from classroom import answers, files, hostile, shapes
from classroom.answers import key_answers
from classroom.notebooks import Notebook, answer_cells, notebook, sheet, text

__all__ = ["hand_in", "perfect"]

TOPIC = "who-says-so"

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
    for student, make in files.UNREADABLE.items():
        make(folder / f"{student}.ipynb")
    for exercise in answers.EXERCISES:
        if exercise != TOPIC:
            _save(perfect(exercise), folder / "other-exercises" / f"does-{exercise}.ipynb")
    _platforms(folder)
    _archives(folder)
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
    odd_shapes = {name.replace("_", "-"): getattr(shapes, name) for name in shapes.__all__}
    attacks = {name: partial(attack, trap=trap) for name, attack in hostile.ATTACKS.items()}
    return _HONEST | odd_shapes | attacks | _TYPED | _FORGED(trap)


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
    "contested": _replaced(("second-article", "S06  narrator", "S06 person"), ("second-article", "S09  person", "S09 narrator")),
}


def _everywhere(change: Callable[[str], str]) -> Change:
    """Every worksheet's lines typed otherwise; its first line stays."""

    def changed(made: Notebook) -> None:
        for one in answer_cells(made):
            head, _, lines = one["source"].partition("\n")
            one["source"] = f"{head}\n{change(lines)}"

    return changed


_FULL_WIDTH = str.maketrans("S0123456789", "Ｓ０１２３４５６７８９")
_LOOK_ALIKE = str.maketrans("aeo", "аео")
_ANSI = "\x1b[2J\x1b[31m\x1b]0;owned\x07"

_TYPED: dict[str, Change] = {
    "typed-in-capitals": _everywhere(str.upper),
    "typed-full-width": _everywhere(lambda lines: lines.translate(_FULL_WIDTH)),
    "typed-with-bullets": _everywhere(lambda lines: "\n".join(f"- {line} # sure" for line in lines.splitlines())),
    "typed-right-to-left": _everywhere(lambda lines: "\u202e" + lines.replace("  ", " \u200f\u2066")),
    "typed-look-alikes": _replaced(*[("first-article", f"S0{n}  unnamed", f"S0{n}  unnаmеd") for n in (2, 3, 4)]),
    "typed-nul-bytes": _everywhere(lambda lines: lines.replace("  ", "\0 \0").replace("\n", "\0\n")),
    "typed-ansi": _everywhere(lambda lines: f"{lines}\n{_ANSI}"),
    "typed-controls": _everywhere(lambda lines: lines + "\n" + "".join(map(chr, range(32)))),
    "typed-surrogates": _everywhere(lambda lines: f"{lines}\n\ud800 \udfff \ufffe"),
    "typed-ten-megabytes": _everywhere(lambda lines: lines + "\nspare words" * 400_000),
    "typed-a-formula": _everywhere(lambda lines: f'{lines}\n=HYPERLINK("http://127.0.0.1/?"&A1,"x")'),
    "typed-a-script": _everywhere(lambda lines: f"{lines}\n<script>alert(1)</script><img src=x onerror=alert(1)>"),
}  # fmt: skip


def _FORGED(trap: Path) -> dict[str, Change]:
    """Blank worksheets that claim points by other means."""

    def also(attack: Callable[[Notebook, Path], None]) -> Change:
        def change(made: Notebook) -> None:
            _HONEST["blank"](made)
            attack(made, trap)

        return change

    wanted = ("forged", "marks", "monkeypatched", "own-check")
    return {f"blank-{name}": also(hostile.ATTACKS[name]) for name in wanted}


_ENCODINGS: dict[str, Callable[[str], bytes]] = {
    "with-byte-order-mark": lambda words: b"\xef\xbb\xbf" + words.encode(),
    "in-utf-16": lambda words: words.encode("utf-16"),
    "in-latin-1": lambda words: words.replace("# Who says so", "# Qui l'a dit, à qui").encode("latin-1", "replace"),
    "with-a-half-letter": lambda words: words.encode().replace(b'"cells"', b'"\xe2\x80": 1, "cells"', 1),
}


def _platforms(folder: Path) -> None:
    """Downloads of Moodle and Canvas with their naming, an earlier try beside a later one, copies of a browser."""
    moodle, canvas = folder / "moodle", folder / "canvas"
    _save(_changed(_CARELESS), moodle / "Siti Aminah_104711_assignsubmission_file_" / "tugas saya.ipynb")
    _save(perfect(), moodle / "José Ñíguez_104712_assignsubmission_file" / "CON.ipynb")
    _save(perfect(), canvas / "wijayabudi_4711_98765_who-says-so.ipynb")
    _save(_changed(_CARELESS), canvas / "suryani_LATE_4712_98766_who-says-so-2.ipynb")


def _archives(folder: Path) -> None:
    """Archives: an honest one, one that climbs out of itself, a bomb, archives in archives, a broken one."""
    zips = folder / "zips"
    zips.mkdir()
    inside = {"Agus Salim_104713_assignsubmission_file_/x.ipynb": perfect(), "__MACOSX/._x.ipynb": {}}
    (zips / "download.zip").write_bytes(files.zipped(inside))
    (zips / "escaping.zip").write_bytes(files.escaping(perfect()))
    (zips / "bomb.zip").write_bytes(files.bomb(500_000_000))
    (zips / "nested.zip").write_bytes(files.nested(perfect(), 6))
    (zips / "broken.zip").write_bytes(files.zipped({"x.ipynb": perfect()})[:-30])


def _save(made: Notebook, file: Path) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text(made), "utf-8")
