"""The commands of authors: show an article, begin one, what is left to decide in it, and what is made from it."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table
from rich.text import Text

from helpers.article import PRIVATE, article_folder, article_places, check_article, load_article
from helpers.article.faults import Fault
from helpers.article.files import seeds_folder
from helpers.article.model import Article
from helpers.authoring.draft import MARK, new_article
from helpers.cli import RefusedError
from helpers.cli.files import UnreadableError, article_record, decoded, read_bytes
from helpers.errors import ArticleError
from helpers.text.visible import TERMINAL, clean

__all__ = ["build", "check", "exercise", "new", "pages", "show"]


@click.command("check-article")
@click.argument("article")
def check(article: str) -> None:
    """Check ARTICLE, an id or a folder: every fault, and everything that is still to be decided.

    The exit code is 0 when all is well, 1 when something is wrong or left to decide.
    """
    try:
        faults = check_article(article)
        guesses = _guesses(article_folder(article))
    except ArticleError as error:
        raise click.ClickException(clean(str(error), TERMINAL)) from None
    for fault in faults:
        click.echo(clean(str(fault), TERMINAL))
    if guesses:
        click.echo(f'Guesses that are still marked "{MARK.strip()}": {guesses}. Delete a mark when you have judged it.')
    if faults:
        raise click.ClickException(clean(f"{article}: {_counted(faults)}", TERMINAL))
    click.echo(clean(f"{article}: all is well", TERMINAL))


def _counted(faults: list[Fault]) -> str:
    left = sum(fault.undecided for fault in faults)
    wrong = len(faults) - left
    told = [f"{wrong} fault{'s' * (wrong > 1)}"] * bool(wrong) + [f"{left} still to be decided"] * bool(left)
    return ", ".join(told)


def _guesses(folder: Path) -> int:
    """How many guesses of a draft nobody has judged yet."""
    try:
        files = [folder / name for name in ("article.toml", "annotations.toml")]
        return sum(file.read_text("utf-8").count(MARK) for file in files)
    except (OSError, UnicodeDecodeError):
        return 0


@click.command("new-article")
@click.argument("textfile")
@click.option("--id", required=True, help="The article's id: small letters, digits and hyphens.")
@click.option(
    "--into",
    type=click.Path(file_okay=False, path_type=Path),
    help="The folder of articles; in a checkout seeds/articles if left out.",
)
def new(textfile: str, id: str, into: Path | None) -> None:
    """Make the folder of a new article from TEXTFILE (- for standard input), with a first annotation to correct.

    The words are kept byte for byte. The annotation is suggested by rules: each guess is marked "# suggested", and
    "..." stands where only a person can decide. Nothing that is there is ever overwritten.
    """
    into = into or _articles_of_checkout()
    if into is None:
        raise RefusedError("Name a folder for your articles, outside the installed package: --into DIR.")
    try:
        data = read_bytes(textfile)
        decoded(data, textfile)
        folder, draft = new_article(data, id, into)
    except (UnreadableError, ArticleError) as error:
        raise click.ClickException(clean(str(error), TERMINAL)) from None
    click.echo(clean(f"written: {folder}: {draft.sentences} sentences, {draft.guesses} guesses to judge", TERMINAL))
    if article_places().get(id) != folder:
        click.echo(clean(f"To have it by its id everywhere: export {PRIVATE}={into.resolve()}", TERMINAL))
    click.echo(
        clean(f"Then edit its two .toml files; kata-siapa check-article {id} says what is left to decide.", TERMINAL)
    )


def _articles_of_checkout() -> Path | None:
    """The folder of the module's own articles in a checkout; None where the module is installed as a package."""
    checkout = Path(__file__).parents[3]
    folder = checkout / "seeds" / "articles"
    return folder if (checkout / "pyproject.toml").is_file() and folder.parent == seeds_folder() else None


