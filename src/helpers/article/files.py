"""What files say, as NFC text: an article's words, TOML, and the object that a TOML file stands for."""

from __future__ import annotations

import tomllib
import unicodedata
from collections.abc import Iterable
from pathlib import Path
from typing import Any, TypeVar

from helpers.article.schema import build, faults
from helpers.errors import ArticleError

__all__ = ["read_as", "read_text", "read_toml", "refuse", "seeds_folder"]

T = TypeVar("T")


def seeds_folder() -> Path:
    """The folder of articles and word lists: inside an installed package, or at a checkout's root.

    Example:
        >>> (seeds_folder() / "articles").is_dir()
        True
    """
    installed = Path(__file__).parents[1] / "seeds"
    return installed if installed.is_dir() else Path(__file__).parents[3] / "seeds"


def read_text(folder: Path) -> str:
    r"""The article's words as NFC text with `\n` line ends: what all offsets count in.

    Args:
        folder: the article's folder; its file text.txt is read as UTF-8.

    Raises:
        ArticleError: text.txt is missing, empty or not UTF-8.

    Example:
        >>> read_text(seeds_folder() / "articles" / "harakatuna-2024")[:14]
        'Harakatuna.com'
    """
    text = _read_nfc(folder / "text.txt")
    if not text.strip():
        raise ArticleError(f"{folder / 'text.txt'} is empty; paste the article's words into it.")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def read_toml(file: Path) -> dict[str, Any]:
    """What a TOML file says, as NFC text.

    Args:
        file: a TOML file; a byte order mark at its start does no harm.

    Raises:
        ArticleError: the file is missing, is not UTF-8 or is not TOML.

    Example:
        >>> read_toml(seeds_folder() / "articles" / "islam-times-2021" / "article.toml")["language"]
        'id'
    """
    text = _read_nfc(file)
    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError) as error:  # TOMLDecodeError, and what tomllib lets through
        raise ArticleError(f"{file} is not TOML: {error}") from None


def read_as(file: Path, of: type[T], error: type[ArticleError] = ArticleError, **computed: Any) -> T:
    """The object that a TOML file stands for.

    Args:
        file: a TOML file.
        of: its dataclass.
        error: what is raised where a field does not fit.
        computed: the fields that are not in the file.

    Raises:
        ArticleError: the file cannot be read, or does not fit; every fault is listed, a line each.

    Example:
        >>> from helpers.article.model import Publication
        >>> read_as(seeds_folder() / "articles" / "islam-times-2021" / "article.toml", Publication).outlet
        'Islam Times'
    """
    table = read_toml(file)
    refuse(file, faults(table, of), error)
    return build(table, of, **computed)


def refuse(file: Path, faults: Iterable[str], error: type[ArticleError] = ArticleError) -> None:
    """Nothing, where a file has no faults.

    Args:
        file: the file.
        faults: what is wrong with it.
        error: what is raised where there is any.

    Raises:
        ArticleError: the faults, a line each.
    """
    if told := [f"{file}: {fault}" for fault in faults]:
        raise error("\n".join(told))


def _read_nfc(file: Path) -> str:
    try:
        return unicodedata.normalize("NFC", file.read_bytes().decode("utf-8-sig"))
    except OSError as error:
        raise ArticleError(f"{file} cannot be read: {error.strerror}.") from None
    except UnicodeDecodeError as error:
        message = f"is not UTF-8: byte {error.start} cannot be read; save the file as UTF-8."
        raise ArticleError(f"{file} {message}") from None
