"""The class report: one page of words, figures and tables on what a class understood; no script."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

from helpers.grading.report.disagreement import Confusion, Disagreement, confusions, disagreements
from helpers.grading.report.exercise import Exercise
from helpers.grading.report.first_tries import Changes, changes
from helpers.grading.report.pages import render
from helpers.grading.report.similarity import (
    SameText,
    SameWrong,
    SharedMistake,
    same_texts,
    same_wrong,
    shared_mistakes,
)
from helpers.grading.report.statistics import FEWEST, Gain, ItemStatistics, Scores, gains, item_statistics, scores
from helpers.grading.results import FIRST, Item, Result

__all__ = ["class_report"]

_FEW = 0.2
"""An exercise that a smaller share of the class handed in is not what the class was asked for."""

_FEW_POINTS = 0.5
"""Who has less than this share of an exercise's points needs help with it."""

_MOST_NAMED = 12
"""Students that are listed as in need of help; the gradebook has all."""

_MOST_MISTAKES = 3
"""Mistakes that one lesson can hold."""

_MOST_ALIKE = 20

_STATES = ["graded in time", "graded late", "missing", "could not be graded"]


@dataclass(frozen=True, slots=True)
class _Part:
    """What the report says of one exercise; `apart` is why it is not one of those that the class was asked for."""

    exercise: Exercise
    apart: str
    scores: Scores
    for_a_person: Mapping[str, Sequence[Item]]
    gains: Sequence[Gain]
    changes: Mapping[str, Changes]
    items: Sequence[ItemStatistics]
    disagreements: Sequence[Disagreement]
    confusions: Sequence[Confusion]
    texts: Sequence[SameText]
    pairs: Sequence[SameWrong]

    @property
    def more_alike(self) -> int:
        """How many alike works are not shown."""
        return sum(max(0, len(found) - _MOST_ALIKE) for found in (self.texts, self.pairs))


def class_report(
    results: Sequence[Result], exercises: Mapping[str, Exercise], anonymous: bool = False, times: str = ""
) -> bytes:
    """The report as a page.

    Args:
        results: those that count.
        exercises: what was asked, by exercise.
        anonymous: whether to call students by numbers that say nothing of who they are.
        times: a sentence on the times in it.
    """
    parts = sorted((_part(results, one) for one in exercises.values()), key=lambda part: bool(part.apart))
    main = [part for part in parts if not part.apart] or parts
    return render(
        "report.html.j2",
        **_opening(results, main),
        **_in_need(results, {part.exercise.name for part in main}),
        **_handed_in(results),
        parts=parts,
        titles={name: one.title for name, one in exercises.items()},
        names=_names(results, anonymous),
        anonymous=anonymous,
        times=times,
        first_counts=any(one.counts == FIRST for one in results),
        most_named=_MOST_NAMED,
        most_alike=_MOST_ALIKE,
        fewest=FEWEST,
    )


def _part(everything: Sequence[Result], exercise: Exercise) -> _Part:
    results = [result for result in everything if result.exercise == exercise.name]
    for_a_person: dict[str, list[Item]] = {}
    for item in (item for one in results for item in one.items if item.by_person):
        for_a_person.setdefault(item.name, []).append(item)
    return _Part(
        exercise,
        _apart(everything, exercise.name),
        scores(results),
        for_a_person,
        gains(results),
        changes(results),
        item_statistics(results),
        disagreements(results),
        [one for one in confusions(results) if len(one.rows) > 1],
        same_texts(results),
        same_wrong(results),
    )


def _apart(results: Sequence[Result], exercise: str) -> str:
    """That few handed an exercise in, or that the class was not asked for it; empty for every other one."""
    students = len({one.student for one in results})
    here = len({one.student for one in results if one.exercise == exercise and one.state != "missing"})
    if here < max(_FEW * students, min(2, students)):
        return f"Only {here} of {students} handed this in."
    asked = not any(one.apart for one in results if one.exercise == exercise)
    return "" if asked else "The class was not asked for this."


def _opening(results: Sequence[Result], parts: Sequence[_Part]) -> dict[str, object]:
    """The mistakes that many share, those of most students first; the weakest item where no mistake is shared."""
    own = [(part, [one for one in results if one.exercise == part.exercise.name]) for part in parts]
    shared: list[tuple[SharedMistake, Exercise]]
    shared = [(one, part.exercise) for part, of_one in own for one in shared_mistakes(of_one)]
    items = [(one, part.exercise) for part in parts for one in part.items]
    return {
        "graded": any(one.state == "graded" for _, of_one in own for one in of_one),
        "shared": sorted(shared, key=lambda pair: -pair[0].students)[:_MOST_MISTAKES],
        "weakest": min(items, key=lambda pair: pair[0].facility, default=None),
    }


def _in_need(results: Iterable[Result], exercises: set[str]) -> dict[str, object]:
    """Who has less than half of the points of an exercise, least first, and who handed in nothing at all."""
    by_student: dict[str, list[Result]] = {}
    for one in results:
        by_student.setdefault(one.student, []).append(one)
    low = {who: [one for one in own if one.exercise in exercises and _low(one)] for who, own in by_student.items()}
    behind = [(who, few) for who, few in low.items() if few]
    return {
        "behind": sorted(behind, key=lambda pair: min(one.points / one.possible for one in pair[1])),
        "absent": [who for who, own in by_student.items() if all(one.state == "missing" for one in own)],
    }


def _low(one: Result) -> bool:
    return one.state == "graded" and one.points < _FEW_POINTS * one.possible


def _handed_in(results: Iterable[Result]) -> dict[str, object]:
    """How many results each exercise has in each state."""
    counts: dict[str, Counter[str]] = {}
    for one in results:
        late = "graded late" if one.late else "graded in time"
        own = counts.setdefault(one.exercise or "not recognised", Counter())
        own[late if one.state == "graded" else one.state] += 1
    unread = any(own["could not be graded"] for own in counts.values())
    return {"states": _STATES, "handed_in": dict(sorted(counts.items())), "unread": unread}


def _names(results: Iterable[Result], anonymous: bool) -> dict[str, str]:
    """How each student is called; numbers follow no order that anybody knows."""
    names = {result.student: result.student_name or result.student for result in results}
    if anonymous:
        mixed = sorted(names, key=lambda one: sha256(one.encode("utf-8", "surrogatepass")).digest())
        return {student: f"student {number}" for number, student in enumerate(mixed, 1)}
    return names
