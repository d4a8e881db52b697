"""`make` on a stranger's machine: what is missing is said in one sentence."""

import os
import re
import shutil
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import url2pathname

import pytest

COMMANDS = ["sh", "mkdir", "grep", "rm", "touch", "env", "dirname", "cat", "tr", "cp"]


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
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(f"#!{shutil.which('sh')}\n{text}\n")
    file.chmod(0o755)


def make_environment(folder, stdout=subprocess.PIPE, **settings):
    variables = {"PATH": str(folder / "bin"), "HOME": str(folder), "TMPDIR": str(folder), **settings}
    command = [shutil.which("sh"), "tools/environment", ".venv"]
    return subprocess.run(command, cwd=folder, env=variables, stdout=stdout, stderr=subprocess.PIPE, text=True)


def shown(terminal):
    """All that a terminal has shown until the last program left it."""
    ours, theirs = terminal
    os.close(theirs)
    told = b""
    with suppress(OSError):  # how Linux says that nobody writes any more
        while more := os.read(ours, 10_000):
            told += more
    return told.decode()


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


@pytest.mark.install
@pytest.mark.usefixtures("python")
def test_no_network_says_to_connect(machine):
    told = make_environment(machine, PIP_INDEX_URL="http://127.0.0.1:9/simple", PIP_RETRIES="0", PIP_NO_CACHE_DIR="1")
    assert "could not be fetched; connect to the internet" in sentence(told)
    assert not (machine / ".venv/ready").exists()


@pytest.mark.install
@pytest.mark.usefixtures("python")
def test_a_package_that_does_not_fit_the_lock_is_refused(machine):
    (machine / "wheels").mkdir()
    (machine / "wheels/six-1.17.0-py2.py3-none-any.whl").write_bytes(b"tampered")
    told = make_environment(machine, PIP_NO_INDEX="1", PIP_FIND_LINKS=str(machine / "wheels"))
    assert "could not install requirements.lock" in sentence(told)
    assert not (machine / ".venv/ready").exists()


def programs(machine, root):
    command = [shutil.which("sh"), root / "tools/programs", "browser", "npm"]
    told = subprocess.run(command, cwd=machine, env={"PATH": str(machine / "bin")}, capture_output=True, text=True)
    assert told.stderr == ""
    return told.stdout


def test_a_person_is_told_which_programs_the_tests_lack(machine, root):
    script(machine, "id", "echo 1000")
    assert programs(machine, root).endswith("npm)\n")
    for there in ("google-chrome", "npm", "node", "../.venv/bin/python"):
        script(machine, there, "exit 0")
    assert programs(machine, root) == ""


@pytest.mark.skipif(sys.platform != "linux", reason="Linux only")
def test_root_on_debian_gets_the_programs_that_the_tests_lack(machine, root):
    script(machine, "id", "echo 0")
    script(machine, "npm", "exit 0")
    script(machine, "node", "exit 0")
    script(machine, "../.venv/bin/python", "exit 0")
    browser = machine / "bin/chromium"
    script(machine, "apt-get", f'case "$*" in *" chromium libatomic1"*) cp {shutil.which("true")} {browser};; esac')
    assert programs(machine, root) == "Installing for the tests: chromium libatomic1 ...\n"
    assert browser.exists()


@pytest.fixture
def slow_line(machine):
    """A machine whose Python is there and whose pip only says what it would fetch: 25 packages."""
    names = [f"kata-{letter}" for letter in "abcdefghijklmnopqrstuvwxy"]
    (machine / "requirements.lock").write_text("".join(f"{name}==1.0\n" for name in names))
    said = "".join(f"Collecting {name}==1.0\n  Downloading {name}.whl (7 MB)\n" for name in names)
    (machine / "said").write_text(said + "Installing collected packages: all\n")
    script(machine, "python3", "exit 0")
    script(machine, "../.venv/bin/python", f'case "$*" in *requirements.lock*) cat {machine}/said;; esac')
    return machine


def test_a_pipe_hears_now_and_then_what_is_being_fetched(slow_line):
    told = make_environment(slow_line)
    assert told.returncode == 0, told.stderr
    assert told.stdout.splitlines()[1:] == ["Fetching package 25 of 25: kata-y", "Installing 25 packages ..."]
    assert (slow_line / ".venv/ready").exists()


