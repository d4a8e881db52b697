"""The word lists of seeds/lexicons: read once, checked, and handed out as sets."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, make_dataclass
from functools import cache
from pathlib import Path
from typing import Any

from helpers.article.codebook import TECHNIQUES
from helpers.article.files import faults, read_toml, refuse, seeds_folder

__all__ = ["Lexicon", "LoadedWord", "lexicon", "list_names", "read_lexicon"]

SHORT = 5
"""A typing slip of so many letters or fewer may be a word of its own: it is read as a slip only behind a quotation."""

_JOINED = {
    "somebody": "people bodies pronouns crowds crowd_nouns one_of",
    "speakers": "people bodies pronouns crowds crowd_nouns one_of documents articles determiners",
}
"""Lists that are asked for together: who may be meant by a noun, and what the words for a source may begin with."""


@dataclass(frozen=True, slots=True)
class LoadedWord:
    """A word that carries a judgement: its technique and, where the list gives one, a plainer wording."""

    words: str
    technique: str
    plainer: str
    parts: tuple[str, ...]
    second: str


@dataclass(eq=False)
class Lexicon(dict[str, frozenset[str]]):
    """Every list by its name, the loaded words by their first word, and slips with what was meant."""

    loaded: Mapping[str, tuple[LoadedWord, ...]]
    slips: Mapping[str, str]
    deeds: Mapping[str, frozenset[str]]
    families: Mapping[str, str]
    run_together: frozenset[str]
    office_prefixes: tuple[str, ...]

    def has(self, word: str, *names: str) -> bool:
        """Whether a word stands in one of the lists of these names."""
        for name in names:  # noqa: SIM110 - asked for every word, and a generator takes twice as long
            if word in self[name]:
                return True
        return False

    def is_office(self, word: str) -> bool:
        """Whether a word in small letters names an office."""
        return word in self["offices"] or word.startswith(self.office_prefixes)

    def loaded_at(self, words: Sequence[str], at: int) -> list[LoadedWord]:
        """The loaded words that stand there, the longest first."""
        follows = words[at + 1] if at + 1 < len(words) else ""
        return [
            entry
            for entry in self.loaded.get(words[at], ())
            if not entry.second or (entry.second == follows and entry.parts == tuple(words[at : at + len(entry.parts)]))
        ]

    def can_speak(self, word: str) -> bool:
        """Whether a word in small letters is a noun or a pronoun for somebody, or names an office."""
        return (
            word in self["speakers"]
            or word.partition("-")[0].removesuffix("nya") in self["speakers"]
            or self.is_office(word)
        )


@cache
def list_names() -> Mapping[str, tuple[str, ...]]:
    """The lists that each table of a lexicon must have, as seeds/lexicons/lists.toml has them.

    Raises:
        ArticleError: the file is damaged.

    Example:
        >>> list_names()["loaded"][:5]
        ('groups', 'names', 'heads', 'other_senses', 'label')
    """
    tables = read_toml(seeds_folder() / "lexicons" / "lists.toml")
    return {table: (*names, *(TECHNIQUES if table == "loaded" else ())) for table, names in tables.items()}


@cache
def lexicon() -> Lexicon:
    """The Indonesian word lists that come with the package, read once.

    Raises:
        ArticleError: the file is damaged.

    Example:
        >>> "ujar" in lexicon()["verbs_after"]
        True
    """
    return read_lexicon(seeds_folder() / "lexicons" / "id.toml")


def read_lexicon(file: Path) -> Lexicon:
    """The word lists of a file.

    Args:
        file: a TOML file laid out as seeds/lexicons/id.toml.

    Raises:
        ArticleError: the file cannot be read, or a list is missing, unknown, empty or holds anything but small words.

    Example:
        >>> read_lexicon(seeds_folder() / "lexicons" / "id.toml")["prepositions"]
        frozenset({'menurut'})
    """
    tables = read_toml(file)
    refuse(file, list(faults(tables, _layout())) or _word_faults(tables))
    lists = {name: frozenset(tables[table][name]) for table, names in list_names().items() for name in names}
    slips = tables["slips"]
    families = {slip: "slip" for slip in slips if len(slip) <= SHORT} | _families(lists)
    joined = frozenset(families) | lists["ends"] | lists["credit_links"] | lists["documents"]
    prefixes = tuple(sorted(lists["office_prefixes"]))
    found = Lexicon(_loaded(tables["loaded"]), slips, _deeds(lists), families, joined, prefixes)
    found.update(lists)
    found.update(
        {name: frozenset[str]().union(*map(found.__getitem__, parts.split())) for name, parts in _JOINED.items()}
    )
    return found


@cache
def _layout() -> type:
    """A dataclass of the tables of a lexicon, each a dataclass of its lists."""
    tables = {
        table: make_dataclass(table, [(name, tuple[str, ...]) for name in names])
        for table, names in list_names().items()
    }
    return make_dataclass("lexicon", [*tables.items(), ("slips", Mapping[str, str])])


def _word_faults(tables: Mapping[str, Any]) -> Iterator[str]:
    for table in list_names():
        for name, entries in tables[table].items():
            words = [entry.partition("=")[0].rstrip() for entry in entries]
            yield from (f"{table}: {name}: {fault}" for fault in _list_faults(words))
    for wrong, right in tables["slips"].items():
        if not isinstance(right, str) or not right:
            yield f'slips: {wrong}: the right word must stand in quotation marks, such as mereka = "mereka"'


def _list_faults(words: list[str]) -> Iterator[str]:
    for word, times in Counter(words).items():
        right = " ".join(word.lower().split())
        if not word:
            yield "an entry has no word; take it out"
        elif word != right:
            yield f'"{word}" must be in small letters, with single blanks: "{right}"'
        elif times > 1:
            yield f'"{word}" is there twice; take one out'


def _loaded(table: Mapping[str, list[str]]) -> dict[str, tuple[LoadedWord, ...]]:
    """By first word, longest entry first; "word = plainer" gives a plainer wording."""
    found: dict[str, list[LoadedWord]] = {}
    for technique in (*TECHNIQUES, "other_senses"):
        for entry in table[technique]:
            words, _, plainer = (part.strip() for part in entry.partition("="))
            parts = (*words.split(), "")
            found.setdefault(parts[0], []).append(LoadedWord(words, technique, plainer, parts[:-1], parts[1]))
    return {first: tuple(sorted(entries, key=lambda e: -len(e.words))) for first, entries in found.items()}


def _deeds(lists: Mapping[str, frozenset[str]]) -> dict[str, frozenset[str]]:
    pairs = (entry.partition(":") for entry in lists["objects_of_deeds"])
    return {verb: frozenset(objects.split()) for verb, _, objects in pairs}


def _families(lists: Mapping[str, frozenset[str]]) -> dict[str, str]:
    """The rule that a word may set off; where lists overlap, the rule that asks for most comes last and wins."""
    after = lists["verbs_after"] | lists["verbs_after_with_twins"]
    found = dict.fromkeys(lists["nouns_of_hearsay"], "noun")
    found |= dict.fromkeys(after, "after") | {word + "nya": "after_nya" for word in after}
    found |= dict.fromkeys(lists["verbs_of_documents"] | lists["verbs_before"], "before")
    found |= dict.fromkeys(lists["passives"] | lists["passives_of_nobody"] | lists["credits_passive"], "passive")
    found |= dict.fromkeys(lists["accusing"] | lists["gathering"], "passive")
    found |= {word + "nya": "passive_nya" for word in lists["passives"]}
    found |= dict.fromkeys(lists["credits_active"], "credit") | dict.fromkeys(lists["hearsay"], "hearsay")
    found |= dict.fromkeys(lists["prepositions"], "according") | dict.fromkeys(lists["verbs_bare"], "bare")
    found |= dict.fromkeys(lists["watching"], "watched")
    return (
        found
        | {word + "nya": "according_nya" for word in lists["prepositions"]}
        | {
            "berdasarkan": "ground",
            "demikian": "closing",
            "begitu": "closing",
            "kepada": "told_to",
            "wawancara": "told_to",
            "sumber": "watched",
        }
    )
