"""What all tests share: the checkout's folders, and no clock."""

import gc
import os
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from tests.cases import cases
from traitlets.config import Config

import helpers.authoring.notebooks  # noqa: F401  # before anybody imports nbformat slowly

ROOT = Path(__file__).parents[1]

# A slow machine is no fault of the code: hypothesis tests what comes out, not how long it takes.
FREE = [HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
settings.register_profile("unhurried", max_examples=cases(100), deadline=None, suppress_health_check=FREE)
settings.load_profile("unhurried")


# What a test needs beyond Python decides whether `make check` runs it; who starts a kernel says so with a mark.
NEEDS = {"chromium": "browser", "book": "book", "installed": "install"}


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    for item in items:
        for fixture in NEEDS.keys() & set(getattr(item, "fixturenames", ())):
            item.add_marker(NEEDS[fixture])


def pytest_collection_finish():
    """Thousands of tests stay in memory to the end: whoever looks for rubbish need not go through them each time."""
    gc.collect()
    gc.freeze()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport():
    return proven((yield))


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report():
    return proven((yield))


def proven(report):
    """In CI a test that lacks a browser, npm or anything else fails; only what another system has may be skipped."""
    told = report.longrepr[2].removeprefix("Skipped: ") if isinstance(report.longrepr, tuple) else ""
    if os.environ.get("CI") and report.skipped and told and not told.startswith("Linux"):
        report.outcome = "failed"
        report.longrepr = f"Not proven: {told}"
    return report


@pytest.fixture(scope="session")
def root() -> Path:
    return ROOT


@pytest.fixture(scope="session")
def book(root) -> Path:
    """The folder of the built book."""
    folder: Path = root / "_build/html"
    if not (folder / "sw.js").is_file():
        pytest.skip("there is no built book in _build/html: run make book")
    return folder


@pytest.fixture
def calls():
    """Counts the calls that a piece of work takes, of functions and of what they call in C: `calls(detect, text)`."""

    def count(work, *about):
        taken = 0

        def taking(frame, event, argument):
            nonlocal taken
            taken += event in ("call", "c_call")

        sys.setprofile(taking)
        try:
            work(*about)
        finally:
            sys.setprofile(None)
        return taken

    return count


@pytest.fixture
def shell():
    """A notebook's shell, as fresh as after a restart and made ready for an exercise; without a kernel it is quick."""
    shells = pytest.importorskip("IPython.core.interactiveshell")
    ready = shells.InteractiveShell(config=Config(HistoryManager={"enabled": False}))
    ready.run_line_magic("load_ext", "helpers")
    return ready


@pytest.fixture
def terminal():
    """Both ends of a terminal: ours, to read what is shown, and the command's, which a test closes after it."""
    try:
        ours, theirs = os.openpty()
    except OSError as error:
        pytest.skip(f"this machine gives no terminals to programs: {error}")
    yield ours, theirs
    os.close(ours)


@pytest.fixture
def no_window():
    """Figures are drawn without a screen and closed afterwards."""
    import matplotlib.pyplot as plt

    plt.switch_backend("Agg")
    yield
    plt.close("all")


@pytest.fixture(scope="session")
def handed_in():
    """Makes the result of a student from her worksheets: `handed_in("siti", "who-says-so", {"first-article": "..."})`.

    A worksheet that is left out is filled in as the key has it.
    """
    from helpers.exercises.worksheet import answer_cell, parse
    from helpers.grading.keys import load_keys
    from helpers.grading.results import Item, Result

    keys = load_keys()

    def item(exercise, asked, sheet):
        verdict, key = asked.question.judge(sheet), asked.question.key
        told = {"by_person": key.by_person, "form": key.form, "of": key.of}
        told["read"] = "" if verdict.status == "not answered" else verdict.answer.casefold()
        told["key"] = key.right_answer
        words = (verdict.status, verdict.answer, verdict.reason)
        return Item(exercise, asked.sheet, asked.question.id, verdict.points, not key.by_person, *words, **told)

    def make(student, exercise, worksheets=None, name="", **fields):
        key = keys[exercise]
        full = dict(sheet for cell in key.notebook["cells"] if (sheet := answer_cell(cell["source"])))
        sheets = {**full, **(worksheets or {})}
        read = {name: parse(name, text) for name, text in sheets.items()}
        items = tuple(item(exercise, asked, read[asked.sheet]) for asked in key.items)
        told = {"late": False, "handed_in": None, "notes": (), "file": f"{student}.ipynb", **fields}
        state = told.pop("state", "graded")
        told |= {"student": student, "student_name": name, "exercise": exercise, "digest": "d", "state": state}
        return Result(items=items, worksheets=tuple(sheets.items()), **told)

    return make
