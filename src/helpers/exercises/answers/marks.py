"""Questions that are answered by marking words: `S13  gerombolan teroris`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import combinations
from typing import ClassVar

from helpers.article.codebook import TECHNIQUES
from helpers.article.model import Loaded
from helpers.exercises.choices import answer_words, one_of
from helpers.exercises.question import Key, Question, Verdict
from helpers.exercises.worksheet import Line, Worksheet
from helpers.text.spans import nearest

__all__ = ["MarkedWords", "SpanKey", "locate", "marks_of"]

_SIGN = r"([\s\"'“”‘’‐–-]+)|."
"""What may stand between two words, or any one character."""
_LONGEST = 1000
"""Characters of a line that are read: no sentence has as many to mark."""

_SIGNS_AROUND = " .,:;!?()[]\"'“”‘’…"
"""What is left out at both ends where marked words are quoted back."""

_SPARE_WORDS = 3
"""How many words a mark may have more than the span: the shortest run that carries the load is asked for."""


@dataclass(frozen=True, slots=True)
class MarkedWords:
    """Words that somebody marked in a sentence, and where they stand (characters of the sentence, end excluded)."""

    words: str
    places: tuple[tuple[int, int], ...]

    @property
    def named(self) -> str:
        """The words as they are quoted back, without the signs around them.

        Example:
            >>> MarkedWords('kami,"', ((0, 4),)).named
            'kami'
        """
        return self.words.strip(_SIGNS_AROUND)

    def hits(self, span: tuple[int, int]) -> bool:
        """Whether the words stand somewhere on the span, by at least one character.

        Args:
            span: start and end in characters of the sentence.

        Example:
            >>> MarkedWords("teroris", ((11, 18),)).hits((0, 18))
            True
        """
        return any(start < span[1] and span[0] < end for start, end in self.places)


@dataclass(frozen=True, slots=True)
class SpanKey(Key):
    """The loaded spans of a sentence, and which of them this item asks for; None where no span of it is clear.

    A mark counts where it overlaps a span and is at most three words longer. Each mark on plain words takes back
    one span that was found, so that marking everything earns nothing.
    """

    form: ClassVar[str] = "words"

    sentence: str
    spans: tuple[tuple[int, int], ...]
    loaded: tuple[Loaded, ...]
    asked: int | None

    @property
    def answers(self) -> tuple[str, ...]:
        """Nothing, and each run of words of the sentence."""
        words = self.sentence.split()
        runs = (" ".join(words[start:end]) for start, end in combinations(range(len(words) + 1), 2))
        return ("none", *dict.fromkeys(runs))

    @property
    def right_answer(self) -> str:
        """The loaded words, or "none" where no word is clearly loaded."""
        return "none" if self.asked is None else self.loaded[self.asked].span

    def line(self, typed: str) -> str:
        """The line with all clear words of the sentence: several items share it.

        Args:
            typed: what stands in front of the answer.
        """
        clear = [one.span for one in self.loaded if one.certainty == "clear"]
        return f"{typed}  {'; '.join(clear) or 'none'}"

    def judge(self, question: Question, sheet: Worksheet) -> Verdict:
        """The verdict on the words marked for this item."""
        lines = sheet.lines_of(question.typed)
        marks, strays = list(marks_of(lines, self.sentence)), self.strays(lines)
        if not marks and not any(_says_nothing(line.value) for line in lines):
            typed = "".join(line.value for line in lines[:1])
            told = f'Copy the loaded words behind {question.typed}, or write "none".'
            return Verdict(question.id, typed, "not answered", told)
        if self.asked is None:
            return self._of_plain(question, marks, strays)
        return self._of_loaded(question, marks, strays)

    def fault(self, question: Question, line: Line, sheet: Worksheet) -> str:
        """A sentence on words that do not stand in the sentence, that are too many, or that are arguable."""
        told = []
        for words in _parts(line.value, self.sentence):
            mark = MarkedWords(words, locate(words, self.sentence))
            if not mark.places and locate(words, question.en):
                told.append(f'"{words[:60]}" is the English below {question.typed}; copy the Indonesian words.')
            elif not mark.places:
                told.append(f'"{words[:60]}" does not stand in {question.typed}; nearest: "{self._near(words)}".')
            elif self._too_long(mark):
                told.append(f'"{mark.named[:60]}" is too long; mark only the few words that carry the load.')
            elif self.asked is not None:
                told += (f'"{one.span}" is arguable and costs nothing. {one.why}' for one in self._arguable(mark))
        return ": " + " ".join(told) if told else ""

    def _near(self, words: str) -> str:
        return nearest(words[:200], self.sentence)

    def _of_plain(self, question: Question, marks: list[MarkedWords], strays: list[MarkedWords]) -> Verdict:
        """The verdict on a sentence in which no span is clear: nothing, or arguable spans alone, is right."""
        typed = "; ".join(mark.words for mark in marks) or "none"
        if strays:
            told = f'"{strays[0].named}" tells or names; it does not judge. {question.why}'
            return Verdict(question.id, typed, "not yet", told, f'Does "{strays[0].named}" judge? {question.hint}')
        if self.loaded:
            reasons = " ".join(f'"{one.span}" is arguable. {one.why}' for one in self.loaded)
            told = f"Marking it and leaving it both earn the point. {reasons}"
            return Verdict(question.id, typed, "contested", told)
        return Verdict(question.id, typed, "right", question.why)

    def _of_loaded(self, question: Question, marks: list[MarkedWords], strays: list[MarkedWords]) -> Verdict:
        span = self.loaded[self.asked or 0]
        told = f'"{span.span}": {span.technique}, {TECHNIQUES[span.technique]}. {span.why}'
        found = self.found(marks)
        if self.asked not in found:
            typed = "; ".join(mark.words for mark in marks) or "none"
            return Verdict(question.id, typed, "not yet", f"Not marked: {told}", question.hint)
        mark = next(mark for mark in marks if self._counts(mark, self.asked))
        if found.index(self.asked) >= len(found) - len(strays):
            told = f'It is loaded, but plain words are marked too, so it does not count: take off "{strays[0].named}".'
            return Verdict(question.id, mark.words, "not yet", told, told)
        return Verdict(question.id, mark.words, "right", told)

    def found(self, marks: list[MarkedWords]) -> list[int]:
        """The clear spans that some mark counts for, in order."""
        clear = (at for at, one in enumerate(self.loaded) if one.certainty == "clear")
        return [at for at in clear if any(self._counts(mark, at) for mark in marks)]

    def _counts(self, mark: MarkedWords, at: int | None) -> bool:
        return at is not None and mark.hits(self.spans[at]) and not self._longer(mark, at)

    def _longer(self, mark: MarkedWords, at: int) -> bool:
        return len(mark.words.split()) > len(self.loaded[at].span.split()) + _SPARE_WORDS

    def _too_long(self, mark: MarkedWords) -> bool:
        touched = [at for at, span in enumerate(self.spans) if mark.hits(span)]
        return bool(touched) and all(self._longer(mark, at) for at in touched)

    def strays(self, lines: list[Line]) -> list[MarkedWords]:
        """The marks that touch no span, or that are too long for each span they touch."""
        marks = marks_of(lines, self.sentence)
        return [mark for mark in marks if not any(self._counts(mark, at) for at in range(len(self.spans)))]

    def _arguable(self, mark: MarkedWords) -> list[Loaded]:
        touched = (one for one, span in zip(self.loaded, self.spans, strict=True) if mark.hits(span))
        return [one for one in touched if one.certainty == "arguable"]


def marks_of(lines: list[Line], sentence: str) -> Iterator[MarkedWords]:
    """The marks in a sentence, each once; words that do not stand in it are left out.

    Args:
        lines: the lines of a worksheet that answer one item; marks are parted by ; or |, or where they do not stand
            in the sentence otherwise, by a comma or an "and".
        sentence: its words.

    Example:
        >>> from helpers.exercises.worksheet import parse
        >>> [mark.words for mark in marks_of(parse("marks", "S01 momok; banana").lines_of("S01"), "momok itu")]
        ['momok']
    """
    seen: set[tuple[tuple[int, int], ...]] = set()
    for words in (words for line in lines for words in _parts(line.value, sentence)):
        places = locate(words, sentence)
        if places and places not in seen:
            seen.add(places)
            yield MarkedWords(words, places)


def locate(words: str, sentence: str) -> tuple[tuple[int, int], ...]:
    """Every place where the words begin a word of the sentence (characters, end excluded).

    Args:
        words: as typed; case, quotation marks, hyphens and white space do not matter.
        sentence: where they are looked for.

    Example:
        >>> locate('"Gerombolan  TERORIS"', "Pasalnya gerombolan teroris ini")
        ((9, 27),)
        >>> locate("ombolan", "Pasalnya gerombolan teroris ini")
        ()
    """
    wanted = _bare(words)
    if len(wanted) > len(sentence) or not re.search(r"\w", wanted):
        return ()
    flat, places = _flat(sentence)
    before = r"(?<!\w)" if wanted[0].isalnum() else ""
    found = re.finditer(before + re.escape(_flat(wanted)[0]), flat, re.IGNORECASE)
    return tuple((places[match.start()], places[match.end() - 1] + 1) for match in found)


@lru_cache(maxsize=512)
def _flat(words: str) -> tuple[str, tuple[int, ...]]:
    """The words with one blank for whatever stands between two of them, and the place of each character."""
    signs = list(re.finditer(_SIGN, words, re.DOTALL))
    return "".join(" " if sign[1] else sign[0] for sign in signs), tuple(sign.start() for sign in signs)


def _parts(value: str, sentence: str) -> list[str]:
    parts = [part.strip() for part in re.split("[;|]", value[:_LONGEST]) if part.strip() and not _says_nothing(part)]
    return [mark for part in parts for mark in _pieces(part, sentence)]


def _pieces(words: str, sentence: str) -> list[str]:
    """The words as they stand in the sentence: as typed, or without a remark in brackets, or parted at each "and"."""
    bare = re.sub(r"(?<!\s)\s*+\([^()]*+\)\s*$", "", words)
    parted = [part for part in _and().split(bare) if part]
    ways = ([words], [bare], parted)
    return next((way for way in ways if way and all(locate(one, sentence) for one in way)), [words])


def _says_nothing(words: str) -> bool:
    return _bare(words).casefold() in answer_words().nothing


@cache
def _and() -> re.Pattern[str]:
    return re.compile(rf"(?<!\s)\s*+(?:[,/&]\s*+|(?<=\s)(?:{one_of(answer_words().both)})\s++)", re.IGNORECASE)


def _bare(words: str) -> str:
    return " ".join(re.sub("[\"'“”‘’«»]", " ", words).split()).strip(" .,:!?()[]*`_–-")
