"""`kata-siapa facts`: which dated facts are due for another look, and which comes next."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import click

from helpers.errors import ArticleError
from helpers.lenses.facts import Fact, load_facts
from helpers.text.visible import TERMINAL, clean

__all__ = ["facts"]


@click.command()
@click.option("--within", default=90, show_default=True, type=click.IntRange(0), help="Days to look ahead.")
@click.option("--today", type=click.DateTime(["%Y-%m-%d"]), help="The day to judge by; today if left out.")
def facts(within: int, today: datetime | None) -> None:
    """List the dated facts of the book that are due for another look: each with its day, its sentence and its page."""
    day = today.date() if today else date.today()
    try:
        known = sorted(load_facts(), key=lambda fact: fact.review_by)
    except ArticleError as error:
        raise click.ClickException(clean(str(error), TERMINAL)) from None
    due = [fact for fact in known if fact.review_by <= day + timedelta(within)]
    for fact in due:
        click.echo(clean(_told(fact, day), TERMINAL))
    click.echo(f"{len(due)} of {len(known)} facts are due by {(day + timedelta(within)).isoformat()}.")
    if later := [fact for fact in known if fact not in due]:
        click.echo(clean(f"Next: {later[0].review_by.isoformat()}, {later[0].id}.", TERMINAL))


def _told(fact: Fact, day: date) -> str:
    late = " (overdue)" * (fact.review_by < day)
    return f"{fact.review_by.isoformat()}{late} {fact.id}: {fact.sentence}\n    {fact.address}"
