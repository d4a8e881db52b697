"""How soon a student gets a first result in the browser, and over how many bytes.

    .venv/bin/python benchmarks/browser.py          # needs `make site` and Chromium; about two minutes

Four ways, each in a fresh browser (cold) and again in the same one (warm), medians over the runs:
an answer tapped on an exercise's page (from opening it until the verdict), words of one's own there (until Python has
looked at them), the exercise's notebook (from the tap until the first
feedback of "Run All Cells" is there), and, as the peer, Python as Pyodide distributes it with the same package and one
check. The server is this machine's, so the seconds are those of the computer and not of a network; bytes are as
transferred, gzip included.
"""

import argparse
import shutil
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "lite")]

import npm  # noqa: E402
import runtime  # noqa: E402
from playwright.sync_api import BrowserContext, Page, sync_playwright  # noqa: E402
from tools.publish.headers import Headers, read_headers  # noqa: E402
from tools.publish.printing import browser_path  # noqa: E402
from tools.publish.server import Handler, serve  # noqa: E402

SITE = ROOT / "_build/html"
EXERCISE = "who-says-so"
STOCK = """
import { loadPyodide } from "./pyodide.mjs";
const python = await loadPyodide();
python.unpackArchive(await (await fetch("./helpers.whl")).arrayBuffer(), "wheel");
postMessage(python.runPython(`
from helpers.exercises.session import Session
session = Session()
session.answer("sheet", "S01 narrator")
str(session.check("sheet", article="islam-times-2021"))
`));
"""
STOCK_PAGE = """<!DOCTYPE html><script>
new Worker("worker.mjs", { type: "module" }).onmessage = told => document.body.append(told.data);
</script><body>"""


def main() -> None:
    """Print the table."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--runs", type=int, default=3)
    runs = options.parse_args().runs
    stock = _stock()
    ways = {
        "tapped on the page": (SITE, f"exercises/{EXERCISE}.html", _tapped),
        "own words on the page": (SITE, "exercises/loaded-framing.html", _looked_at),
        "in the notebook": (SITE, f"lite/notebooks/index.html?path={EXERCISE}.ipynb", _feedback),
        "Pyodide as distributed": (stock, "index.html", _verdict_shown),
    }
    print("| | cold, s | warm, s | cold, MB | cold, requests | warm, MB |\n| --- | --- | --- | --- | --- | --- |")
    for name, (folder, address, done) in ways.items():
        cold, warm = zip(*(_visits(folder, address, done) for _ in range(runs)), strict=True)
        (s, mb, asked), (again, mb_again, _) = (map(statistics.median, zip(*v, strict=True)) for v in (cold, warm))
        print(f"| {name} | {s:.1f} | {again:.1f} | {mb:.1f} | {asked:.0f} | {mb_again:.2f} |")


def _tapped(page: Page) -> None:
    item = page.locator("#first-article-S01")
    item.get_by_label("narrator", exact=True).check()
    item.get_by_role("button", name="Check").click()
    item.locator(".told-right").wait_for(timeout=120_000)


def _looked_at(page: Page) -> None:
    item = page.locator("#loaded-plainer-T01")
    item.get_by_role("textbox").fill("Pemerintah memotong anggaran sekolah, kata Arga Sondi pada hari Selasa.")
    item.get_by_role("button", name="Check").click()
    item.locator(".seen").wait_for(timeout=120_000)


def _feedback(page: Page) -> None:
    page.locator(".jp-Notebook .jp-Cell").first.wait_for(timeout=120_000)
    page.get_by_role("menuitem", name="Run", exact=True).click()
    page.get_by_role("menuitem", name="Run All Cells", exact=True).click()
    page.locator("table.ks-feedback").first.wait_for(timeout=120_000, state="attached")


def _verdict_shown(page: Page) -> None:
    page.get_by_text("S01  right").wait_for(timeout=120_000)


def _stock() -> Path:
    """A folder with Pyodide as it comes, and the whole wheel."""
    folder = ROOT / "_build/bench/pyodide"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for name in (*runtime.PYODIDE, "python_stdlib.zip", "pyodide-lock.json"):
        shutil.copy(npm.package("pyodide") / name, folder)
    runtime.own_wheel(folder).rename(folder / "helpers.whl")
    (folder / "worker.mjs").write_text(STOCK)
    (folder / "index.html").write_text(STOCK_PAGE)
    return folder


def _visits(folder: Path, address: str, done: Callable[[Page], None]) -> list[tuple[float, float, int]]:
    """Seconds, MB and requests of a first and of a second visit."""
    with _served(folder) as (site, sent), _browser() as context:
        return [_visit(context, f"{site}/{address}", done, sent) for _ in range(2)]


def _visit(
    context: BrowserContext, url: str, done: Callable[[Page], None], sent: list[int]
) -> tuple[float, float, int]:
    sent.clear()
    page = context.new_page()
    began = time.perf_counter()
    page.goto(url)
    done(page)
    took = time.perf_counter() - began
    page.wait_for_timeout(2000)  # what is fetched for later counts as well
    page.close()
    return took, sum(sent) / 1e6, len(sent)


@contextmanager
def _served(folder: Path) -> Iterator[tuple[str, list[int]]]:
    """The folder's address, and the bytes of each answer."""
    sent: list[int] = []

    class Counting(Handler):
        def send_header(self, keyword: str, value: str) -> None:
            if keyword == "Content-Length":
                sent.append(int(value))
            super().send_header(keyword, value)

    server = serve(folder, headers=None if folder == SITE else _plain())
    server.RequestHandlerClass = partial(Counting, **server.RequestHandlerClass.keywords)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}", sent
    server.shutdown()


def _plain() -> Headers:
    """The site's headers without its policy, which knows nothing of the peer's page."""
    listed = read_headers(SITE)
    return replace(listed, rules=(("^/", {"Cache-Control": "public, max-age=31536000, immutable"}),))


@contextmanager
def _browser() -> Iterator[BrowserContext]:
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as profile:
        settings = {"executable_path": browser_path(), "args": ["--no-sandbox", "--disable-gpu"]}
        context = playwright.chromium.launch_persistent_context(profile, **settings)
        yield context
        context.close()


if __name__ == "__main__":
    main()
