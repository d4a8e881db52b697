"""What an exercise asked: its title, and the question behind each item, with the passage that it is about."""

from __future__ import annotations

from dataclasses import dataclass, field
from html import escape

from helpers.markup import quoting
from helpers.questions import Question, Questions
from helpers.teaching.disarming import shown
from helpers.teaching.keys import Asked, Key

__all__ = ["Exercise", "exercise_of"]


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
        lines = [shown(line) for line in words.splitlines()]
        if item not in self.asked:
            return "<br>".join(map(escape, lines))
        sheet = self.asked[item][1]
        return "<br>".join(quoting(sheet.text, sheet.language, line) for line in lines)


def exercise_of(key: Key) -> Exercise:
    """The exercise that a key marks.

    Args:
        key: what is graded with.

    Raises:
        GradingError: the key asks for what is not there.

    Example:
        >>> from helpers.teaching.keys import load_keys
        >>> exercise = exercise_of(load_keys()["who-says-so"])
        >>> exercise.title, exercise.asked["first-article:S01"][0].ask
        ('Who says so? The exercise', 'Whose word is it?')
    """
    texts = (cell.source for cell in key.notebook.cells if cell.cell_type == "markdown")
    headings = (text.splitlines()[0][2:] for text in texts if text.startswith("# "))
    asked = {f"{one.sheet}:{one.question.id}": (one.question, _with(one, key)) for one in key.items}
    return Exercise(key.exercise, next(headings, key.exercise), asked)


def _with(asked: Asked, key: Key) -> Questions:
    """All questions that were asked together with one."""
    return next(ones for ones in key.questions[asked.sheet] if any(one is asked.question for one in ones.questions))
