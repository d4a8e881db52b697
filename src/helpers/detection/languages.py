"""Which language each paragraph of a text is in, by its small words; what is not Indonesian or Malay is not read."""

from __future__ import annotations

import re
import unicodedata
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from typing import Annotated

from helpers.article.fields import Written
from helpers.article.files import read_as, seeds_folder
from helpers.detection.document import Document
from helpers.detection.results import READ, Passage

__all__ = ["is_read_at", "is_small", "language_name", "main_language", "passages"]

_UNKNOWN = "und"
_END = re.compile(r"\n\s*")
_FEWEST = 4
"""Different small words that it takes to name a language: a title has two or three of another one."""
_ENOUGH = 30
"""Different words after which the lack of small words says something."""


@dataclass(frozen=True, slots=True)
class _Language:
    id: str
    name: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Languages:
    languages: Annotated[tuple[_Language, ...], Written("language")]


@cache
def _known() -> Mapping[str, _Language]:
    return {language.id: language for language in read_as(seeds_folder() / "languages.toml", _Languages).languages}


@cache
def _kin() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """The small words of the languages that are read: all, those of Indonesian alone, those of Malay alone."""
    ours, theirs = (frozenset(_known()[id].words) for id in READ)
    return ours | theirs, ours - theirs, theirs - ours


@cache
def _others() -> Mapping[str, frozenset[str]]:
    return {id: frozenset(language.words) for id, language in _known().items() if id not in READ}


@cache
def _foreign() -> frozenset[str]:
    return frozenset[str]().union(*_others().values())


def language_name(language: str) -> str:
    """The name of a language.

    Raises:
        ArticleError: seeds/languages.toml is damaged.

    Example:
        >>> language_name("ms")
        'Malay'
    """
    return "no language that is known here" if language == _UNKNOWN else _known()[language].name


def is_small(word: str) -> bool:
    """Whether a word in small letters is one of the small ones by which Indonesian or Malay is known."""
    return word in _kin()[0]


def main_language(spoken: Sequence[Passage]) -> str | None:
    """The language of most of a text; one that is told before one that is not.

    Example:
        >>> main_language((Passage(0, 90, None), Passage(92, 130, "en")))
        'en'
    """
    if len(spoken) == 1:
        return spoken[0].language
    return _largest([(passage.end - passage.start, passage.language) for passage in spoken if passage.language])[1]


def is_read_at(spoken: Sequence[Passage], place: int) -> bool:
    """Whether the passage around a place is read.

    Example:
        >>> [is_read_at((Passage(0, 90, "id"), Passage(92, 130, "en")), place) for place in (80, 100)]
        [True, False]
    """
    return spoken[max(0, bisect_right(spoken, place, key=lambda passage: passage.start) - 1)].is_read


def passages(doc: Document) -> tuple[Passage, ...]:
    r"""The text cut where its language changes, in order; what tells nothing about its language goes with the rest.

    Example:
        >>> from helpers.detection.document import read
        >>> text = "Sari mengatakan bahwa jalan itu putus.\n\nThe road to the village was cut by the flood."
        >>> [passage.language for passage in passages(read(text))]
        ['id', 'en']
    """
    found = list(_paragraphs(doc))
    kin = READ[_is_malay(doc.words)]
    main = _on_the_whole(doc, found, kin)
    told = ((first, stop, kin if language == "" else language or main) for first, stop, language in found)
    runs = (list(run) for _, run in groupby(told, key=lambda paragraph: paragraph[2]))
    return tuple(Passage(doc.starts[run[0][0]], doc.ends[run[-1][1] - 1], run[0][2]) for run in runs)


def _on_the_whole(doc: Document, paragraphs: Sequence[tuple[int, int, str | None]], kin: str) -> str | None:
    """The language of most words in paragraphs that tell theirs; where few do, the one that all words together tell."""
    sizes = [(stop - first, language or kin) for first, stop, language in paragraphs if language is not None]
    size, language = sizes[0] if len(sizes) == 1 else _largest(sizes)
    if size * 4 >= len(doc.words):
        return language
    known = _count(doc.words, _kin()[0])
    if known * 8 >= len(doc.words) and known >= _FEWEST:
        return kin
    return _UNKNOWN if len(set(doc.words)) >= _ENOUGH and known * _ENOUGH < len(doc.words) else None


def _largest(sizes: Sequence[tuple[int, str]]) -> tuple[int, str | None]:
    """The language that most is in, and how much that is."""
    together: dict[str, int] = {}
    for size, language in sizes:
        together[language] = together.get(language, 0) + size
    return max(((size, language) for language, size in together.items()), default=(0, None))


def _paragraphs(doc: Document) -> Iterator[tuple[int, int, str | None]]:
    """The first word of each paragraph that has words, the one behind its last, and its language."""
    first = 0
    ends = [end.start() for end in _END.finditer(doc.text)]
    for end in (*ends, len(doc.text)):
        stop = bisect_left(doc.starts, end, first)
        if stop > first:
            yield first, stop, _language(doc.words[first:stop], doc.quoted[first:stop])
        first = stop


def _language(words: Sequence[str], quoted: array[int]) -> str | None:
    """The language of a paragraph; None where it does not tell, empty where it may be any that is read.

    A paragraph is in the language of its own words: "kata Sari" behind an English quotation is Indonesian.
    """
    known = _count(words, _kin()[0])
    family = READ[1] if _is_malay(words) else ""
    if known * 4 >= len(words):
        return family
    own = [word for word, number in zip(words, quoted, strict=True) if number < 0]
    if other := _other(own):
        return other
    if len(own) == len(words) or _count(own, _kin()[0]):
        return family if known * 8 >= len(words) else None
    return _other(words)


def _count(words: Sequence[str], listed: frozenset[str]) -> int:
    return sum(map(listed.__contains__, words))


def _is_malay(words: Sequence[str]) -> bool:
    """Whether several more words are of Malay alone than of Indonesian alone."""
    malay = _count(words, _kin()[2])
    return malay > 2 and malay > 2 + _count(words, _kin()[1])


def _other(words: Sequence[str]) -> str | None:
    """The language, none of those that are read, that has most of some words; None where it is not plain."""
    if len(words) < _FEWEST:
        return None
    there = set(words)
    known, small = len(there & _kin()[0]), there & _foreign()
    if len(small) >= _FEWEST:
        most, best = max((len(small & listed), id) for id, listed in _others().items())
        if most >= _FEWEST and most > 2 * known and most * 10 >= len(there):
            return best
    return None if known or _is_latin(words) else _UNKNOWN


def _is_latin(words: Sequence[str]) -> bool:
    letters = [word[0] for word in words[:20] if word[0].isalpha()]
    return not letters or sum(unicodedata.name(letter, "").startswith("LATIN") for letter in letters) * 2 > len(letters)
