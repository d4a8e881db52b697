"""The book and its worksheets as PDF, printed by Chromium."""

import re
import shutil
from pathlib import Path

from tools.publish import pack, worksheets
from tools.publish.edition import ROOT, Edition
from tools.publish.hatching import draw_out

BROWSERS = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)
STYLE = Path(__file__).with_name("paper.css")
CHAPTER = re.compile(
    r'<span id="(document-(?!exercises/)[^"]+)"></span><section[^>]*>\s*<h2>(.*?)<a class="headerlink"', re.DOTALL
)
"""Where Sphinx has joined a page; the exercises are printed as worksheets of their own."""
BORN = re.compile(rb"/(CreationDate|ModDate) \(D:\d{14}")


class CannotPrintError(Exception):
    """There is no browser to print with; the message says what to do."""


def print_all(joined: Path, target: Path, edition: Edition) -> list[Path]:
    """Print the book (`joined`, the page of Sphinx's singlehtml), what a class needs, and the answers into `target`."""
    target.mkdir(parents=True, exist_ok=True)
    for drawing in (joined.parent / "_images").glob("*.svg"):
        drawing.write_text(draw_out(drawing.read_text("utf-8")), "utf-8")
    book = _with_cover(joined.read_text("utf-8"), edition)
    keys_by_hand = sorted((ROOT / "exercises/keys").glob("*.md"))
    sheets = [worksheets.blank(key) for key in keys_by_hand]
    keys = [worksheets.answers(key) for key in keys_by_hand]
    pages = {
        "kata-siapa.pdf": book,
        "class-pack.pdf": _sheet(book, "Kata siapa? For a class on paper", pack.sheets()),
        "worksheets.pdf": _sheet(book, "Kata siapa? Worksheets", sheets),
        "worksheets-answers.pdf": _sheet(book, "Kata siapa? Answers to the worksheets", keys),
    }
    return _printed(pages, joined.parent, target, edition)


def _with_cover(html: str, edition: Edition) -> str:
    titles = CHAPTER.findall(html)
    contents = "".join(f'<li><a href="#{place}">{title}</a></li>' for place, title in titles)
    cover = (
        '<section class="cover"><h1>Kata siapa? Who says so?</h1>'
        "<p>A book that asks it of every sentence in a news story.</p>"
        f"<p>Version {edition.version}, {edition.date}</p><ol>{contents}</ol></section>"
    )
    return _titled(html.replace("<article>", f"<article>{cover}", 1), "Kata siapa? Who says so?")


def _titled(html: str, title: str) -> str:
    return re.sub(r"<title>.*?</title>", f"<title>{title}</title>", html, count=1, flags=re.DOTALL)


def _sheet(book: str, title: str, sections: list[str]) -> str:
    """The book's page with other contents: same language, same style."""
    head, _, rest = book.partition("<article>")
    tail = rest.rpartition("</article>")[2]
    return f"{_titled(head, title)}<article>{''.join(sections)}</article>{tail}"


def _printed(pages: dict[str, str], folder: Path, target: Path, edition: Edition) -> list[Path]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path(), args=["--no-sandbox"])
        page = browser.new_page(bypass_csp=True, java_script_enabled=False)
        for name, html in pages.items():
            source = folder / f"{name}.html"
            source.write_text(html.replace("</head>", f"<style>{STYLE.read_text('utf-8')}</style></head>", 1), "utf-8")
            page.goto(source.resolve().as_uri())
            page.pdf(path=target / name, prefer_css_page_size=True, print_background=True, outline=True, tagged=True)
            _date(target / name, edition)
        browser.close()
    return [target / name for name in pages]


def _date(pdf: Path, edition: Edition) -> None:
    """The day of the text in place of the minute of printing: same edition, same file."""
    born = f"{edition.moment:%Y%m%d%H%M%S}".encode()
    pdf.write_bytes(BORN.sub(lambda note: b"/%s (D:%s" % (note[1], born), pdf.read_bytes()))


def browser_path() -> str:
    """The Chromium or Chrome of this machine."""
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    if found is None:
        raise CannotPrintError("printing needs Chromium or Chrome (Debian and Ubuntu: apt-get install chromium)")
    return found
