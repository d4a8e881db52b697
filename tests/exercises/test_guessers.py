"""Nobody earns by a rule of position: not in a bank, not in an exercise, not in a self-check of a chapter."""

import re
from itertools import pairwise
from math import ceil, sqrt

import pytest
from tests.worksheets import worksheets_in

from helpers.authoring.notebooks import read_key
from helpers.exercises import key_folder
from helpers.exercises.answers.label import LabelKey
from helpers.exercises.bank import bank_ids, read_bank
from helpers.exercises.worksheet import parse

BANKS = {name: [q for q in read_bank(name) if not q.key.by_person] for name in bank_ids()}


def rows():
    """The items of each bank that ask for the same kind of answer, where they are five or more; else the whole bank."""
    for name, questions in BANKS.items():
        kinds = dict.fromkeys((q.key.form, q.key.labels) for q in questions)
        alike = [[q for q in questions if (q.key.form, q.key.labels) == kind] for kind in kinds]
        for number, row in enumerate([row for row in alike if len(row) >= 5] or [questions], 1):
            if len(row) >= 5:
                yield f"{name}-{number}", row


ROWS = dict(rows())
TOPICS = sorted(file.stem for file in key_folder().glob("*.md"))
CHECK = re.compile(r"^\*\*\d+\.\*\*", re.MULTILINE)
CHOICE = re.compile(r"<details><summary>(.+?)</summary>\n\n(.+?)\n\n</details>", re.DOTALL)


def rules(items):
    """What a rule of position says of each item: every second one, two by two, the first half, the ends."""
    for turn in (False, True):
        yield f"every second one {turn}", [(n % 2 == 0) != turn for n in range(items)]
        yield f"the first half {turn}", [(n < items / 2) != turn for n in range(items)]
        yield f"the ends {turn}", [(n in (0, items - 1)) != turn for n in range(items)]
        yield f"two by two {turn}", [(n // 2 % 2 == 0) != turn for n in range(items)]


@pytest.mark.parametrize("name", ROWS)
def test_no_rule_of_position_tells_sound_from_faulty(name):
    sound = [question.sound for question in ROWS[name]]
    most = max(sum(sound), len(sound) - sum(sound), ceil(len(sound) / 2))
    found = {rule: sum(one == two for one, two in zip(told, sound, strict=True)) for rule, told in rules(len(sound))}
    assert {rule: right for rule, right in found.items() if right > most + 1} == {}


@pytest.mark.parametrize("name", [name for name, row in ROWS.items() if len(row) >= 6])
def test_sound_and_faulty_follow_each_other_as_often_as_in_a_shuffle(name):
    sound = [question.sound for question in ROWS[name]]
    runs = 1 + sum(one != two for one, two in pairwise(sound))
    mean = 1 + 2 * sum(sound) * (len(sound) - sum(sound)) / len(sound)
    spread = sqrt((mean - 1) * (mean - 2) / (len(sound) - 1))
    assert abs(runs - mean) <= 1.2 * spread + 0.5, f"{runs} runs, {mean:.1f} expected"


def test_a_bank_begins_and_ends_with_a_sound_item_about_as_often_as_not():
    for end in (0, -1):
        share = sum(row[end].sound for row in ROWS.values()) / len(ROWS)
        assert 1 / 3 <= share <= 2 / 3


@pytest.mark.parametrize("name", ROWS)
def test_the_same_answer_does_not_stand_four_times_in_a_row(name):
    told = [str(getattr(question.key, "answer", question.id)) for question in ROWS[name]]
    assert [n for n in range(len(told) - 3) if len(set(told[n : n + 4])) == 1] == []


# Students who do not read: each types by one rule into every worksheet of labels. A rule of turns may begin anywhere.


def labelled(asked):
    return [q for q in asked.questions if isinstance(q.key, LabelKey)]


def first_choice(question, number):
    return question.key.labels[0]


def longest_choice(question, number):
    return max(question.key.labels, key=len)


def every_second_sound(question, number):
    """A sound label and an unsound one, in turn."""
    choices = question.key.choices
    return next(label for label in choices.labels if (label in choices.sound) == (number % 2 == 0))


def through_the_list(question, number):
    """The labels one after the other, again and again."""
    return question.key.labels[number % len(question.key.labels)]


@pytest.mark.parametrize("guesser", [first_choice, longest_choice, every_second_sound, through_the_list])
@pytest.mark.parametrize("topic", TOPICS)
def test_who_does_not_read_earns_no_more_than_half_of_the_labels(topic, guesser):
    asked_for = [
        asked for _, asked in worksheets_in(read_key(key_folder() / f"{topic}.md")).values() if labelled(asked)
    ]
    best = max(sum(points(asked, guesser, begin) for asked in asked_for) for begin in range(6))
    assert best <= sum(len(labelled(asked)) for asked in asked_for) / 2


def points(asked, guesser, begin):
    lines = (f"{q.typed}  {guesser(q, number)}" for number, q in enumerate(labelled(asked), begin))
    return sum(verdict.points for verdict in asked.verdicts(parse("", "\n".join(lines))))


# The self-checks of the chapters: three choices each, one of them right.


@pytest.fixture(scope="module")
def self_checks(request):
    """Of each question: the choices, and which of them is right; a contested one has two, and stands here twice."""
    found = []
    for file in sorted((request.config.rootpath / "chapters").glob("*.md")):
        part = file.read_text("utf-8").partition("## Check yourself")[2].partition("\n## ")[0]
        for question in CHECK.split(part)[1:]:
            choices = CHOICE.findall(question)
            right = [n for n, (_, reason) in enumerate(choices) if reason.lstrip().startswith("Yes")]
            assert right, (file.stem, choices)
            found += [(file.stem, [re.sub(r"<.+?>", "", words) for words, _ in choices], one) for one in right]
    return found


def test_the_right_choice_stands_in_each_place_about_as_often(self_checks):
    places = [right for _, _, right in self_checks]
    assert [place for place in (0, 1, 2) if not 0.25 <= places.count(place) / len(places) <= 0.42] == []


def test_a_chapter_does_not_keep_its_right_choices_in_one_place(self_checks):
    chapters = {chapter for chapter, _, _ in self_checks}
    places = {name: {right for chapter, _, right in self_checks if chapter == name} for name in chapters}
    assert [name for name, found in places.items() if len(found) == 1] == []


def test_the_longest_and_the_shortest_choice_are_right_no_more_often_than_the_others(self_checks):
    for most in (max, min):
        right = [choices.index(most(choices, key=len)) == right for _, choices, right in self_checks]
        assert sum(right) / len(right) <= 0.45


# What an exercise tells before the answers are given.

BASE_RATE = re.compile(
    r"\b(half|most|more than half|many|a third|two|three|four|five)\b( of)?( them| these| the)?[^.|]{0,40}\b(are|is) "
    r"(fine|sound|contested|plain|well)",
    re.IGNORECASE,
)


@pytest.mark.parametrize("topic", TOPICS)
def test_no_exercise_announces_how_many_of_its_items_are_sound(topic):
    cells = read_key(key_folder() / f"{topic}.md").cells
    prose = " ".join(" ".join(cell.source.split()) for cell in cells if cell.cell_type == "markdown")
    assert BASE_RATE.findall(prose) == []
