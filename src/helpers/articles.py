"""An article: its words, its publication facts, its coded sentences and its sources, by id."""

from __future__ import annotations

import os
import tomllib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from helpers.names import no_such
from helpers.places import PRIVATE, article_places, private_folder, seeds_folder

if TYPE_CHECKING:
    from helpers.reader import ReaderView

__all__ = [
    "Article",
    "ArticleError",
    "Edge",
    "Loaded",
    "OtherReading",
    "Publication",
    "Sentence",
    "Source",
    "article_folder",
    "article_ids",
    "read_publication",
    "read_text",
    "read_toml",
    "seeds_folder",
]


class ArticleError(Exception):
    """Something about an article's files is wrong; the message says what, where, and what would work."""

    def _render_traceback_(self) -> list[str]:
        """What a notebook shows: the sentence alone, no traceback."""
        return [str(self)]


@dataclass(frozen=True, slots=True)
class Publication:
    """Who published an article, when as far as it is known, where it stands and who owns the words."""

    outlet: str
    published: str
    language: str
    title: str
    date_known: str
    address: str
    rights: str
    provenance: str


@dataclass(frozen=True, slots=True)
class Source:
    """Someone who speaks in an article; never a file."""

    id: str
    kind: str
    described: str | None
    as_written: str


@dataclass(frozen=True, slots=True)
class Loaded:
    """A span that carries a judgement, its technique and whose voice it is in (offsets in characters)."""

    span: str
    start: int
    end: int
    technique: str
    voice: str
    certainty: str
    origin_unclear: bool
    neutral_id: str
    neutral_en: str
    why: str


@dataclass(frozen=True, slots=True)
class OtherReading:
    """The second defensible answer to a contested sentence, with the reason for each side."""

    source: str
    kind: str
    for_key: str
    for_other: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """A coded sentence; all offsets count characters of the article's NFC text, end excluded."""

    id: str
    start: int
    end: int
    text: str
    en: str
    source: str
    kind: str
    cue: str
    cue_start: int | None
    cue_end: int | None
    words_start: int | None
    words_end: int | None
    link: str
    mode: str
    contested: bool
    other: OtherReading | None
    why: str
    tempting: Mapping[str, str]
    loaded: tuple[Loaded, ...]


@dataclass(frozen=True, slots=True)
class Edge:
    """One hop of the sourcing chain: `relay` passes on `relayed`, said by `cue`, carrying `scope`."""

    relay: str
    relayed: str
    sentence: str
    cue: str
    scope: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Article:
    """An article with its coding: text, publication facts, sources, sentences and chain."""

    id: str
    text: str
    publication: Publication
    sources: Mapping[str, Source]
    sentences: tuple[Sentence, ...]
    outside: Mapping[str, tuple[int, int]]
    chain: tuple[Edge, ...]

    def sentence(self, id: str) -> Sentence:
        """The sentence with this id.

        Args:
            id: such as "S07".

        Raises:
            ArticleError: no sentence has this id.

        Example:
            >>> from helpers import load_article
            >>> load_article("harakatuna-2024").sentence("S14").kind
            'unnamed'
        """
        for sentence in self.sentences:
            if sentence.id == id:
                return sentence
        last = self.sentences[-1].id
        raise ArticleError(f"{self.id} has no sentence {id}; it has {self.sentences[0].id} to {last}.")

    def reader(
        self,
        only: tuple[str, ...] = (),
        shown: tuple[str, ...] = ("voices", "english"),
        coded: bool = True,
        reveal: bool = False,
    ) -> ReaderView:
        """The annotated article as one object that shows itself in a book, a notebook or a terminal.

        Args:
            only: ids of the sentences to show; all of them when empty.
            shown: the layers that are switched on at first, of "voices", "unnamed", "loaded",
                "indonesian", "english".
            coded: False shows only the numbered sentences with their gloss, to work on unaided.
            reveal: with `coded` off, each sentence opens to its coding, for predicting first.

        Raises:
            ArticleError: a sentence id or a layer does not exist.

        Example:
            >>> from helpers import load_article
            >>> print(load_article("harakatuna-2024").reader(only=("S15",)))  # doctest: +ELLIPSIS
            Harakatuna, not before 2024-11-30...
        """
        from helpers.reader import ReaderView

        return ReaderView(self, only, shown, coded, reveal)


