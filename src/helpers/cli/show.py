"""`kata-siapa show`: a coded article as a table or as JSON."""

from __future__ import annotations

import json

import click
from rich.console import Console
from rich.table import Table
from rich.text import Text

from helpers.article import load_article
from helpers.article.model import Article
from helpers.cli.records import article_record
from helpers.errors import ArticleError
from helpers.text.visible import harmless

__all__ = ["show"]


@click.command()
@click.argument("article")
@click.option("--json", "as_json", is_flag=True, help="Print the resolved annotation as JSON.")
def show(article: str, as_json: bool) -> None:
    """Show the coded ARTICLE, an id or a folder, as a table."""
    try:
        coded = load_article(article)
    except ArticleError as error:
        raise click.ClickException(str(error)) from None
    if as_json:
        record = json.dumps(article_record(coded), ensure_ascii=False, indent=2)
        click.echo(record.encode())  # UTF-8, whatever the terminal
    else:
        Console().print(_table(coded))


def _table(article: Article) -> Table:
    title = f"{article.publication.outlet}, {article.publication.published}"
    table = Table(title=Text(harmless(title)), show_lines=True)
    for name in ("", "who speaks", "sentence", "loaded words"):
        table.add_column(name, overflow="fold")
    for sentence in article.sentences:
        who = f"{sentence.kind}\n{sentence.source}" if sentence.kind != "narrator" else "narrator"
        loaded = "\n".join(f"{loaded.span} ({loaded.named}, {loaded.voice})" for loaded in sentence.loaded)
        words = f"{sentence.text}\n\n{sentence.en}"
        cells = (sentence.id, who + "\ncontested" * sentence.contested, words, loaded)
        table.add_row(*(Text(harmless(cell)) for cell in cells))
    return table
