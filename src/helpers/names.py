"""Say that a name is not there, and which one comes nearest."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

__all__ = ["no_such"]


def no_such(what: str, asked: str, there: Iterable[str]) -> str:
    """A sentence for a name that is not there: the nearest one, or else all that are.

    Args:
        what: what was asked for, such as "article".
        asked: the name.
        there: the names that would work.

    Example:
        >>> no_such("article", "harakatuna", ["harakatuna-2024", "islam-times-2021"])
        'There is no article "harakatuna"; did you mean "harakatuna-2024"?'
        >>> no_such("coder", "z", ["a", "b"])
        'There is no coder "z"; there are: a, b.'
    """
    names = list(there)
    near = get_close_matches(asked, names, n=1, cutoff=0.4)
    hint = f'did you mean "{near[0]}"?' if near else f"there are: {', '.join(names) or 'none'}."
    return f'There is no {what} "{asked}"; {hint}'
