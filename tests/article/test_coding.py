"""An author's slip is named by file, sentence, quote and nearest match; no file ever ends in a traceback.

Each slip is planted alone in a copy of a real article, and must be told as exactly one fault.
"""

from __future__ import annotations

import json
import shutil
import tomllib
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.cases import cases

from helpers import AnnotationError, ArticleError, check_article, load_article, load_coding
from helpers.article.files import seeds_folder

HARAKATUNA, ISLAM_TIMES = "harakatuna-2024", "islam-times-2021"
S14_TEXT = "Menurut sumber-sumber lokal, Hayat Tahrir al-Sham (HTS) dan faksi-faksi teroris sekutunya maju ke"
S02 = '[[sentence]]\nid = "S02"\n'
S03 = '[[sentence]]\nid = "S03"\n'
S04 = '[[sentence]]\nid = "S04"\n'
LAVROV_SOURCE = '[sources.lavrov]\nkind = "person"\nas_written = "Menlu Rusia Sergei Lavrov"\n'
LAVROV_OTHER = '  [sentence.other]\n  source = "lavrov"\n'

quick = settings(max_examples=cases(80))


def seed(id: str) -> str:
    return (seeds_folder() / "articles" / id / "annotations.toml").read_text(encoding="utf-8")


def block(text: str, start: str, end: str) -> str:
    return text[text.index(start) : text.index(end)]


@pytest.fixture
def copy(tmp_path):
    """Copy an article into an empty folder, with one passage of a file replaced."""

    def copied(id: str = HARAKATUNA, old: str = "", new: str = "", name: str = "annotations.toml"):
        folder = tmp_path / id
        shutil.copytree(seeds_folder() / "articles" / id, folder)
        text = (folder / name).read_text(encoding="utf-8")
        assert old in text
        (folder / name).write_text(text.replace(old, new, 1), encoding="utf-8")
        return folder

    return copied


# one slip, one fault -------------------------------------------------------------------------------------------

TYPOS = {
    "sentence text": (
        f"text = '{S14_TEXT}",
        f"text = '{S14_TEXT[:-1]}",
        "S14",
        ["sekutunya maju k ", f'nearest: "{S14_TEXT}'],
    ),
    "cue": (
        "cue = 'Menurut sumber-sumber lokal'",
        "cue = 'Menurt sumber-sumber lokal'",
        "S14",
        ['cue "Menurt sumber-sumber lokal" is not there', 'nearest: "Menurut sumber-sumber lokal"'],
    ),
    "words": (
        "words = 'sumber-sumber lokal'",
        "words = 'sumber-sumbr lokal'",
        "S14",
        ['words "sumber-sumbr lokal"', 'nearest: "sumber-sumber lokal"'],
    ),
    "words outside the cue": (
        "words = 'sumber-sumber lokal'",
        "words = 'Hayat'",
        "S14",
        ['words "Hayat" is not there'],
    ),
    "span": (
        "span = 'faksi-faksi teroris'",
        "span = 'fraksi-faksi teroris'",
        "S14 loaded 1",
        ['span "fraksi-faksi teroris"', 'nearest: "faksi-faksi teroris"'],
    ),
    "edge cue": (
        'sentence = "S14"\ncue = \'Menurut',
        'sentence = "S14"\ncue = \'Menurt',
        "edge harakatuna -> local-sources",
        ['cue in S14 "Menurt sumber-sumber lokal"', 'nearest: "Menurut sumber-sumber lokal"'],
    ),
    "as_written": (
        'as_written = "sumber-sumber lokal"',
        'as_written = "sumber-sumbr lokal"',
        "sources.local-sources",
        ['as_written "sumber-sumbr lokal"', 'nearest: "sumber-sumber lokal"'],
    ),
    "kind": (
        'kind = "person"',
        'kind = "persn"',
        "sources.araghchi",
        ['kind is "persn"', "choose person, organisation"],
    ),
    "kind of the narrator": ('kind = "narrator"', 'kind = "narator"', "sources.narrator", ['kind is "narator"']),
    "described": (
        'described = "place"',
        'described = "plce"',
        "sources.local-sources",
        ['"plce"', "none, role or place"],
    ),
    "link": ('link = "carried"', 'link = "caried"', "S04", ['link is "caried"', "explicit, carried or none"]),
    "technique": (
        'technique = "euphemism"',
        'technique = "eufemism"',
        "S16 loaded 1",
        ['technique is "eufemism"', "euphemism"],
    ),
    "source of a sentence": (
        'source = "local-sources"',
        'source = "local-source"',
        "S14",
        ['source "local-source" is not defined', 'did you mean "local-sources"?'],
    ),
    "field": ("origin_unclear", "origin_unclar", "S01 loaded 1", ['"origin_unclar"', "did you mean origin_unclear?"]),
}

