"""A Sphinx extension that says where a quiet build is: a count of pages in a terminal, a line a step elsewhere."""

from __future__ import annotations

import sys
from collections.abc import Sized
from itertools import count
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

CLEAR = "\r\033[K"


def setup(app: Sphinx) -> dict[str, bool]:
    """Tell Sphinx what to call: before all pages are read, at each of them, and before all are written."""
    pages: list[str] = []
    numbers = count(1)

    def begin(_app: object, _env: object, names: list[str]) -> None:
        pages.extend(names)
        if pages:
            say(f"Running and reading {number_of(pages)} ...")

    def read(_app: object, name: str, _text: list[str]) -> None:
        if sys.stderr.isatty():
            say(f"{CLEAR}Page {next(numbers)} of {len(pages)}: {name} ", end="")

    def write(_app: Sphinx, env: BuildEnvironment) -> None:
        if sys.stderr.isatty() and pages:
            say(CLEAR, end="")
        say(f"Writing the book of {number_of(env.found_docs)} ...")

    app.connect("env-before-read-docs", begin)
    app.connect("source-read", read)
    app.connect("env-updated", write)
    return {"parallel_read_safe": True, "parallel_write_safe": True}


def number_of(pages: Sized) -> str:
    """How many pages, in words."""
    return "1 page" if len(pages) == 1 else f"{len(pages)} pages"


def say(text: str, end: str = "\n") -> None:
    """Write at once, where Jupyter Book's own words do not go."""
    print(text, end=end, file=sys.stderr, flush=True)
