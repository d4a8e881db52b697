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
STOREYS = [
    {"articles", "codebook", "faults", "names", "places", "quotes"},
    {"annotations", "coding"},
    {
        "agreement",
        "chains",
        "checks",
        "questions",
        "claims",
        "composing",
        "cue_lists",
        "degrees",
        "detection",
        "differences",
        "drawings",
        "facts",
        "ladder",
        "lexicon",
        "markup",
        "mishaps",
        "quotation_marks",
        "reader",
        "readings",
        "identities",
        "machine",
        "records",
        "routes",
        "segmentation",
        "session",
        "settlements",
        "shelf",
        "spans",
        "speakers",
        "swaps",
        "walks",
        "worksheets",
    },
    {"explorers", "plots"},
    {"teaching"},
    {"", "__main__", "commands"},
]
"""DESIGN.md, section 4: a module imports from its own storey and those above it in this list, never from below."""
LATE = {("articles", "reader"), ("", "mishaps")}
"""Against the arrows, and so inside a function only: the method that makes a view, and the cell magic."""

every_module = pytest.mark.parametrize("name", FILES)


@cache
def tree_of(name):
    return ast.parse(FILES[name].read_text("utf-8"))


def storey(part):
    return next((number for number, names in enumerate(STOREYS) if part in names), None)


def part_of(module):
    """The module of DESIGN.md's table: the first name below `helpers`."""
    return module.partition(".")[2].partition(".")[0]


def imports(node):
    """Modules of this package that are imported when the file is loaded: neither for types only nor in a function."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.FunctionDef) or (isinstance(child, ast.If) and "TYPE_CHECKING" in ast.unparse(child)):
            continue
        if isinstance(child, ast.ImportFrom) and child.module == "helpers":
            yield from (f"helpers.{a.name}" if f"helpers.{a.name}" in FILES else "helpers" for a in child.names)
        elif isinstance(child, ast.ImportFrom) and child.module:
            yield child.module
        elif isinstance(child, ast.Import):
            yield from (alias.name for alias in child.names)
        else:
            yield from imports(child)


def late_imports(name):
    functions = (node for node in ast.walk(tree_of(name)) if isinstance(node, ast.FunctionDef))
    found = (node for function in functions for node in ast.walk(function) if isinstance(node, ast.ImportFrom))
    return {part_of(node.module) for node in found if node.module and node.module.split(".")[0] == "helpers"}


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
    ]


def test_importing_the_package_is_light():
    code = f"import sys, helpers; print([name for name in {HEAVY} if name in sys.modules])"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "[]"


def test_an_article_is_read_and_shown_without_heavy_packages():
    code = "import helpers; helpers.load_article('islam-times-2021').reader()._repr_html_(); "
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
def test_a_function_explains_its_arguments(name):
    for node in definitions(name):
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("pytest_"):
            told = ast.get_docstring(node)
            named = [argument.arg for argument in node.args.args + node.args.kwonlyargs]
            assert not named or "Args:" in told, f"{name}.{node.name} does not explain {named}"
            assert [word for word in named if f"{word}:" not in told] == [], f"{name}.{node.name}"


@every_module
def test_a_module_is_named_after_what_it_is_about(name):
    assert not {"utils", "util", "core", "misc", "common", "base", "helpers"} & set(name.split(".")[1:])


@every_module
def test_arrows_point_one_way(name):
    part = part_of(name)
    assert storey(part) is not None, f"{part} has no place in DESIGN.md, section 4: give it one in STOREYS"
    for module in imports(tree_of(name)):
        if module.split(".")[0] == "helpers" and part_of(module) != part:
            assert module in FILES
            assert part_of(module) or storey(part) >= storey("teaching"), f"{name} imports the package itself"
            assert not part_of(module) or storey(part_of(module)) <= storey(part), f"{name} imports {module}"


@every_module
def test_imports_inside_functions_are_the_known_ones(name):
    backwards = {(part_of(name), part) for part in late_imports(name) if part != part_of(name)}
    assert backwards <= LATE


def test_modules_do_not_import_in_circles():
    arrows = {name: {m for m in imports(tree_of(name)) if m in FILES and m != name} for name in FILES}
    left = dict(arrows)
    while free := [name for name, targets in left.items() if not targets & left.keys()]:
        for name in free:
            del left[name]
    assert left == {}


def test_the_students_side_is_python_alone():
    """The browser has no compiled packages but what it ships: everything but `teaching` needs nothing built."""
    for name in ("helpers", "helpers.worksheets", "helpers.session", "helpers.reader"):
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


def test_every_file_that_contributing_names_is_there(root):
    named = re.findall(r"`([\w.]+/[\w./*-]+)", (root / "CONTRIBUTING.md").read_text("utf-8"))
    kept = [path for path in named if path.split("/")[0] in {"src", "tests", "seeds", "tools", "_theme", "benchmarks"}]
    assert len(kept) > 30
    assert [path for path in kept if not any(root.glob(path.rstrip("/")))] == []
