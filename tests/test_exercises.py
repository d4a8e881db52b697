"""Every exercise four ways: its key, its blank, each wrong answer, and lines that are malformed."""

import re
import subprocess
import sys

import nbformat
import pytest
from nbclient import NotebookClient

from helpers.questions.labels import LabelKey
from helpers.questions.numbers import NumberKey
from helpers.questions.texts import TextKey
from helpers.teaching.notebooks import key_folder, read_key, worksheets_in
from helpers.worksheets import blanked, parse

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
    return [(q, text) for text, asked in sheets for q in asked.questions if not isinstance(q.key, TextKey)]


def replaced(text, item, answer):
    """The worksheet with another answer behind one item."""
    return re.sub(rf"^{item}\s+.*$", f"{item}  {answer}", text, flags=re.MULTILINE)


def test_there_is_an_exercise_for_every_lens_and_one_before_and_after():
    assert TOPICS == [
        "anonymous-sources",
        "before-and-after",
        "loaded-framing",
        "reading-laterally",
        "sourcing-chains",
        "when-coders-disagree",
        "who-says-so",
        "write-it-fair",
    ]


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


@every_topic
def test_a_third_or_more_of_the_items_are_sound(topic):
    sound = [question.sound for question, _ in closed(topic)]
    assert sum(sound) >= len(sound) / 3


@every_topic
def test_whoever_finds_everything_unsound_does_no_better_than_by_tossing_a_coin(topic):
    """For each closed list the luckiest label that is not sound; every word is marked, every number is zero or one."""
    earned = 0
    for (of, _), (_, asked) in SHEETS.items():
        if of == topic:
            earned += max(sum(marks(asked, text).values()) for text in suspicious(asked))
    assert earned <= len(closed(topic)) / 2


def suspicious(asked):
    """A worksheet for each way to find everything unsound: one label or number throughout, and every word marked."""
    labelled = [q.key.choices for q in asked.questions if isinstance(q.key, LabelKey)]
    unsound = {label for one in labelled for label in one.labels} - {label for one in labelled for label in one.sound}
    for answer in [*sorted(unsound), "0", "1"]:
        lines = [
            (q, answer if isinstance(q.key, LabelKey | NumberKey) else q.words) for q in asked.questions if q.typed
        ]
        yield "\n".join(f"{q.typed}  {words}" for q, words in lines if not isinstance(q.key, TextKey))


@every_topic
def test_a_student_finds_few_cells_three_levels_and_plain_markdown(root, topic):
    notebook = nbformat.read(root / "exercises" / f"{topic}.ipynb", as_version=4)
    prose = "\n".join(cell.source for cell in notebook.cells if cell.cell_type == "markdown")
    assert len(notebook.cells) < 30
    assert [word for word in ("Tahu", "Tanggap", "Tangguh") if word not in prose] == []
    assert not re.search(r"^(:::|```\{|\+\+\+|\{[a-z]+\}`)", prose, re.MULTILINE)
    assert re.search(r"(\d+ to \d+|\d+) minutes", prose)


@every_topic
def test_the_blank_says_not_answered_in_every_check(root, topic):
    notebook = nbformat.read(root / "exercises" / f"{topic}.ipynb", as_version=4)
    NotebookClient(notebook, timeout=60).execute()
    checks = [cell for cell in notebook.cells if cell.id.startswith("check-")]
    assert checks
    for cell in checks:
        assert "not answered (of" in cell.outputs[0].data["text/plain"]


@every_topic
def test_the_order_of_running_does_not_matter(root, topic):
    notebook = nbformat.read(root / "exercises" / f"{topic}.ipynb", as_version=4)
    start, *rest = [cell for cell in notebook.cells if cell.cell_type == "code"]
    notebook.cells = [start, *reversed(rest)]
    NotebookClient(notebook, timeout=60).execute()
    [first, *_] = [cell for cell in notebook.cells if cell.id.startswith("check-")]
    assert "has not been run yet" in first.outputs[0].data["text/plain"]


@every_topic
def test_every_chapter_that_has_an_exercise_links_to_it(root, topic):
    page = root / "chapters" / f"{topic}.md"
    text = (page if page.exists() else root / "index.md").read_text("utf-8")
    assert f"exercises/{topic}.md)" in text
    assert (root / "exercises" / f"{topic}.ipynb").is_file()


def test_worksheets_have_one_name_each_across_all_exercises():
    names = [name for _, name in SHEETS]
    assert len(names) == len(set(names))


def test_forms_a_and_b_ask_alike():
    forms = [SHEETS["before-and-after", name][1] for name in ("form-a", "form-b")]
    tens = [[q for q in form.questions if not isinstance(q.key, TextKey)] for form in forms]
    asked = [[(type(q.key), q.key.labels, q.sound) for q in ten] for ten in tens]
    assert asked[0] == asked[1]
    assert [sum(q.sound for q in ten) for ten in tens] == [5, 5]
    words = [{q.words for q in ten} for ten in tens]
    assert not words[0] & words[1]
    assert all("The passages are invented." in form.about for form in forms)
