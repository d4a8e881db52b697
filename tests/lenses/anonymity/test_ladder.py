"""The ladder holds every source once, refuses what does not fit, and says in text and HTML who stands where and why."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from helpers import ArticleError, article_ids, load_article
from helpers.article.files import seeds_folder
from helpers.lenses.anonymity.ladder import LadderError, load_ladder, speaking

SEED = (seeds_folder() / "ladder.toml").read_text("utf-8")
LAVROV = """[[placed]]
article = "harakatuna-2024"
source = "lavrov"
rung = "named-person"
"""
HIGHEST_FIRST = [
    "named-person",
    "named-body",
    "role-and-how",
    "role",
    "one-mark",
    "somebody",
    "nobody",
]


@pytest.fixture
def ladder():
    return load_ladder()


@pytest.fixture
def told(tmp_path):
    """What the ladder says to a file in which some words were replaced."""

    def told(old, new):
        assert old in SEED
        file = tmp_path / "ladder.toml"
        file.write_text(SEED.replace(old, new), "utf-8")
        with pytest.raises(LadderError) as error:
            load_ladder(file)
        assert str(error.value).startswith(str(file))
        return str(error.value)

    return told


def plain(html):
    return re.sub(r"\s+", " ", re.sub("<[^>]+>", "", html))


def test_every_source_of_both_articles_stands_on_the_ladder_once(ladder):
    placed = [(placement.article.id, placement.source.id) for placement in ladder.placed]
    wanted = [(id, source.id) for id in article_ids() for source in speaking(load_article(id))]
    assert sorted(placed) == sorted(wanted)
    assert len(placed) == 9


@pytest.mark.parametrize(
    ("rung", "sources"),
    [
        ("nobody", ["some-reports", "local-media"]),
        ("somebody", ["sputnik-source"]),
        ("one-mark", ["local-sources"]),
        ("role", []),
        ("role-and-how", []),
        ("named-body", ["sohr"]),
        ("named-person", ["raeisi", "araghchi", "lavrov", "araghchi-and-lavrov"]),
    ],
)
def test_who_stands_on_which_rung(ladder, rung, sources):
    assert [placement.source.id for placement in ladder.on(rung)] == sources


def test_the_kind_of_a_source_and_its_rung_agree(ladder):
    allowed = {
        "vague": {"nobody"},
        "unnamed": {"somebody", "one-mark", "role", "role-and-how"},
        "organisation": {"named-body"},
        "person": {"named-person"},
    }
    assert [p.source.id for p in ladder.placed if p.rung not in allowed[p.source.kind]] == []
    unmarked = [p.source.described for p in ladder.on("somebody")]
    assert set(unmarked) == {"none"}


def test_a_placement_knows_the_sentences_that_hang_on_it(ladder):
    carried = {placement.source.id: placement.sentences for placement in ladder.placed}
    assert carried["sputnik-source"] == ("S02", "S03", "S04", "S05", "S06", "S07")
    assert carried["lavrov"] == ("S07",)


@pytest.mark.parametrize("id", article_ids())
def test_narrator_and_relays_do_not_speak(id):
    assert {source.kind for source in speaking(load_article(id))}.isdisjoint({"narrator", "outlet"})


def test_an_outlet_that_is_a_sentences_source_does_speak():
    article = load_article("harakatuna-2024")
    first, *rest = article.sentences
    spoken = replace(article, sentences=(replace(first, source="press-tv"), *rest))
    assert "press-tv" in [source.id for source in speaking(spoken)]


def test_the_text_goes_from_the_name_down_and_says_what_stands_nowhere(ladder):
    lines = str(ladder).splitlines()
    assert lines[0].startswith("7 a named person: ")
    assert [line[0] for line in lines if line[0] != " "] == list("7654321")
    assert "    Islam Times: sumber berita (a news source; S02 to S07). " in str(ladder)
    assert (
        "    Islam Times: Kepala Kehakiman Iran Ebrahim Raeisi (Iran's judiciary chief Ebrahim Raeisi; S09, S10). "
        in str(ladder)
    )
    assert str(ladder).count("No source of these articles. Such as: ") == 2
    assert repr(ladder) == str(ladder)


def test_the_html_says_all_that_the_text_says(ladder):
    page = plain(ladder._repr_html_())
    for placement in ladder.placed:
        assert f"{placement.source.as_written} ({placement.en}".replace("'", "&#x27;") in page
    for rung in ladder.rungs:
        assert rung.told in page
        assert rung.you_can in page
    order = [page.index(rung.told) for rung in ladder.rungs]
    assert order == sorted(order, reverse=True)
    assert "<ol reversed" in ladder._repr_html_()


def test_indonesian_words_in_the_html_say_their_language(ladder):
    page = ladder._repr_html_()
    assert '<span lang="id">sumber-sumber lokal</span> (local sources; S14)' in page
    assert '“<span lang="id">suatu pemantau</span>”, a monitor' in page
    assert '<span lang="id">seorang menteri senior</span> (a senior minister)' in page


def test_what_an_author_typed_is_text_and_not_markup(tmp_path):
    file = tmp_path / "ladder.toml"
    file.write_text(SEED.replace('en = "some reports"', 'en = "<b>some</b> reports"'), "utf-8")
    assert "<b>some" not in load_ladder(file)._repr_html_()
    assert "&lt;b&gt;some" in load_ladder(file)._repr_html_()


def test_a_source_that_carries_no_sentence_says_so(ladder):
    reports = ladder.on("nobody")[0]
    silent = replace(reports.article, sentences=())
    changed = replace(ladder, placed=(replace(reports, article=silent),))
    assert "(some reports; no sentence)" in str(changed)


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ('source = "lavrov"', 'source = "lavrof"', 'There is no source "lavrof"; did you mean "lavrov"?'),
        ('source = "lavrov"', 'source = "zzz"', 'There is no source "zzz"; there are: araghchi, lavrov, '),
        (
            'source = "lavrov"',
            'source = "press-tv"',
            '"press-tv" is the narrator or only relays; take it off the ladder.',
        ),
        ('source = "lavrov"', 'source = "araghchi"', '"araghchi" stands on the ladder twice; leave it on one rung.'),
        ('source = "lavrov"', 'source = "araghchi"', 'harakatuna-2024: "lavrov" stands on no rung; place it.'),
        (LAVROV, LAVROV.replace("named-person", "named-man"), 'no rung "named-man"; did you mean "named-'),
        (LAVROV, LAVROV.replace("-2024", "-2042"), 'no article "harakatuna-2042"; did you mean "harakatuna-2024"?'),
        ('id = "role"\n', 'id = "somebody"\n', 'rung "somebody" is there twice'),
        ('en = "local media"\n', "", "placed 4: en is missing"),
        ('gloss = "reportedly"', 'glos = "reportedly"', 'rung nobody: "glos" is no field here; did you mean gloss?'),
        ('language = "id"', 'language = "id"\nladder = 1', '"ladder" is no field here'),
    ],
)
def test_what_does_not_fit_is_refused_in_a_sentence(told, old, new, sentence):
    assert sentence in told(old, new)


def test_all_faults_are_told_at_once(told):
    assert len(told('source = "lavrov"', 'source = "araghchi"').splitlines()) == 2


def test_a_file_that_is_not_there_or_no_toml_is_told_in_a_sentence(tmp_path):
    with pytest.raises(ArticleError, match="cannot be read"):
        load_ladder(tmp_path / "nowhere.toml")
    (tmp_path / "ladder.toml").write_text("rung = [", "utf-8")
    with pytest.raises(ArticleError, match="is not TOML"):
        load_ladder(tmp_path / "ladder.toml")


def test_a_notebook_shows_the_sentence_alone(ladder):
    with pytest.raises(LadderError) as error:
        ladder.on("rol")
    assert error.value._render_traceback_() == ['There is no rung "rol"; did you mean "role"?']


def test_the_rungs_rise_from_nobody_to_a_name(ladder):
    assert [rung.id for rung in reversed(ladder.rungs)] == HIGHEST_FIRST
