"""What is understood in answers: the labels of closed lists, the words that mean them, and the words around those."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from difflib import get_close_matches
from functools import cache
from typing import Annotated

from helpers.article.codebook import LONGEST, ClosedList, closed_lists, folded
from helpers.article.fields import Written
from helpers.article.files import read_as, read_toml, seeds_folder

__all__ = ["Choices", "Words", "answer_words", "choices", "list_ids", "number_words", "one_of"]


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a language, or of all."""

    numbers: tuple[str, ...]
    tens: tuple[str, ...]
    larger: tuple[str, ...]
    to: tuple[str, ...]
    either: Annotated[tuple[str, ...], Written("or")]
    both: Annotated[tuple[str, ...], Written("and")]
    because: tuple[str, ...]
    nothing: tuple[str, ...]
    small: tuple[str, ...]
    clitics: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Languages:
    en: Words
    id: Words


@cache
def answer_words() -> Words:
    """The words of all languages together: a student answers in whichever is nearer.

    Raises:
        ArticleError: the file cannot be read, or does not fit.

    Example:
        >>> answer_words().because
        ('because', 'since', 'karena', 'sebab')
    """
    together = {one.name: sum((getattr(of, one.name) for of in _languages()), ()) for one in fields(Words)}
    return Words(**{name: tuple(map(str.casefold, words)) for name, words in together.items()})


@cache
def number_words() -> dict[str, int]:
    """The number that each word means, in any language; several words for one number have commas between them.

    Example:
        >>> number_words()["dua belas"]
        12
    """
    numbered = (pair for of in _languages() for pair in (*enumerate(of.numbers), *zip(_TENS, of.tens, strict=False)))
    return {word.strip(): number for number, words in numbered for word in words.casefold().split(",")}


_TENS = range(20, 100, 10)


def _languages() -> tuple[Words, Words]:
    read = read_as(seeds_folder() / "answers.toml", _Languages)
    return read.en, read.id


def one_of(words: Iterable[str]) -> str:
    r"""A regular expression that matches any of the words, the longest first.

    Args:
        words: as a person writes them; no character in them has a meaning of its own.

    Example:
        >>> one_of(["a", "a.k.a."])
        'a\\.k\\.a\\.|a'
    """
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))


def list_ids() -> tuple[str, ...]:
    """The names of the closed lists; the rungs of the ladder are one."""
    return ("rung", *closed_lists())


"""The names of the closed lists."""


@cache
def _remark() -> re.Pattern[str]:
    """Where a label may end and a remark begin."""
    return re.compile(rf"[,;:(=–—]|\. | - |\b(?:{one_of(answer_words().because)})\b", re.IGNORECASE)


@cache
def _either() -> re.Pattern[str]:
    return re.compile(rf"/|\b(?:{one_of(answer_words().either)})\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Choices:
    """A closed list: what it is a list of, its labels with their meanings, and which of them are sound."""

    what: str
    meanings: Mapping[str, str]
    words: Mapping[str, tuple[str, ...]]
    sound: tuple[str, ...]
    known: Mapping[str, str] = field(init=False, repr=False, compare=False)
    """Every word that is understood, with the label that it means: made once, read for each line of each worksheet."""

    def __post_init__(self) -> None:
        """Gather the words."""
        known = {folded(word): label for label, words in self.words.items() for word in words}
        object.__setattr__(self, "known", known)

    @property
    def labels(self) -> tuple[str, ...]:
        """The labels, in the order of the list."""
        return tuple(self.meanings)

    def read(self, words: str) -> str | None:
        """The label that somebody means, or None.

        Args:
            words: as typed; case, punctuation, other usual words, two words for one label and a remark behind it
                are understood.

        Example:
            >>> choices("kind").read("Tanpa nama."), choices("kind").read("banana")
            ('unnamed', None)
        """
        for heard in (words, _remark().split(words, maxsplit=1)[0]):
            labels = {self.known.get(folded(part)) for part in _either().split(heard[:LONGEST])}
            if len(labels) == 1 and None not in labels:
                return labels.pop()
        return None

    def unknown(self, words: str) -> str:
        """A sentence for words that are no label: the nearest one, and the choices.

        Args:
            words: as typed.

        Example:
            >>> choices("end").unknown("ded end")
            '"ded end" is no end of a chain; did you mean dead end? Choose somebody to ask, dead end or no chain.'
        """
        near = get_close_matches(folded(words), self.known, n=1, cutoff=0.75)
        hint = f"did you mean {self.known[near[0]]}? Choose" if near else "choose"
        return f'"{words[:60]}" is no {self.what}; {hint} {", ".join(self.labels[:-1])} or {self.labels[-1]}.'


@cache
def choices(name: str) -> Choices:
    """The closed list with this name.

    Args:
        name: one of `list_ids`.

    Raises:
        KeyError: there is no such list.

    Example:
        >>> choices("voice").labels
        ('narrator', 'paraphrase', 'quoted')
    """
    return _rungs() if name == "rung" else _choices(closed_lists()[name])


def _choices(listed: ClosedList) -> Choices:
    words = {name: label.words for name, label in listed.labels.items()}
    sound = tuple(name for name, label in listed.labels.items() if label.sound)
    return Choices(listed.what, listed.meanings, words, sound)


def _rungs() -> Choices:
    rungs = {rung["id"]: rung for rung in read_toml(seeds_folder() / "ladder.toml")["rung"]}
    words = {
        id: (id, str(number), rung["name"], *rung.get("also", ())) for number, (id, rung) in enumerate(rungs.items(), 1)
    }
    sound = tuple(id for id, rung in rungs.items() if rung.get("sound"))
    return Choices("rung of the ladder", {id: rung["told"] for id, rung in rungs.items()}, words, sound)
