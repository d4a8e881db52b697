"""The fields that an annotation file may have, and what is wrong with a table that does not fit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any

from helpers.article.codebook import CERTAINTIES, DESCRIBED, KINDS, LINKS, MODES, TECHNIQUES, VOICES

__all__ = ["BLANK", "UNDECIDED", "Field", "Shape", "fitting", "shape_faults", "undecided"]


BLANK = "..."
"""What stands in a draft where a person still has to decide."""
UNDECIDED = "is still to be decided"

Field = type | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Shape:
    """The fields of one TOML table: each a type, or the labels to choose from.

    `taught` holds fields that an adjudicated annotation must have and a coder's own coding may leave out;
    `blank` names those that may be there and empty.
    """

    required: Mapping[str, Field]
    optional: Mapping[str, Field] = field(default_factory=dict)
    taught: Mapping[str, Field] = field(default_factory=dict)
    blank: tuple[str, ...] = ()

    @property
    def known(self) -> dict[str, Field]:
        """All fields that may be there."""
        return {**self.required, **self.optional, **self.taught}


FILE = Shape({"sources": dict, "sentence": list}, {"outside": dict, "edge": list, "coded_by": str}, blank=("edge",))
SOURCE = Shape({"kind": tuple(KINDS)}, {"described": DESCRIBED, "as_written": str}, blank=("as_written",))
SENTENCE = Shape(
    {"id": str, "text": str, "source": str, "cue": str, "link": LINKS, "mode": MODES, "why": str},
    {"words": str, "contested": bool, "other": dict, "loaded": list},
    {"en": str, "tempting": dict},
    blank=("cue", "words", "loaded"),
)
OTHER = Shape({"source": str, "for_key": str, "for_other": str})
OTHER_TECHNIQUE = Shape({"technique": tuple(TECHNIQUES), "for_key": str, "for_other": str})
LOADED = Shape(
    {"span": str, "technique": tuple(TECHNIQUES), "voice": tuple(VOICES), "certainty": CERTAINTIES},
    {"origin_unclear": bool, "span_en": str, "other": dict},
    {"neutral_id": str, "neutral_en": str, "why": str},
    blank=("neutral_id", "neutral_en"),
)
EDGE = Shape({"from": str, "to": str, "sentence": str, "cue": str, "scope": list})

TO_DO = {
    "outlet": "the name of the outlet that published it",
    "published": "the day, month or year, as far as it is known, such as 2024-11-30",
    "title": "the headline",
    "date_known": "how the date is known",
    "address": "where the article stands, or that it stands nowhere",
    "rights": "whose the words are, and why they may stand here",
    "provenance": "how the text came here, and what of it is missing",
    "kind": "what kind of source it is",
    "as_written": "its name as the article or article.toml writes it",
    "source": "whose word it is: one of [sources]",
    "cue": "the exact words that attribute, or nothing",
    "link": "explicit, carried or none",
    "mode": "direct, mixed, indirect or none",
    "coded_by": "who coded, alone or not, and from what",
    "en": "what it says, in English",
    "why": "one sentence: the reason for this answer",
    "certainty": "clear where every careful reader would mark it, else arguable",
    "neutral_id": "plainer words for the same fact in Indonesian, or nothing",
    "neutral_en": "plainer words for the same fact in English, or nothing",
}
"""What a person decides in each field that a draft may leave blank."""

_WORDS = {str: "text in quotation marks", bool: "true or false", int: "a whole number", list: "a list", dict: "a table"}


def shape_faults(table: object, shape: Shape, taught: bool = True) -> Iterator[str]:
    """A sentence for each field that is missing, unknown, empty, of the wrong type or not in its closed list.

    Args:
        table: what TOML gave.
        shape: the fields it should have.
        taught: whether the fields for teaching are asked for as well.

    Example:
        >>> list(shape_faults({"kind": "anonymous"}, SOURCE))[0]
        'kind is "anonymous"; choose person, organisation, outlet, unnamed, vague or narrator'
    """
    if not isinstance(table, dict):
        yield f"there must be a table here, and there is {_WORDS.get(type(table), 'a number or a date')}"
        return
    required = {**shape.required, **(shape.taught if taught else {})}
    known = shape.known
    yield from (f"{name} is missing" for name in required if name not in table)
    for name, value in table.items():
        if name not in known:
            near = get_close_matches(name, known, n=1)
            yield f'"{name}" is no field here' + (f"; did you mean {near[0]}?" if near else "")
        elif fault := _value_fault(name, value, shape):
            yield f"{name} {fault}"


def fitting(table: object, shape: Shape) -> dict[str, Any]:
    """Every field of the shape: its value, or None where it is missing or does not fit; what is not said is not true.

    Args:
        table: what TOML gave.
        shape: the fields it should have.

    Example:
        >>> fitting({"kind": "vague", "described": "somewhere"}, SOURCE)
        {'kind': 'vague', 'described': None, 'as_written': None}
    """
    given = {name: False for name, wanted in shape.known.items() if wanted is bool}
    given |= table if isinstance(table, dict) else {}
    return {
        name: given[name] if name in given and not _value_fault(name, given[name], shape) else None
        for name in shape.known
    }


def undecided(name: str) -> str:
    """What is left to do about a blank.

    Args:
        name: the field's name.

    Example:
        >>> undecided("en")
        'is still to be decided: what it says, in English'
    """
    return f"{UNDECIDED}: {TO_DO[name]}"


def _value_fault(name: str, value: object, shape: Shape) -> str:
    wanted = shape.known[name]
    if value == BLANK and name in TO_DO:
        return undecided(name)
    if isinstance(wanted, tuple):
        found = f'is "{value}"' if isinstance(value, str) else f"must be {_WORDS[str]}"
        return "" if value in wanted else f"{found}; choose {', '.join(wanted[:-1])} or {wanted[-1]}"
    if not isinstance(value, wanted):
        return f"must be {_WORDS[wanted]}"
    empty = value == [] or (isinstance(value, str) and not value.strip())
    return "is empty" if empty and name not in shape.blank else ""
