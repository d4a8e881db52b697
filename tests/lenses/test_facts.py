"""Every fact has a date, a source and a day to look again; a fact past its day warns."""

import re
import warnings
from calendar import month_name
from dataclasses import replace
from datetime import date

import pytest

from helpers.lenses.facts import FactError, FactSheet, load_facts
from helpers.lenses.lateral.excerpts import load_shelf

GOOD = """[[fact]]
id = "one"
about = "Kabar <b>"
sentence = "Kabar & co."
as_of = "2024-11"
source = "kabar2024"
address = "https://www.kabar.example/a"
review_by = 2027-11-01
"""
FACTS = load_facts()
every_fact = pytest.mark.parametrize("fact", FACTS, ids=lambda fact: fact.id)


@pytest.fixture
def facts(tmp_path):
    def new(text):
        (tmp_path / "facts.toml").write_text(text, "utf-8")
        return load_facts(tmp_path / "facts.toml")

    return new


def warn_of_overdue(facts, today):
    for fact in (fact for fact in facts if fact.review_by < today):
        warnings.warn(f"{fact.id}: look again, its review was due by {fact.review_by}: {fact.address}", stacklevel=2)


def test_facts_past_their_review_warn_and_do_not_fail():
    warn_of_overdue(FACTS, date.today())


def test_the_warning_comes_on_the_day_after_and_names_fact_and_address():
    planted = replace(FACTS[0], id="planted", review_by=date(2020, 1, 1))
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        warn_of_overdue([planted], date(2020, 1, 1))
    with pytest.warns(UserWarning, match="planted: look again.*2020-01-01: https://"):
        warn_of_overdue([planted], date(2020, 1, 2))


@every_fact
def test_the_source_is_in_the_references_and_cited_on_the_page(fact, root):
    assert f"{{{fact.source},\n" in (root / "references.bib").read_text("utf-8")
    cited = re.findall(r"\{cite\}`([^`]+)`", (root / "chapters" / "facts.md").read_text("utf-8"))
    assert fact.source in ",".join(cited).split(",")


@every_fact
def test_a_sanction_or_suspension_after_the_first_article_says_so(fact):
    if fact.about in ("Press TV", "Sputnik") and "European Union" in fact.sentence:
        assert fact.as_of > "2021-02"
        assert "says nothing about 2021" in fact.sentence


@pytest.mark.parametrize("id", ["al-tanf", "hts-listing", "un-2799", "press-tv-eu"])
def test_what_changes_soon_is_looked_at_within_a_year(id):
    [fact] = [fact for fact in FACTS if fact.id == id]
    assert fact.review_by <= date(2027, 11, 30)


@every_fact
def test_a_fact_shows_sentence_date_review_and_address(fact):
    for told in (str(fact), repr(fact)):
        for words in (fact.sentence, f"As of {fact.as_of}.", f"Look again by {fact.review_by}.", fact.address):
            assert words in told


def test_the_sheet_names_each_actor_once_and_holds_every_fact():
    html, text = FactSheet(FACTS)._repr_html_(), str(FactSheet(FACTS))
    names = list(dict.fromkeys(fact.about for fact in FACTS))
    assert html.count("<dt>") == len(names)
    assert html.count("<dd ") == len(text.splitlines()) == len(FACTS)
    assert "<dt>Press TV</dt>" in html
    assert repr(FactSheet(FACTS)) == text


def test_html_escapes_and_links(facts):
    html = FactSheet(facts(GOOD))._repr_html_()
    assert "<dt>Kabar &lt;b&gt;</dt>" in html
    assert "Kabar &amp; co." in html
    assert '<a href="https://www.kabar.example/a">kabar.example</a>. As of 2024-11. Look again by 2027-11-01.' in html


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "[[fact]] is missing"),
        (GOOD.replace('source = "kabar2024"', ""), "facts.toml: fact one: source is missing"),
        (GOOD.replace('"Kabar & co."', '" "'), "fact one: sentence is empty"),
        (GOOD.replace('id = "one"', ""), "facts.toml: fact 1: id is missing"),
        (GOOD + "extra = 1\n", 'fact one: "extra" is no field here'),
        (GOOD.replace("2027-11-01", '"soon"'), "review_by must be a bare date, such as 2027-11-01"),
        (GOOD.replace("2027-11-01", "2027-11-01T00:00:00"), "review_by must be a bare date, such as 2027-11-01"),
        (GOOD.replace("2024-11", "lately", 1), 'as_of is "lately"; write 2024-11-30, 2024-11 or 2024'),
        (GOOD.replace("https://", ""), "it must begin with https://"),
        (GOOD + GOOD, 'the id "one" is there twice'),
    ],
)
def test_a_fault_says_which_fact_and_what_would_work(facts, text, told):
    with pytest.raises(FactError) as error:
        facts(text)
    assert told in str(error.value)


MONTHS = list(month_name)[1:]


def dated(entry):
    """The date that an entry of references.bib gives: a day in its note, a month, a year, or nothing."""
    if day := re.search(rf"note = \{{[^}}]*?\b(\d{{1,2}}) ({'|'.join(MONTHS)}) (\d{{4}})", entry):
        return f"{day[3]}-{MONTHS.index(day[2]) + 1:02}-{int(day[1]):02}"
    year, month = re.search(r"year = \{(\d{4})\}", entry), re.search(r"month = (\w{3})", entry)
    if year and month:
        return f"{year[1]}-{[name[:3].lower() for name in MONTHS].index(month[1]) + 1:02}"
    return year[1] if year else ""


@pytest.fixture(scope="module")
def entries(root):
    text = (root / "references.bib").read_text("utf-8")
    return {key: entry for entry in re.split(r"(?m)^(?=@)", text) for key in re.findall(r"^@\w+\{([^,]+),", entry)}


def page_of(entry):
    return re.search(r"url = \{(.*)\}", entry)[1].replace("\\", "")


@every_fact
def test_a_facts_day_is_the_day_of_its_source_and_of_no_other_page(fact, entries):
    day = dated(entries[fact.source])
    assert fact.as_of == day or (not day and fact.as_of >= "2026-11"), "an undated page counts from the day it was read"
    assert fact.address == page_of(entries[fact.source])
    assert fact.as_of < fact.review_by.isoformat()


@pytest.mark.parametrize("excerpt", load_shelf().excerpts, ids=lambda one: one.id)
def test_an_excerpts_day_is_the_day_of_its_source(excerpt, entries):
    day = dated(entries[excerpt.bib])
    assert not day or excerpt.date.startswith(day) or day.startswith(excerpt.date)
    assert page_of(entries[excerpt.bib]).startswith(excerpt.address.split("#")[0])
