"""A worksheet's cell, composed from answers."""

from __future__ import annotations

from collections.abc import Mapping

__all__ = ["worksheet_lines"]

_BLANK = "..."


def worksheet_lines(name: str, answers: Mapping[str, str]) -> str:
    r"""The text of a worksheet's cell: its name, then a line an item; three dots where there is no answer yet.

    Args:
        name: the worksheet's name, as behind `%%answer`.
        answers: what was answered, by item; line ends in an answer become blanks.

    Example:
        >>> print(worksheet_lines("voices", {"S01": "narrator", "S02": ""}))
        %%answer voices
        S01  narrator
        S02  ...
    """
    lines = (f"{item}  {' '.join(answer.split()) or _BLANK}" for item, answer in answers.items())
    return "\n".join([f"%%answer {name}", *lines])
