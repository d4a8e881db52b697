"""The coding scheme: the closed lists of labels, as seeds/choices.toml has them, and those that only the code knows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal, get_args

from helpers.article.files import build, faults, read_toml, refuse, seeds_folder

__all__ = [
    "CERTAINTIES",
    "DESCRIBED",
    "KINDS",
    "LINKS",
    "LONGEST",
    "MODES",
    "TECHNIQUES",
    "VERDICTS",
    "VOICES",
    "ClosedList",
    "Described",
    "Label",
    "Link",
    "Mode",
    "closed_lists",
    "folded",
]

Described = Literal["none", "role", "place"]
Link = Literal["explicit", "carried", "none"]
Mode = Literal["direct", "mixed", "indirect", "none"]
DESCRIBED, LINKS, MODES = map(get_args, (Described, Link, Mode))


LONGEST = 100
"""Characters of an answer that are compared with the labels."""


@dataclass(frozen=True, slots=True)
class Label:
    """A label of a closed list: the words for it by language, and what it means.

    It is sound where nothing is amiss with what has it; some labels only answers have, and no coding.
    """

    en: tuple[str, ...]
    means: Mapping[str, str]
    id: tuple[str, ...] = ()
    sound: bool = False
    coded: bool = True

    @property
    def words(self) -> tuple[str, ...]:
        """Every word that is understood."""
        return (*self.en, *self.id)


@dataclass(frozen=True, slots=True)
class ClosedList:
    """A closed list: what it is a list of, and its labels by their names."""

    what: str
    labels: Mapping[str, Label]

    @property
    def meanings(self) -> dict[str, str]:
        """What each label means."""
        return {name: label.means["en"] for name, label in self.labels.items()}

    @property
    def coded(self) -> dict[str, str]:
        """What each label means that a coding may have."""
        return {name: words for name, words in self.meanings.items() if self.labels[name].coded}


def folded(words: str) -> str:
    """The letters and digits, in small letters, with one blank for all that stands between them.

    Args:
        words: a label, or what somebody typed in its place.

    Example:
        >>> folded('"Dead-End."')
        'dead end'
    """
    return " ".join(re.findall(r"[^\W_]+", words[:LONGEST].casefold()))


@cache
def closed_lists(file: Path | None = None) -> Mapping[str, ClosedList]:
    """The closed lists by their names, read once.

    Args:
        file: a TOML file laid out as seeds/choices.toml; that one when None.

    Raises:
        ArticleError: the file cannot be read, or does not hold together; every fault is listed, a line each.

    Example:
        >>> closed_lists()["voice"].labels["quoted"].id
        ('kutipan', 'dikutip', 'kutipan langsung')
    """
    file = file or seeds_folder() / "choices.toml"
    tables = read_toml(file)
    refuse(file, (f"{name}: {fault}" for name, table in tables.items() for fault in _list_faults(table)))
    return {name: _closed_list(**table) for name, table in tables.items()}


def _closed_list(what: str, **labels: Any) -> ClosedList:
    return ClosedList(what, {name: build(label, Label) for name, label in labels.items()})


def _list_faults(table: Any) -> Iterator[str]:
    if not isinstance(table, dict) or not isinstance(table.get("what"), str):
        yield 'needs what it is a list of, as in: what = "kind of source"'
        return
    labels = {name: label for name, label in table.items() if name != "what"}
    told = [f"{name}: {fault}" for name, label in labels.items() for fault in _label_faults(name, label)]
    yield from told or _shared({name: build(label, Label) for name, label in labels.items()})


def _label_faults(name: str, label: Any) -> Iterator[str]:
    if told := list(faults(label, Label)):
        yield from told
    elif not isinstance(label["means"].get("en"), str):
        yield "means.en is missing: what it means, as students are told"
    elif label["en"][0] != name:
        yield f'en must begin with "{name}", the word that pages show'


def _shared(labels: Mapping[str, Label]) -> Iterator[str]:
    """Words that stand for two labels."""
    meant: dict[str, str] = {}
    for name, label in labels.items():
        for word in label.words:
            if meant.setdefault(folded(word), name) != name:
                yield f'"{word}" stands for {meant[folded(word)]} and for {name}; leave it with one of them'


KINDS, TECHNIQUES, VOICES, VERDICTS, CERTAINTIES = (
    closed_lists()[name].coded for name in ("kind", "technique", "voice", "verdict", "certainty")
)
