"""A text cut into words, sentences and quotations: what every rule of detection looks at."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from functools import cache
from itertools import accumulate

from helpers.detection.lexicon import SHORT, Lexicon, lexicon
from helpers.detection.quotation_marks import QuotationMarks, pair_marks
from helpers.detection.segmentation import degree_runs, segment_sentences
from helpers.text.spans import Span

__all__ = ["SPEECH_WORDS", "Document", "read"]

_WORD = re.compile(r"((?<=@)\w+(?:\.\w+)*|[^\W_]+(?:[-'’‘][^\W_]+)*)")
_RUN_TOGETHER = re.compile(r"(?<=[a-z])(?=[A-Z])")
_PIECE = 50_000
_MOST = 100_000
"""Forms that are kept from text to text: more than a language's usual words."""
_SHORT_NAME = re.compile(r"\(\s?([A-Z][A-Za-z\-]{1,14})\s?\)")
_NAME_BEHIND = re.compile(r" ([A-Z][a-z]+(?: [A-Z][a-z]+){1,2})\b")
_NAME_WORD = re.compile(r"[A-Z][a-z]+")
SPEECH_WORDS = 4
"""Quotation marks around fewer words are taken for a name or a doubt, not for speech, unless a tag follows."""


@dataclass(slots=True)
class Document:
    """Words by number, with where they start and end, and which sentence and which quotation each stands in.

    Numbers that every word has are arrays, which take a tenth of a list's memory.

    `quoted` holds for each word the number of the long quotation around it, or -1; `degrees` for the last word of a
    name's degrees the name's last word, and where the degrees end; `credited` for the last word of a credit, once it is
    found, its first.
    """

    text: str
    words: list[str]
    starts: array[int]
    ends: array[int]
    sentences: tuple[Span, ...]
    marks: QuotationMarks
    quoted: array[int]
    lex: Lexicon
    first_words: list[int] = field(default_factory=list)
    pair_starts: list[int] = field(default_factory=list)
    quotation_ends: dict[int, int] = field(default_factory=dict)
    bodies: frozenset[str] = frozenset()
    degrees: dict[int, tuple[int, int]] = field(default_factory=dict)
    credited: dict[int, int] = field(default_factory=dict)

    def gap(self, word: int) -> str:
        """What stands between a word and the one before it."""
        return self.text[self.ends[word - 1] if word else 0 : self.starts[word]]

    def is_capital(self, word: int) -> bool:
        """Whether a word begins with a capital."""
        return self.text[self.starts[word]].isupper()

    def is_shouted(self, word: int) -> bool:
        """Whether the whole sentence around a word is in capitals."""
        return self.sentences[self.sentence_of(word)].of(self.text).isupper()

    def is_account(self, word: int) -> bool:
        """Whether a word is the name of an account: an @ stands before it."""
        return self.starts[word] > 0 and self.text[self.starts[word] - 1] == "@"

    def sentence_of(self, word: int) -> int:
        """The number of the sentence that a word stands in."""
        return bisect_right(self.first_words, word) - 1

    def words_of(self, sentence: int) -> tuple[int, int]:
        """The first word of a sentence, and the one behind its last."""
        after = sentence + 1
        return self.first_words[sentence], self.first_words[after] if after < len(self.first_words) else len(self.words)

    def bounds(self, word: int) -> tuple[int, int]:
        """The first word of the sentence around a word, and the one behind its last."""
        return self.words_of(self.sentence_of(word))

    def word_at(self, position: int) -> int:
        """The first word that starts at a position or behind it."""
        return bisect_left(self.starts, position)

    def quotation_before(self, word: int) -> int | None:
        """The number of the quotation that closes right before a word, or -1 for a closing mark without a partner."""
        place = self.starts[word]
        low = max(0, place - 4)
        while place > low and self.text[place - 1] in " ,\u00a0-–—.":
            place -= 1
        if place in self.quotation_ends:
            return self.quotation_ends[place]
        return -1 if place and self.marks.closing.get(place - 1) == place else None


