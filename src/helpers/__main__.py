"""The command `kata-siapa`, also `python -m helpers`."""

from __future__ import annotations

import os
import sys
from io import TextIOWrapper
from pathlib import Path

import click

from helpers.article import PRIVATE, private_folder
from helpers.cli import Commands, RefusedError

__all__ = ["main"]


_PLACES = {
    **dict.fromkeys(("build", "check-article", "exercise", "new-article", "pages", "show"), "helpers.cli.author"),
    "detect": "helpers.cli.detect",
    "grade": "helpers.cli.grade",
}


@click.group(cls=Commands, places=_PLACES)
@click.version_option(package_name="kata-siapa")
def main() -> None:
    """Kata siapa? Who says so? Articles, exercises and grades of the teaching module."""
    _open_standard_files()
    _stand_somewhere()
    for stream in (sys.stdout, sys.stderr):  # a terminal without a letter shows "?", not a traceback
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")
    if private := private_folder():  # notebooks run in folders of their own
        os.environ[PRIVATE] = str(private.absolute())


def _open_standard_files() -> None:
    """Where the caller closed one of the first three files, no other file must get its number."""
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)


def _stand_somewhere() -> None:
    """A shell may stand in a folder that was removed; every relative path leads nowhere from there."""
    try:
        Path.cwd()
    except OSError:
        raise RefusedError(
            "The folder that you are in is gone. Change to one that is there (cd), and call again."
        ) from None


if __name__ == "__main__":
    main()
