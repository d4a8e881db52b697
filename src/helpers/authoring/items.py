"""The worksheets of an exercise as controls to tap: what a page shows of each line, and the HTML of it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from html import escape
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from helpers.exercises.answers.arrows import RelayKey
from helpers.exercises.answers.order import OrderKey
from helpers.exercises.claims import words_of
from helpers.exercises.question import Key, Question
from helpers.exercises.sheet import Questions
from helpers.exercises.table import lines_asked
from helpers.exercises.worksheet import blanked
from helpers.text.html import quoting, typographic

__all__ = ["Line", "Sheet", "meanings", "rendered", "sheet_html"]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A worksheet of an exercise.

    Attributes:
        name: as behind `%%answer`.
        cell: the id of its cell.
        text: its lines as the key has them.
        call: the arguments of its check.
        asked: its questions.
        is_checked: whether a student may check it; marked work has no verdicts before it is graded.
        is_form: whether it is answered as a whole and handed over before there are verdicts.
    """

    name: str
    cell: str
    text: str
    call: Mapping[str, str]
    asked: Questions
    is_checked: bool = True
    is_form: bool = False

    @property
    def asks(self) -> str:
        """The arguments of its check, for the browser's Python."""
        return json.dumps(dict(self.call)) if self.is_checked else "null"

    @property
    def about(self) -> str:
        """What its questions are about."""
        return self.asked.about

    @property
    def blank(self) -> str:
        """Its lines as a student finds them."""
        return blanked(self.text)

    @property
    def rows(self) -> int:
        """How many lines its text takes."""
        return len(self.blank.splitlines()) + 1

    @property
    def is_marked_in_words(self) -> bool:
        """Whether words of sentences are marked in it."""
        return any(line.kind == "words" for line in self.lines)

    @property
    def lines(self) -> Iterator[Line]:
        """Its lines; the questions about an article's relays share one."""
        return (Line(self, typed, group[0]) for typed, group in lines_asked(self.asked).items())


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a worksheet: what is typed in front of its answer, and its first question."""

    sheet: Sheet
    typed: str
    question: Question

    @property
    def place(self) -> str:
        """Where it stands on the page."""
        return f"{self.sheet.name}-{self.typed or 'arrows'}"

    @property
    def kind(self) -> str:
        """The form of its answer, such as "label"."""
        return self.question.key.form

    @property
    def language(self) -> str:
        """The language of its passage."""
        return self.sheet.asked.language

    @property
    def words(self) -> str:
        """Its passage; arrows are drawn of a whole article, which stands above."""
        return self.question.words if self.typed else ""

    @property
    def marked(self) -> list[str]:
        """The words of its passage, one for each tap."""
        return words_of(self.words)

    @property
    def en(self) -> str:
        """The gloss of its passage."""
        return typographic(self.question.en) if self.typed else ""

    @property
    def ask(self) -> Markup:
        """What is asked, with the language of the words that it quotes."""
        return Markup(quoting(self.sheet.asked.text, self.language, self.question.ask))  # noqa: S704  # escaped there

    @property
    def choices(self) -> tuple[str, ...]:
        """What there is to choose from."""
        match self.question.key:
            case OrderKey() as key:
                return tuple(key.lettered.values())
            case RelayKey() as key:
                return tuple(key.names.shown[id] for id in key.sources)
        return self.question.key.labels

    @property
    def list(self) -> str:
        """The id of the list that says what its choices mean; empty where there is none, and in a form, a test."""
        return "" if self.sheet.is_form or not self.question.key.meanings else _list_id(self.question.key)

    @property
    def checked(self) -> bool:
        """Whether it has a button for a verdict of its own."""
        return self.sheet.is_checked


def sheet_html(sheet: Sheet) -> str:
    """The worksheet as controls to tap, an item beside its question; it is read, and prints, without a script.

    Args:
        sheet: one worksheet of an exercise.
    """
    return rendered("item.html.j2", one=sheet)


def rendered(template: str, **about: object) -> str:
    """The HTML of a template beside this module; what it writes is escaped.

    Args:
        template: its file's name.
        about: what it writes.
    """
    return _templates().get_template(template).render(about)


def meanings(sheets: list[Sheet]) -> str:
    """What the words of each closed list mean, once for the whole page.

    Args:
        sheets: the worksheets of the page.
    """
    explained = (line for sheet in sheets for line in sheet.lines if line.list)
    keys = {line.list: line.question.key for line in explained}
    return "\n".join(f'<dl id="{id}" hidden>{_terms(key)}</dl>' for id, key in keys.items())


def _terms(key: Key) -> str:
    return "".join(
        f'<dt translate="no">{escape(word)}</dt><dd>{escape(what)}</dd>' for word, what in key.meanings.items()
    )


def _list_id(key: Key) -> str:
    return f"words-{key.of.replace(' ', '-')}"


@cache
def _templates() -> Environment:
    return Environment(loader=FileSystemLoader(Path(__file__).parent), autoescape=True, undefined=StrictUndefined)
