"""Look into zip archives of strangers: what is in them, and the bytes of one member; nothing is unpacked to disk."""

from __future__ import annotations

import os
import stat
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from io import BufferedReader, BytesIO
from pathlib import Path, PurePosixPath
from typing import IO, BinaryIO
from zipfile import BadZipFile, ZipFile, ZipInfo

from helpers.grading.results import UnreadableSubmissionError

__all__ = ["DEEPEST", "MOST_MEMBERS", "Member", "members", "read"]

MOST_MEMBERS = 20_000
"""Members of an archive that are looked at."""

LARGEST = 64_000_000
"""Bytes of a file that are read; a notebook full of pictures stays below."""

DEEPEST = 3
"""Archives within archives that are opened."""

LARGEST_ARCHIVE = 1_000_000_000
"""Bytes of an archive in an archive; a large one is never whole in memory."""

_LONGEST_NAME = 1000
"""Characters of a member's name; the names of platforms, which hold a student's and a file's, have some two hundred."""

_MOST_FOLDERS = 40
"""Folders within folders in an archive."""

_MOST_TIMES = 100
"""How many times its packed size a member may have; text stays far below, a bomb does not."""


@dataclass(frozen=True, slots=True)
class Member:
    """A file in an archive.

    Attributes:
        number: its place in the archive.
        name: as the archive has it; one without end is cut.
        when: when it was packed or changed.
        size: bytes that it unpacks to, as the archive says.
        refused: why it is left alone; empty where it may be read.
    """

    number: int
    name: str
    when: datetime | None
    size: int = 0
    refused: str = ""


def members(path: Path, inner: tuple[int, ...] = ()) -> list[Member]:
    """The files in an archive; those that are refused say why. Of too many, one more than may be read is listed.

    Args:
        path: the archive.
        inner: for an archive in an archive, the number of each member on the way.

    Raises:
        UnreadableError: it is no archive that can be read, or a bomb.
    """
    archive = _opened(path, inner)
    rows = archive.infolist()
    if sum(row.compress_size for row in rows) > _size(archive):
        raise UnreadableSubmissionError(
            "The archive is a bomb: its members overlap.", "Do not open it; ask for the notebook."
        )
    if not isinstance(archive.fp, _ANYWHERE) and sorted(rows, key=lambda row: row.header_offset) != rows:
        raise UnreadableSubmissionError(
            "It is large, and its members lie in no order.", "Unpack it, and grade the folder."
        )
    return [
        Member(number, _cut(row.filename), _when(row), row.file_size, _refused(row))
        for number, row in enumerate(rows[: MOST_MEMBERS + 1])
        if not row.filename.endswith("/")  # Python 3.11 fails at a name without a letter when it is asked
    ]


def read(path: Path, inner: tuple[int, ...] = ()) -> bytes:
    """The bytes of a file, or of a member of an archive.

    Args:
        path: a file; links, devices and folders are refused.
        inner: the number of each member on the way to the one that is meant; none for the file itself.

    Raises:
        UnreadableError: it cannot be read, or is too large.
    """
    return _member_bytes(*_member(path, inner)) if inner else _file_bytes(path)


def _member(path: Path, inner: tuple[int, ...]) -> tuple[ZipFile, ZipInfo]:
    """An archive and the member in it that is meant, which may be read."""
    archive = _opened(path, inner[:-1])
    rows = archive.infolist()
    if inner[-1] >= len(rows):
        raise UnreadableSubmissionError("The archive has changed while it was read.", "Grade it again.")
    if refused := _refused(rows[inner[-1]]):
        raise UnreadableSubmissionError(refused)
    return archive, rows[inner[-1]]


def _file_bytes(path: Path) -> bytes:
    try:
        with _stream(path) as stream:
            return _within(stream.read(LARGEST + 1))
    except OSError as error:
        raise UnreadableSubmissionError(
            f"It cannot be opened: {error.strerror}.", "Look at the file and its rights."
        ) from None


