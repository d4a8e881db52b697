"""The shelf holds what the book quotes, says what it does not support, and tells every fault of a file."""

import re

import pytest

from helpers.lenses.lateral.excerpts import ShelfError, load_shelf
from helpers.text.html import LANGUAGES

GOOD = """id = "one"
outlet = "Kabar <b>"
date = "2024-11-30"
language = "id"
address = "https://www.kabar.example/a?b=1&c=2"
seen = "archived copy"
excerpt = "kata & sumber"
en = "said the source"
supports = "Something."
does_not_support = "Something else."
bib = "kabar2024"
"""
EXCERPTS = load_shelf().excerpts
every_excerpt = pytest.mark.parametrize("excerpt", EXCERPTS, ids=lambda one: one.id)


@pytest.fixture
def shelf(tmp_path):
    def new(text=GOOD, name="one"):
        (tmp_path / f"{name}.toml").write_text(text, "utf-8")
        return load_shelf(tmp_path)

    return new


@every_excerpt
def test_an_excerpt_is_short_and_its_source_is_in_the_references(excerpt, root):
    assert len(excerpt.excerpt.split()) <= 45, "one sentence to its end, and no more"
    assert f"{{{excerpt.bib},\n" in (root / "references.bib").read_text("utf-8")


@every_excerpt
def test_the_chapter_cites_every_text_that_it_names(excerpt, root):
    if excerpt.charge:
        assert excerpt.bib in (root / "chapters" / "reading-laterally.md").read_text("utf-8")


def test_the_chapter_tells_how_many_excerpts_there_are(root):
    chapter = (root / "chapters" / "reading-laterally.md").read_text("utf-8")
    assert f"shelf: {len(EXCERPTS)} entries on other texts" in chapter


@pytest.mark.parametrize("show", [str, repr, lambda one: re.sub("<[^>]+>", " ", one._repr_html_())])
def test_an_excerpt_shows_words_gloss_date_language_and_limits(show):
    told = show(load_shelf().take("islam-times-2021-second").excerpts[0])
    for words in (
        "mengutip sumber informasi",
        "quoting an information source",
        "2021-02",
        "Indonesian",
        "archived copy",
    ):
        assert words in told
    assert "Does not support: That the information is trustworthy" in told


def test_html_marks_the_language_links_the_address_and_lets_no_markup_through(shelf):
    html = shelf()._repr_html_()
    assert '<p lang="id" dir="auto">kata &amp; sumber</p>' in html
    assert '<a href="https://www.kabar.example/a?b=1&amp;c=2">kabar.example</a>' in html
    assert "<b>" not in html


def test_an_arabic_excerpt_says_so_to_a_screen_reader():
    assert '<p lang="ar" dir="auto">' in load_shelf().take("bahzani-2021")._repr_html_()


def test_an_excerpt_without_words_shows_no_empty_quotation():
    excerpt = load_shelf().take("tehran-times-2024-call").excerpts[0]
    assert "blockquote" not in excerpt._repr_html_()
    assert '""' not in str(excerpt)


def test_a_terminal_gets_no_control_characters(shelf):
    assert "\x1b" not in str(shelf(GOOD.replace("Something.", "\\u001b[31m red")))


def test_taking_keeps_the_order_asked_for():
    taken = load_shelf().take("rmol-2024", "jusoor-2020")
    assert [one.id for one in taken.excerpts] == ["rmol-2024", "jusoor-2020"]
    assert str(taken).index("RMOL") < str(taken).index("Jusoor")
    assert taken._repr_html_().index("RMOL") < taken._repr_html_().index("Jusoor")


def test_a_folded_shelf_opens_without_javascript_and_holds_every_excerpt():
    html = load_shelf().folded()._repr_html_()
    assert html.startswith(f"<details><summary>Open the shelf: {len(EXCERPTS)} excerpts</summary>")
    assert html.endswith("</details>")
    assert html.count("Does not support:") == len(EXCERPTS)


def test_what_is_not_there_is_named_together_with_what_is():
    with pytest.raises(ShelfError, match=r"Not on the shelf: kompas; there are: afp-2024-sohr"):
        load_shelf().take("kompas")


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (('bib = "kabar2024"', ""), "bib is missing"),
        (('bib = "kabar2024"', 'bib = "k"\nextra = "e"'), '"extra" is no field here'),
        (('"Something."', "3"), "supports must be text in quotation marks"),
        (('"Something else."', '" "'), "does_not_support is empty"),
        (('"one"', '"two"'), 'has the id "two"; name it after its file: "one"'),
        (("2024-11-30", "30 November"), 'date is "30 November"; write 2024-11-30, 2024-11 or 2024'),
        (('language = "id"', 'language = "xx"'), f'language is "xx"; choose {", ".join([*LANGUAGES][:-1])} or'),
        (("https://", "www."), "it must begin with https://"),
        (("said the source", ""), "needs an English gloss"),
        (('language = "id"', 'language = "en"'), "needs an English gloss"),
        (('bib = "kabar2024"', 'bib = "k"\ncharge = "present"'), "together with a side"),
        (
            ('bib = "kabar2024"', 'bib = "k"\nside = "Iran"\ncharge = "maybe"'),
            'charge is "maybe"; choose present or absent',
        ),
    ],
)
def test_a_fault_is_told_with_its_file(shelf, change, told):
    with pytest.raises(ShelfError, match=r"^one\.toml: ") as error:
        shelf(GOOD.replace(*change))
    assert told in str(error.value)


def test_all_faults_are_told_at_once(shelf):
    with pytest.raises(ShelfError) as error:
        shelf(GOOD.replace("2024-11-30", "soon").replace("https://", ""))
    assert len(str(error.value).splitlines()) == 2


def test_only_accounts_of_iran_carry_the_charge():
    assert {one.side for one in EXCERPTS if one.charge == "present"} == {"Iran"}
    assert {one.side for one in EXCERPTS if one.charge == "absent"} == {"Iran", "Russia"}
