"""Facts about the actors: dated sentences, each with its source and the day on which to look again."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from html import escape
from itertools import groupby
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from helpers.article.library import read_toml, seeds_folder
from helpers.errors import ArticleError
from helpers.text.visible import TERMINAL, clean

__all__ = ["Fact", "FactError", "FactSheet", "load_facts"]

_AS_OF = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")


class FactError(ArticleError):
    """The file of facts is wrong; the message says which fact and what would work."""


@dataclass(frozen=True, slots=True)
class Fact:
    """A sentence about an actor, the date that it is known for, its source, and when to look again."""

    id: str
    about: str
    sentence: str
    as_of: str
    source: str
    address: str
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

    facts: tuple[Fact, ...]

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
    rows = read_toml(path).get("fact", [])
    ids = [row.get("id") for row in rows]
    faults = [f"{path.name}, {row.get('id') or 'a fact'}: {fault}" for row in rows for fault in _wrong(row)]
    faults += [f'{path.name}: the id "{id}" is there twice' for id in sorted({id for id in ids if ids.count(id) > 1})]
    if faults or not rows:
        raise FactError("\n".join(faults) or f"{path} holds no [[fact]].")
    return tuple(Fact(**row) for row in rows)


def _wrong(row: dict[str, Any]) -> Iterator[str]:
    fields = Fact.__dataclass_fields__
    texts = [name for name in fields if name != "review_by"]
    if lacking := [name for name in texts if not (isinstance(row.get(name), str) and row[name].strip())]:
        yield f"needs text in quotation marks for {', '.join(lacking)}"
    if strange := [name for name in row if name not in fields]:
        yield f"has the unknown {', '.join(strange)}"
    if type(row.get("review_by")) is not date:
        yield "needs review_by as a bare date, such as 2027-11-01"
    if not lacking and not _AS_OF.fullmatch(row["as_of"]):
        yield f'has as_of "{row["as_of"]}"; write 2024-11-30, 2024-11 or 2024'
    if not lacking and not row["address"].startswith(("https://", "http://")):
        yield f'has the address "{row["address"]}"; it must begin with https:// or http://'
