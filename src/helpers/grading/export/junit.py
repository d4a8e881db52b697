"""The results as a JUnit file, which test servers and editors read: a suite a submission, a case an item."""

from __future__ import annotations

from collections.abc import Iterable
from xml.sax.saxutils import quoteattr

from helpers.grading.results import Item, Result
from helpers.text.visible import shown

__all__ = ["junit"]


def junit(results: Iterable[Result]) -> bytes:
    """The file: an item that earns its point passes, one that a person marks is skipped until she has.

    A submission that could not be graded is one case with an error, a missing one is one that is skipped.

    Args:
        results: as `counting` gives them.
    """
    suites = (_suite(result).encode("utf-8", "replace") for result in results)
    return b"\n".join([b"<?xml version='1.0' encoding='utf-8'?>\n<testsuites>", *suites, b"</testsuites>\n"])


def _suite(result: Result) -> str:
    cases = [_case(result, item) for item in result.items] or [_no_case(result)]
    counts = {kind: sum(f"<{kind} " in case for case in cases) for kind in ("failure", "error", "skipped")}
    head = (
        f'tests="{len(cases)}" failures="{counts["failure"]}" errors="{counts["error"]}" skipped="{counts["skipped"]}"'
    )
    return "\n".join([f"<testsuite name={_attribute(_of(result))} {head}>", *cases, "</testsuite>"])


def _case(result: Result, item: Item) -> str:
    head = f"<testcase classname={_attribute(_of(result))} name={_attribute(item.name)}"
    told = _attribute(f"{item.status}: {item.answer}. {item.reason}")
    if item.possible == 0:
        return f"{head}><skipped message={_attribute(item.status)}/></testcase>"
    return f"{head}/>" if item.points >= item.possible else f"{head}><failure message={told}/></testcase>"


def _no_case(result: Result) -> str:
    kind = "skipped" if result.state in ("missing", "graded") else "error"
    told = "; ".join(note.what for note in result.notes) or result.state
    head = f"<testcase classname={_attribute(_of(result))} name={_attribute(result.file or result.state)}>"
    return f"{head}<{kind} message={_attribute(told)}/></testcase>"


def _of(result: Result) -> str:
    return " ".join(filter(None, (result.student, result.exercise)))


def _attribute(words: str) -> str:
    return quoteattr(shown(words))