def read(text: str) -> Document:
    """A text as a document.

    Example:
        >>> document = read('"Kami pulang besok pagi," ujar Sari.')
        >>> document.words[-2:], document.quotation_before(4)
        (['ujar', 'sari'], 0)
    """
    lex, marks = lexicon(), pair_marks(text)
    sentences = segment_sentences(text, marks)
    words, starts, ends = _words(text)
    quoted = array("i", [-1]) * len(words)
    for number, (start, end) in enumerate(marks.pairs):
        first, last = bisect_left(starts, start), bisect_left(starts, end)
        if last - first >= SPEECH_WORDS:
            quoted[first:last] = array("i", [number]) * (last - first)
    doc = Document(text, words, starts, ends, sentences, marks, quoted, lex)
    doc.first_words = [bisect_left(starts, sentence.start) for sentence in sentences]
    doc.pair_starts = [start for start, _ in marks.pairs]
    doc.quotation_ends = {end: number for number, (_, end) in enumerate(marks.pairs)}
    doc.bodies = _introduced(doc)
    doc.degrees = {doc.word_at(end) - 1: (doc.word_at(start) - 1, end) for start, end in degree_runs(text, lex)}
    return doc


def _introduced(doc: Document) -> frozenset[str]:
    """Names that the text itself calls a body's: Badan Pemantau Sungai (Bapesu); kelompok Jala Biru."""
    text, bodies, sorts = doc.text, doc.lex["bodies"], doc.lex["sorts_of_bodies"]
    found = set()
    for match in _SHORT_NAME.finditer(text):
        before = _NAME_WORD.findall(text, max(0, match.start() - 90), match.start())
        if match[1].isupper() or any(word.lower() in bodies for word in before[-8:]):
            found.add(match[1].lower())
    for at in [at for at, word in enumerate(doc.words) if word in sorts]:
        if name := _NAME_BEHIND.match(text, doc.ends[at]):
            found.add(name[1].lower())
    return frozenset(found)


def _words(text: str) -> tuple[list[str], array[int], array[int]]:
    """The words as they are looked up, with where they start and end; cut piece by piece, which takes little memory."""
    words: list[str] = []
    starts, ends = array("i"), array("i")
    forms, behind = _forms(), 0
    while behind < len(text):
        end = text.find("\n", behind + _PIECE) + 1 or len(text)
        pieces = _WORD.split(text[behind:end])
        words += map(forms.__getitem__, pieces[1::2])
        if forms.cuts and not forms.cuts.keys().isdisjoint(pieces):
            del words[len(words) - len(pieces) // 2 :]
            pieces = [part for piece in pieces for part in forms.cuts.get(piece, (piece,))]
            words += map(forms.__getitem__, pieces[1::2])
        places = array("i", accumulate(map(len, pieces), initial=behind))
        starts += places[1:-1:2]
        ends += places[2::2]
        behind = end
    return words, starts, ends


@cache
def _forms() -> _Forms:
    return _Forms(lexicon())


class _Forms(dict[str, str]):
    """What is looked up for a word as it is written, worked out once; and where words without a blank are cut."""

    def __init__(self, lex: Lexicon) -> None:
        self.lex = lex
        self.cuts: dict[str, tuple[str, str, str]] = {}

    def __missing__(self, word: str) -> str:
        lower = word.lower()
        mixed = len(lower) > 6 and lower != word and not word.istitle() and not word.isupper()
        if cut := self._cut(word) if mixed or "detik" in lower[4:] else 0:
            self.cuts[word] = word[:cut], "", word[cut:]
        if len(self) > _MOST:
            self.clear()
        self[word] = lower if mixed or len(lower) <= SHORT else self.lex.slips.get(lower, lower)
        return self[word]

    def _cut(self, word: str) -> int:
        """Where a word whose blank is missing is cut: where its cue ends (dilaporkanSaudi, dilansirdetikcom)."""
        seam = _RUN_TOGETHER.search(word)
        head = word[: seam.start()].lower() if seam else word.partition("detik")[0]
        if word[0].isupper() and head in self.lex["documents"]:
            return 0
        sizes = range(len(head), 3, -1)
        return next((size for size in sizes if head[:size] in self.lex.run_together), 0)
