"""A student at work in JupyterLab: types answers, reads reasons, explores by keyboard, saves, restarts."""

import os
import re
import shutil
import signal
import subprocess
import sys
import threading

import nbformat
import pytest

pytest.importorskip("playwright", reason="the browser tests need playwright: install the extra [test]")
from playwright.sync_api import expect
from tests.browser.jupyter import STEPS, done, edit, opened, run, run_until, save

pytestmark = pytest.mark.browser

TOPIC = "loaded-framing"
FIRST = "loaded-marks"


@pytest.fixture
def folder(tmp_path, root):
    """A student's folder; every cell is drawn, also those further down, so that a test can read them."""
    shutil.copy(root / "exercises" / f"{TOPIC}.ipynb", tmp_path)
    settings = tmp_path / ".settings/@jupyterlab/notebook-extension/tracker.jupyterlab-settings"
    settings.parent.mkdir(parents=True)
    settings.write_text('{"windowingMode": "none"}', "utf-8")
    return tmp_path


@pytest.fixture
def lab(folder):
    """Address of a JupyterLab that serves a student's folder."""
    settings = ["--no-browser", "--allow-root", "--port=0", "--IdentityProvider.token=", "--ip=127.0.0.1"]
    own = {f"JUPYTER_{name}": str(folder / ".jupyter") for name in ("CONFIG_DIR", "DATA_DIR", "RUNTIME_DIR")}
    own |= {"JUPYTERLAB_SETTINGS_DIR": str(folder / ".settings"), "JUPYTERLAB_WORKSPACES_DIR": str(folder / ".spaces")}
    command = [sys.executable, "-m", "jupyterlab", *settings, f"--ServerApp.root_dir={folder}"]
    # A group of its own, so that no kernel outlives the test and holds the pipe open.
    options = {"env": {**os.environ, **own}, "stderr": subprocess.PIPE, "text": True, "start_new_session": True}
    server = subprocess.Popen(command, **options)
    said = []
    for line in server.stderr:
        said.append(line)
        if address := re.search(r"http://127\.0\.0\.1:\d+", line):
            break
    else:
        pytest.fail(f"JupyterLab did not start: {''.join(said)}")
    threading.Thread(target=server.stderr.read, daemon=True).start()
    yield address[0]
    os.killpg(server.pid, signal.SIGKILL)
    server.wait()


@pytest.fixture
def page(lab, profile):
    page = profile().new_page()
    page.goto(f"{lab}/lab/tree/{TOPIC}.ipynb")
    return opened(page)


def feedback(page):
    """What the first check's table says, once it is there."""
    table = page.locator("table.ks-feedback:not([data-old])").first
    table.wait_for(state="attached")
    return table.text_content()


def answers():
    """The worksheet as a student types it: one line right, one wrong, one that marks plain words, one odd."""
    return ["S05  none", "s2: none", "S10  meninggal", "S12 PEMBANTAIAN warga"]


def press_until(page, key, there):
    for _ in range(STEPS):
        if there():
            return
        page.keyboard.press(key)
    raise AssertionError(f"{key} does not lead there")


def swap_by_keyboard(page):
    """Tab to the explorer's first box, tick it with the space bar, and read what a screen reader is told."""
    box = page.locator(".widget-checkbox input").first
    box.wait_for()
    page.keyboard.press("Escape")
    press_until(page, "Tab", lambda: box.evaluate("box => box === document.activeElement"))
    page.keyboard.press("Space")
    told = page.locator("[role=status]", has_text="1 of").first
    told.wait_for()
    return told.inner_text()


def choose_by_keyboard(page):
    """In a list, an arrow chooses and a letter does nothing to the notebook."""
    choice = page.locator(".widget-dropdown select").first
    before = choice.input_value()
    choice.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("x")
    expect(choice).not_to_have_value(before)
    assert choice.evaluate("list => list === document.activeElement")


def restart_and_run_all(page):
    page.eval_on_selector_all("table.ks-feedback", "tables => tables.forEach(t => t.setAttribute('data-old', ''))")
    page.keyboard.press("Escape")
    page.keyboard.press("Control+Shift+C")
    page.locator(".lm-CommandPalette-input:focus").wait_for()
    page.keyboard.type("Restart Kernel and Run All Cells")
    page.locator(".lm-CommandPalette-item.lm-mod-active", has_text="Restart Kernel and Run All Cells").wait_for()
    page.keyboard.press("Enter")
    page.locator(".jp-Dialog .jp-mod-accept:focus").wait_for()
    page.keyboard.press("Enter")
    page.locator(".jp-Dialog").wait_for(state="detached")


def test_a_student_types_runs_reads_explores_saves_and_restarts(page, folder):
    run_until(page, f"%%answer {FIRST}")
    edit(page)
    page.keyboard.press("Control+End")
    for line in answers():
        page.keyboard.press("Enter")
        page.keyboard.type(line)
    run(page)
    run(page)
    told = feedback(page)
    assert "✓ right" in told
    assert "✗ not yet" in told
    assert "· not answered" in told
    assert "Hint: " in told

    run_until(page, "swap_words(")
    run(page)
    assert "swapped" in swap_by_keyboard(page)
    cells = page.locator(".jp-Notebook .jp-Cell").count()
    choose_by_keyboard(page)
    assert page.locator(".jp-Notebook .jp-Cell").count() == cells

    save(page)
    page.locator(".jp-mod-dirty").first.wait_for(state="detached")
    saved = nbformat.read(folder / f"{TOPIC}.ipynb", as_version=4)
    assert any(all(line in cell.source for line in answers()) for cell in saved.cells)

    restart_and_run_all(page)
    assert feedback(page) == told
    done(page)
    assert page.locator(".jp-RenderedText[data-mime-type='application/vnd.jupyter.stderr']").count() == 0
