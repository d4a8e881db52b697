"""`make` on a stranger's machine: what is missing is said in one sentence."""

import os
import shutil
import subprocess
import sys

import pytest

COMMANDS = ["sh", "mkdir", "grep", "rm", "touch", "env", "dirname", "cat"]


@pytest.fixture
def machine(tmp_path, root):
    """A checkout's environment files, and a PATH with nothing on it but what every Linux has."""
    bare = tmp_path / "bin"
    bare.mkdir()
    for command in COMMANDS:
        (bare / command).symlink_to(shutil.which(command))
    (tmp_path / "tools").mkdir()
    shutil.copy(root / "tools/environment", tmp_path / "tools")
    (tmp_path / "requirements.lock").write_text("six==1.17.0 --hash=sha256:" + "0" * 64 + "\n")
    return tmp_path


def script(folder, name, text):
    file = folder / "bin" / name
    file.write_text(f"#!{shutil.which('sh')}\n{text}\n")
    file.chmod(0o755)


def make_environment(folder, **settings):
    variables = {"PATH": str(folder / "bin"), "HOME": str(folder), "TMPDIR": str(folder), **settings}
    command = [shutil.which("sh"), "tools/environment", ".venv"]
    return subprocess.run(command, cwd=folder, env=variables, capture_output=True, text=True)


def sentence(told):
    assert told.returncode == 1
    assert "Traceback" not in told.stderr
    lines = told.stderr.strip().splitlines()
    assert len(lines) == 1, told.stderr
    return lines[0]


def test_no_python_says_what_to_install(machine):
    assert "Python 3.11 or newer is needed" in sentence(make_environment(machine))


def test_an_old_python_says_what_is_there(machine):
    script(machine, "python3", '[ "$1" = --version ] && echo "Python 3.9.2"')
    assert "here is Python 3.9.2" in sentence(make_environment(machine))


def test_a_newer_python_beside_an_old_one_is_found(machine):
    script(machine, "python3", "exit 1")
    script(machine, "python3.12", 'case "$2" in *venv*) exit 1;; esac')
    assert "venv module is missing" in sentence(make_environment(machine))


def test_python_without_venv_says_which_package(machine):
    script(machine, "python3", 'case "$2" in *venv*) exit 1;; esac')
    assert "apt-get install python3-venv" in sentence(make_environment(machine))


@pytest.fixture
def python(machine):
    script(machine, "python3", f'exec {os.path.realpath(sys.executable)} "$@"')


@pytest.mark.usefixtures("python")
def test_no_network_says_to_connect(machine):
    told = make_environment(machine, PIP_INDEX_URL="http://127.0.0.1:9/simple", PIP_RETRIES="0", PIP_NO_CACHE_DIR="1")
    assert "could not be fetched; connect to the internet" in sentence(told)
    assert not (machine / ".venv/ready").exists()


@pytest.mark.usefixtures("python")
def test_a_package_that_does_not_fit_the_lock_is_refused(machine):
    (machine / "wheels").mkdir()
    (machine / "wheels/six-1.17.0-py2.py3-none-any.whl").write_bytes(b"tampered")
    told = make_environment(machine, PIP_NO_INDEX="1", PIP_FIND_LINKS=str(machine / "wheels"))
    assert "could not install requirements.lock" in sentence(told)
    assert not (machine / ".venv/ready").exists()


def test_the_lock_names_no_registry_and_hashes_everything(root):
    lock = (root / "requirements.lock").read_text()
    assert "://" not in lock
    assert "--index" not in lock
    assert lock.count("==") <= lock.count("--hash=sha256:")
    for pinned in lock.split("\n")[:-1]:
        assert pinned.startswith(("    --hash=sha256:", "#")) or "==" in pinned
