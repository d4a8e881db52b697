"""The code of what was handed in: made of its answers, and compared with the one that came with them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence

from helpers.exercises.answers.arrows import is_answer
from helpers.exercises.handing_in import code
from helpers.exercises.worksheet import MOST_LINES
from helpers.grading.results import Remark

__all__ = ["checked_code"]

_STRAIGHT = str.maketrans({**dict.fromkeys("“”„«»", '"'), **dict.fromkeys("‘’‚", "'"), "…": "...", "→": "->"})
_TYPED = str.maketrans("–—", "--")
_BULLET = re.compile(r"^[^\S\n]*+[-*+•‣·>]++[^\S\n]+", re.MULTILINE)
_COMPARE = "Compare it with what the student's own page shows, or ask for the file."


def checked_code(exercise: str, worksheets: Sequence[tuple[str, str]], given: str) -> tuple[str, list[Remark]]:
    r"""The code of these answers, and a remark where another one came with them.

    What mail and messengers are known to do to a text is undone before the two are compared: an answer is no other one
    for a smart quotation mark or a greeting below it.

    Args:
        exercise: its name.
        worksheets: the name and the lines of each, in the order of the key.
        given: the code that came with them; empty where none did.

    Example:
        >>> checked_code("who-says-so", [("first-article", "• S01  narrator\nS02  …\n\nTerima kasih!")], "ETGRBG")
        ('ETGRBG', [])
        >>> checked_code("who-says-so", [("first-article", "S01  vague\nS02  ...")], "ETGRBG")[1][0].what
        'Its code is ETGRBG, and its answers make ZLXXQM: changed after it was handed over, or on its way.'
    """
    made = code(exercise, worksheets)
    if not given or given in (code(exercise, one) for one in _undone(worksheets)):
        return given or made, []
    what = f"Its code is {given}, and its answers make {made}: changed after it was handed over, or on its way."
    return made, [Remark(what, _COMPARE)]


_Texts = Sequence[tuple[str, str]]


def _undone(worksheets: _Texts) -> Iterator[_Texts]:
    """The worksheets as they came, and without one thing more each time."""
    yield worksheets
    worksheets = [(name, "\n".join(text.splitlines()[:MOST_LINES])) for name, text in worksheets]
    for undo in _UNDOING:
        worksheets = [(name, undo(text)) for name, text in worksheets]
        yield worksheets


def _without_more(text: str) -> str:
    """The lines as far as the last one that answers anything."""
    lines = text.splitlines()
    answers = [at for at, line in enumerate(lines, 1) if _answers(line)]
    return "\n".join(lines[: answers[-1] if answers else None])


def _together(text: str) -> str:
    """A line that mail has broken, in one again."""
    lines: list[str] = []
    for line in filter(str.strip, text.splitlines()):
        if _answers(line) or not lines:
            lines.append(line)
        else:
            lines[-1] += f" {line.strip()}"
    return "\n".join(lines)


def _answers(line: str) -> bool:
    return is_answer(line[:200])


_UNDOING: tuple[Callable[[str], str], ...] = (
    _without_more,
    lambda text: _BULLET.sub("", text),
    lambda text: unicodedata.normalize("NFC", text.translate(_STRAIGHT)),
    _together,
    lambda text: text.translate(_TYPED),
)
