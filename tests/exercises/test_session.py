"""Whatever a student types into a cell: a sentence on what happened and what to do, never a traceback."""

import io
from contextlib import redirect_stdout

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.cases import cases

from helpers.exercises.session import explain_error

WORKSHEET = "It looks like a worksheet whose first line has changed."


def told(shell, source):
    """What a cell shows when it is run, words and errors alike."""
    with redirect_stdout(io.StringIO()) as shown:
        result = shell.run_cell(source, store_history=True)
    return result.success, shown.getvalue()


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("1 / 0", "This cell could not run: division by zero (ZeroDivisionError)."),
        ("check(first-article)", "This cell could not run: name 'first' is not defined"),
        ("check('first-article')", 'asks="kind" needs an article'),
        ("check('first-article', article='islam-times')", 'did you mean "islam-times-2021"?'),
        ("ask('form-c')", 'did you mean "form-'),
        ("check('first-article', article='islam-times-2021'", "Python cannot read line 1 of this cell."),
        ("halo apa kabar", "Python cannot read line 1 of this cell."),
        ("raise KeyboardInterrupt", "This cell was stopped before it was done."),
        ("S01  narrator\nS02  unnamed", WORKSHEET),
        ("answer first-article\nS01  narrator", WORKSHEET),
        ("%answer first-article\nS01  narrator", WORKSHEET),
        ("%answer first-article", WORKSHEET),
        ("%%anwser first-article\nS01  narrator", WORKSHEET),
        ("%%answer", WORKSHEET),
        ("%%answer first-article", "This worksheet has no lines."),
        ("from helpers.explorers import walk_chain\nwalk_chain('x')", 'There is no article "x"'),
    ],
)
def test_a_cell_that_fails_says_so_in_words(shell, source, words):
    success, shown = told(shell, source)
    assert not success
    assert words in shown
    assert "Traceback" not in shown


def test_a_package_that_is_not_installed_is_told_with_what_installs_it(shell):
    missing = "raise ModuleNotFoundError('No module named', name='matplotlib')"
    _, shown = told(shell, f"from helpers.errors import extra_named\nwith extra_named():\n    {missing}")
    assert shown.strip() == "matplotlib is missing; install it with: pip install 'kata-siapa[book]'"


def test_what_was_handed_in_outlives_every_mishap(shell):
    told(shell, "%%answer first-article\nS01  narrator")
    for source in ("%answer first-article", "%%answer first-article", "check = 3", "1 / 0", "raise KeyboardInterrupt"):
        told(shell, source)
    told(shell, "%reload_ext helpers")
    _, shown = told(shell, "check('first-article', article='islam-times-2021')")
    assert "✓ S01  right" in shown


@given(text=st.text(), name=st.text(st.characters(exclude_categories=["Cc", "Zl", "Zp"])))
@settings(max_examples=cases(50))
def test_any_worksheet_at_all_is_taken(shell, text, name):
    success, shown = told(shell, f"%%answer x{name}\nS01 {text}")
    assert success
    assert "lines filled in. Run the next cell" in shown


@pytest.mark.filterwarnings("ignore:.make_tokens_by_line", "ignore::SyntaxWarning")
@given(st.text(st.characters(exclude_characters="!%?", exclude_categories=["Cs"])))
@settings(max_examples=cases(50))
def test_any_cell_at_all_shows_no_traceback(shell, text):
    """No text here calls a program or a magic of IPython's own, whose words are not ours; none has half a character,
    at which IPython stops before it asks anybody.
    """
    _, shown = told(shell, text)
    assert "Traceback" not in shown


@given(st.sampled_from([SyntaxError("x"), NameError("x\ny"), ValueError(""), KeyboardInterrupt()]), st.text())
def test_any_error_in_any_cell_is_one_line(error, cell):
    assert explain_error(error, cell).strip()
    assert "\n" not in explain_error(error, cell)
