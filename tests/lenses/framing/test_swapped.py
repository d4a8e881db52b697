"""Every sentence with a loaded word swapped was read one by one, in Indonesian and in English.

Where this test fails, read each changed line aloud. Is it a sentence? Does it say what it said, no softer, no harder?
Only then write the file anew: `python tests/lenses/framing/test_swapped.py`.
"""

import re
from pathlib import Path

import pytest

from helpers import load_article
from helpers.lenses.framing.explorer import neutralised

WAS_READ = Path(__file__).with_name("swapped.txt")
ARTICLES = ("islam-times-2021", "harakatuna-2024")


def swapped():
    """Each swap alone, then all swaps of a sentence together where it has several: id, Indonesian, English."""
    for article in map(load_article, ARTICLES):
        for sentence in article.sentences:
            ids = [swap.id for swap in neutralised(article, sentence.id, ()).swaps if swap.possible]
            for which in [[id] for id in ids] + [ids] * (len(ids) > 1):
                shown = neutralised(article, sentence.id, which)
                yield f"{article.id} {' '.join(which)}", shown.text, shown.gloss


def lines():
    return "\n".join(f"{where}\n  {words}\n  {gloss}" for where, words, gloss in swapped()) + "\n"


def test_every_swapped_sentence_stands_as_it_was_read():
    assert lines() == WAS_READ.read_text("utf-8"), "read what changed aloud, then write swapped.txt anew"


@pytest.mark.parametrize(("where", "words", "gloss"), list(swapped()), ids=[where for where, _, _ in swapped()])
def test_a_swapped_sentence_is_whole_in_both_languages(where, words, gloss):
    for told in (words, gloss):
        assert told.strip(), where
        assert not re.search(r"\b(\w+) \1\b|  |\s[,.;]|^\W*[a-z]", told), (where, told)


def test_every_plainer_wording_has_its_place_in_the_gloss():
    for article in map(load_article, ARTICLES):
        spans = [(sentence.id, one) for sentence in article.sentences for one in sentence.loaded]
        assert [(id, one.span) for id, one in spans if bool(one.neutral_en) != bool(one.span_en)] == []


def test_no_plainer_wording_is_itself_coded_as_loaded():
    """What is loaded in one sentence is not plain in another; a word that is given back to its owner may stay."""
    loaded = {one.span.casefold() for id in ARTICLES for s in load_article(id).sentences for one in s.loaded}
    for article in map(load_article, ARTICLES):
        for one in (one for sentence in article.sentences for one in sentence.loaded):
            owned = re.search(r"menurut|ia sebut|mereka sebut|ia tuduhkan", one.neutral_id)
            assert owned or not any(re.search(rf"\b{span}\b", one.neutral_id.casefold()) for span in loaded), one.span


if __name__ == "__main__":
    WAS_READ.write_text(lines(), "utf-8")
