"""The benchmark of grading: its class is the same for everybody, and its command runs."""

import subprocess
import sys

import converting
import pytest
from classroom.usual import usual_class

from helpers.grading.keys import load_keys

EXERCISE = "sourcing-chains"


def test_a_class_is_the_same_for_the_same_seed_only():
    assert list(usual_class(EXERCISE, 40)) == list(usual_class(EXERCISE, 40))
    assert list(usual_class(EXERCISE, 40)) != list(usual_class(EXERCISE, 40, seed=1))
    assert list(usual_class(EXERCISE, 40))[:10] == list(usual_class(EXERCISE, 10))


def test_one_in_ten_is_odd():
    students = list(usual_class(EXERCISE, 60))
    assert [student.id for student in students if student.answers is None] == ["student-0030", "student-0060"]
    assert "NBVAL_SKIP" in str(students[19].answers)


def test_other_graders_get_the_same_items_and_answers():
    made = converting.graded(EXERCISE)
    items = [converting.item(cell) for cell in made["cells"] if converting.is_item(cell)]
    closed = [asked for asked in load_keys()[EXERCISE].items if not asked.question.key.by_person]
    assert len(items) == len(set(items)) == len(closed) > 30
    assert all(call.startswith('score("') and call.endswith(")") for call in items)


@pytest.mark.kernel
def test_the_command_prints_a_table(root, tmp_path):
    command = [
        sys.executable,
        root / "benchmarks" / "grading.py",
        "--only",
        "kata-siapa",
        "--sizes",
        "3",
        "--work",
        tmp_path,
    ]
    ran = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True)
    assert ran.returncode == 0, ran.stderr
    [row] = [line for line in ran.stdout.splitlines() if line.startswith("| kata-siapa")]
    cells = [cell.strip() for cell in row.strip("|").split("|")]
    assert cells[1] == "3"
    assert float(cells[2]) > 0
    assert float(cells[6]) > 0
