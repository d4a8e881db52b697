"""Text from outside costs work in proportion to its length: no student stops a class with a line without end."""

import ast
import importlib
import json
import math
import re
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest
from tests.counting import attacks, steps

from helpers.exercises import worksheet
from helpers.exercises.answers.marks import locate
from helpers.exercises.worksheet import answer_cell, parse
from helpers.grading.intake.codes import checked_code
from helpers.grading.intake.notebook import Submission, read_submissions
from helpers.grading.judging.judge import _judged
from helpers.grading.keys import load_keys

_GRADER = "import sys, helpers.cli.grade, helpers.grading.grade, helpers.grading.outputs\n"
_LIST = _GRADER + "print(*(name for name in sys.modules if name.split('.')[0] == 'helpers'))"
_AT_ONE_PLACE = {"match", "fullmatch"}
_LONG, _MOST = 16, 20_000


def _modules():
    ran = subprocess.run([sys.executable, "-c", _LIST], capture_output=True, text=True, check=True)
    return [importlib.import_module(name) for name in sorted(ran.stdout.split())]


def _uses(module):
    """What of a regular expression of a module is asked: its name, and the method."""
    for node in ast.walk(ast.parse(Path(module.__file__).read_text("utf-8"))):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            yield node.value.id, node.attr


def _written_in_place(module):
    """The regular expressions that stand where they are used, and with which function."""
    for node in ast.walk(ast.parse(Path(module.__file__).read_text("utf-8"))):
        match node:
            case ast.Call(ast.Attribute(ast.Name("re"), function), [ast.Constant(str(words)), *_]) if (
                function != "compile"
            ):
                yield words, function


def _patterns():
    """Every regular expression of the modules that a grader loads, and whether it looks at one place only."""
    for module in _modules():
        for name, value in vars(module).items():
            if isinstance(value, re.Pattern):
                used = {method for called, method in _uses(module) if called == name}
                yield f"{module.__name__}.{name}", value, bool(used) and used <= _AT_ONE_PLACE
        for words, function in _written_in_place(module):
            yield f"{module.__name__}: {words}", re.compile(words), function in _AT_ONE_PLACE


def _growth(pattern, at_one_place):
    """How much more work a text of twice the length makes at worst, and which."""
    most = 0.0, ""
    for begin, again, end in attacks(pattern):
        short, long = (begin + again * times + end for times in (_LONG, 2 * _LONG))
        work = [steps(pattern, text, not at_one_place, _MOST) for text in (short, long)]
        most = max(most, (work[1] / work[0] if work[1] < _MOST else math.inf, short))
    return most


PATTERNS = {name: (pattern, one) for name, pattern, one in _patterns()}


def test_the_counting_knows_what_grows_faster():
    for bad in (
        r"(?:a|b)*(?:a|c)*$",
        r"x*y?x*z",
        r"(?:\.zip)+$",
        r"(a+)+$",
        r"\w+\s*\d*=",
        r"=\s*x?\s*y",
    ):
        assert _growth(re.compile(bad), False)[0] > 3, bad
    for good in (r"\s+", r"(?<!\s)\s*+\(", r'"[^"]*+"', r"[a-z]+(?:-[a-z]+)*", r"=(?:\s*+x)?+\s*+y"):
        assert _growth(re.compile(good), False)[0] < 3, good


@pytest.mark.parametrize(("pattern", "at_one_place"), PATTERNS.values(), ids=PATTERNS)
def test_a_text_of_twice_the_length_makes_twice_the_work(pattern, at_one_place):
    growth, text = _growth(pattern, at_one_place)
    assert growth < 3, f"{growth:.1f} times the work for {text!r}"


def test_an_expression_made_of_a_students_words_is_no_worse(monkeypatch):
    made, real = [], (re.finditer, re.search)
    monkeypatch.setattr(re, "finditer", lambda pattern, *rest: made.append(pattern) or real[0](pattern, *rest))
    monkeypatch.setattr(re, "search", lambda pattern, *rest: made.append(pattern) or real[1](pattern, *rest))
    for words in ("a - - b", "x , 'y' (z)", "(((", "a.*b+", "– –", "a" * 30):
        locate(words, f"{words} " * 9)
    monkeypatch.undo()
    assert made
    for pattern in made:
        assert _growth(re.compile(pattern, re.IGNORECASE), False)[0] < 3, pattern


def _lines_run(do):
    """How many lines of Python are run."""
    count, before = 0, sys.gettrace()

    def trace(frame, event, arg):
        nonlocal count
        count += 1
        return trace

    sys.settrace(trace)
    try:
        do()
    finally:
        sys.settrace(before)
    return count


