"""Which language each paragraph of a text is in, by its small words; what is not Indonesian or Malay is not read."""

from __future__ import annotations

import re
import unicodedata
from array import array
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from typing import Annotated

from helpers.article.fields import Written
from helpers.article.files import read_as, seeds_folder
from helpers.detection.document import Document
from helpers.detection.results import Passage

__all__ = ["READ", "UNKNOWN", "is_read", "is_small", "language_names", "main_language", "passage_at", "passages"]

READ = ("id", "ms")
"""The languages that are read: the word lists are of the first, and the second shares many of its words."""
UNKNOWN = "und"
"""A language that nothing here knows, in the letters of ISO 639."""

_END = re.compile(r"\n\s*")
_FEWEST = 4
"""Different small words that it takes to name a language: a title has two or three of another one."""
_ENOUGH = 30
"""Different words after which the lack of small words says something."""


Paragraph = tuple[int, int, str | None]
"""The first word of a paragraph, the one behind its last, and its language."""


@dataclass(frozen=True, slots=True)
class _Language:
    id: str
    name: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Languages:
    languages: Annotated[tuple[_Language, ...], Written("language")]


@cache
def _known() -> tuple[_Language, ...]:
    return read_as(seeds_folder() / "languages.toml", _Languages).languages


@cache
def language_names() -> Mapping[str, str]:
    """The name of each language that is known, by its letters.

    Raises:
        ArticleError: seeds/languages.toml is damaged.

    Example:
        >>> language_names()["ms"]
        'Malay'
    """
    return {language.id: language.name for language in _known()}


@cache
def _kin() -> Mapping[str, str]:
    """The small words of the languages that are read: for each whose it is, empty where both have it."""
    ours, theirs = (frozenset(language.words) for language in _known() if language.id in READ)
    return {word: "" if word in ours and word in theirs else READ[word not in ours] for word in ours | theirs}


@cache
def _others() -> Mapping[str, frozenset[str]]:
    return {language.id: frozenset(language.words) for language in _known() if language.id not in READ}


def is_read(language: str | None) -> bool:
    """Whether something is read that is in a language; what says nothing about its own is.

    Args:
        language: in the letters of ISO 639, or None.

    Example:
        >>> is_read("ms"), is_read("en"), is_read(None)
        (True, False, True)
    """
    return language is None or language in READ


def is_small(word: str) -> bool:
    """Whether a word is one of the small ones by which Indonesian or Malay is known.

    Args:
        word: in small letters.

    Example:
        >>> is_small("dengan"), is_small("jembatan")
        (True, False)
    """
    return word in _kin()


def main_language(spoken: Sequence[Passage]) -> str | None:
    """The language of most of a text; one that is told before one that is not.

    Args:
        spoken: the text cut where its language changes.

    Example:
        >>> main_language((Passage(0, 90, None), Passage(92, 130, "en")))
        'en'
    """
    sizes = Counter[str | None]()
    for passage in spoken:
        sizes[passage.language] += passage.end - passage.start
    return max(sizes, key=lambda language: (language is not None, sizes[language])) if sizes else None


def passage_at(spoken: Sequence[Passage], place: int) -> Passage:
    """The passage around a place.

    Args:
        spoken: the text cut where its language changes.
        place: the number of a character.

    Example:
        >>> passage_at((Passage(0, 90, "id"), Passage(92, 130, "en")), 100).language
        'en'
    """
    return spoken[max(0, bisect_right(spoken, place, key=lambda passage: passage.start) - 1)]


def passages(doc: Document) -> tuple[Passage, ...]:
    r"""The text cut where its language changes, in order; what tells nothing about its language goes with the rest.

    Example:
        >>> from helpers.detection.document import read
        >>> text = "Sari mengatakan bahwa jalan itu putus.\n\nThe road to the village was cut by the flood."
        >>> [passage.language for passage in passages(read(text))]
        ['id', 'en']
    """
    found = list(_paragraphs(doc))
    familiar = Counter(map(_kin().get, doc.words))
    kin = _sibling(familiar) or READ[0]
    main = _on_the_whole(doc, found, kin, len(doc.words) - familiar[None])
    told = ((first, stop, kin if language == "" else language or main) for first, stop, language in found)
    runs = (list(run) for _, run in groupby(told, key=lambda paragraph: paragraph[2]))
    return tuple(Passage(doc.starts[run[0][0]], doc.ends[run[-1][1] - 1], run[0][2]) for run in runs)


def _on_the_whole(doc: Document, paragraphs: Sequence[Paragraph], kin: str, known: int) -> str | None:
    """The language of most words in paragraphs that tell theirs; where few do, the one that all words together tell."""
    weights = Counter[str]()
    for first, stop, language in paragraphs:
        if language is not None:
            weights[language or kin] += stop - first
    for language, weight in weights.most_common(1):
        if weight * 4 >= len(doc.words):
            return language
    if known * 8 >= len(doc.words) and known >= _FEWEST:
        return kin
    return UNKNOWN if len(set(doc.words)) >= _ENOUGH and known * _ENOUGH < len(doc.words) else None


def _paragraphs(doc: Document) -> Iterator[Paragraph]:
    """Each paragraph that has words."""
    first = 0
    ends = [end.start() for end in _END.finditer(doc.text)]
    for end in (*ends, len(doc.text)):
        stop = bisect_left(doc.starts, end, first)
        if stop > first:
            yield first, stop, _language(doc.words[first:stop], doc.quoted[first:stop])
        first = stop


def _language(words: Sequence[str], quoted: array[int]) -> str | None:
    """The language of a paragraph; None where it does not tell, empty where it is one of those that are read.

    A paragraph is in the language of its own words: "kata Sari" behind an English quotation is Indonesian.
    """
    familiar = Counter(map(_kin().get, words))
    known = len(words) - familiar[None]
    if known * 4 >= len(words):
        return _sibling(familiar)
    own = [word for word, number in zip(words, quoted, strict=True) if number < 0]
    if other := _other(own):
        return other
    if len(own) == len(words) or any(word in _kin() for word in own):
        return _sibling(familiar) if known * 8 >= len(words) else None
    return _other(words)


def _sibling(familiar: Mapping[str | None, int]) -> str:
    """Indonesian or Malay, where the words that only one of them has tell; Malay only by several of them."""
    ahead = familiar[READ[1]] - familiar[READ[0]]
    return READ[1] if ahead > 2 else READ[0] if ahead < 0 else ""


def _other(words: Sequence[str]) -> str | None:
    """The language, none of those that are read, that has most of some words; None where it is not plain."""
    there = set(words)
    counts = {id: len(there & small) for id, small in _others().items()}
    best = max(counts, key=counts.__getitem__)
    known = sum(map(_kin().__contains__, there))
    if counts[best] >= _FEWEST and counts[best] > 2 * known and counts[best] * 10 >= len(there):
        return best
    return UNKNOWN if len(words) >= _FEWEST and not known and not _is_latin(words) else None


def _is_latin(words: Sequence[str]) -> bool:
    letters = [word[0] for word in words[:20] if word[0].isalpha()]
    return not letters or sum(unicodedata.name(letter, "").startswith("LATIN") for letter in letters) * 2 > len(letters)
