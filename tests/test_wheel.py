"""The installed package stands alone: articles and keys come along, from any folder."""

import os
import subprocess
import sys
import zipfile

import pytest


@pytest.fixture(scope="module")
def installed(root, tmp_path_factory):
    """The wheel as it lies in an environment that knows nothing of the checkout."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "pip", "wheel", "--no-deps", "--no-build-isolation", "-q", "-w", folder, root]
    subprocess.run(command, check=True, capture_output=True)
    [wheel] = folder.glob("*.whl")
    zipfile.ZipFile(wheel).extractall(folder / "site")
    return folder / "site"


def run(installed, code):
    env = {**os.environ, "PYTHONPATH": str(installed)}
    told = subprocess.run([sys.executable, "-c", code], cwd="/", env=env, capture_output=True, text=True)
    assert told.returncode == 0, told.stderr
    return told.stdout.strip()


def test_both_articles_load_from_any_folder(installed):
    code = "import helpers; print(helpers.__file__); [print(helpers.load_article(a).id) for a in helpers.article_ids()]"
    file, *ids = run(installed, code).splitlines()
    assert file.startswith(str(installed))
    assert ids == ["harakatuna-2024", "islam-times-2021"]


def test_keys_and_style_come_along(installed, root):
    code = "from helpers.exercises import key_folder; print(*sorted(p.name for p in key_folder().rglob('*.*')))"
    keys = root / "exercises/keys"
    assert run(installed, code).split() == sorted(
        file.name for file in [*keys.glob("*.md"), *keys.glob("built/*.ipynb")]
    )
    assert "<style>" in run(installed, "import helpers; print(helpers.read('islam-times-2021')._repr_html_())")


def test_pages_of_grades_have_their_template_and_style_from_any_folder(installed):
    page = run(
        installed,
        "from helpers.grading.report.class_report import class_report; print(class_report([], {}).decode())",
    )
    assert "<style>:root" in page
    assert "<h1>What to talk about next</h1>" in page


def test_texts_and_licences_come_along(installed):
    names = {path.name for path in installed.rglob("*")}
    assert {"text.txt", "annotations.toml", "a.toml", "LICENSE", "LICENSE-CONTENT"} <= names


def test_the_detectors_word_lists_come_along(installed):
    code = "from helpers.detection import detect; print(detect('Menurut Sari, hujan turun.').attributions[0].rule)"
    assert run(installed, code) == "according-to"


def test_the_closed_lists_come_along(installed):
    code = "from helpers.exercises.choices import choices; print(choices('kind').read('tanpa nama'))"
    assert run(installed, code) == "unnamed"
