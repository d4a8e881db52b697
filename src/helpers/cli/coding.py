"""`kata-siapa new-coding`: a coding of an article for a person to fill in."""

from __future__ import annotations

import click

from helpers.authoring.new_coding import new_coding
from helpers.errors import ArticleError
from helpers.text.visible import TERMINAL, clean

__all__ = ["new"]


@click.command("new-coding")
@click.argument("article")
@click.option("--coder", required=True, help="The name of the new coding, such as c.")
def new(article: str, coder: str) -> None:
    """Make a coding of ARTICLE, an id or a folder, to be filled in by a person: its sentences, and no decision.

    It lies beside the others, in the article's folder codings. Filled in, it is shown beside them.
    """
    try:
        file = new_coding(article, coder)
    except ArticleError as error:
        raise click.ClickException(clean(str(error), TERMINAL)) from None
    told = f"written: {file}: decide alone, then kata-siapa check-article {article} says what is left"
    click.echo(clean(told, TERMINAL))
