"""A new article's folder: the text byte for byte, and a first annotation to correct."""

from __future__ import annotations

import re
from pathlib import Path

from helpers.article.library import article_folder, article_ids, article_places, read_text, seeds_folder
from helpers.authoring.draft import Draft, draft_of
from helpers.errors import ArticleError

__all__ = ["MOST_SENTENCES", "articles_of_checkout", "new_article"]

MOST_SENTENCES = 999
"""The ids of sentences have three digits at most."""

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def articles_of_checkout() -> Path | None:
    """The folder of the module's own articles in a checkout; None where the module is installed as a package.

    Example:
        >>> articles_of_checkout() in (None, seeds_folder() / "articles")
        True
    """
    checkout = Path(__file__).parents[3]
    folder = checkout / "seeds" / "articles"
    return folder if (checkout / "pyproject.toml").is_file() and folder.parent == seeds_folder() else None


def new_article(data: bytes, id: str, into: Path) -> tuple[Path, Draft]:
    """The folder of a new article, written, and the draft in it; nothing that is there is ever overwritten.

    Args:
        data: the article's words in UTF-8, kept byte for byte.
        id: small letters, digits and hyphens; the folder's name.
        into: the folder of articles; it is made where it is missing.

    Raises:
        ArticleError: the id will not do or is taken, the text is empty or too long, or the folder cannot be written.
    """
    folder = into / _free(id, into)
    try:
        folder.mkdir(parents=True)
        (folder / "text.txt").write_bytes(data)
        return folder, _write(folder)
    except OSError as error:
        raise ArticleError(f"{folder} cannot be written: {error.strerror}.") from None


def _free(id: str, into: Path) -> str:
    if not _ID.fullmatch(id) or len(id) > 60:
        raise ArticleError(f'"{id}" is no id; use small letters, digits and hyphens, such as "rice-prices-2024".')
    if (into / id).exists():
        raise ArticleError(f"{into / id} is there already, and nothing is overwritten; choose another id.")
    if id in {*article_ids(), *article_places()}:
        raise ArticleError(f"The id {id} is taken by {article_folder(id)}; choose another.")
    return id


def _write(folder: Path) -> Draft:
    """Add the draft to a folder that has its text; take the folder away again where there can be none."""
    try:
        draft = draft_of(read_text(folder))
        if not 0 < draft.sentences <= MOST_SENTENCES:
            raise ArticleError(f"The text has {draft.sentences} sentences; an article has 1 to {MOST_SENTENCES}.")
    except ArticleError:
        (folder / "text.txt").unlink()
        folder.rmdir()
        raise
    (folder / "article.toml").write_text(draft.publication, "utf-8")
    (folder / "annotations.toml").write_text(draft.annotations, "utf-8")
    return draft
