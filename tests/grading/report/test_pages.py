"""Feedback and the class report: what they say, of whom, and that nothing in them ever runs."""

import re
import subprocess
import sys
from base64 import b64encode
from dataclasses import fields, replace
from datetime import UTC, datetime
from hashlib import sha256
from html.parser import HTMLParser
from random import Random

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from tests.cases import cases

from helpers.grading.keys import load_keys
from helpers.grading.report.class_report import class_report
from helpers.grading.report.exercise import exercise_of, section_for
from helpers.grading.report.pages import feedback, macro
from helpers.grading.report.statistics import Gain, ItemStatistics, Scores
from helpers.grading.results import Item, Result

KEYS = load_keys()
EXERCISES = {name: exercise_of(KEYS[name]) for name in ("who-says-so", "write-it-fair", "before-and-after")}
FIRST = EXERCISES["who-says-so"]

_TEXT = "html:lang head title:id style body meta:charset,http-equiv,content,name main:class h1 h2:id h3 p:class br code"
_PARTS = "ul:class ol:class li:class,id a:href strong em bdi:lang blockquote dl dt dd span:class,lang,id figure"
_TABLES = (
    "figcaption details summary div:class,id,tabindex,role,aria-label table:class caption thead tbody tr th:scope,class"
)
_FIGURES = "td:class desc:id svg:xmlns,viewbox,role,aria-labelledby,aria-describedby text:x,y,text-anchor path:class,d"
_SHAPES = "rect:class,x,y,width,height circle:class,cx,cy,r,stroke-width line:class,x1,x2,y1,y2,stroke-width"
ALLOWED = {
    tag: set(filter(None, names.split(",")))
    for tag, _, names in (one.partition(":") for one in f"{_TEXT} {_PARTS} {_TABLES} {_FIGURES} {_SHAPES}".split())
}


class Page(HTMLParser):
    """A page taken apart: its elements with their attributes, its text, the ids and the places that links lead to."""

    def __init__(self, raw):
        super().__init__()
        self.strange, self.words, self.ids, self.links, self.open, self.said = [], [], [], [], [], []
        self.feed(raw.decode())
        self.close()

    def handle_starttag(self, tag, attrs):
        names = {name for name, _ in attrs}
        self.strange += [(tag, attrs)] * (tag not in ALLOWED or bool(names - ALLOWED[tag]))
        told = dict(attrs)
        self.open += [(tag, told.get("lang", self.open[-1][1] if self.open else "en"))] * (tag not in ("meta", "br"))
        self.ids += filter(None, [told.get("id")])
        self.links += filter(None, [told.get("href")])

    def handle_endtag(self, tag):
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data):
        self.words.append(data)
        self.said.append((data, self.open[-1][1] if self.open else "en"))

    def spoken(self, words):
        """The language in which a screen reader would say these words."""
        [language] = {language for data, language in self.said if words in data}
        return language

    def handle_comment(self, data):
        self.strange.append(("comment", data))

    handle_pi = handle_comment

    @property
    def text(self):
        return " ".join(" ".join(self.words).split())


def wrong(handed_in, student, **fields):
    blank = dict.fromkeys(["second-article", "mirror-voices", "mirror-twice"], "")
    return handed_in(student, "who-says-so", {"first-article": "S01 person\nS02 unnamed", **blank}, **fields)


def test_a_page_of_feedback_says_answer_verdict_points_and_reason_of_each_item(handed_in):
    page = Page(feedback(wrong(handed_in, "siti", name="Siti Aminah"), FIRST))
    assert "For Siti Aminah" in page.text
    assert "1 of 55 points" in page.text
    assert "S01: ✗ not yet Islam Times - Badan intelijen" in page.text
    assert "Your answer person Points 0 of 1 Why" in page.text
    assert "✓ 1 right ✗ 1 not yet · 53 not answered" in page.text
    assert page.text.count("Why") == 55
    assert page.links == ["#who-says-so-first-article-S01"]
    assert set(page.links) <= {f"#{id}" for id in page.ids}


def test_it_says_what_a_person_marks_what_was_late_and_which_lines_did_not_count(handed_in):
    text = {"fair-leads": "T01  Artikel itu menyebut Israel dan AS."}
    night = datetime(2026, 11, 20, 23, 59, tzinfo=UTC)
    result = handed_in("siti", "write-it-fair", text, late=True, handed_in=night, faults=("fair-verbs: Line 3, no.",))
    page = Page(feedback(result, EXERCISES["write-it-fair"]))
    assert "handed in on 20 Nov 2026 23:59 UTC, late" in page.text
    assert "T01: ✎ for a person to mark" in page.text
    assert "Points not marked yet" in page.text
    assert "Level 3." in page.text
    assert page.spoken("Artikel itu menyebut Israel dan AS.") == ""
    assert page.spoken("Pasukan Tentara Suriah terus menangkis serangan kelompok-kelompok bersenjata, tulis") == "id"
    assert page.spoken("(Syrian army forces continue") == "en"
    assert "fair-verbs: Line 3, no." in page.text


