"""A text cut into words, sentences and quotations: what every rule of detection looks at."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from helpers.detection.lexicon import SHORT, Lexicon, lexicon
from helpers.detection.quotation_marks import QuotationMarks, pair_marks
from helpers.detection.segmentation import degree_runs, segment_sentences
from helpers.text.spans import Span

__all__ = ["SPEECH_WORDS", "Document", "read"]

_WORD = re.compile(r"(?<=@)\w+(?:\.\w+)*|[^\W_]+(?:[-'’‘][^\W_]+)*")
_RUN_TOGETHER = re.compile(r"(?<=[a-z])(?=[A-Z])")
_SHORT_NAME = re.compile(r"\(\s?([A-Z][A-Za-z\-]{1,14})\s?\)")
_NAME_WORD = re.compile(r"[A-Z][a-z]+")
SPEECH_WORDS = 4
"""Quotation marks around fewer words are taken for a name or a doubt, not for speech, unless a tag follows."""


@dataclass(slots=True)
class Document:
    """Words by number, with where they start and end, and which sentence and which quotation each stands in.

    `quoted` holds for each word the number of the long quotation around it, or -1; `degrees` for the last word of a
    name's degrees the name's last word, and where the degrees end.
    """

    text: str
    words: list[str]
    starts: list[int]
    ends: list[int]
    sentences: tuple[Span, ...]
    first_words: list[int]
    marks: QuotationMarks
    pair_starts: list[int]
    quoted: list[int]
    quotation_ends: dict[int, int]
    lex: Lexicon
    bodies: frozenset[str]
    degrees: dict[int, tuple[int, int]]

    def gap(self, word: int) -> str:
        """What stands between a word and the one before it."""
        return self.text[self.ends[word - 1] if word else 0 : self.starts[word]]

    def is_capital(self, word: int) -> bool:
        """Whether a word begins with a capital."""
        return self.text[self.starts[word]].isupper()

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
    words, starts, ends = _words(text, lex)
    quoted = [-1] * len(words)
    for number, (start, end) in enumerate(marks.pairs):
        first, last = bisect_left(starts, start), bisect_left(starts, end)
        if last - first >= SPEECH_WORDS:
            quoted[first:last] = [number] * (last - first)
    first_words = [bisect_left(starts, sentence.start) for sentence in sentences]
    pair_starts = [start for start, _ in marks.pairs]
    quotation_ends = {end: number for number, (_, end) in enumerate(marks.pairs)}
    bodies = _introduced(text, lex)
    degrees = {
        bisect_left(starts, end) - 1: (bisect_left(starts, start) - 1, end) for start, end in degree_runs(text, lex)
    }
    return Document(
        text,
        words,
        starts,
        ends,
        sentences,
        first_words,
        marks,
        pair_starts,
        quoted,
        quotation_ends,
        lex,
        bodies,
        degrees,
    )


def _introduced(text: str, lex: Lexicon) -> frozenset[str]:
    """Short names that the text itself introduces for a body: Badan Pemantau Sungai (Bapesu)."""
    found = set()
    for match in _SHORT_NAME.finditer(text):
        before = _NAME_WORD.findall(text, max(0, match.start() - 90), match.start())
        if any(word.lower() in lex["bodies"] for word in before[-8:]) or match[1].isupper():
            found.add(match[1].lower())
    return frozenset(found)


def _words(text: str, lex: Lexicon) -> tuple[list[str], list[int], list[int]]:
    words, starts, ends = [], [], []
    slips = lex.slips
    for match in _WORD.finditer(text):
        word, (start, end) = match[0], match.span()
        lower = word.lower()
        if len(lower) > 6 and lower != word and not word.istitle() and not word.isupper():
            for piece in _pieces(word, start):
                words.append(text[piece[0] : piece[1]].lower())
                starts.append(piece[0])
                ends.append(piece[1])
            continue
        if "detik" in lower and len(lower) > 9 and not lower.startswith("detik"):
            cut = lower.index("detik")
            if lower[:cut] in lex.run_together:
                words += [lower[:cut], lower[cut:]]
                starts += [start, start + cut]
                ends += [start + cut, end]
                continue
        words.append(slips.get(lower, lower) if len(lower) > SHORT else lower)
        starts.append(start)
        ends.append(end)
    return words, starts, ends


def _pieces(word: str, start: int) -> list[tuple[int, int]]:
    """A word whose blank is missing, cut where the cue ends (dilaporkanSaudi); other words stay whole."""
    cut = _RUN_TOGETHER.search(word)
    if cut is None:
        return [(start, start + len(word))]
    lex, head = lexicon(), word[: cut.start()].lower()
    for size in range(len(head), 3, -1):
        if head[:size] in lex.run_together:
            return [(start, start + size), (start + size, start + len(word))]
    return [(start, start + len(word))]
