"""Set aside what lies where a file of ours belongs, and keep it."""

from __future__ import annotations

import os
import stat
from pathlib import Path

__all__ = ["make_way", "set_aside"]


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
    os.replace(file, aside)
    return aside
