"""A student at work with nothing installed: on an exercise's page, and in its notebook in the browser."""

import csv
import subprocess
import sys
from pathlib import Path

import pytest

pytest.importorskip("playwright", reason="the browser tests need playwright: install the extra [test]")
from playwright.sync_api import expect
from tests.browser.jupyter import edit, go_to, opened, run, run_until, save

BOOK = Path(__file__).parents[2] / "_build" / "html"
NO_SITE = BOOK.parent / "no-site"
"""Holds the reason where `make test` could not make the site."""
EXERCISE = "who-says-so"
PAGE, TEXTS = f"exercises/{EXERCISE}.html", "exercises/loaded-framing.html"

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(
        NO_SITE.exists() or not (BOOK / "lite/runtime").is_dir(),
        reason=f"no exercises in the browser here: {NO_SITE.read_text() if NO_SITE.exists() else 'run make site'}",
    ),
]

KEPT = """async words => {
  const done = asked => new Promise(answer => asked.onsuccess = () => answer(asked.result));
  for (const {name} of await indexedDB.databases()) {
    const base = await done(indexedDB.open(name));
    const all = [...base.objectStoreNames].map(store => done(base.transaction(store).objectStore(store).getAll()));
    const kept = JSON.stringify(await Promise.all(all));
    base.close();
    if (kept.includes(words)) return true;
  }
  return false;
}"""
"""Whether the browser keeps these words of a saved notebook: this interface has no other sign of it."""


def grades(notebook, folder):
    """The row of the gradebook for a file that was handed in."""
    command = [sys.executable, "-m", "helpers", "grade", str(notebook), "--out", str(folder / "results")]
    told = subprocess.run(command, capture_output=True, text=True)
    assert told.returncode == 0, told.stderr
    [row] = csv.DictReader((folder / "results/gradebook.csv").open(encoding="utf-8"))
    return row


def download(page, press, folder):
    with page.expect_download() as waiting:
        press()
    file = folder / waiting.value.suggested_filename
    waiting.value.save_as(file)
    return file


def written(page, words):
    """The first text of ones own, with these words in it."""
    form = page.locator("#loaded-plainer-T01")
    form.get_by_role("textbox").fill(words)
    return form


def looked_at(form):
    """What Python sees in it, when it has been checked."""
    form.get_by_role("button", name="Check").click()
    return form.locator(".verdict .seen")


def test_python_comes_when_somebody_begins_to_write_and_looks_at_the_words(visit):
    visitor = visit(360)
    page = visitor.open(TEXTS)
    assert not [one.url for one in visitor.requests if "/lite/" in one.url]
    form = written(page, "Pemerintah memotong anggaran sekolah kata Arga Sondi")
    expect(form.locator(".python")).to_contain_text("8 MB, once")
    expect(looked_at(form)).to_contain_text("Kept: ")
    form.get_by_role("textbox").fill("Rezim membabat anggaran sekolah, kata Arga Sondi")
    expect(form.locator(".verdict")).to_be_empty()
    expect(looked_at(form)).to_contain_text("Still there: ")
    assert not visitor.complaints, visitor.complaints
    assert not visitor.strangers, visitor.strangers


@pytest.mark.parametrize(
    ("broken", "words"),
    [
        ("delete window.WebAssembly", "no WebAssembly"),
        ("delete window.Worker", "no WebAssembly"),
        ("window.Worker = class { constructor() { throw new DOMException('no', 'SecurityError'); } }", "forbids"),
    ],
)
def test_a_browser_without_python_says_so_and_still_shows_what_to_compare(visit, broken, words):
    visitor = visit(360)
    visitor.page.add_init_script(broken)
    form = written(visitor.open(TEXTS), "Pemerintah memotong anggaran sekolah, kata Arga Sondi pada hari Selasa")
    form.get_by_role("button", name="Check").click()
    expect(form.locator(".python")).to_contain_text(words)
    expect(form.locator(".verdict")).to_contain_text("Which level is yours?")


@pytest.mark.parametrize(
    ("files", "type", "words"),
    [("**/*.mjs", "text/plain", "sends pyodide"), ("**/*.wasm", "application/octet-stream", "")],
)
def test_a_server_that_calls_files_by_wrong_names_is_told_or_does_no_harm(visit, files, type, words):
    visitor = visit(360)
    page = visitor.page
    page.route(files, lambda route: route.fulfill(response=route.fetch(), headers={"content-type": type}))
    form = written(visitor.open(TEXTS), "Pemerintah memotong anggaran sekolah, kata Arga Sondi pada hari Selasa")
    if words:
        expect(form.locator(".python")).to_contain_text(words)
    else:
        expect(looked_at(form)).to_contain_text("Kept: ")
    page.unroute_all(behavior="ignoreErrors")  # a file may still be on its way


def test_python_that_does_not_come_leaves_the_answers_and_can_be_asked_again(visit):
    visitor = visit(360)
    page = visitor.page
    page.route("**/pyodide.asm.wasm", lambda route: route.abort())
    form = written(visitor.open(TEXTS), "Pemerintah memotong anggaran sekolah, kata Arga Sondi pada hari Selasa")
    expect(form.locator(".python")).to_contain_text("Python did not start here")
    page.unroute("**/pyodide.asm.wasm")
    expect(looked_at(form)).to_contain_text("Kept: ")


def test_a_student_works_in_the_notebook_comes_back_and_hands_in(visit, tmp_path):
    visitor = visit(1280)
    page = visitor.open(PAGE)
    page.get_by_role("link", name="Open the blank notebook in the browser").click()
    opened(page)
    go_to(page, "%%answer first-article")  # the first cell, which loads the package, is passed over
    edit(page)
    page.keyboard.press("Control+A")
    page.keyboard.insert_text("%%answer first-article\nS01  narrator\nS02  person")
    run(page)
    run(page)
    table = page.locator("table.ks-feedback").first
    table.wait_for(state="attached")
    expect(table.locator("tr", has_text="S01")).to_contain_text("✓ right")
    expect(table.locator("tr", has_text="S02")).to_contain_text("Hint: ")

    run_until(page, "explore_voices(")
    run(page)
    chooser = page.locator(".widget-dropdown select").first
    chooser.wait_for()
    chooser.select_option("person")
    expect(page.locator(".jp-OutputArea", has=chooser).last).to_contain_text("person")

    save(page)
    page.wait_for_function(KEPT, arg="S02  person")
    page.reload()
    opened(page)
    expect(page.locator(".jp-Notebook")).to_contain_text("S02  person")

    page.get_by_role("menuitem", name="File", exact=True).click()
    file = download(page, page.get_by_role("menuitem", name="Download", exact=True).click, tmp_path)
    row = grades(file, tmp_path)
    told = [row[f"first-article:{one} (practice)"] for one in ("S01", "S02")]
    assert (row["exercise"], *told) == (EXERCISE, "1", "0")
    assert not visitor.strangers, visitor.strangers
