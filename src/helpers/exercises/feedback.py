"""The feedback on a worksheet: a verdict, a mark and one sentence of reason an item."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from html import escape

from helpers.exercises import Questions, Verdict
from helpers.exercises.question import MARKS
from helpers.text.html import in_language, quoting

__all__ = ["Feedback"]


@dataclass(frozen=True, slots=True, repr=False)
class Feedback:
    """The verdicts of a worksheet and what to know about its lines; shows itself as text and as a table."""

    worksheet: str
    asked: Questions
    verdicts: tuple[Verdict, ...]
    problems: tuple[str, ...]

    def summary(self) -> str:
        """How many items stand where, in words."""
        counts = Counter(verdict.status for verdict in self.verdicts)
        told = ", ".join(f"{counts[status]} {status}" for status in MARKS if counts[status])
        return f"{self.worksheet}: {told} (of {len(self.verdicts)})"

    def __str__(self) -> str:
        """The feedback as plain text, the same for the same answers."""
        return "\n".join([self.summary(), *(f"! {p}" for p in self.problems), *map(str, self.verdicts)])

    __repr__ = __str__

    def _repr_html_(self) -> str:
        problems = "".join(f"<li>{self._reason(problem)}</li>" for problem in self.problems)
        rows = "\n".join(
            f"<tr><th scope='row'>{v.item}</th><td>{MARKS[v.status]} {v.status}</td>"
            f"<td>{self._answer(v.answer)}</td><td>{self._reason(v.reason)}</td></tr>"
            for v in self.verdicts
        )
        return (
            f"<p><strong>{escape(self.summary())}</strong></p>{f'<ul>{problems}</ul>' * bool(problems)}\n"
            "<style>.ks-feedback th,.ks-feedback td{text-align:left!important;vertical-align:top!important}</style>\n"
            "<table class='ks-feedback' lang='en'><thead><tr><th scope='col'>Item</th><th scope='col'>Verdict</th>"
            f"<th scope='col'>Your answer</th><th scope='col'>Why</th></tr></thead><tbody>\n{rows}\n</tbody></table>"
        )

    def _reason(self, words: str) -> str:
        return quoting(self.asked.text, self.asked.language, words).replace("\n", "<br>")

    def _answer(self, words: str) -> str:
        """What was typed, marked with the passage's language where it was copied from there."""
        copied = words and words.casefold() in self.asked.text.casefold()
        return in_language(self.asked.language, words) if copied else escape(words)
