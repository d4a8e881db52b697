"""Each exercise under nbval: the key is all green, the blank fails nowhere and says that nothing is answered."""

import subprocess
import sys

import nbformat
import pytest
from nbclient import NotebookClient


@pytest.fixture(params=["who-says-so"])
def topic(request):
    return request.param


def test_key_and_blank_are_green_under_nbval(root, topic, tmp_path):
    notebooks = [root / "exercises/keys/built" / f"{topic}.ipynb", root / "exercises" / f"{topic}.ipynb"]
    command = [sys.executable, "-m", "pytest", "--nbval", "-q", "-p", "no:cacheprovider", *map(str, notebooks)]
    told = subprocess.run([*command, "--rootdir", root], cwd=tmp_path, capture_output=True, text=True)
    assert told.returncode == 0, told.stdout
    assert "passed" in told.stdout or "[100%]" in told.stdout


def test_the_blank_says_not_answered_in_every_check(root, topic):
    notebook = nbformat.read(root / "exercises" / f"{topic}.ipynb", as_version=4)
    NotebookClient(notebook, timeout=60).execute()
    checks = [cell for cell in notebook.cells if cell.id.startswith("check-")]
    assert checks
    for cell in checks:
        assert "not answered (of" in cell.outputs[0].data["text/plain"]


def test_the_order_of_running_does_not_matter(root, topic):
    notebook = nbformat.read(root / "exercises" / f"{topic}.ipynb", as_version=4)
    start, *rest = [cell for cell in notebook.cells if cell.cell_type == "code"]
    notebook.cells = [start, *reversed(rest)]
    NotebookClient(notebook, timeout=60).execute()
    [first, *_] = [cell for cell in notebook.cells if cell.id.startswith("check-")]
    assert "has not been run yet" in first.outputs[0].data["text/plain"]
