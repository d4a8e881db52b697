"""Every exercise four ways: its key, its blank, each wrong answer, and lines that are malformed."""

import re
import subprocess
import sys
from itertools import product

import nbformat
import pytest
from networkx import ancestors, descendants, shortest_path_length
from tests.worksheets import worksheets_in

from helpers import article_ids, load_article, load_coding
from helpers.authoring.notebooks import PRACTICE, check_call, read_key, tags
from helpers.exercises import key_folder
from helpers.exercises.answers.label import LabelKey
from helpers.exercises.answers.number import NumberKey
from helpers.exercises.answers.text import TextKey
from helpers.exercises.bank import bank_ids, read_bank
from helpers.exercises.worksheet import blanked, parse
from helpers.lenses.coders.differences import compare
from helpers.lenses.lateral.claims import claim_graph, load_claim

MIRROR = "gelombang-keldoria"


TOPICS = sorted(file.stem for file in key_folder().glob("*.md"))
SHEETS = {
    (topic, name): sheet
    for topic in TOPICS
    for name, sheet in worksheets_in(read_key(key_folder() / f"{topic}.md")).items()
}
every_topic = pytest.mark.parametrize("topic", TOPICS)
every_sheet = pytest.mark.parametrize(("text", "asked"), SHEETS.values(), ids=[name for _, name in SHEETS])


def marks(asked, text):
    """Points by item; a text of one's own counts where there is something to mark."""
    return {v.item: v.points or v.status == "for a person to mark" for v in asked.verdicts(parse("", text))}


def closed(topic):
    """The questions of an exercise that a machine marks, with the text of their worksheet."""
    sheets = [sheet for (of, _), sheet in SHEETS.items() if of == topic]
    return [(q, text) for text, asked in sheets for q in asked.questions if not q.key.by_person]


def replaced(text, item, answer):
    """The worksheet with another answer behind one item."""
    return re.sub(rf"^{item}\s+.*$", f"{item}  {answer}", text, flags=re.MULTILINE)


def test_there_is_an_exercise_for_every_lens_and_one_before_and_after():
    assert TOPICS == [
        "anonymous-sources",
        "before-and-after",
        "before-you-forward",
        "loaded-framing",
        "reading-laterally",
        "sourcing-chains",
        "when-a-machine-answers",
        "when-coders-disagree",
        "who-says-so",
        "write-it-fair",
    ]


@pytest.mark.kernel
def test_keys_and_blanks_are_green_under_nbval(root, tmp_path):
    notebooks = [
        folder / f"{topic}.ipynb" for topic in TOPICS for folder in (key_folder() / "built", root / "exercises")
    ]
    command = [sys.executable, "-m", "pytest", "--nbval", "-q", "-p", "no:cacheprovider", *map(str, notebooks)]
    told = subprocess.run([*command, "--rootdir", root], cwd=tmp_path, capture_output=True, text=True)
    assert told.returncode == 0, told.stdout
    assert "passed" in told.stdout or "[100%]" in told.stdout


@every_sheet
def test_the_key_earns_every_point_and_has_no_faulty_line(text, asked):
    assert all(marks(asked, text).values())
    assert [fault for fault in asked.faults(parse("", text)) if "arguable" not in fault] == []


@every_sheet
def test_the_blank_earns_nothing_and_asks_for_the_same_items(text, asked):
    blank = parse("", blanked(text))
    assert {v.status for v in asked.verdicts(blank)} == {"not answered"}
    assert list(asked.faults(blank)) == []


@every_sheet
def test_each_tempting_answer_fails_its_own_item_only_and_is_told_why(text, asked):
    for question in asked.questions:
        for wrong, why in getattr(question.key, "tempting", {}).items():
            if question.key.other and wrong == question.key.other.answer:
                continue
            told = replaced(text, question.typed, wrong)
            assert [item for item, earned in marks(asked, told).items() if not earned] == [question.id], wrong
            assert asked.question(question.id).judge(parse("", told)).reason == why


