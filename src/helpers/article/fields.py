"""How a dataclass says what its table in a TOML file looks like, so that each field is written once.

A field is what its type says: text, a whole number, a date, true or false, one of some labels, a table, a list. A
default, or None among its types, lets it be missing. Whatever else a file does differently stands in `Annotated`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import MISSING, fields, is_dataclass
from enum import Enum
from functools import cache
from types import NoneType
from typing import Annotated, Any, Literal, NamedTuple, TypeVar, get_args, get_origin, get_type_hints

__all__ = [
    "ADDRESS",
    "COMPUTED",
    "DAY",
    "EMPTY",
    "OPTIONAL",
    "TAUGHT",
    "Field",
    "Like",
    "Mark",
    "Of",
    "OneOf",
    "Texts",
    "Written",
    "shape",
]

T = TypeVar("T")


class Mark(Enum):
    """What a dataclass says of a field beside its type."""

    COMPUTED = "no file has it"
    OPTIONAL = "it may be missing"
    TAUGHT = "a coder's own coding may leave it out; an adjudicated one may not"
    EMPTY = "it may be empty"


COMPUTED, OPTIONAL, TAUGHT, EMPTY = Mark


class Written(NamedTuple):
    """How a file has a field that the object has by another name or as another type."""

    name: str = ""
    type: type | None = None


class OneOf(NamedTuple):
    """The labels to choose from, where they are data and not types."""

    labels: Iterable[str]


class Texts(NamedTuple):
    """How a list of texts may look, between its brackets."""

    example: str


class Like(NamedTuple):
    """How a text must look, and what to say where it does not."""

    pattern: str
    told: str


DAY = Like(r"\d{4}(-\d\d(-\d\d)?)?", "write 2024-11-30, 2024-11 or 2024")
ADDRESS = Like("https?://.*", "it must begin with https:// or http://")


class Field(NamedTuple):
    """One field of a table: its name there and in the object, what it may hold, and whether it must be there.

    Attributes:
        kind: its type in TOML.
        inside: the dataclass of the table, or of each table of a list.
        texts: how its list of texts may look, where it is one.
        default: whether the object does without it.
    """

    name: str
    attribute: str
    kind: type
    labels: tuple[str, ...]
    inside: type | None
    texts: Texts | None
    like: Like | None
    marks: frozenset[Mark]
    default: bool

    @property
    def holds_tables(self) -> bool:
        """Whether it is a list of tables."""
        return self.kind is list and self.inside is not None


Of = type | tuple[type, ...]
"""What a table is: a dataclass, or several whose fields stand side by side."""


@cache
def shape(of: Of) -> tuple[Field, ...]:
    """The fields that a file may have of a dataclass, in their order.

    Args:
        of: a dataclass, or several.

    Example:
        >>> from helpers.article.model import Source
        >>> [field.name for field in shape(Source)]
        ['kind', 'described', 'as_written']
    """
    if isinstance(of, tuple):
        return tuple(field for one in of for field in shape(one))
    hints = get_type_hints(of, include_extras=True)
    found = [_field(one.name, hints[one.name], _does_without(one)) for one in fields(of)]
    return tuple(field for field in found if COMPUTED not in field.marks)


def _does_without(field: Any) -> bool:
    return field.default is not MISSING or field.default_factory is not MISSING


def _field(attribute: str, hint: Any, default: bool) -> Field:
    base, extras = _unwrapped(hint)
    written = _said(extras, Written) or Written()
    among = _said(extras, OneOf)
    base = written.type or base
    labels = get_args(base) if get_origin(base) is Literal else ()
    inside = get_args(base)[0] if get_origin(base) is tuple else base
    return Field(
        name=written.name or attribute,
        attribute=attribute,
        kind=_in_toml(base),
        labels=tuple(among.labels) if among else labels,
        inside=inside if is_dataclass(inside) else None,
        texts=(_said(extras, Texts) or Texts('"one", "two"')) if base is not inside and inside is str else None,
        like=_said(extras, Like),
        marks=frozenset(extra for extra in (*extras, *[OPTIONAL] * default) if isinstance(extra, Mark)),
        default=default,
    )


def _said(extras: list[object], of: type[T]) -> T | None:
    return next((extra for extra in extras if isinstance(extra, of)), None)


def _unwrapped(hint: Any) -> tuple[Any, list[object]]:
    """A type without what is said about it, and that."""
    if get_origin(hint) is Annotated:
        base, extras = _unwrapped(get_args(hint)[0])
        return base, [*extras, *hint.__metadata__]
    if NoneType in get_args(hint):
        base, extras = _unwrapped(next(one for one in get_args(hint) if one is not NoneType))
        return base, [*extras, OPTIONAL]
    return hint, []


def _in_toml(base: Any) -> type:
    """The type that TOML has for one of ours."""
    if get_origin(base) is Literal:
        return str
    if get_origin(base) is tuple:
        return list
    return dict if get_origin(base) or is_dataclass(base) else base
