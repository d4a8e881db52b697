"""`python lite add SITE` and `python lite point SITE`: what runs in the browser, added to the built book."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import npm


def main(command: str, site: Path) -> None:
    """Add Python and the notebooks to the book; either command tells the exercises' pages what is there."""
    if command == "add":
        try:
            add(site)
        except npm.MissingError as error:
            sys.exit(f"kata-siapa: {error}")
    point(site)


def add(site: Path) -> None:
    """Write the folder lite of the site, and refuse one that would ask another host."""
    import notebooks
    import offline
    import runtime

    folder = runtime.put_runtime(site / "lite")
    notebooks.put_notebooks(site / "lite", folder.relative_to(site / "lite").as_posix())
    if found := list(offline.strangers(site / "lite")):
        sys.exit("kata-siapa: the site would ask other hosts:\n" + "\n".join(found))


def point(site: Path) -> None:
    """Tell each exercise's page where the browser's Python is, or that there is none."""
    found = sorted((site / "lite" / "runtime").glob("*/runtime.json"))
    lite, folder = ("../lite/", f"runtime/{found[0].parent.name}/") if found else ("", "")
    for page in (site / "exercises").glob("*.html"):
        text = page.read_text("utf-8")
        there = re.sub(r'data-lite="[^"]*" data-runtime="[^"]*"', f'data-lite="{lite}" data-runtime="{folder}"', text)
        if there != text:
            page.write_text(there, "utf-8")


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
