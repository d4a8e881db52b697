"""Keys of exercises made from a coded article alone, a topic each: nothing to write but the article."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from html import escape

from helpers.article.model import Article
from helpers.authoring.notebooks import KEY_ONLY
from helpers.exercises.question import Question
from helpers.exercises.sheet import QUESTION_TYPES
from helpers.lenses.chains.graph import NAMELESS

__all__ = ["TOPICS", "Sheet", "Topic", "key_text"]

_HEADER = """---
jupytext:
  text_representation:
    extension: .md
    format_name: myst
kernelspec:
  display_name: Python 3 (ipykernel)
  language: python
  name: python3
---
"""
_HOW = """How it works:

+++ {{"tags": ["notebook"]}}

1. Click a grey cell and press **Shift + Enter** to run it. Start with the next one.
2. In a worksheet, replace the three dots with your answer, and run it.
3. {run}{then}
4. Change your mind as often as you like. Your answers are text in this notebook: save it, and nothing is lost.

**Run this cell first.** It prepares the notebook. Does a cell below say *Cell magic not found* or *name is not
defined*? Run this one, then that one again.

+++ {{"tags": ["page"]}}

1. Read on, and write into the worksheets.
2. In a worksheet, replace the three dots with your answer.
3. {press}{then}
4. Change your mind as often as you like. Your answers are kept by this browser, on this device, while you type.

```{{code-cell}} ipython3
:tags: [notebook]

%reload_ext helpers
```
"""
_FEEDBACK = {
    "run": "Run the cell below it. ",
    "press": "Press **Check** below it. ",
    "then": "The first wrong try gives you a hint, the next one the reason. An answer that careful readers dispute is "
    "called *contested*, and earns the point either way.",
}
_NO_FEEDBACK = {
    "run": "",
    "press": "",
    "then": "This is marked work: you get points and reasons when it has been graded, and none before.",
}
_LAST = """+++ {"tags": ["notebook"]}

To hand in, save the notebook (**File > Save Notebook**) and send the file.
"""
_MARKUP = re.compile(r"([\\`*_\[\]{}$|~#])")


@dataclass(frozen=True, slots=True)
class Sheet:
    """One worksheet: its name, what it asks, what a student is told to do, and its questions."""

    name: str
    asks: str
    told: str
    questions: tuple[Question, ...]
    whole: bool = True

    @property
    def only(self) -> str:
        """The ids of the questions, parted by blanks; empty where all are asked."""
        return "" if self.whole else " ".join(dict.fromkeys(question.typed for question in self.questions))


@dataclass(frozen=True, slots=True)
class Topic:
    """A lens to read an article with: its chapter's title, and the worksheets that it makes of an article."""

    title: str
    sheets: Callable[[Article], Iterator[Sheet]]


def key_text(article: Article, topic: str, marked: bool = False) -> str:
    """The key of an exercise as a MyST notebook; empty where the article gives this topic nothing to ask.

    Args:
        article: a coded article.
        topic: one of `TOPICS`.
        marked: True gives students no feedback: the checks stay in the key.

    Example:
        >>> from helpers import load_article
        >>> "%%answer voices" in key_text(load_article("islam-times-2021"), "who-says-so")
        True
    """
    sheets = list(TOPICS[topic].sheets(article))
    if not sheets:
        return ""
    title = f"# {TOPICS[topic].title}: {_plain(article.publication.title)}"
    opening = f"Published by {_plain(article.publication.outlet)}, {_plain(article.publication.published)}."
    how = _HOW.format(**(_NO_FEEDBACK if marked else _FEEDBACK))
    parts = [_HEADER, title, "", opening, "", how, _passages(article)]
    return "\n".join([*parts, *(_sheet_text(sheet, article, marked) for sheet in sheets), _LAST])


def _passages(article: Article) -> str:
    about = _plain(article.publication.provenance)
    items = (f"- **{one.id}** {_words(one.text, article)}\\\n  *{_plain(one.en)}*" for one in article.sentences)
    return "\n".join(["## The article", "", about, "", *items, ""])