@click.command()
@click.argument("article")
@click.option(
    "--into", type=click.Path(file_okay=False, path_type=Path), help="A folder; exercises-ARTICLE if left out."
)
@click.option("--marked", is_flag=True, help="For marked work: students get no feedback before it is graded.")
def exercise(article: str, into: Path | None, marked: bool) -> None:
    """Make student and key notebooks from ARTICLE, an id or a folder: one for each topic that its coding answers.

    Students' notebooks come into the folder, with the article's sentences in them. Keys come into its folder keys, and
    those that `kata-siapa grade --keys` grades with into keys/built. A key that is there is never overwritten.
    """
    from helpers.authoring import notebooks

    try:
        coded, folder = load_article(article), article_folder(article)
        into = into or Path(f"exercises-{coded.id}")
        with _reachable(folder):
            keys = _write_keys(coded, into / "keys", marked)
            notebooks.build(into / "keys", into)
    except (ArticleError, notebooks.AuthoringError) as error:
        raise click.ClickException(clean(str(error), TERMINAL)) from None
    except OSError as error:
        raise click.ClickException(clean(f"{error.filename} cannot be written: {error.strerror}.", TERMINAL)) from None
    for key in keys:
        click.echo(clean(f"written: {into / key.stem}.ipynb, its key {key}", TERMINAL))
    private = "" if article_places().get(coded.id) == folder else f"{PRIVATE}={folder.resolve().parent} "
    click.echo(
        clean(f"Grade with: {private}kata-siapa grade SUBMISSIONS --out RESULTS --keys {into / 'keys/built'}", TERMINAL)
    )


def _write_keys(coded: Article, keys: Path, marked: bool) -> list[Path]:
    from helpers.authoring.topics import TOPICS, key_text

    texts = {keys / f"{coded.id}-{topic}.md": key_text(coded, topic, marked) for topic in TOPICS}
    texts = {file: text for file, text in texts.items() if text}
    if there := [file for file in texts if file.exists()]:
        raise ArticleError(f"{there[0]} is there already, and nothing is overwritten; name another folder: --into DIR.")
    keys.mkdir(parents=True, exist_ok=True)
    for file, text in texts.items():
        file.write_text(text, "utf-8")
    return list(texts)


@contextmanager
def _reachable(folder: Path) -> Iterator[None]:
    """While keys are built, the article can be had by its id, also from the kernel that runs them."""
    id = folder.resolve().name
    known = article_places().get(id)
    if known == folder:
        yield
        return
    if known and known.resolve() != folder.resolve():
        raise ArticleError(f"The id {id} is taken by {known}; rename the folder {folder}.")
    before = os.environ.get(PRIVATE)
    os.environ[PRIVATE] = str(folder.resolve().parent)
    try:
        yield
    finally:
        os.environ.pop(PRIVATE) if before is None else os.environ.update({PRIVATE: before})


@click.command()
@click.option("--keys", type=click.Path(path_type=Path), default="exercises/keys", show_default=True)
@click.option("--exercises", type=click.Path(path_type=Path), default="exercises", show_default=True)
@click.option("--check", "only_check", is_flag=True, help="Write nothing; fail when a notebook is stale.")
def build(keys: Path, exercises: Path, only_check: bool) -> None:
    """Make the exercise notebooks from the keys written by hand."""
    from helpers.authoring import notebooks

    _demand_keys(keys)
    try:
        files = (notebooks.stale if only_check else notebooks.build)(keys, exercises)
    except notebooks.AuthoringError as error:
        raise click.ClickException(str(error)) from None
    for file in files:
        click.echo(f"{'stale' if only_check else 'written'}: {file}")
    if only_check and files:
        raise click.ClickException("Run kata-siapa build (or make build) and commit what it writes.")


@click.command()
@click.option("--keys", type=click.Path(path_type=Path), default="exercises/keys", show_default=True)
@click.option("--exercises", type=click.Path(path_type=Path), default="exercises", show_default=True)
def pages(keys: Path, exercises: Path) -> None:
    """Make the exercises' pages of the book from the keys; every build of the book does so."""
    from helpers.authoring.notebooks import AuthoringError
    from helpers.authoring.pages import write_pages

    _demand_keys(keys)
    try:
        write_pages(keys, exercises)
    except AuthoringError as error:
        raise click.ClickException(str(error)) from None


def _demand_keys(folder: Path) -> None:
    if not list(folder.glob("*.md")):
        raise RefusedError(f"There is no key in {folder}; call this at the root of the checkout or name --keys.")


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
    table = Table(title=Text(clean(title, TERMINAL)), show_lines=True)
    for name in ("", "who speaks", "sentence", "loaded words"):
        table.add_column(name, overflow="fold")
    for sentence in article.sentences:
        who = f"{sentence.kind}\n{sentence.source}" if sentence.kind != "narrator" else "narrator"
        loaded = "\n".join(f"{loaded.span} ({loaded.technique}, {loaded.voice})" for loaded in sentence.loaded)
        words = f"{sentence.text}\n\n{sentence.en}"
        cells = (sentence.id, who + "\ncontested" * sentence.contested, words, loaded)
        table.add_row(*(Text(clean(cell, TERMINAL)) for cell in cells))
    return table
