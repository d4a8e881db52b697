"""A reader's own coding, a third file, is shown beside the others, with who made it."""

import re
import shutil

import pytest
from click.testing import CliRunner

from helpers import ArticleError, article_ids, check_article, load_article, load_coding
from helpers.__main__ import main
from helpers.article.files import seeds_folder
from helpers.lenses.coders.beside import beside
from helpers.lenses.coders.differences import compare, paired_spans

every_article = pytest.mark.parametrize("name", [*article_ids(), "gelombang-keldoria"])
SITI = "Siti, a reader, alone, from the text and the codebook"


@pytest.fixture
def folder(tmp_path):
    """A copy of the second article, with its codings."""
    return shutil.copytree(seeds_folder() / "articles" / "harakatuna-2024", tmp_path / "harakatuna-2024")


@pytest.fixture
def with_a_third(folder):
    """The second article with a coding by a person, who marks S15 loaded and has an id of her own for the minister."""
    text = (folder / "codings" / "b.toml").read_text("utf-8")
    text = re.sub(r'coded_by = ".*"', f'coded_by = "{SITI}"', text)
    text = text.replace("[sources.araghchi]", "[sources.abbas]").replace('source = "araghchi"', 'source = "abbas"')
    text = text.replace('from = "araghchi"', 'from = "abbas"').replace('to = "araghchi"', 'to = "abbas"')
    before, after = text.split('id = "S15"')
    mark = '\n  [[sentence.loaded]]\n  span = \'bentrokan hebat\'\n  technique = "charged"\n  voice = "narrator"\n'
    after = after.replace("\n[[sentence]]", mark + '  certainty = "arguable"\n\n[[sentence]]', 1)
    (folder / "codings" / "c.toml").write_text(f'{before}id = "S15"{after}', "utf-8")
    assert check_article(folder) == []
    return folder


@every_article
def test_two_codings_differ_as_they_do_when_they_are_compared(name):
    told = compare(*(load_coding(name, coder) for coder in "ab"))
    rows = beside(name).rows
    assert [(row.sentence, row.about, row.answers) for row in rows] == [
        (row.sentence, row.about, (row.one, row.two)) for row in told.rows
    ]


def test_the_chapter_says_how_far_the_codings_of_the_invented_story_agree(root):
    one, two = (load_coding("gelombang-keldoria", coder) for coder in "ab")
    told, key = compare(one, two), load_article("gelombang-keldoria")
    shared = [(ours, theirs) for ours, theirs in paired_spans(one, two) if ours and theirs]
    assert len(shared) == told.shared_spans == told.spans[1]
    assert all(ours.technique == theirs.technique for ours, theirs in shared)
    parted = [row for row in told.rows if row.about == "contested"]
    words = (
        f"the same speaker in {told.same_source} of {len(key.sentences)} sentences. A marked {told.spans[0]} loaded "
        f"words and B {told.spans[1]}, each of B's overlaps one of A's, and each time they name the same technique. "
        f"They part on whether {('no', 'one', 'two')[len(parted)]} of the sentences are contested."
    )
    assert words in " ".join((root / "chapters/when-coders-disagree.md").read_text("utf-8").split())


@every_article
def test_it_is_said_who_made_each_coding_and_the_settled_one(name):
    for coder in "ab":
        assert "language model" in load_coding(name, coder).coded_by
        assert "no person" in load_coding(name, coder).coded_by
    assert "no person" in load_article(name).coded_by


def test_a_third_coding_has_a_column_and_its_maker_is_named(with_a_third):
    three = beside(with_a_third)
    assert three.names == ("A", "B", "C")
    html, text = three._repr_html_(), str(three)
    assert re.findall(r"<th scope='col'>(.*?)</th>", html) == ["Sentence", "Coder A", "Coder B", "Coder C"]
    assert all(row.count("<td>") == 3 for row in re.findall("<tr><th scope='row'>.*?</tr>", html))
    for told in (html, text):
        assert f"C: {SITI}" in told
        assert [f"{pair}: the same speaker in 19 of 19" in told for pair in ("A and B", "A and C", "B and C")] == [
            True
        ] * 3


def test_what_the_third_alone_decides_otherwise_is_a_row(with_a_third):
    [row] = [row for row in beside(with_a_third).rows if row.sentence == "S15"]
    assert row.words == "bentrokan hebat"
    assert row.answers == ("charged, arguable", "not marked", "charged, arguable")
    assert "S15 loaded words bentrokan hebat: A charged, arguable, B not marked, C charged, arguable" in str(
        beside(with_a_third)
    )


def test_one_source_under_two_ids_is_one_source(with_a_third):
    assert [row for row in beside(with_a_third).rows if row.about == "who speaks"] == []


def test_a_coding_to_fill_in_holds_every_sentence_and_no_decision(folder):
    said = CliRunner().invoke(main, ["new-coding", str(folder), "--coder", "c"])
    assert said.exit_code == 0, said.output
    text = (folder / "codings" / "c.toml").read_text("utf-8")
    decided = re.findall(r'^(?:source|cue|link|mode|why|coded_by) = "(.*)"$', text, re.MULTILINE)
    assert set(decided) == {"..."}
    assert len(decided) == 1 + 5 * 19
    assert "araghchi" not in text
    faults = check_article(folder)
    assert len([fault for fault in faults if fault.undecided]) == len(decided)
    again = CliRunner().invoke(main, ["new-coding", str(folder), "--coder", "c"])
    assert again.exit_code == 1
    assert "nothing is overwritten" in again.output


@pytest.mark.parametrize("name", ["C D", "../c", "", "Ä"])
def test_a_name_that_is_no_file_is_refused(folder, name):
    said = CliRunner().invoke(main, ["new-coding", str(folder), "--coder", name])
    assert said.exit_code == 1
    assert "small letters, digits and hyphens" in said.output


def test_one_coding_has_nothing_beside_it(folder):
    (folder / "codings" / "b.toml").unlink()
    with pytest.raises(ArticleError, match="put another file beside it"):
        beside(folder)
