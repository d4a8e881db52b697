"""Ask: the questions of a worksheet, chosen by what they ask and of which sentences; they show themselves."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape

from helpers.article import load_article
from helpers.errors import not_found
from helpers.exercises.bank import about_bank, also_quoted, bank_ids, read_bank
from helpers.exercises.from_article import QUESTION_TYPES
from helpers.exercises.question import Question, QuestionError, Verdict
from helpers.exercises.worksheet import Line, Worksheet, same_item
from helpers.text.html import in_language, quoting
from helpers.text.visible import TERMINAL, clean

__all__ = ["Questions", "ask"]


@dataclass(frozen=True, slots=True, repr=False)
class Questions:
    """The questions of one worksheet; they show themselves as text and as HTML."""

    about: str
    language: str
    questions: tuple[Question, ...]
    also: str = ""

    def verdicts(self, sheet: Worksheet) -> tuple[Verdict, ...]:
        """A verdict for each question, in their order."""
        return tuple(question.judge(sheet) for question in self.questions)

    def faults(self, sheet: Worksheet) -> Iterator[str]:
        """A sentence for each line that does not count or needs a word, in order; then the items without a line."""
        told = ((line, self._fault(line, sheet)) for line in sheet.lines)
        yield from (f"Line {line.number}{fault}" for line, fault in told if fault)
        typed = dict.fromkeys(question.typed for question in self.questions if question.typed)
        missing = [id for id in typed if not any(same_item(line.item, id) for line in sheet.lines)]
        if missing and sheet.lines:
            yield f"No line for {', '.join(missing)}; add one, as in: {missing[0]}  ..."

    def question(self, item: str) -> Question:
        """The question with this id.

        Args:
            item: such as "S07".

        Raises:
            QuestionError: there is none.

        Example:
            >>> ask("kind", article="harakatuna-2024").question("S14").key.answer
            'unnamed'
        """
        for question in self.questions:
            if question.id == item:
                return question
        raise QuestionError(not_found("item", item, [question.id for question in self.questions]))

    @property
    def text(self) -> str:
        """All words that a reason may quote: those that are asked about, and the bank's others."""
        return "\n".join(dict.fromkeys([*(question.words for question in self.questions), self.also]))

    def _fault(self, line: Line, sheet: Worksheet) -> str:
        if not self.questions[0].typed:
            return self.questions[0].key.fault(self.questions[0], line, sheet)
        for question in self.questions:
            if same_item(line.item, question.typed):
                return self._crowded(line) or question.key.fault(question, line, sheet) if line.value else ""
        if self._goes_on(line, sheet):
            return ""
        ids = list(dict.fromkeys(question.typed for question in self.questions))
        if line.item:
            there = f"{ids[0]} to {ids[-1]}" if _in_a_row(ids) else ", ".join(ids)
            return f": there is no {line.item} here; the items are {there}."
        return f', "{line.words[:60]}", names no item; begin it with one, as in: {ids[0]}  ...'

    def _crowded(self, line: Line) -> str:
        """A sentence where another item stands behind this line's own."""
        behind = set(line.value.upper().split()) - {line.item}
        others = [one.typed for one in self.questions if one.key.labels and one.typed in behind]
        return f": {others[0]} stands behind {line.item}; give each item a line of its own." if others else ""

    def _goes_on(self, line: Line, sheet: Worksheet) -> bool:
        """Whether a line belongs to a text above it, whose words may take several lines."""
        above = [one.item for one in sheet.lines if one.number < line.number and one.item]
        asked = {question.typed: question for question in self.questions}
        return any(asked[id].key.goes_on for item in above[-1:] for id in asked if same_item(item, id))

    def __str__(self) -> str:
        """The questions for a terminal, a paragraph each."""
        return clean("\n".join([self.about, *(self._paragraph(question) for question in self.questions)]), TERMINAL)

    __repr__ = __str__

    def _paragraph(self, question: Question) -> str:
        lines = [f"{question.typed or question.id}  {question.words}", question.en, question.ask, question.key.choose]
        return "\n    ".join(filter(None, lines))

    def _repr_html_(self) -> str:
        items = "\n".join(f"<li>{self._item(question)}</li>" for question in self._shown())
        bare = 'style="list-style:none;padding-left:0"'
        return f'<div lang="en"><p>{escape(self.about)}</p>\n<ul {bare}>\n{items}\n</ul></div>'

    def _shown(self) -> list[Question]:
        """One question for each id that is typed."""
        return list({question.typed or question.id: question for question in self.questions}.values())

    def _item(self, question: Question) -> str:
        words = in_language(self.language, question.words) if question.words else ""
        gloss = f"<br>{escape(question.en)}" * bool(question.en)
        asked = quoting(self.text, self.language, question.ask)
        told = f"<br><em>{asked}</em> {quoting(self.text, self.language, question.key.choose)}"
        return f"<strong>{escape(question.typed or question.id)}</strong> {words}{gloss}{told}"


def ask(asks: str, article: str | None = None, only: str = "") -> Questions:
    """The questions of one worksheet.

    Args:
        asks: what is asked of an article ("kind", "end", "told", "edges", "loaded", "technique",
            "voice"), or a bank's name.
        article: the article's id or folder; a bank has none.
        only: the ids to ask for, parted by blanks; all of them when empty.

    Raises:
        QuestionError: nothing of that name can be asked, or an id in `only` is not there.
        ArticleError: there is no such article.

    Example:
        >>> ask("technique", article="islam-times-2021", only="S11a").questions[0].ask
        'What does "gerakan perlawanan" do?'
    """
    asks, only = str(asks), str(only)
    if asks in QUESTION_TYPES and article:
        coded = load_article(article)
        about, language = f"{coded.publication.outlet}, {coded.publication.published}.", coded.publication.language
        return Questions(about, language, _chosen(tuple(QUESTION_TYPES[asks](coded)), only))
    if asks in bank_ids() and not article:
        return Questions(about_bank(asks), "id", _chosen(read_bank(asks), only), also_quoted(asks))
    raise QuestionError(_cannot(asks, article))


def _cannot(asks: str, article: object) -> str:
    if asks in QUESTION_TYPES:
        return f'asks="{asks}" needs an article, as in: asks="{asks}", article="islam-times-2021"'
    if asks in bank_ids():
        return f'"{asks}" is a bank with passages of its own; leave article="{article}" out.'
    return not_found("question", asks, [*QUESTION_TYPES, *bank_ids()])


def _chosen(questions: tuple[Question, ...], only: str) -> tuple[Question, ...]:
    wanted = only.replace(",", " ").split()
    ids = [question.typed or question.id for question in questions]
    if strange := [id for id in wanted if id not in ids]:
        raise QuestionError(not_found("item", strange[0], ids))
    return tuple(question for question, id in zip(questions, ids, strict=True) if not wanted or id in wanted)


def _in_a_row(ids: list[str]) -> bool:
    numbers = [int(id[1:3]) for id in ids]
    return len(ids) > 3 and numbers == list(range(numbers[0], numbers[-1] + 1))
