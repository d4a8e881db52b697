"""What a page says to an answer is what the judge says: every entry of every table, and claims together."""

import random
import re
from html import unescape

import pytest
from tests.cases import cases

from helpers.authoring.notebooks import check_call, read_key
from helpers.exercises import ask, key_folder
from helpers.exercises.answers.marks import MarkedWords
from helpers.exercises.claims import runs_of, words_of
from helpers.exercises.table import STATUSES, answer_table, lines_asked
from helpers.exercises.worksheet import parse
from helpers.text.html import typographic

SHEETS = {
    f"{file.stem}:{name}": {"asks": "kind", **asks}
    for file in sorted(key_folder().glob("*.md"))
    for cell in read_key(file).cells
    if (call := check_call(cell))
    for name, asks in [call]
}
every_sheet = pytest.mark.parametrize("name", SHEETS)


@pytest.fixture
def sheet(name):
    """What a worksheet asks, by line, and what its table says to each of them."""
    asked = ask(**SHEETS[name])
    table = answer_table({name: asked})
    return lines_asked(asked), table.sheets[name], [*table.texts]


def words(texts, numbers):
    html = " ".join(texts[one] for one in numbers)
    return unescape(re.sub("<(?!br)[^>]*>", "", html)).replace("<br>", "\n")


def told(texts, row):
    status, reason, *hint = row
    return STATUSES[status], words(texts, reason), *(words(texts, one) for one in hint)


def judged(verdict):
    told = (verdict.reason, *[verdict.hint] * (verdict.status == "not yet"))
    return (verdict.status, *map(typographic, told))


@every_sheet
def test_every_answer_with_one_value_gets_the_verdict_of_the_judge(name, sheet):
    lines, table, texts = sheet
    for typed, [question, *_] in lines.items():
        says = table[typed].get("says")
        if says is None:
            continue
        answers = question.key.answers or [*map(str, range(30)), "999", *says]
        for answer in filter(None, answers):
            verdict = question.judge(parse("", f"{typed}  {answer}"))
            assert told(texts, says.get(answer) or says[""]) == judged(verdict), answer


@every_sheet
def test_every_answer_with_several_claims_gets_the_verdicts_of_the_judge(name, sheet):
    lines, table, texts = sheet
    dice = random.Random(name)
    for typed, group in lines.items():
        entry = table[typed]
        if "codes" not in entry:
            continue
        for _ in range(cases(60)):
            claims = drawn(entry, dice) if entry["is"] == "relay" else marked(group[0].words, dice)
            text = "\n".join(claims.values()) if entry["is"] == "relay" else f"{typed}  {'; '.join(claims.values())}"
            for question, said in zip(group, added_up(entry, claims), strict=True):
                verdict = question.judge(parse("", text))
                if said is None:
                    assert verdict.status == "not answered", text
                    continue
                row, stray = said
                stray = MarkedWords(stray, ()).named if entry["is"] == "words" else stray
                says = tuple(typographic(one.replace("{}", stray)) for one in told(texts, row))
                assert says == judged(verdict), text


def drawn(entry, dice):
    """Arrows as a student draws them, by their place among all."""
    names = entry["names"]
    pairs = [(one, two) for one in range(len(names)) for two in range(len(names)) if one != two]
    earning = [pair for pair in pairs if entry["kinds"][place_of(entry, *pair)][0]]
    taken = dict.fromkeys(dice.choices(earning, k=dice.randint(0, 5)) + dice.choices(pairs, k=dice.randint(0, 3)))
    return {one * len(names) + two: f"{names[one]} -> {names[two]}" for one, two in taken}


def place_of(entry, one, two):
    return kind_of(entry, one * len(entry["names"]) + two)


def kind_of(entry, place):
    letter = entry["codes"][place]
    return "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789".index(letter)


def marked(sentence, dice):
    """Runs of words that do not touch, as taps mark them, by their place among all runs."""
    runs = {run: (place, words) for place, (run, words) in enumerate(runs_of(sentence))}
    count = len(words_of(sentence))
    on = [dice.random() < 0.2 for _ in range(count)]
    edges = [at for at in range(count + 1) if (on[at - 1] if at else False) != (on[at] if at < count else False)]
    return dict(runs[start, end] for start, end in zip(edges[::2], edges[1::2], strict=True))


def added_up(entry, claims):
    """For each item the row of its verdict and the first stray; None where nothing is answered. As the page does it."""
    once = {}
    for place, words in claims.items():
        once.setdefault(entry["same"].get(place, place), words)
    kinds = [(words, entry["kinds"][kind_of(entry, place)]) for place, words in once.items()]
    seen = [(words, kind) for words, kind in kinds if kind]
    strays = [words for words, kind in seen if kind[2]]
    found = sorted({at for _, kind in seen for at in kind[0]})
    turned = {at for _, kind in seen for at in kind[1]}
    for item in entry["items"]:
        if not seen:
            yield None
        elif item["at"] < 0:
            yield (item["taken"], strays[0]) if strays else (item["right"], "")
        elif item["at"] not in found:
            yield (item["round"] if item["at"] in turned else item["missing"]), ""
        elif found.index(item["at"]) >= len(found) - len(strays):
            yield item["taken"], strays[0]
        else:
            yield item["right"], ""


@every_sheet
def test_words_of_ones_own_get_levels_and_models_after_an_attempt(name, sheet):
    lines, table, texts = sheet
    for typed, [question] in ((typed, group) for typed, group in lines.items() if table[typed]["is"] == "text"):
        enough = "kata " * table[typed]["least"]
        compared = "\n".join(words(texts, one) for one in table[typed]["told"])
        assert typographic(question.judge(parse("", f"{typed}  {enough}")).reason).endswith(compared)
        assert "Level 1" not in question.judge(parse("", f"{typed}  a")).reason
