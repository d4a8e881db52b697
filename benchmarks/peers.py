"""The graders to compare with: each in an environment of its own, on the same class with the same points."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

from classroom.notebooks import Notebook, text
from classroom.usual import Student
from converting import BROKEN, graded, is_item, item, put_answers

__all__ = [
    "activated",
    "environment",
    "nbgrader_class",
    "nbgrader_command",
    "nbval_command",
    "otter_class",
    "otter_commands",
]

HERE = Path(__file__).parent
BUILT = HERE.parent / "_build" / "benchmarks"


def environment(peer: str) -> Path:
    """The folder of programs of a peer's own environment, made from its pinned list when it is not there.

    Args:
        peer: "nbgrader" or "otter".
    """
    folder = BUILT / "environments" / peer
    if not (folder / "ready").is_file():
        print(f"Making the environment of {peer} (once) ...", file=sys.stderr)
        subprocess.run([sys.executable, "-m", "venv", "--clear", folder], check=True)
        pip = [folder / "bin" / "python", "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        subprocess.run([*pip, "-r", HERE / f"{peer}.txt"], check=True)
        subprocess.run([*pip, "--no-deps", HERE.parent], check=True)
        subprocess.run([folder / "bin" / "python", "-m", "compileall", "-q", folder / "lib"], check=False)
        (folder / "ready").touch()
    return folder / "bin"


def activated(peer: str) -> dict[str, str]:
    """What activating a peer's environment changes.

    Args:
        peer: "nbgrader" or "otter".
    """
    return {"PATH": f"{environment(peer)}{os.pathsep}{os.environ['PATH']}"}


def nbval_command(notebooks: Path) -> list[object]:
    """Plain nbval over graded notebooks, all in one run."""
    plain = ["-q", "-c", os.devnull, f"--rootdir={notebooks}", "-p", "no:cacheprovider", "--tb=no", "-rf"]
    return [sys.executable, "-m", "pytest", "--nbval", "--nbval-current-env", *plain, notebooks]


def nbgrader_class(exercise: str, students: list[Student], folder: Path) -> None:
    """A course of nbgrader: worksheets are solution cells, items are test cells with a point each."""
    source = _for_nbgrader(exercise)
    for step, who in (("source", "."), *(("submitted", student.id) for student in students)):
        place = folder / step / who / exercise
        place.mkdir(parents=True)
    (folder / "source" / exercise / f"{exercise}.ipynb").write_text(text(source), "utf-8")
    (folder / "nbgrader_config.py").write_text(_NBGRADER, "utf-8")
    subprocess.run(
        [environment("nbgrader") / "nbgrader", "generate_assignment", exercise],
        cwd=folder,
        env=os.environ | activated("nbgrader"),
        check=True,
        capture_output=True,
    )
    released = json.loads((folder / "release" / exercise / f"{exercise}.ipynb").read_text("utf-8"))
    for cell in released["cells"]:
        cell["source"] = "".join(cell["source"])
    originals = {cell["id"]: cell["source"] for cell in source["cells"]}
    for cell in released["cells"]:
        cell["source"] = originals[cell["id"]]
    for student in students:
        words = text(put_answers(exercise, released, student)) if student.answers else BROKEN
        (folder / "submitted" / student.id / exercise / f"{exercise}.ipynb").write_text(words, "utf-8")


_NBGRADER = """c = get_config()
c.CourseDirectory.course_id = "course"
c.ClearSolutions.enforce_metadata = False
c.ExecutePreprocessor.timeout = 60
"""


def _for_nbgrader(exercise: str) -> Notebook:
    made = graded(exercise)
    for cell in made["cells"]:
        solution = cell["source"].startswith("%%answer")
        if is_item(cell):
            cell["source"] = f'assert {item(cell)}.endswith(": 1 of 1")'
        if solution or is_item(cell):
            told = {"grade": is_item(cell), "solution": solution, "locked": not solution, "task": False}
            cell["metadata"] = {"nbgrader": {"schema_version": 3, "grade_id": cell["id"], **told}}
        if cell["metadata"].get("nbgrader", {}).get("grade"):
            cell["metadata"]["nbgrader"]["points"] = 1
    return made


def nbgrader_command(exercise: str) -> list[object]:
    """Grade everybody's submission of the assignment."""
    return [environment("nbgrader") / "nbgrader", "autograde", exercise]


def otter_class(exercise: str, students: list[Student], folder: Path) -> None:
    """Submissions for otter, and its archive of tests: a file of tests a worksheet, a case with a point an item."""
    made = graded(exercise)
    tests: dict[str, list[str]] = {}
    for cell in filter(is_item, made["cells"]):
        sheet = cell["metadata"]["kata_siapa"]["item"].partition(":")[0].replace("-", "_")
        tests.setdefault(sheet, []).append(f'>>> {item(cell)}.endswith(": 1 of 1")\nTrue')
    made["cells"] = [cell for cell in made["cells"] if not is_item(cell)]
    (folder / "submissions").mkdir(parents=True)
    for student in students:
        words = text(put_answers(exercise, made, student)) if student.answers else BROKEN
        (folder / "submissions" / f"{student.id}.ipynb").write_text(words, "utf-8")
    with zipfile.ZipFile(folder / "autograder.zip", "w") as archive:
        archive.writestr("otter_config.json", json.dumps({"lang": "python"}))
        for sheet, cases in tests.items():
            archive.writestr(f"tests/{sheet}.py", _ok_test(sheet, cases))


def _ok_test(name: str, cases: list[str]) -> str:
    listed = [{"code": code, "hidden": False, "locked": False, "points": 1} for code in cases]
    suite = {"cases": listed, "scored": True, "setup": "", "teardown": "", "type": "doctest"}
    return f"OK_FORMAT = True\n\ntest = { ({'name': name, 'points': None, 'suites': [suite]})!r}\n"


def otter_commands(students: list[Student], folder: Path) -> list[object]:
    """`otter run` on each submission, one after another: it takes one file a call."""
    script = folder / "all.sh"
    script.write_text("".join(_otter_run(student.id) for student in students), "utf-8")
    return ["sh", script]


def _otter_run(student: str) -> str:
    otter, results = environment("otter") / "otter", f"results/{student}"
    return f"mkdir -p {results}; {otter} run -a autograder.zip -o {results} submissions/{student}.ipynb --no-logo\n"
