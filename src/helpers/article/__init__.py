"""An article by its id: where it lies, its coding, adjudicated or as one coder saw it, and what is wrong with it."""

from __future__ import annotations

import os
from functools import lru_cache
from pathlib import Path

from helpers.article.coding import Coding
from helpers.article.faults import AnnotationError, Fault
from helpers.article.files import seeds_folder
from helpers.article.model import Article
from helpers.errors import ArticleError, not_found

__all__ = [
    "PRIVATE",
    "AnnotationError",
    "Fault",
    "article_folder",
    "article_ids",
    "article_places",
    "check_article",
    "coder_names",
    "load_article",
    "load_coding",
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

    An article that only exercises ask about is here too, and not among `article_ids`: no chapter shows its coding.

    Example:
        >>> article_places()["harakatuna-2024"].name, "gelombang-keldoria" in article_places()
        ('harakatuna-2024', True)
    """
    return _within(private_folder()) | _own()


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


def load_article(article: str | os.PathLike[str]) -> Article:
    """The article with its adjudicated coding, every quoted word resolved to characters.

    Args:
        article: an id such as "islam-times-2021", or the path of an article's folder.

    Raises:
        ArticleError: there is no such article.
        AnnotationError: a file cannot be read, or the coding does not fit the text; all faults are listed.

    Example:
        >>> article = load_article("islam-times-2021")
        >>> article.text[article.sentences[1].cue_start : article.sentences[1].cue_end]
        'sumber berita mengatakan'
    """
    return _load(article_folder(article), "annotations.toml", taught=True)


def load_coding(article: str | os.PathLike[str], coder: str) -> Article:
    """The article as one coder coded it alone, before adjudication.

    Args:
        article: an id, or the path of an article's folder.
        coder: the name of a file in the folder's codings, such as "a".

    Raises:
        ArticleError: there is no such article or coder.
        AnnotationError: a file cannot be read, or the coding does not fit the text.

    Example:
        >>> load_coding("harakatuna-2024", "b").sentence("S09").contested
        True
    """
    folder, coders = article_folder(article), coder_names(article)
    if coder not in coders:
        there = f"there are: {', '.join(coders)}" if coders else "it has no codings"
        raise ArticleError(f'{folder.name} has no coder "{coder}"; {there}.')
    return _load(folder, f"codings/{coder}.toml", taught=False)


def coder_names(article: str | os.PathLike[str]) -> tuple[str, ...]:
    """The names of the codings of an article, sorted: a file each in its folder `codings`.

    Args:
        article: an id, or the path of an article's folder.

    Raises:
        ArticleError: there is no such article.

    Example:
        >>> coder_names("islam-times-2021")
        ('a', 'b')
    """
    return tuple(sorted(file.stem for file in (article_folder(article) / "codings").glob("*.toml")))


def check_article(article: str | os.PathLike[str]) -> list[Fault]:
    """Every fault of an article's files and of the codings beside them; an empty list when all is well.

    Args:
        article: an id, or the path of an article's folder.

    Raises:
        ArticleError: there is no such article.

    Example:
        >>> check_article("islam-times-2021")
        []
    """
    folder = article_folder(article)
    codings = sorted(f"codings/{file.name}" for file in folder.glob("codings/*.toml"))
    faults = _hidden(folder) + Coding(folder, "annotations.toml", taught=True).faults
    faults += (fault for name in codings for fault in Coding(folder, name, taught=False).faults)
    return list(dict.fromkeys(faults))


def _hidden(folder: Path) -> list[Fault]:
    """A private article cannot be had by its id where one of the module's own has the same."""
    private, there = private_folder(), folder.resolve()
    if private is None or there.parent != private.resolve() or there.name not in _own():
        return []
    told = "the module has an article with this id, and that one is read; give the folder another name"
    return [Fault(str(folder), "id", told)]


def _load(folder: Path, name: str, taught: bool) -> Article:
    there = folder.resolve()  # a relative folder is another one where the program works elsewhere
    files = (there / file for file in ("text.txt", "article.toml", name))
    return _coded(folder, name, taught, (there, *map(_contents, files)))


def _contents(file: Path) -> bytes | None:
    try:
        return file.read_bytes()
    except OSError:  # whoever reads it says what is wrong
        return None


@lru_cache(maxsize=32)  # each sheet of questions asks for its article, and a class has many sheets
def _coded(folder: Path, name: str, taught: bool, seen: tuple[Path | bytes | None, ...]) -> Article:
    """The article as it is while its files hold what was seen."""
    coding = Coding(folder, name, taught)
    if coding.article is None or coding.faults:
        raise AnnotationError(coding.faults)
    return coding.article
