"""Write a folder of results: each file at once or not at all, only where it changed, and never over somebody's work."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from contextlib import suppress
from hashlib import blake2b, file_digest
from pathlib import Path, PurePosixPath

from helpers.teaching.making_way import make_way, set_aside

__all__ = ["Folder", "WritingError"]

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
        os.replace(draft, file)
    finally:
        draft.unlink(missing_ok=True)


def _remove_empty(folder: Path, above: Path) -> None:
    while folder != above and not any(folder.iterdir()):
        folder.rmdir()
        folder = folder.parent
