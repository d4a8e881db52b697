"""The words that students write in and around their answers, as seeds/answers.toml has them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, fields
from functools import cache
from itertools import zip_longest
from typing import Annotated

from helpers.article.fields import Written
from helpers.article.files import read_as, seeds_folder

__all__ = ["Words", "answer_words", "one_of"]


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a language, or of all."""

    numbers: tuple[str, ...]
    larger: tuple[str, ...]
    to: tuple[str, ...]
    either: Annotated[tuple[str, ...], Written("or")]
    both: Annotated[tuple[str, ...], Written("and")]
    because: tuple[str, ...]
    nothing: tuple[str, ...]
    small: tuple[str, ...]


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
    read = read_as(seeds_folder() / "answers.toml", _Languages)
    together = {one.name: _folded(getattr(read.en, one.name) + getattr(read.id, one.name)) for one in fields(Words)}
    numbers = zip_longest(_folded(read.en.numbers), _folded(read.id.numbers), fillvalue="")
    return Words(**together | {"numbers": tuple(", ".join(filter(None, words)) for words in numbers)})


def _folded(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(word.casefold() for word in words)


def one_of(words: Iterable[str]) -> str:
    r"""A regular expression that matches any of the words, the longest first.

    Args:
        words: as a person writes them; no character in them has a meaning of its own.

    Example:
        >>> one_of(["a", "a.k.a."])
        'a\\.k\\.a\\.|a'
    """
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))
