"""The release: one zip with the site, to open from the folder itself, from any static server, or from a container."""

import time
import zipfile
from pathlib import Path

from tools.publish.edition import Edition
from tools.publish.filling import anchor
from tools.publish.headers import nginx, read_headers

NOT_PUBLISHED = {".buildinfo", ".buildinfo.bak", ".doctrees"}
CONTAINER = Path(__file__).with_name("Containerfile")
README = """\
Kata siapa? Who says so?  Version {version}, {date}

Read it here:        open site/index.html in a browser (saving and searching want one of the servers below)
On a web server:     copy the folder site; nginx.conf holds the headers it should send
In a container:      podman build -t kata-siapa . && podman run --rm -p 8080:8080 kata-siapa
                     then open http://localhost:8080/ (docker takes the same line)
"""


def pack(site: Path, target: Path, edition: Edition) -> Path:
    """Write `kata-siapa-VERSION.zip` into `target`; the same site gives the same bytes."""
    name = f"kata-siapa-{edition.version}"
    beside = {
        "README.txt": README.format(version=edition.version, date=edition.date),
        "nginx.conf": nginx(read_headers(site)),
        "Containerfile": CONTAINER.read_text("utf-8"),
    }
    target.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(target / f"{name}.zip", "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for title, words in beside.items():
            archive.writestr(_entry(f"{name}/{title}", edition), words)
        for file in _published(site):
            archive.writestr(_entry(f"{name}/site/{file.relative_to(site).as_posix()}", edition), _content(file))
    return target / f"{name}.zip"


def _content(file: Path) -> bytes:
    """The file as it is; 404.html for a site at the root of its server, wherever the book is published itself."""
    return anchor(file.read_text("utf-8"), "/").encode() if file.name == "404.html" else file.read_bytes()


def _published(site: Path) -> list[Path]:
    files = (file for file in site.rglob("*") if file.is_file())
    return sorted(file for file in files if not NOT_PUBLISHED.intersection(file.relative_to(site).parts))


def _entry(name: str, edition: Edition) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, time.gmtime(edition.moment.timestamp())[:6])
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = 0o644 << 16
    return entry
