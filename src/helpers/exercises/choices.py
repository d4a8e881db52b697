"""The closed lists to choose from: each label with its meaning and the other words that mean it plainly."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cache

from helpers.article.codebook import LONGEST, ClosedList, closed_lists, folded
from helpers.article.files import read_toml, seeds_folder
from helpers.article.schema import build
from helpers.exercises.words import answer_words, one_of
from helpers.lenses.anonymity.ladder import Rung

__all__ = ["LISTS", "Choices", "choices"]

LISTS = ("rung", *closed_lists())
"""The names of the closed lists."""

_REMARK = re.compile(rf"[,;:(=–—]|\. | - |\b(?:{one_of(answer_words().because)})\b", re.IGNORECASE)
"""Where a label may end and a remark begin."""

_EITHER = re.compile(rf"/|\b(?:{one_of(answer_words().either)})\b", re.IGNORECASE)


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
        for heard in (words, _REMARK.split(words, maxsplit=1)[0]):
            labels = {self.known.get(folded(part)) for part in _EITHER.split(heard[:LONGEST])}
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
        name: one of `LISTS`.

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
    rungs = [build(row, Rung) for row in read_toml(seeds_folder() / "ladder.toml")["rung"]]
    words = {rung.id: (rung.id, str(number), rung.name, *rung.also) for number, rung in enumerate(rungs, 1)}
    sound = tuple(rung.id for rung in rungs if rung.sound)
    return Choices("rung of the ladder", {rung.id: rung.told for rung in rungs}, words, sound)
