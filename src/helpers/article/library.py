"""Where articles are, the module's own and private ones, and what their files say, as NFC text."""

from __future__ import annotations

import os
import tomllib
import unicodedata
from pathlib import Path
from typing import Any

from helpers.article.model import Publication
from helpers.errors import ArticleError, not_found

__all__ = [
    "PRIVATE",
    "article_folder",
    "article_ids",
    "article_places",
    "is_hidden",
    "private_folder",
    "read_publication",
    "read_text",
    "read_toml",
    "seeds_folder",
]


PRIVATE = "KATA_SIAPA_ARTICLES"
"""The environment variable that names a folder of private articles."""


def seeds_folder() -> Path:
    """The folder of articles and word lists: inside an installed package, or at a checkout's root.

    Example:
        >>> (seeds_folder() / "articles").is_dir()
        True
    """
    installed = Path(__file__).parents[1] / "seeds"
    return installed if installed.is_dir() else Path(__file__).parents[3] / "seeds"


def private_folder() -> Path | None:
    """The folder of private articles, there or not; None where none is named."""
    named = os.environ.get(PRIVATE, "").strip()
    return Path(named).expanduser() if named else None


def article_places() -> dict[str, Path]:
    """Every article's folder by its id; where a private article has the id of the module's own, the own one counts.

    An article that only the exercises use is here too, and not among `article_ids`: no chapter shows its coding.

    Example:
        >>> article_places()["harakatuna-2024"].name, "gelombang-keldoria" in article_places()
        ('harakatuna-2024', True)
    """
    return _within(private_folder()) | _own()


def is_hidden(folder: Path) -> bool:
    """Whether a private article cannot be had by its id, because one of the module's own has the same.

    Args:
        folder: an article's folder.
    """
    private, folder = private_folder(), folder.resolve()
    return private is not None and folder.parent == private.resolve() and folder.name in _own()


def _own() -> dict[str, Path]:
    return _within(seeds_folder() / "articles") | _unprinted()


def _unprinted() -> dict[str, Path]:
    """The fictional articles whose coding is a key and no page of the book."""
    return _within(seeds_folder() / "mirror")


def _within(folder: Path | None) -> dict[str, Path]:
    return {file.parent.name: file.parent for file in folder.glob("*/text.txt")} if folder else {}


def article_ids() -> tuple[str, ...]:
    """The ids of all articles that are here to read, private ones included, sorted.

    Raises:
        ArticleError: the folder of private articles is not there.

    Example:
        >>> article_ids()
        ('harakatuna-2024', 'islam-times-2021')
    """
    private = private_folder()
    if private and not private.is_dir():
        raise ArticleError(f"{PRIVATE} names {private}, and no folder is there; name the folder of your articles.")
    return tuple(sorted(article_places().keys() - _unprinted().keys()))


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
        helpers.errors.ArticleError: There is no article "harakatuna"; did you mean "harakatuna-2024"?
    """
    if isinstance(article, str) and (known := article_places().get(article)):
        return known
    named = isinstance(article, (str, os.PathLike)) and bool(article)  # a number would be taken for an open file
    if named and os.path.isdir(article):
        return Path(article)
    if named and os.path.isfile(article):
        raise ArticleError(f"{article} is a file; give the folder that it stands in.")
    raise ArticleError(not_found("article", str(article), article_ids()))


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