MISSING = {
    "gloss": ('en = "They aim', '#en = "They aim', "S02", ["en is missing"]),
    "reason": ('why = "Name, office', 'why = ""  # "Name, office', "S01", ["why is empty"]),
    "link": ('link = "carried"\n', "", "S04", ["link is missing"]),
    "id": ('id = "S02"\n', "", "sentence 2", ["id is missing"]),
    "as_written": ('as_written = "Harakatuna.com"', "", "sources.harakatuna", ["needs as_written"]),
    "described": ('described = "place"\n', "", "sources.local-sources", ["described belongs to unnamed sources"]),
    "scope": ('scope = ["S14"]', "", "edge harakatuna -> local-sources", ["scope is missing"]),
    "scope of nothing": ('scope = ["S14"]', "scope = []", "edge harakatuna -> local-sources", ["scope is empty"]),
    "end of an edge": ('[[edge]]\nfrom = "harakatuna"', "[[edge]]", "edge 1", ["from is missing"]),
    "edge cue": ("cue = 'Lavrov meminta'\nscope", "cue = ''\nscope", "edge harakatuna -> lavrov", ["cue is empty"]),
    "second language": (
        'neutral_en = "factions"',
        'neutral_en = ""',
        "S14 loaded 1",
        ["faksi-faksi teroris", "one language only"],
    ),
    "both sides": (LAVROV_OTHER + "  for_key", LAVROV_OTHER + "  #for_key", "S06 other", ["for_key is missing"]),
    "tempting answers": (
        'tempting.organisation = "The minister is',
        'tempting = {} # "The minister is',
        "S06",
        ["tempting is empty", "at least one wrong answer"],
    ),
    "reason against a tempting answer": (
        'tempting.organisation = "The minister is a person; his ministry is not mentioned."',
        'tempting.organisation = " "',
        "S06",
        ["tempting.organisation", "reason against it"],
    ),
}

WRONG_TYPES = {
    "sentence id": ('id = "S02"', "id = 2", "sentence 2", ["id must be text in quotation marks"]),
    "contested": ("contested = true", 'contested = "yes"', "S02", ["contested must be true or false"]),
    "label": ('link = "carried"', "link = 2024-11-30", "S04", ["link must be text", "explicit, carried or none"]),
    "endless number": (
        'link = "carried"',
        f"link = 0x{'f' * 5000}",
        "S04",
        ["link must be text", "explicit, carried or none"],
    ),
    "source": (LAVROV_SOURCE, "[sources]\nlavrov = 3\n", "sources.lavrov", ["must be a table here"]),
    "scope": (
        'scope = ["S14"]',
        "scope = [14]",
        "edge harakatuna -> local-sources",
        ["scope must be", 'such as ["S01", "S02"]'],
    ),
    "scope in scope": ('scope = ["S14"]', 'scope = [["S14"]]', "edge harakatuna -> local-sources", ["scope must be"]),
}

