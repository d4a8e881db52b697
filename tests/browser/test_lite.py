"""A student at work with nothing installed: on an exercise's page, and in its notebook in the browser."""

import csv
import json
import subprocess
import sys
from pathlib import Path

import pytest

pytest.importorskip("playwright", reason="the browser tests need playwright: install the extra [test]")
from playwright.sync_api import expect
from tests.browser.accessibility import violations
from tests.browser.jupyter import edit, go_to, opened, run, run_until, save
from tests.browser.test_pages import reach

BOOK = Path(__file__).parents[2] / "_build" / "html"
NO_SITE = BOOK.parent / "no-site"
"""Holds the reason where `make test` could not make the site."""
EXERCISE = "who-says-so"
PAGE = f"exercises/{EXERCISE}.html"

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(
        NO_SITE.exists() or not (BOOK / "lite/runtime").is_dir(),
        reason=f"no exercises in the browser here: {NO_SITE.read_text() if NO_SITE.exists() else 'run make site'}",
    ),
]

WITHOUT_STORAGE = "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); }"
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


def write(page, sheet, words):
    """Type over the first lines of a worksheet, as a student does."""
    area = page.get_by_label(f"Worksheet {sheet}")
    kept = area.input_value().splitlines()[len(words.splitlines()) :]
    area.fill("\n".join([words, *kept]))
    return area


def checked(page, sheet, press=None):
    """The table of reasons after a check."""
    form = page.locator(f"form[data-sheet='{sheet}']")
    (press or form.get_by_role("button", name="Check").click)()
    form.locator(".told", has_text=f"{sheet}:").wait_for()
    return form.locator("table.ks-feedback")


def test_a_student_answers_on_the_page_comes_back_and_hands_in(visit, tmp_path):
    visitor = visit(360)
    page = visitor.open(PAGE)
    write(page, "first-article", "S01  narrator\nS02  person\nS03  <img src=x onerror=alert(1)>")
    table = checked(page, "first-article")
    expect(table.locator("tr", has_text="S01")).to_contain_text("✓ right")
    expect(table.locator("tr", has_text="S02")).to_contain_text("✗ not yet")
    expect(table.locator("tr", has_text="S02")).to_contain_text("Hint: ")
    assert page.locator(".feedback img").count() == 0
    expect(page.locator(".feedback", has_text="<img src=x onerror=alert(1)>").first).to_be_visible()
    write(page, "first-article", "S01  narrator\nS02  vague\nS03  unnamed")
    expect(checked(page, "first-article").locator("tr", has_text="S02")).not_to_contain_text("Hint: ")
    found = violations(page)
    assert not found, "axe-core on the page with feedback:\n" + "\n".join(found)

    page.reload()
    assert (
        page.get_by_label("Worksheet first-article").input_value().startswith("S01  narrator\nS02  vague\nS03  unnamed")
    )
    file = download(page, page.get_by_role("button", name="Download my notebook").click, tmp_path)
    assert file.name == f"{EXERCISE}.ipynb"
    row = grades(file, tmp_path)
    assert (row["exercise"], row["first-article:S01"], row["first-article:S02"]) == (EXERCISE, "1", "0")
    assert not visitor.complaints, visitor.complaints
    assert not visitor.strangers, visitor.strangers


def test_the_file_to_hand_in_is_the_notebook_with_the_answers(visit, tmp_path, root):
    page = visit(1280).open(PAGE)
    write(page, "second-article", "S01  person")
    mine = json.loads(
        download(page, page.get_by_role("button", name="Download my notebook").click, tmp_path).read_text()
    )
    given = json.loads((root / f"exercises/{EXERCISE}.ipynb").read_text())
    assert mine["metadata"] == given["metadata"]
    source = {cell["id"]: "".join(cell["source"]) for cell in given["cells"]}
    changed = [cell["id"] for cell in mine["cells"] if "".join(cell["source"]) != source[cell["id"]]]
    assert changed == ["answer-second-article"]


