"""What the package promises as a whole: public names, light imports, docstrings, arrows that point one way."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from functools import cache
from importlib import import_module
from pathlib import Path

import pytest

import helpers

FOLDER = Path(helpers.__file__).parent
FILES = {
    ".".join(("helpers", *file.relative_to(FOLDER).with_suffix("").parts)).removesuffix(".__init__"): file
    for file in sorted(FOLDER.rglob("*.py"))
}
HEAVY = ("matplotlib", "networkx", "ipywidgets", "IPython", "numpy", "nbformat", "click", "rich")

FACE = "helpers figures explorers"
FLOORS = ("__main__", "cli", "authoring grading", FACE, "exercises", "lenses", "detection", "article", "text errors")
"""The folders from top to bottom, the package's own face among them: each imports from floors below its own."""
DOORS = {
    "matplotlib": r"lenses/(\w+/)?figure",
    "ipywidgets": r"lenses/widgets|(lenses/\w+|exercises)/explorer",
    "click": r"cli/\w+|__main__",
    "rich": r"cli/\w+",
    "nbformat": r"authoring/.+",
    "nbval": r"grading/.+",
    "xlsxwriter": r"grading/.+",
    "jinja2": r"grading/report/.+|authoring/items",
}
"""The modules that may import a large package."""

every_module = pytest.mark.parametrize("name", FILES)


@cache
def tree_of(name):
    return ast.parse(FILES[name].read_text("utf-8"))


def imports(node):
    """Modules of this package that are imported when the file is loaded: neither for types only nor in a function."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.FunctionDef) or (isinstance(child, ast.If) and "TYPE_CHECKING" in ast.unparse(child)):
            continue
        if isinstance(child, ast.ImportFrom) and child.module:
            names = (f"{child.module}.{one.name}" for one in child.names)
            yield from (one if one in FILES else child.module for one in names)
        elif isinstance(child, ast.Import):
            yield from (alias.name for alias in child.names)
        else:
            yield from imports(child)


def imported(name):
    """What a module imports anywhere: when it is loaded, in its functions, for types only."""
    for node in ast.walk(tree_of(name)):
        if isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{one.name}" for one in node.names)
        elif isinstance(node, ast.Import):
            yield from (one.name for one in node.names)


def floor(module):
    """The floor of a module of this package; of a name that the package itself hands on, that of its face."""
    folder = (*module.split("."), "helpers")[1]
    return next((number for number, folders in enumerate(FLOORS) if folder in folders.split()), FLOORS.index(FACE))


def definitions(name):
    """Public functions and classes of a module, but for the commands, which click calls by their own names."""
    for node in tree_of(name).body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_"):
            commands = [mark for mark in node.decorator_list if "command(" in ast.unparse(mark)]
            if not commands:
                yield node


def test_the_public_names_are_these():
    assert helpers.__all__ == [
        "AnnotationError",
        "ArticleError",
        "Session",
        "article_ids",
        "ask",
        "check_article",
        "load_article",
        "load_coding",
        "load_ipython_extension",
        "read",
    ]


def test_importing_the_package_is_light():
    code = f"import sys, helpers; print([name for name in {HEAVY} if name in sys.modules])"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "[]"


def test_an_article_is_read_and_shown_without_heavy_packages():
    code = "import helpers; helpers.read('islam-times-2021')._repr_html_(); "
    code += f"import sys; print([name for name in {HEAVY} if name in sys.modules])"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "[]"


@every_module
def test_all_is_sorted_and_complete(name):
    module = import_module(name)
    if not list(definitions(name)) and not hasattr(module, "__all__"):
        return
    assert module.__all__ == sorted(set(module.__all__), key=lambda word: (not word.isupper(), word))
    assert {node.name for node in definitions(name)} <= set(module.__all__)
    assert [word for word in module.__all__ if not hasattr(module, word)] == []


@every_module
def test_whatever_is_public_says_what_it_is(name):
    assert ast.get_docstring(tree_of(name)), f"{name} has no docstring"
    for node in ast.walk(tree_of(name)):
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
            methods = [child for child in node.body if isinstance(child, ast.FunctionDef) and child.name[0] != "_"]
            assert [child.name for child in methods if not ast.get_docstring(child)] == [], node.name
    assert [node.name for node in definitions(name) if not ast.get_docstring(node)] == []


@every_module
def test_a_function_explains_what_it_is_given(name):
    """Not where a class says what it is (Article), or the folder's own page has one meaning for the name."""
    page = ast.get_docstring(tree_of(".".join(name.split(".")[:2])))
    known = ", ".join(re.findall(r"^    ([\w, ]+):", page, re.MULTILINE)).split(", ")
    for node in definitions(name):
        if isinstance(node, ast.FunctionDef):
            given = [one for one in node.args.args + node.args.kwonlyargs if one.arg not in known]
            unsaid = [one.arg for one in given if not re.fullmatch(r"(?!Path)[A-Z]\w+", ast.unparse(one.annotation))]
            assert [word for word in unsaid if f"{word}:" not in ast.get_docstring(node)] == [], f"{name}.{node.name}"


