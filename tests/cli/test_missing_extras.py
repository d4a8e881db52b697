"""A package that is not there: which extra brings it, or what is really missing."""

import subprocess
import sys

import pytest

GRADE = "from helpers.__main__ import main; main(['grade', 'x.ipynb', '--out', 'results'])"
EXERCISE = "from helpers.__main__ import main; main(['exercise', 'islam-times-2021'])"


WITHOUT = """
import sys
class Without:
    def find_spec(name, *_):
        if name == {module!r}:
            raise ModuleNotFoundError(f"No module named {{name!r}}", name=name)
sys.meta_path.insert(0, Without)
"""


def without(module, code, folder):
    """What Python says to the code where a module is not installed."""
    code = WITHOUT.format(module=module) + code
    return subprocess.run([sys.executable, "-c", code], cwd=folder, capture_output=True, text=True)


@pytest.mark.parametrize(
    ("module", "code"), [("xlsxwriter", GRADE), ("jinja2", GRADE), ("nbformat", EXERCISE), ("jupytext", EXERCISE)]
)
def test_a_command_names_the_extra_that_it_needs(module, code, tmp_path):
    told = without(module, code, tmp_path)
    assert told.returncode == 2
    assert told.stderr == f"Error: {module} is missing; install it with: pip install 'kata-siapa[teach]'\n"


@pytest.mark.parametrize("module", ["helpers.grading.zones", "markupsafe"])
def test_a_fault_of_ours_and_a_broken_package_are_not_taken_for_a_missing_extra(module, tmp_path):
    told = without(module, GRADE, tmp_path)
    assert "pip install" not in told.stderr
    assert module in told.stderr.splitlines()[-1]


@pytest.mark.parametrize(
    ("module", "asked"),
    [("matplotlib", "from helpers.figures import sourcing_chain"), ("ipywidgets", "import helpers.explorers")],
)
def test_what_chapters_import_names_its_extra(module, asked, tmp_path):
    told = without(module, asked, tmp_path)
    assert f"{module} is missing; install it with: pip install 'kata-siapa[book]'" in told.stderr.splitlines()[-1]


def test_a_command_that_needs_no_extra_works_without(tmp_path):
    show = "from helpers.__main__ import main; main(['show', 'islam-times-2021'])"
    assert "Islam Times" in without("nbformat", show, tmp_path).stdout
