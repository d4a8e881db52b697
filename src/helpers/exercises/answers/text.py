"""Questions that are answered in one's own words: a machine shows what it can see, and a person marks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Annotated, ClassVar

from helpers.article.fields import EMPTY
from helpers.exercises.choices import answer_words, number_words, one_of
from helpers.exercises.question import Key, Question, Row, Verdict
from helpers.exercises.worksheet import Line, Worksheet

__all__ = ["TextKey", "variants"]

_MORE = "Write a whole sentence; then you see the levels, and answers to compare yours with."

_ITEM = re.compile(r"[A-Z]\d\d[a-z]?(?:\s|$)")
"""An item as worksheets write it; a text's own line may begin with a bare number."""


@dataclass(frozen=True, slots=True)
class TextKey(Key):
    """What a fair answer keeps and leaves out, how long it is, and what to compare it with.

    Each entry of `keep`, `source` and both sides of `plainer` may have variants: `HTS | Hayat Tahrir al-Sham`.
    """

    form: ClassVar[str] = "text"
    by_person: ClassVar[bool] = True
    goes_on: ClassVar[bool] = True

    keep: Annotated[tuple[str, ...], EMPTY]
    source: Annotated[str, EMPTY]
    plainer: Annotated[tuple[str, ...], EMPTY]
    shortest: int
    longest: int
    rubric: tuple[str, ...]
    model: tuple[str, ...]

    @classmethod
    def row_faults(cls, row: Row) -> Iterator[str]:
        """A sentence where there are not as many levels as feedback tells."""
        if len(row["rubric"]) != 3:
            yield "rubric needs three levels"

    @property
    def models(self) -> tuple[str, ...]:
        """Answers to compare one's own with."""
        return self.model

    def line(self, typed: str) -> str:
        """The line of a worksheet with the first model.

        Args:
            typed: what stands in front of the answer.
        """
        return f"{typed}  {self.model[0]}"

    def judge(self, question: Question, sheet: Worksheet) -> Verdict:
        """What a machine can see in the text, the levels to place it on, and answers to compare it with."""
        text = _text_of(question, sheet)
        if not text:
            return Verdict(question.id, "", "not answered", f"Write your own words behind {question.typed}.")
        told = self.compared(question) if len(text.split()) >= self.least else [_MORE]
        return Verdict(question.id, text, "for a person to mark", "\n".join([*self.seen(text), *told]))

    @property
    def least(self) -> int:
        """How many words are an attempt: whoever wrote fewer is not shown yet what others would write."""
        return (self.shortest + 1) // 2

    def compared(self, question: Question) -> list[str]:
        """What to compare an answer with: why, the levels to place it on, and models.

        Args:
            question: the one that is asked.
        """
        levels = [f"Level {number}. {level}" for number, level in enumerate(self.rubric, 1)]
        models = [f"To compare: {model}" for model in self.model]
        return [question.why, "Which level is yours?", *levels, *models]

    def seen(self, text: str) -> Iterator[str]:
        r"""A sentence for each thing that a machine can see: what is kept, what is left to replace, how long it is.

        Args:
            text: what the student wrote.

        Example:
            >>> key = TextKey(("HTS", "Aleppo"), "sumber", ("teroris = kelompok bersenjata",), 3, 20, (), ())
            >>> print(*key.seen("Menurut sumber, teroris maju ke Aleppo"), sep="\n")
            Not found: HTS. Does your text still say it?
            Kept: Aleppo.
            Kept: who says so.
            Still there: "teroris"; plainer: kelompok bersenjata.
        """
        missing = [_named(one) for one in self.keep if not _found(text, one)]
        kept = [found[0] for one in self.keep if (found := _found(text, one))]
        if missing:
            yield f"Not found: {', '.join(missing)}. Does your text still say it?"
        if kept:
            yield f"Kept: {', '.join(kept)}."
        if self.source:
            lost = f"Not found: who says so ({_named(self.source)}). Without it, the claim becomes your own."
            yield "Kept: who says so." if _found(text, self.source) else lost
        for words, _, wording in (one.partition("=") for one in self.plainer):
            left = _found(text, words)
            yield from (f'Still there: "{word}"; plainer: {_named(wording)}.' for word in left)
        yield from self._length(len(text.split()))

    def _length(self, words: int) -> Iterator[str]:
        if words < self.shortest:
            yield f"Short: {words} word{'s' * (words != 1)}; a full answer has {self.shortest} or more."
        if words > self.longest:
            yield f"Long: {words} words; {self.longest} are enough."

    def fault(self, question: Question, line: Line, sheet: Worksheet) -> str:
        """Nothing: no line of a text is wrong."""
        return ""


def variants(entry: str) -> tuple[str, ...]:
    """The ways to write one thing, the usual one first.

    Args:
        entry: parted by a bar.

    Example:
        >>> variants("Jumat | Friday")
        ('Jumat', 'Friday')
    """
    return tuple(one.strip() for one in entry.split("|") if one.strip())


def _named(entry: str) -> str:
    """The usual way to write it and the last, which is in the other language where there are two."""
    ways = variants(entry)
    return " / ".join(dict.fromkeys([ways[0], ways[-1]]))


def _found(text: str, entry: str) -> list[str]:
    """The variants that stand in a text: as whole words, with a clitic behind them, a number also in words."""
    return [one for one in variants(entry) if _written(one).search(text) or one in _numbers(text)]


def _written(words: str) -> re.Pattern[str]:
    loose = r"\s+".join(map(re.escape, words.split()))
    return re.compile(rf"(?<!\w){loose}(?:{one_of(answer_words().clitics)})?(?!\w)", re.IGNORECASE)


def _numbers(text: str) -> set[str]:
    """The numbers that a text has in words, in digits: "tiga puluh" is 30, and "tiga puluh lima" none of its parts."""
    known = number_words()
    runs = _number_run().findall(text.casefold())
    return {str(known[words]) for run in runs if (words := " ".join(run.split())) in known}


@cache
def _number_run() -> re.Pattern[str]:
    one = rf"(?:{one_of([*number_words(), *answer_words().larger])})\b"
    return re.compile(rf"\b{one}(?:[\s-]++{one})*+")


def _text_of(question: Question, sheet: Worksheet) -> str:
    """Everything from the item's line to the next item: a text may go on below, also with a number."""
    words: list[str] = []
    inside = False
    for line in sheet.lines:
        if line.item[:1] == question.typed[0] or _ITEM.match(line.words):
            inside = line.item == question.typed
            words += [line.value] if inside else []
        elif inside:
            words.append(line.words)
    return " ".join(filter(None, words))