def test_a_terminal_sees_what_is_being_fetched_and_how_large_it_is(slow_line, terminal):
    make_environment(slow_line, stdout=terminal[1])
    assert "Fetching package 7 of 25: kata-g (7 MB)" in shown(terminal)


def test_the_lock_names_no_registry_and_hashes_everything(root):
    lock = (root / "requirements.lock").read_text()
    assert "://" not in lock
    assert "--index" not in lock
    assert lock.count("==") <= lock.count("--hash=sha256:")
    for pinned in lock.split("\n")[:-1]:
        assert pinned.startswith(("    --hash=sha256:", "#")) or "==" in pinned


def ask(root, *command):
    told = subprocess.run(command, cwd=root, capture_output=True, text=True)
    assert told.returncode == 0, told.stderr
    return told.stdout


def test_make_help_has_a_line_for_each_target(root):
    [targets] = re.findall(r"^\.PHONY: (.*)$", (root / "Makefile").read_text(), flags=re.M)
    lines = ask(root, "make", "-s", "help").splitlines()
    assert sorted(line.split()[1] for line in lines) == sorted(targets.split())
    assert all(len(line.split()) > 2 for line in lines)


def test_the_address_of_the_book_has_no_blank_that_would_cut_it(root, tmp_path):
    page = tmp_path / "Tugas kuliah é" / "index.html"
    address = ask(root, sys.executable, "-m", "tools.publish", "address", str(page)).strip()
    assert address.startswith("file:///")
    assert not re.search(r"\s", address)
    assert Path(url2pathname(urlsplit(address).path)) == page


def test_a_quiet_build_says_how_many_pages_of_how_many(root, tmp_path):
    for name in ("index", "other"):
        (tmp_path / f"{name}.rst").write_text(f":orphan:\n\n{name}\n=====\n")
    build = [sys.executable, "-m", "sphinx", "-q", "-C", "-D", "extensions=tools.progress", tmp_path, tmp_path / "out"]
    told = subprocess.run(build, cwd=root, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    assert told.stderr.splitlines() == ["Running and reading 2 pages ...", "Writing the book of 2 pages ..."]


def test_a_terminal_sees_each_page_in_one_line(root, tmp_path, terminal):
    (tmp_path / "index.rst").write_text("index\n=====\n")
    build = [sys.executable, "-m", "sphinx", "-q", "-C", "-D", "extensions=tools.progress", tmp_path, tmp_path / "out"]
    subprocess.run(build, cwd=root, stdout=subprocess.DEVNULL, stderr=terminal[1], check=True)
    assert "\rPage 1 of 1: index" in re.sub(r"\x1b\[.*?[a-zA-Z]", "", shown(terminal))


TESTS = {
    "browser": "def test_it():\n    pytest.skip('there is no browser')",
    "module": "pytest.importorskip('no_such_module', reason='there is no module')",
    "kernel": "@pytest.fixture\ndef it():\n    pytest.skip('there is no kernel')\ndef test_it(it): pass",
    "linux": "def test_it():\n    pytest.skip('Linux only')",
}
LACKING = {"there is no browser", "there is no module", "there is no kernel"}


def prove(root, folder, **settings):
    """What is said of those tests, and its end, when they are run as `make test` would."""
    for name, text in TESTS.items():
        (folder / f"test_{name}.py").write_text(f"import pytest\n{text}")
    env = {name: value for name, value in os.environ.items() if not name.startswith(("CI", "PYTEST", "COV"))}
    options = ["-c", root / "pyproject.toml", "-p", "tests.conftest", "-p", "no:cacheprovider"]
    command = [sys.executable, "-m", "pytest", *options, "--continue-on-collection-errors", folder]
    settings |= {"PYTHONPATH": str(root)}
    told = subprocess.run(command, cwd=root, env=env | settings, capture_output=True, text=True)
    return told.returncode, told.stdout


def skipped(told):
    return set(re.findall(r"SKIPPED.*(there is no \w+|Linux only)", told))


def test_what_is_skipped_is_listed_with_its_reason(root, tmp_path):
    code, told = prove(root, tmp_path)
    assert (code, skipped(told)) == (0, LACKING | {"Linux only"}), told


def test_in_ci_what_is_skipped_fails_but_for_what_only_linux_has(root, tmp_path):
    code, told = prove(root, tmp_path, CI="true")
    assert (code, skipped(told)) == (1, {"Linux only"}), told
    assert set(re.findall(r"Not proven: (there is no \w+|Linux only)", told)) == LACKING