@every_module
def test_a_module_is_named_after_what_it_is_about(name):
    assert not {"utils", "util", "core", "misc", "common", "base", "helpers"} & set(name.split(".")[1:])


@every_module
def test_arrows_point_down(name):
    folder = name.split(".")[1:2]
    assert not folder or floor(name) != FLOORS.index(FACE) or folder[0] in FACE.split(), (
        f"{name} has no floor; give it one"
    )
    for module in imported(name):
        if module.startswith("helpers") and module.split(".")[1:2] != folder:
            assert floor(module) > floor(name), f"{name} imports {module}"


@every_module
def test_large_packages_have_their_doors(name):
    file = FILES[name].relative_to(FOLDER).with_suffix("").as_posix()
    wrong = [module for module in imported(name) if not re.fullmatch(DOORS.get(module.split(".")[0], ".*"), file)]
    assert wrong == []


def _module(name):
    return name if name in FILES else name.rpartition(".")[0]


def test_modules_do_not_import_in_circles():
    """Not even in a function, or for the sake of a type."""
    left = {name: set(map(_module, imported(name))) - {name} for name in FILES}
    while free := [name for name, targets in left.items() if not targets & left.keys()]:
        for name in free:
            del left[name]
    assert left == {}


def test_the_students_side_is_python_alone():
    """The browser has no compiled packages but what it ships."""
    for name in ("helpers", "helpers.exercises.worksheet", "helpers.exercises.session", "helpers.lenses.reader"):
        outside = {module.split(".")[0] for module in imports(tree_of(name))} - {"helpers"}
        assert outside <= sys.stdlib_module_names


def test_the_extension_readies_a_notebook_and_takes_a_worksheet_as_it_is_typed(capsys):
    shell = pytest.importorskip("IPython.core.interactiveshell").InteractiveShell()
    shell.run_line_magic("load_ext", "helpers")
    shell.run_cell_magic("answer", "typed-$HOME-{1+1}", "S01  narrator\nS02  $HOME {1+1}")
    assert "typed-$HOME-{1+1}: 2 of 2 lines filled in" in capsys.readouterr().out
    assert {"check", "score", "load_article"} <= shell.user_ns.keys()
    told = str(shell.user_ns["check"]("typed-$HOME-{1+1}", article="islam-times-2021"))
    assert "$HOME {1+1}" in told


@pytest.mark.parametrize("page", ["ARCHITECTURE.md", "CONTRIBUTING.md"])
def test_every_file_that_a_page_for_developers_names_is_there(root, page):
    named = re.findall(r"`([\w.]+/[\w./*-]+)", (root / page).read_text("utf-8"))
    made = {"_build", "codings", "lite", "my-articles", "my-exercises"}  # by a build, or by an author
    kept = [path for path in named if path.split("/")[0] not in made and path != "exercises/*.md"]
    assert len(kept) > 25
    places = (root, root / "src/helpers", root / "seeds")
    assert [path for path in kept if not any(any(place.glob(path.rstrip("/"))) for place in places)] == []
