"""Ask: the questions of a worksheet, of a bank or those that an article's annotation answers; they show themselves."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html import escape
from string import ascii_lowercase

from helpers.article import load_article
from helpers.article.model import Article, Loaded, OtherReading, Sentence, Source
from helpers.errors import not_found
from helpers.exercises.answers.arrows import RelayKey, names_of
from helpers.exercises.answers.label import LabelKey
from helpers.exercises.answers.marks import SpanKey
from helpers.exercises.bank import about_bank, also_quoted, bank_ids, read_bank
from helpers.exercises.choices import choices
from helpers.exercises.question import Other, Question, QuestionError, Verdict
from helpers.exercises.worksheet import Line, Worksheet, same_item
from helpers.lenses.chains.graph import NAMELESS, end_of
from helpers.text.html import in_language, quoting
from helpers.text.visible import TERMINAL, clean

__all__ = ["QUESTION_TYPES", "Questions", "ask"]


def _kinds(article: Article) -> Iterator[Question]:
    for sentence in article.sentences:
        key = LabelKey(choices("kind"), sentence.kind, sentence.tempting, _other(sentence, lambda way: way.kind))
        yield _question(sentence, "Whose word is it?", key, sentence.kind in choices("kind").sound)


def _ends(article: Article) -> Iterator[Question]:
    for sentence in article.sentences:
        answer = end_of(sentence.kind)
        other = _other(sentence, lambda way: end_of(way.kind), answer)
        tempting = {end: why for kind, why in sentence.tempting.items() if (end := end_of(kind)) != answer}
        key = LabelKey(choices("end"), answer, tempting, other)
        yield _question(sentence, "What stands at the end of its chain?", key, answer == "somebody to ask")


def _descriptions(article: Article) -> Iterator[Question]:
    for sentence in article.sentences:
        answer = _described(article.sources[sentence.source])
        other = _other(sentence, lambda way: _described(article.sources[way.source]), answer)
        key = LabelKey(choices("told"), answer, {}, other)
        yield _question(sentence, "What is a reader told about the one who speaks?", key, answer == "name")


def _other(sentence: Sentence, answer_of: Callable[[OtherReading], str], right: str = "") -> Other | None:
    """The second answer of a contested sentence, where it is another one than the right one."""
    way = sentence.other
    if way is None or answer_of(way) == right:
        return None
    return Other(answer_of(way), way.for_key, way.for_other)


def _described(source: Source) -> str:
    if source.kind == "unnamed":
        return "nothing" if source.described in (None, "none") else source.described
    return {"vague": "nobody", "narrator": "narrator"}.get(source.kind, "name")


def _question(sentence: Sentence, ask: str, key: LabelKey, sound: bool) -> Question:
    return Question(
        sentence.id, sentence.id, ask, sentence.text, sentence.en, key, _where(sentence), sentence.why, sound
    )


def _where(sentence: Sentence) -> str:
    """Where to look for the words that attribute, without saying what they are."""
    if sentence.link == "none":
        return "Search the sentence for a verb of saying, and for somebody it belongs to."
    if not sentence.cue:
        return "Look at what stands right beside the quotation marks."
    if sentence.link == "carried":
        return "A small word points back to somebody: follow it."
    place = (sentence.text.find(sentence.cue) + len(sentence.cue) / 2) / len(sentence.text)
    part = ("beginning", "middle", "end")[min(2, int(3 * place))]
    return f"Look for words of saying near the {part} of the sentence, and take the innermost voice."


def _marks(article: Article) -> Iterator[Question]:
    for sentence in article.sentences:
        places = tuple((one.start - sentence.start, one.end - sentence.start) for one in sentence.loaded)
        clear = [at for at, one in enumerate(sentence.loaded) if one.certainty == "clear"]
        for number, asked in enumerate(clear or [None], 1):
            id = f"{sentence.id}-{number}" if len(clear) > 1 else sentence.id
            key = SpanKey(sentence.text, places, sentence.loaded, asked)
            hint = _mark_hint(sentence.loaded[asked] if asked is not None else None)
            why = "Names, places and plain verbs: nothing here judges."
            yield Question(id, sentence.id, "Which words judge?", sentence.text, sentence.en, key, hint, why, not clear)


def _mark_hint(loaded: Loaded | None) -> str:
    if loaded is None:
        return "Would the people it is about use the same word?"
    kind = choices("technique").meanings[loaded.technique]
    return f"Look for words of this kind: {loaded.technique} ({kind})."


def _techniques(article: Article) -> Iterator[Question]:
    hint = "Ask what the words do to you: judge, stir, soften, doubt, guess an aim, blame, frighten?"
    for sentence, id, loaded in _clear_spans(article):
        key = LabelKey(choices("technique"), loaded.technique)
        yield Question(
            id, id, f'What does "{loaded.span}" do?', sentence.text, sentence.en, key, hint, loaded.why, False
        )


def _voices(article: Article) -> Iterator[Question]:
    hint = "Do the words stand inside quotation marks? If not: does somebody's name stand over them?"
    for sentence, id, loaded in _clear_spans(article):
        key = LabelKey(choices("voice"), loaded.voice)
        sound = loaded.voice in choices("voice").sound
        ask = f'In whose voice is "{loaded.span}"?'
        yield Question(id, id, ask, sentence.text, sentence.en, key, hint, _why_voice(sentence, loaded), sound)


def _why_voice(sentence: Sentence, loaded: Loaded) -> str:
    if loaded.voice == "narrator":
        return f'No words of {sentence.id} give "{loaded.span}" to anybody: the article itself speaks.'
    if loaded.voice == "quoted":
        return f'"{loaded.span}" stands inside quotation marks.'
    return f'"{loaded.span}" stands in somebody\'s indirect speech, without quotation marks.'


def _clear_spans(article: Article) -> Iterator[tuple[Sentence, str, Loaded]]:
    """Each clear span with its sentence and the id that is typed for it: a letter a span, arguable ones included."""
    for sentence in article.sentences:
        for letter, loaded in zip(ascii_lowercase, sentence.loaded, strict=False):
            if loaded.certainty == "clear":
                yield sentence, f"{sentence.id}{letter}", loaded


def _relays(article: Article) -> Iterator[Question]:
    names = names_of(article)
    stated = tuple((edge.relay, edge.relayed) for edge in article.chain)
    cues = tuple(edge.cue for edge in article.chain)
    for number, edge in enumerate(article.chain, 1):
        kind = article.sources[edge.relayed].kind
        told = "Here the chain ends: nobody to ask." if kind in NAMELESS else "A name that a reader can look up."
        sentence = article.sentence(edge.sentence)
        key = RelayKey(names, stated, cues, sentence.id, number - 1)
        hint = f"One more is stated in {edge.sentence}: who hands on whose words there?"
        words = (sentence.text, sentence.en)
        yield Question(f"E{number:02}", "", "Who relays whom?", *words, key, hint, told, kind not in NAMELESS)


QUESTION_TYPES: dict[str, Callable[[Article], Iterator[Question]]] = {
    "kind": _kinds,
    "end": _ends,
    "told": _descriptions,
    "edges": _relays,
    "loaded": _marks,
    "technique": _techniques,
    "voice": _voices,
}
"""What can be asked of a coded article, with the function that makes the questions."""


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
