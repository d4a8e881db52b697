"""What a class changed between its first and its last answers, over all whose first answers are known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from helpers.grading.results import Result, Try

__all__ = ["Changes", "changes"]


@dataclass(frozen=True)
class Changes:
    """The first and the last answer of each student to each item that is judged here, where both are known."""

    students: int
    tries: tuple[Try, ...]

    @property
    def wrong_at_first(self) -> int:
        """How many answers were wrong at first."""
        return sum(not first.points for first, _ in self.tries)

    @property
    def mended(self) -> int:
        """How many answers were wrong at first, and right in the end."""
        return sum(not first.points and bool(last.points) for first, last in self.tries)

    @property
    def spoilt(self) -> int:
        """How many answers were right at first, and wrong in the end."""
        return sum(bool(first.points) and not last.points for first, last in self.tries)

    @property
    def right_at_first(self) -> float:
        """The share of answers that were right at first."""
        return sum(first.points for first, _ in self.tries) / len(self.tries)

    @property
    def right_in_the_end(self) -> float:
        """The share of the same answers that were right in the end."""
        return sum(last.points for _, last in self.tries) / len(self.tries)


def changes(results: Sequence[Result]) -> dict[str, Changes]:
    """The changes in each item, by its name, and in all together, by an empty one; none where no first one is known.

    Args:
        results: those of one exercise.
    """
    graded = [one for one in results if one.state == "graded"]
    known = [[pair for pair in one.tries if not pair[0].by_person] for one in graded]
    columns: dict[str, list[Try]] = {}
    for pair in (pair for own in known for pair in own):
        columns.setdefault(pair[0].name, []).append(pair)
    found = {name: Changes(len(pairs), tuple(pairs)) for name, pairs in columns.items()}
    whole = Changes(sum(map(bool, known)), tuple(pair for pairs in columns.values() for pair in pairs))
    return {**found, "": whole} if found else {}