def test_a_page_names_nobody_else(handed_in):
    ours, theirs = (feedback(wrong(handed_in, who, name=who.title()), FIRST) for who in ("siti", "budi"))
    assert ours == theirs.replace(b"Budi", b"Siti")


def hostile(result, words):
    """The result with the same words in each field that holds any."""
    texts = {f.name for f in fields(Item) if f.type == "str"} - {"status", "form"}
    items = tuple(replace(item, **dict.fromkeys(texts - {"sheet", "id"}, words)) for item in result.items[:2])
    items += (replace(items[0], sheet=words, id=words), replace(items[1], status=words))
    return replace(result, student=words, student_name=words, items=items, faults=(words,), file=words)


anything = st.text(st.characters(), min_size=1)
spells = ['"><script>alert(1)</script>', "<img src=x onerror=alert(1)>", "' onmouseover='x", "<!--", "]]>"]
spells += ["</title><svg/onload=x>", "&lt;b&gt;", "\u202e<\x00b>"]


@settings(max_examples=cases(150))
@given(anything)
@example("".join(spells))
def test_no_field_of_a_submission_brings_an_element_or_an_attribute_into_a_page(handed_in, words):
    result = hostile(wrong(handed_in, "siti"), words)
    for raw in (feedback(result, FIRST), class_report([result] * 2, {"who-says-so": FIRST})):
        page = Page(raw)
        assert page.strange == []
        assert all(link.startswith("#") for link in page.links)
        assert not re.search("[\u202a-\u202e\u2066-\u2069\x00-\x08\x0b-\x1f\x7f]", raw.decode())


def texts(name, words):
    items = [Item(name, "fair-leads", "T01", 0, 0, "for a person to mark", words, words, by_person=True, form="text")]
    return [
        Result(who, words, name, who, "", None, False, tuple(items), (), "graded") for who in (words + "a", words + "b")
    ]


@settings(max_examples=cases(50))
@given(anything)
@example("".join(spells) + " five more words than that")
def test_no_text_that_two_share_brings_an_element_into_the_report(words):
    raw = class_report(texts("write-it-fair", words), EXERCISES)
    assert Page(raw).strange == []


def test_the_policy_lets_only_the_pages_own_style_in(handed_in):
    page = feedback(wrong(handed_in, "siti"), FIRST).decode()
    [style] = re.findall("<style>(.*?)</style>", page, re.DOTALL)
    [policy] = re.findall('Content-Security-Policy" content="(.*?)"', page)
    digest = b64encode(sha256(style.encode()).digest()).decode()
    assert policy == f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    assert not re.search(r"url\(|@import|https?:(?!//www.w3.org/2000/svg)", page)
    assert " style=" not in page


def test_hidden_and_endless_answers_are_shown_harmlessly(handed_in):
    result = wrong(handed_in, "siti")
    [first, *_] = result.items
    page = Page(feedback(replace(result, items=(replace(first, answer="a\u202eb\x1b[31m" + "x" * 9000),)), FIRST))
    assert "a\ufffdb\ufffd[31mxxx" in page.text
    assert "(shortened: 9008 characters)" in page.text


@pytest.fixture(scope="module")
def report(handed_in):
    """A class of twelve, in which the first article's S01 is missed by all but the best."""
    sheet = dict(handed_in("x", "who-says-so").worksheets)["first-article"].splitlines()
    shorter = [sheet[: 13 - 2 * (n % 6)] for n in range(12)]
    answers = ["\n".join(["S01  person" if n % 6 else "S01  narrator", *lines[1:]]) for n, lines in enumerate(shorter)]
    own = "Artikel itu menyebut Israel dan AS, katanya"
    members = [
        handed_in(f"s{n:02}", "who-says-so", {"first-article": one}, f"Murid{n:02} Name")
        for n, one in enumerate(answers)
    ]
    members += [
        handed_in(f"s{n:02}", "write-it-fair", {"fair-leads": f"T01  {own}{n // 2}."}, f"Murid{n:02} Name")
        for n in range(4)
    ]
    form = "\n".join(f"Q{n:02} vague" for n in range(1, 11))
    members += [handed_in(f"s{n:02}", "before-and-after", {"form-a": form}, f"Murid{n:02} Name") for n in range(3)]
    members += [Result("s99", "Gone", "who-says-so", "", "", None, False, (), (), "missing")]
    return members


