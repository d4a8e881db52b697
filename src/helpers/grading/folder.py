"""Write a folder of results: each file at once or not at all, only where it changed, and never over somebody's work."""

from __future__ import annotations

import json
import os
import re
import stat
import unicodedata
from collections.abc import Iterable
from contextlib import suppress
from hashlib import blake2b, file_digest, sha256
from pathlib import Path, PurePosixPath

__all__ = ["Folder", "WritingError", "folder_names", "make_way", "safe_name", "set_aside"]


_LEDGER = ".written.jsonl"
"""Which bytes we wrote under which name: what differs from them is somebody's own work."""

_LARGEST_LEDGER = 100_000_000
"""Bytes of a ledger that are read; one of ten thousand students has a twentieth of them."""


class WritingError(Exception):
    """The folder cannot be written to without harm; the message says what is in the way, and what would work."""


class Folder:
    """A folder that mirrors one set of results: what changed is written anew, what no longer belongs is taken away.

    A file that somebody edited since we wrote it is set aside under another name, never overwritten.
    """

    def __init__(self, out: Path, claims: Iterable[str] = (), overwrite: bool = False) -> None:
        """Open the folder, made where it is missing.

        Args:
            out: the folder.
            claims: names that will be written; one that is there and not ours is in the way.
            overwrite: set files aside that are in the way, in place of refusing.

        Raises:
            WritingError: something is in the way.
        """
        self.out = out
        self.changed: list[str] = []
        self.unchanged: list[str] = []
        self.removed: list[str] = []
        told = make_way(out / _LEDGER, _LARGEST_LEDGER) if out.is_dir() else ""
        self.set_aside: list[str] = [told] if told else []
        self._known = _ledger(out / _LEDGER)
        foreign = [name for name in claims if name not in self._known and (out / name).exists()]
        if foreign and not overwrite:
            raise WritingError(f"{out / foreign[0]} is there already; name another --out, or say --overwrite.")
        out.mkdir(parents=True, exist_ok=True)
        self._now: dict[str, str] = {}

    def edited(self, name: str) -> bool:
        """Whether a file of this name is there that is not as we wrote it.

        Args:
            name: its path below the folder.
        """
        file = self.out / name
        return file.is_file() and _digest_of(file) not in self._known.get(name, ())

    def put(self, name: str, content: bytes) -> None:
        """Write a file, unless it is there just so.

        Args:
            name: its path below the folder, with forward slashes.
            content: all its bytes.

        Raises:
            WritingError: a link or a folder stands where the file should.
        """
        file, digest = self._place(name), _digest(content)
        self._now[name] = digest
        there = _digest_of(file) if file.is_file() else ""
        if there == digest and name in self._known:
            self.unchanged.append(name)
            return
        if there and there not in (digest, *self._known.get(name, ())):
            self._put_aside(file, name)
        self._note(name, digest)
        if there != digest:
            _write_at_once(file, content)
        self.changed.append(name)

    def close(self) -> None:
        """Take away the files that we wrote earlier and that do not belong any more, and remember what is there."""
        for name in sorted(self._known.keys() - self._now.keys()):
            file = self.out / name
            if file.is_symlink() or not file.is_file() or self._link_above(file):
                continue
            if self.edited(name):
                self._put_aside(file, name)
            else:
                file.unlink()
            self.removed.append(name)
            _remove_empty(file.parent, self.out)
        lines = (json.dumps([name, digest]) for name, digest in sorted(self._now.items()))
        _write_at_once(self.out / _LEDGER, "".join(f"{line}\n" for line in lines).encode())

    def _place(self, name: str) -> Path:
        file = self.out / name
        if link := self._link_above(file):
            raise WritingError(f"{link} is a link; take it away, or name another --out.")
        file.parent.mkdir(parents=True, exist_ok=True)
        if file.is_symlink() or file.is_dir():
            raise WritingError(f"{file} is a link or a folder, and a file belongs there; take it away.")
        return file

    def _link_above(self, file: Path) -> Path | None:
        """The first folder on the way to a file that is a link."""
        folders = (self.out / folder for folder in reversed(file.relative_to(self.out).parents[:-1]))
        return next((folder for folder in folders if folder.is_symlink()), None)

    def _put_aside(self, file: Path, name: str) -> None:
        aside = set_aside(file)
        self.set_aside.append(f"{name} was changed by hand; it is kept as {aside.relative_to(self.out).as_posix()}")

    def _note(self, name: str, digest: str) -> None:
        """Remember before writing: a run that is interrupted in between takes its own file for its own."""
        with (self.out / _LEDGER).open("a", encoding="utf-8") as stream:
            stream.write(json.dumps([name, digest]) + "\n")


def _digest(content: bytes) -> str:
    return blake2b(content, digest_size=16).hexdigest()


def _digest_of(file: Path) -> str:
    """The digest of a file of any size; somebody may have put it there."""
    with file.open("rb") as stream:
        return file_digest(stream, lambda: blake2b(digest_size=16)).hexdigest()


