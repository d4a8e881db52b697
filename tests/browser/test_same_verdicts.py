"""The page of an exercise and `kata-siapa grade` agree on worksheets at random, tapped or typed, and handed in.

KATA_SIAPA_CASES=21000 tries a thousand of each exercise, in some twenty minutes.
"""

import csv
import random
import subprocess
import sys

import pytest
from tests.cases import cases

pytest.importorskip("playwright", reason="the browser tests need playwright: install the extra [test]")

from helpers.authoring.notebooks import check_call, read_key
from helpers.exercises import ask, key_folder
from helpers.exercises.claims import runs_of, words_of
from helpers.exercises.question import MARKS
from helpers.exercises.table import lines_asked

pytestmark = pytest.mark.browser
KEYS = sorted(key_folder().glob("*.md"))

WORK = """students => {
  const saved = [];
  Record.save = (file, text) => saved.push([file, text]);
  const put = (field, words) => { field.value = words; field.dispatchEvent(new Event("input", {bubbles: true})); };
  const tap = (place, answer) => {
    const form = document.getElementById(place), find = selector => Array.from(form.querySelectorAll(selector));
    const kinds = {
      label: () => find("input").find(choice => choice.value === answer).click(),
      number: () => put(find("input")[0], answer),
      order: () => answer.split(" > ").forEach((name, at) => put(find("select")[at], name)),
      text: () => put(find("textarea")[0], answer),
      words: () => answer === "none" ? find(".none input")[0].click()
        : answer.split(" ").forEach(at => find(".marking input")[at].click()),
      relay: () => answer.split("\\n").forEach(arrow => {
        const names = arrow.split(" -> ");
        find("select").forEach((select, at) => { select.value = names[at]; });
        find(".add")[0].click();
      }),
    };
    kinds[form.dataset.kind]();
  };
  return students.map(({name, tapped, typed}) => {
    Record.keep(Exercise.exercise, null);
    Exercise.restore();
    document.querySelector("[name=name]").value = name;
    tapped.forEach(([place, answer]) => tap(place, answer));
    typed.forEach(([sheet, text]) => put(document.querySelector(`[data-sheet="${sheet}"] .as-text textarea`), text));
    document.querySelectorAll(".over button").forEach(button => { button.click(); button.click(); });
    const told = {};
    document.querySelectorAll("form.item").forEach(form => {
      form.querySelector(".check").click();
      told[form.id] = Array.from(form.querySelectorAll(".verdict > div")).map(verdict => verdict.className);
    });
    document.querySelector(".hand-in .save").click();
    return [told, ...saved.pop()];
  });
}"""
"""What students do on a page, each as the first one there: what each is told, and the file that she saves."""


@pytest.mark.parametrize("key", KEYS, ids=lambda file: file.stem)
def test_what_is_handed_in_is_graded_as_the_page_judged_it(look, tmp_path, key):
    dice = random.Random(key.stem)
    sheets = {name: ask(**{"asks": "kind", **asks}) for name, asks in calls(key)}
    page = look(360).open(f"exercises/{key.stem}.html")
    said = {}
    for start in range(0, cases(100), 20):
        students = [student(f"s{number:04}", sheets, dice) for number in range(start, min(start + 20, cases(100)))]
        for told, file, text in page.evaluate(WORK, students):
            (tmp_path / file).write_text(text, "utf-8")
            said[file] = dict(statuses(sheets, told))
    assert_graded(tmp_path, said)


def calls(key):
    return [call for cell in read_key(key).cells if (call := check_call(cell))]


def student(name, sheets, dice):
    """Some answers to each worksheet, tapped or typed."""
    does = {"name": name, "tapped": [], "typed": []}
    for sheet, asked in sheets.items():
        lines = {typed: any_answer(group, dice) for typed, group in lines_asked(asked).items() if dice.random() < 0.8}
        if dice.random() < 0.5:
            does["tapped"] += [[f"{sheet}-{typed or 'arrows'}", tapped] for typed, (tapped, _) in lines.items()]
        else:
            text = "\n".join(f"{typed}  {words}" if typed else words for typed, (_, words) in lines.items())
            does["typed"].append([sheet, text])
    return does


def any_answer(group, dice):
    """An answer as one taps it, and as one types it."""
    key = group[0].key
    match key.form:
        case "words":
            return marks(group[0].words, dice)
        case "relay":
            arrows = [key.arrow(pair) for pair in dice.choices(key.stated, k=3)]
            names = [key.names.shown[id] for id in key.sources]
            arrows += [" -> ".join(dice.sample(names, 2)) for _ in range(dice.randint(0, 2))]
            words = "\n".join(dict.fromkeys(arrows))
        case "text":
            words = " ".join(dice.choices(group[0].words.split() or ["kata"], k=dice.randint(1, 12)))
        case "number":
            words = dice.choice([key.right_answer, *key.tempting, str(dice.randint(0, 30))])
        case _:
            words = dice.choice([key.right_answer, dice.choice(key.answers)])
    return words, words


def marks(sentence, dice):
    words = words_of(sentence)
    runs = dict(runs_of(sentence))
    on = [dice.random() < 0.15 for _ in words] + [False]
    edges = [at for at in range(len(on)) if on[at] != (on[at - 1] if at else False)]
    chosen = [runs[run] for run in zip(edges[::2], edges[1::2], strict=True)]
    tapped = " ".join(str(at) for at in range(len(words)) if on[at])
    return (tapped, "; ".join(chosen)) if chosen else ("none", "none")


def statuses(sheets, told):
    """Each item's points as the page told them; None for what a person marks."""
    points = {f"told-{status.replace(' ', '-')}": int(status in ("right", "contested")) for status in MARKS}
    for sheet, asked in sheets.items():
        for typed, group in lines_asked(asked).items():
            verdicts = told[f"{sheet}-{typed or 'arrows'}"] or ["told-not-answered"] * len(group)
            for question, verdict in zip(group, verdicts, strict=True):
                yield f"{sheet}:{question.id}", None if question.key.by_person else points[verdict]


def assert_graded(folder, said):
    command = [
        sys.executable,
        "-m",
        "helpers",
        "grade",
        str(folder),
        "--out",
        str(folder / "results"),
        "--count-practice",
    ]
    told = subprocess.run(command, capture_output=True, text=True)
    assert told.returncode == 0, told.stdout + told.stderr
    whose = {row["file"]: row["student"] for row in csv.DictReader((folder / "results/who.csv").open(encoding="utf-8"))}
    rows = {row["student"]: row for row in csv.DictReader((folder / "results/gradebook.csv").open(encoding="utf-8"))}
    assert len(rows) == len(said)
    for file, items in said.items():
        row = rows[whose[file]]
        graded = {item: int(row[item]) if points is not None else None for item, points in items.items()}
        assert graded == items, file
