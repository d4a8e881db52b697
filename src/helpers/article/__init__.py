"""An article with its coding, by id: adjudicated or as one coder saw it; and what is wrong with it."""

from __future__ import annotations

import os
from pathlib import Path

from helpers.article.coding import Coding
from helpers.article.faults import AnnotationError, Fault
from helpers.article.library import article_folder, is_hidden
from helpers.article.model import Article
from helpers.errors import ArticleError

__all__ = ["AnnotationError", "Fault", "check_article", "coder_names", "load_article", "load_coding"]


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
    told = "the module has an article with this id, and that one is read; give the folder another name"
    return [Fault(str(folder), "id", told)] if is_hidden(folder) else []


def _load(folder: Path, name: str, taught: bool) -> Article:
    coding = Coding(folder, name, taught)
    if coding.article is None or coding.faults:
        raise AnnotationError(coding.faults)
    return coding.article
