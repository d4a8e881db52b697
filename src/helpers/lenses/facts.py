"""Facts about the actors: dated sentences, each with its source and the day on which to look again."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from html import escape
from itertools import groupby
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import urlsplit

from helpers.article.fields import ADDRESS, DAY, Written
from helpers.article.files import build, faults, read_toml, refuse, seeds_folder
from helpers.errors import ArticleError
from helpers.text.visible import TERMINAL, clean

__all__ = ["Fact", "FactError", "FactSheet", "load_facts"]


class FactError(ArticleError):
    """The file of facts is wrong; the message says which fact and what would work."""


@dataclass(frozen=True, slots=True)
class Fact:
    """A sentence about an actor, the date that it is known for, its source, and when to look again."""

    id: str
    about: str
    sentence: str
    as_of: Annotated[str, DAY]
    source: str
    address: Annotated[str, ADDRESS]
    review_by: date

    def __str__(self) -> str:
        """The fact as plain text, for a terminal."""
        return clean(f"{self.about}: {self.sentence} ({self._dates()} {self.address})", TERMINAL)

    __repr__ = __str__

    def _repr_html_(self) -> str:
        site = escape(urlsplit(self.address).netloc.removeprefix("www."))
        link = f'<a href="{escape(self.address)}">{site}</a>'
        return f"{escape(self.sentence)} <small>{link}. {self._dates()}</small>"

    def _dates(self) -> str:
        return f"As of {self.as_of}. Look again by {self.review_by.isoformat()}."


@dataclass(frozen=True, slots=True, repr=False)
class FactSheet:
    """Facts in an order, that show themselves under the names of those whom they are about."""

    facts: Annotated[tuple[Fact, ...], Written("fact")]

    def __str__(self) -> str:
        """The facts as plain text, a line each."""
        return "\n".join(map(str, self.facts))

    __repr__ = __str__

    def _repr_html_(self) -> str:
        return f"<dl>{''.join(self._items())}</dl>"

    def _items(self) -> Iterator[str]:
        for about, facts in groupby(self.facts, key=lambda fact: fact.about):
            yield f"\n<dt>{escape(about)}</dt>"
            yield from (f'\n<dd id="fact-{escape(fact.id)}">{fact._repr_html_()}</dd>' for fact in facts)


def load_facts(file: str | os.PathLike[str] | None = None) -> tuple[Fact, ...]:
    """All facts, in the order of their file.

    Args:
        file: a TOML file with a table [[fact]] for each; the module's own when None.

    Raises:
        FactError: a fact lacks something or holds what it should not; every fault is listed.

    Example:
        >>> [fact.about for fact in load_facts()][0]
        'Press TV'
    """
    path = Path(file or seeds_folder() / "facts.toml")
    table = read_toml(path)
    refuse(Path(path.name), list(faults(table, FactSheet)) or _twice(table["fact"]), FactError)
    return build(table, FactSheet).facts


def _twice(rows: list[dict[str, Any]]) -> Iterator[str]:
    ids = [row["id"] for row in rows]
    yield from (f'the id "{id}" is there twice' for id in sorted({id for id in ids if ids.count(id) > 1}))
