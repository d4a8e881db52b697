"""What a rule hands over when it finds a cue, and what several rules ask of the words around one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from helpers.detection.appositions import source_after
from helpers.detection.document import Document
from helpers.detection.kinds import Kind, kind_of
from helpers.detection.phrases import SourcePhrase
from helpers.text.spans import Span

__all__ = [
    "CREDITS",
    "Cue",
    "Rule",
    "Spoken",
    "begins_claim",
    "behind_adverbs",
    "can_speak",
    "comma_behind",
    "judges",
    "speaker",
    "tells",
    "vague",
]

_THAT = ("bahwa", "bahwasanya")
_SPEECH_OPENS = frozenset('"“„«:')
_GAPS = frozenset({"", " ", ": ", "  ", "\u00a0", "\n", " @", ' "', " “"})

CREDITS = frozenset({"credit", "told-to"})
"""The rules that find who passes a word on; whose word it is, another cue tells."""

Spoken = tuple[SourcePhrase, Kind]
"""A source and its kind."""


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue with its first and last word by number, its source, and the rule that found it.

    `shape` says where the content lies: "behind" the cue, "around" it, in its whole "clause", in its "complement"
    up to its source, or "told" before it.
    `quotation` is the number of the quotation that the cue tags; -1 for a closing mark without a partner.
    """

    first: int
    last: int
    source: SourcePhrase | None
    kind: Kind
    rule: str
    why: str
    shape: str
    quotation: int | None = None

    def span(self, doc: Document) -> Span:
        """The cue's span in the text; of a label it is the colon."""
        start, end = doc.starts[self.first], doc.ends[self.last]
        colon = doc.text.index(":", end) if self.rule == "label" else 0
        return Span(colon, colon + 1) if colon else Span(start, end)

    @property
    def carried(self) -> bool:
        """Whether the source is a pronoun or an ending."""
        return self.kind.pronoun


Rule = Callable[[Document, int, list[Cue]], Cue | None]
"""From a text, the number of a word and the cues before it to the cue that the word is."""


def begins_claim(doc: Document, at: int, stop: int) -> bool:
    """Whether what stands behind a verb is said of somebody: a clause, or a word that judges."""
    word = doc.words[at]
    verb = len(word) > 5 and word.startswith(("me", "ber", "ter")) and word not in doc.lex["not_first"]
    return word in doc.lex["claims_ahead"] or verb or judges(doc, at, stop)


def judges(doc: Document, at: int, stop: int) -> bool:
    """Whether loaded words begin with a word, or behind `sebagai`."""
    at += doc.words[at] == "sebagai" and at + 1 < stop
    return doc.lex.loaded_at(doc.words, at) != []


def tells(doc: Document, at: int, near: int = 5) -> bool:
    """Whether `bahwa`, a colon or a quotation follows a word closely, or `agar` right behind it."""
    behind = range(at + 1, min(at + near + 1, doc.bounds(at)[1]))
    told = any(doc.words[word] in _THAT or not _SPEECH_OPENS.isdisjoint(doc.gap(word)) for word in behind)
    return told or (len(behind) > 0 and doc.words[at + 1] in ("agar", "supaya"))


def vague(at: int, rule: str, why: str, shape: str) -> Cue:
    """A cue that puts a claim on nobody."""
    return Cue(at, at, None, Kind("vague", None, why), rule, why, shape)


def can_speak(doc: Document, at: int, stop: int) -> bool:
    """Whether a word can begin a source right behind a cue."""
    if at >= stop or doc.gap(at) not in _GAPS:
        return False
    lex, word = doc.lex, doc.words[at]
    if word in lex["first_person"]:
        return False
    if doc.is_capital(at) or doc.is_account(at):
        return word not in lex["weekdays"]
    return lex.can_speak(word) or word in lex["outlets"] or word.startswith("detik")


def speaker(doc: Document, at: int, stop: int, credited: bool = False) -> Spoken | None:
    """The source that begins with a word, and its kind; None where the word cannot begin one."""
    source = source_after(doc, at, stop) if can_speak(doc, at, stop) else None
    return (source, kind_of(doc, source, credited)) if source else None


def comma_behind(doc: Document, source: SourcePhrase, stop: int) -> bool:
    """Whether a comma follows a source."""
    return source.last + 1 < stop and doc.text[source.end : source.end + 1] == ","


def behind_adverbs(doc: Document, at: int, start: int) -> int | None:
    """The word before a verb and its adverbs; None where one of them undoes the verb (belum menjelaskan)."""
    lex, word = doc.lex, at - 1
    low = max(start - 1, at - 9)
    while word > low and doc.words[word] in lex["between"] and not doc.is_capital(word):
        now = doc.words[word] == "ini" and word > start and doc.words[word - 1] in lex["times"]
        if _ends_phrase(doc, word, start) and not now:
            break
        word -= 2 if now else 1
    if word < start:
        return word
    before = doc.words[word]
    if word + 1 < at and before in lex["anonymous"] and doc.words[word + 1] in lex["document_words"]:
        return word + 1
    if before in lex["forgetting"] and doc.words[word - 1] in lex["nots"]:
        return word - 2
    if before in lex["undone"] and "," not in doc.gap(word + 1):
        return word - 1 if before in lex["nots"] and doc.words[at] in lex["denials"] else None
    return word


def _ends_phrase(doc: Document, word: int, start: int) -> bool:
    """Whether a small word that could be an adverb belongs to what stands before it (sumber ini; April lalu, …)."""
    small, lex = doc.words[word], doc.lex
    if small == "ini":
        return True
    dated = word > start and (doc.is_capital(word - 1) or doc.words[word - 1] in lex["times"])
    if small == "lalu" and dated and doc.gap(word + 1).startswith(","):
        return True
    return small in lex["with_the_same_speaker"] and doc.gap(word).strip() == ","
