"""Pages that stand alone, without script and with nothing from elsewhere, and their tables."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable, Sequence
from functools import cache
from hashlib import sha256
from pathlib import Path

from helpers.text.visible import told

__all__ = ["page", "percent", "table"]


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


def page(title: str, body: str, wide: bool = False) -> bytes:
    """The page as UTF-8; its policy lets nothing run and nothing load, whatever stands in it.

    Args:
        title: plain text; it is escaped here.
        body: HTML, escaped where it is made.
        wide: whether tables need the room.
    """
    main = '<main class="wide">' if wide else "<main>"
    return (
        f"{_head()}<title>{told(title)}</title>\n</head>\n<body>\n{main}\n{body}\n</main>\n</body>\n</html>\n".encode(
            "utf-8", "replace"
        )
    )


@cache
def _head() -> str:
    style = (Path(__file__).parent / "page.css").read_text("utf-8")
    digest = b64encode(sha256(style.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width,initial-scale=1">\n'
        '<meta name="referrer" content="no-referrer">\n<meta name="robots" content="noindex">\n'
        f"<style>{style}</style>\n"
    )
