"""What a command says instead of carrying out a call: one sentence and an exit code, no traceback."""

from __future__ import annotations

from importlib import import_module
from types import ModuleType

import click

__all__ = ["RefusedError", "require"]


class RefusedError(click.ClickException):
    """A call that cannot be carried out: one sentence, exit code 2."""

    exit_code = 2


def require(module: str) -> ModuleType:
    """A module of the instructor's side; a sentence where its packages are not installed.

    Args:
        module: its name in `helpers`, such as "grading.results".

    Raises:
        RefusedError: a package that it needs is missing.

    Example:
        >>> require("grading.results").__name__
        'helpers.grading.results'
    """
    try:
        return import_module(f"helpers.{module}")
    except ModuleNotFoundError as error:
        raise RefusedError(f"{error.name} is missing; install it with: pip install 'kata-siapa[teach]'") from None
