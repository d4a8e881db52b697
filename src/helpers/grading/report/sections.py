"""Which section of the book teaches what an item asks for."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from helpers.article.library import read_toml, seeds_folder
from helpers.grading.results import Item

__all__ = ["Section", "section_for"]


@dataclass(frozen=True, slots=True)
class Section:
    """A section of the book: its chapter's title and its own."""

    chapter: str
    title: str


def section_for(item: Item) -> Section | None:
    """The section to go back to, as `seeds/sections.toml` has it; None where the book teaches no such thing.

    Args:
        item: of any exercise, an author's own included.

    Example:
        >>> section_for(Item("mine", "ends", "S01", 0, 1, "not yet", "no chain", "", of="end of a chain"))
        Section(chapter='Sourcing chains', title='Relay, origin, dead end')
    """
    asked = item.of or item.form
    return _sections().get(f"{item.sheet}: {asked}") or _sections().get(asked)


@cache
def _sections() -> dict[str, Section]:
    rows = read_toml(seeds_folder() / "sections.toml")["section"]
    return {what: Section(row["chapter"], row["title"]) for row in rows for what in row["teaches"]}
