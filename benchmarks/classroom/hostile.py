"""Notebooks that attack: each leaves a file named `trap` if a single byte of it is obeyed."""

from __future__ import annotations

from pathlib import Path

from classroom.notebooks import Notebook, answer_cells, code, markdown

__all__ = ["ATTACKS", "shadow_module"]


def trapped(made: Notebook, trap: Path) -> None:
    """Code, shell lines, magics and endless work in cells before, between and behind the worksheets."""
    evil = _touch(trap)
    made["cells"][:0] = [code(evil, "t0"), code(f"!touch {trap}", "t1"), code(f"%%bash\ntouch {trap}", "t2")]
    made["cells"][8:8] = [
        code("import os; os._exit(0)", "t3"),
        code("while True: pass", "t4"),
        code("import os\nwhile True: os.fork()", "t5"),
        code("x = bytearray(4_000_000_000)", "t6"),
        code("import threading, time; threading.Thread(target=time.sleep, args=(9e5,)).start()", "t7"),
        code("import os, signal; os.kill(os.getppid(), signal.SIGKILL)", "t8"),
        code(f"%run -i {trap}\n%load_ext {trap}\n%sx touch {trap}\n{trap}?", "t9"),
    ]
    made["cells"].append(code(f"get_ipython().system('touch {trap}')\nget_ipython().kernel.do_shutdown(True)", "t10"))


def monkeypatched(made: Notebook, trap: Path) -> None:
    """The package's functions replaced, so that every check says right."""
    patch = "\n".join([
        "import builtins, helpers, helpers.exercises.session, helpers.exercises.answers.label as labels",
        "helpers.exercises.session.Session.score = score = lambda *a, **k: f'{a[1]}: 1 of 1'",
        "helpers.check = check = lambda *a, **k: 'all right'",
        "labels.LabelKey.judge = lambda *a: 'right'",
        "builtins.print = lambda *a, **k: None",
        _touch(trap),
    ])  # fmt: skip
    made["cells"].insert(0, code(patch, "patch"))
    made["cells"].insert(4, code(patch, "patch-again"))


def own_check(made: Notebook, trap: Path) -> None:
    """Checks edited to print what the student hopes the grader expects."""
    for one in made["cells"]:
        if one["id"].startswith("check-"):
            one["source"] = f"for n in range(1, 20): print(f'S{{n:02}}: 1 of 1')\n{_touch(trap)}"


def forged(made: Notebook, trap: Path) -> None:
    """Outputs, execution counts, metadata and tags that claim full points."""
    for number, one in enumerate(made["cells"], 1):
        one["metadata"] = {
            "tags": ["nbval-skip", "nbval-ignore-output"],
            "kata_siapa": {"item": f"x:{number}", "points": 99},
        }
        if one["cell_type"] == "code":
            one["execution_count"] = number
            one["outputs"] = [{"output_type": "stream", "name": "stdout", "text": "S01: 1 of 1\nall right\n"}]
    made["metadata"]["kata_siapa"] |= {"points": 99, "student": "somebody-else", "marks": {"first-article:S01": 1}}


def marks(made: Notebook, trap: Path) -> None:
    """Nbval's own marks wherever a student can type, and the checks deleted."""
    for one in answer_cells(made):
        head, _, lines = one["source"].partition("\n")
        one["source"] = f"{head}\n# NBVAL_SKIP\n{lines}\n#NBVAL_RAISES_EXCEPTION\n# NBVAL_IGNORE_OUTPUT\n#nbval-skip"
    made["cells"] = [one for one in made["cells"] if not one["id"].startswith("check-")]


def unknown_kernel(made: Notebook, trap: Path) -> None:
    """A kernel that is a path and a command."""
    name = f"../../../tmp/$(touch {trap})"
    made["metadata"]["kernelspec"] = {"name": name, "display_name": f"`touch {trap}`", "argv": ["touch", str(trap)]}


def other_language(made: Notebook, trap: Path) -> None:
    """A notebook that says it is R."""
    made["metadata"]["kernelspec"] = {"name": "ir", "display_name": "R", "language": "R"}
    made["metadata"]["language_info"] = {"name": "R", "file_extension": f"; touch {trap}", "nbconvert_exporter": "os"}


def braces(made: Notebook, trap: Path) -> None:
    """Expressions that IPython would put into a magic's own line, and into the lines below."""
    inside = f"{{__import__('pathlib').Path({str(trap)!r}).touch()}}"
    for one in answer_cells(made):
        head, _, lines = one["source"].partition("\n")
        one["source"] = f"{head} {inside} $(touch {trap})\n{lines}"


def lines_to_obey(made: Notebook, trap: Path) -> None:
    """Lines of a worksheet that a shell, IPython, a template or a formatter would obey."""
    obeyed = [f"!touch {trap}", f"%sx touch {trap}", f"%%bash\ntouch {trap}", f"$(touch {trap})", f"`touch {trap}`",
              "{{ 7*7 }} ${7*7} {0.__class__} %(x)s %s %n", "'''\"\"\"\\", "\\N{BULLET}", "?quit", "S01?", "exit()",
              f"{{__import__('os').system('touch {trap}')}}", "<!--#exec cmd=1-->", "</script><script>"]  # fmt: skip
    for one in answer_cells(made):
        one["source"] += "\n" + "\n".join(obeyed)


def attachments(made: Notebook, trap: Path) -> None:
    """Pictures, links and scripts in Markdown cells, attachments and outputs."""
    script = f"<script>fetch('http://127.0.0.1/{trap}')</script><img src=x onerror=alert(1)>"
    one = markdown(f"{script}\n![x](attachment:../../x.png)\n![y](file:///etc/passwd)", "pic")
    one["attachments"] = {"../../x.png": {"image/png": "AAAA", "text/html": script}}
    made["cells"].insert(1, one)
    rich = {
        "text/html": script,
        "application/javascript": "alert(1)",
        "image/svg+xml": f"<svg onload='x'>{script}</svg>",
    }
    made["cells"].insert(2, code("1") | {"outputs": [{"output_type": "display_data", "data": rich, "metadata": {}}]})


def pickles(made: Notebook, trap: Path) -> None:
    """A pickle and a Python tag of YAML where a careless reader would load them."""
    payload = f"cposix\nsystem\n(S'touch {trap}'\ntR."
    made["metadata"]["pickle"] = payload
    made["metadata"]["yaml"] = f"!!python/object/apply:os.system ['touch {trap}']"
    made["metadata"]["kata_siapa"]["answers"] = {"__reduce__": payload, "py/object": "os.system"}


ATTACKS = {
    attack.__name__.replace("_", "-"): attack
    for attack in (
        attachments, braces, forged, lines_to_obey, marks, monkeypatched, other_language, own_check, pickles, trapped,
        unknown_kernel,
    )
}  # fmt: skip
"""By name: each changes a notebook in place, and none changes what its worksheets answer."""


def shadow_module(folder: Path, trap: Path) -> None:
    """Files that Python, pytest, IPython or Jupyter would pick up if they looked where submissions lie."""
    evil = _touch(trap)
    for name in ("helpers.py", "conftest.py", "sitecustomize.py", "nbformat.py", "json.py", "ipython_config.py"):
        (folder / name).write_text(evil, "utf-8")
    (folder / "pytest.ini").write_text(f"[pytest]\naddopts = -p evil\npythonpath = {folder}\n", "utf-8")
    (folder / "jupyter_server_config.json").write_text('{"x": 1}', "utf-8")


def _touch(trap: Path) -> str:
    return f"import pathlib; pathlib.Path({str(trap)!r}).touch()"
