"""The commands of `kata-siapa`, a module a kind; here, what each says where a call cannot be carried out."""

from __future__ import annotations

from typing import Any

import click

from helpers.errors import MissingExtraError, extra_named

__all__ = ["Commands", "RefusedError"]


class RefusedError(click.ClickException):
    """A call that cannot be carried out: one sentence, exit code 2."""

    exit_code = 2


class Commands(click.Group):
    """Commands of which some need an extra: where it is not installed, they are refused in a sentence."""

    def invoke(self, ctx: click.Context) -> Any:
        """Carry out a command; it imports what only the instructor's side has when it is called."""
        try:
            with extra_named():
                return super().invoke(ctx)
        except MissingExtraError as error:
            raise RefusedError(str(error)) from None
