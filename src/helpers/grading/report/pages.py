"""Pages that stand alone, without script and with nothing from elsewhere, made from the templates beside this module.

Whatever a template writes is words, in which nothing is hidden, nothing opens a tag and nothing goes on without end;
only `Markup` was made into HTML before. A student's page has her own items, and nothing of others.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import cache, lru_cache
from hashlib import sha256
from itertools import groupby
from operator import attrgetter
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from helpers.exercises.question import MARKS
from helpers.grading.export.gradebook import as_number
from helpers.grading.overrides import MARKED
from helpers.grading.report.exercise import Exercise, section_for
from helpers.grading.results import FIRST, Item, Result
from helpers.grading.zones import said
from helpers.text.visible import harmless_html

__all__ = ["feedback", "macro", "render"]

_FOLDER = Path(__file__).parent


def render(template: str, **about: object) -> bytes:
    """A page as UTF-8; its policy lets nothing run and nothing load, whatever stands in it.

    Args:
        template: its file's name.
        about: what it writes.
    """
    return _templates().get_template(template).render(about).encode("utf-8", "replace")


@cache
def macro(template: str, name: str) -> Callable[..., str]:
    """A part of a page, as a function that gives HTML.

    Args:
        template: the file's name.
        name: of the macro in it.

    Example:
        >>> print(macro("figures.svg.j2", "bars")("one", "Points", {"few": 3})[:46])
        <svg xmlns="http://www.w3.org/2000/svg" viewBo
    """
    found: Callable[..., str] = getattr(_templates().get_template(template).module, name)
    return found


@cache
def _templates() -> Environment:
    made = Environment(
        loader=FileSystemLoader(_FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_harmless,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    made.filters |= {
        "css_class": lambda status: re.sub(r"[^a-z]+", "-", status),
        "in_runs": _in_runs,
        "moment": said,
        "number": as_number,
        "percent": lambda share: f"{round(100 * share)} %",
        "place": lambda item: Markup(re.sub(r"\W+", "-", f"{item.exercise}-{item.name}")),
        "section": section_for,
        "shortened": lambda words, longest: Markup(harmless_html(words, longest)),
        "tenth": lambda length: as_number(round(length, 1)),
    }
    style = (_FOLDER / "page.css").read_text("utf-8")
    digest = b64encode(sha256(style.encode()).digest()).decode()
    made.globals |= {"style": Markup(style), "digest": Markup(digest), "marks": MARKS, "signs": {**MARKS, MARKED: "✎"}}
    return made


def _harmless(value: object) -> Markup:
    """What stands in a page for a value that a template writes."""
    return value if isinstance(value, Markup) else Markup(harmless_html(str(value)))


def _in_runs(things: Iterable[object], by: str) -> Iterator[tuple[object, list[object]]]:
    """Neighbours that are alike by an attribute, together; the order stays."""
    return ((key, list(run)) for key, run in groupby(things, attrgetter(by)))


def feedback(result: Result, exercise: Exercise) -> bytes:
    """The page of one student on one exercise.

    Args:
        result: what she handed in, graded.
        exercise: what was asked.
    """
    return render(
        "feedback.html.j2",
        result=result,
        exercise=exercise,
        first_counts=result.counts == FIRST,
        name=result.student_name or result.student,
        counts=Counter(item.status for item in result.items),
        again=[item for item in result.items if item.status == "not yet"],
        sheets=[
            (sheet, _items(items, result, exercise)) for sheet, items in groupby(result.items, key=attrgetter("sheet"))
        ],
    )


def _items(items: Iterable[Item], result: Result, exercise: Exercise) -> Markup:
    """Items of a worksheet as HTML, with the first or the last answer, that does not count, where it is another one."""
    others, when = result.others, "In the end" if result.counts == FIRST else "At first"
    told = ((item, others.get(item.name)) for item in items)
    changed = ((item, other if other and other.read != item.read else None) for item, other in told)
    shown = ((_item if item.by_person else _common)(item, other, when, exercise) for item, other in changed)
    return Markup("".join(shown))


@lru_cache(maxsize=4096)
def _common(item: Item, other: Item | None, when: str, exercise: Exercise) -> str:
    """What `_item` gives; in a class most answers are the same, so each is made once."""
    return _item(item, other, when, exercise)


def _item(item: Item, other: Item | None, when: str, exercise: Exercise) -> str:
    return macro("item.html.j2", "item_of")(item, other, when, exercise)
