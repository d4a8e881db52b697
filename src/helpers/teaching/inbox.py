"""Find what was handed in: notebooks and zip archives among files and folders at any depth; links are not followed."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from helpers.teaching.archives import DEEPEST, Member
from helpers.teaching.naming import claim, printable
from helpers.teaching.remarks import Remark

__all__ = ["Found", "find", "unpacked"]

_ARCHIVES = (".zip",)
_OTHER_ARCHIVES = (".rar", ".7z", ".tar", ".tgz", ".tar.gz", ".tar.bz2", ".tar.xz", ".gz")
_NOTEBOOKS = (".ipynb", ".ipynb.json", ".ipynb.txt")
_MOST_FOLDERS = 40
"""Folders within folders that are looked into."""

_LEFT_ALONE = "Ask for the file itself."
_NO_NOTEBOOK = ("It is neither a notebook (.ipynb) nor a zip archive.", "Ask for the notebook.")


@dataclass(frozen=True, slots=True)
class Found:
    """A place where something was handed in.

    Attributes:
        path: the file on this machine.
        inner: for a member of an archive, the number of each member on the way.
        parts: the folders and archives below the folder that was named, then the file's name.
        handed_in: when, as far as the file or the archive says.
        archive: whether it is an archive, to be looked into.
        refused: why it is left alone; None where it may be read.
    """

    path: Path
    inner: tuple[int, ...]
    parts: tuple[str, ...]
    handed_in: datetime | None
    archive: bool = False
    refused: Remark | None = None

    @property
    def file(self) -> str:
        """How the place is called in notes and rows."""
        return printable("/".join(self.parts))


def find(paths: Iterable[Path], leave_out: Path | None = None) -> Iterator[Found]:
    """Every notebook and archive among the paths, each once, in the order of the paths and then of the names.

    A link is refused, named or found. Hidden files, and files of other kinds, are left out.

    Args:
        paths: files and folders.
        leave_out: a folder that is not looked into: the one of the results.
    """
    seen: set[str] = set()
    out = os.path.realpath(leave_out) if leave_out else None
    for path in paths:
        for one in _below(path, (), out, named=True):
            real = os.path.abspath(one.path)
            if real not in seen:
                seen.add(real)
                yield one


def unpacked(archive: Found, members: Iterable[Member]) -> Iterator[Found]:
    """The notebooks and archives among the members of an archive.

    Args:
        archive: where they were found.
        members: as `helpers.teaching.archives.members` lists them.
    """
    for member in members:
        names = tuple(part for part in member.name.replace("\\", "/").split("/") if part not in ("", "."))
        if not names or any(_hidden(part) for part in names if part != ".."):
            continue
        inner, when = (*archive.inner, member.number), member.when or archive.handed_in
        found = _told(replace(archive, inner=inner, parts=(*archive.parts, *names), handed_in=when, archive=False))
        outside = member.refused and ".." in names
        if found and member.refused:
            yield replace(found, archive=False, refused=Remark(member.refused, _LEFT_ALONE))
        elif found and found.archive and len(inner) >= DEEPEST:
            yield replace(found, archive=False, refused=Remark("Archives are packed too deep in it.", _LEFT_ALONE))
        elif found or outside:
            yield found or replace(
                archive,
                inner=inner,
                parts=(*archive.parts, *names),
                archive=False,
                refused=Remark(member.refused, "Do not unpack this archive by hand."),
            )


def _below(path: Path, parts: tuple[str, ...], out: str | None, named: bool = False) -> Iterator[Found]:
    name = path.name or path.resolve().name
    try:
        status = path.lstat()
    except (OSError, ValueError) as error:
        yield Found(
            path, (), (*parts, name), None, refused=Remark(f"It cannot be opened: {error}.", "Look at its rights.")
        )
        return
    if stat.S_ISDIR(status.st_mode) and len(parts) >= _MOST_FOLDERS:
        what = f"It is a folder below {_MOST_FOLDERS} others; nothing in it was read."
        yield Found(path, (), (*parts, name), None, refused=Remark(what, "Move what is in it further up."))
        return
    if stat.S_ISDIR(status.st_mode) and (named or not _is_notebook(name)):
        if not named and os.path.isfile(path / ".judged.jsonl") and os.path.realpath(path) != out:
            what = "It is a folder of results of an earlier grading; nothing in it was read."
            remark = Remark(what, "Move it out of the folder of what was handed in.")
            yield Found(path, (), (*parts, name), None, refused=remark)
        elif os.path.realpath(path) != out:
            yield from _in_folder(path, parts if named else (*parts, name), out)
        return
    found = _told(Found(path, (), (*parts, name), _changed(status)))
    if stat.S_ISLNK(status.st_mode) and (found or os.path.isdir(path)):
        what = "It is a link; links are not followed."
        yield replace(found or Found(path, (), (*parts, name), None), archive=False, refused=Remark(what, _LEFT_ALONE))
    elif found and not stat.S_ISREG(status.st_mode):
        what = "It is a folder or a device, not a file; it was left alone."
        yield replace(found, archive=False, refused=Remark(what, _LEFT_ALONE))
    elif found or named:
        yield found or Found(path, (), (*parts, name), None, refused=Remark(*_NO_NOTEBOOK))


def _changed(status: os.stat_result) -> datetime | None:
    try:
        return datetime.fromtimestamp(status.st_mtime).astimezone()
    except (ValueError, OverflowError, OSError):  # a file system may give it a year beyond all calendars
        return None


def _in_folder(path: Path, parts: tuple[str, ...], out: str | None) -> Iterator[Found]:
    try:
        names = sorted(os.listdir(path))
    except OSError as error:
        what = f"The folder cannot be opened: {error.strerror}."
        yield Found(path, (), parts or (path.name,), None, refused=Remark(what, "Look at its rights."))
        return
    for name in names:
        if not _hidden(name):
            yield from _below(path / name, parts, out)


def _told(found: Found) -> Found | None:
    """The place with what its name says it is; None where it is of no interest."""
    name = found.parts[-1].casefold()
    if name.endswith(_OTHER_ARCHIVES):
        what = "It is an archive of a kind that is not read; only zip is."
        return replace(found, refused=Remark(what, "Ask for the notebook, or pack it again as zip."))
    if name.endswith(_ARCHIVES):
        return replace(found, archive=True)
    if _is_notebook(name):
        return found
    # What a student handed in on a platform gets a row, whatever it is.
    return replace(found, refused=Remark(*_NO_NOTEBOOK)) if claim(found.parts, ()).platform else None


def _is_notebook(name: str) -> bool:
    return name.casefold().endswith(_NOTEBOOKS)


def _hidden(name: str) -> bool:
    return name.startswith(".") or name in ("__MACOSX", "Thumbs.db", "desktop.ini")
