"""The coding scheme as data: its closed lists of labels, and the fields that an annotation file may have."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches

__all__ = [
    "CERTAINTIES",
    "DESCRIBED",
    "KINDS",
    "LINKS",
    "MODES",
    "TECHNIQUES",
    "VOICES",
    "Shape",
    "shape_faults",
]

KINDS = {
    "person": "named, or identified beyond doubt by an office",
    "organisation": "a named body that is no news outlet",
    "outlet": "a named news outlet or agency",
    "unnamed": "one or more people used as a source without a name",
    "vague": "an unspecified collective that is no person",
    "narrator": "the article's own voice",
}
DESCRIBED = ("none", "role", "place")
LINKS = ("explicit", "carried", "none")
MODES = ("direct", "mixed", "indirect", "none")
TECHNIQUES = ("label", "charged", "euphemism", "distance", "motive", "agency", "fear")
VOICES = ("narrator", "paraphrase", "quoted")
CERTAINTIES = ("clear", "arguable")

Field = type | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Shape:
    """The fields of one TOML table: each a type, or the labels to choose from."""

    required: Mapping[str, Field]
    optional: Mapping[str, Field] = field(default_factory=dict)
    taught: Mapping[str, Field] = field(default_factory=dict)
    """Fields that an adjudicated annotation must have and a coder's own coding may leave out."""


FILE = Shape({"sources": dict, "sentence": list}, {"outside": dict, "edge": list})
SOURCE = Shape({"kind": tuple(KINDS)}, {"described": DESCRIBED, "as_written": str})
SENTENCE = Shape(
    {"id": str, "text": str, "source": str, "cue": str, "link": LINKS, "mode": MODES, "why": str},
    {"words": str, "contested": bool, "other": dict, "loaded": list},
    {"en": str, "tempting": dict},
)
OTHER = Shape({"source": str, "for_key": str, "for_other": str})
LOADED = Shape(
    {"span": str, "technique": TECHNIQUES, "voice": VOICES, "certainty": CERTAINTIES},
    {"origin_unclear": bool},
    {"neutral_id": str, "neutral_en": str, "why": str},
)
EDGE = Shape({"from": str, "to": str, "sentence": str, "cue": str, "scope": list})

_WORDS = {str: "text in quotation marks", bool: "true or false", list: "a list", dict: "a table"}


def shape_faults(table: object, shape: Shape, taught: bool = True) -> Iterator[str]:
    """A sentence for each field that is missing, unknown, of the wrong type or not in its closed list.

    Args:
        table: what TOML gave.
        shape: the fields it should have.
        taught: whether the fields for teaching are asked for as well.

    Example:
        >>> list(shape_faults({"kind": "anonymous"}, SOURCE))[0]
        'kind is "anonymous"; choose person, organisation, outlet, unnamed, vague or narrator'
    """
    if not isinstance(table, dict):
        yield f"there must be a table here, and there is {table!r}"
        return
    required = {**shape.required, **(shape.taught if taught else {})}
    known = {**shape.required, **shape.optional, **shape.taught}
    yield from (f"{name} is missing" for name in required if name not in table)
    for name, value in table.items():
        if name not in known:
            near = get_close_matches(name, known, n=1)
            yield f'"{name}" is no field here' + (f"; did you mean {near[0]}?" if near else "")
        elif fault := _value_fault(value, known[name]):
            yield f"{name} {fault}"


def _value_fault(value: object, wanted: Field) -> str:
    if isinstance(wanted, tuple):
        choices = f"{', '.join(wanted[:-1])} or {wanted[-1]}"
        return "" if value in wanted else f'is "{value}"; choose {choices}'
    return "" if isinstance(value, wanted) else f"must be {_WORDS[wanted]}"
