"""Files that are no notebook, too large, too deep, or no file at all."""

from __future__ import annotations

import json
import os
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

from classroom.notebooks import Notebook, code, text

__all__ = ["UNREADABLE", "bomb", "escaping", "nested", "zipped"]


def not_json(file: Path) -> None:
    """A download that broke off."""
    file.write_text('{"cells": [{"cell_type": "code", "source": "%%answer first', "utf-8")


def web_page(file: Path) -> None:
    """A login page saved under the notebook's name."""
    file.write_text("<!DOCTYPE html><html><title>Log in</title></html>", "utf-8")


def empty(file: Path) -> None:
    """No byte."""
    file.touch()


def deep(file: Path) -> None:
    """JSON nested 100,000 deep."""
    file.write_text("[" * 100_000 + "]" * 100_000, "utf-8")


def deep_metadata(file: Path) -> None:
    """A notebook whose metadata are nested 50,000 deep."""
    inner = '{"a":' * 50_000 + "1" + "}" * 50_000
    file.write_text(f'{{"nbformat": 4, "nbformat_minor": 5, "metadata": {inner}, "cells": []}}', "utf-8")


def many_cells(file: Path) -> None:
    """100,000 cells, none of them a worksheet."""
    cells = [code("x", f"c{number}") for number in range(100_000)]
    file.write_text(json.dumps({"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": cells}), "utf-8")


def huge_output(file: Path) -> None:
    """An output of 200 MB; the file is sparse, so that the disk does not mind."""
    with file.open("wb") as stream:
        stream.write(
            b'{"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": [{"cell_type": "code", "outputs": ["'
        )
        stream.truncate(200_000_000)


def binary(file: Path) -> None:
    """Bytes of another program."""
    file.write_bytes(bytes(range(256)) * 40)


def link_to_passwords(file: Path) -> None:
    """A link to a system file."""
    file.symlink_to("/etc/passwd")


def link_to_nowhere(file: Path) -> None:
    """A link to nothing."""
    file.symlink_to("/nowhere/at/all.ipynb")


def link_to_device(file: Path) -> None:
    """A link to a device that never ends."""
    file.symlink_to("/dev/zero")


def pipe(file: Path) -> None:
    """A pipe that nobody writes into."""
    os.mkfifo(file)


def folder(file: Path) -> None:
    """A folder with the name of a notebook."""
    file.mkdir()


def other_notebook(file: Path) -> None:
    """A notebook of another course."""
    cells = [code("1 + 1", "a"), code("import pandas", "b")]
    file.write_text(json.dumps({"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": cells}), "utf-8")


def cells_of_another_kind(file: Path) -> None:
    """Valid JSON in which nothing has the shape that it should have."""
    file.write_text(
        '{"nbformat": 4, "nbformat_minor": "5", "metadata": [], "cells": [1, null, {"source": {}}]}', "utf-8"
    )


def number_too_large(file: Path) -> None:
    """Numbers that Python refuses or that are no JSON."""
    file.write_text('{"nbformat": 1' + "0" * 60_000 + ', "x": NaN, "y": 1e999, "cells": []}', "utf-8")


UNREADABLE: dict[str, Callable[[Path], None]] = {
    make.__name__.replace("_", "-"): make
    for make in (
        binary, cells_of_another_kind, deep, deep_metadata, empty, folder, huge_output, link_to_device,
        link_to_nowhere, link_to_passwords, many_cells, not_json, number_too_large, other_notebook, pipe, web_page,
    )
}  # fmt: skip
"""By name: each writes a file that no grader can mark, and that must cost its own row only."""


def zipped(notebooks: dict[str, Notebook]) -> bytes:
    """An archive of notebooks by their names in it."""
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, made in notebooks.items():
            archive.writestr(name, text(made))
    return stream.getvalue()


def escaping(made: Notebook) -> bytes:
    """An archive whose names climb out of it, are absolute, or are links."""
    stream = BytesIO(zipped({"../../escaped.ipynb": made, "C:\\absolute.ipynb": made}))
    with zipfile.ZipFile(stream, "a") as archive:
        link = zipfile.ZipInfo("link.ipynb")
        link.create_system, link.external_attr = 3, 0o120777 << 16
        archive.writestr(link, "/etc/passwd")
    return stream.getvalue()


def bomb(size: int = 2_000_000_000) -> bytes:
    """A small archive that says it holds gigabytes of blanks in a notebook."""
    stream = BytesIO()
    with (
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive,
        archive.open("bomb.ipynb", "w", force_zip64=True) as member,
    ):
        for _ in range(size // 10_000_000):
            member.write(b" " * 10_000_000)
    return stream.getvalue()


def nested(made: Notebook, depth: int) -> bytes:
    """An archive in an archive in an archive; the innermost holds the notebook."""
    inner = zipped({"notebook.ipynb": made})
    for number in range(depth):
        stream = BytesIO()
        with zipfile.ZipFile(stream, "w") as archive:
            archive.writestr(f"inner-{number}.zip", inner)
        inner = stream.getvalue()
    return inner
