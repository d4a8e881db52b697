"""The judge: each item gets the verdict that nbval gives; nothing of one notebook reaches the next."""

import copy
import json
import os
import random
import subprocess
import sys
from xml.etree import ElementTree

import nbformat
import pytest

from helpers.exercises.worksheet import answer_cell
from helpers.grading.judging.judge import Judge, Judged, graft
from helpers.grading.judging.tries import counting_items, counting_worksheets
from helpers.grading.keys import ExerciseKey, GradingError, load_keys

KEYS = load_keys()
SPOILT = [
    "",
    "...",
    "banana",
    "none",
    "12",
    "# NBVAL_SKIP",
    "{answer}",
    "$HOME",
    "%%bash",
    "'''\\",
    "<b>",
    "Press TV -> SOHR",
]


@pytest.fixture(scope="module")
def judge():
    return Judge(KEYS)


def own_answers(key):
    return dict(sheet for cell in key.notebook["cells"] if (sheet := answer_cell(cell["source"])))


def some_answers(key, luck):
    """Worksheets of a student who knows some, guesses some, leaves some out, and types what nobody asked for."""
    lines = [line for text in own_answers(key).values() for line in text.splitlines()]

    def line(own):
        words = luck.choice([own, own, luck.choice(lines), own.partition(" ")[0] + "  " + luck.choice(SPOILT)])
        return luck.choice([words, words, words, luck.choice(SPOILT)])

    return {
        name: "\n".join(map(line, text.splitlines())) for name, text in own_answers(key).items() if luck.random() > 0.1
    }


def notebook_of(exercise, worksheets, about=()):
    cells = [nbformat.v4.new_code_cell(f"%%answer {name}\n{text}") for name, text in worksheets.items()]
    notebook = nbformat.v4.new_notebook(cells=cells, metadata={"kata_siapa": {"exercise": exercise, **dict(about)}})
    return json.dumps(notebook).encode()


def verdicts(judge, raw):
    [handed_in] = judge.read(raw)
    return judge.judge(handed_in)


@pytest.mark.parametrize("exercise", KEYS)
def test_where_the_first_answers_count_the_graded_notebook_earns_what_they_earn(judge, exercise):
    """Its worksheets are judged anew, as nbval does, with the first answers that are known and the last ones else."""
    luck = random.Random(exercise)
    for _ in range(5):
        last, told = some_answers(KEYS[exercise], luck), some_answers(KEYS[exercise], luck)
        first = {
            name: "\n".join(line for line in text.splitlines() if luck.random() < 0.5) for name, text in told.items()
        }
        judged = verdicts(judge, notebook_of(exercise, last, {"first": first}))
        counted = {item.name: item.points for item in counting_items(judged, "first")}
        again = verdicts(judge, notebook_of(exercise, dict(counting_worksheets(judged, "first"))))
        assert counted == {item.name: item.points for item in again.items}
        assert counting_items(judged, "last") == verdicts(judge, notebook_of(exercise, last)).items


HANDED_OVER = """Kata Siapa? before-and-after
Name: Rudi

%%answer form-a
Q04  narrator
Q09  ...
Q10  role-and-how
T01  Menurut sejumlah pegawai, pengunjuk rasa merusak 14 kursi.

%%first form-a
Q04  person
Q09  ...
Q10  ...
T01  a
"""


def test_what_stood_open_when_a_form_was_handed_over_was_not_answered_at_first(judge):
    [told] = [judge.judge(one) for one in judge.read(HANDED_OVER.encode())]
    first = {item.id: item for item in told.first if item.sheet == "form-a"}
    last = {item.id: item for item in told.items if item.sheet == "form-a"}
    assert [(first[id].status, last[id].status) for id in ("Q04", "Q09", "Q10")] == [
        ("not yet", "right"), ("not answered", "not answered"), ("not answered", "right"),
    ]  # fmt: skip
    assert first["T01"].answer == "a"
    assert "Q05" not in first


def test_a_first_text_does_not_go_on_in_the_last_answers_to_other_items(judge):
    [told] = [judge.judge(one) for one in judge.read(HANDED_OVER.replace("Q10  ...\n", "").encode())]
    first = {item.id: item for item in told.first}
    assert first["T01"].answer == "a"
    assert "Q10" not in first
    assert counting_items(told, "first")[9].status == "right"


@pytest.mark.kernel
def test_plain_nbval_gives_every_item_the_very_same_verdict(tmp_path, judge):
    """`pytest --nbval` on the graded notebooks of a class with good, bad and strange answers in every exercise."""
    luck, own = random.Random(20261125), {}
    for exercise, key in KEYS.items():
        judged = verdicts(judge, notebook_of(exercise, some_answers(key, luck)))
        graded = nbformat.from_dict(graft(key.notebook, dict(judged.worksheets)))
        nbformat.write(graded, tmp_path / f"{exercise}.ipynb")
        ids = {cell.metadata.kata_siapa["item"]: cell.id for cell in graded.cells if "kata_siapa" in cell.metadata}
        told = {ids[item.name]: item.points == 1 or item.status == "for a person to mark" for item in judged.items}
        codes = [cell.id for cell in graded.cells if cell.cell_type == "code"]
        own |= {(exercise, place): told.get(id, True) for place, id in enumerate(codes)}
    options = [
        "--nbval",
        "--nbval-current-env",
        "-q",
        "-p",
        "no:cacheprovider",
        "-o",
        "junit_family=xunit1",
        "--junitxml=j.xml",
    ]
    command = [sys.executable, "-m", "pytest", "-c", os.devnull, "--rootdir", tmp_path, *options, "."]
    subprocess.run(command, cwd=tmp_path, capture_output=True)
    plain = {}
    for case in ElementTree.parse(tmp_path / "j.xml").iter("testcase"):
        passed = all(case.find(fault) is None for fault in ("failure", "error", "skipped"))
        plain[case.get("file").removesuffix(".ipynb"), int(case.get("name").split()[-1])] = passed
    assert plain == own
    assert 0.2 < sum(own.values()) / len(own) < 0.8