RULES = {
    "unknown source": (
        'source = "sohr"\ncue',
        'source = "unicef"\ncue',
        "S17",
        ['"unicef" is not defined', "under [sources]"],
    ),
    "unused source": (
        "[sources.lavrov]",
        '[sources.nobody]\nkind = "vague"\nas_written = "Media lokal"\n\n[sources.lavrov]',
        "sources.nobody",
        ["never used"],
    ),
    "overlap": (
        "span = 'didalangi oleh Israel dan AS'\n  "
        'span_en = "masterminded by Israel and the US"\n  technique = "agency"',
        "span = 'teroris yang didalangi oleh Israel dan AS'\n  technique = \"label\"",
        "S12",
        ['"kelompok-kelompok teroris"', '"teroris yang didalangi oleh Israel dan AS"', "overlap", "label"],
    ),
    "gloss without the words": (
        'span_en = "terrorist factions"',
        'span_en = "terrorist gangs"',
        "S14 loaded 1",
        ["span_en", '"terrorist gangs"', "factions"],
    ),
    "both techniques the same": (
        '[sentence.loaded.other]\n    technique = "charged"',
        '[sentence.loaded.other]\n    technique = "label"',
        "S05 loaded 2",
        ["other.technique label is the technique itself"],
    ),
    "another technique that there is not": (
        '[sentence.loaded.other]\n    technique = "charged"',
        '[sentence.loaded.other]\n    technique = "angry"',
        "S05 loaded 2 other",
        ['technique is "angry"; choose label'],
    ),
    "narrator with a cue": ("cue = ''", "cue = 'Mereka bertujuan'", "S02", ["narrator has no cue"]),
    "words without a cue": ("cue = ''", "cue = ''\nwords = 'Mereka'", "S02", ["there is no cue"]),
    "explicit without a cue": (
        "cue = 'Lavrov meminta'\nwords = 'Lavrov'",
        "cue = ''",
        "S07",
        ["an explicit link needs its cue"],
    ),
    "a source without a mode": (
        'link = "carried"\nmode = "indirect"',
        'link = "carried"\nmode = "none"',
        "S04",
        ["araghchi needs"],
    ),
    "a voice that is not the sentence's": (
        'voice = "narrator"',
        'voice = "quoted"',
        "S02 loaded 1",
        ["bertujuan untuk menyebarkan ketidakamanan", "voice quoted", "narrator's"],
    ),
    "contested without sides": (
        'mode = "none"\nwhy = "No attribution: what',
        'mode = "none"\ncontested = true\nwhy = "No attribution: what',
        "S12",
        ["both sides", "[sentence.other]"],
    ),
    "sides without contested": ("contested = true\n", "", "S02", ["contested", "only that one"]),
    "both sides the same": (
        LAVROV_OTHER,
        LAVROV_OTHER.replace("lavrov", "narrator"),
        "S06",
        ['"narrator" is the source itself'],
    ),
    "tempting the right answer": (
        "tempting.vague",
        "tempting.narrator",
        "S02",
        ["tempting.narrator is a right answer"],
    ),
    "tempting the other right answer": (
        'tempting.organisation = "The minister is',
        'tempting.person = "The minister is',
        "S06",
        ["tempting.person is a right answer"],
    ),
    "tempting what is no kind": ("tempting.vague", "tempting.vaguely", "S02", ["tempting.vaguely must be a kind"]),
    "described without need": (
        'kind = "vague"',
        'kind = "vague"\ndescribed = "place"',
        "sources.local-media",
        ["unnamed sources"],
    ),
    "words that stand twice": (
        "words = 'sumber-sumber lokal'",
        "words = 'sumber'",
        "S14",
        ['words "sumber"', "2 times"],
    ),
    "a span that stands twice": (
        "span = 'faksi-faksi teroris'",
        "span = 'faksi'",
        "S14 loaded 1",
        ['span "faksi"', "2 times"],
    ),
    "edge to a missing sentence": (
        'scope = ["S14"]',
        'scope = ["S14", "S99"]',
        "edge harakatuna -> local-sources",
        ['"S99"'],
    ),
    "edge with a blank scope": ('scope = ["S14"]', 'scope = ["S14", ""]', "edge harakatuna -> local-sources", ['""']),
    "edge at a missing sentence": (
        'sentence = "S14"',
        'sentence = "S99"',
        "edge harakatuna -> local-sources",
        ['"S99"'],
    ),
}

SLIPS = TYPOS | {f"no {name}": slip for name, slip in MISSING.items()} | WRONG_TYPES | RULES


@pytest.mark.parametrize(("old", "new", "place", "told"), SLIPS.values(), ids=SLIPS)
def test_one_slip_is_one_fault_with_its_place_its_quote_and_what_would_work(old, new, place, told, copy):
    folder = copy(HARAKATUNA, old, new)
    [fault] = check_article(folder)
    assert (fault.file, fault.place) == (str(folder / "annotations.toml"), place)
    assert [part for part in told if part not in fault.message] == []
    with pytest.raises(AnnotationError) as error:
        load_article(folder)
    assert str(error.value) == f"{fault.file}: {place}: {fault.message}"


