"""nbval's own cells of a key, collected once and run on worksheet after worksheet."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path

import pytest
from nbval.plugin import IPyNbCell, NbCellError

from helpers.teaching.graft import graft, grafted_source
from helpers.teaching.keys import GradingError, Key
from helpers.teaching.notebook_format import nbformat
from helpers.teaching.warm_kernel import WarmKernel

__all__ = ["KeyFailedError", "collect", "passed"]


class KeyFailedError(Exception):
    """A cell of the key failed that marks no item: it is the key's fault, and nobody is graded with it."""


def collect(keys: Mapping[str, Key], folder: Path) -> dict[str, list[IPyNbCell]]:
    """The cells of each key as nbval collects them, by exercise; nothing is run yet.

    Args:
        keys: what is graded with.
        folder: an empty one, for the notebooks that nbval reads.

    Raises:
        GradingError: nbval did not collect them.
    """
    for exercise, key in keys.items():
        nbformat.write(graft(key.notebook, {}), folder / f"{exercise}.ipynb")
    taken = _Taken()
    told = StringIO()
    with _own_options(), redirect_stdout(told), redirect_stderr(told):
        pytest.main(_options(folder), plugins=["nbval.plugin", taken])
    cells: dict[str, list[IPyNbCell]] = {}
    for item in taken.items:
        cells.setdefault(item.path.stem, []).append(item)
    if cells.keys() != keys.keys():
        raise GradingError(f"nbval could not collect the keys; its last words: {told.getvalue()[-500:]}")
    return cells


def passed(
    cells: list[IPyNbCell], worksheets: Mapping[str, str], names: Mapping[str, str], kernel: WarmKernel
) -> set[str]:
    """The ids of the cells that nbval passes with these worksheets in the key.

    Args:
        cells: as `collect` gives them for one exercise.
        worksheets: text by worksheet name; a worksheet that is not there is blank.
        names: the worksheets' names by the ids of their cells.
        kernel: what runs them; it starts over.

    Raises:
        KeyFailedError: a cell failed that marks no item.
    """
    kernel.start_over()
    cells[0].parent.kernel = kernel
    good = set()
    for item in cells:
        if name := names.get(item.cell.id):
            item.cell.source = grafted_source(name, worksheets.get(name, ""))
        try:
            item.runtest()
            good.add(item.cell.id)
        except NbCellError as error:
            if "kata_siapa" not in item.cell.metadata:
                raise KeyFailedError(f"cell {item.cell.id} of the key failed: {error}") from None
    return good


class _Taken:
    """A plugin that takes what pytest has collected and runs nothing of it."""

    def __init__(self) -> None:
        self.items: list[IPyNbCell] = []

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        self.items = list(session.items)
        return True


def _options(folder: Path) -> list[str]:
    own = ["--nbval", "--nbval-current-env", "--color=no", "-q", "-s", "-c", os.devnull, f"--rootdir={folder}"]
    without = ("cacheprovider", "faulthandler", "junitxml", "doctest", "unittest", "python")
    return [*own, "--assert=plain", *(f"-pno:{name}" for name in without), str(folder)]


@contextmanager
def _own_options() -> Iterator[None]:
    """Pytest without what the user's environment would add to it."""
    kept = {name: os.environ.pop(name) for name in list(os.environ) if name.startswith("PYTEST_")}
    os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
    try:
        yield
    finally:
        del os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"]
        os.environ.update(kept)
