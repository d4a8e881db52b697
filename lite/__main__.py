"""`make site`: what runs in the browser, added to the built book."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import notebooks
import npm
import runtime

BOOK = Path(__file__).parents[1] / "_build" / "html"


def main() -> None:
    """Add Python and the notebooks to the book, and tell its pages where they are."""
    lite = BOOK / "lite"
    try:
        folder = runtime.put_runtime(lite)
        notebooks.put_notebooks(lite, folder.relative_to(lite).as_posix())
    except npm.MissingError as error:
        sys.exit(f"kata-siapa: {error}")
    for page in (BOOK / "exercises").glob("*.html"):
        point(page, folder.relative_to(lite).as_posix())


def point(page: Path, folder: str) -> None:
    """Tell an exercise page where the browser's Python is; saying it twice changes nothing."""
    there = f'data-lite="../lite/" data-runtime="{folder}/"'
    text = page.read_text("utf-8")
    page.write_text(re.sub(r'data-lite="[^"]*" data-runtime="[^"]*"', there, text), "utf-8")


if __name__ == "__main__":
    main()
