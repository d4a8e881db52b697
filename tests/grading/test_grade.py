"""A class of strangers' notebooks, with every oddity that a folder of submissions can hold, and what each is worth."""

import base64
import copy
import csv
import json
import os

import nbformat
import pytest
from click.testing import CliRunner

from helpers.__main__ import main
from helpers.grading.keys import load_keys

KEYS = load_keys()
SHEETS = ("first-article", "second-article")
NOTHING = None
"""No points: the file could not be graded."""


@pytest.fixture
def blank(root):
    return json.loads((root / "exercises/who-says-so.ipynb").read_text())


@pytest.fixture
def perfect(blank):
    """The blank with every worksheet filled in as the key has it: 32 points, 13 and 19."""
    return filled(blank, KEYS["who-says-so"])


def filled(blank, key):
    answers = {cell["id"]: cell["source"] for cell in key.notebook["cells"] if cell["id"].startswith("answer-")}
    notebook = copy.deepcopy(blank)
    for cell in notebook["cells"]:
        cell["source"] = answers.get(cell["id"], cell["source"])
    return notebook


def sheet(notebook, name):
    return next(cell for cell in notebook["cells"] if cell.get("id") == f"answer-{name}")


def text_of(cell):
    return "".join(cell["source"])


def code(source):
    return {"cell_type": "code", "execution_count": None, "metadata": {}, "outputs": [], "source": source}


def changed(notebook, do):
    after = copy.deepcopy(notebook)
    do(after)
    return after


def kata(*arguments):
    return CliRunner().invoke(main, list(map(str, arguments)))


def rows_of(out):
    with (out / "gradebook.csv").open(newline="", encoding="utf-8-sig") as stream:
        return list(csv.DictReader(stream))


def points(row):
    return float(row["points"]) if row["points"] else NOTHING


def put(folder, files):
    for name, content in files.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content if isinstance(content, bytes) else json.dumps(content).encode())


