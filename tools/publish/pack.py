"""What a class needs on paper beside the worksheets: both stories without their coding, cards, a sheet for a chain."""

from collections.abc import Iterable
from html import escape

from helpers import article_ids, load_article
from helpers.article.codebook import closed_lists
from helpers.article.model import Article
from helpers.lenses.anonymity.ladder import load_ladder
from helpers.lenses.marked import numbered
from helpers.text.html import in_language

Card = tuple[str, str, str]
"""A word, the same in Indonesian, and what it means."""

CARDS = {"kind": "Whose word is it? Six cards", "verdict": "What can we say of it? Five cards"}
HOMEWORK = (
    "Choose a news story of ten to twenty sentences, from an outlet that you like. It should accuse somebody.",
    "Number its sentences. Write one word beside each: person, organisation, outlet, unnamed, vague or narrator.",
    "Find the gravest claim. Who carries it? Is the answer in the first sentence, further down, or nowhere?",
    "Rewrite the first sentence, so that every claim has its owner.",
)


NAME = '<p class="whose"><span>Name:</span><span>Date:</span></p>'


def sheets() -> list[str]:
    """The sheets as sections of HTML, each on paper of its own."""
    lists = closed_lists()
    sets = [
        _cards(title, [(name, label.id[0], label.means["en"]) for name, label in lists[kind].labels.items()])
        for kind, title in CARDS.items()
    ]
    rungs = [(rung.name, "", rung.told) for rung in reversed(load_ladder().rungs)]
    stories = sorted(map(load_article, article_ids()), key=lambda article: article.publication.published)
    return [*map(_story, stories), *sets, _cards("How much are we told? Seven cards", rungs), _chain(), _homework()]


def _story(article: Article) -> str:
    """A story without its coding, and a line to write a word on beside each sentence."""
    rows = "".join(f"<li>{numbered(article, sentence)}<i></i></li>" for sentence in article.sentences)
    return _sheet(f"{article.publication.outlet}: whose word is it?", f'{NAME}<ul class="story">{rows}</ul>')


def _cards(title: str, cards: Iterable[Card]) -> str:
    items = "".join(f"<li>{_card(*card)}</li>" for card in cards)
    return _sheet(title, f'<p>Cut along the lines, and hold one up.</p><ul class="cards">{items}</ul>')


def _card(name: str, other: str, means: str) -> str:
    second = f"<em>{in_language('id', other)}</em>" if other else ""
    return f"<b>{escape(name)}</b>{second}<span>{escape(means)}</span>"


def _chain() -> str:
    heads = ("Who passes on …", "… whom?", "By which words?", "For which sentences?")
    head = "".join(f'<th scope="col">{one}</th>' for one in heads)
    rows = "<tr><td></td><td></td><td></td><td></td></tr>" * 9
    table = f'<table class="chain"><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>'
    asked = "<p>Which ends have no name? How many origins are there, and how many outlets?</p>"
    return _sheet("Draw the chain", NAME + table + asked)


def _homework() -> str:
    steps = "".join(f"<li>{escape(step)}</li>" for step in HOMEWORK)
    return _sheet("For home", f"{NAME}<ol>{steps}</ol>{'<i></i>' * 8}")


def _sheet(title: str, inside: str) -> str:
    return f'<section class="worksheet pack"><h1>{escape(title)}</h1>{inside}</section>'