ALLOWED = {
    "overlap of two techniques": ("span = 'didalangi oleh", "span = 'teroris yang didalangi oleh"),
    "narrator with a name": ('kind = "narrator"', 'kind = "narrator"\nas_written = "Harakatuna"'),
    "words left out": ("words = 'Lavrov'\n", ""),
    "no plainer words": ('neutral_id = "faksi-faksi"\n  neutral_en = "factions"', 'neutral_id = ""\n  neutral_en = ""'),
    "not contested, said in so many words": (
        'mode = "none"\nwhy = "No attribution: what',
        'mode = "none"\ncontested = false\nwhy = "No attribution: what',
    ),
}


@pytest.mark.parametrize(("old", "new"), ALLOWED.values(), ids=ALLOWED)
def test_what_the_codebook_allows_is_no_fault(old, new, copy):
    assert check_article(copy(HARAKATUNA, old, new)) == []


OUTSIDE = {
    "caption typo": ("di Aleppo (PressTV).'", "di Alepo (PressTV).'", ['outside.caption: "date 2021-02', "nearest:"]),
    "caption of nothing": (
        "caption = 'date 2021-02 Patroli pasukan AS di Aleppo (PressTV).'",
        "caption = ''",
        ["outside.caption"],
    ),
    "caption that is no text": (
        "'[IT/AR]'",
        "7",
        ["outside.sign-off: must be words", 'text: "[IT/AR]" is in no sentence'],
    ),
    "unknown caption": (
        "[outside]",
        "[outside]\nheader = 'Koordinasikan'",
        ['outside.header: "Koordinasikan"', "nearest:"],
    ),
    "no sign-off": (
        "sign-off = '[IT/AR]'",
        "",
        ['text: "[IT/AR]" is in no sentence; code it or name it under [outside]'],
    ),
    "no outside": ("[outside]", "[[edge]]", ['text: "[IT/AR]" is in no sentence', 'text: "date 2021-02 Patroli']),
}


@pytest.mark.parametrize(("old", "new", "told"), OUTSIDE.values(), ids=OUTSIDE)
def test_what_is_no_sentence_must_be_named_word_by_word(old, new, told, copy):
    lines = list(map(str, check_article(copy(ISLAM_TIMES, old, new))))
    assert [part for part in told if not any(part in line for line in lines)] == []


# sentences that are missing, moved, doubled ---------------------------------------------------------------------


def test_a_sentence_left_out_is_quoted_and_the_ids_behind_it_are_not_all_blamed(copy):
    text = seed(HARAKATUNA)
    faults = check_article(copy(HARAKATUNA, block(text, S02, S03)))
    assert [fault.place for fault in faults] == ["sentence 2", "text"]
    assert '"S03"; in order it is S02' in faults[0].message
    assert '"Mereka bertujuan untuk menyebarkan ketidakamanan di kawasan Timur Tengah."' in faults[1].message


def test_sentences_in_the_wrong_order_are_named(copy):
    text = seed(HARAKATUNA)
    second, third = block(text, S02, S03), block(text, S03, S04)
    lines = list(map(str, check_article(copy(HARAKATUNA, second + third, third + second))))
    assert any('sentence 2: its id is "S03"; in order it is S02' in line for line in lines)
    assert any("S02: the sentence stands elsewhere in the article; list the sentences in its order" in x for x in lines)


def test_a_sentence_typed_twice_is_named(copy):
    second = block(seed(HARAKATUNA), S02, S03)
    faults = check_article(copy(HARAKATUNA, second, second + second))
    assert [fault.place for fault in faults] == ["sentence 3", "S02"]


def test_two_sentences_of_one_id_are_each_searched_in_their_own_words(copy):
    faults = check_article(copy(HARAKATUNA, 'id = "S17"', 'id = "S16"'))
    assert [fault.place for fault in faults] == ["sentence 17", "sentence 18", "edge harakatuna -> sohr"]


def test_text_that_nobody_coded_is_quoted(copy):
    folder = copy(HARAKATUNA, "Mereka bertujuan", "Seorang saksi berkata begitu. Mereka bertujuan", "text.txt")
    assert 'text: "Seorang saksi berkata begitu." is in no sentence' in str(check_article(folder)[0])


def test_an_article_without_sentences_is_refused(copy):
    folder = copy()
    text = (folder / "text.txt").read_text(encoding="utf-8")
    (folder / "annotations.toml").write_text(f"sentence = []\nsources = {{}}\n[outside]\nall = '''{text}'''")
    assert "sentence is empty" in str(check_article(folder)[0])


