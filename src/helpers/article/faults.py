"""What can be wrong with a coding: a fault with its place, and the rules of the codebook."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from helpers.article.files import UNDECIDED
from helpers.article.model import Source
from helpers.errors import ArticleError

__all__ = ["AnnotationError", "Fault", "loaded_faults", "rule_faults"]

Table = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong in one of an article's files, and where."""

    file: str
    place: str
    message: str

    @property
    def undecided(self) -> bool:
        """Whether nothing is wrong but that a person still has to decide."""
        return UNDECIDED in self.message

    def __str__(self) -> str:
        """The fault as one line: file, place, what is wrong and what would work."""
        return f"{self.file}: {self.place}: {self.message}"


class AnnotationError(ArticleError):
    """A coding does not fit its article; `faults` holds every fault found."""

    def __init__(self, faults: list[Fault]) -> None:
        """Keep the faults; the message lists them, a line each."""
        super().__init__("\n".join(map(str, faults)))
        self.faults = faults


def rule_faults(row: Table, source: Source | None) -> list[str]:
    """What the codebook forbids in one sentence, whatever the article says.

    Args:
        row: the fields of a sentence; None where one is missing.
        source: who speaks in it, where that is known.

    Example:
        >>> rule_faults({"cue": "kata dia", "link": "none", "mode": "none"}, Source("narrator", "narrator", None, ""))
        ['the narrator has no cue, link none and mode none']
    """
    if source is None or not source.kind or None in (row["cue"], row["link"], row["mode"]):
        return []
    bare = not row["cue"] and row["link"] == "none" and row["mode"] == "none"
    if source.kind == "narrator":
        return [] if bare else ["the narrator has no cue, link none and mode none"]
    faults = []
    if row["link"] == "none" or row["mode"] == "none":
        faults.append(f"a sentence of {source.id} needs a link and a mode")
    if row["link"] == "explicit" and not row["cue"]:
        faults.append("an explicit link needs its cue")
    return faults


def loaded_faults(row: Table, source: Source | None, mode: str | None) -> list[str]:
    """What the codebook forbids in one loaded span.

    Args:
        row: the fields of the span; None where one is missing.
        source: who speaks in its sentence, where that is known.
        mode: the sentence's mode; a quoted voice needs quotation marks.

    Example:
        >>> row = {"span": "teroris", "voice": "quoted", "neutral_id": "", "neutral_en": ""}
        >>> loaded_faults(row, Source("sohr", "organisation", None, "SOHR"), "indirect")
        ['"teroris" has voice quoted, and the sentence has no quotation marks: its mode is indirect']
    """
    faults = []
    if source and source.kind and row["voice"] and (source.kind == "narrator") != (row["voice"] == "narrator"):
        faults.append(f'"{row["span"]}" has voice {row["voice"]}, and the sentence is {source.kind}\'s')
    elif row["voice"] == "quoted" and mode in ("indirect", "none"):
        faults.append(f'"{row["span"]}" has voice quoted, and the sentence has no quotation marks: its mode is {mode}')
    if (row["neutral_id"] == "") != (row["neutral_en"] == ""):
        faults.append(f'"{row["span"]}" has a neutral wording in one language only; give both or leave both empty')
    return faults
