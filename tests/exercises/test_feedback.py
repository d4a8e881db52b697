"""Every answer gets a verdict and a reason; right, contested, not yet, not answered."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.cases import cases

from helpers import Session, load_article
from helpers.article.codebook import KINDS
from helpers.exercises.choices import choices

SESSION = Session()
answer, check, score = SESSION.answer, SESSION.check, SESSION.score
ARTICLES = ["islam-times-2021", "harakatuna-2024"]
ITEMS = [(article, sentence.id) for article in ARTICLES for sentence in load_article(article).sentences]


def right_answers(article):
    return {sentence.id: sentence.kind for sentence in load_article(article).sentences}


def fill_in(answers, name="sheet"):
    answer(name, "\n".join(f"{item}  {words}" for item, words in answers.items()))
    return name


def verdicts(article, answers):
    """By item, on a second try: hints come first, reasons afterwards."""
    check(fill_in(answers), article=article)
    return {v.item: v for v in check(fill_in(answers), article=article).verdicts}


@pytest.mark.parametrize("article", ARTICLES)
def test_the_key_earns_every_point(article):
    assert all(v.points for v in verdicts(article, right_answers(article)).values())


@pytest.mark.parametrize("article", ARTICLES)
def test_the_blank_says_not_answered_everywhere_and_earns_nothing(article):
    told = verdicts(article, dict.fromkeys(right_answers(article), "..."))
    assert {v.status for v in told.values()} == {"not answered"}
    assert sum(v.points for v in told.values()) == 0


@pytest.mark.parametrize(("article", "item"), ITEMS)
def test_each_wrong_answer_fails_its_own_item_only_and_says_why(article, item):
    sentence = load_article(article).sentence(item)
    earning = {sentence.kind, sentence.other.kind} if sentence.other else {sentence.kind}
    for wrong in KINDS.keys() - earning:
        told = verdicts(article, {**right_answers(article), item: wrong})
        assert [v.item for v in told.values() if not v.points] == [item]
        assert told[item].status == "not yet"
        assert told[item].reason == sentence.tempting.get(wrong, told[item].reason)
        assert len(told[item].reason) > 20


def test_a_tempting_wrong_answer_gets_the_reason_against_it():
    sentence = load_article("harakatuna-2024").sentence("S14")
    told = verdicts("harakatuna-2024", {"S14": "organisation"})
    assert told["S14"].reason == sentence.tempting["organisation"]


@pytest.mark.parametrize(("item", "answers"), [("S06", ("narrator", "person")), ("S09", ("person", "narrator"))])
def test_either_answer_to_a_contested_item_earns_the_point_with_both_reasons(item, answers):
    other = load_article("harakatuna-2024").sentence(item).other
    for words in answers:
        told = verdicts("harakatuna-2024", {item: words})[item]
        assert (told.status, told.points) == ("contested", 1)
        assert other.for_key in told.reason
        assert other.for_other in told.reason


def test_the_line_that_nbval_compares_is_the_same_for_either_answer_and_another_for_a_third():
    lines = set()
    for words in ("narrator", "person", "vague"):
        lines.add(score(fill_in({"S06": words}), "S06", article="harakatuna-2024"))
    assert len(lines) == 2
    assert "S06: 1 of 1" in lines


@pytest.mark.parametrize("kind", KINDS)
def test_every_alias_means_its_kind(kind):
    for words in [kind, kind.upper(), f"{kind}.", f'"{kind}"', *choices("kind").words[kind]]:
        told = verdicts("islam-times-2021", {"S01": words})["S01"]
        assert told.answer == kind


@pytest.mark.parametrize(
    ("sheet", "line", "words"),
    [
        ("S01 narator-ish", 1, "no kind of source"),
        ("S01 narrater", 1, "did you mean narrator?"),
        ("S01 person\nS99 vague", 2, "there is no S99 here; the items are S01 to S13"),
        ("S01 person\nS01 vague", 2, "S01 has an answer in line 1 already"),
        ("S00 person", 1, "there is no S00 here"),
        ("what is this", 1, "names no item; begin it with one, as in: S01"),
    ],
)
def test_a_malformed_line_is_told_by_number_with_what_would_work(sheet, line, words):
    answer("malformed", sheet)
    problems = check("malformed", article="islam-times-2021").problems
    assert any(problem.startswith(f"Line {line}") and words in problem for problem in problems)


def test_an_unknown_label_is_answered_with_the_choices():
    answer("unknown", "S01 banana")
    told = check("unknown", article="islam-times-2021").problems[0]
    assert all(kind in told for kind in KINDS)


def test_of_two_answers_the_first_that_is_a_kind_counts():
    answer("twice", "S01 banana\nS01 narrator\nS01 person")
    assert check("twice", article="islam-times-2021").verdicts[0].status == "right"


def test_the_same_answer_twice_is_no_problem():
    sheet = fill_in(right_answers("islam-times-2021"))
    answer(sheet, "\n".join(f"{i} {k}\n{i} {k}" for i, k in right_answers("islam-times-2021").items()))
    assert check(sheet, article="islam-times-2021").problems == ()


def test_lines_that_went_missing_are_named():
    answers = right_answers("islam-times-2021")
    del answers["S03"], answers["S07"]
    told = check(fill_in(answers), article="islam-times-2021")
    assert told.problems == ("No line for S03, S07; add one, as in: S03  ...",)
    assert sum(v.points for v in told.verdicts) == 11


def test_a_check_before_its_worksheet_says_what_to_run():
    told = check("nobody ran me", article="islam-times-2021")
    assert "has not been run yet" in told.problems[0]
    assert {v.status for v in told.verdicts} == {"not answered"}


@pytest.mark.parametrize("kind", KINDS)
def test_one_answer_for_everything_is_a_bad_strategy(kind):
    told = [v for article in ARTICLES for v in verdicts(article, dict.fromkeys(right_answers(article), kind)).values()]
    assert sum(v.points for v in told) <= len(told) / 2


def test_a_first_wrong_try_gets_a_hint_and_a_later_one_the_reason():
    sentence = load_article("harakatuna-2024").sentence("S14")
    first, second, third = (
        check(fill_in({"S14": words}, "tries"), article="harakatuna-2024").verdicts[13]
        for words in ("organisation", "organisation", "vague")
    )
    assert first.reason.startswith("Hint: ")
    assert sentence.tempting["organisation"] not in first.reason
    assert second.reason == sentence.tempting["organisation"]
    assert third.reason == sentence.tempting["vague"]


def test_running_a_check_again_is_no_new_try():
    sheet = fill_in({"S14": "vague"}, "same try")
    told = [str(check(sheet, article="harakatuna-2024")) for _ in range(3)]
    assert told[0] == told[1] == told[2]
    assert "Hint: " in told[0]


def test_a_hint_does_not_give_the_answer_away():
    for article in ARTICLES:
        for sentence in load_article(article).sentences:
            wrong = next(kind for kind in KINDS if kind != sentence.kind)
            told = check(fill_in({sentence.id: wrong}, f"hint {sentence.id} {article}"), article=article)
            [verdict] = [v for v in told.verdicts if v.item == sentence.id]
            if verdict.status == "not yet":
                assert sentence.kind not in verdict.reason.replace(wrong, "")
                assert not sentence.cue or sentence.cue not in verdict.reason


def test_the_text_is_the_same_every_time():
    sheet = fill_in({"S01": "person", "S02": "unnamed"}, "stable")
    assert str(check(sheet, article="islam-times-2021")) == str(check(sheet, article="islam-times-2021"))


def test_the_text_marks_each_verdict_with_a_sign_and_a_word():
    text = str(check(fill_in({"S01": "person", "S02": "unnamed"}), article="islam-times-2021"))
    assert "✗ S01  not yet: person" in text
    assert "✓ S02  right: unnamed" in text
    assert "· S03  not answered" in text


def test_the_table_escapes_what_the_student_typed():
    answer("markup", "S01 <script>alert(1)</script>")
    table = check("markup", article="islam-times-2021")._repr_html_()
    assert "<script>" not in table
    assert "&lt;script&gt;" in table


@given(st.text())
@settings(max_examples=cases(25))  # test_questions.py tries more, in every kind of worksheet
def test_any_text_at_all_gets_feedback(text):
    answer("anything", text)
    told = check("anything", article="islam-times-2021")
    assert len(told.verdicts) == 13
    assert str(told)
    assert told._repr_html_()
