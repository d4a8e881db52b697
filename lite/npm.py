"""Files of a package from npm: fetched once, kept, and refused when they are not those of npm.lock."""

from __future__ import annotations

import base64
import hashlib
import shutil
import subprocess
import tarfile
from pathlib import Path

HERE = Path(__file__).parent
CACHE = HERE.parent / "_build" / "cache"


class MissingError(Exception):
    """Something that the browser's Python is made from cannot be had here; the message says how to get it."""


def package(name: str) -> Path:
    """The unpacked package of that name, as pinned in npm.lock."""
    pinned, integrity = next(
        line.split() for line in (HERE / "npm.lock").read_text().splitlines() if line.startswith(f"{name}@")
    )
    folder = CACHE / pinned
    if not folder.is_dir():
        archive = _fetched(pinned, CACHE)
        if _integrity(archive) != integrity:
            raise MissingError(f"{pinned} is not the file that lite/npm.lock names; nothing of it was used.")
        _unpack(archive, folder)
    return folder


def _fetched(pinned: str, into: Path) -> Path:
    if not shutil.which("npm"):
        raise MissingError(
            "npm is missing; install it (Debian and Ubuntu: apt-get install npm) and run make site again."
        )
    into.mkdir(parents=True, exist_ok=True)
    # A tarball is only fetched: no script of it is run, nothing is installed. A home folder may be read-only.
    command = ["npm", "pack", "--silent", "--cache", str(into / "npm"), pinned]
    told = subprocess.run(command, cwd=into, capture_output=True, text=True)
    if told.returncode:
        raise MissingError(
            f"npm cannot fetch {pinned}; connect to the internet and run make site again.\n{told.stderr[-400:]}"
        )
    return into / told.stdout.split()[-1]


def _integrity(archive: Path) -> str:
    return "sha512-" + base64.b64encode(hashlib.sha512(archive.read_bytes()).digest()).decode()


def _unpack(archive: Path, folder: Path) -> None:
    part = folder.with_suffix(".part").resolve()
    shutil.rmtree(part, ignore_errors=True)
    with tarfile.open(archive) as packed:
        for member in packed:
            _put(packed, member, part)
    (part / "package").rename(folder)
    shutil.rmtree(part)
    archive.unlink()


# extractall knows how to be careful only from Python 3.11.4 on, and Debian 12 has 3.11.2.
def _put(packed: tarfile.TarFile, member: tarfile.TarInfo, part: Path) -> None:
    """Write one plain file below the folder; a link, a device or a way out of the folder is refused."""
    target = (part / member.name).resolve()
    if member.isdir():
        return
    content = packed.extractfile(member) if member.isfile() else None
    if content is None or part not in target.parents:
        raise MissingError(f"the package from npm holds {member.name!r}, which is no plain file of its own folder.")
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(content.read())
