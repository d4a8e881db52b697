"""Where articles are, the module's own and private ones."""

from __future__ import annotations

import os
from pathlib import Path

from helpers.article.files import seeds_folder
from helpers.errors import ArticleError, not_found

__all__ = [
    "PRIVATE",
    "article_folder",
    "article_ids",
    "article_places",
    "is_hidden",
    "private_folder",
]


PRIVATE = "KATA_SIAPA_ARTICLES"
"""The environment variable that names a folder of private articles."""


def private_folder() -> Path | None:
    """The folder of private articles, there or not; None where none is named."""
    named = os.environ.get(PRIVATE, "").strip()
    return Path(named).expanduser() if named else None


def article_places() -> dict[str, Path]:
    """Every article's folder by its id; where a private article has the id of the module's own, the own one counts.

    Example:
        >>> article_places()["harakatuna-2024"].name
        'harakatuna-2024'
    """
    return _within(private_folder()) | _within(_own())


def is_hidden(folder: Path) -> bool:
    """Whether a private article cannot be had by its id, because one of the module's own has the same.

    Args:
        folder: an article's folder.
    """
    private, folder = private_folder(), folder.resolve()
    return private is not None and folder.parent == private.resolve() and folder.name in _within(_own())


def _own() -> Path:
    return seeds_folder() / "articles"


def _within(folder: Path | None) -> dict[str, Path]:
    return {file.parent.name: file.parent for file in folder.glob("*/text.txt")} if folder else {}


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