def test_a_sentence_of_a_blank_is_refused(copy):
    blank = block(seed(HARAKATUNA), S02, S03).replace("S02", "S20").replace("Mereka bertujuan untuk", " ")
    blank = blank.replace(blank[blank.index("text = ") : blank.index("en = ")], "text = ' '\n")
    lines = list(map(str, check_article(copy(HARAKATUNA, "[[edge]]", blank + "[[edge]]"))))
    assert any("S20: text is empty" in line for line in lines)


def test_a_typing_error_that_cannot_be_seen_is_spelt_out(copy):
    faults = check_article(copy(HARAKATUNA, "Media lokal mengatakan", "Media\xa0lokal mengatakan", "text.txt"))
    assert r'nearest: "Media\xa0lokal"' in str(faults[0])


# all faults, not only the first -----------------------------------------------------------------------------------


def test_all_faults_of_all_files_are_listed_each_on_one_line(copy):
    folder = copy()
    plant = [
        ("annotations.toml", "cue = 'Lavrov meminta'\nwords", "cue = 'Lavrov memnta'\nwords"),
        ("annotations.toml", "span = 'gerombolan teroris'", 'span = "gerombolan\\nteroris"'),
        ("annotations.toml", 'kind = "organisation"', 'kind = "organization"'),
        ("annotations.toml", "text = 'HTS merebut", "text = 'HTS merbut"),
        ("annotations.toml", 'why = "Nobody is quoted', 'why = ""#'),
        ("annotations.toml", "cue = 'Melansir Press TV'", "cue = 'Melansr Press TV'"),
        ("article.toml", "rights", "right"),
        ("codings/a.toml", "cue = 'Menteri", "cue = 'Mentri"),
        ("codings/b.toml", 'link = "explicit"', 'link = "explict"'),
    ]
    for name, old, new in plant:
        text = (folder / name).read_text(encoding="utf-8")
        assert old in text
        (folder / name).write_text(text.replace(old, new, 1), encoding="utf-8")
    faults = check_article(folder)
    at = [(fault.file.removeprefix(f"{folder}/"), fault.place) for fault in faults]
    assert sorted(at) == [
        ("annotations.toml", "S07"),
        ("annotations.toml", "S13 loaded 1"),
        ("annotations.toml", "S15"),
        ("annotations.toml", "S16"),
        ("annotations.toml", "edge harakatuna -> press-tv"),
        ("annotations.toml", "sources.sohr"),
        ("article.toml", "file"),
        ("article.toml", "file"),
        ("codings/a.toml", "S01"),
        ("codings/b.toml", "S01"),
    ]
    assert all(len(str(fault).splitlines()) == 1 for fault in faults)


def test_several_slips_in_one_sentence_are_all_listed(copy):
    text = seed(HARAKATUNA)
    fourteenth = block(text, '[[sentence]]\nid = "S14"', '[[sentence]]\nid = "S15"')
    worse = fourteenth
    for old, new in [
        (S14_TEXT, S14_TEXT[:-1]),
        ("cue = 'Menurut", "cue = 'Menurt"),
        ("words = 'sumber-sumber lokal'", "words = 'sumber-sumbr lokal'"),
        ('mode = "indirect"', 'mode = "indrect"'),
        ("span = 'faksi-faksi", "span = 'fraksi-faksi"),
        ('certainty = "clear"', 'certainty = "certain"'),
        ("tempting.vague", "tempting.unnamed"),
    ]:
        worse = worse.replace(old, new)
    messages = [fault.message for fault in check_article(copy(HARAKATUNA, fourteenth, worse))]
    told = ["its text", "cue", "words", "mode", "span", "certainty", "tempting.unnamed"]
    assert [part for part in told if not any(message.startswith(part) for message in messages)] == []
    assert len(messages) == len(told)


# files ------------------------------------------------------------------------------------------------------------

