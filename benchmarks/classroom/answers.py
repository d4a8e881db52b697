"""What students answer: the lines of a key's worksheets, and how several kinds of students change them."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Mapping
from pathlib import Path

__all__ = [
    "EXERCISES", "KEYS", "PROFILES", "Answers", "Profile", "blank", "careless", "half_done", "key_answers", "perfect",
    "suspicious", "trusting",
]  # fmt: skip

KEYS = Path(__file__).parents[2] / "exercises" / "keys"
EXERCISES = tuple(sorted(file.stem for file in KEYS.glob("*.md")))

Answers = Mapping[str, tuple[str, ...]]
"""The lines of each worksheet by its name."""

_SHEET = re.compile(r"^%%answer ([\w-]+)\n(.*?)^```", re.DOTALL | re.MULTILINE)
_WORST = ("vague", "dead end", "nobody", "somebody", "label", "judgement added", "unsupported", "false alarm", "clear")
_BEST = ("person", "somebody to ask", "named-person", "none", "plain", "fine", "supported", "hit", "dropped")


def key_answers(exercise: str) -> Answers:
    """The right answers, read from the key's text alone: nothing of the grader is used."""
    text = (KEYS / f"{exercise}.md").read_text("utf-8")
    return {name: tuple(lines.splitlines()) for name, lines in _SHEET.findall(text)}


def perfect(answers: Answers, rng: random.Random) -> Answers:
    """Everything right."""
    return answers


def careless(answers: Answers, rng: random.Random) -> Answers:
    """About one line in five has the answer of another line; texts are rewritten a little."""
    return {
        name: tuple(_slip(line, lines, rng) if rng.random() < 0.2 else line for line in lines)
        for name, lines in answers.items()
    }


def suspicious(answers: Answers, rng: random.Random) -> Answers:
    """The most damning label everywhere."""
    return _one_label(answers, _WORST)


def trusting(answers: Answers, rng: random.Random) -> Answers:
    """The kindest label everywhere."""
    return _one_label(answers, _BEST)


def half_done(answers: Answers, rng: random.Random) -> Answers:
    """The first half of the worksheets, and nothing after."""
    done = list(answers)[: (len(answers) + 1) // 2]
    return {name: lines if name in done else _blanks(lines) for name, lines in answers.items()}


def blank(answers: Answers, rng: random.Random) -> Answers:
    """Nothing typed."""
    return {name: _blanks(lines) for name, lines in answers.items()}


Profile = Callable[[Answers, random.Random], Answers]
PROFILES: tuple[tuple[Profile, int], ...] = (
    (careless, 50), (perfect, 15), (half_done, 12), (suspicious, 10), (trusting, 8), (blank, 5),
)  # fmt: skip
"""The kinds of students and how many of a hundred are such."""


def _blanks(lines: tuple[str, ...]) -> tuple[str, ...]:
    return tuple("... -> ..." if "->" in line else f"{_item(line)}  ..." for line in lines)


def _one_label(answers: Answers, wanted: tuple[str, ...]) -> Answers:
    return {name: tuple(_relabelled(lines, wanted)) for name, lines in answers.items()}


def _relabelled(lines: tuple[str, ...], wanted: tuple[str, ...]) -> list[str]:
    given = {_value(line) for line in lines}
    label = next((one for one in wanted if one in given), None)
    return [f"{_item(line)}  {label}" if label and not line.startswith("T") else line for line in lines]


def _slip(line: str, lines: tuple[str, ...], rng: random.Random) -> str:
    if "->" in line:
        return " -> ".join(reversed(line.split(" -> ")))
    if line.startswith("T"):
        return f"{line[: 20 + rng.randrange(len(line))]} {rng.choice(('katanya', 'I think', 'menurut saya'))}"
    return f"{_item(line)}  {_value(rng.choice(lines))}"


def _item(line: str) -> str:
    return line.split(maxsplit=1)[0]


def _value(line: str) -> str:
    return line.split(maxsplit=1)[1].strip()
