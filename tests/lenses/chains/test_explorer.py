"""A drawn walk says in words what its lines say, and gives away no hop that is not reached."""

from xml.etree import ElementTree

import pytest

from helpers import article_ids, load_article
from helpers.lenses.chains.explorer import drawn_steps
from helpers.lenses.chains.paths import chain_steps

every_walk = pytest.mark.parametrize(
    ("name", "sentence"), [(name, one.id) for name in article_ids() for one in load_article(name).sentences]
)


def words(svg):
    return [text.text for text in ElementTree.fromstring(svg).iter("{http://www.w3.org/2000/svg}text")]


@every_walk
def test_each_step_names_one_more_and_no_later_one(name, sentence):
    walk = chain_steps(load_article(name), sentence)
    for at in range(len(walk)):
        told = " ".join(words(drawn_steps(walk, at)))
        assert told.count("not reached yet") == len(walk) - at - 1
        assert told.count("you are here") == 1
        for number, hop in enumerate(walk):
            named = (hop.source.as_written or hop.source.id) in told
            assert named or number > at


@every_walk
def test_its_label_reads_like_the_chain(name, sentence):
    walk = chain_steps(load_article(name), sentence)
    label = ElementTree.fromstring(drawn_steps(walk)).get("aria-label")
    assert label.startswith("The whole chain: ")
    assert label.count("which relays") == len(walk) - 1
    assert ("a dead end" in label) == (walk[-1].end == "dead end")


@every_walk
def test_boxes_and_words_stay_inside(name, sentence):
    walk = chain_steps(load_article(name), sentence)
    drawing = ElementTree.fromstring(drawn_steps(walk))
    _, _, width, height = map(int, drawing.get("viewBox").split())
    for text in drawing.iter("{http://www.w3.org/2000/svg}text"):
        assert 0 < int(text.get("y")) < height
        assert int(text.get("x")) + 7.5 * len(text.text) < width