def oddities(blank, perfect, ran):
    """File names with what is in them, the points, and words of the note where there is one."""
    evil = f"import pathlib; pathlib.Path({str(ran)!r}).write_text('ran')"
    deadly = ["import os; os._exit(0)", "while True: pass", "bytearray(4 << 30)", "import os\nwhile 1: os.fork()",
              "import threading as t; t.Thread(target=input).start()", f"!touch {ran}", f"%run {ran}",
              f"%%bash\ntouch {ran}",
              f"import socket\nsocket.create_connection(('127.0.0.1', 9))\n{evil}",
              "get_ipython().kernel.do_shutdown(False)",
              "import helpers\nhelpers.score = lambda *a, **k: 'S01: 1 of 1'",
              "import sys; sys.modules['helpers.exercises.worksheet'] = None", "# NBVAL_SKIP",
              "%load_ext evil"]  # fmt: skip

    def each(do):
        return changed(perfect, do)

    def in_sheets(do):
        def change(n):
            for name in SHEETS:
                sheet(n, name)["source"] = do(text_of(sheet(n, name)))

        return each(change)

    def careless(n):
        first = text_of(sheet(n, "first-article")).replace("S01  narrator", "S01  outlet")
        sheet(n, "first-article")["source"] = first
        second = text_of(sheet(n, "second-article")).replace("S06  narrator", "s6: Narator")
        sheet(n, "second-article")["source"] = second

    def half(n):
        sheet(n, "second-article")["source"] = sheet(blank, "second-article")["source"]

    def all_cells(n):
        n["cells"] = [cell for one in n["cells"] for cell in (code(evil), one)]
        n["cells"] += map(code, deadly)

    def checks_gone(n):
        n["cells"] = [cell for cell in n["cells"] if not cell["id"].startswith("check-")]

    def forged(n):
        for cell in n["cells"]:
            if cell["cell_type"] == "code":
                cell["outputs"] = [nbformat.v4.new_output("stream", text="S01: 1 of 1\n" * 9)]
            if cell["id"].startswith("check-"):
                cell["source"] = "print('first-article: 13 right')"
        sheet(n, "first-article")["source"] = sheet(blank, "first-article")["source"]
        n["metadata"]["kernelspec"] = {"name": "../../evil", "display_name": "x", "language": "R"}

    def magic_name(n):
        body = text_of(sheet(n, "first-article")).partition("\n")[2]
        sheet(n, "first-article")["source"] = "%%answer {" + evil.replace(";", ",") + "}\n" + body
        sheet(n, "second-article")["source"] = f"%%answer second-article $(touch {ran})\nS01 person"

    def replaced(n):
        sheet(n, "first-article")["source"] = f"%%python\n{evil}"
        sheet(n, "second-article")["source"] = f"{evil}\n%%answer second-article\nS01 person"

    def as_markdown(n):
        for cell in n["cells"]:
            if cell["id"].startswith("answer-"):
                cell["cell_type"] = "markdown"
                del cell["outputs"], cell["execution_count"]

    def fenced(n):
        as_markdown(n)
        for name in SHEETS:
            sheet(n, name)["source"] = f"```\n{text_of(sheet(n, name))}\n```"

    def no_ids(n):
        n["nbformat_minor"], n["metadata"] = 4, {}
        for cell in n["cells"]:
            del cell["id"]

    def other_ids(n):
        for number, cell in enumerate(n["cells"]):
            cell["id"] = f"{number:08x}"
            cell["metadata"] = {"id": "Tq3u", "outputId": "x", "colab": {"base_uri": "https://colab.example/"}}
        n["metadata"] = {"colab": {"provenance": []}, "vscode": {"interpreter": {}}, "kata_siapa": {"exercise": 5}}

    def swapped(n):
        one, two = (sheet(n, name) for name in SHEETS)
        one["id"], two["id"] = two["id"], one["id"]

    def same_ids(n):
        for cell in n["cells"]:
            cell["id"] = "answer-first-article"

    def reversed_(n):
        n["cells"].reverse()

    def blank_first(n):
        n["cells"].insert(0, code(text_of(sheet(blank, "first-article"))))

    def conflict(n):
        wrong = text_of(sheet(n, "first-article")).replace("narrator", "person")
        n["cells"].append(code(wrong))

    def strange_conflict(n):
        for cell in n["cells"]:
            cell["id"] = cell["id"].replace("answer-", "my-")
        right = text_of(next(cell for cell in n["cells"] if cell["id"] == "my-first-article"))
        n["cells"].append(code(right.replace("narrator", "person")))

    def endless_fence(n):
        n["cells"].append(code("```" + 1_000_000 * "~") | {"cell_type": "markdown"})

    def headless(n):
        sheet(n, "first-article")["source"] = text_of(sheet(n, "first-article")).partition("\n")[2]

    def split(n):
        lines = text_of(sheet(n, "second-article")).splitlines(keepends=True)
        sheet(n, "second-article")["source"] = lines[:10]
        n["cells"].append(code(lines[10:]))

    def lying(n):
        n["metadata"]["kata_siapa"] = {"exercise": "sourcing-chains"}

    def outputs(n):
        for cell in n["cells"]:
            if cell["cell_type"] == "code":
                html = "<script>alert(1)</script>" + "A" * 300_000
                cell["outputs"] = [nbformat.v4.new_output("display_data", data={"text/html": html})]
            cell["attachments"] = {"../../x.png": {"image/png": "AAAA"}}

    def strange_sources(n):
        n["cells"] += [code(5), code([1, None, ["%%answer first-article\nS01 vague"]]), code({"a": 1}), 7, None, "cell"]

    def without_line_ends(n):
        for cell in n["cells"]:
            cell["source"] = text_of(cell).split("\n")

    def behind_the_name(n):
        sheet(n, "first-article")["source"] = text_of(sheet(n, "first-article")).replace("\n", " ")

    def long_winded(n):
        sheet(n, "first-article")["source"] += "\n#" * 1000

    def gone(n):
        n["cells"] = [cell for cell in n["cells"] if cell["id"] != "answer-second-article"]

    def pictures(n):
        old = {"cell_type": "code", "language": "python", "collapsed": False, "metadata": {}, "outputs": []}
        cells = [{**old, "input": text_of(cell)} for cell in n["cells"] if cell["id"].startswith("answer-")]
        n.clear()
        n.update(nbformat=3, nbformat_minor=0, metadata={}, worksheets=[{"cells": cells, "metadata": {}}])

    def own_exercise(n):
        n["metadata"]["kata_siapa"] = {"exercise": "our-story-who-says-so"}

    raw = json.dumps(perfect)
    torn_apart = json.dumps(perfect, indent=1).replace('\n "cells"', '\n<<<<<<< HEAD\n "cells"')
    typed = "\n\n".join(text_of(sheet(perfect, name)) for name in SHEETS)
    commented = "\n\n".join(f"# Commented out\n# {text.replace(chr(10), f'{chr(10)}# ')}\n\nprint(1)"
                            for text in typed.split("\n\n"))  # fmt: skip
    markdown = "\n".join(f"# A heading\n```{{code-cell}}\n{text}\n```\nS01 was hard." for text in typed.split("\n\n"))
    page = f"<p>Siti</p><p>{typed.replace(chr(10), '<br>')}</p>"
    spoilt = "\n\x00\x1b[31m\u202e\ud800 =HYPERLINK(1) <script>alert(1)</script> '''\"\"\"\\"
    table = {
        "perfect": (perfect, 32, ""),
        "blank": (blank, 0, ""),
        "careless": (each(careless), 31, ""),
        "half": (each(half), 13, ""),
        "every cell runs code": (each(all_cells), 32, ""),
        "nothing but code": (changed(blank, all_cells), 0, ""),
        "checks deleted": (each(checks_gone), 32, ""),
        "forged outputs": (each(forged), 19, ""),
        "code in the name": (each(magic_name), 14, ""),
        "magic instead": (each(replaced), 0, "first-article is missing"),
        "skip typed": (in_sheets(lambda text: text + "\n# NBVAL_SKIP\n#NBVAL_RAISES_EXCEPTION"), 32, ""),
        "skip first": (in_sheets(lambda text: text.replace("\n", "\n# NBVAL_SKIP\n", 1)), 32, ""),
        "skip above": (in_sheets(lambda text: f"# NBVAL_SKIP\n{text}"), 32, ""),
        "cells of text": (each(as_markdown), 32, ""),
        "fenced": (each(fenced), 32, ""),
        "no ids": (each(no_ids), 32, ""),
        "colab": (each(other_ids), 32, ""),
        "swapped ids": (each(swapped), 32, ""),
        "one id": (each(same_ids), 32, ""),
        "reversed": (each(reversed_), 32, ""),
        "blank copy": (each(blank_first), 32, ""),
        "two copies": (each(conflict), 32, "2 times with different answers; the one in the exercise's own cell"),
        "two strange copies": (each(strange_conflict), 32, "2 times with different answers; the first one was graded"),
        "an endless fence": (each(endless_fence), 32, ""),
        "no first line": (each(headless), 32, ""),
        "split cell": (each(split), 22, "without a first line"),
        "worksheet gone": (each(gone), 13, "second-article is missing"),
        "another's metadata": (each(lying), 32, ""),
        "large outputs": (each(outputs), 32, ""),
        "strange sources": (each(strange_sources), 32, ""),
        "lines without ends": (each(without_line_ends), 32, ""),
        "all on one line": (each(behind_the_name), 19, "behind its name"),
        "a thousand lines": (each(long_winded), 32, "more than 1,000 lines"),
        "old format": (each(pictures), 32, ""),
        "windows lines": (in_sheets(lambda text: text.replace("\n", "\r\n")), 32, ""),
        "control characters": (in_sheets(lambda text: text + spoilt), 32, ""),
        "ten megabytes": (in_sheets(lambda text: text + "\nS01  person" * 900_000), 32, "was cut"),
        "look-alikes": (
            in_sheets(lambda text: text.replace("person", "p\u0435rson").replace("narrator", "=1+1")),
            10,
            "",
        ),
        "byte order mark": (b"\xef\xbb\xbf" + raw.encode(), 32, ""),
        "utf-16": (raw.encode("utf-16"), 32, ""),
        "latin": (raw.replace("The exercise", "L'exercice, é").encode("latin-1"), 32, "not UTF-8"),
        "long number": (raw.replace('"metadata": {}', '"metadata": {"n": %s}' % ("9" * 60_000), 1).encode(), 32, ""),
        "not a number": (raw.replace('"metadata": {}', '"metadata": {"n": NaN}', 1).encode(), 32, ""),
        "no json": (b"{", NOTHING, "ends in the middle"),
        "torn": (raw[:-100].encode(), NOTHING, "ends in the middle"),
        "torn behind a cell": (raw[: raw.index("}") + 1].encode(), NOTHING, "ends in the middle"),
        "git conflict": (torn_apart.encode(), NOTHING, "marks of a conflict"),
        "comma lost": (raw.replace(",", "", 1).encode(), NOTHING, "something is wrong at line 1"),
        "a pdf": (b"%PDF-1.7\n%\xe2\xe3", NOTHING, "no notebook but a PDF"),
        "a zip": (b"PK\x03\x04" + bytes(50), NOTHING, "no notebook but a zip archive"),
        "a login page": (b"<!DOCTYPE html><html><title>Log in</title>", NOTHING, "no notebook but a web page"),
        "data": ({"name": "x", "content": {"a": 1}}, NOTHING, "data (JSON)"),
        "from Jupyter": ({"type": "notebook", "format": "json", "content": perfect}, 32, "taken out"),
        "from GitHub": ({"encoding": "base64", "content": base64.encodebytes(raw.encode()).decode()}, 32, "taken out"),
        "from Colab": ({"ipynb": perfect}, 32, "taken out"),
        "json in json": (json.dumps(json.dumps(perfect)).encode(), 32, "taken out"),
        "json in json in json in json": (json.dumps({"content": {"data": raw}}).encode(), 32, "taken out"),
        "nothing but wrapping": (b'{"content": ' * 900 + b"1" + b"}" * 900, NOTHING, "no notebook"),
        "plain text": (("Siti, X IPS 1\n\n" + typed).encode(), 32, "not a notebook; the worksheets in it were read"),
        "python of Colab": (commented.encode(), 32, "the worksheets in it were read"),
        "markdown": (markdown.encode(), 32, "the worksheets in it were read"),
        "a form's page": (page.encode(), 32, "a web page, not a notebook; the worksheets in it were read"),
        "an author's own": (each(own_exercise), NOTHING, "there is no key of it"),
        "empty": (b"", NOTHING, "empty"),
        "zeros": (bytes(1000), NOTHING, "empty"),
        "binary": (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), NOTHING, "no notebook"),
        "deep": (b"[" * 100_000, NOTHING, "nested too deep"),
        "deep cells": (b'{"nbformat": 4, "cells": ' + b"[" * 100_000, NOTHING, "nested too deep"),
        "list": ([], NOTHING, "no notebook"),
        "numbers for cells": ({"nbformat": 4, "metadata": {}, "cells": [1, None]}, NOTHING, "No worksheet"),
        "no cells": ({"nbformat": 4, "metadata": {}, "cells": []}, NOTHING, "No worksheet"),
        "widgets only": ({"nbformat": 4, "metadata": {"widgets": {"x": {}}}, "cells": []}, NOTHING, "No worksheet"),
        "many cells": ({"nbformat": 4, "metadata": {}, "cells": [{}] * 100_000}, NOTHING, "100,000 cells"),
        "another course": (nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("1")]), NOTHING, "No worksheet"),
        "=cmd()": (perfect, 32, ""),
        "na\u00efve \u202e name": (perfect, 32, ""),
        "CON": (perfect, 32, ""),
        'a, "b"; c': (perfect, 32, ""),
    }
    return {f"{name}.ipynb": row for name, row in table.items()}