FILES = ["text.txt", "article.toml", "annotations.toml", "codings/a.toml"]
DAMAGE = {
    "missing": lambda file: file.unlink(),
    "a folder": lambda file: (file.unlink(), file.mkdir()),
    "empty": lambda file: file.write_bytes(b""),
    "not UTF-8": lambda file: file.write_bytes(file.read_bytes()[:300] + b"\xff\xfe"),
    "UTF-16": lambda file: file.write_bytes(file.read_bytes().decode().encode("utf-16")),
    "zeros": lambda file: file.write_bytes(bytes(300)),
    "cut off": lambda file: file.write_text(file.read_text(encoding="utf-8")[:700], encoding="utf-8"),
}


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("damage", DAMAGE)
def test_a_damaged_file_is_the_one_that_is_named(name, damage, copy):
    folder = copy()
    DAMAGE[damage](folder / name)
    named = {fault.file for fault in check_article(folder)}
    if (name, damage) == ("codings/a.toml", "missing"):
        assert named == set()
    elif name == "text.txt" and damage in ("zeros", "cut off"):
        assert named == {str(folder / coding) for coding in ("annotations.toml", "codings/a.toml", "codings/b.toml")}
    else:
        assert named == {str(folder / name)}


@pytest.mark.parametrize("name", FILES[:3])
@pytest.mark.parametrize("damage", DAMAGE)
def test_an_article_with_a_damaged_file_does_not_load(name, damage, copy):
    folder = copy()
    DAMAGE[damage](folder / name)
    with pytest.raises(AnnotationError) as error:
        load_article(folder)
    assert error.value.faults


def test_a_toml_error_gives_line_and_column(copy):
    [fault] = check_article(copy(HARAKATUNA, "[sources.narrator]", "[sources.narrator"))
    assert "not TOML" in fault.message
    assert "line 6, column" in fault.message


def test_other_encodings_of_the_same_words_give_the_same_article(copy):
    folder = copy(ISLAM_TIMES)
    for name in FILES:
        text = unicodedata.normalize("NFD", (folder / name).read_text(encoding="utf-8")).replace("\n", "\r\n")
        (folder / name).write_bytes(text.encode("utf-8-sig"))
    assert check_article(folder) == []
    assert load_article(folder) == load_article(ISLAM_TIMES)
    assert load_coding(folder, "a") == load_coding(ISLAM_TIMES, "a")


def test_accents_may_be_typed_in_one_character_or_two(copy):
    folder = copy(HARAKATUNA, "Media lokal", unicodedata.normalize("NFD", "Média lokal"), "text.txt")
    text = seed(HARAKATUNA).replace("Media lokal", "Média lokal")
    (folder / "annotations.toml").write_text(text, encoding="utf-8")
    shutil.rmtree(folder / "codings")
    assert check_article(folder) == []
    assert load_article(folder).sentence("S18").cue == "Média lokal mengatakan"


@pytest.mark.parametrize("coder", ["c", "", "A", "../annotations", "a.toml", "a\0", None])
def test_a_coder_who_is_not_there_gets_those_who_are(coder):
    with pytest.raises(ArticleError, match="there are: a, b"):
        load_coding(HARAKATUNA, coder)


@pytest.mark.parametrize("instead", ["nothing", "a file", "an empty folder"])
def test_an_article_without_codings_is_whole_and_has_no_coder(instead, copy):
    folder = copy()
    shutil.rmtree(folder / "codings")
    if instead == "a file":
        (folder / "codings").write_text("x")
    if instead == "an empty folder":
        (folder / "codings").mkdir()
    assert check_article(folder) == []
    with pytest.raises(ArticleError, match="it has no codings"):
        load_coding(folder, "a")


def test_a_coders_slip_is_the_coders_and_the_article_still_loads(copy):
    folder = copy(HARAKATUNA, "cue = 'Menteri", "cue = 'Mentri", "codings/a.toml")
    with pytest.raises(AnnotationError, match=r"codings/a\.toml: S01: cue \"Mentri"):
        load_coding(folder, "a")
    assert load_article(folder).id == HARAKATUNA


def test_a_folder_that_is_a_file_and_an_empty_folder_are_told_apart(tmp_path):
    (tmp_path / "file").write_text("x")
    with pytest.raises(ArticleError, match="is a file; give the folder"):
        check_article(tmp_path / "file")
    assert {fault.message for fault in check_article(tmp_path)} == {"cannot be read: No such file or directory."}


# offsets ----------------------------------------------------------------------------------------------------------


