"""A student at work in JupyterLab: types answers, reads reasons, explores by keyboard, saves, restarts, sees the same."""

import os
import shutil
import socket
import subprocess
import sys
import urllib.request
from contextlib import closing

import nbformat
import pytest

pytestmark = pytest.mark.browser

TOPIC = "loaded-framing"
FIRST = "loaded-marks"
STEPS = 40
"""More key presses than any walk in a notebook of under 30 cells needs."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory, root):
    folder = tmp_path_factory.mktemp("student")
    shutil.copy(root / "exercises" / f"{TOPIC}.ipynb", folder)
    return folder


@pytest.fixture(scope="module")
def lab(folder):
    """Address of a JupyterLab that serves a student's folder."""
    with closing(socket.socket()) as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    settings = ["--no-browser", "--allow-root", f"--port={port}", "--IdentityProvider.token=", "--ip=127.0.0.1"]
    own = {f"JUPYTER_{name}": str(folder / ".jupyter") for name in ("CONFIG_DIR", "DATA_DIR", "RUNTIME_DIR")}
    own |= {"JUPYTERLAB_SETTINGS_DIR": str(folder / ".settings"), "JUPYTERLAB_WORKSPACES_DIR": str(folder / ".spaces")}
    command = [sys.executable, "-m", "jupyterlab", *settings, f"--ServerApp.root_dir={folder}"]
    with subprocess.Popen(command, env={**os.environ, **own}, stderr=subprocess.PIPE, text=True) as server:
        for line in server.stderr:
            if "is running at" in line:
                break
        drain = subprocess.Popen(["cat"], stdin=server.stderr, stdout=subprocess.DEVNULL)
        yield f"http://127.0.0.1:{port}"
        urllib.request.urlopen(urllib.request.Request(f"http://127.0.0.1:{port}/api/shutdown", method="POST"))
        server.wait(60)
        drain.wait(60)


@pytest.fixture(scope="module")
def page(lab, chromium):
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.goto(f"{lab}/lab/tree/{TOPIC}.ipynb")
    page.locator(".jp-Notebook .jp-Cell").first.wait_for(timeout=120_000)
    page.locator(".jp-Notebook-ExecutionIndicator[data-status=idle]").wait_for(timeout=120_000)
    page.locator(".jp-Notebook").first.focus()
    yield page
    context.close()


def active(page):
    return page.locator(".jp-Notebook .jp-Cell.jp-mod-active")


def run_until(page, words):
    """Run one cell after the other with Shift and Enter, until the cell with these words is next."""
    for _ in range(STEPS):
        if words in active(page).inner_text():
            return
        page.keyboard.press("Shift+Enter")
    raise AssertionError(f"no cell with {words}")


def feedback(page, number):
    """What the table of the check with this number says, once it is there."""
    table = page.locator("table.ks-feedback").nth(number)
    table.wait_for(timeout=60_000)
    return table.inner_text()


def answers():
    """The worksheet as a student types it: one line right, one wrong, one that copies too much, one odd."""
    return ["S04  none", "s8: none", "S09  mereka", "S12 GEROMBOLAN teroris"]


def test_a_student_types_runs_reads_explores_saves_and_restarts(page, folder):
    page.keyboard.press("Escape")
    run_until(page, f"%%answer {FIRST}")
    page.keyboard.press("Enter")
    page.keyboard.press("Control+End")
    for line in answers():
        page.keyboard.press("Enter")
        page.keyboard.type(line)
    page.keyboard.press("Shift+Enter")
    page.keyboard.press("Shift+Enter")
    told = feedback(page, 0)
    assert "✓ right" in told
    assert "✗ not yet" in told
    assert "· not answered" in told
    assert "Hint: " in told

    page.keyboard.press("Control+s")
    page.locator(".jp-Dialog").wait_for(state="detached")
    page.wait_for_function("document.querySelector('.jp-mod-dirty') === null")
    saved = nbformat.read(folder / f"{TOPIC}.ipynb", as_version=4)
    assert all(any(line in cell.source for cell in saved.cells) for line in answers())

    page.keyboard.press("Escape")
    page.keyboard.press("0")
    page.keyboard.press("0")
    page.locator(".jp-Dialog").wait_for()
    page.keyboard.press("Enter")
