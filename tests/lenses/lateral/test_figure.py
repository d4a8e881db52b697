"""One call, many reports: the figure says present or absent in words, and fits a phone."""

from dataclasses import replace

import matplotlib.pyplot as plt
import pytest

from helpers.figures import one_call
from helpers.lenses.lateral.excerpts import load_shelf

EXCERPTS = load_shelf().excerpts
TOLD = [one for one in EXCERPTS if one.charge]


pytestmark = pytest.mark.usefixtures("no_window")


def words_of(ax):
    return [text.get_text() for text in ax.texts]


def test_every_report_of_the_call_has_a_row_with_its_word():
    words = words_of(one_call(EXCERPTS))
    for one in TOLD:
        assert words[words.index(one.outlet) + 1] == one.charge
    assert len(words) == 2 * len(TOLD) + 2 * len({one.side for one in TOLD})


def test_what_says_nothing_about_the_charge_is_left_out():
    assert "Media Indonesia" not in words_of(one_call(EXCERPTS))


def test_outlets_stand_under_the_side_whose_account_they_tell():
    words = words_of(one_call(EXCERPTS))
    iran, russia = words.index("Iran's account, told by"), words.index("Russia's account, told by")
    assert iran < words.index("IRNA") < words.index("Tehran Times") < russia < words.index("Axar.az")


def test_present_and_absent_differ_in_shape_and_not_by_colour_alone():
    ax = one_call(EXCERPTS)
    marks = [line.get_marker() for line in ax.lines if line.get_marker() in ("o", "s")]
    words = [word for word in words_of(ax) if word in ("present", "absent")]
    assert [{"present": "o", "absent": "s"}[word] for word in words] == marks


def test_it_fits_a_phone_and_no_words_touch_or_leave():
    ax = one_call(EXCERPTS)
    assert ax.figure.get_figwidth() <= 4.6
    ax.figure.canvas.draw()
    frame = ax.figure.bbox
    boxes = [text.get_window_extent() for text in ax.texts]
    assert all(frame.x0 <= box.x0 < box.x1 <= frame.x1 and frame.y0 <= box.y0 < box.y1 <= frame.y1 for box in boxes)
    assert not any(one.overlaps(two) for at, one in enumerate(boxes) for two in boxes[:at])
    assert min(text.get_fontsize() for text in ax.texts) >= 10


def test_it_draws_where_it_is_told():
    figure, (left, right) = plt.subplots(1, 2)
    assert one_call(TOLD, ax=right) is right
    assert not left.texts
    assert plt.get_fignums() == [figure.number]


def test_an_outlets_name_is_drawn_as_it_is_written():
    ax = one_call([replace(TOLD[0], outlet="$100 Kabar$")])
    ax.figure.canvas.draw()
    assert "$100 Kabar$" in words_of(ax)
