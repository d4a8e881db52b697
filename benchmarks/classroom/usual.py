"""A usual class of any size: most students honest, one in ten broken or hostile in a way that every grader survives."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass

from classroom.answers import PROFILES, Answers, key_answers

__all__ = ["Student", "usual_class"]

_TYPED = (
    '=HYPERLINK("http://127.0.0.1/","x")',
    "<script>alert(1)</script>",
    "# NBVAL_SKIP",
    "$(touch trap) {{7*7}} %s %(x)s",
)


@dataclass(frozen=True, slots=True)
class Student:
    """A student of the class and what she answers; None for a download that broke off."""

    id: str
    answers: Answers | None


def usual_class(exercise: str, size: int, seed: int = 0) -> Iterator[Student]:
    """The students of a class of this size, the same for the same seed.

    Args:
        exercise: a key's name.
        size: how many students.
        seed: another class for another seed.
    """
    rng = random.Random(f"{exercise} {seed}")
    profiles, weights = zip(*PROFILES, strict=True)
    right = key_answers(exercise)
    for number in range(1, size + 1):
        [profile] = rng.choices(profiles, weights)
        yield Student(f"student-{number:04}", _odd(number, profile(right, rng)))


def _odd(number: int, answers: Answers) -> Answers | None:
    """Each tenth student is odd: in turn a broken file, and words in the worksheets that something might obey."""
    tens, rest = divmod(number, 10)
    if rest:
        return answers
    if tens % 3 == 0:
        return None
    return {name: (*lines, _TYPED[tens % len(_TYPED)]) for name, lines in answers.items()}
