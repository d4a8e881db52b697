"""Notebooks changed at random, in their bytes, their JSON and their cells: each is judged, or told, and no other is."""

import copy
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.cases import cases

from helpers.exercises.worksheet import answer_cell
from helpers.grading.judging.judge import Judge, Judged
from helpers.grading.keys import load_keys

KEYS = load_keys()
MARKS = [
    "# NBVAL_SKIP",
    "%%bash",
    "!ls",
    "{x}",
    "\x00",
    "\u2028",
    "\u202e",
    "\ud800",
    "'''",
    "=1+1",
    "<script>",
    "S01",
    "%%answer",
]


def _filled(exercise, root):
    answers = {cell["id"]: cell["source"] for cell in KEYS[exercise].notebook["cells"]}
    notebook = json.loads((root / f"exercises/{exercise}.ipynb").read_text())
    for cell in notebook["cells"]:
        cell["source"] = answers[cell["id"]] if cell["id"].startswith("answer-") else cell["source"]
    return notebook


@pytest.fixture(scope="module")
def perfect(root):
    return {exercise: _filled(exercise, root) for exercise in KEYS}


@pytest.fixture(scope="module")
def judge():
    return Judge(KEYS)


def verdicts(judge, raw):
    """The judgement of what one student hands in."""
    [handed_in] = judge.read(raw)
    return judge.judge(handed_in)


def sound(judged):
    """Either every item of the key is there with its points, or an instructor is told; and it fits into the journal."""
    if judged.items:
        names = [f"{asked.sheet}:{asked.question.id}" for asked in KEYS[judged.exercise].items]
        assert [item.name for item in judged.items] == names
        assert all(item.points in (0, 1) and item.points <= item.possible and item.reason for item in judged.items)
    else:
        assert any(remark.serious and remark.what_to_do for remark in judged.remarks)
    assert Judged.from_json(judged.as_json()) == judged


def points(judged):
    return sum(item.points for item in judged.items)


_EXERCISES = st.sampled_from(sorted(KEYS))
_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20) | st.sampled_from(MARKS),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)


@settings(max_examples=cases(800))
@given(exercise=_EXERCISES, where=st.floats(0, 1), gone=st.integers(0, 400), new=st.binary(max_size=40))
def test_changed_bytes(judge, perfect, exercise, where, gone, new):
    raw = json.dumps(perfect[exercise]).encode()
    start = int(where * len(raw))
    judged = verdicts(judge, raw[:start] + new + raw[start + gone :])
    sound(judged)
    assert judged.exercise in (exercise, "")


@settings(max_examples=cases(600))
@given(exercise=_EXERCISES, path=st.lists(st.floats(0, 0.999), min_size=1, max_size=4), new=_JSON, rename=st.booleans())
def test_changed_json(judge, perfect, exercise, path, new, rename):
    notebook = copy.deepcopy(perfect[exercise])
    place = notebook
    for number, step in enumerate(path):
        keys = list(place) if isinstance(place, dict) else range(len(place))
        if not keys:
            break
        key = keys[int(step * len(keys))]
        inner = place[key]
        if number == len(path) - 1 or not isinstance(inner, (dict, list)):
            place[key] = new
            if rename and isinstance(place, dict):
                place[str(new)[:20]] = place.pop(key)
            break
        place = inner
    sound(verdicts(judge, json.dumps(notebook).encode()))


_CELL = st.builds(
    lambda kind, source, id: {"cell_type": kind, "metadata": {}, "source": source} | ({"id": id} if id else {}),
    st.sampled_from(["code", "markdown", "raw", "heading", ""]),
    st.text(max_size=60) | st.lists(st.text(max_size=20) | st.sampled_from(MARKS), max_size=4),
    st.text(max_size=10),
)


@settings(max_examples=cases(400))
@given(
    exercise=_EXERCISES, order=st.randoms(use_true_random=False), others=st.lists(_CELL, max_size=4), gone=st.booleans()
)
def test_cells_that_are_no_worksheets_change_no_point(judge, perfect, exercise, order, others, gone):
    notebook = copy.deepcopy(perfect[exercise])
    strange = [cell for cell in others if not answer_cell("".join(cell["source"]))]
    kept = [cell for cell in notebook["cells"] if cell["id"].startswith("answer-") or not gone]
    notebook["cells"] = kept + strange
    order.shuffle(notebook["cells"])
    judged = verdicts(judge, json.dumps(notebook).encode())
    sound(judged)
    assert points(judged) == sum(item.possible for item in judged.items) > 0


@settings(max_examples=cases(300))
@given(
    exercise=_EXERCISES,
    spoilt=st.lists(st.text(max_size=30) | st.sampled_from(MARKS), max_size=6),
    where=st.floats(0, 1),
)
def test_lines_of_any_text_in_a_worksheet_cost_no_other_worksheet(judge, perfect, exercise, spoilt, where):
    notebook = copy.deepcopy(perfect[exercise])
    sheets = [cell for cell in notebook["cells"] if cell["id"].startswith("answer-")]
    cell = sheets[int(where * 0.999 * len(sheets))]
    name = answer_cell(cell["source"])[0]
    cell["source"] = cell["source"].partition("\n")[0] + "\n" + "\n".join(spoilt)
    judged = verdicts(judge, json.dumps(notebook).encode())
    sound(judged)
    assert all(item.points == item.possible for item in judged.items if item.sheet != name)
