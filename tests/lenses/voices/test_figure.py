"""The figures say everything in words too, cut nothing off, and let themselves be placed."""

from dataclasses import replace

import matplotlib.pyplot as plt
import pytest
from matplotlib.axes import Axes
from matplotlib.colors import to_rgb

from helpers import article_ids, load_article
from helpers.article.codebook import KINDS
from helpers.figures import STYLES, before_and_after, who_carries
from helpers.lenses.figure import INK

pytestmark = pytest.mark.usefixtures("no_window")

BEFORE = [("the charge", "narrator"), ("who met, and where", "unnamed")]
AFTER = [
    ("the charge", "unnamed"),
    ("what is not known, and who has not been asked", "narrator"),
    ("a reply", "person"),
]


def words_of(ax):
    return [text.get_text() for text in ax.texts]


def luminance(colour):
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in to_rgb(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("names", [[name] for name in article_ids()] + [list(article_ids())])
def test_every_sentence_has_a_box_with_number_kind_and_contested_mark(names):
    articles = [load_article(name) for name in names]
    ax = who_carries(articles)
    sentences = [sentence for article in articles for sentence in article.sentences]
    for sentence in sentences:
        assert f"{sentence.id}  {sentence.kind}{' *' * sentence.contested}" in words_of(ax)
    assert len(words_of(ax)) == len(sentences) + len(articles) + any(s.contested for s in sentences)
    assert len(ax.patches) == 2 * len(sentences)
    assert {article.publication.outlet for article in articles} <= set(words_of(ax))


@pytest.mark.parametrize(("name", "told"), [("harakatuna-2024", True), ("islam-times-2021", False)])
def test_the_star_is_explained_where_there_is_one(name, told):
    assert ("* contested: two readings" in words_of(who_carries([load_article(name)]))) is told


def test_it_draws_where_it_is_told_and_opens_no_figure_of_its_own():
    figure, (left, right) = plt.subplots(1, 2)
    assert who_carries([load_article("islam-times-2021")], ax=right) is right
    assert not left.texts
    assert plt.get_fignums() == [figure.number]


def test_without_axes_it_gives_new_ones_that_can_be_saved(tmp_path):
    ax = who_carries([load_article(name) for name in article_ids()])
    assert isinstance(ax, Axes)
    ax.figure.savefig(tmp_path / "figure.svg")
    assert (tmp_path / "figure.svg").stat().st_size > 1000


def test_no_words_leave_the_figure_or_their_box():
    ax = who_carries([load_article(name) for name in article_ids()])
    ax.figure.canvas.draw()
    frame = ax.figure.bbox
    for text in ax.texts:
        box = text.get_window_extent()
        assert frame.x0 <= box.x0 < box.x1 <= frame.x1, text.get_text()
        assert frame.y0 <= box.y0 < box.y1 <= frame.y1, text.get_text()
    labels = [text.get_window_extent() for text in ax.texts if text.get_text()[:1] == "S"]
    assert not any(one.overlaps(two) for at, one in enumerate(labels) for two in labels[:at])


@pytest.mark.parametrize("outlet", ["$100 Kabar$", r"$\frac$", "<b>Kabar</b>"])
def test_an_outlets_name_is_drawn_as_it_is_written(outlet):
    article = load_article("islam-times-2021")
    ax = who_carries([replace(article, publication=replace(article.publication, outlet=outlet))])
    ax.figure.canvas.draw()
    assert outlet in words_of(ax)


def test_every_kind_has_a_colour_of_its_own_and_ink_that_can_be_read_on_it():
    assert STYLES.keys() == KINDS.keys()
    assert len({fill for fill, _ in STYLES.values()}) == len(KINDS)
    assert all((luminance(fill) + 0.05) / (luminance(INK) + 0.05) >= 4.5 for fill, _ in STYLES.values())


def test_no_two_kinds_of_source_are_told_apart_by_colour_alone():
    patterns = [pattern for _, pattern in STYLES.values() if pattern]
    assert len(patterns) == len(set(patterns)) == 4


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