def _stream(path: Path) -> BinaryIO:
    """A file of its own, open for reading; never through a link, and never a device, which might never end."""
    stream = os.fdopen(os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC), "rb")
    if not stat.S_ISREG(os.fstat(stream.fileno()).st_mode):
        stream.close()
        raise UnreadableSubmissionError("It is a folder or a device, not a file; it was left alone.")
    return stream


def _within(raw: bytes) -> bytes:
    if len(raw) > LARGEST:
        what = f"It is larger than {LARGEST // 1_000_000} MB."
        raise UnreadableSubmissionError(what, "Ask for it without outputs and pictures.")
    return raw


@lru_cache(maxsize=4)
def _opened(path: Path, inner: tuple[int, ...]) -> ZipFile:
    try:
        return ZipFile(_inside(path, inner) if inner else _stream(path))
    except (UnreadableSubmissionError, MemoryError):
        raise
    except Exception as error:  # a stranger's archive: whatever is wrong with it must cost its own row only
        raise UnreadableSubmissionError(
            f"It is no zip archive that can be read ({error}).", "Ask for the notebook."
        ) from None


_ANYWHERE = (BytesIO, BufferedReader)
"""What can be read at any place; the stream of a large archive in an archive begins anew when it goes back."""


def _inside(path: Path, inner: tuple[int, ...]) -> IO[bytes]:
    """An archive in an archive: whole in memory, or where it is large, unpacked bit by bit as it is read."""
    archive, row = _member(path, inner)
    return BytesIO(_member_bytes(archive, row)) if row.file_size <= LARGEST else archive.open(row)


def _cut(name: str) -> str:
    """A name that is not longer than a name may be; it keeps its ending."""
    return name if len(name) <= _LONGEST_NAME else f"{name[:100]}…{name[-100:]}"


def _size(archive: ZipFile) -> int:
    return archive.fp.seek(0, os.SEEK_END) if archive.fp else 0


def _refused(row: ZipInfo) -> str:
    """Why a member is not read; empty for one that may be."""
    name = row.filename.replace("\\", "/")
    kind = stat.S_IFMT(row.external_attr >> 16)
    if name.startswith("/") or name[1:3] == ":/" or ".." in PurePosixPath(name).parts:
        return "Its name points out of the archive; it was left alone."
    if not PurePosixPath(name).name:
        return "It has no name; it was left alone."
    if len(name) > _LONGEST_NAME or len(name.split("/")) > _MOST_FOLDERS:
        return "Its name is longer than that of any file; it was left alone."
    if kind not in (0, stat.S_IFREG):
        return "It is a link or a device in an archive; it was left alone."
    if row.flag_bits & 1:
        return "It is locked with a password."
    if row.file_size > 1_000_000 and row.file_size > _MOST_TIMES * max(1, row.compress_size):
        return f"It is a bomb: {row.compress_size:,} bytes that unpack to {row.file_size:,}; it was left alone."
    largest = LARGEST_ARCHIVE if name.casefold().endswith(".zip") else LARGEST
    return "" if row.file_size <= largest else f"It is larger than {largest // 1_000_000} MB; it was left alone."


def _member_bytes(archive: ZipFile, row: ZipInfo) -> bytes:
    try:
        with archive.open(row) as stream:
            return _within(stream.read(LARGEST + 1))
    except (BadZipFile, NotImplementedError, zlib.error, OSError, EOFError, RuntimeError, ValueError) as error:
        raise UnreadableSubmissionError(f"It cannot be unpacked ({error}).", "Ask for the notebook again.") from None


def _when(row: ZipInfo) -> datetime | None:
    """The time that an archive gives a member; without a zone unless it says which."""
    for kind, body in _extras(row.extra):
        if kind == 0x5455 and len(body) >= 5 and body[0] & 1:
            return datetime.fromtimestamp(int.from_bytes(body[1:5], "little"), UTC)
    try:
        return datetime(*row.date_time)
    except ValueError:
        return None


def _extras(extra: bytes) -> Iterator[tuple[int, bytes]]:
    at = 0
    while at + 4 <= len(extra):
        length = int.from_bytes(extra[at + 2 : at + 4], "little")
        yield int.from_bytes(extra[at : at + 2], "little"), extra[at + 4 : at + 4 + length]
        at += 4 + length
