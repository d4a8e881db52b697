"""The command `kata-siapa`, also `python -m helpers`."""

from __future__ import annotations

import json
import os
import sys
from io import TextIOWrapper
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table
from rich.text import Text

from helpers.annotations import load_article
from helpers.articles import Article, ArticleError
from helpers.commands.authoring import check, exercise, new
from helpers.commands.detecting import detect
from helpers.commands.grading import grade
from helpers.commands.refusing import RefusedError, teaching
from helpers.markup import harmless
from helpers.places import PRIVATE, private_folder
from helpers.records import as_record

__all__ = ["main"]


@click.group()
@click.version_option(package_name="kata-siapa")
def main() -> None:
    """Kata siapa? Who says so? Articles, exercises and grades of the teaching module."""
    _open_standard_files()
    _stand_somewhere()
    for stream in (sys.stdout, sys.stderr):  # a terminal without a letter shows "?", not a traceback
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")
    if private := private_folder():  # notebooks run in folders of their own
        os.environ[PRIVATE] = str(private.absolute())


def _open_standard_files() -> None:
    """Where the caller closed one of the first three files, no other file must get its number."""
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)


def _stand_somewhere() -> None:
    """A shell may stand in a folder that was removed; every relative path leads nowhere from there."""
    try:
        os.getcwd()
    except OSError:
        raise RefusedError(
            "The folder that you are in is gone. Change to one that is there (cd), and call again."
        ) from None


for command in (check, detect, exercise, grade, new):
    main.add_command(command)


@main.command()
@click.argument("article")
@click.option("--json", "as_json", is_flag=True, help="Print the resolved annotation as JSON.")
def show(article: str, as_json: bool) -> None:
    """Show the coded ARTICLE, an id or a folder, as a table."""
    try:
        coded = load_article(article)
    except ArticleError as error:
        raise click.ClickException(str(error)) from None
    if as_json:
        click.echo(json.dumps(as_record(coded), ensure_ascii=False, indent=2).encode())  # UTF-8, whatever the terminal
    else:
        Console().print(_table(coded))


@main.command()
@click.option("--keys", type=click.Path(path_type=Path), default="exercises/keys", show_default=True)
@click.option("--exercises", type=click.Path(path_type=Path), default="exercises", show_default=True)
@click.option("--check", "only_check", is_flag=True, help="Write nothing; fail when a notebook is stale.")
def build(keys: Path, exercises: Path, only_check: bool) -> None:
    """Make the exercise notebooks from the keys written by hand."""
    notebooks = teaching("notebooks")
    _demand_keys(keys)
    try:
        files = (notebooks.stale if only_check else notebooks.build)(keys, exercises)
    except notebooks.AuthoringError as error:
        raise click.ClickException(str(error)) from None
    for file in files:
        click.echo(f"{'stale' if only_check else 'written'}: {file}")
    if only_check and files:
        raise click.ClickException("Run kata-siapa build (or make build) and commit what it writes.")


@main.command()
@click.option("--keys", type=click.Path(path_type=Path), default="exercises/keys", show_default=True)
@click.option("--exercises", type=click.Path(path_type=Path), default="exercises", show_default=True)
def pages(keys: Path, exercises: Path) -> None:
    """Make the exercises' pages of the book from the keys; every build of the book does so."""
    notebooks, made = teaching("notebooks"), teaching("exercise_pages")
    _demand_keys(keys)
    try:
        made.write_pages(keys, exercises)
    except notebooks.AuthoringError as error:
        raise click.ClickException(str(error)) from None


def _demand_keys(folder: Path) -> None:
    if not list(folder.glob("*.md")):
        raise RefusedError(f"There is no key in {folder}; call this at the root of the checkout or name --keys.")


def _table(article: Article) -> Table:
    title = f"{article.publication.outlet}, {article.publication.published}"
    table = Table(title=Text(harmless(title)), show_lines=True)
    for name in ("", "who speaks", "sentence", "loaded words"):
        table.add_column(name, overflow="fold")
    for sentence in article.sentences:
        who = f"{sentence.kind}\n{sentence.source}" if sentence.kind != "narrator" else "narrator"
        loaded = "\n".join(f"{loaded.span} ({loaded.technique}, {loaded.voice})" for loaded in sentence.loaded)
        words = f"{sentence.text}\n\n{sentence.en}"
        cells = (sentence.id, who + "\ncontested" * sentence.contested, words, loaded)
        table.add_row(*(Text(harmless(cell)) for cell in cells))
    return table


if __name__ == "__main__":
    main()
