"""The command that says which facts are due for another look."""

from datetime import timedelta

from click.testing import CliRunner

from helpers.__main__ import main
from helpers.lenses.facts import load_facts

FACTS = sorted(load_facts(), key=lambda fact: fact.review_by)


def told(*words):
    said = CliRunner().invoke(main, ["facts", *words])
    assert said.exit_code == 0, said.output
    return said.output


def test_before_the_first_day_nothing_is_due_and_the_next_is_named():
    said = told("--today", (FACTS[0].review_by - timedelta(91)).isoformat())
    assert said.startswith(f"0 of {len(FACTS)} facts are due by ")
    assert said.splitlines()[-1] == f"Next: {FACTS[0].review_by.isoformat()}, {FACTS[0].id}."


def test_what_is_due_is_listed_with_day_sentence_and_page_the_earliest_first():
    day = FACTS[0].review_by
    said = told("--today", day.isoformat(), "--within", "0")
    due = [fact for fact in FACTS if fact.review_by == day]
    assert [line.split(" ")[1].rstrip(":") for line in said.splitlines() if line[:4].isdigit()] == [f.id for f in due]
    assert all(fact.sentence in said and fact.address in said for fact in due)
    assert "overdue" not in said


def test_a_day_that_has_passed_is_called_overdue_and_after_the_last_day_all_are():
    said = told("--today", (FACTS[-1].review_by + timedelta(1)).isoformat())
    assert said.count("(overdue)") == len(FACTS)
    assert "Next:" not in said
