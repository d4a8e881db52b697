"""What an exercise asked: its title, the question behind each item, and the section of the book that teaches it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from html import escape
from typing import Annotated

from markupsafe import Markup

from helpers.article.fields import Written
from helpers.article.files import read_as, seeds_folder
from helpers.exercises import Question, Questions
from helpers.grading.keys import Asked, ExerciseKey
from helpers.grading.results import Item
from helpers.text.html import in_language, quoting
from helpers.text.visible import LINE, clean

__all__ = ["Exercise", "Section", "exercise_of", "section_for"]

_MODEL = re.compile(r"(To compare: )(.+) (\(.+\))")
"""A model answer as a text's reason has it: in the passage's language, then in English."""


@dataclass(frozen=True, slots=True, eq=False)
class Exercise:
    """An exercise by name and title; `asked` has, by an item's name, its question and the others of its worksheet."""

    name: str
    title: str
    asked: dict[str, tuple[Question, Questions]] = field(default_factory=dict)

    def question(self, item: str) -> Question | None:
        """What an item asks; None where it is not known.

        Args:
            item: its name, such as "first-article:S01".
        """
        return self.asked[item][0] if item in self.asked else None

    def language(self, item: str) -> str:
        """The tag of the language of the words that an item is about; empty where it is not known.

        Args:
            item: its name, such as "first-article:S01".
        """
        return self.asked[item][1].language if item in self.asked else ""

    def own_words(self, item: str) -> Markup:
        """The words that a known item is about, as HTML that says their language.

        Args:
            item: its name, such as "first-article:S01".
        """
        question, sheet = self.asked[item]
        return Markup(in_language(sheet.language, question.words))

    def said(self, item: str, words: str) -> Markup:
        """Words about an item as HTML: nothing hidden in them, and what they quote from the passage in its language.

        Args:
            item: its name, such as "first-article:S01".
            words: plain text of one or several lines; it is escaped here.
        """
        lines = [clean(line, LINE) for line in words.splitlines()]
        told = (_in_its_languages(self.asked[item][1], line) if item in self.asked else escape(line) for line in lines)
        return Markup("<br>".join(told))

    def right(self, item: Item) -> str:
        """The key's answer, as the key writes it.

        Args:
            item: what it answers.
        """
        question = self.question(item.name)
        return question.key.right_answer if question else item.key

    def is_model(self, item: Item) -> bool:
        """Whether a text of one's own is one of the model answers.

        Args:
            item: with the text.
        """
        question = self.question(item.name)
        words = " ".join(item.answer.split()).casefold()
        return any(words in model.casefold() for model in (question.key.models if question else ()))


@dataclass(frozen=True, slots=True)
class Section:
    """A section of the book: its chapter's title, its own, and what it teaches."""

    chapter: str
    title: str
    teaches: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Sections:
    sections: Annotated[tuple[Section, ...], Written("section")]


def section_for(item: Item) -> Section | None:
    """The section to go back to, as `seeds/sections.toml` has it; None where the book teaches no such thing.

    Args:
        item: of any exercise, an author's own included.

    Example:
        >>> section_for(Item("mine", "ends", "S01", 0, 1, "not yet", "no chain", "", of="end of a chain")).title
        'Relay, origin, dead end'
    """
    asked = item.of or item.form
    return _sections().get(f"{item.sheet}: {asked}") or _sections().get(asked)


def exercise_of(key: ExerciseKey) -> Exercise:
    """The exercise that a key marks.

    Args:
        key: what is graded with.

    Raises:
        GradingError: the key asks for what is not there.

    Example:
        >>> from helpers.grading.keys import load_keys
        >>> exercise = exercise_of(load_keys()["who-says-so"])
        >>> exercise.title, exercise.question("first-article:S01").ask
        ('Who says so? The exercise', 'Whose word is it?')
    """
    texts = (cell["source"] for cell in key.notebook["cells"] if cell["cell_type"] == "markdown")
    headings = (text.splitlines()[0][2:] for text in texts if text.startswith("# "))
    asked = {f"{one.sheet}:{one.question.id}": (one.question, _with(one, key)) for one in key.items}
    return Exercise(key.exercise, next(headings, key.exercise), asked)


def _in_its_languages(sheet: Questions, line: str) -> str:
    if model := _MODEL.fullmatch(line):
        return f"{model[1]}{in_language(sheet.language, model[2])} {escape(model[3])}"
    return quoting(sheet.text, sheet.language, line) if '"' in line else escape(line)  # all of a text takes its time


def _with(asked: Asked, key: ExerciseKey) -> Questions:
    """All questions that were asked together with one."""
    return next(ones for ones in key.questions[asked.sheet] if any(one is asked.question for one in ones.questions))


@cache
def _sections() -> dict[str, Section]:
    read = read_as(seeds_folder() / "sections.toml", _Sections)
    return {what: section for section in read.sections for what in section.teaches}
