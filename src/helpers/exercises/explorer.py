"""A worksheet as a form: a choice an item, and the lines to copy."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

from ipywidgets import Dropdown, Layout, Text, Textarea

from helpers.exercises import ask
from helpers.exercises.worksheet import worksheet_lines
from helpers.lenses.widgets import Explorer, dropdown, fill, place

__all__ = ["form", "worksheet_form"]

_HOW = (
    "Answer in the fields. Then go to the box below them, press Ctrl + A and Ctrl + C (on a Mac Cmd), "
    "go to the worksheet's cell, press Ctrl + A and Ctrl + V there, and run it."
)


def worksheet_form(worksheet: str, asks: str = "kind", article: str | None = None, only: str = "") -> Explorer:
    """A form for a worksheet: a field for each item that its check asks for, and the lines to copy.

    Args:
        worksheet: its name, as behind `%%answer`.
        asks: what it asks for, and the other arguments, as `helpers.exercises.ask` has them.
        article: the article's id.
        only: the ids that it asks for.

    Raises:
        QuestionError: nothing of that name can be asked.
        ArticleError: there is no such article.

    Example:
        >>> worksheet_form("first-article", article="islam-times-2021").children[1].description
        'S01'
    """
    questions = ask(asks, article, only).questions
    return form(worksheet, {one.typed: one.key.labels for one in questions if one.typed})


def form(name: str, items: Mapping[str, Sequence[str]]) -> Explorer:
    """A field for each item of a worksheet, and a box with the worksheet's lines to copy.

    Args:
        name: the worksheet's name, as behind `%%answer`.
        items: the choices by item, such as "S01"; where there are none, the field takes any words.

    Example:
        >>> voices = form("voices", {"S01": ["narrator", "person"]})
        >>> voices.children[1].value = "person"
        >>> print(voices.children[-1].value)
        %%answer voices
        S01  person
    """
    fields = {item: _field(item, choices) for item, choices in items.items()}
    how, told = place(), place()
    fill(how, _HOW)
    lines = Textarea(description="Lines to copy", rows=len(items) + 1, **_wide())

    def show(change: object = None) -> None:
        answers = {item: field.value for item, field in fields.items()}
        filled = sum(bool(answer.strip()) for answer in answers.values())
        fill(told, f"{filled} of {len(fields)} filled in.", announced=True)
        lines.value = worksheet_lines(name, answers)

    # The box must take the keyboard's focus to be copied from, so it cannot be disabled: what is typed there is undone.
    for control in (*fields.values(), lines):
        control.observe(show, "value")
    show()
    blank = worksheet_lines(name, dict.fromkeys(items, ""))
    choices = "".join(f"<li>{escape(_choices_line(item, words))}</li>" for item, words in items.items())
    return Explorer([how, *fields.values(), told, lines], f"<pre>{escape(blank)}</pre><ul>{choices}</ul>")


def _field(item: str, choices: Sequence[str]) -> Dropdown | Text:
    if not choices:
        return Text(description=item, placeholder="type here", **_wide())
    return dropdown(item, [("choose", ""), *((choice, choice) for choice in choices)])


def _wide() -> dict[str, Any]:
    return {"style": {"description_width": "initial"}, "layout": Layout(width="auto", max_width="40rem")}


def _choices_line(item: str, choices: Sequence[str]) -> str:
    return f"{item}: {', '.join(choices) or 'in your own words'}"
