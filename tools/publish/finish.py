"""Finish the built book: pictures, edition, addresses, sitemap, and the worker that keeps it for later.

Works in place on what Sphinx wrote, and changes nothing when it runs again.
"""

from pathlib import Path

from tools.publish import card, filling, pictures, worker
from tools.publish.edition import Edition

APART_FROM_CONTENTS = {"404.html", "offline.html", "search.html"}


def finish(site: Path, edition: Edition) -> str:
    """The identity of the finished edition in `site`."""
    for page in worker.pages(site):
        _write(page, _finished(page, site, edition))
    for drawing in (site / "_images").glob("*.svg"):
        drawing.unlink()
    for name, draw in (("card.png", card.draw), ("icon.png", card.draw_icon)):
        if not (site / "_static" / name).is_file():
            draw(site / "_static" / name)
    _write(site / ".nojekyll", "")
    _sitemap(site, edition)
    return _keep(site)


def _finished(page: Path, site: Path, edition: Edition) -> str:
    name = page.relative_to(site).as_posix()
    html = filling.mark(pictures.place(page.read_text("utf-8"), page.parent), "")
    html = filling.fill(html, name, edition)
    html = filling.offer(html, [pdf.name for pdf in (site / "print").glob("*.pdf")])
    return filling.anchor(html, edition.path) if name == "404.html" else html


def _sitemap(site: Path, edition: Edition) -> None:
    target = site / "sitemap.xml"
    if not edition.address:
        target.unlink(missing_ok=True)
        return
    names = [page.relative_to(site).as_posix() for page in worker.pages(site)]
    entries = "".join(
        f"<url><loc>{edition.address}{name.removesuffix('index.html')}</loc><lastmod>{edition.moment:%Y-%m-%d}</lastmod></url>\n"
        for name in names
        if name not in APART_FROM_CONTENTS
    )
    space = "http://www.sitemaps.org/schemas/sitemap/0.9"
    _write(target, f'<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="{space}">\n{entries}</urlset>\n')


def _keep(site: Path) -> str:
    """Name the edition after its files, write the name into the pages, and list both for the worker."""
    edition = worker.identity(_contents(site))
    for page in worker.pages(site):
        _write(page, filling.mark(page.read_text("utf-8"), edition))
    _write(site / "sw.js", worker.script(edition, _contents(site)))
    return edition


def _contents(site: Path) -> dict[str, bytes]:
    root = site.resolve()
    return {file.resolve().relative_to(root).as_posix(): file.read_bytes() for file in worker.files(site)}


def _write(file: Path, text: str) -> None:
    if not file.is_file() or file.read_text("utf-8") != text:
        file.write_text(text, "utf-8")