def test_a_key_gives_its_own_answers_every_point(judge):
    for exercise, key in KEYS.items():
        judged = verdicts(judge, notebook_of(exercise, own_answers(key)))
        assert sum(item.points for item in judged.items) == sum(item.possible for item in judged.items) > 0
        assert (judged.remarks, judged.faults) == ((), ())
        assert verdicts(judge, notebook_of(exercise, {})).digest != judged.digest


def test_what_was_judged_before_changes_nothing(judge):
    """A class in one order, in another order, and each file in a judge of its own kind of quiet: the same items."""
    luck = random.Random(7)
    files = [notebook_of(exercise, some_answers(key, luck)) for exercise, key in KEYS.items() for _ in range(4)]
    first = [verdicts(judge, raw).as_json() for raw in files]
    order = luck.sample(range(len(files)), len(files))
    again = {place: verdicts(judge, files[place]).as_json() for place in order}
    assert [again[place] for place in range(len(files))] == first


def test_a_judgement_is_the_same_after_a_journey_through_json(judge):
    judged = verdicts(judge, notebook_of("loaded-framing", own_answers(KEYS["loaded-framing"])))
    assert Judged.from_json(judged.as_json()) == judged
    for line in ("", "{}", "[1]", '["", "", [["x"]], [], [], []]'):
        with pytest.raises(ValueError, match=r"."):
            Judged.from_json(line)


def test_an_item_tells_all_that_statistics_need(judge):
    key = KEYS["who-says-so"]
    disputed = next(
        asked.question for asked in key.items if asked.sheet == "second-article" and asked.question.key.other
    )
    sheets = own_answers(key)
    sheets["second-article"] = (
        f"{disputed.id} {disputed.key.other.answer.upper()}\nS01  organisation\nS04  ...\nS02 banana"
    )
    items = {item.name: item for item in verdicts(judge, notebook_of("who-says-so", sheets)).items}
    contested, wrong, blank = (items[f"second-article:{id}"] for id in (disputed.id, "S01", "S04"))
    assert (contested.points, contested.status, contested.read) == (1, "contested", disputed.key.other.answer)
    assert (contested.key, contested.other) == (disputed.key.answer, disputed.key.other.answer)
    assert (wrong.points, wrong.status, wrong.read, wrong.key) == (0, "not yet", "organisation", "person")
    assert (blank.status, blank.read, blank.form, blank.of) == ("not answered", "", "label", "kind of source")


def test_what_is_only_for_looking_at_is_no_part_of_the_graded_notebook():
    graded = graft(KEYS["who-says-so"].notebook, {})
    assert not any("read(" in cell["source"] for cell in graded["cells"])
    assert any("read(" in cell["source"] for cell in KEYS["who-says-so"].notebook["cells"])


@pytest.mark.parametrize("source", ["print(1)", "print(score('first-article'))", "score("])
def test_a_key_whose_item_is_no_score_is_told(source):
    broken = copy.deepcopy(KEYS["who-says-so"].notebook)
    next(cell for cell in broken["cells"] if "kata_siapa" in cell["metadata"])["source"] = source
    with pytest.raises(GradingError, match="no score"):
        ExerciseKey("who-says-so", broken).items  # noqa: B018


def test_a_key_that_asks_for_what_is_not_there_is_told():
    broken = copy.deepcopy(KEYS["who-says-so"].notebook)
    next(cell for cell in broken["cells"] if "kata_siapa" in cell["metadata"])["source"] = (
        'print(score("a", "S01", asks="x"))'
    )
    with pytest.raises(GradingError, match="asks for what is not there"):
        ExerciseKey("who-says-so", broken).items  # noqa: B018


def test_a_folder_without_keys_or_with_a_broken_one_is_told(tmp_path):
    with pytest.raises(GradingError, match="kata-siapa build"):
        load_keys(tmp_path)
    (tmp_path / "x.ipynb").write_text("{")
    with pytest.raises(GradingError, match="no notebook"):
        load_keys(tmp_path)


@pytest.mark.parametrize(("words", "field"), [("{}", "cells"), ('{"cells": [{"id": "a", "source": []}]}', "metadata")])
def test_a_key_that_lacks_a_field_is_told_which(tmp_path, words, field):
    (tmp_path / "x.ipynb").write_text(words)
    with pytest.raises(GradingError, match=f"no notebook: the field '{field}' is missing. Make it again"):
        load_keys(tmp_path)
