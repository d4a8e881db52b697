"""The ladder's figure says in words who stands where, marks empty rungs, and nothing runs out of it."""

from dataclasses import replace

import matplotlib.pyplot as plt
import pytest

from helpers.figures import ladder_of_anonymity
from helpers.lenses.anonymity.ladder import load_ladder

pytestmark = pytest.mark.usefixtures("no_window")


@pytest.fixture
def ladder():
    return load_ladder()


def words_of(ax):
    return [text.get_text().strip() for text in ax.texts]


def test_every_rung_and_everybody_on_it_is_there_from_the_top_down(ladder):
    ax = ladder_of_anonymity(ladder)
    words = words_of(ax)
    names = [f"{number}  {rung.name}" for number, rung in enumerate(ladder.rungs, 1)]
    assert [word for word in words if word[0].isdigit()] == names[::-1]
    drawn = " ".join(words)
    for placement in ladder.placed:
        assert f"{placement.article.publication.outlet}: {placement.source.as_written} ({placement.en})" in drawn
    heights = [text.get_position()[1] for text in ax.texts]
    assert heights == sorted(heights)  # the axis points down


def test_a_source_stands_under_its_rung_and_above_the_next(ladder):
    words = words_of(ladder_of_anonymity(ladder))
    at = words.index("• Harakatuna: sumber-sumber lokal (local sources)")
    assert words.index("3  one mark") < at < words.index("2  somebody")


def test_an_empty_rung_says_so_in_words_and_is_hatched(ladder):
    ax = ladder_of_anonymity(ladder)
    assert words_of(ax).count("nobody in these articles") == 2
    assert [patch.get_hatch() for patch in ax.patches] == ["//", "//"]
    alone = ladder_of_anonymity(replace(ladder, placed=()))
    assert words_of(alone).count("nobody in these articles") == len(ladder.rungs)


def test_no_words_leave_the_figure_or_lie_on_one_another(ladder):
    ax = ladder_of_anonymity(ladder)
    ax.figure.canvas.draw()
    frame = ax.figure.bbox
    boxes = [text.get_window_extent() for text in ax.texts]
    for text, box in zip(ax.texts, boxes, strict=True):
        assert frame.x0 < box.x0 < box.x1 < frame.x1, text.get_text()
        assert frame.y0 < box.y0 < box.y1 < frame.y1, text.get_text()
        assert text.get_fontsize() >= 10
    assert not any(one.overlaps(two) for at, one in enumerate(boxes) for two in boxes[:at])


def test_the_figure_is_no_wider_than_a_phone_can_show(ladder):
    assert ladder_of_anonymity(ladder).figure.get_size_inches()[0] <= 4.6


def test_it_draws_where_it_is_told_and_opens_no_figure_of_its_own(ladder):
    figure, (left, right) = plt.subplots(1, 2)
    assert ladder_of_anonymity(ladder, ax=right) is right
    assert not left.texts
    assert plt.get_fignums() == [figure.number]


def test_words_are_drawn_as_they_are_written(ladder):
    reports = replace(ladder.on("nobody")[0], en="$100 in $ reports")
    ax = ladder_of_anonymity(replace(ladder, placed=(reports,)))
    ax.figure.canvas.draw()
    assert "• Islam Times: beberapa laporan ($100 in $ reports)" in words_of(ax)
