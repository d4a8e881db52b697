"""Where the coders differed, one predicts first; then the decision and its reason are shown."""

import pytest

from helpers import article_ids
from helpers.lenses.coders.differences import ELSE, adjudicated

every_settlement = pytest.mark.parametrize("one", [one for name in article_ids() for one in adjudicated(name)], ids=str)


def test_they_are_numbered_through():
    for name in article_ids():
        found = adjudicated(name)
        assert [one.number for one in found] == list(range(1, len(found) + 1))
        assert {one.of for one in found} == {len(found)}


@every_settlement
def test_the_question_gives_nothing_away(one):
    assert "Decided" not in one.asked()
    assert one.why not in one.asked()


@every_settlement
def test_exactly_one_prediction_holds(one):
    held = [choice for choice in one.choices if "✓ As you predicted" in one.revealed(choice)]
    assert held == [one.taken]
    assert (one.taken == ELSE) == (one.answer not in (one.difference.one, one.difference.two))


@every_settlement
def test_the_decision_has_a_reason(one):
    assert one.why.strip()
    assert "Decided:" in str(one)
    assert "<details" in one._repr_html_()