def assert_offsets(article):
    text, last = article.text, 0
    for sentence in article.sentences:
        assert last <= sentence.start < sentence.end
        last = sentence.end
        assert text[sentence.start : sentence.end] == sentence.text
        assert text[sentence.cue_start or 0 : sentence.cue_end or 0] == sentence.cue
        assert (sentence.cue_start is None) == (sentence.cue == "")
        if sentence.words_start is not None:
            assert sentence.cue_start <= sentence.words_start < sentence.words_end <= sentence.cue_end
        for loaded in sentence.loaded:
            assert sentence.start <= loaded.start < loaded.end <= sentence.end
            assert text[loaded.start : loaded.end] == loaded.span
    ids = {sentence.id for sentence in article.sentences}
    for edge in article.chain:
        assert edge.cue in article.sentence(edge.sentence).text
        assert set(edge.scope) <= ids
    covered = [(sentence.start, sentence.end) for sentence in article.sentences] + [*article.outside.values()]
    left = set(range(len(text))).difference(*(range(*span) for span in covered))
    assert "".join(text[at] for at in left).strip() == ""


@pytest.mark.parametrize("id", [HARAKATUNA, ISLAM_TIMES])
def test_every_offset_gives_its_quote_and_nothing_is_left_over(id):
    for article in (load_article(id), load_coding(id, "a"), load_coding(id, "b")):
        assert_offsets(article)
    typed = tomllib.loads(seed(id))["sentence"]
    article = load_article(id)
    assert [article.text[s.words_start or 0 : s.words_end or 0] for s in article.sentences] == [
        table.get("words", "") for table in typed
    ]


# anything at all --------------------------------------------------------------------------------------------------

# mostly short: what a slip of the hand, a bad merge or a search-and-replace would leave
scraps = st.text("ab\"'[]{}=#.,\n S01\\", max_size=8) | st.text(max_size=3)
scalars = (
    st.booleans()
    | st.integers(-(2**70), 2**70)
    | st.floats()
    | st.dates()
    | st.sampled_from(["", " ", "S01", "narrator", "none", "label", "person", "unnamed"])
    | st.text(max_size=4)
)
values = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=4,
)


def dumped(value) -> str:
    """The value as TOML on one line."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{dumped(str(name))} = {dumped(each)}" for name, each in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(dumped, value)) + "]"
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
    return str(value).lower() if isinstance(value, (bool, float)) else str(value)


def steps(value, path=()):
    """The path of every value inside a parsed TOML file."""
    yield path
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, each in inner:
        yield from steps(each, (*path, key))


def load_or_refuse(folder, content: str):
    """Whatever the file says: an article whose offsets all hold, or a list of faults in an ArticleError."""
    (folder / "annotations.toml").write_text(content, encoding="utf-8", newline="")
    if faults := check_article(folder):
        assert all(fault.place and fault.message for fault in faults)
        with pytest.raises(ArticleError):
            load_article(folder)
    else:
        assert_offsets(load_article(folder))


@pytest.fixture(scope="module", params=[HARAKATUNA, ISLAM_TIMES])
def bare(request, tmp_path_factory):
    """A copy of an article without its coders' files."""
    folder = tmp_path_factory.mktemp("bare") / request.param
    shutil.copytree(seeds_folder() / "articles" / request.param, folder, ignore=shutil.ignore_patterns("codings"))
    return folder


@quick
@given(data=st.data())
def test_slices_deleted_doubled_or_replaced_never_end_in_a_traceback(bare, data):
    content = seed(bare.name)
    for _ in range(data.draw(st.integers(1, 3))):
        start = data.draw(st.integers(0, len(content)))
        end = min(len(content), start + data.draw(st.integers(0, 12) | st.integers(0, 1500)))
        piece = content[start:end]
        new = data.draw(st.sampled_from(["", piece * 2, piece.upper(), piece[::-1]]) | scraps)
        content = content[:start] + new + content[end:]
    load_or_refuse(bare, content)


@quick
@given(data=st.data())
def test_two_passages_that_change_places_never_end_in_a_traceback(bare, data):
    lines = seed(bare.name).splitlines()
    one, two = data.draw(st.tuples(*[st.integers(0, len(lines) - 1)] * 2))
    lines[one], lines[two] = lines[two], lines[one]
    load_or_refuse(bare, "\n".join(lines))


@quick
@given(data=st.data())
def test_any_value_in_any_place_never_ends_in_a_traceback(bare, data):
    table = tomllib.loads(seed(bare.name))
    for _ in range(data.draw(st.integers(1, 3))):
        *path, key = data.draw(st.sampled_from(list(steps(table))[1:]))
        inner = table
        for step in path:
            inner = inner[step]
        inner[key] = data.draw(values)
    load_or_refuse(bare, "\n".join(f"{dumped(name)} = {dumped(value)}" for name, value in table.items()))
