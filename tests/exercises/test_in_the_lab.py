"""A notebook as `make lab` opens it: a worksheet works before the cell that loads the package was run."""

import pytest

pytestmark = pytest.mark.kernel

MANAGER = pytest.importorskip("jupyter_client.manager", reason="a kernel needs jupyter_client")


@pytest.fixture
def run(root, monkeypatch):
    """Runs a cell in a kernel of the environment, and gives what it shows."""
    monkeypatch.setenv("KATA_SIAPA_LAB", "1")
    config = f"--config={root / 'tools/ipython_kernel_config.py'}"
    manager, client = MANAGER.start_new_kernel(extra_arguments=[config])

    def shown(source):
        told = []
        client.execute_interactive(source, output_hook=lambda message: told.append(str(message["content"])))
        return " ".join(told)

    yield shown
    client.stop_channels()
    manager.shutdown_kernel(now=True)


def test_a_worksheet_works_before_the_first_cell_and_after_it(run):
    assert "voices: 1 of 1 lines filled in" in run("%%answer voices\nS01  narrator")
    assert "S01  right" in run('check("voices", article="islam-times-2021", only="S01")')
    run("%reload_ext helpers")
    assert "S01  right" in run('check("voices", article="islam-times-2021", only="S01")')
