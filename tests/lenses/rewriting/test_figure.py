"""Before and after a rewrite: every sentence in words, its kind in a band of its own, nothing cut off."""

import matplotlib.pyplot as plt
import pytest

from helpers.article.codebook import KINDS
from helpers.figures import STYLES, before_and_after

BEFORE = [("the charge", "narrator"), ("who met, and where", "unnamed")]
AFTER = [
    ("the charge", "unnamed"),
    ("what is not known, and who has not been asked", "narrator"),
    ("a reply", "person"),
]


pytestmark = pytest.mark.usefixtures("no_window")


def test_each_sentence_says_what_it_does_and_who_carries_it():
    words = [text.get_text().replace("\n", " ") for text in before_and_after(BEFORE, AFTER).texts]
    assert words == ["before", *(w for row in BEFORE for w in row), "after", *(w for row in AFTER for w in row)]


def test_before_stands_left_of_after_and_sentences_run_down():
    ax = before_and_after(BEFORE, AFTER)
    at = {text.get_text(): text.get_position() for text in ax.texts}
    assert at["before"][0] < at["after"][0]
    assert at["who met, and where"][1] > at["the charge"][1]
    top, bottom = ax.get_ylim()[::-1]
    assert top < bottom


@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_has_the_colour_and_pattern_that_it_has_in_every_figure(kind):
    ax = before_and_after([("x", kind)], [])
    _, band, pattern = ax.patches
    assert plt.matplotlib.colors.to_hex(band.get_facecolor()) == STYLES[kind][0]
    assert (pattern.get_hatch() or "") == STYLES[kind][1]


def test_no_words_leave_their_box():
    ax = before_and_after(BEFORE, AFTER)
    ax.figure.canvas.draw()
    boxes = [patch.get_window_extent() for patch in ax.patches[::3]]
    for text in ax.texts:
        if text.get_text() not in ("before", "after"):
            word = text.get_window_extent()
            assert any(b.x0 <= word.x0 < word.x1 <= b.x1 and b.y0 <= word.y0 < word.y1 <= b.y1 for b in boxes)
    words = [text.get_window_extent() for text in ax.texts]
    assert not any(one.overlaps(two) for at, one in enumerate(words) for two in words[:at])


def test_it_draws_where_it_is_told_and_takes_words_as_they_are():
    figure, (left, right) = plt.subplots(1, 2)
    assert before_and_after([("$x$", "narrator")], [], ax=right) is right
    assert "$x$" in [text.get_text() for text in right.texts]
    assert not left.texts
    assert plt.get_fignums() == [figure.number]


def test_an_unknown_kind_is_refused():
    with pytest.raises(KeyError, match="anonymous"):
        before_and_after([("x", "anonymous")], [])
