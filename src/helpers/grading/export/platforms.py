"""The files that learning platforms import, each under its name, and what an instructor should know about them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from helpers.grading.export.canvas import canvas
from helpers.grading.export.gradebook import as_csv, by_exercise
from helpers.grading.export.moodle import moodle, moodle_worksheet
from helpers.grading.folder import safe_name
from helpers.grading.intake.grading_worksheet import layout, resembles
from helpers.grading.results import Note, Result
from helpers.grading.tables import Table

__all__ = ["PlatformFiles", "platform_files"]

_UNKNOWN = "{} looks like Moodle's grading worksheet, but no column was found that takes points."
_POINTS = (
    "Let Moodle grade in points, not in words of a scale, and name its worksheet as it came; or import moodle.csv."
)


@dataclass(frozen=True, slots=True)
class PlatformFiles:
    """Files by name, and notes on them."""

    files: Mapping[str, bytes]
    notes: tuple[Note, ...]

    @property
    def messages(self) -> list[str]:
        """What is no fault, but should not come as a surprise either."""
        return [f"{note.what} {note.what_to_do}" for note in self.notes if not note.serious]


def platform_files(
    results: Sequence[Result], roster: Table | None = None, assignments: Mapping[str, str] | None = None
) -> PlatformFiles:
    """What Canvas and Moodle import; an export of theirs comes back filled in.

    Args:
        results: as `counting` gives them.
        roster: the class list.
        assignments: what exercises are called in Canvas, where it is something else.

    Raises:
        TableError: the export of Canvas has no assignment of a name that was given.
    """
    made = canvas(results, roster, assignments)
    results = [one for one in results if not one.apart]
    files = {"canvas.csv": made.content, "moodle.csv": as_csv(moodle(results, roster))}
    found = layout(roster) if roster else None
    if roster and found and found.grade is not None:
        for name, own in by_exercise(results).items():
            files[f"moodle-worksheet-{safe_name(name)}.csv"] = moodle_worksheet(own, roster)
    elif roster and (found or resembles(roster)):
        unknown = Note(roster.name, "", _UNKNOWN.format(roster.name), _POINTS, serious=False)
        return PlatformFiles(files, (*made.notes, unknown))
    return PlatformFiles(files, made.notes)
