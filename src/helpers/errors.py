"""What is wrong with an article's files, in a sentence; and which name comes nearest to one that is not there."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

__all__ = ["ArticleError", "not_found"]


class ArticleError(Exception):
    """Something about an article's files is wrong; the message says what, where, and what would work."""

    def _render_traceback_(self) -> list[str]:
        """What a notebook shows: the sentence alone, no traceback."""
        return [str(self)]


def not_found(what: str, asked: str, there: Iterable[str]) -> str:
    """A sentence for a name that is not there: the nearest one, or else all that are.

    Args:
        what: what was asked for, such as "article".
        asked: the name.
        there: the names that would work.

    Example:
        >>> not_found("article", "harakatuna", ["harakatuna-2024", "islam-times-2021"])
        'There is no article "harakatuna"; did you mean "harakatuna-2024"?'
        >>> not_found("coder", "z", ["a", "b"])
        'There is no coder "z"; there are: a, b.'
    """
    names = list(there)
    near = get_close_matches(asked, names, n=1, cutoff=0.4)
    hint = f'did you mean "{near[0]}"?' if near else f"there are: {', '.join(names) or 'none'}."
    return f'There is no {what} "{asked}"; {hint}'
