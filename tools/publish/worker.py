"""The service worker: which files make an edition, and the fingerprint of each."""

import gzip
import hashlib
import json
import re
from base64 import b64encode
from pathlib import Path
from urllib.parse import unquote

APART = ("lite/", "print/")
"""Folders that this worker leaves alone: one has a worker of its own, one is for paper."""
NOT_KEPT = ("404.html",)
REFERENCE = re.compile(r'<(?:img|script|link|a|source|button)\b[^>]* (?:data-)?(?:src|href)="([^"#?:]+)')
RAW = {".png", ".jpg", ".webp", ".woff2", ".zip", ".whl"}
TEMPLATE = Path(__file__).with_name("worker.js")


def pages(site: Path) -> list[Path]:
    """The book's pages, without those of folders that stand apart."""
    return [page for page in sorted(site.rglob("*.html")) if not _apart(page.relative_to(site).as_posix())]


def files(site: Path) -> list[Path]:
    """The pages, and every file of the site that one of them shows, runs or offers."""
    found = {page for page in pages(site) if page.name not in NOT_KEPT}
    for page in list(found):
        found |= {file for file in _references(page) if _within(file, site)}
    return sorted(found)


def _references(page: Path) -> set[Path]:
    found = {(page.parent / unquote(link)).resolve() for link in REFERENCE.findall(page.read_text("utf-8"))}
    return {file for file in found if file.is_file()}


def _within(file: Path, site: Path) -> bool:
    root = site.resolve()
    return file.is_relative_to(root) and not _apart(file.relative_to(root).as_posix()) and file.name not in NOT_KEPT


def _apart(path: str) -> bool:
    return path.startswith(APART)


def identity(contents: dict[str, bytes]) -> str:
    """A name for exactly these files: twelve digits of their common fingerprint."""
    digest = hashlib.sha256()
    for path, content in sorted(contents.items()):
        digest.update(f"{path}\0{hashlib.sha256(content).hexdigest()}\n".encode())
    return digest.hexdigest()[:12]


def script(edition: str, contents: dict[str, bytes]) -> str:
    """The worker's program for this edition; weights are bytes as a server sends them."""
    listed = {path: [_integrity(content), _weight(path, content)] for path, content in sorted(contents.items())}
    words = TEMPLATE.read_text("utf-8").replace("@edition@", edition)
    words = words.replace("@files@", json.dumps(listed, separators=(",", ":")))
    return words.replace("@apart@", json.dumps(APART))


def _integrity(content: bytes) -> str:
    return "sha256-" + b64encode(hashlib.sha256(content).digest()).decode()


def _weight(path: str, content: bytes) -> int:
    return len(content) if Path(path).suffix in RAW else len(gzip.compress(content, 6, mtime=0))
