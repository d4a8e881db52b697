"""What an exercise asked: its title, and the question behind each item, with the passage that it is about."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape

from nbformat import NotebookNode

from helpers.articles import ArticleError
from helpers.markup import quoting
from helpers.questions import Question, Questions, ask
from helpers.teaching.disarming import shown

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


def exercise_of(name: str, key: NotebookNode) -> Exercise:
    """The exercise that a graded notebook marks; items whose article is not here are left out.

    Args:
        name: the key's name.
        key: a graded notebook.

    Example:
        >>> import nbformat
        >>> from helpers.teaching.notebooks import key_folder
        >>> key = nbformat.read(key_folder() / "built" / "who-says-so.ipynb", as_version=4)
        >>> exercise = exercise_of("who-says-so", key)
        >>> exercise.title, exercise.asked["first-article:S01"][0].ask
        ('Who says so? The exercise', 'Whose word is it?')
    """
    texts = (cell.source for cell in key.cells if cell.cell_type == "markdown")
    headings = (text.splitlines()[0][2:] for text in texts if text.startswith("# "))
    return Exercise(name, next(headings, name), dict(_asked(key)))


def _asked(key: NotebookNode) -> Iterator[tuple[str, tuple[Question, Questions]]]:
    for cell in key.cells:
        item = cell.metadata.get("kata_siapa", {}).get("item")
        if item is None:
            continue
        try:
            id, named = _score_call(cell.source)
            questions = ask(**{"asks": "kind", **named})
            yield item, (questions.question(id), questions)
        except (ArticleError, SyntaxError, ValueError, LookupError, AttributeError, TypeError):
            continue


def _score_call(source: str) -> tuple[str, dict[str, str]]:
    """Item and named arguments of a cell that is one call: print(score("sheet", "S07", article="id"))."""
    call = ast.parse(source).body[0].value.args[0]  # type: ignore[attr-defined]
    named = {str(keyword.arg): str(ast.literal_eval(keyword.value)) for keyword in call.keywords}
    return str(ast.literal_eval(call.args[1])), named