KEYS = load_keys()
HOSTILE = {
    "no item": "x",
    "one item": "S01 banana",
    "one item, right": "S01 narrator",
    "many items": "S{n} person",
    "unknown items": "Z{n} person",
    "either": "S01 person or organisation or x",
    "marks": "S01 a; b, c and d (e); teroris | rezim",
    "relays": "Islam Times -> Press TV -> x <- y -> {n}",
    "dashes": "S02 " + "- " * 30,
    "numbers": "Q01 1 or 2 or {n}",
    "order": "Q01 a > b > c > d",
    "remarks": "S01 person # x # y",
    "bullets": "- - - 1. 2. a. S01 person",
}


@pytest.mark.parametrize("line", HOSTILE.values(), ids=HOSTILE)
@pytest.mark.parametrize("exercise", KEYS)
def test_twice_the_lines_beyond_the_limit_make_twice_the_work_at_most(monkeypatch, exercise, line):
    """Below it, an item that is answered in every line is looked up for each of them."""
    monkeypatch.setattr(worksheet, "MOST_LINES", 40)
    key = KEYS[exercise]

    def judged(lines):
        text = "\n".join(line.replace("{n}", f"{number % 40:02}") for number in range(lines))
        _judged(Submission(exercise, dict.fromkeys(key.sheets.values(), text), ()), key)

    judged(40)  # what is made once is made
    assert _lines_run(lambda: judged(1600)) < 2.5 * _lines_run(lambda: judged(800))


_SENT = "30/11/26 18.01 - {who}: "
_PART = "Content-Type: multipart/mixed; boundary=b{n}\n\n--b{n}\n"
TEXTS = {
    "heads": "Kata Siapa? x\n",
    "heads and names": "Kata Siapa? who-says-so\nName: Siti\nCode: ABCDEF\n",
    "worksheets": "%%answer first-article\nS01 narrator\n",
    "first answers": "%%answer x\n%%first first-article\nS01 narrator\n",
    "comments": "# %%answer first-article\n# S01 narrator\n",
    "signs": "> > > * % % a\n",
    "signs without end": "> * ",
    "per cent signs": "% % ",
    "messages": _SENT.replace("{who}", "Siti") + "S01 narrator\n",
    "messages of many": _SENT.replace("{who}", "{n}") + "%%answer first-article\n",
    "dates": "[30/11/26 18.01] ",
    "tags": "<p>S01&nbsp;narrator<br>",
    "signs of tags": "<p <",
    "headers": "X-{n}: y\n",
    "lines of a header": " y\n",
    "parts": _PART,
    "scripts": "get_ipython().run_cell_magic('answer', 'x', 'S01 person')\n",
}


@pytest.mark.parametrize("unit", TEXTS.values(), ids=TEXTS)
@pytest.mark.parametrize(
    "begin", ["", "<p>", "From: Siti\nMIME-Version: 1.0\n", "Kata Siapa? who-says-so\n%%answer x\n"]
)
def test_a_text_of_twice_the_length_is_read_with_twice_the_work_at_most(begin, unit):
    def work(times):
        raw = (begin + "".join(unit.replace("{n}", str(number)) for number in range(times))).encode()
        return _lines_run(lambda: read_submissions(raw, KEYS))

    work(50)  # what is made once is made
    assert work(800) < 2.5 * work(400)


def test_a_code_that_does_not_fit_is_looked_at_in_proportion():
    def work(times):
        text = "S01  narrator\n\n• x “y”\n" * times
        return _lines_run(lambda: checked_code("x", [("first-article", text)], "ABCDEF"))

    work(10)
    assert work(200) < 2.5 * work(100)
    assert work(4000) < 1.5 * work(2000)  # beyond the lines that are read


def test_first_answers_without_end_are_read_in_proportion():
    def work(times):
        first = {f"first-article:S{number:02}": f"S{number % 13:02}  person" for number in range(times)}
        metadata = {"kata_siapa": {"exercise": "who-says-so", "first": first}}
        cells = [{"id": "answer-first-article", "cell_type": "code", "source": "%%answer first-article\nS01  person"}]
        raw = json.dumps({"metadata": metadata, "cells": cells}).encode()
        [read] = read_submissions(raw, KEYS)
        return _lines_run(lambda: _judged(read, KEYS["who-says-so"]))

    work(10)
    assert work(1600) < 2.5 * work(800)


def test_marks_piled_on_a_letter_are_sorted_a_few_at_a_time(monkeypatch):
    """Python sorts those of one letter in a time that grows with the square of their number."""
    real, sizes = unicodedata.normalize, []
    monkeypatch.setattr(unicodedata, "normalize", lambda form, text: sizes.append(len(text)) or real(form, text))
    work = []
    for times in (2000, 4000):
        sizes.clear()
        piled = "\u0315" * times + "\u0300" * times
        parse("x", f"S01 {piled}")
        answer_cell(f"%%answer {piled}\nS01 x")
        work.append(sum(size * size for size in sizes))
    assert work[1] < 3 * work[0]


def test_letters_and_their_marks_are_put_together_as_before():
    assert parse("x", "S01  cafe\u0301 \uff33 \u2460 \u00a8").lines[0].value == "caf\u00e9 S 1 \u0308"