def test_every_step_on_the_page_can_be_done_by_keyboard(visit):
    page = visit(360).open(PAGE)
    reach(page, "textarea", 100)
    page.keyboard.press("Control+Home")
    page.keyboard.type("S01  narrator\n")
    page.keyboard.press("Tab")
    expect(page.locator("form.sheet .check").first).to_be_focused()
    table = checked(page, "first-article", lambda: page.keyboard.press("Enter"))
    expect(table.locator("tr", has_text="S01")).to_contain_text("✓ right")
    assert page.locator("form.sheet .told").first.get_attribute("role") == "status"


def test_answers_are_cleared_for_the_next_student_when_asked(visit):
    page = visit(360).open(PAGE)
    blank = page.get_by_label("Worksheet first-article").input_value()
    write(page, "first-article", "S01  narrator")
    page.once("dialog", lambda dialog: dialog.dismiss())
    page.get_by_role("button", name="Clear my answers").click()
    assert page.get_by_label("Worksheet first-article").input_value() != blank
    page.once("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="Clear my answers").click()
    page.reload()
    assert page.get_by_label("Worksheet first-article").input_value() == blank


@pytest.mark.parametrize(
    ("broken", "words"),
    [("delete window.WebAssembly", "no WebAssembly"), ("delete window.Worker", "no WebAssembly")],
)
def test_a_browser_without_python_says_so_and_still_gives_the_file(visit, tmp_path, broken, words):
    visitor = visit(360)
    visitor.page.add_init_script(broken)
    page = visitor.open(PAGE)
    expect(page.locator(".getting-ready")).to_contain_text(words)
    write(page, "first-article", "S01  narrator")
    page.locator("form.sheet .check").first.click()
    expect(page.locator("form.sheet .told").first).to_contain_text("Download my notebook")
    row = grades(download(page, page.get_by_role("button", name="Download my notebook").click, tmp_path), tmp_path)
    assert row["first-article:S01"] == "1"


def test_a_browser_that_keeps_nothing_says_so(visit):
    visitor = visit(360)
    visitor.page.add_init_script(WITHOUT_STORAGE)
    page = visitor.open(PAGE)
    write(page, "first-article", "S01  narrator")
    expect(page.locator("form.sheet .told").first).to_contain_text("does not keep what you write")


def test_python_that_does_not_come_leaves_the_answers_and_can_be_asked_again(visit):
    visitor = visit(360)
    page = visitor.page
    page.route("**/pyodide.asm.wasm", lambda route: route.abort())
    visitor.open(PAGE)
    write(page, "first-article", "S01  narrator")
    page.locator("form.sheet .check").first.click()
    expect(page.locator(".getting-ready")).to_contain_text("Python did not start")
    assert page.get_by_label("Worksheet first-article").input_value().startswith("S01  narrator")
    page.unroute("**/pyodide.asm.wasm")
    expect(checked(page, "first-article").locator("tr", has_text="S01")).to_contain_text("✓ right")


def test_the_page_checks_without_a_network_once_it_has_done_so_with_one(visit):
    visitor = visit(360, service_workers="allow")
    page = visitor.open(PAGE)
    expect(page.locator(".getting-ready")).to_contain_text("works without a network")
    page.evaluate("navigator.serviceWorker.ready")
    page.context.set_offline(True)
    page.reload()
    write(page, "first-article", "S01  narrator")
    expect(checked(page, "first-article").locator("tr", has_text="S01")).to_contain_text("✓ right")


def test_a_student_works_in_the_notebook_comes_back_and_hands_in(visit, tmp_path):
    visitor = visit(1280)
    page = visitor.open(PAGE)
    page.get_by_role("link", name="Open the notebook in the browser").click()
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
    assert (row["exercise"], row["first-article:S01"], row["first-article:S02"]) == (EXERCISE, "1", "0")
    assert not visitor.strangers, visitor.strangers
