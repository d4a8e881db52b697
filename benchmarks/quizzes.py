"""Exercise pages: how soon after the tap on a link a student is told of a first answer, ours and two peers'.

    .venv/bin/python benchmarks/quizzes.py          # needs `make book`, Chromium and npm; about two minutes

The phone and the line of `pages.py`. On each page a reader answers the first question as soon as that is possible, and
waits for the verdict: on our page, on a page of the sample book with jupyterquiz and the same thirteen questions, and
with quizdown, which tells nothing before the last question: all thirteen are passed by a script. Medians over the runs.
"""

import argparse
import json
import statistics
import subprocess
import sys
import tarfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "benchmarks")]

import nbformat  # noqa: E402
import pages  # noqa: E402
from nbformat import v4  # noqa: E402
from playwright.sync_api import Browser, Page, sync_playwright  # noqa: E402
from tools.publish.printing import browser_path  # noqa: E402

from helpers import load_article  # noqa: E402
from helpers.article.codebook import KINDS  # noqa: E402

BENCH = ROOT / "_build/bench"
JUPYTERQUIZ, QUIZDOWN = "jupyterquiz==2.9.6.4", "quizdown@0.4.1"
QUIZ_BOOK, QUIZ_PAGE = BENCH / "quiz/_build/html", BENCH / "quizdown"
SENTENCES = load_article("islam-times-2021").sentences
CELL = """import sys
sys.path.append({libraries!r})
from jupyterquiz import display_quiz
display_quiz({questions!r})
"""
PLAIN = """<!DOCTYPE html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Who says so?</title><h1>Who says so?</h1><script src="quizdown.js"></script><script>quizdown.init();</script>
<div class="quizdown">
---
shuffle_questions: false
shuffle_answers: false
---
{questions}
</div></html>
"""


