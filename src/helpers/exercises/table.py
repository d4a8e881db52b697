"""An answer table: what the judge says to every answer that can be tapped, made by the judge when the book is built.

A page looks answers up in it and needs no Python. Nothing is decided there: of an answer with one value the page finds
the verdict; of arrows and marked words it finds for each what it earns, and adds up as the key does.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from helpers.exercises.answers.arrows import RelayKey
from helpers.exercises.answers.label import LabelKey
from helpers.exercises.answers.marks import SpanKey
from helpers.exercises.answers.number import NumberKey
from helpers.exercises.answers.text import TextKey
from helpers.exercises.choices import answer_words
from helpers.exercises.claims import Claims, relay_claims, word_claims
from helpers.exercises.question import MARKS, OneLineKey, Question, Verdict
from helpers.exercises.sheet import Questions
from helpers.exercises.worksheet import parse
from helpers.text.html import in_language, quoting

__all__ = ["STATUSES", "Table", "answer_table", "lines_asked"]

STATUSES = tuple(MARKS)
"""The statuses of a verdict; a table has the place of one in this list."""

_UNUSUAL = "987654"
"""A number that no key names: every other one earns the same."""

_SENTENCE = re.compile(r"(?<=[.!?]) (?=[A-Z])")

Entry = dict[str, Any]


@dataclass(slots=True)
class Table:
    """An answer table.

    Attributes:
        texts: sentences, as HTML, by their number.
        lists: other words for the labels of each closed list, folded.
        sheets: for each worksheet and each line, what is said to its answers.
    """

    texts: dict[str, int] = field(default_factory=dict)
    lists: dict[str, dict[str, str]] = field(default_factory=dict)
    sheets: dict[str, dict[str, Entry]] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        """The table as a page carries it; texts are shared by their number."""
        marks = [[status, MARKS[status]] for status in STATUSES]
        return {"marks": marks, "texts": [*self.texts], "lists": self.lists, "sheets": self.sheets}


def answer_table(sheets: Mapping[str, Questions]) -> Table:
    """The answer table of the worksheets of an exercise.

    Args:
        sheets: what each worksheet asks, by its name.

    Example:
        >>> from helpers.exercises import ask
        >>> table = answer_table({"first": ask("kind", "islam-times-2021", only="S01")})
        >>> status, sentences = table.sheets["first"]["S01"]["says"]["narrator"]
        >>> STATUSES[status], " ".join([*table.texts][one] for one in sentences)[:33]
        ('right', 'No words here say who claims this')
    """
    table = Table()
    for name, asked in sheets.items():
        told = _Told(table, asked)
        table.sheets[name] = {typed: told.entry(typed, group) for typed, group in lines_asked(asked).items()}
    return table


def lines_asked(asked: Questions) -> dict[str, list[Question]]:
    """The questions by what is typed in front of their answer: several may share a line.

    Args:
        asked: what a worksheet asks.

    Example:
        >>> from helpers.exercises import ask
        >>> asked = lines_asked(ask("loaded", "harakatuna-2024", only="S05"))
        >>> [question.id for question in asked["S05"]]
        ['S05-1', 'S05-2']
    """
    lines: dict[str, list[Question]] = {}
    for question in asked.questions:
        lines.setdefault(question.typed, []).append(question)
    return lines


@dataclass(frozen=True, slots=True)
class _Told:
    """Writes verdicts of one worksheet into the table."""

    table: Table
    asked: Questions

    def entry(self, typed: str, group: list[Question]) -> Entry:
        """What is said to the answers of one line of the worksheet."""
        first = group[0]
        match first.key:
            case OneLineKey():
                listed = {"of": self._list(first.key)} if isinstance(first.key, LabelKey) else {}
                return {"is": first.key.form, "says": self._shared(_one_line(first, first.key)), **listed}
            case TextKey():
                return {"is": "text", "least": first.key.least, "told": [*map(self._text, first.key.compared(first))]}
            case SpanKey():
                return self._claimed(word_claims(typed, group), "words")
            case RelayKey() as key:
                known = {word: key.sources.index(id) for word, id in key.names.known.items() if id in key.sources}
                return self._claimed(relay_claims(group), "relay") | {"known": known, "small": answer_words().small}
        raise TypeError(f"{type(first.key).__name__} has no table; say here how its answers are looked up.")

    def _list(self, key: LabelKey) -> str:
        """The name of its closed list, whose other words are written down once."""
        known = key.choices.known.items()
        self.table.lists[key.of] = {word: label for word, label in known if word != label}
        return key.of

    def _shared(self, said: dict[str, Verdict]) -> dict[str, list[Any]]:
        """The verdicts by answer; the one that most answers get stands once, for all that have none of their own."""
        told = {answer: (verdict.status, verdict.reason, verdict.hint) for answer, verdict in said.items()}
        [(usual, times)] = Counter(told.values()).most_common(1)
        usual = told.get(_UNUSUAL, usual if times > 1 else ("", "", ""))
        own = {answer: self._row(verdict) for answer, verdict in said.items() if told[answer] != usual}
        common = next((verdict for answer, verdict in said.items() if told[answer] == usual), None)
        return own | ({"": self._row(common)} if common else {})

    def _claimed(self, claims: Claims, form: str) -> Entry:
        items = [
            {"id": item.id, "at": item.at, **{name: self._row(told) for name, told in item.said.items()}}
            for item in claims.items
        ]
        kinds = [[*kind[:3], self._text(kind.note) if kind.note else -1] if kind else 0 for kind in claims.kinds]
        named = {"names": claims.names} if claims.names else {}
        return {"is": form, "items": items, "kinds": kinds, "codes": claims.codes, "same": claims.same, **named}

    def _row(self, verdict: Verdict) -> list[Any]:
        hint = [self._text(verdict.hint)] if verdict.hint and verdict.status == "not yet" else []
        return [STATUSES.index(verdict.status), self._text(verdict.reason), *hint]

    def _text(self, words: str) -> list[int]:
        """The numbers of its sentences: most are said of several answers."""
        html = quoting(self.asked.text, self.asked.language, words).replace("\n", "<br>")
        html = html.replace("{}", in_language(self.asked.language, "{}"))
        texts = self.table.texts
        return [texts.setdefault(one, len(texts)) for one in _SENTENCE.split(html)]


def _one_line(question: Question, key: OneLineKey) -> dict[str, Verdict]:
    """The verdict on each answer; of numbers, on those that the key names and on one that it does not."""
    answers: Iterable[str] = key.answers
    if isinstance(key, NumberKey):
        answers = dict.fromkeys([key.right_answer, key.other_answer, *key.tempting, _UNUSUAL])
    lines = {answer: parse("", f"{question.typed}  {answer}") for answer in answers if answer}
    return {answer: question.judge(sheet) for answer, sheet in lines.items()}
