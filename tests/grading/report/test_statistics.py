"""What a class's answers say of an item, checked against figures worked out by hand."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.grading.report.disagreement import confusions, disagreements
from helpers.grading.report.similarity import same_texts, same_wrong, shared_mistakes
from helpers.grading.report.statistics import gains, item_statistics, scores
from helpers.grading.results import Item, Result
from helpers.lenses.coders.agreement import AgreementError, alpha_by_item, krippendorff_alpha

KEY = ["person", "vague", "narrator", "outlet", "unnamed", "person", "vague", "narrator", "outlet", "unnamed"]


def item(number, answer, key=None, sheet="sheet", **fields):
    key = key or KEY[number % len(KEY)]
    status = "not answered" if not answer else "right" if answer == key else fields.pop("status_of", "not yet")
    told = {"form": "label", "of": "kind of source", "read": answer, "key": key, **fields}
    return Item("exercise", sheet, f"S{number:02}", status == "right", 1, status, answer, f"Not {answer}.", **told)


def handed_in(student, answers, **fields):
    items = tuple(item(number, answer) for number, answer in enumerate(answers))
    return Result(student, "", "exercise", f"{student}.ipynb", "", None, False, items, (), "graded", **fields)


def own_text(student, words):
    text = Item("exercise", "leads", "T01", 0, 0, "for a person to mark", words, "", by_person=True, form="text")
    return Result(student, "", "exercise", "", "", None, False, (text,), (), "graded")


def wrong_at(*numbers, answer="organisation"):
    return [answer if number in numbers else right for number, right in enumerate(KEY)]


MISSING = Result("zahra", "", "exercise", "", "", None, False, (), (), "missing")


def test_facility_is_the_mean_and_a_blank_counts_as_wrong():
    found = item_statistics([handed_in("a", ["person"]), handed_in("b", ["vague"]), handed_in("c", [""]), MISSING])
    assert found[0].facility == pytest.approx(1 / 3)
    assert found[0].blank == 1
    assert found[0].discrimination is None


def test_discrimination_sets_the_top_27_per_cent_against_the_bottom():
    """Eleven students, three at each end: right for two of the top three and for one of the bottom three."""
    rest = [KEY[1 : 1 + points] + [""] * (9 - points) for points in (9, 8, 8, 6, 6, 5, 5, 4, 2, 1, 0)]
    first = ["person", "person", "", "", "person", "", "", "", "", "", "person"]
    found = item_statistics(
        [handed_in(str(n), [one, *own]) for n, (one, own) in enumerate(zip(first, rest, strict=True))]
    )
    assert found[0].top == pytest.approx(2 / 3)
    assert found[0].bottom == pytest.approx(1 / 3)
    assert found[0].discrimination == pytest.approx(1 / 3)


def test_students_with_the_same_points_count_the_same_at_the_edge_of_an_end():
    """Four of five tie below the one at the top: the bottom is one student, a quarter of each of the four."""
    answers = [["person", "vague"], ["person", ""], ["person", ""], ["person", ""], ["", "vague"]]
    found = item_statistics([handed_in(str(n), own) for n, own in enumerate(answers)])
    assert (found[0].top, found[0].bottom) == (1, 0.75)


@given(st.lists(st.lists(st.sampled_from(["person", "vague", ""]), min_size=4, max_size=4), min_size=4, max_size=40))
def test_statistics_do_not_depend_on_the_order_of_students(answers):
    handed = [handed_in(str(n), own) for n, own in enumerate(answers)]
    mixed = Random(1).sample(handed, len(handed))
    for one, two in zip(item_statistics(handed), item_statistics(mixed), strict=True):
        assert one.facility == two.facility
        assert one.discrimination == pytest.approx(two.discrimination)
        assert -1 <= one.discrimination <= 1


def test_an_item_that_is_turned_round_or_tells_nobody_apart_is_pointed_out():
    turned = [["", *KEY[1:]]] * 4 + [["person"] + [""] * 9] * 4
    first, second, *_ = item_statistics([handed_in(str(n), own) for n, own in enumerate(turned)])
    assert first.discrimination == -1
    assert "Turned round" in first.words
    assert second.words == ""
    easy = item_statistics([handed_in(str(n), ["person"]) for n in range(8)])[0]
    assert easy.words == "Easy. So it cannot tell anybody apart."


def test_the_wrong_answer_that_drew_most_comes_first_with_its_reason():
    answers = ["vague", "outlet", "vague", "person", ""]
    [found] = item_statistics([handed_in(str(n), [one]) for n, one in enumerate(answers)])
    assert [(wrong.answer, wrong.students) for wrong in found.wrong] == [("vague", 2), ("outlet", 1)]
    assert found.wrong[0].reason == "Not vague."


def test_scores_lie_in_tenths_and_full_points_in_the_last():
    handed = [handed_in(str(points), KEY[:points] + [""] * (10 - points)) for points in range(11)]
    tenths = scores([*handed, MISSING]).by_tenth
    assert list(tenths.items())[::9] == [("0–10 %", 1), ("90–100 %", 2)]
    assert list(tenths.values()) == [1] * 9 + [2]
    assert scores(handed).median == 0.5


labels = st.sampled_from(["person", "vague", "narrator", None])


@given(st.integers(2, 5).flatmap(lambda size: st.lists(st.lists(labels, min_size=size, max_size=size), min_size=2)))
def test_the_items_parts_have_alpha_as_their_mean(codings):
    try:
        alpha = krippendorff_alpha(codings)
    except AgreementError:
        with pytest.raises(AgreementError):
            alpha_by_item(codings)
        return
    sizes = [sum(answer is not None for answer in column) for column in zip(*codings, strict=True)]
    parts = [(part, size) for part, size in zip(alpha_by_item(codings), sizes, strict=True) if part is not None]
    assert sum(part * size for part, size in parts) / sum(size for _, size in parts) == pytest.approx(alpha)


def test_a_worksheet_where_one_item_is_disputed_says_which():
    handed = [handed_in(str(n), ["person" if n % 2 else "narrator", "vague", "narrator"]) for n in range(6)]
    [found] = disagreements(handed)
    disputed = {one.item.id: one for one in found.items}
    assert disputed["S00"].pairs == pytest.approx(0.4)
    assert disputed["S00"].answers == (("narrator", 3), ("person", 3))
    assert disputed["S01"].alpha == disputed["S02"].alpha == 1 > found.alpha > disputed["S00"].alpha


def test_a_confusion_counts_what_was_answered_for_each_kind_and_what_was_not():
    [found] = confusions([handed_in("a", ["person", "person"]), handed_in("b", ["vague", ""]), MISSING])
    assert found.rows == {
        "person": {**dict.fromkeys(found.labels, 0), "person": 0.5, "vague": 0.5, "": 0},
        "vague": {**dict.fromkeys(found.labels, 0), "person": 0.5, "": 0.5},
    }


def test_a_mistake_is_drawn_together_over_items_with_the_one_that_drew_most_first():
    """Items 2 and 7 are the narrator's: eight of twenty take one or both for a person's word."""
    handed = [
        handed_in(str(n), wrong_at(2, 7, answer="person") if n < 3 else wrong_at(7, answer="person")) for n in range(8)
    ]
    handed += [handed_in(str(n), KEY) for n in range(8, 20)]
    [found] = shared_mistakes(handed)
    assert ([one.id for one in found.items], found.students, found.of) == (["S07", "S02"], 8, 20)
    assert found.items[0].reason == "Not person."


def test_slips_of_many_in_different_places_are_no_shared_mistake():
    handed = [handed_in(str(n), wrong_at(n % 10)) for n in range(20)]
    assert shared_mistakes(handed) == []


def test_a_blank_an_answer_that_earns_its_point_and_the_mistake_of_one_are_no_shared_mistake():
    contested = Result(
        "c", "", "exercise", "", "", None, False, (item(0, "vague", status_of="contested"),), (), "graded"
    )
    assert shared_mistakes([handed_in("a", [""] * 10), handed_in("b", wrong_at(1)), contested, contested]) == []


def test_shared_mistakes_do_not_depend_on_the_order_of_students():
    rng = Random(2)
    handed = [handed_in(str(n), wrong_at(*rng.sample(range(10), 6))) for n in range(30)]
    told = [
        [(one.students, [each.name for each in one.items]) for one in shared_mistakes(way)]
        for way in (handed, handed[::-1])
    ]
    assert told[0] == told[1]
    assert told[0]


def forms(student, before, after):
    items = [item(n, one, sheet="form-a") for n, one in enumerate(before)]
    items += [item(n, one, sheet="form-b") for n, one in enumerate(after)]
    return Result(student, "", "before-and-after", "", "", None, False, tuple(items), (), "graded")


def test_a_gain_is_told_of_those_who_took_both_forms():
    handed = [forms("a", ["person", ""], ["person", "vague"]), forms("b", ["vague", "vague"], ["person", "vague"])]
    [found] = gains([*handed, forms("c", ["person", "vague"], ["", ""])])
    assert (found.mean, found.directions, found.possible) == (1, (2, 0, 0), 2)
    assert found.margin == 0
    assert found.skills == (("kind of source", 0.5, 1),)


def test_one_form_alone_gains_nothing():
    assert gains([handed_in("a", ["person"])]) == []


def test_texts_are_the_same_whatever_their_case_and_punctuation_and_short_ones_are_left_out():
    words = "The article says so, without naming a source."
    handed = [own_text("a", words), own_text("b", words.upper().replace(",", " ")), own_text("c", "None at all.")]
    [found] = same_texts([*handed, own_text("d", "None at all.")])
    assert found.students == ("a", "b")


def test_two_who_share_rare_wrong_answers_are_found_and_those_who_share_right_ones_are_not():
    rng = Random(7)
    others = [wrong_at(*rng.sample(range(10), 5), answer=rng.choice(["person", "vague"])) for _ in range(30)]
    handed = [handed_in(f"x{n:02}", own) for n, own in enumerate(others)]
    two = [handed_in(who, wrong_at(0, 2, 3, 5, 8, 9)) for who in ("adi", "budi")]
    perfect = [handed_in(who, KEY) for who in ("siti", "tuti")]
    found = same_wrong([*handed, *two, *perfect])
    assert [one.students for one in found] == [("adi", "budi")]
    assert (len(found[0].shared), found[0].wrong) == (6, (6, 6))


def test_a_class_that_falls_for_the_same_trap_is_no_riddle():
    handed = [handed_in(str(n), wrong_at(0, 2, 3, 5, 8, 9)) for n in range(30)]
    assert same_wrong(handed) == []


def test_two_who_gave_one_answer_throughout_are_no_riddle():
    handed = [handed_in(str(n), KEY) for n in range(40)]
    habit = [handed_in(who, ["organisation"] * 10) for who in ("adi", "budi")]
    assert same_wrong([*handed, *habit]) == []
