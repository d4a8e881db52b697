"""The shelf: short dated excerpts of other texts, to hold a story against without searching the web."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, replace
from html import escape
from pathlib import Path
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

from helpers.article.fields import ADDRESS, DAY, EMPTY, OneOf
from helpers.article.files import build, faults, read_toml, seeds_folder
from helpers.errors import ArticleError
from helpers.text.html import LANGUAGES
from helpers.text.visible import TERMINAL, clean

__all__ = ["Excerpt", "Shelf", "ShelfError", "load_shelf"]


class ShelfError(ArticleError):
    """An excerpt's file is wrong, or an excerpt is not on the shelf; the message says which and what would work."""


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A few words of another text: whose, when, in which language, what they support and what they do not."""

    id: str
    outlet: str
    date: Annotated[str, DAY]
    language: Annotated[str, OneOf(tuple(LANGUAGES))]
    address: Annotated[str, ADDRESS]
    seen: str
    excerpt: Annotated[str, EMPTY]
    en: Annotated[str, EMPTY]
    supports: str
    does_not_support: str
    bib: str
    side: str = ""
    charge: Literal["", "present", "absent"] = ""

    def __str__(self) -> str:
        """The excerpt as plain text, for a terminal."""
        lines = [self._head(), *([f'"{self.excerpt}"'] if self.excerpt else []), *([self.en] if self.en else [])]
        lines += [f"Supports: {self.supports}", f"Does not support: {self.does_not_support}", self.address]
        return clean("\n    ".join(lines), TERMINAL)

    __repr__ = __str__

    def _repr_html_(self) -> str:
        words = f'<p lang="{self.language}" dir="auto">{escape(self.excerpt)}</p>' * bool(self.excerpt)
        words += f'<p lang="en">{escape(self.en)}</p>' * bool(self.en)
        site = escape(urlsplit(self.address).netloc.removeprefix("www."))
        return (
            f'<p><strong>{escape(self._head())}</strong> <a href="{escape(self.address)}">{site}</a></p>'
            f"{f'<blockquote>{words}</blockquote>' * bool(words)}"
            f"<ul><li>Supports: {escape(self.supports)}</li>"
            f"<li>Does not support: {escape(self.does_not_support)}</li></ul>"
        )

    def _head(self) -> str:
        return f"{self.outlet}, {self.date}. {LANGUAGES[self.language]}; {self.seen}."


@dataclass(frozen=True, slots=True, repr=False)
class Shelf:
    """Excerpts in an order, that show themselves as text and as HTML."""

    excerpts: tuple[Excerpt, ...]
    closed: bool = False

    def folded(self) -> Shelf:
        """The same excerpts, which in HTML stay folded away until a reader opens them.

        Example:
            >>> load_shelf().take("rmol-2024").folded()._repr_html_()[:43]
            '<details><summary>Open the shelf: 1 excerpt'
        """
        return replace(self, closed=True)

    def take(self, *ids: str) -> Shelf:
        """A shelf with these excerpts alone, in this order.

        Args:
            ids: such as "irna-2024-call".

        Raises:
            ShelfError: one of them is not here.

        Example:
            >>> [one.outlet for one in load_shelf().take("mehr-2024-army", "irna-2024-call").excerpts]
            ['Mehr News', 'IRNA']
        """
        here = {excerpt.id: excerpt for excerpt in self.excerpts}
        missing = [id for id in ids if id not in here]
        if missing:
            raise ShelfError(f"Not on the shelf: {', '.join(missing)}; there are: {', '.join(here)}.")
        return Shelf(tuple(here[id] for id in ids))

    def __str__(self) -> str:
        """The excerpts as plain text, a blank line between two."""
        return "\n\n".join(map(str, self.excerpts))

    __repr__ = __str__

    def _repr_html_(self) -> str:
        html = "\n".join(excerpt._repr_html_() for excerpt in self.excerpts)
        summary = f"<summary>Open the shelf: {len(self.excerpts)} excerpt{'s' * (len(self.excerpts) != 1)}</summary>"
        return f"<details>{summary}\n{html}</details>" if self.closed else html


def load_shelf(folder: str | os.PathLike[str] | None = None) -> Shelf:
    """All excerpts of the shelf, sorted by id.

    Args:
        folder: where the files are, one an excerpt; the module's own shelf when None.

    Raises:
        ShelfError: a file lacks something or holds what it should not; every fault is listed.

    Example:
        >>> load_shelf().take("axar-2024-call").excerpts[0].charge
        'absent'
    """
    files = sorted(Path(folder or seeds_folder() / "shelf").glob("*.toml"))
    rows = {file: read_toml(file) for file in files}
    if told := [f"{file.name}: {fault}" for file, row in rows.items() for fault in _faults(file.stem, row)]:
        raise ShelfError("\n".join(told))
    return Shelf(tuple(build(row, Excerpt) for row in rows.values()))


def _faults(stem: str, row: dict[str, Any]) -> Iterator[str]:
    """What is missing or misspelt; where nothing is, what does not fit together."""
    if told := list(faults(row, Excerpt)):
        yield from told
        return
    if row["id"] != stem:
        yield f'has the id "{row["id"]}"; name it after its file: "{stem}"'
    if bool(row["en"]) != (bool(row["excerpt"]) and row["language"] != "en"):
        yield "needs an English gloss (en) exactly where it quotes words that are not English"
    if bool(row.get("charge")) != bool(row.get("side")):
        yield "needs a charge together with a side, or neither"
