"""The command `kata-siapa`, also `python -m helpers`."""

from __future__ import annotations

import json
import sys
from importlib import import_module
from io import TextIOWrapper
from pathlib import Path
from types import ModuleType

import click
from rich.console import Console
from rich.table import Table
from rich.text import Text

from helpers.annotations import check_article, load_article
from helpers.articles import Article, ArticleError
from helpers.markup import harmless
from helpers.records import as_record

__all__ = ["main"]


class _Refused(click.ClickException):
    """A call that cannot be carried out: one sentence, exit code 2."""

    exit_code = 2


@click.group()
@click.version_option(package_name="kata-siapa")
def main() -> None:
    """Kata siapa? Who says so? Articles, exercises and grades of the teaching module."""
    for stream in (sys.stdout, sys.stderr):  # a terminal without a letter shows "?", not a traceback
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")


@main.command("check-article")
@click.argument("article")
def check(article: str) -> None:
    """Check the annotation of ARTICLE, an id or a folder; every fault is listed."""
    try:
        faults = check_article(article)
    except ArticleError as error:
        raise click.ClickException(str(error)) from None
    for fault in faults:
        click.echo(fault)
    if faults:
        raise click.ClickException(f"{article}: {len(faults)} fault{'s' * (len(faults) > 1)}")
    click.echo(f"{article}: all is well")


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
    notebooks = _teaching("notebooks")
    if not list(keys.glob("*.md")):
        raise _Refused(f"There is no key in {keys}; call this at the root of the checkout or name --keys.")
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
    notebooks, made = _teaching("notebooks"), _teaching("exercise_pages")
    if not list(keys.glob("*.md")):
        raise _Refused(f"There is no key in {keys}; call this at the root of the checkout or name --keys.")
    try:
        made.write_pages(keys, exercises)
    except notebooks.AuthoringError as error:
        raise click.ClickException(str(error)) from None


@main.command()
@click.argument("submissions", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), required=True, help="Folder of the gradebook.")
@click.option(
    "--keys", type=click.Path(path_type=Path), help="Folder of graded notebooks; the module's own if left out."
)
@click.option("--overwrite", is_flag=True, help="Replace a gradebook that is there.")
def grade(submissions: tuple[Path, ...], out: Path, keys: Path | None, overwrite: bool) -> None:
    """Grade SUBMISSIONS, notebooks or folders of them; nothing in them is run.

    The exit code is 0 when every file was graded, 1 when some need attention (see their notes), 2 for a wrong call.
    """
    grading = _teaching("grading")
    gradebook = out / "gradebook.csv"
    if gradebook.exists() and not overwrite:
        raise _Refused(f"{gradebook} is there already; name another --out, or say --overwrite.")
    try:
        rows = grading.grade(submissions, grading.load_keys(keys or _teaching("notebooks").key_folder() / "built"))
        grading.write_gradebook(rows, gradebook)
    except (grading.GradingError, OSError) as error:
        raise _Refused(str(error)) from None
    told = [row for row in rows if row.notes]
    for row in told:
        click.echo(f"{row.student}: {'; '.join(row.notes)}", err=True)
    click.echo(f"{gradebook}: {len(rows)} submissions, {len(told)} with notes")
    if told or not rows:
        raise SystemExit(1)


def _teaching(module: str) -> ModuleType:
    """A module of the instructor's side; a sentence where its packages are not installed."""
    try:
        return import_module(f"helpers.teaching.{module}")
    except ModuleNotFoundError as error:
        raise _Refused(f"{error.name} is missing; install it with: pip install 'kata-siapa[teach]'") from None


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
