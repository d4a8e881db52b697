"""First and last answers over a class: how many changed, in which direction, and what stands where none is known."""

from dataclasses import replace

import pytest

from helpers.grading.export.gradebook import gradebook
from helpers.grading.keys import load_keys
from helpers.grading.report.class_report import class_report
from helpers.grading.report.exercise import exercise_of
from helpers.grading.report.first_tries import changes

EXERCISE = "who-says-so"


@pytest.fixture
def results(handed_in):
    """Siti mended two of three items and spoilt one, Budi's first answers are not known, Dewi mended one of one."""
    return [
        with_first(
            handed_in, "siti", {"S01": ("vague", "narrator"), "S02": ("unnamed", "vague"), "S03": ("vague", "unnamed")}
        ),
        handed_in("budi", EXERCISE),
        with_first(handed_in, "dewi", {"S01": ("vague", "narrator")}),
    ]


def with_first(handed_in, student, answers):
    first, last = (
        handed_in(
            student, EXERCISE, {"first-article": "\n".join(f"{item}  {told[at]}" for item, told in answers.items())}
        )
        for at in (0, 1)
    )
    pairs = zip(first.items, last.items, strict=True)
    known = tuple(pair for pair in pairs if pair[0].sheet == "first-article" and pair[0].id in answers)
    fields = {field: getattr(last, field) for field in last.__slots__}
    return type(last)(**{**fields, "tries": known})


def test_changes_are_counted_over_those_whose_first_answers_are_known(results):
    found = changes(results)
    whole, first = found[""], found["first-article:S01"]
    assert (whole.students, len(whole.tries), whole.wrong_at_first, whole.mended, whole.spoilt) == (2, 4, 3, 3, 1)
    assert (first.students, first.right_at_first, first.right_in_the_end) == (2, 0, 1)
    assert "second-article:S01" not in found


def test_a_class_whose_first_answers_nobody_knows_has_no_such_part(handed_in):
    results = [handed_in("budi", EXERCISE)]
    assert changes(results) == {}
    exercise = {EXERCISE: exercise_of(load_keys()[EXERCISE])}
    assert b"First and last answers" not in class_report(results, exercise)
    assert "points at first" not in gradebook(results)[0]


def test_report_and_gradebook_show_both(results):
    page = class_report(results, {EXERCISE: exercise_of(load_keys()[EXERCISE])}).decode()
    assert "3 of 4 answers were wrong when they were checked for the first time" in " ".join(page.split())
    assert "3 changed from wrong to right" in page
    heading, *rows = gradebook(results)
    shown = {row[0]: dict(zip(heading, row, strict=True)) for row in rows}
    assert [shown["siti"][f"first-article:S0{n} at first"] for n in (1, 2, 3)] == [0, 1, 0]
    assert shown["siti"]["points at first"] == shown["siti"]["points"] - 2 + 1
    assert shown["budi"]["points at first"] is None


def test_points_at_first_leave_out_practice_as_points_do(handed_in):
    siti = with_first(handed_in, "siti", {"S01": ("vague", "narrator")})
    fields = {field: getattr(siti, field) for field in siti.__slots__}
    practice = tuple(replace(item, practice=item.sheet == "second-article") for item in siti.items)
    heading, row = gradebook([type(siti)(**{**fields, "items": practice})])
    told = dict(zip(heading, row, strict=True))
    assert told["points at first"] == told["points"] - 1
    assert told["possible"] < len(siti.items)