def _ledger(file: Path) -> dict[str, set[str]]:
    """The digests that we wrote under each name; a line that is broken off or not ours is left out."""
    known: dict[str, set[str]] = {}
    for line in file.read_text("utf-8", "replace").splitlines() if file.is_file() else ():
        with suppress(ValueError, TypeError, RecursionError):
            name, digest = json.loads(line)
            if isinstance(digest, str) and _below(name):
                known.setdefault(name, set()).add(digest)
    return known


def _below(name: object) -> bool:
    """Whether it is a name below the folder: a ledger from a stranger's archive must not name other places."""
    if not isinstance(name, str) or not name.isprintable() or any(len(part.encode()) > 255 for part in name.split("/")):
        return False
    path = PurePosixPath(name)
    return not path.is_absolute() and ".." not in path.parts and name not in ("", ".") and len(name) < 1000


def _write_at_once(file: Path, content: bytes) -> None:
    draft = file.with_name(f".{file.name[:80]}.part")
    draft.unlink(missing_ok=True)  # never through a link that somebody put there
    try:
        with draft.open("xb") as stream:
            stream.write(content)
        draft.replace(file)
    finally:
        draft.unlink(missing_ok=True)


def _remove_empty(folder: Path, above: Path) -> None:
    while folder != above and not any(folder.iterdir()):
        folder.rmdir()
        folder = folder.parent


_LONGEST = 80
"""Bytes of a name; 255 is what file systems allow, and a path has several."""

_RESERVED = re.compile(
    r"(?:con|prn|aux|nul|clock\$|conin\$|conout\$|(?:com|lpt)[0-9\u00b9\u00b2\u00b3])(?:\..*)?", re.I
)
_FIT = " .@+()'-_"


def safe_name(words: str) -> str:
    """The words as a name of one folder or file: no separators, no name that some system keeps for itself.

    Args:
        words: such as a student's name.

    Example:
        >>> safe_name("Siti Nurhaliza"), safe_name("../etc/passwd"), safe_name("CON"), safe_name("")
        ('Siti Nurhaliza', '_etc_passwd', '_CON', '_')
    """
    fit = "".join(map(_fit, unicodedata.normalize("NFC", words))).lstrip(" .-").rstrip(" .")
    whole = fit.encode("utf-8", "ignore")
    fit = whole[:_LONGEST].decode("utf-8", "ignore").rstrip(" .") if len(whole) > _LONGEST else fit
    return f"_{fit}" if not fit or _RESERVED.fullmatch(fit) else fit


def folder_names(students: Iterable[str]) -> dict[str, str]:
    """A folder's name for each student; where two would share one, all but one get letters of their own behind it.

    Names are the same whatever the order, and differ also where a file system tells no case apart.

    Args:
        students: their ids.

    Example:
        >>> folder_names(["Siti", "budi/1", "budi_1"])
        {'Siti': 'Siti', 'budi_1': 'budi_1', 'budi/1': 'budi_1-e24eeb'}
    """
    names: dict[str, str] = {}
    taken: set[str] = set()
    for student in sorted(set(students), key=lambda one: (safe_name(one) != one, one)):
        name = safe_name(student)
        if _alike(name) in taken:
            name = f"{name}-{sha256(student.encode('utf-8', 'surrogatepass')).hexdigest()[:6]}"
        while _alike(name) in taken:
            name += "_"
        taken.add(_alike(name))
        names[student] = name
    return names


def _fit(character: str) -> str:
    """The character where a name may have it: letters, digits and their marks of every script, little else."""
    kept = character.isalnum() or character in _FIT or unicodedata.category(character)[0] == "M"
    return character if kept else "_"


def _alike(name: str) -> str:
    """One form for names that some file system takes for the same."""
    return unicodedata.normalize("NFKD", name).casefold()


def make_way(file: Path, largest: int) -> str:
    """A sentence where something lay in the place of a file of ours that is none, and was set aside; else empty.

    A folder, a pipe, a device and a link are none, nor is a file that has a second name elsewhere: who writes into it
    writes there, too.

    Args:
        file: where ours belongs.
        largest: bytes that ours may have.

    Raises:
        OSError: it cannot be moved.
    """
    try:
        status = file.lstat()
    except FileNotFoundError:
        return ""
    if stat.S_ISREG(status.st_mode) and status.st_nlink == 1 and status.st_size <= largest:
        return ""
    return f"{file} was no file that we wrote; it is kept as {set_aside(file).name}."


def set_aside(file: Path) -> Path:
    """The new place of a file, next to where it was.

    Args:
        file: of any kind; a link is moved, not what it leads to.

    Raises:
        OSError: it cannot be moved.
    """
    number = 1
    while os.path.lexists(aside := file.with_name(f"{file.stem}.yours-{number}{file.suffix}")):
        number += 1
    file.replace(aside)
    return aside
