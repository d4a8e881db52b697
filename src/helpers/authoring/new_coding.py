"""A coding to fill in: the sentences of an article and nothing of what anybody has decided about them."""

from __future__ import annotations

import os
import re
from pathlib import Path

from helpers.article import article_folder, coder_names, load_article
from helpers.article.files import BLANK
from helpers.authoring.draft import toml_text
from helpers.errors import ArticleError

__all__ = ["new_coding"]

_HEAD = """# Code from the text and the codebook alone, before you read any other coding. Then replace every "...".
# For each one who speaks add a table [sources.<id>] with kind and as_written, and for an unnamed one described.
# For each word that judges add below its sentence a table [[sentence.loaded]] with span, technique, voice, certainty.
"""


def new_coding(article: str | os.PathLike[str], coder: str) -> Path:
    """The file of a new coding, written beside the others, with every decision left open; nothing is overwritten.

    Args:
        article: an id, or the path of an article's folder.
        coder: the name of the new file, such as "c": small letters, digits and hyphens.

    Raises:
        ArticleError: there is no such article, the name will not do or is taken, or the file cannot be written.
    """
    folder = article_folder(article)
    if not re.fullmatch("[a-z0-9]+(-[a-z0-9]+)*", coder):
        raise ArticleError(f'"{coder}" is no name for a coding; use small letters, digits and hyphens, such as "c".')
    if coder in coder_names(article):
        raise ArticleError(f"{folder.name} has a coding {coder}, and nothing is overwritten; choose another name.")
    file = folder / "codings" / f"{coder}.toml"
    try:
        file.parent.mkdir(exist_ok=True)
        file.write_text(_text(folder), "utf-8")
    except OSError as error:
        raise ArticleError(f"{file} cannot be written: {error.strerror}.") from None
    return file


def _text(folder: Path) -> str:
    coded = load_article(folder)
    outside = [f"{name} = {toml_text(coded.text[start:end])}" for name, (start, end) in coded.outside.items()]
    tables = ["\n".join(["[outside]", *outside])] if outside else []
    tables.append('[sources.narrator]\nkind = "narrator"')
    for sentence in coded.sentences:
        lines = ["[[sentence]]", f'id = "{sentence.id}"', f"text = {toml_text(sentence.text)}"]
        lines += [f'{name} = "{BLANK}"' for name in ("source", "cue", "link", "mode", "why")]
        tables.append("\n".join(lines))
    return "\n\n".join([f'{_HEAD}\ncoded_by = "{BLANK}"', *tables]) + "\n"