def _sheet_text(sheet: Sheet, article: Article, marked: bool) -> str:
    asked = f'check("{sheet.name}", asks="{sheet.asks}", article={json.dumps(article.id, ensure_ascii=False)}'
    asked += f', only="{sheet.only}")' if sheet.only else ")"
    answers = dict.fromkeys(question.key.line(question.typed) for question in sheet.questions)
    lines = [f"## Worksheet: {sheet.name.replace('-', ' ')}", "", sheet.told, "", *_choices(sheet)]
    lines += [*_asked(sheet, article), *_cell("\n".join([f"%%answer {sheet.name}", *answers]))]
    return "\n".join([*lines, *_cell(asked, KEY_ONLY if marked else "")])


def _cell(source: str, tag: str = "") -> list[str]:
    return ["```{code-cell} ipython3", *[f":tags: [{tag}]\n"] * bool(tag), source, "```", ""]


def _choices(sheet: Sheet) -> Iterator[str]:
    """A table of the labels, where there are any."""
    if meanings := sheet.questions[0].key.meanings:
        yield from ("| word | it means |", "| --- | --- |")
        yield from (f"| {label} | {meaning} |" for label, meaning in meanings.items())
        yield ""


def _asked(sheet: Sheet, article: Article) -> Iterator[str]:
    """What is asked of each item, where it is asked of words within a sentence."""
    if sheet.asks in ("technique", "voice"):
        for question in sheet.questions:
            before, _, rest = question.ask.partition('"')
            words, _, after = rest.rpartition('"')
            yield f"- **{question.typed}** {before}“{_words(words, article)}”{after}"
        yield ""


def _words(words: str, article: Article) -> str:
    return f'<span lang="{article.publication.language}">{_plain(words)}</span>'


def _plain(words: str) -> str:
    """Words as Markdown shows them, whatever signs they hold, on one line."""
    return _MARKUP.sub(r"\\\1", escape(" ".join(words.split()), quote=False))


def _sheet(article: Article, name: str, asks: str, told: str, only: Collection[str] = ()) -> Iterator[Sheet]:
    questions = tuple(one for one in QUESTION_TYPES[asks](article) if not only or one.typed in only)
    if questions:
        yield Sheet(name, asks, told, questions, not only)


def _voices(article: Article) -> Iterator[Sheet]:
    told = "Whose word is the main claim of each sentence? Where somebody says that somebody says, take the innermost."
    yield from _sheet(article, "voices", "kind", told)


def _chains(article: Article) -> Iterator[Sheet]:
    if article.chain:
        yield from _sheet(article, "chain-ends", "end", "What stands at the end of each sentence's chain?")
        told = "Who relays whom? Write one arrow a line: **who relays -> who is relayed**. The publisher is "
        told += f"*{_plain(article.publication.outlet)}*. Copy the names; what the text does not state is no arrow."
        yield from _sheet(article, "arrows", "edges", told)


def _anonymous(article: Article) -> Iterator[Sheet]:
    if any(sentence.kind in NAMELESS for sentence in article.sentences):
        told = "What are you told about the one who speaks? Follow a word such as *he* back to its owner first."
        yield from _sheet(article, "told", "told", told)


def _framing(article: Article) -> Iterator[Sheet]:
    """Every second sentence with clear words is kept for naming what they do: marking it as well would be answered."""
    clear = [one.id for one in article.sentences if any(span.certainty == "clear" for span in one.loaded)]
    if not clear:
        return
    kept = clear[1::2]
    told = "Which words judge? Copy them, as few as will do, with a semicolon `;` between two places. Where no word "
    told += "judges, type **none**. Bad news alone is not a loaded word."
    yield from _sheet(article, "marks", "loaded", told, [one.id for one in article.sentences if one.id not in kept])
    spans = [one.typed for one in QUESTION_TYPES["technique"](article) if one.typed[:-1] in kept]
    if spans:
        yield from _sheet(article, "techniques", "technique", "These words are loaded. What does each one do?", spans)
        yield from _sheet(article, "loaded-voices", "voice", "In whose voice is each of them?", spans)


TOPICS = {
    "who-says-so": Topic("Who says so?", _voices),
    "sourcing-chains": Topic("Sourcing chains", _chains),
    "anonymous-sources": Topic("Anonymous sources", _anonymous),
    "loaded-framing": Topic("Loaded framing", _framing),
}
"""What an exercise can be made about, by the stem of its chapter."""
