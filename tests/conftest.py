"""What all tests share: the checkout's folders, and no clock."""

from collections import defaultdict
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from traitlets.config import Config

ROOT = Path(__file__).parents[1]

# A slow machine is no fault of the code: hypothesis tests what comes out, not how long it takes.
FREE = [HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
settings.register_profile("unhurried", deadline=None, suppress_health_check=FREE)
settings.load_profile("unhurried")


@pytest.fixture(scope="session")
def root() -> Path:
    return ROOT


@pytest.fixture
def shell(monkeypatch):
    """A notebook's shell, as fresh as after a restart and made ready for an exercise; without a kernel it is quick."""
    shells = pytest.importorskip("IPython.core.interactiveshell")
    monkeypatch.setattr("helpers.worksheets._SHEETS", {})
    monkeypatch.setattr("helpers.checks._WRONG", defaultdict(set))
    ready = shells.InteractiveShell(config=Config(HistoryManager={"hist_file": ":memory:"}))
    ready.run_line_magic("load_ext", "helpers")
    yield ready
    ready.history_manager.end_session()


@pytest.fixture
def no_window():
    """Figures are drawn without a screen and closed afterwards."""
    import matplotlib.pyplot as plt

    plt.switch_backend("Agg")
    yield
    plt.close("all")
