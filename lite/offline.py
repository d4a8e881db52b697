"""Whether anything of the built folder would ask another host."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

ASKED = re.compile(
    r"""<(?:script|link|img|iframe|source|video|audio)\b[^>]*\b(?:src|href)=["'](?:https?:)?//[^>]*>""", re.I
)
STYLED = re.compile(r"""(?:@import\s+|url\()["']?(?:https?:)?//[^"')]+""")
KERNEL = "@jupyterlite/pyodide-kernel-extension:kernel"


def strangers(lite: Path) -> Iterator[str]:
    """A line for each outside address that a page, a style or the kernel would ask; there should be none."""
    for file in sorted(lite.rglob("*")):
        if file.suffix in (".html", ".css"):
            asked = (ASKED if file.suffix == ".html" else STYLED).finditer(file.read_text("utf-8", "replace"))
            yield from (f"{file.relative_to(lite)}: {found[0][:140]}" for found in asked)
    yield from _kernel(lite)


def _kernel(lite: Path) -> Iterator[str]:
    """The kernel would ask a distributor of packages for whatever is not here."""
    settings = json.loads((lite / "jupyter-lite.json").read_text())["jupyter-config-data"]["litePluginSettings"][KERNEL]
    python = lite / settings["pyodideUrl"]
    packages = json.loads((python.parent / "pyodide-lock.json").read_text())["packages"]
    if not settings["pyodideUrl"].startswith("./") or not settings["disablePyPIFallback"]:
        yield f"jupyter-lite.json: {settings}"
    yield from (
        f"{one['file_name']} is not there"
        for one in packages.values()
        if not (python.parent / one["file_name"]).is_file()
    )
    yield from (f"{name} is in no list" for name in settings["loadPyodideOptions"]["packages"] if name not in packages)
