"""What an exercise asked: its title, and the question behind each item, with the passage that it is about."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import escape

from helpers.exercises import Question, Questions
from helpers.grading.keys import Asked, ExerciseKey
from helpers.grading.results import Item
from helpers.text.html import in_language, quoting
from helpers.text.visible import LINE, clean, told

__all__ = ["Exercise", "exercise_of", "link", "place"]

_MODEL = re.compile(r"(To compare: )(.+) (\(.+\))")
"""A model answer as a text's reason has it: in the passage's language, then in English."""


@dataclass(frozen=True, slots=True, eq=False)
class Exercise:
    """An exercise by name and title; `asked` has, by an item's name, its question and the others of its worksheet."""

    name: str
    title: str
    asked: dict[str, tuple[Question, Questions]] = field(default_factory=dict)

    def html(self, item: str, words: str) -> str:
        """Words about an item as HTML: nothing hidden in them, and what they quote from the passage in its language.

        Args:
            item: its name, such as "first-article:S01".
            words: plain text of one or several lines; it is escaped here.
        """
        lines = [clean(line, LINE) for line in words.splitlines()]
        if item not in self.asked:
            return "<br>".join(map(escape, lines))
        return "<br>".join(_in_its_languages(self.asked[item][1], line) for line in lines)

    def passage(self, item: str) -> str:
        """The words that an item is about as HTML: in their own language, then in English; empty where it has none.

        Args:
            item: its name, such as "first-article:S01".
        """
        if item not in self.asked:
            return ""
        question, sheet = self.asked[item]
        words = f'<p class="passage">{in_language(sheet.language, question.words)}</p>\n' * bool(question.words)
        return words + f'<p class="soft">{told(question.en)}</p>\n' * bool(question.en)

    def ask(self, item: str) -> str:
        """What is asked of these words, as HTML; empty where it is not known.

        Args:
            item: its name, such as "first-article:S01".
        """
        return self.html(item, self.asked[item][0].ask) if item in self.asked else ""

    def right(self, item: Item) -> str:
        """The key's answer as HTML, as the key writes it.

        Args:
            item: what it answers.
        """
        right = self.asked[item.name][0].key.right_answer if item.name in self.asked else item.key
        return self.answer(item, right, 80)

    def answer(self, item: Item, words: str, longest: int = 5000) -> str:
        """What students typed as HTML: marked words in the passage's language, a text of their own in an unknown one.

        Args:
            item: what they answered.
            words: what they typed; it is escaped here.
            longest: characters that are shown.
        """
        known = self.asked[item.name][1].language if item.name in self.asked else ""
        tag = {"words": f' lang="{known}"', "text": ' lang=""'}.get(item.form, "")
        return f"<bdi{tag}>{told(words, longest)}</bdi>"


def place(item: Item) -> str:
    """The id of an item's place on a page.

    Args:
        item: any.

    Example:
        >>> place(Item("who-says-so", "first-article", "S01", 0, 1, "not yet", "", ""))
        'who-says-so-first-article-S01'
    """
    return re.sub(r"\W+", "-", f"{item.exercise}-{item.name}")


def link(item: Item) -> str:
    """An item's id as a link to its place on the page, as HTML.

    Args:
        item: one that has a place there.
    """
    return f'<a href="#{place(item)}">{told(item.id)}</a>'


def exercise_of(key: ExerciseKey) -> Exercise:
    """The exercise that a key marks.

    Args:
        key: what is graded with.

    Raises:
        GradingError: the key asks for what is not there.

    Example:
        >>> from helpers.grading.keys import load_keys
        >>> exercise = exercise_of(load_keys()["who-says-so"])
        >>> exercise.title, exercise.asked["first-article:S01"][0].ask
        ('Who says so? The exercise', 'Whose word is it?')
    """
    texts = (cell.source for cell in key.notebook.cells if cell.cell_type == "markdown")
    headings = (text.splitlines()[0][2:] for text in texts if text.startswith("# "))
    asked = {f"{one.sheet}:{one.question.id}": (one.question, _with(one, key)) for one in key.items}
    return Exercise(key.exercise, next(headings, key.exercise), asked)


def _in_its_languages(sheet: Questions, line: str) -> str:
    if model := _MODEL.fullmatch(line):
        return f"{model[1]}{in_language(sheet.language, model[2])} {escape(model[3])}"
    return quoting(sheet.text, sheet.language, line)


def _with(asked: Asked, key: ExerciseKey) -> Questions:
    """All questions that were asked together with one."""
    return next(ones for ones in key.questions[asked.sheet] if any(one is asked.question for one in ones.questions))
