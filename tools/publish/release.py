"""Whether a tag, the package, the changelog and the citation speak of the same release."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import yaml


def disagreements(tag: str, root: Path) -> list[str]:
    """A sentence for each file that does not say what the tag says; none where all agree."""
    if not re.fullmatch(r"v\d+\.\d+\.\d+", tag):
        return [f'"{tag}" is no tag of a release; write v and a version, such as v0.1.0.']
    return list(_disagreements(tag[1:], root))


def _disagreements(version: str, root: Path) -> Iterator[str]:
    packaged = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    if packaged != version:
        yield f'pyproject.toml says {packaged}, the tag {version}; write version = "{version}".'
    cited = yaml.safe_load((root / "CITATION.cff").read_text("utf-8"))["version"]
    if str(cited) != version:
        yield f"CITATION.cff says {cited}, the tag {version}; write version: {version}."
    newest = re.search(r"^## (.*)$", (root / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE)
    heading = newest[1] if newest else "nothing"
    if not re.fullmatch(rf"{re.escape(version)} \(\d{{4}}-\d\d-\d\d\)", heading):
        yield f'CHANGELOG.md begins with "{heading}"; write "## {version} (YYYY-MM-DD)", with the day of the release.'