def test_the_report_tells_what_was_hard_and_which_wrong_answer_drew_most(report):
    page = Page(class_report(report, EXERCISES))
    assert page.strange == []
    assert "who-says-so 12 0 1 0" in page.text
    assert re.search(
        r"S01 17 % \+\.67 Islam Times - .*? Hard\. Most chosen wrong answer: person \(10 of 12\)\.", page.text
    )
    assert "With so few students, take the figures as hints." in page.text
    assert len(set(page.ids)) == len(page.ids)


def taken_for_somebody(handed_in, *wrong):
    """A class of ten, in which so many take S14 and then S18, two dead ends, for somebody to ask."""
    key = dict(handed_in("x", "sourcing-chains").worksheets)["chain-ends"]
    sheets = [key] * 10
    for item, many in zip(("S14", "S18"), wrong, strict=True):
        line = next(line for line in key.splitlines() if line.startswith(item))
        sheets = [one.replace(line, f"{item}  somebody to ask") for one in sheets[:many]] + sheets[many:]
    return [
        handed_in(f"s{n}", "sourcing-chains", {"chain-ends": one}, f"Murid{n} Name") for n, one in enumerate(sheets)
    ]


CHAINS = {"sourcing-chains": exercise_of(KEYS["sourcing-chains"])}


def test_the_report_opens_with_what_many_took_for_what_with_passage_reason_and_section(handed_in):
    page = Page(class_report(taken_for_somebody(handed_in, 4, 3), CHAINS))
    opening = page.text[page.text.index("What to talk about next") :]
    said = (
        "4 of 10 answered somebody to ask where the key says dead end ( S14 , S18 ). "
        "Go back to Sourcing chains , \u201cRelay, origin, dead end\u201d. 1. Sourcing chains: the exercise: S14 "
        "Menurut sumber-sumber lokal, "
    )
    assert said in opening
    assert "According to local sources, " in opening
    assert "What stands at the end of its chain? dead end . " in opening
    assert page.spoken("Menurut sumber-sumber lokal, Hayat") == "id"
    assert opening.index("Ten minutes:") < opening.index("What was handed in")


def test_the_reason_is_the_one_against_what_they_answered(handed_in):
    class_of_ten = taken_for_somebody(handed_in, 4, 3)
    [missed] = [item for item in class_of_ten[0].items if item.name == "chain-ends:S14"]
    assert missed.reason.split('"')[0] in Page(class_report(class_of_ten, CHAINS)).text.split("What was handed in")[0]


def test_a_class_without_a_shared_mistake_is_told_so_and_what_is_weakest(handed_in):
    text = Page(class_report(taken_for_somebody(handed_in, 1, 0), CHAINS)).text
    assert "No wrong answer is shared by a fifth of the class. The weakest spot all the same:" in text
    assert "9 of 10 are right on S14 . Go back to Sourcing chains" in text
    perfect = Page(class_report(taken_for_somebody(handed_in, 0, 0), CHAINS)).text
    assert "Everybody is right on every item." in perfect


def test_an_arrow_that_many_did_not_draw_is_a_mistake_they_share(handed_in):
    class_of_three = [handed_in(f"s{n}", "sourcing-chains", {"first-chain": "Islam Times -> Press TV"}) for n in "abc"]
    text = Page(class_report(class_of_three, CHAINS)).text
    assert "3 of 3 did not find Press TV -> Sputnik berbahasa Arab ( E02 )" in text


def test_loaded_words_that_many_passed_over_are_one_mistake(handed_in):
    framing = {"loaded-framing": exercise_of(KEYS["loaded-framing"])}
    passed_over = [handed_in(f"s{n}", "loaded-framing", {"loaded-marks": "S12 none\nS04 none"}) for n in "abc"]
    text = Page(class_report(passed_over, framing)).text
    assert re.search(r"3 of 3 marked nothing where the key has loaded words \( S04-1 , S04-2 , S04-3 , S12 \)", text)
    assert text.count("marked nothing") == 1


