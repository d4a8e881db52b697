"""Who of a class is meant by a name: ids and full names, looked up as whole words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from helpers.grading.intake.file_names import Name, folded, is_neutral, printable

__all__ = ["Index", "Meant", "Terms"]

_MOST_WORDS = 100
"""Words of a name that are looked at."""

_LONGEST = 12
"""Words of a full name that are looked for inside a longer one."""


@dataclass(frozen=True, slots=True)
class Terms:
    """All that means one student: ids as they are written, and the full name in every order."""

    ids: tuple[str, ...]
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Meant:
    """Whom a name means: one student, or several among whom it does not decide.

    Attributes:
        students: their places in the class.
        by: the words that say so, with the name that they stand in.
        zeros: the number as the roster has it, where leading zeros are missing on one side.
    """

    students: tuple[int, ...]
    by: str
    zeros: str = ""


@dataclass(frozen=True, slots=True)
class _Hit:
    start: int
    end: int
    students: frozenset[int]
    strong: bool
    zeros: str = ""


class Index:
    """The terms of a class by their words, so that a name costs the same however large the class is."""

    def __init__(self, class_: Iterable[Terms]) -> None:
        """Take in each student's terms; her place in the class is her number from now on."""
        self._exact: dict[str, set[int]] = defaultdict(set)
        self._terms: dict[str, set[int]] = defaultdict(set)
        self._numbers: dict[str, set[tuple[int, str]]] = defaultdict(set)
        self._told: set[str] = set()
        self._ids: list[tuple[str, ...]] = []
        self._own: list[set[str]] = []
        for number, terms in enumerate(class_):
            self._take(number, terms)
        self._parts_of_names = {word for own in self._own for word in own}
        self._longest = min(_LONGEST, max((term.count(" ") + 1 for term in self._terms), default=0))

    def _take(self, number: int, terms: Terms) -> None:
        for id in terms.ids:
            self._exact[id].add(number)
            if id.isdecimal():
                self._numbers[id.lstrip("0")].add((number, id))
        ids, names = ({folded(one) for one in told} - {""} for told in (terms.ids, terms.names))
        long = {name for name in names if " " in name}
        self._ids.append(terms.ids)
        self._own.append({word for name in long for word in name.split()})
        self._told |= {term.replace(" ", "") for term in ids | long}
        for term in ids | names:
            self._terms[term].add(number)
            self._terms[term.replace(" ", "")].add(number)

    def find(self, name: Name) -> Meant | None:
        """Whom a name means; None where nobody of the class is found in it.

        An id exactly as it is written counts more than one that differs in case or accents, and the longest of several
        that overlap counts. A first name alone means nobody.

        Args:
            name: of a file or a folder.

        Example:
            >>> index = Index([Terms(("s01",), ("Siti Aminah", "Aminah Siti")), Terms(("007",), ("Budi Santoso",))])
            >>> def who(*words): return (index.find(Name("", words)) or Meant((), "")).students
            >>> who("siti", "aminah", "final"), who("siti"), who("siti", "aminah", "budi", "santoso")
            ((0,), (), (0, 1))
        """
        if exact := self.exactly(name):
            return exact
        words = name.words[:_MOST_WORDS]
        hits = self._hits(words)
        if not name.written.strip().isdecimal():  # a short number in a name counts files, not students
            hits = [hit for hit in hits if not (words[hit.start].isdecimal() and len(words[hit.start]) < 4)]
        strong = [hit for hit in hits if hit.strong]
        sure = strong and not name.whole
        if not hits or not (sure or self._is_alone(words, strong or hits)):
            return None
        return self._meant(name, words, strong or hits)

    def exactly(self, name: Name) -> Meant | None:
        """Who has this name as an id, as it is written.

        Args:
            name: of a file or a folder.
        """
        bare = "" if name.bare.isdecimal() else name.bare
        exact = self._exact.get(name.written) or self._exact.get(bare)
        return Meant(tuple(sorted(exact)), f'"{printable(name.written)}"') if exact else None

    def _hits(self, words: Sequence[str]) -> list[_Hit]:
        """Every term in the words, the longest where one lies within another."""
        hits: list[_Hit] = []
        end = 0
        for start in range(len(words)):
            hit = self._longest_at(start, words) or self._number_at(start, words)
            if hit and hit.end > end:
                hits.append(hit)
                end = hit.end
        return hits

    def _longest_at(self, start: int, words: Sequence[str]) -> _Hit | None:
        for end in range(min(len(words), start + self._longest), start, -1):
            term = " ".join(words[start:end])
            if found := self._terms.get(term):
                return _Hit(start, end, frozenset(found), self._is_strong(term))
        return None

    def _number_at(self, start: int, words: Sequence[str]) -> _Hit | None:
        """A number whose leading zeros a spreadsheet took away, here or in the roster."""
        word = words[start]
        found = self._numbers.get(word.lstrip("0"), ()) if word.isdecimal() else ()
        if not found:
            return None
        zeros = min(id for _, id in found)
        return _Hit(start, start + 1, frozenset(number for number, _ in found), len(word) > 4, zeros)

    def _is_strong(self, term: str) -> bool:
        """Whether a term means a student also among other words: no short one, and no first name."""
        if " " in term:
            return len(term) > 5
        if term.isdecimal():
            return len(term) > 4
        if any(map(str.isdigit, term)):
            return len(term) > 3
        return len(term) > 2 and term not in self._parts_of_names and term in self._told

    def _is_alone(self, words: Sequence[str], hits: Iterable[_Hit]) -> bool:
        """Whether no word is left over that may be a part of somebody else's name."""
        covered = {at for hit in hits for at in range(hit.start, hit.end)}
        own = set().union(*(self._own[number] for hit in hits for number in hit.students))
        return all(at in covered or word in own or is_neutral(word) for at, word in enumerate(words))

    def _meant(self, name: Name, words: Sequence[str], hits: Sequence[_Hit]) -> Meant:
        """The students whom all that was found means; all of them where it means none together."""
        every = frozenset.union(*(hit.students for hit in hits))
        both = frozenset.intersection(*(hit.students for hit in hits))
        terms = [" ".join(words[hit.start : hit.end]) for hit in hits]
        found = self._spelled(both, name.written, terms) or both or every
        told, where = " ".join(terms), f'"{printable(name.written)}"'
        by = where if told == folded(name.written) else f'"{told}" in {where}'
        return Meant(tuple(sorted(found)), by, hits[0].zeros if len(hits) == 1 else "")

    def _spelled(self, students: Iterable[int], written: str, terms: Sequence[str]) -> set[int]:
        """Of several students those whose id is written just so; ids may differ by case alone."""
        return {one for one in students if any(id in written and folded(id) in terms for id in self._ids[one])}
