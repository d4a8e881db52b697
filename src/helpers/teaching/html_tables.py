"""Tables of a page: a caption, headings that screen readers can follow, room to scroll on a phone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from helpers.teaching.disarming import told

__all__ = ["percent", "table"]


def table(caption: str, heading: Sequence[str], rows: Iterable[Sequence[str]], numbers: Iterable[int] = ()) -> str:
    """A table as HTML; the first cell of each row is its heading.

    Args:
        caption: plain text.
        heading: plain text a column.
        rows: HTML a cell, escaped where it is made.
        numbers: which columns, from 0, hold numbers.

    Example:
        >>> table("Points", ["who", "points"], [["Siti", "3"]], numbers=[1]).count("<td")
        1
    """
    ours = set(numbers)
    right = [' class="n"' if at in ours else "" for at in range(len(heading))]
    head = "".join(f'<th scope="col"{cls}>{told(name)}</th>' for name, cls in zip(heading, right, strict=True))
    body = "\n".join(_row(row, right) for row in rows)
    words = told(caption)
    return (
        f'<div class="scroll" tabindex="0" role="group" aria-label="{words}"><table><caption>{words}</caption>\n'
        f"<thead><tr>{head}</tr></thead>\n<tbody>\n{body}\n</tbody></table></div>"
    )


def percent(share: float) -> str:
    """A share as people read it.

    Args:
        share: from 0 to 1.

    Example:
        >>> percent(0.666)
        '67 %'
    """
    return f"{round(100 * share)} %"


def _row(row: Sequence[str], right: Sequence[str]) -> str:
    first, *rest = row
    cells = "".join(f"<td{cls}>{cell}</td>" for cell, cls in zip(rest, right[1:], strict=True))
    return f'<tr><th scope="row"{right[0]}>{first}</th>{cells}</tr>'