def test_who_needs_help_is_listed_least_points_first_and_hidden_with_the_names(handed_in):
    blank = dict.fromkeys(dict(handed_in("x", "sourcing-chains").worksheets), "")
    some = {**blank, "chain-ends": "S01  somebody to ask"}
    few = [handed_in(f"s{n}", "sourcing-chains", own, f"Low{n} Name") for n, own in ((20, some), (21, blank))]
    gone = Result("s99", "Gone Name", "sourcing-chains", "", "", None, False, (), (), "missing")
    members = [*taken_for_somebody(handed_in, 4, 3), *few, gone]
    text = Page(class_report(members, CHAINS)).text
    [listed] = re.findall("Who needs help (.*?) What was handed in", text)
    assert re.match(r"Low21 Name : 0 of \d+ points in Sourcing chains: the exercise, \d+ not answered Low20 ", listed)
    assert "Low20 Name : 1 of" in listed
    assert listed.endswith("Nothing handed in: Gone Name .")
    assert "Murid" not in listed
    hidden = Page(class_report(members, CHAINS, anonymous=True)).text
    assert "2 with less than half of the points of an exercise, 1 with nothing handed in." in hidden
    assert not re.search("Low2|Gone|s99", hidden)


def test_an_exercise_that_one_student_handed_in_comes_last_and_opens_nothing(handed_in):
    other = handed_in("s1", "before-and-after", {"form-a": "Q01 vague"}, "Murid1 Name")
    exercises = {"before-and-after": EXERCISES["before-and-after"], **CHAINS}
    text = Page(class_report([*taken_for_somebody(handed_in, 4, 3), other], exercises)).text
    titles = [exercises[name].title for name in ("sourcing-chains", "before-and-after")]
    assert text.rindex(titles[0]) < text.rindex(titles[1])
    assert titles[1] not in text.split("What was handed in")[0]
    assert "Only 1 of 10 handed this in." in text


def test_who_handed_in_another_exercise_did_not_hand_in_nothing(handed_in):
    other = handed_in("s99", "before-and-after", {"form-a": "Q01 vague"}, "Lone Name")
    gone = Result("s99", "Lone Name", "sourcing-chains", "", "", None, False, (), (), "missing")
    exercises = {"before-and-after": EXERCISES["before-and-after"], **CHAINS}
    text = Page(class_report([*taken_for_somebody(handed_in, 4, 3), other, gone], exercises)).text
    assert "Nothing handed in" not in text


def test_a_class_that_hands_in_one_exercise_each_has_an_opening_all_the_same(handed_in):
    two = [handed_in("a", "who-says-so", {"first-article": ""}), handed_in("b", "sourcing-chains")]
    text = Page(class_report(two, {"who-says-so": FIRST, **CHAINS})).text
    assert "0 of 1 are right on S01" in text


def test_each_item_stands_with_its_passage_and_its_name_leads_there(report):
    page = Page(class_report(report, EXERCISES))
    assert set(page.links) <= {f"#{id}" for id in page.ids}
    assert page.text.count(FIRST.asked["second-article:S07"][0].words) >= 1


@pytest.mark.parametrize("name", KEYS)
def test_the_section_to_go_back_to_is_known_for_each_item_and_is_in_the_book(root, name):
    for asked in KEYS[name].items:
        key = asked.question.key
        if key.by_person:
            continue
        item = Item(name, asked.sheet, asked.question.id, 0, 1, "not yet", "", "", form=key.form, of=key.of)
        section = section_for(item)
        chapters = [file.read_text("utf-8") for file in (root / "chapters").glob("*.md")]
        [chapter] = [text for text in chapters if f"\n# {section.chapter}\n" in text]
        assert re.search(rf"^##+ {re.escape(section.title)}$", chapter, re.MULTILINE)


def test_the_report_tells_where_the_class_disagrees_and_what_it_takes_for_what(report):
    text = Page(class_report(report, EXERCISES)).text
    assert re.search(r"Worksheet first-article, kind of source: alpha 0\.\d\d item pairs that agree", text)
    assert "Worksheet second-article, kind of source: alpha 1.00" in text
    assert re.search(r"S01 70 % 0\.\d\d person 10, narrator 2 \(key: narrator\)", text)
    assert re.search(r"the key says person organisation outlet unnamed vague narrator no answer .*?narrator 6 ", text)


def test_the_report_tells_the_gain_and_that_a_point_can_be_luck(report):
    text = Page(class_report(report, EXERCISES)).text
    assert "3 students answered both form-a and form-b. On average they gained +12.0 of 12 points" in text
    assert "3 went up, 0 stayed, 0 went down." in text
    assert "can be luck" in text


def test_the_report_asks_about_texts_that_are_alike_and_accuses_nobody(report):
    text = Page(class_report(report, EXERCISES)).text
    assert "Did these 2 write fair-leads:T01 together, or take it from one place? Murid00 Name , Murid01 Name ." in text
    asked = text[text.index("Alike: what happened here?") :]
    assert "a question, not a finding" in asked
    assert not re.search("cheat|plagiari|guilty|fraud", asked, re.IGNORECASE)