@every_sheet
def test_either_answer_to_a_contested_item_earns_the_point(text, asked):
    for question in asked.questions:
        if isinstance(question.key, LabelKey | NumberKey) and question.key.other:
            told = question.judge(parse("", replaced(text, question.typed, question.key.other.answer)))
            assert told.status == question.judge(parse("", text)).status == "contested"
            assert question.key.other.for_key in told.reason
            assert question.key.other.for_other in told.reason


@every_sheet
def test_an_untidy_worksheet_earns_the_same(text, asked):
    untidy = "\n".join(f"\t• {line.lower()}  " for line in text.replace("  ", ":\u00a0").splitlines())
    full_width = str.maketrans("0123456789", "０１２３４５６７８９")
    assert marks(asked, untidy) == marks(asked, text)
    assert marks(asked, text.translate(full_width)) == marks(asked, text)


@every_sheet
def test_a_stray_line_is_told_by_its_number_and_costs_nothing(text, asked):
    if any(isinstance(question.key, TextKey) for question in asked.questions):
        return  # there, a line without an item goes on with the text above it
    sheet = parse("", f"{text}\nbanana")
    number = len(text.splitlines()) + 1
    assert any(fault.startswith(f"Line {number},") for fault in asked.faults(sheet))
    assert marks(asked, f"{text}\nbanana") == marks(asked, text)


@every_sheet
def test_a_line_that_is_missing_is_named_and_the_rest_counts(text, asked):
    *kept, last = text.splitlines()
    lost = [item for item, earned in marks(asked, "\n".join(kept)).items() if not earned]
    assert len(kept) == 0 or 0 < len(lost) < len(asked.questions) or last.split()[0] in "\n".join(kept)
    if kept and asked.questions[0].typed and last.split()[0] not in "\n".join(kept):
        assert f"No line for {last.split()[0]}" in "\n".join(asked.faults(parse("", "\n".join(kept))))


@every_sheet
def test_every_item_has_a_hint_a_reason_and_its_words_in_both_languages(text, asked):
    for question in asked.questions:
        assert len(question.hint) > 10
        assert len(question.why) > 15
        assert bool(question.words) == bool(question.en) or not question.typed


@pytest.mark.parametrize("name", bank_ids())
def test_a_reason_is_one_sentence(name):
    for question in read_bank(name):
        for told in [question.why, *getattr(question.key, "tempting", {}).values()]:
            assert re.findall(r"[.!?](?=\s|$)", told)[1:] == [], f"{name} {question.id}: {told}"


@every_topic
def test_a_third_or_more_of_the_items_are_sound(topic):
    sound = [question.sound for question, _ in closed(topic)]
    assert sum(sound) >= len(sound) / 3


# A class of six. Each student answers every worksheet by one habit: a list of worksheets, of which the luckiest counts.


def perfect(text, asked):
    return [text]


def blank(text, asked):
    return [blanked(text)]


