"""How learning platforms name what they pack: the student, her number, and what says so."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

__all__ = ["PlatformName", "label", "of_list"]

_MOODLE = re.compile(r"_(\d+)_assignsubmission_(?:file|onlinetext)(?:_|$)")
_TEXT_OR_FILE = r"_(?:\d{4,}_(?P<rest>.+)|(?:text|link)\.html)"
_CANVAS = re.compile(
    r"(?P<name>[^\W_]+(?:-[^\W_]+)*)(?P<late>_LATE)?_(?P<id>\d+)" + _TEXT_OR_FILE, re.IGNORECASE | re.DOTALL
)
_ANONYMOUS = re.compile(r"(?P<late>LATE_)?(?P<name>anon_[^\W_]+)" + _TEXT_OR_FILE, re.IGNORECASE | re.DOTALL)
_BRIGHTSPACE = re.compile(r"\d+-\d+ - (?P<name>[^-].*?) ?- (?P<rest>.+)", re.DOTALL)
_BLACKBOARD = re.compile(r"_attempt_\d{4}(?:-\d\d){2,5}(?:_|\.|$)")
_NBGRADER = re.compile(r"(?P<name>[^+]+)\+[^+]+\+\d{4}-\d\d-\d\d[ T_][^+]*(?:\+.*)?")
_TEAMS = {"submitted files": False, "working files": True}
"""The two folders of a class in Teams; in the second one are drafts."""

_HIDDEN = ("participant", "peserta")


@dataclass(frozen=True, slots=True)
class PlatformName:
    """What a platform wrote on a file or folder.

    Attributes:
        platform: its name, in small letters.
        student: how to call the student where no roster knows better.
        names: what of it may be her name or id, the likeliest last.
        id: the platform's number for her; empty where there is none.
        late: whether it says that the file was late.
        draft: whether it says that the file was not handed in yet.
        rest: what the student called the file herself; empty where that is gone.
    """

    platform: str
    student: str
    names: tuple[str, ...]
    id: str = ""
    late: bool = False
    draft: bool = False
    rest: str = ""


def label(parts: Sequence[str]) -> tuple[int, PlatformName] | None:
    """The outermost label that a platform wrote, with its place; a student may name what is inside like somebody else.

    Args:
        parts: the folders and archives, then the file's name.

    Example:
        >>> label(["class.zip", "Siti Aminah_17_assignsubmission_file_", "work.ipynb"])  # doctest: +ELLIPSIS
        (1, PlatformName(platform='moodle', student='Siti Aminah', names=('Siti Aminah',), id='17', ...))
        >>> label(["siti", "work.ipynb"]) is None
        True
    """
    for place, part in enumerate(parts):
        inside = place < len(parts) - 1
        if place and inside and (above := parts[place - 1].casefold()) in _TEAMS:
            return place, PlatformName("teams", part, (part,), draft=_TEAMS[above])
        for read in _READERS:
            if found := read(part):
                return place, found
    return None


def of_list(listed: Sequence[str]) -> PlatformName:
    """The label of a file whose student stands in a list beside it.

    Args:
        listed: her ids, and her name last.

    Example:
        >>> of_list(["0042", "Siti Aminah"]).student
        'Siti Aminah (0042)'
    """
    *ids, name = listed
    return PlatformName("gradescope", f"{name} ({ids[0]})" if ids else name, tuple(listed))


def _moodle(part: str) -> PlatformName | None:
    match = _MOODLE.search(part)
    name = part[: match.start()].strip() if match else ""
    if not match or not name:
        return None
    student = f"{name} {match[1]}" if name.casefold() in _HIDDEN else name
    # In a course with groups, the group's name stands before hers.
    names = [name[at:].strip() for at in (0, *(dash.end() for dash in re.finditer("-", name)))]
    return PlatformName("moodle", student, tuple(filter(None, names)), match[1], rest=part[match.end() :])


def _canvas(part: str) -> PlatformName | None:
    if match := _ANONYMOUS.fullmatch(part):
        return PlatformName("canvas", match["name"], (), "", bool(match["late"]), rest=match["rest"] or "")
    if match := _CANVAS.fullmatch(part):
        name = match["name"]
        return PlatformName("canvas", name, (name,), match["id"], bool(match["late"]), rest=match["rest"] or "")
    return None


def _brightspace(part: str) -> PlatformName | None:
    match = _BRIGHTSPACE.fullmatch(part)
    return PlatformName("brightspace", match["name"], (match["name"],), rest=match["rest"]) if match else None


def _blackboard(part: str) -> PlatformName | None:
    match = _BLACKBOARD.search(part)
    if not match or not match.start():
        return None
    told = part[: match.start()]
    # The assignment's name stands before hers, and either may hold a line.
    names = [told[at:] for at in (0, *(line.end() for line in re.finditer("_", told)))]
    return PlatformName("blackboard", told, tuple(filter(None, names)), rest=part[match.end() :])


def _nbgrader(part: str) -> PlatformName | None:
    match = _NBGRADER.fullmatch(part)
    return PlatformName("nbgrader", match["name"], (match["name"],)) if match else None


_READERS: tuple[Callable[[str], PlatformName | None], ...] = (_moodle, _canvas, _blackboard, _brightspace, _nbgrader)