def article_ids() -> tuple[str, ...]:
    """The ids of all articles that are here, private ones included, sorted.

    Raises:
        ArticleError: the folder of private articles is not there.

    Example:
        >>> article_ids()
        ('harakatuna-2024', 'islam-times-2021')
    """
    private = private_folder()
    if private and not private.is_dir():
        raise ArticleError(f"{PRIVATE} names {private}, and no folder is there; name the folder of your articles.")
    return tuple(sorted(article_places()))


def article_folder(article: str | os.PathLike[str]) -> Path:
    """The folder of an article, given its id or the folder itself.

    Args:
        article: an id such as "harakatuna-2024", or a path to a folder with a text.txt.

    Raises:
        ArticleError: neither is there; the message names the nearest id.

    Example:
        >>> article_folder("harakatuna-2024").name
        'harakatuna-2024'
        >>> article_folder("harakatuna")
        Traceback (most recent call last):
        ...
        helpers.articles.ArticleError: There is no article "harakatuna"; did you mean "harakatuna-2024"?
    """
    if isinstance(article, str) and (known := article_places().get(article)):
        return known
    named = isinstance(article, (str, os.PathLike)) and bool(article)  # a number would be taken for an open file
    if named and os.path.isdir(article):
        return Path(article)
    if named and os.path.isfile(article):
        raise ArticleError(f"{article} is a file; give the folder that it stands in.")
    raise ArticleError(no_such("article", str(article), article_ids()))


def read_text(folder: Path) -> str:
    r"""The article's words as NFC text with `\n` line ends: what all offsets count in.

    Args:
        folder: the article's folder; its file text.txt is read as UTF-8.

    Raises:
        ArticleError: text.txt is missing, empty or not UTF-8.

    Example:
        >>> read_text(article_folder("harakatuna-2024"))[:14]
        'Harakatuna.com'
    """
    text = _read_nfc(folder / "text.txt")
    if not text.strip():
        raise ArticleError(f"{folder / 'text.txt'} is empty; paste the article's words into it.")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def read_publication(folder: Path) -> Publication:
    """The facts about an article's publication, from its article.toml.

    Args:
        folder: the article's folder.

    Raises:
        ArticleError: the file is missing, is not TOML, or lacks a field.

    Example:
        >>> read_publication(article_folder("islam-times-2021")).outlet
        'Islam Times'
    """
    file = folder / "article.toml"
    facts = read_toml(file)
    fields = Publication.__dataclass_fields__
    wrong = [name for name in fields if not isinstance(facts.get(name), str)]
    if wrong:
        raise ArticleError(f"{file} lacks {', '.join(wrong)}: each must be there, as text in quotation marks.")
    return Publication(**{name: facts[name] for name in fields})


def read_toml(file: Path) -> dict[str, Any]:
    """What a TOML file says, as NFC text.

    Args:
        file: a TOML file; a byte order mark at its start does no harm.

    Raises:
        ArticleError: the file is missing, is not UTF-8 or is not TOML.

    Example:
        >>> read_toml(article_folder("islam-times-2021") / "article.toml")["language"]
        'id'
    """
    text = _read_nfc(file)
    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError) as error:  # TOMLDecodeError, and what tomllib lets through
        raise ArticleError(f"{file} is not TOML: {error}") from None


def _read_nfc(file: Path) -> str:
    try:
        return unicodedata.normalize("NFC", file.read_bytes().decode("utf-8-sig"))
    except OSError as error:
        raise ArticleError(f"{file} cannot be read: {error.strerror}.") from None
    except UnicodeDecodeError as error:
        message = f"is not UTF-8: byte {error.start} cannot be read; save the file as UTF-8."
        raise ArticleError(f"{file} {message}") from None
