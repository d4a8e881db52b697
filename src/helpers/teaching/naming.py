"""Whose file it is, as far as its name and its folders say: the naming of Canvas and Moodle, and plain names."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from helpers.teaching.kinds import ENDINGS

__all__ = ["Claim", "claim", "folded", "printable"]

_MOODLE = re.compile(r"(?P<name>[^_].*?)_(?P<id>\d+)_assignsubmission_(?:file|onlinetext)(?:_(?P<rest>.*))?")
_TEXT_OR_FILE = r"(?:\d{4,}_(?P<rest>.+)|(?:text|link)\.html)"
_CANVAS = re.compile(
    rf"(?P<name>[^\W_]+(?:-[^\W_]+)*)(?P<late>_LATE)?_(?P<id>\d+)_{_TEXT_OR_FILE}", re.IGNORECASE
)  # fmt: skip
_NOTEBOOK = re.compile(rf"(?:\.(?:{'|'.join(sorted(ENDINGS))}))+$", re.IGNORECASE)
_COPY = re.compile(r"(?:\s*\((\d{1,3})\)|\s+-\s+(?:copy|kopie|salinan)(?:\s*\(\d+\))?|-copy(\d+)?)\s*$", re.IGNORECASE)
_AGAIN = re.compile(r"-(\d{1,3})$")
_PLAIN = frozenset(
    [
        "notebook",
        "submission",
        "submissions",
        "jawaban",
        "tugas",
        "answers",
        "answer",
        "final",
        "untitled",
        "assignment",
    ]
)


@dataclass(frozen=True, slots=True)
class Claim:
    """What a file's name and folders say.

    Attributes:
        student: how to call the student where no roster knows better; never empty.
        names: everything that a roster may know her by, from the outermost folder inwards: a student names only what
            is inside.
        platform: "canvas", "moodle" or empty.
        platform_id: the number that the platform gave her; empty where there is none.
        late: whether the platform says that it was late.
        copy: the number of a later copy, as in "name (2).ipynb"; 0 for the first.
    """

    student: str
    names: tuple[str, ...]
    platform: str = ""
    platform_id: str = ""
    late: bool = False
    copy: int = 0


def claim(parts: Sequence[str], exercises: Collection[str]) -> Claim:
    """What a file's place says about whose it is.

    Args:
        parts: the folders below the one that was named, and archives, then the file's name.
        exercises: the names of all exercises, which are nobody's names.

    Example:
        >>> claim(["aminahsiti_LATE_4711_90210_who-says-so-2.ipynb"], ["who-says-so"])  # doctest: +ELLIPSIS
        Claim(student='aminahsiti', ..., platform='canvas', platform_id='4711', late=True, copy=2)
        >>> claim(["Siti Aminah_17_assignsubmission_file_", "work.ipynb"], []).student
        'Siti Aminah'
        >>> claim(["siti", "who-says-so.ipynb"], ["who-says-so"]).student
        'siti'
    """
    parts = [printable(part) for part in parts]
    # The platform names what stands outside; a student may name what is inside like somebody else.
    for part in parts:
        if match := _MOODLE.fullmatch(part):
            return _of_moodle(match, parts)
        if match := _CANVAS.fullmatch(part):
            return _of_canvas(match)
    return _plain(parts, exercises)


def _of_moodle(match: re.Match[str], parts: Sequence[str]) -> Claim:
    copy = _bare(match["rest"] or parts[-1])[1]
    name, id = match["name"].strip(), match["id"]
    hidden = name.casefold() in ("participant", "peserta")
    return Claim(f"{name} {id}" if hidden else name, (name, f"Participant {id}"), "moodle", id, False, copy)


def _of_canvas(match: re.Match[str]) -> Claim:
    rest = match["rest"] or ""
    again = _AGAIN.search(_NOTEBOOK.sub("", rest))
    copy = int(again[1]) if again else _bare(rest)[1]
    return Claim(match["name"], (match["name"],), "canvas", match["id"], bool(match["late"]), copy)


def _plain(parts: list[str], exercises: Collection[str]) -> Claim:
    """The path without the names of exercises and without what says nothing about a student."""
    stem, copy = _bare(parts[-1])
    own = _without(stem, exercises)
    folders = [_NOTEBOOK.sub("", part) for part in parts[:-1]]
    folders = [part for part in folders if _without(part, exercises)]
    if not own and not folders:  # nothing but the exercise's name: copies may be different students' files
        return Claim(_NOTEBOOK.sub("", parts[-1]) or "unnamed", ())
    told = [*folders, own] if own else folders
    return Claim("/".join(told), ("/".join(told), *folders, own or told[-1], stem), copy=copy)


def _bare(name: str) -> tuple[str, int]:
    """A file's name without its ending and without what marks a copy; the copy's number."""
    stem = _NOTEBOOK.sub("", name).strip()
    if match := _COPY.search(stem):
        return stem[: match.start()].strip() or stem, int(match[1] or match[2] or 1)
    return stem, 0


def _without(name: str, exercises: Collection[str]) -> str:
    """A name without the name of an exercise at one of its ends; empty where nothing is left that names a student."""
    for exercise in exercises:
        words = r"[\W_]*".join(map(re.escape, re.split(r"[\W_]+", exercise)))
        name = re.sub(rf"^{words}(?:[\W_]+|$)|(?:^|[\W_]+){words}\W*$", "", name, flags=re.IGNORECASE)
    return "" if folded(name).replace(" ", "") in _PLAIN | {""} else name.strip(" -_")


def folded(name: str) -> str:
    """A name in the form in which equal names are equal: no case, no accents, single blanks for all else.

    Args:
        name: as typed.

    Example:
        >>> folded("  José-María_ "), folded("JOSE MARIA")
        ('jose maria', 'jose maria')
    """
    plain = unicodedata.normalize("NFKD", name.casefold())
    return " ".join(re.findall(r"[^\W_]+", "".join(c for c in plain if not unicodedata.combining(c))))


def printable(name: str) -> str:
    r"""A name that is safe to show: what cannot be printed, or turns the direction of writing, becomes a mark.

    Args:
        name: of a file, from anywhere.

    Example:
        >>> printable("a\u202eb\x1b")
        'a\ufffdb\ufffd'
    """
    return "".join(c if c.isprintable() else "\ufffd" for c in unicodedata.normalize("NFC", name))