def test_the_report_asks_about_two_who_share_rare_wrong_answers(handed_in):
    key = dict(handed_in("x", "who-says-so").worksheets)["second-article"].splitlines()
    labels = ["person", "organisation", "outlet", "unnamed", "vague", "narrator"]
    rng, students = Random(3), []
    for n in range(24):
        wrong = {at: rng.choice(labels) for at in rng.sample(range(19), 8)}
        sheet = "\n".join(f"{line.split()[0]}  {wrong.get(at, line.split()[1])}" for at, line in enumerate(key))
        students.append(handed_in(f"s{n}", "who-says-so", {"second-article": sheet}))
    twin = handed_in("twin", "who-says-so", dict(students[4].worksheets))
    text = Page(class_report([*students, twin], {"who-says-so": FIRST})).text
    [asked] = re.findall(
        r"Did (\S+) and (\S+) work together on this\? Wrong answers that both gave: (\d) of (\d)", text
    )
    assert set(asked[:2]) == {"s4", "twin"}
    assert asked[2] == asked[3]


def test_names_can_be_hidden_and_hidden_numbers_follow_no_list(report):
    hidden, named = class_report(report, EXERCISES, anonymous=True).decode(), class_report(report, EXERCISES).decode()
    assert re.search("Murid0[0-3] Name", named)
    assert not re.search("Murid|s0[0-9]|Gone", hidden)
    assert re.search(r"student \d+, student \d+", hidden)


def test_a_class_of_one_and_a_class_of_none_have_a_report(handed_in, report):
    assert "too small" in Page(class_report([wrong(handed_in, "siti")], EXERCISES)).text
    assert "Nobody's work could be graded yet" in Page(class_report([report[-1]], {"who-says-so": FIRST})).text
    assert "0 students" in Page(class_report([], {})).text


def test_the_report_is_the_same_whatever_the_order_of_files(report):
    from helpers.grading.export.gradebook import counting

    assert class_report(counting(report), EXERCISES) == class_report(counting(report[::-1]), EXERCISES)


def ends(*items):
    """The figure of items that have a name, and the share right in the whole class, at its bottom and at its top."""
    item = Item("x", "sheet", "", 0, 1, "right", "", "")
    told = [ItemStatistics(replace(item, id=id), 1, whole, 0, top, low, ()) for id, whole, low, top in items]
    return macro("figures.svg.j2", "item_ends")("ends", told)


def bars(numbers):
    return macro("figures.svg.j2", "bars")("bars", "How many", numbers)


def test_figures_say_in_words_what_they_show():
    assert "50–60 %: 4" in bars(Scores((0.5, 0.51, 0.55, 0.59)).by_tenth)
    assert "S01: class 50 %, bottom 25 %, top 75 %" in ends(("S01", 0.5, 0.25, 0.75))
    assert "+2: 1; +1: 0; 0: 1; −1: 1." in bars(Gain("a", "b", 5, ((0, 2), (1, 1), (1, 0)), ()).by_points)


def test_writing_results_does_not_wait_for_matplotlib():
    code = "import sys, helpers.grading.outputs; print('matplotlib' in sys.modules, 'IPython' in sys.modules)"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.split() == ["False", "False"]


def test_an_item_that_is_turned_round_has_another_mark_and_not_only_another_colour():
    assert "<path" in ends(("S01", 0.5, 0.75, 0.25))
    assert "<path" not in ends(("S01", 0.5, 0.25, 0.75))


def test_no_bar_and_no_mark_leaves_the_figure():
    figures = [
        bars({"0–10 %": 9000, "10–20 %": 0}),
        ends(("S01", 1, 0, 1), ("S02", 0, 1, 0)),
        bars(Gain("a", "b", 9, ((9, 0), (0, 9)), ()).by_points),
    ]
    for figure in figures:
        width, height = map(float, re.search(r'viewBox="0 0 (\d+) (\d+)"', figure).groups())
        places = [(float(x), float(y)) for x, y in re.findall(r'[ c]x="([\d.]+)" c?y="([\d.]+)"', figure)]
        assert places
        assert all(0 <= x <= width and 0 <= y <= height for x, y in places)
        drawn = re.findall(r'<rect class="b" x="([\d.]+)" y="[\d.]+" width="([\d.]+)"', figure)
        assert all(float(x) + float(long) <= width for x, long in drawn)
