"""What is wrong, in a sentence: with an article's files, with a name that is not there, with what is not installed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from difflib import get_close_matches

__all__ = ["ArticleError", "MissingExtraError", "extra_named", "not_found"]

_OF_EXTRA = re.compile(r"""([\w.-]++).*extra == ['"]([\w-]+)""")
_BROUGHT_BY = {"ipython": "ipykernel", "yaml": "jupytext"}
"""Modules that no extra names, with the package that brings them."""


class ArticleError(Exception):
    """Something about an article's files is wrong; the message says what, where, and what would work."""

    def _render_traceback_(self) -> list[str]:
        """What a notebook shows: the sentence alone, no traceback."""
        return [str(self)]


class MissingExtraError(ImportError):
    """A package that an extra of this one brings is not installed; the message says how to install it."""

    def _render_traceback_(self) -> list[str]:
        """What a notebook shows: the sentence alone, no traceback."""
        return [str(self)]


@contextmanager
def extra_named() -> Iterator[None]:
    """A block in which a module that is missing only for want of an extra is told with the extra; all else is raised.

    Raises:
        MissingExtraError: a module of one of the extras is missing.

    Example:
        >>> with extra_named():
        ...     raise ModuleNotFoundError("No module named 'xlsxwriter'", name="xlsxwriter")
        Traceback (most recent call last):
        ...
        helpers.errors.MissingExtraError: xlsxwriter is missing; install it with: pip install 'kata-siapa[teach]'
    """
    try:
        yield
    except ModuleNotFoundError as error:
        if not (extra := _extra_of(error.name or "")):
            raise
        told = f"{error.name} is missing; install it with: pip install 'kata-siapa[{extra}]'"
        raise MissingExtraError(told, name=error.name) from None


def _extra_of(module: str) -> str:
    """The first extra that asks for a module's package; empty where none does."""
    from importlib.metadata import PackageNotFoundError, requires

    try:
        asked = [told for line in requires("kata-siapa") or () if (told := _OF_EXTRA.match(line))]
    except PackageNotFoundError:  # run without being installed
        return ""
    package = _BROUGHT_BY.get(module.lower(), module.lower())
    return next((told[2] for told in asked if told[1].replace("-", "_") == package), "")


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
