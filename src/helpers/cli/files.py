"""Texts to read from: files, folders, standard input; or a sentence on why there is none."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

__all__ = ["LARGEST", "NamedText", "UnreadableError", "decoded", "files_in", "opened", "read", "read_bytes"]

LARGEST = 20_000_000
"""Bytes of one text: some thousand times a long story, and as much as fits into memory with all that is found."""

_STARTS = {b"\xff\xfe": "UTF-16", b"\xfe\xff": "UTF-16", b"%PDF": "PDF", b"PK\x03\x04": "a zipped file (.docx, .odt)"}


class UnreadableError(Exception):
    """There is no text to read; the message says where, why, and what would work."""


@dataclass(frozen=True, slots=True)
class NamedText:
    """A text, the name it goes by, and its length in bytes."""

    id: str
    words: str
    size: int


def files_in(name: str, ending: str) -> list[str]:
    """The files that a name on the command line stands for, sorted: those of a folder, or itself.

    Args:
        name: a file, a folder, or - for standard input.
        ending: how the names of a folder's files end, such as ".txt".

    Raises:
        UnreadableError: nothing is there, or the folder has no such file.

    Example:
        >>> files_in("-", ".txt")
        ['-']
    """
    path = Path(name)
    try:
        if name == "-" or (path.exists() and not path.is_dir()):
            return [name]
        if not path.is_dir():
            raise UnreadableError(f"{name} is not there; give a file, a folder or - for standard input.")
        found = sorted(str(file) for file in path.rglob("*") if file.suffix.lower() == ending and file.is_file())
    except OSError as error:
        raise UnreadableError(f"{name} cannot be read: {error.strerror}.") from None
    except ValueError:  # a NUL in the name
        raise UnreadableError("The name of a file has no NUL character.") from None
    if not found:
        raise UnreadableError(f"{name} is a folder without texts; a text is a file whose name ends in {ending}.")
    return found


@contextmanager
def opened(name: str) -> Iterator[BinaryIO]:
    """The bytes of a file or of standard input, to be read as they come.

    Args:
        name: a file, or - for standard input.

    Raises:
        UnreadableError: the file cannot be opened or read.
    """
    try:
        if name == "-":
            # Its own buffer is passed by: a thread that waits for input would hold the buffer's lock at exit.
            yield getattr(sys.stdin.buffer, "raw", sys.stdin.buffer)
        else:
            with open(name, "rb", buffering=0) as stream:  # noqa: PTH123  # as it was named: a Path would mend it
                yield stream
    except OSError as error:
        raise UnreadableError(f"{name} cannot be read: {error.strerror}.") from None


def read(name: str) -> NamedText:
    """The text of a file or of standard input, every character as it is there; a byte order mark is left out.

    Args:
        name: a file, or - for standard input.

    Raises:
        UnreadableError: it cannot be read, is too large, no UTF-8 text, or empty.
    """
    data = read_bytes(name)
    words = decoded(data, name)
    if not words.strip():
        raise UnreadableError(f"{name} is empty; there is nothing to read in it.")
    return NamedText(name, words, len(data))


def read_bytes(name: str) -> bytes:
    """The bytes of a file or of standard input; of one that is too large, enough to see that it is.

    Args:
        name: a file, or - for standard input.

    Raises:
        UnreadableError: it cannot be read.
    """
    parts, size = [], 0
    with opened(name) as stream:
        while size <= LARGEST and (part := stream.read(1 << 20)):
            parts.append(part)
            size += len(part)
    return b"".join(parts)


def decoded(data: bytes, what: str) -> str:
    r"""The characters of UTF-8 bytes; a byte order mark is left out.

    Args:
        data: the bytes.
        what: what they are, for the message.

    Raises:
        UnreadableError: they are too many, or no text in UTF-8.

    Example:
        >>> decoded(b"\xef\xbb\xbfKata", "a file"), decoded(b"kata\xff", "a file")
        Traceback (most recent call last):
        ...
        helpers.cli.files.UnreadableError: a file is not UTF-8: byte 4 cannot be read; save it as UTF-8.
    """
    if len(data) > LARGEST:
        limit = f"{LARGEST // 10**6} MB"
        raise UnreadableError(f"{what} is larger than {limit}, too much for one text; split it, a story a file.")
    for start, kind in _STARTS.items():
        if data.startswith(start):
            raise UnreadableError(f"{what} looks like {kind}; save its words as plain text in UTF-8.")
    if b"\0" in data:
        raise UnreadableError(f"{what} is no text but binary: byte {data.index(0)} is NUL.")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableError(f"{what} is not UTF-8: byte {error.start} cannot be read; save it as UTF-8.") from None
