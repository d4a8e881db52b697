"""Questions of every kind read what students type: forgiven where the meaning is plain, explained where it is not."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.cases import cases

from helpers.exercises import QuestionError, ask
from helpers.exercises.answers.number import whole_number
from helpers.exercises.bank import read_bank
from helpers.exercises.choices import choices, list_ids
from helpers.exercises.question import MARKS
from helpers.exercises.session import Feedback
from helpers.exercises.worksheet import parse

KINDS = {
    "label": {"asks": "kind", "article": "harakatuna-2024"},
    "technique": {"asks": "technique", "article": "islam-times-2021"},
    "span": {"asks": "loaded", "article": "harakatuna-2024"},
    "edge": {"asks": "edges", "article": "islam-times-2021"},
    "number": {"asks": "lateral-shelf"},
    "text": {"asks": "fair-leads"},
    "mixed": {"asks": "form-a"},
}
every_kind = pytest.mark.parametrize("asked", [ask(**named) for named in KINDS.values()], ids=KINDS)


def judged(asks, sheet, **named):
    """The verdicts by item, and what is said of the lines."""
    asked = ask(asks, **named)
    return {v.item: v for v in asked.verdicts(parse("", sheet))}, list(asked.faults(parse("", sheet)))


def told(asked, text):
    sheet = parse("sheet", text)
    return Feedback("sheet", asked, asked.verdicts(sheet), tuple(asked.faults(sheet)))


def sheets(asked):
    """Any text at all, and any text behind the items that a worksheet asks for."""
    ids = st.sampled_from(sorted({question.typed or question.id for question in asked.questions}))
    lines = st.lists(st.builds("{} {}".format, ids, st.text()), min_size=1)
    return st.text() | lines.map("\n".join)


@every_kind
@given(data=st.data())
@settings(max_examples=cases(40))
def test_any_text_at_all_gets_a_verdict_an_item_in_text_and_as_a_table(asked, data):
    shown = told(asked, data.draw(sheets(asked)))
    assert [v.item for v in shown.verdicts] == [question.id for question in asked.questions]
    assert {v.status for v in shown.verdicts} <= MARKS.keys()
    assert all(v.reason for v in shown.verdicts)
    assert str(shown) == str(shown)
    assert shown._repr_html_().count("<tr>") == 1 + len(asked.questions)


@given(st.text())
@settings(max_examples=cases(40))
def test_whatever_is_typed_below_a_full_worksheet_of_labels_costs_nothing(text):
    asked = ask("kind", article="islam-times-2021")
    full = "\n".join(f"{question.id} {question.key.answer}" for question in asked.questions)
    assert all(v.points for v in told(asked, f"{full}\n{text}").verdicts)


@every_kind
def test_a_megabyte_is_read_as_far_as_a_person_types(asked):
    item = asked.questions[0].typed
    for words in ("x1 dan ", f"{item} a;", "a -> b ", "😀"):
        sheet = f"{item} {words * (1_000_000 // len(words))}"
        assert len(told(asked, sheet).verdicts) == len(asked.questions)


@pytest.mark.parametrize(
    ("words", "label"),
    [
        ("Tanpa nama.", "unnamed"),
        ("_narasi_", "narrator"),
        ("person 😀", "person"),
        ("“vague”???", "vague"),
        ("anonymous / unnamed", "unnamed"),
        ("person atau tokoh", "person"),
        ("person because he has a name", "person"),
        ("orang karena ada namanya", "person"),
        ("narrator = no words attribute it", "narrator"),
        ("person or organisation", None),
        ("Raeisi", None),
        ("", None),
        ("😀", None),
    ],
)
def test_a_label_is_understood_through_what_stands_around_it(words, label):
    assert choices("kind").read(words) == label


@pytest.mark.parametrize("name", list_ids())
def test_every_other_word_for_a_label_means_one_label_only(name):
    listed = choices(name)
    for label in listed.labels:
        words = [label, label.upper(), f"“{label}”.", *listed.words[label]]
        assert {listed.read(word) for word in words} == {label}


def test_whoever_copies_the_speaker_is_asked_what_it_is():
    _, [fault, *_] = judged("kind", "S17 SOHR", article="harakatuna-2024")
    assert fault.startswith('Line 1: "SOHR" stands in S17; say what it is: person, organisation, outlet')


def test_two_items_in_one_line_are_asked_apart():
    verdicts, faults = judged("kind", "S01 person, S02 narrator", article="harakatuna-2024")
    assert verdicts["S01"].points == 1
    assert faults[0] == "Line 1: S02 stands behind S01; give each item a line of its own."


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("8 outlets", 8),
        ("(8)", 8),
        ("= 8.", 8),
        ("~8", 8),
        ("Delapan", 8),
        ("eight of them", 8),
        ("dua belas", 12),
        ("sembilan belas", 19),
        ("dua puluh", 20),
        ("19 (sembilan belas)", 19),
        ("tidak ada", 0),
        ("1 or 2", None),
        ("1 atau 2", None),
        ("1-2", None),
        ("one, two", None),
        ("2.5", None),
        ("1.200", None),
        ("two hundred", None),
        ("twenty-one", None),
        ("a few", None),
        ("many", None),
        ("9" * 50, None),
    ],
)
def test_a_number_is_one_whole_number(words, number):
    assert whole_number(words) == number


def test_a_hedged_number_earns_nothing_and_is_told():
    verdicts, faults = judged("lateral-shelf", "Q01 1 or 2")
    assert verdicts["Q01"].status == "not answered"
    assert faults[0] == 'Line 1: "1 or 2" is no whole number; write one, as in: Q01  3'


@pytest.mark.parametrize(
    "sheet",
    [
        "S12 kelompok-kelompok teroris; didalangi oleh Israel dan AS",
        "S12 KELOMPOK-KELOMPOK teroris | “didalangi  oleh Israel dan AS”",
        "S12 kelompok kelompok teroris, didalangi oleh Israel dan AS",
        "S12 kelompok-kelompok teroris (label) ; 'didalangi oleh'",
        "S12 teroris dan didalangi",
        "S12 kelompok–kelompok teroris\nS12: didalangi oleh Israel",
    ],
)
def test_marks_are_understood_in_whatever_dress(sheet):
    verdicts, faults = judged("loaded", sheet, article="harakatuna-2024", only="S12")
    assert [v.status for v in verdicts.values()] == ["right", "right"]
    assert faults == []


@pytest.mark.parametrize(
    ("sheet", "words"),
    [
        ("S12 gerombolan teroris", 'does not stand in S12; nearest: "kelompok-kelompok teroris"'),
        ("S12 terrorist groups", '"terrorist groups" is the English below S12; copy the Indonesian words.'),
        (
            "S12 Pasukan Tentara Suriah terus menangkis serangan oleh kelompok-kelompok teroris",
            "is too long; mark only",
        ),
        ("S13 didukung asing", '"didukung asing" is arguable and costs nothing.'),
    ],
)
def test_a_mark_that_does_not_count_is_explained(sheet, words):
    _, faults = judged("loaded", sheet, article="harakatuna-2024", only="S12 S13")
    assert words in faults[0]


def test_each_mark_on_plain_words_takes_back_one_that_was_found():
    verdicts, _ = judged("loaded", "S12 teroris; didalangi; Pasukan", article="harakatuna-2024", only="S12")
    assert sorted(v.status for v in verdicts.values()) == ["not yet", "right"]
    assert any('take off "Pasukan"' in v.reason for v in verdicts.values())


CHAIN = "Islam Times -> Press TV\nPress TV -> Sputnik\nSputnik -> sumber berita\nIslam Times -> beberapa laporan\n"


@pytest.mark.parametrize(
    "sheet",
    [
        "Islam Times -> Press TV -> Sputnik berbahasa Arab -> sumber berita\nIslam Times -> beberapa laporan, Raeisi",
        "1. islam times → PressTV\n2. pres tv => Sputnik Arabic\n• Sputnik > sumber\n- IslamTimes —> laporan\n"
        "Raisi <- Islam Times",
        "\n".join(reversed([*CHAIN.splitlines(), "Islam Times -> Ebrahim Raeisi"])),
    ],
)
def test_arrows_are_understood_in_any_order_and_spelling(sheet):
    verdicts, _ = judged("edges", sheet, article="islam-times-2021")
    assert [v.item for v in verdicts.values() if not v.points] in ([], ["E05"])


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("Press TV -> Islam Times", "points the wrong way; the arrow runs from who relays to who is relayed."),
        ("Islam Times -> Sputnik", "leaves somebody out; who stands between the two?"),
        ("Islam Times -> Reuters", '"Reuters" is nobody who speaks or relays here; copy it from the text.'),
        ("Islam Times mengutip Press TV", "has no arrow; write who relays -> who is relayed."),
        ("Raeisi -> Sputnik", "no words of the text say"),
    ],
)
def test_an_arrow_that_does_not_count_is_explained(line, fault):
    _, faults = judged("edges", line, article="islam-times-2021")
    assert fault in faults[0]


def test_an_arrow_that_the_text_does_not_state_takes_one_back_and_is_named():
    verdicts, _ = judged("edges", CHAIN + "Islam Times -> Raeisi\nIslam Times -> Sputnik", article="islam-times-2021")
    assert [v.item for v in verdicts.values() if not v.points] == ["E05"]
    assert "Islam Times -> Sputnik berbahasa Arab is not" in verdicts["E05"].reason


def test_a_reversed_arrow_is_told_to_turn_round():
    verdicts, _ = judged("edges", "Press TV -> Islam Times", article="islam-times-2021")
    assert verdicts["E01"].reason.startswith("Turn the arrow round")
    assert verdicts["E01"].points == 0


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("T01 Rezim Lindoria memotong 30 persen anggaran", 'Still there: "rezim"; plainer: pemerintah / government.'),
        (
            "T01 Pemerintah memotong anggaran",
            "Not found: Lindoria, 30, sekolah / schools, Selasa / Tuesday.",
        ),
        ("T01 dipotong", "Not found: who says so (Arga Sondi). Without it, the claim becomes your own."),
        ("T01 dipotong", "Short: 1 word; a full answer has 8 or more."),
        ("T01 " + "kata " * 60, "Long: 60 words; 45 are enough."),
    ],
)
def test_a_text_is_told_what_a_machine_can_see_and_is_marked_by_a_person(text, seen):
    verdicts, faults = judged("loaded-plainer", f"{text}\nT02 ...")
    assert seen in verdicts["T01"].reason
    assert (verdicts["T01"].status, verdicts["T01"].points) == ("for a person to mark", 0)
    assert verdicts["T02"].status == "not answered"
    assert faults == []


@pytest.mark.parametrize("number", ["30 persen", "tiga puluh persen", "thirty percent"])
def test_what_is_kept_is_found_with_a_clitic_and_a_number_in_words(number):
    text = f"Lindoria pada hari Selasalah memotong {number} anggaran sekolahnya, kata Arga Sondi"
    verdicts, _ = judged("loaded-plainer", f"T01 {text}")
    assert "Not found" not in verdicts["T01"].reason
    assert "Kept: Lindoria, 30, sekolah, Selasa." in verdicts["T01"].reason


@pytest.mark.parametrize("text", ["tiga puluh lima persen", "thirty-five percent", "tiga puluh ribu", "sekolahan"])
def test_a_longer_number_or_another_word_is_not_what_is_kept(text):
    verdicts, _ = judged("loaded-plainer", f"T01 {text}")
    assert "Not found: Lindoria, 30, sekolah / schools, Selasa / Tuesday." in verdicts["T01"].reason


def test_a_source_is_found_with_a_clitic():
    verdicts, _ = judged("one-weekend", "T01 Sputnik menulis bahwa sumbernya tahu tentang Tanf")
    assert "Kept: who says so." in verdicts["T01"].reason


def test_a_text_may_go_on_below_and_is_shown_with_levels_and_answers_to_compare():
    verdicts, faults = judged(
        "loaded-plainer", 'T01 "Pemerintah Lindoria"\nmemotong anggaran,\nkata Arga Sondi!\nT02 x'
    )
    assert verdicts["T01"].answer.endswith("memotong anggaran, kata Arga Sondi!")
    assert [level in verdicts["T01"].reason for level in ("Level 1. Not yet", "Level 2. Nearly", "Level 3. There")]
    assert verdicts["T01"].reason.count("To compare: ") == 2
    assert faults == []


def test_a_text_ends_at_the_next_item_and_not_at_a_number_of_its_own():
    verdicts, _ = judged("form-a", "T01 Sekelompok pengunjuk rasa merusak\n14 kursi\nQ10  role-and-how\nQ11  ...")
    assert verdicts["T01"].answer == "Sekelompok pengunjuk rasa merusak 14 kursi"
    assert verdicts["Q10"].status == "right"


def test_an_arguable_mark_and_none_both_earn_the_point():
    for words in ("terorisme", "none"):
        verdicts, _ = judged("loaded", f"S07 {words}", article="harakatuna-2024", only="S07")
        assert (verdicts["S07"].status, verdicts["S07"].points) == ("contested", 1)
        assert '"terorisme" is arguable.' in verdicts["S07"].reason


def test_of_two_numbers_the_first_counts_and_the_second_is_told():
    verdicts, faults = judged("lateral-shelf", "Q01 2\nQ01 4")
    assert verdicts["Q01"].points == 1
    assert faults[0] == "Line 2: Q01 has an answer in line 1 already; the first one counts."


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: ask("relay"), 'did you mean "relays"?'),
        (lambda: ask("loaded"), 'asks="loaded" needs an article'),
        (lambda: ask("relays", article="harakatuna-2024"), '"relays" is a bank with passages of its own'),
        (lambda: ask("relays", only="R99"), 'There is no item "R99"'),
        (lambda: ask("relays").question("R99"), 'There is no item "R99"'),
    ],
)
def test_what_cannot_be_asked_is_named_with_what_can(call, words):
    with pytest.raises(QuestionError, match=re.escape(words)):
        call()


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        ('id = "R02"', 'id = "R01"', 'id "R01" is there twice'),
        ('id = "R02"', 'id = "two"', "two: an id is a capital letter and two digits, as in Q07"),
        ('answer = "dead end"', 'answer = "ded end"', 'R03: "ded end" is no end of a chain; choose somebody to ask'),
        ("sound = false", "sund = false", 'question R03: "sund" is no field here; did you mean sound?'),
        ("answer = 1\n", 'answer = "one"\n', "question R09: answer must be a whole number"),
        ("tempting.7 =", "tempting.1 =", 'R09: "1" is the answer and cannot tempt'),
        (
            'en = "Portal Kunang-Kunang – Citing',
            'en = ""\n#',
            "R03: needs an English gloss (en)",
        ),
        ('  answer = "dead end"\n  for_key', "  for_key", "R04: other: answer is missing"),
        ("fictional = true", "", "fictional is missing"),
    ],
)
def test_a_mistake_in_a_bank_is_named_with_its_file_and_question(tmp_path, root, before, after, words):
    text = (root / "seeds/questions/relays.toml").read_text("utf-8")
    assert before in text
    file = tmp_path / "relays.toml"
    file.write_text(text.replace(before, after, 1), "utf-8")
    with pytest.raises(QuestionError, match=re.escape(words)) as told:
        read_bank("relays", file)
    assert str(told.value).startswith(f"{file}: ")
