"""The square of two coders' answers: every count in its cell, the same answers framed, no words cut off."""

import matplotlib.pyplot as plt
import pytest

from helpers import article_ids, load_coding
from helpers.article.codebook import KINDS, TECHNIQUES
from helpers.figures import agreement_matrix
from helpers.lenses.coders.differences import paired_spans

pytestmark = pytest.mark.usefixtures("no_window")


def cells(ax):
    """The count at each row and column, 0 where there is a point."""
    told = {(text.get_position()[1], text.get_position()[0]): text.get_text() for text in ax.texts}
    return {place: 0 if word == "·" else int(word) for place, word in told.items()}


def labels(ax):
    return [tick.get_text() for tick in ax.get_yticklabels()]


def test_each_pair_of_answers_is_counted_where_row_and_column_meet():
    ax = agreement_matrix(["label", "label", "fear"], ["label", "charged", "charged"])
    assert labels(ax) == ["label", "fear", "charged"] == [tick.get_text() for tick in ax.get_xticklabels()]
    assert cells(ax) == {
        (row, column): int((row, column) in {(0, 0), (0, 2), (1, 2)}) for row in (0, 1, 2) for column in (0, 1, 2)
    }


def test_answers_stand_in_the_order_asked_for_and_none_is_lost():
    ax = agreement_matrix(["fear", "odd"], ["label", "odd"], order=("label", "fear", "motive"))
    assert labels(ax) == ["label", "fear", "motive", "odd"]
    assert sum(cells(ax).values()) == 2


def test_the_same_answer_is_framed_thickly_and_a_difference_hatched():
    ax = agreement_matrix(["label", "label"], ["label", "fear"])
    frames = [patch for patch in ax.patches if not patch.get_hatch()]
    thick = [frame for frame in frames if frame.get_linewidth() > 1]
    assert [(round(f.get_x() + 0.46), round(f.get_y() + 0.46)) for f in thick] == [(0, 0), (1, 1)]
    hatched = [patch for patch in ax.patches if patch.get_hatch()]
    assert [(round(p.get_x() + 0.46), round(p.get_y() + 0.46)) for p in hatched] == [(1, 0)]


def test_both_coders_are_named():
    ax = agreement_matrix(["label"], ["label"])
    assert (ax.get_ylabel(), ax.get_xlabel()) == ("coder A", "coder B")


def test_kinds_of_source_of_the_two_codings_fall_on_the_diagonal():
    one, two = ([s.kind for name in article_ids() for s in load_coding(name, c).sentences] for c in "ab")
    told = cells(agreement_matrix(one, two, tuple(KINDS)))
    assert sum(told.values()) == sum(told[place, place] for place in range(len(KINDS))) == 32


@pytest.mark.parametrize("labels_of", [tuple(TECHNIQUES), tuple(KINDS)])
def test_no_words_overlap_or_leave_the_figure(labels_of):
    ax = agreement_matrix(labels_of, labels_of, (*labels_of, "not marked"))
    ax.figure.canvas.draw()
    frame, words = ax.figure.bbox, [*ax.get_yticklabels(), *ax.get_xticklabels(), ax.xaxis.label, ax.yaxis.label]
    for box in (word.get_window_extent() for word in words):
        assert frame.x0 <= box.x0 < box.x1 <= frame.x1
        assert frame.y0 <= box.y0 < box.y1 <= frame.y1
    assert ax.figure.get_figwidth() <= 4.6


def test_it_draws_where_it_is_told():
    figure, (left, right) = plt.subplots(1, 2)
    assert agreement_matrix(["$a$"], ["$a$"], ax=right) is right
    assert not left.texts
    assert plt.get_fignums() == [figure.number]


def test_two_coders_of_different_items_are_refused():
    with pytest.raises(ValueError, match=r"longer|shorter"):
        agreement_matrix(["label"], ["label", "fear"])


def test_the_pairs_of_the_articles_can_be_drawn_and_saved(tmp_path):
    pairs = [p for name in article_ids() for p in paired_spans(*(load_coding(name, c) for c in "ab"))]
    one, two = ([span.technique if span else "not marked" for span in side] for side in zip(*pairs, strict=True))
    ax = agreement_matrix(one, two)
    assert sum(cells(ax).values()) == len(pairs)
    ax.figure.savefig(tmp_path / "figure.svg")