def half_done(text, asked):
    lines = text.splitlines()
    return ["\n".join([*lines[: len(lines) // 2], *blanked(text).splitlines()[len(lines) // 2 :]])]


def careless(text, asked):
    """Everything is right but the first line: it has a wrong label, a number too high, words of no weight, no arrow."""
    _, *right = text.splitlines()
    return ["\n".join([slip(asked.questions[0]), *right])]


def slip(question):
    other = getattr(question.key, "other", None)
    earning = {str(getattr(question.key, "answer", "")), other and other.answer}
    wrong = [label for label in question.key.labels if label not in earning]
    words = (
        wrong[0] if wrong else "99" if isinstance(question.key, NumberKey) else (question.words or "Nothing").split()[0]
    )
    return f"{question.typed}  {words}"


def suspicious_of_all(text, asked):
    """One unsound label throughout; hardly an origin anywhere; every word of every sentence is loaded."""
    return habits(asked, unsound, lambda q: ["0", "1"], lambda q: "; ".join(q.words.split()))


def trusting_of_all(text, asked):
    """One sound label throughout; every voice counts as one more; no word is ever loaded."""
    return habits(asked, lambda choices: choices.sound, lambda q: [str(most(q))], lambda q: "none")


def unsound(choices):
    return [label for label in choices.labels if label not in choices.sound]


def most(question):
    return max([question.key.answer, *map(int, question.key.tempting)])


def habits(asked, labels, numbers, marked):
    """A worksheet for each mixture of one label for each closed list and one way to count."""
    lists = {q.key.choices.what: labels(q.key.choices) for q in asked.questions if isinstance(q.key, LabelKey)}
    counting = [q for q in asked.questions if isinstance(q.key, NumberKey)]
    ways = range(len(numbers(counting[0])) if counting else 1)
    for *chosen, way in product(*lists.values(), ways):
        label = dict(zip(lists, chosen, strict=True))
        yield "\n".join(
            f"{q.typed}  {label[q.key.choices.what] if isinstance(q.key, LabelKey) else words}"
            for q in asked.questions
            if q.typed and not q.key.by_person
            for words in [numbers(q)[way] if q in counting else marked(q)]
        )


def points(topic, student):
    """What a machine gives a student for an exercise: open texts are for a person to mark, and count nothing here."""
    sheets = [sheet for (of, _), sheet in SHEETS.items() if of == topic]
    return sum(
        max(sum(v.points for v in asked.verdicts(parse("", sheet))) for sheet in student(text, asked))
        for text, asked in sheets
    )


@every_topic
def test_a_simulated_class_gets_the_points_that_a_teacher_expects(topic):
    items = len(closed(topic))
    sheets = [asked for (of, _), (_, asked) in SHEETS.items() if of == topic]
    assert points(topic, perfect) == items
    assert points(topic, blank) == 0
    assert 0.3 * items <= points(topic, half_done) <= 0.7 * items
    marked = sum(any(not q.key.by_person for q in asked.questions) for asked in sheets)
    assert items - marked <= points(topic, careless) < items, "at most one item is lost for each slip"
    assert points(topic, suspicious_of_all) <= items / 2
    assert points(topic, trusting_of_all) <= items / 2


def test_the_points_of_the_class_in_the_first_exercise_are_these():
    """Unnamed earns 6 of 13 sentences, narrator 8 of 19 and 6 of 18, 0 one of 5 numbers; person 2, 11 and 5.

    The highest number and a named body are right once each.
    """
    students = (perfect, careless, half_done, blank, suspicious_of_all, trusting_of_all)
    assert [points("who-says-so", student) for student in students] == [
        55,
        51,
        6 + 9 + 9 + 2,
        0,
        6 + 8 + 6 + 1,
        2 + 11 + 5 + 2,
    ]


@every_topic
def test_a_student_finds_few_cells_three_levels_and_plain_markdown(root, topic):
    notebook = nbformat.read(root / "exercises" / f"{topic}.ipynb", as_version=4)
    prose = "\n".join(cell.source for cell in notebook.cells if cell.cell_type == "markdown")
    assert len(notebook.cells) < 30
    assert [word for word in ("Cari", "Timbang", "Perbaiki") if word not in prose] == []
    assert not re.search(r"^(:::|```\{|\+\+\+|\{[a-z]+\}`)", prose, re.MULTILINE)
    assert re.search(r"(\d+ to \d+|\d+) minutes", prose)


def run(shell, cells):
    """What each check of a notebook says, by the cell's id, when the cells are run one after the other."""
    done = {cell.id: shell.run_cell(cell.source, store_history=True) for cell in cells}
    assert [id for id, result in done.items() if not result.success] == []
    return {id: str(result.result) for id, result in done.items() if id.startswith("check-")}


def code_of(root, topic):
    notebook = nbformat.read(root / "exercises" / f"{topic}.ipynb", as_version=4)
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


@every_topic
def test_the_blank_says_not_answered_in_every_check(root, topic, shell):
    told = run(shell, code_of(root, topic))
    assert told
    assert [id for id, words in told.items() if not re.match(r"[\w-]+: (\d+) not answered \(of \1\)\n", words)] == []


@every_topic
def test_the_order_of_running_does_not_matter(root, topic, shell):
    start, *rest = code_of(root, topic)
    for cell in rest:
        if cell.id.startswith("answer-"):
            cell.source = f"%%answer {cell.id[7:]}\n{SHEETS[topic, cell.id[7:]][0]}"
    backwards = run(shell, [start, *reversed(rest)])
    assert all("has not been run yet" in words for words in backwards.values())
    forwards = run(shell, rest)
    assert not re.search(r"^. [\w-]+  not (yet|answered)", "\n".join(forwards.values()), re.MULTILINE)
    assert run(shell, list(reversed(rest))) == forwards


@every_topic
def test_every_chapter_that_has_an_exercise_links_to_it(root, topic):
    page = root / "chapters" / f"{topic}.md"
    text = (page if page.exists() else root / "index.md").read_text("utf-8")
    assert f"exercises/{topic}.md)" in text
    assert (root / "exercises" / f"{topic}.ipynb").is_file()


@pytest.mark.parametrize("topic", [topic for topic in TOPICS if topic != "before-and-after"])
def test_a_chapter_asks_for_as_much_time_to_practise_as_its_exercise(root, topic):
    minutes = re.search(r"(\d+ to \d+)\s+minutes", (key_folder() / f"{topic}.md").read_text("utf-8"))[1]
    chapter = (root / "chapters" / f"{topic}.md").read_text("utf-8")
    assert re.search(rf"^\*\*Time\.\*\* .*{minutes}( minutes)? to practise\.$", chapter, re.MULTILINE)


def test_practice_is_what_is_asked_of_the_articles_whose_coding_the_book_prints():
    """A worksheet on an article counts only where no page has its answers, and each lens has one that counts."""
    for topic in TOPICS:
        key = read_key(key_folder() / f"{topic}.md")
        checks = [(cell, *call) for cell in key.cells if (call := check_call(cell))]
        printed = {name for cell, name, named in checks if named.get("article") in article_ids()}
        assert printed == {name for cell, name, _ in checks if PRACTICE in tags(cell)}
        if topic in ("who-says-so", "sourcing-chains", "anonymous-sources", "loaded-framing"):
            assert MIRROR in [named.get("article") for _, _, named in checks]


@every_topic
def test_an_exercise_with_practice_says_so(topic):
    text = (key_folder() / f"{topic}.md").read_text("utf-8")
    assert (":tags: [practice]" in text) == bool(re.search("count(s)? in no gradebook", text))


def test_no_page_of_the_book_prints_the_coding_of_the_mirror(root):
    """The chapters may name the story; they neither show it nor quote its sentences."""
    pages = "\n".join(file.read_text("utf-8") for file in [*root.glob("chapters/*.md"), root / "index.md"])
    assert MIRROR not in article_ids()
    assert MIRROR not in pages
    assert [one.id for one in load_article(MIRROR).sentences if one.text in pages] == []


def test_worksheets_have_one_name_each_across_all_exercises():
    names = [name for _, name in SHEETS]
    assert len(names) == len(set(names))


def test_forms_a_and_b_ask_alike():
    """Each item has a twin: the same question, the same wrong answers with a reason, about the same length."""
    forms = [SHEETS["before-and-after", name][1] for name in ("form-a", "form-b")]
    twins = [{(q.key.labels, str(q.key.answer)): q for q in form.questions if not q.key.by_person} for form in forms]
    assert twins[0].keys() == twins[1].keys()
    assert len(twins[0]) == 12
    for one, two in ((twins[0][skill], twins[1][skill]) for skill in twins[0]):
        assert one.sound == two.sound
        assert one.key.tempting.keys() == two.key.tempting.keys(), (one.id, two.id)
        assert 0.7 < len(one.words.split()) / len(two.words.split()) < 1.4, (one.id, two.id)
    assert [sum(q.sound for q in form.values()) for form in twins] == [6, 6]
    assert all("The passages are invented." in form.about for form in forms)


def test_who_remembers_form_a_has_nothing_of_form_b():
    """No number has the same skill or answer in both, no passage comes twice, no list of words has one answer only."""
    forms = [
        [q for q in SHEETS["before-and-after", name][1].questions if not q.key.by_person]
        for name in ("form-a", "form-b")
    ]
    for one, two in zip(*forms, strict=True):
        assert one.key.labels != two.key.labels or one.key.form != two.key.form, one.id
        assert one.key.answer != two.key.answer, one.id
    for form in forms:
        asked = [q.key.labels for q in form]
        assert {asked.count(labels) for labels in asked} == {2}
    words = [{q.words for q in form} for form in forms]
    assert not words[0] & words[1]


def test_the_page_of_the_test_explains_none_of_its_words(root):
    key = read_key(key_folder() / "before-and-after.md")
    prose = "\n".join(cell.source for cell in key.cells if cell.cell_type == "markdown")
    labels = {
        label
        for name in ("form-a", "form-b")
        for q in SHEETS["before-and-after", name][1].questions
        for label in q.key.labels
    }
    assert [label for label in labels if re.search(rf"^\| {re.escape(label)} \|", prose, re.MULTILINE)] == []


def test_a_real_sentence_has_one_gloss_in_the_article_and_in_every_bank():
    glosses = {sentence.text: sentence.en for id in article_ids() for sentence in load_article(id).sentences}
    banks = {(name, q.id): q for name in bank_ids() for q in read_bank(name) if q.words in glosses}
    assert banks
    assert [where for where, question in banks.items() if question.en != glosses[question.words]] == []


def answers(name):
    """A bank's numbers, by the item's id."""
    return {q.id: q.key.answer for q in read_bank(name) if isinstance(q.key, NumberKey)}


def test_what_is_counted_on_the_two_coders_is_what_their_codings_hold():
    told = compare(load_coding("harakatuna-2024", "a"), load_coding("harakatuna-2024", "b"))
    alone = [row.one for row in told.rows if row.two == "not marked"]
    both = [row for row in told.rows if row.about == "loaded words" and row.two != "not marked"]
    parted = [row for row in both if row.one.split(",")[0] != row.two.split(",")[0]]
    assert answers("coders-count") == {
        "N01": len(parted),
        "N02": len(alone),
        "N03": sum("clear" in one for one in alone),
    }


def test_what_is_counted_on_the_pages_of_a_claim_is_what_the_claim_holds():
    claim = load_claim("tanf-meeting-2021")
    pages = claim_graph(claim)
    site = [page.id for page in claim.pages if page.outlet == "Islam Times"]
    counted = [
        sum(not page.read for page in claim.pages),
        len(ancestors(pages, "sputnik")),
        len({end for id in site for end in descendants(pages, id) if pages.out_degree(end) == 0}),
        len(site),
    ]
    counted.append(shortest_path_length(pages, "press-tv", claim.origin.id))
    assert sorted(answers("one-weekend").values()) == sorted([*counted, 1, 2]), "and one person, and two pretexts"


def test_what_is_settled_by_the_rule_is_what_two_coders_wrote():
    articles = {load_article(id).publication.outlet: id for id in article_ids()}
    for question in read_bank("coders-settle"):
        outlet, sentence, words = re.match(r'(.+), (S\d\d), "(.+?)"', question.ask).groups()
        coded = [wrote(load_coding(articles[outlet], coder), sentence, words) for coder in "ab"]
        assert "A: {}. B: {}.".format(*coded) in question.ask, question.id
        assert question.key.answer == settled(coded), question.id


def wrote(coding, sentence, words):
    """What a coder wrote on a loaded word, or that he or she did not mark it."""
    spans = [one for one in coding.sentence(sentence).loaded if one.span in words or words in one.span]
    return f"{spans[0].technique}, {spans[0].certainty}" if spans else "not marked"


def settled(coded):
    """The rule of the chapter: clear for both, or else arguable for both, or else dropped."""
    if "not marked" in coded:
        return "dropped"
    return "clear" if all(one.endswith("clear") for one in coded) else "arguable"
