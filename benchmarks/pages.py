"""Our pages beside the sample book of `jupyter-book create`, both built by the same Jupyter Book, measured in one run.

    .venv/bin/python benchmarks/pages.py            # needs `make book` and Chromium; about three minutes
    .venv/bin/python benchmarks/pages.py --runs 5 --all

A cheap phone: 360 px wide, slow 4G (1.6 Mbit/s, 562 ms), a CPU slowed four times, an empty cache. Other hosts are
refused and counted, so what they would add to the sample's weight and waiting is left out. kB as transferred, gzip
included; `figures` are pictures, which ours load when they come near. Medians over the runs, then the worst page.
"""

import argparse
import json
import shutil
import statistics
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from playwright.sync_api import Browser, sync_playwright  # noqa: E402
from tools.publish.headers import read_headers  # noqa: E402
from tools.publish.printing import browser_path  # noqa: E402
from tools.publish.server import serve  # noqa: E402

OURS, SAMPLE = ROOT / "_build/html", ROOT / "_build/bench/sample/_build/html"
PAGES = {
    OURS: [
        "index.html",
        "chapters/the-two-articles.html",
        "chapters/loaded-framing.html",
        "exercises/who-says-so.html",
        "exercises/loaded-framing.html",
    ],
    SAMPLE: ["intro.html", "markdown.html", "notebooks.html", "markdown-notebooks.html"],
}
SLOW_4G = {
    "offline": False,
    "latency": 562.5,
    "downloadThroughput": 1.6 * 1024**2 * 0.9 / 8,
    "uploadThroughput": 750 * 1024 * 0.9 / 8,
}
PHONE = {"viewport": {"width": 360, "height": 640}, "device_scale_factor": 2, "is_mobile": True, "has_touch": True}
WATCH = """
window.seen = {lcp: 0, cls: 0, tbt: 0};
const watch = (type, note) =>
  new PerformanceObserver(list => list.getEntries().forEach(note)).observe({type, buffered: true});
watch("largest-contentful-paint", entry => seen.lcp = entry.startTime);
watch("layout-shift", entry => { if (!entry.hadRecentInput) seen.cls += entry.value; });
watch("longtask", entry => seen.tbt += Math.max(0, entry.duration - 50));
"""
FIGURES = ["kB", "figures kB", "requests", "other hosts", "LCP s", "TBT ms", "CLS"]


def main() -> None:
    """Print the table, and keep every figure as JSON."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--runs", type=int, default=3)
    options.add_argument("--all", action="store_true", help="every page of our book")
    options.add_argument("--out", type=Path, default=ROOT / "_build/bench/pages.json")
    chosen = options.parse_args()
    build_sample()
    found = measure(chosen.runs, pages_to_visit(chosen.all))
    chosen.out.write_text(json.dumps(found, indent=1))
    print(table(found))


def build_sample() -> None:
    """The sample, once, with its own theme and settings."""
    if (SAMPLE / "intro.html").is_file():
        return
    shutil.rmtree(ROOT / "_build/bench/sample", ignore_errors=True)
    (ROOT / "_build/bench").mkdir(parents=True, exist_ok=True)
    program = str(Path(sys.executable).with_name("jupyter-book"))
    for command in (["create", "sample"], ["build", "sample"]):
        subprocess.run(
            [program, *command],
            cwd=ROOT / "_build/bench",
            check=True,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )


def pages_to_visit(every: bool) -> dict[Path, list[str]]:
    """Pages by site."""
    ours = sorted(page.relative_to(OURS).as_posix() for page in OURS.glob("[ce]*s/*.html"))
    return {**PAGES, OURS: ["index.html", *ours]} if every else PAGES


def measure(runs: int, pages: dict[Path, list[str]]) -> dict[str, dict[str, list[dict[str, float]]]]:
    """All loads, by site and page; the sites take turns, so that a busy moment hits both."""
    found = {site.as_posix().removeprefix(f"{ROOT}/"): {name: [] for name in names} for site, names in pages.items()}
    with sync_playwright() as playwright, served(OURS) as ours, served(SAMPLE) as sample:
        refuse = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"
        browser = playwright.chromium.launch(
            executable_path=browser_path(), args=["--no-sandbox", "--disable-gpu", refuse]
        )
        for _ in range(runs):
            for (site, names), address in zip(pages.items(), (ours, sample), strict=True):
                for name in names:
                    found[site.as_posix().removeprefix(f"{ROOT}/")][name].append(load(browser, address, name))
        browser.close()
    return found


@contextmanager
def served(site: Path) -> Iterator[str]:
    """Address of a site: ours with its own headers, the sample with none that would forbid it something."""
    headers = read_headers(OURS)
    server = serve(site, headers=headers if site == OURS else replace(headers, rules=()))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


def load(browser: Browser, address: str, name: str) -> dict[str, float]:
    """One first visit, with an empty cache."""
    context = browser.new_context(**PHONE, service_workers="block")
    context.add_init_script(WATCH)
    page = context.new_page()
    wire = context.new_cdp_session(page)
    asked: dict[str, str] = {}
    kinds: dict[str, str] = {}
    weights: dict[str, float] = {}
    wire.on("Network.requestWillBeSent", lambda sent: asked.setdefault(sent["requestId"], sent["request"]["url"]))
    wire.on("Network.responseReceived", lambda got: kinds.__setitem__(got["requestId"], got["type"]))
    wire.on("Network.loadingFinished", lambda done: weights.__setitem__(done["requestId"], done["encodedDataLength"]))
    wire.send("Network.enable")
    wire.send("Network.emulateNetworkConditions", SLOW_4G)
    wire.send("Emulation.setCPUThrottlingRate", {"rate": 4})
    page.goto(f"{address}/{name}", wait_until="load", timeout=120_000)
    page.wait_for_load_state("networkidle")
    seen = page.evaluate("seen")
    context.close()
    outside = [url for url in asked.values() if url.startswith("http") and not url.startswith(address)]
    figures = sum(weight for request, weight in weights.items() if kinds.get(request) == "Image")
    return {
        "kB": (sum(weights.values()) - figures) / 1000,
        "figures kB": figures / 1000,
        "requests": sum(url.startswith(address) for url in asked.values()),
        "other hosts": len({url.split("/")[2] for url in outside}),
        "LCP s": seen["lcp"] / 1000,
        "TBT ms": seen["tbt"],
        "CLS": seen["cls"],
    }


def table(found: dict[str, dict[str, list[dict[str, float]]]]) -> str:
    """Ours and the sample's, typical page and worst page, as Markdown."""
    rows = []
    for figure in FIGURES:
        ours, sample = (
            [statistics.median(run[figure] for run in runs) for runs in pages.values()] for pages in found.values()
        )
        typical = statistics.median(ours), statistics.median(sample)
        ratio = f"{typical[1] / typical[0]:.1f} times less" if typical[0] and typical[1] > typical[0] else "–"
        rows.append(
            f"| {figure} | {typical[0]:.2f} | {max(ours):.2f} | {typical[1]:.2f} | {max(sample):.2f} | {ratio} |"
        )
    head = "| first visit | this book | worst page | sample | worst page | ratio |\n|" + " --- |" * 6 + "\n"
    return head + "\n".join(rows)


if __name__ == "__main__":
    main()
