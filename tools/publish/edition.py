"""What this edition is called, where it will stand, and where its sources are."""

import os
import subprocess
import tomllib
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

import yaml

ROOT = Path(__file__).parents[2]
TEXTS = ("index.md", "chapters/*.md", "seeds/**/*.toml", "exercises/keys/*.md")


@dataclass(frozen=True, slots=True)
class Edition:
    """Version and date of the text, and the site's address: "" until it is known."""

    version: str
    moment: datetime
    address: str

    @property
    def path(self) -> str:
        """Where the book begins on its host: "/" or "/name/"."""
        return urlsplit(self.address).path or "/"

    @property
    def date(self) -> str:
        """The day as people write it, such as "25 November 2026"."""
        return f"{self.moment.day} {self.moment:%B %Y}"


def this_edition() -> Edition:
    """The edition that is being built."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    return Edition(project["version"], datetime.fromtimestamp(_seconds(), UTC), _address())


def _address() -> str:
    """From `_config.yml`; where that names none, from the publishing workflow, which knows where it publishes."""
    config = yaml.safe_load((ROOT / "_config.yml").read_text("utf-8"))
    address = config.get("html", {}).get("baseurl") or os.environ.get("SITE_ADDRESS") or ""
    return f"{address.rstrip('/')}/" if address else ""


def _seconds() -> int:
    """SOURCE_DATE_EPOCH, else the last commit, else the youngest text: an unpacked archive has no git."""
    if os.environ.get("SOURCE_DATE_EPOCH"):
        return int(os.environ["SOURCE_DATE_EPOCH"])
    asked = ["git", "-C", str(ROOT), "log", "-1", "--format=%ct"]
    try:
        return int(subprocess.run(asked, capture_output=True, check=True, text=True).stdout)
    except (OSError, subprocess.CalledProcessError, ValueError):
        return int(max(file.stat().st_mtime for pattern in TEXTS for file in ROOT.glob(pattern)))
