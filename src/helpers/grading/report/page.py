"""The class report: one page of words, figures and tables on what a class understood; no script."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256

from helpers.grading.report import items, next_steps, who_needs_help, whole_class
from helpers.grading.report.exercise import Exercise
from helpers.grading.report.html import page, table
from helpers.grading.results import Result
from helpers.text.visible import told

__all__ = ["class_report"]

_FEW = 0.2
"""An exercise that a smaller share of the class handed in is not what the class was asked for."""


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
    called = _names(results, anonymous)
    ordered = {name: exercises[name] for name in sorted(exercises, key=lambda name: bool(_by_few(results, name)))}
    main = {name: one for name, one in ordered.items() if not _by_few(results, name)} or ordered
    own = [result for result in results if result.exercise in main]
    parts = [
        "<h1>What to talk about next</h1>",
        next_steps.next_steps(own, main),
        who_needs_help.who_needs_help(results, main, None if anonymous else called),
        "<h2>What was handed in</h2>",
        _overview(results, times),
        _contents(ordered),
    ]
    for number, exercise in enumerate(ordered.values(), 1):
        parts.append(_exercise(results, exercise, f"x{number}", called))
    return page("What the class understood", "\n".join(filter(None, parts)), wide=True)


def _by_few(results: Sequence[Result], exercise: str) -> str:
    """That few handed an exercise in, or that the class was not asked for it; empty for every other one."""
    students = len({one.student for one in results})
    here = len({one.student for one in results if one.exercise == exercise and one.state != "missing"})
    few = here < max(_FEW * students, min(2, students))
    apart = any(one.apart for one in results if one.exercise == exercise)
    told = f"Only {here} of {students} handed this in." if few else "The class was not asked for this."
    return f"<p>{told}</p>" * (few or apart)


def _exercise(everything: Sequence[Result], exercise: Exercise, id: str, called: Mapping[str, str]) -> str:
    results = [result for result in everything if result.exercise == exercise.name]
    sections = [
        f'<h2 id="{id}">{told(exercise.title)}</h2>',
        _by_few(everything, exercise.name),
        items.distribution(results, id),
        whole_class.for_a_person(results, exercise),
        whole_class.before_and_after(results, id),
        items.items(results, exercise, id),
        whole_class.agreement(results),
        whole_class.confusion(results),
        whole_class.alike(results, exercise, called.__getitem__),
    ]
    return "\n".join(filter(None, sections))


def _overview(results: Sequence[Result], times: str) -> str:
    students = len({result.student for result in results})
    counts = Counter((result.exercise or "not recognised", _state(result)) for result in results)
    states = ["graded in time", "graded late", "missing", "could not be graded"]
    names = sorted({name for name, _ in counts})
    rows = [[told(name), *(str(counts[name, state]) for state in states)] for name in names]
    words = f"<p>{students} student{'s' * (students != 1)}. {told(times)}</p>"
    unread = sum(counts[name, "could not be graded"] for name in names)
    told_notes = (
        "<p>What could not be graded, and what to do about it, is in <code>notes.csv</code>.</p>" if unread else ""
    )
    return words + table("By exercise", ["exercise", *states], rows, numbers=range(1, 5)) + told_notes


def _state(result: Result) -> str:
    if result.state == "graded":
        return "graded late" if result.late else "graded in time"
    return result.state


def _contents(exercises: Mapping[str, Exercise]) -> str:
    links = (f'<li><a href="#x{number}">{told(one.title)}</a></li>' for number, one in enumerate(exercises.values(), 1))
    return f"<ul>{''.join(links)}</ul>" if len(exercises) > 1 else ""


def _names(results: Iterable[Result], anonymous: bool) -> dict[str, str]:
    """How each student is called, as HTML; numbers follow no order that anybody knows."""
    names = {result.student: result.student_name or result.student for result in results}
    if anonymous:
        mixed = sorted(names, key=lambda one: sha256(one.encode("utf-8", "surrogatepass")).digest())
        return {student: f"student {number}" for number, student in enumerate(mixed, 1)}
    return {student: f"<bdi>{told(name, 100)}</bdi>" for student, name in names.items()}
