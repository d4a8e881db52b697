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
def test_one_prediction_holds_or_both_coders_where_either_is_right(one):
    held = [choice for choice in one.choices if "✓ As you predicted" in one.revealed(choice)]
    assert held == list(one.taken)
    if one.either:
        assert held == [one.difference.one, one.difference.two]
        assert "either coder's answer is right" in str(one)
        assert one.why.count(" For ") == 2
    else:
        assert (held == [ELSE]) == (one.answer not in (one.difference.one, one.difference.two))


def test_attacks_and_acts_of_teroris_may_be_called_a_label_or_charged():
    either = [one.difference.words for name in article_ids() for one in adjudicated(name) if one.either]
    assert sorted(either) == ["serangan teroris", "tindakan teroris"]


@every_settlement
def test_the_decision_has_a_reason(one):
    assert one.why.strip()
    assert "Decided:" in str(one)
    assert "<details" in one._repr_html_()
