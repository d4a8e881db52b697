"""The figure says everything in words too, and lets itself be placed."""

from dataclasses import replace

import matplotlib.pyplot as plt
import pytest
from matplotlib.axes import Axes
from matplotlib.colors import to_rgb

from helpers import article_ids, load_article
from helpers.article.codebook import KINDS
from helpers.figures import STYLES, who_carries

pytestmark = pytest.mark.usefixtures("no_window")


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
    assert len({fill for fill, _, _ in STYLES.values()}) == len(KINDS)
    for fill, _, ink in STYLES.values():
        light, dark = sorted((luminance(fill), luminance(ink)), reverse=True)
        assert (light + 0.05) / (dark + 0.05) >= 4.5


def test_no_two_kinds_of_source_are_told_apart_by_colour_alone():
    patterns = [pattern for _, pattern, _ in STYLES.values() if pattern]
    assert len(patterns) == len(set(patterns)) == 4
