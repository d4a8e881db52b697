"""Questions that are answered by putting things in order, such as the hops of a chain: `R16  b a c`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import permutations
from string import ascii_lowercase
from typing import Annotated, ClassVar

from helpers.article.fields import Written
from helpers.exercises.question import OneLineKey, Question, Row

__all__ = ["OrderKey"]

_BETWEEN = r"(?<![-–—=])[-–—=]*+>+|[→⇒➔➜»,;/]"
_FEWEST, _MOST = 2, 6
_LONGEST = 300
"""Characters of an answer that are read."""


@dataclass(frozen=True, slots=True)
class OrderKey(OneLineKey):
    """Names in their right order; a student writes their letters, or the names with arrows between them."""

    form: ClassVar[str] = "order"

    names: Annotated[tuple[str, ...], Written("order")]

    @classmethod
    def row_faults(cls, row: Row) -> Iterator[str]:
        """A sentence on names that cannot be put in order."""
        names = row["order"]
        if not all(map(str.strip, names)):
            yield "order is a list of names in quotation marks"
        elif len({name.casefold() for name in names}) != len(names):
            yield "order has a name twice"
        elif not _FEWEST <= len(names) <= _MOST:
            yield f"order has {len(names)} names; {_FEWEST} to {_MOST} can be put in order"
        elif sorted(names, key=str.casefold) == names:
            yield "order is the order of the alphabet, which gives it away; take another name"

    @property
    def lettered(self) -> dict[str, str]:
        """Each name by its letter, in the order of the alphabet, which gives nothing away."""
        return dict(zip(ascii_lowercase, sorted(self.names, key=str.casefold), strict=False))

    @property
    def answers(self) -> tuple[str, ...]:
        """Every order."""
        return tuple(map(_joined, permutations(self.lettered.values())))

    @property
    def right_answer(self) -> str:
        """The names in their right order."""
        return _joined(self.names)

    @property
    def choose(self) -> str:
        """What can be put in order."""
        lettered = [f'{letter} = "{name}"' for letter, name in self.lettered.items()]
        return f"Put in order: {', '.join(lettered)}. Write the letters one behind the other."

    def read(self, words: str) -> str | None:
        """The order that somebody wrote; None where a name is missing, strange, or there twice.

        Args:
            words: letters, or names with arrows or commas between them; a part of a name will do.

        Example:
            >>> key = OrderKey(("Radio Jangkrik", "Warta Bambu", "sumber"))
            >>> key.read("b, a, c"), key.read("Warta -> Sumber -> Radio"), key.read("a b")
            ('sumber > Radio Jangkrik > Warta Bambu', 'Warta Bambu > sumber > Radio Jangkrik', None)
        """
        words = words[:_LONGEST].casefold()
        letters = re.sub(r"[\W_]", "", words)
        if sorted(letters) == list(self.lettered):
            return _joined(tuple(self.lettered[letter] for letter in letters))
        parts = [part for part in re.split(_BETWEEN, words) if part.strip()]
        read = tuple(name for part in parts if (name := self._name(part)))
        return _joined(read) if len(parts) == len(self.names) and set(read) == set(self.names) else None

    def wanted(self, question: Question) -> str:
        """How many there are to put in order."""
        return f"Put all {len(self.names)} in order, each once."

    def unread(self, question: Question, words: str) -> str:
        """The letters that an order needs."""
        letters = ", ".join(f"{letter} ({name})" for letter, name in self.lettered.items())
        return f'"{words[:60]}" is no order of all {len(self.names)}; write each letter once: {letters}.'

    def against(self, question: Question, given: str) -> tuple[str, str]:
        """The right order; where it was only turned round, also in the hint."""
        turned = "It runs the other way round. " * (given == _joined(self.names[::-1]))
        return f"{turned}The order is {self.right_answer}. {question.why}", f"{turned}{question.hint}"

    def _name(self, part: str) -> str | None:
        """The one name that a part of it means."""
        words = set(re.findall(r"\w+", part))
        found = [name for name in self.names if words and words <= set(re.findall(r"\w+", name.casefold()))]
        return found[0] if len(found) == 1 else None


def _joined(names: tuple[str, ...]) -> str:
    return " > ".join(names)