def test_a_class_gets_the_rows_a_teacher_expects(tmp_path, blank, perfect):
    ran, folder, out = tmp_path / "ran", tmp_path / "class", tmp_path / "out"
    table = oddities(blank, perfect, ran)
    put(folder, {name: content for name, (content, _, _) in table.items()})
    put(folder, {"helpers.py": b"raise SystemExit", "conftest.py": b"raise SystemExit", "notes.txt": b"no submission"})
    (folder / "link.ipynb").symlink_to("/etc/passwd")
    (folder / "device.ipynb").symlink_to(os.devnull)
    (folder / "folder.ipynb").mkdir()
    os.mkfifo(folder / "pipe.ipynb")
    put(folder, {".ipynb_checkpoints/perfect.ipynb": b"{"})
    left = {"link.ipynb": "a link", "device.ipynb": "a link", "folder.ipynb": "a folder", "pipe.ipynb": "a device"}

    told = kata("grade", folder, "--out", out)

    assert told.exit_code == 1, told.output
    assert not ran.exists()
    rows = {row["student"]: row for row in rows_of(out)}
    assert len(rows) == len(table) + len(left)
    got = {name: points(rows[_shown(name)]) for name in table}
    assert got == {name: worth for name, (_, worth, _) in table.items()}
    notes = (out / "notes.csv").read_text("utf-8-sig")
    for name, note in [*((name, note) for name, (_, _, note) in table.items() if note), *left.items()]:
        assert note in rows[_shown(name)]["notes"], name
        assert _shown(name) in notes
    assert "such as my-exercises/keys/built" in notes
    assert all(points(rows[_shown(name)]) is NOTHING for name in left)
    silent = [name for name, (_, worth, note) in table.items() if not note and worth is not NOTHING]
    assert [name for name in silent if rows[_shown(name)]["notes"]] == []


def _shown(name):
    """A student's name as a spreadsheet shows it: no formula, nothing that turns the direction of writing."""
    stem = name.removesuffix(".ipynb").replace("\u202e", "\ufffd")
    return f"'{stem}" if stem.startswith("=") else stem