def main() -> None:
    """Print the table."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--runs", type=int, default=3)
    runs = options.parse_args().runs
    build_jupyterquiz()
    build_quizdown()
    places: dict[str, tuple[Path, str, Callable[[Page], None]]] = {
        "this book": (pages.OURS, "exercises/who-says-so.html", answer_ours),
        "jupyterquiz": (QUIZ_BOOK, "quiz.html", answer_jupyterquiz),
        "quizdown": (QUIZ_PAGE, "index.html", answer_quizdown),
    }
    found: dict[str, list[dict[str, float]]] = {name: [] for name in places}
    with sync_playwright() as playwright:
        refuse = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"
        browser = playwright.chromium.launch(
            executable_path=browser_path(), args=["--no-sandbox", "--disable-gpu", refuse]
        )
        for _ in range(runs):
            for name, (site, page, answer) in places.items():
                with pages.served(site) as address:
                    found[name].append(visit(browser, address, page, answer))
        browser.close()
    print("| | first verdict, s | kB until then | requests | layout shift |\n| --- | --- | --- | --- | --- |")
    for name, visits in found.items():
        s, kb, asked, shift = (statistics.median(one[figure] for one in visits) for figure in visits[0])
        print(f"| {name} | {s:.1f} | {kb:.0f} | {asked:.0f} | {shift:.3f} |")


def visit(browser: Browser, address: str, name: str, answer: Callable[[Page], None]) -> dict[str, float]:
    """Seconds, kB and requests until the first verdict of a first visit, and how far the page has shifted."""
    context = browser.new_context(**pages.PHONE, service_workers="block")
    context.add_init_script(pages.WATCH)
    page, weights, asked = context.new_page(), [], []
    wire = context.new_cdp_session(page)
    wire.on("Network.loadingFinished", lambda done: weights.append(done["encodedDataLength"]))
    wire.on("Network.requestWillBeSent", lambda sent: asked.append(sent["request"]["url"]))
    wire.send("Network.enable")
    wire.send("Network.emulateNetworkConditions", pages.SLOW_4G)
    wire.send("Emulation.setCPUThrottlingRate", {"rate": 4})
    began = time.perf_counter()
    page.goto(f"{address}/{name}", wait_until="commit", timeout=120_000)
    answer(page)
    took = time.perf_counter() - began
    seen = {"s": took, "kB": sum(weights) / 1000, "requests": sum(url.startswith(address) for url in asked)}
    seen["shift"] = page.evaluate("seen.cls")
    context.close()
    return seen


def answer_ours(page: Page) -> None:
    """Tap a label, press Check, wait for the verdict."""
    item = page.locator("form.item").first
    item.locator("input[type=radio]").first.tap()
    item.locator(".check").tap()
    item.locator(".verdict:not(:empty)").wait_for(timeout=120_000)


def answer_jupyterquiz(page: Page) -> None:
    """Tap an answer, wait for its feedback."""
    page.locator(".Quiz .MCButton, .Quiz label").first.tap(timeout=120_000)
    page.locator(".Feedback:not(:empty)").first.wait_for(timeout=120_000)


def answer_quizdown(page: Page) -> None:
    """Pass all questions; its list of results is the first that it says."""
    page.locator("input[type=checkbox]").first.wait_for(timeout=120_000)
    page.evaluate(
        """async () => {
          const quiz = document.querySelector(".quizdown").shadowRoot;
          while (!quiz.querySelector("ol")) {
            (quiz.querySelector("[title='Evaluate!']:not(:disabled)") || quiz.querySelector("[title=Next]")).click();
            await new Promise(requestAnimationFrame);
          }
        }"""
    )


def build_jupyterquiz() -> None:
    """The sample book with one page of thirteen questions."""
    if (QUIZ_BOOK / "quiz.html").is_file():
        return
    libraries = BENCH / "libraries"
    pip = [sys.executable, "-m", "pip", "install", "-q", "--no-deps", "--target", libraries, JUPYTERQUIZ]
    subprocess.run(pip, check=True)
    program, quiet = str(Path(sys.executable).with_name("jupyter-book")), {"stdout": subprocess.DEVNULL}
    subprocess.run([program, "create", "quiz"], cwd=BENCH, check=True, stderr=subprocess.DEVNULL, **quiet)
    cell = CELL.format(libraries=str(libraries), questions=[_asked(sentence.id) for sentence in SENTENCES])
    nbformat.write(
        v4.new_notebook(cells=[v4.new_markdown_cell("# Quiz"), v4.new_code_cell(cell)]), BENCH / "quiz/quiz.ipynb"
    )
    (BENCH / "quiz/_toc.yml").write_text("format: jb-book\nroot: intro\nchapters:\n- file: quiz\n", "utf-8")
    subprocess.run([program, "build", "quiz"], cwd=BENCH, check=True, stderr=subprocess.DEVNULL, **quiet)


def _asked(id: str) -> dict[str, object]:
    sentence = next(one for one in SENTENCES if one.id == id)
    answers = [
        {"answer": kind, "correct": kind == sentence.kind, "feedback": sentence.why if kind == sentence.kind else means}
        for kind, means in KINDS.items()
    ]
    return {"question": f"{id} {sentence.text}", "type": "multiple_choice", "answers": answers}


def build_quizdown() -> None:
    """A page with the program from npm and the same questions."""
    if (QUIZ_PAGE / "index.html").is_file():
        return
    QUIZ_PAGE.mkdir(parents=True, exist_ok=True)
    told = subprocess.run(
        ["npm", "pack", "--silent", QUIZDOWN], cwd=QUIZ_PAGE, check=True, capture_output=True, text=True
    )
    with tarfile.open(QUIZ_PAGE / told.stdout.split()[-1]) as packed:
        program = packed.extractfile("package/public/build/quizdown.js")
        (QUIZ_PAGE / "quizdown.js").write_bytes(program.read() if program else b"")
    questions = "\n".join(
        f"### {one.id} {json.dumps(one.text)}\n"
        + "\n".join(f"- [{'x' if kind == one.kind else ' '}] {kind}" for kind in KINDS)
        for one in SENTENCES
    )
    (QUIZ_PAGE / "index.html").write_text(PLAIN.format(questions=questions), "utf-8")


if __name__ == "__main__":
    main()
