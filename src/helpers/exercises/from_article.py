"""Questions that an article's annotation answers: nothing to write for them but the article."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from string import ascii_lowercase

from helpers.article.model import Article, Loaded, OtherReading, Sentence, Source
from helpers.exercises.answers.arrows import RelayKey, names_of
from helpers.exercises.answers.label import LabelKey
from helpers.exercises.answers.marks import SpanKey
from helpers.exercises.choices import choices
from helpers.exercises.question import Other, Question
from helpers.lenses.chains.graph import NAMELESS, end_of

__all__ = ["QUESTION_TYPES"]


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
        two = loaded.other
        other = Other(two.technique, two.for_key, two.for_other) if two else None
        key = LabelKey(choices("technique"), loaded.technique, other=other)
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
