"""What was handed in: every file among files and folders at any depth, links not followed; then whose each is."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from helpers.grading.intake.archives import DEEPEST, Member
from helpers.grading.intake.file_names import FileClaim, printable
from helpers.grading.results import Remark

__all__ = ["Found", "Handed", "Owned", "find", "unpacked"]

_ARCHIVES = (".zip",)
_OTHER_ARCHIVES = (".rar", ".7z", ".tar", ".tgz", ".tar.gz", ".tar.bz2", ".tar.xz", ".gz")
_MOST_FOLDERS = 40
"""Folders within folders that are looked into."""

_LEFT_ALONE = "Ask for the file itself."
_SYSTEM = frozenset(
    ["__macosx", "__pycache__", "thumbs.db", "ehthumbs.db", "desktop.ini", "icon\r", "$recycle.bin", "lost+found"]
)


@dataclass(frozen=True, slots=True)
class Found:
    """A place where something was handed in.

    Attributes:
        path: the file on this machine.
        inner: for a member of an archive, the number of each member on the way.
        parts: the folders and archives below the folder that was named, then the file's name.
        handed_in: when, as far as the file or the archive says.
        archive: whether it is an archive, to be looked into.
        size: in bytes; of a member, as its archive says.
        refused: why it is left alone; None where it may be read.
        is_other: whether its name is neither a notebook's nor an archive's; it may hold a notebook nevertheless.
        is_nothing: whether it is a folder in which nothing was read.
        is_system: whether it is hidden, or a system's own, and not looked at.
        named: who handed it in, where a platform's list says so: ids first, the name last.
        number: which submission of a text it is that holds several, from 1; 0 where it is the whole file.
    """

    path: Path
    inner: tuple[int, ...]
    parts: tuple[str, ...]
    handed_in: datetime | None
    archive: bool = False
    size: int = 0
    refused: Remark | None = None
    is_other: bool = False
    is_nothing: bool = False
    is_system: bool = False
    named: tuple[str, ...] = ()
    number: int = 0

    @property
    def file(self) -> str:
        """How the place is called in notes and rows."""
        return printable("/".join(self.parts)) + (f" #{self.number}" if self.number else "")


@dataclass(frozen=True, slots=True)
class Handed:
    """A file that was handed in, or a student's part of one, as far as grading is concerned.

    Attributes:
        found: where it is.
        hash: of its bytes, by which its judgement is found; empty where it could not be judged.
        exercise: which it was recognised as; empty where it was not.
        digest: of its answers; empty where it has none.
        refused: why it could not be judged; None where it was.
        fresh: whether it was judged in this run.
        name: who its student says she is; empty where it does not say.
        by: who sent it, as a chat or a mail says.
        code: by which student and teacher know that it is the same; empty where it has no answers.
    """

    found: Found
    hash: str = ""
    exercise: str = ""
    digest: str = ""
    refused: Remark | None = None
    fresh: bool = False
    name: str = ""
    by: str = ""
    code: str = ""


@dataclass(frozen=True, slots=True)
class Owned:
    """A file with its student: id, name, the platform's number, what the file's name says, why, and what to note."""

    handed: Handed
    student: str
    name: str
    claim: FileClaim
    platform_id: str
    exercise: str
    why: str
    unsure: bool = False
    superseded: bool = False
    apart: bool = False
    remarks: tuple[Remark, ...] = ()


def find(paths: Iterable[Path], leave_out: Iterable[Path] = ()) -> Iterator[Found]:
    """Every file among the paths, each once, in the order of the paths and then of the names.

    A link is refused, unless it is a path that was named and leads to a folder. Folders with nothing in them are found,
    too, and of what is hidden only that it is there.

    Args:
        paths: files and folders.
        leave_out: what is not looked at: the folder of the results, and the instructor's own files. A folder that is
            among the paths is looked into nevertheless.
    """
    paths, seen = list(paths), set[str]()
    named = {os.path.realpath(path) for path in paths if os.path.isdir(path)}
    out = frozenset(os.path.realpath(one) for one in leave_out) - named
    for path in paths:
        for one in _below(path, (), out, named=True):
            real = os.path.abspath(one.path)
            if real not in seen:
                seen.add(real)
                yield one


def unpacked(archive: Found, members: Iterable[Member]) -> Iterator[Found]:
    """The files among the members of an archive.

    Args:
        archive: where they were found.
        members: as `helpers.grading.intake.archives.members` lists them.
    """
    for member in members:
        names = tuple(part for part in member.name.replace("\\", "/").split("/") if part not in ("", "."))
        yield _inside(archive, member, names or ("a file without a name",))


def _inside(archive: Found, member: Member, names: tuple[str, ...]) -> Found:
    inner, when = (*archive.inner, member.number), member.when or archive.handed_in
    hidden = next((at for at, name in enumerate(names, 1) if _hidden(name)), 0)
    found = replace(archive, inner=inner, parts=(*archive.parts, *names), handed_in=when, archive=False)
    found = replace(found, size=member.size)
    if member.refused:
        what_to_do = "Do not unpack this archive by hand." if ".." in names else _LEFT_ALONE
        return replace(_by_name(found), archive=False, refused=Remark(member.refused, what_to_do))
    if hidden:
        return replace(found, parts=(*archive.parts, *names[:hidden]), is_system=True)
    found = _by_name(found)
    if found.archive and len(inner) >= DEEPEST:
        return replace(found, archive=False, refused=Remark("Archives are packed too deep in it.", _LEFT_ALONE))
    return found


def _below(path: Path, parts: tuple[str, ...], out: frozenset[str], named: bool = False) -> Iterator[Found]:
    found = Found(path, (), (*parts, path.name or path.resolve().name), None)
    try:
        status = path.stat() if named and path.is_dir() else path.lstat()
    except (OSError, ValueError) as error:
        yield replace(found, refused=Remark(f"It cannot be opened: {error}.", "Look at its rights."))
        return
    if not stat.S_ISLNK(status.st_mode) and os.path.realpath(path) in out:
        return
    if stat.S_ISDIR(status.st_mode) and (named or not found.parts[-1].casefold().endswith(".ipynb")):
        yield from _folder(found, parts if named else found.parts, out, named)
    else:
        yield _file(replace(found, handed_in=_changed(status), size=status.st_size), status.st_mode)


def _folder(found: Found, parts: tuple[str, ...], out: frozenset[str], named: bool) -> Iterator[Found]:
    """What is in a folder; the folder itself where nothing in it is read."""
    told = None
    if not named and os.path.isfile(found.path / ".judged.jsonl"):
        told = "It is a folder of results of an earlier grading; nothing in it was read.", _ELSEWHERE
    elif len(found.parts) > _MOST_FOLDERS:
        told = f"It is a folder below {_MOST_FOLDERS} others; nothing in it was read.", "Move what is in it further up."
    if told:
        yield replace(found, refused=Remark(*told), is_nothing=True)
        return
    try:
        names = sorted(os.listdir(found.path))
    except OSError as error:
        what = f"The folder cannot be opened: {error.strerror}."
        yield replace(found, refused=Remark(what, "Look at its rights."), is_nothing=True)
        return
    yield from _in_folder(found, parts, names, out)


_ELSEWHERE = "Move it out of the folder of what was handed in."
_EMPTY = ("The folder is empty.", "Ask whether something was handed in; an upload may have failed.")


def _in_folder(found: Found, parts: tuple[str, ...], names: list[str], out: frozenset[str]) -> Iterator[Found]:
    for name in names:
        if _hidden(name):
            yield Found(found.path / name, (), (*parts, name), None, is_system=True)
        else:
            yield from _below(found.path / name, parts, out)
    if all(map(_hidden, names)):
        yield replace(found, refused=Remark(*_EMPTY), is_nothing=True)


def _file(found: Found, mode: int) -> Found:
    """A file, refused where it is a link or no file at all."""
    told = _by_name(found)
    if stat.S_ISLNK(mode):
        return replace(told, archive=False, refused=Remark("It is a link; links are not followed.", _LEFT_ALONE))
    if not stat.S_ISREG(mode):
        what = "It is a folder or a device, not a file; it was left alone."
        return replace(told, archive=False, refused=Remark(what, _LEFT_ALONE))
    return told


def _changed(status: os.stat_result) -> datetime | None:
    try:
        return datetime.fromtimestamp(status.st_mtime).astimezone()
    except (ValueError, OverflowError, OSError):  # a file system may give it a year beyond all calendars
        return None


def _by_name(found: Found) -> Found:
    """The place with what its name says it is."""
    name = found.parts[-1].casefold()
    if name.endswith(_OTHER_ARCHIVES):
        what = "It is an archive of a kind that is not read; only zip is."
        return replace(found, refused=Remark(what, "Ask for the notebook, or pack it again as zip."))
    return replace(
        found, archive=name.endswith(_ARCHIVES), is_other=not (name.endswith(_ARCHIVES) or _is_notebook(name))
    )


def _is_notebook(name: str) -> bool:
    """Whether it is called a notebook, whatever a browser or a messenger put behind it."""
    return ".ipynb." in f"{name.casefold()}."


def _hidden(name: str) -> bool:
    return name.startswith((".", "~$")) or name.casefold() in _SYSTEM
