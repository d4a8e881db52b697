"""The commands of `kata-siapa`, a module a kind; here, what each says where a call cannot be carried out."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import Any

import click

from helpers.errors import MissingExtraError, extra_named

__all__ = ["Commands", "RefusedError"]


class RefusedError(click.ClickException):
    """A call that cannot be carried out: one sentence, exit code 2."""

    exit_code = 2


class Commands(click.Group):
    """Commands that are imported when they are asked for; whoever lacks an extra is refused in a sentence.

    Args:
        places: the module of each command's function, by the command's name.
    """

    def __init__(self, *args: Any, places: Mapping[str, str], **told: Any) -> None:
        """Know where each command stands."""
        super().__init__(*args, **told)
        self._places = places

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names, in the order of the alphabet."""
        return sorted(self._places)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """One command, or None where none has the name."""
        found = self._places.get(cmd_name)
        return getattr(import_module(found), cmd_name.partition("-")[0]) if found else None

    def invoke(self, ctx: click.Context) -> Any:
        """Carry out a command; it imports what only the instructor's side has when it is called."""
        try:
            with extra_named():
                return super().invoke(ctx)
        except MissingExtraError as error:
            raise RefusedError(str(error)) from None
