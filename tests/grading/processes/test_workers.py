"""The processes that read strangers' files: one that dies or hangs costs its own answer, and none gets out."""

import json
import os
import platform
import socket
import struct
import sys
from contextlib import suppress
from pathlib import Path
from threading import Event

import pytest

from helpers.grading.processes import confinement
from helpers.grading.processes.workers import Lost, Workers

LINUX = pytest.mark.skipif(
    sys.platform != "linux" or platform.machine() not in ("x86_64", "aarch64"), reason="Linux only"
)


def work(question):
    """What a parser with a hole might be made to do."""
    match question:
        case b"die":
            os._exit(0)
        case b"hang":
            while True:
                pass
        case b"say half":
            for number in range(3, 64):
                with suppress(OSError):  # whatever this process can still write to: its own end
                    os.write(number, (100).to_bytes(8, "big") + b"half")
            Event().wait()
        case b"fail":
            raise ZeroDivisionError
        case b"recurse":
            return work(question)
        case b"eat":
            return b"x" * (4 << 30)
        case b"babble":
            return b"x" * (100 << 20)
        case b"print":
            print("x" * 10_000, flush=True)
            os.write(2, b"x" * 10_000)
    return question.upper()


def answers(questions, jobs=2, seconds=20.0, memory=300 << 20):
    workers = Workers(work, seconds, memory)
    try:
        return dict(workers.answers(questions, jobs))
    finally:
        workers.close()


def test_each_question_gets_its_answer_whatever_the_others_do(capfd):
    asked = [b"a", b"die", b"b", b"fail", b"eat", b"c", b"recurse", b"babble", b"print", b"d"]
    got = answers(asked)
    assert sorted(got) == list(range(len(asked)))
    assert [got[place] for place in (0, 2, 5, 8, 9)] == [b"A", b"B", b"C", b"PRINT", b"D"]
    why = {asked[place]: lost.why for place, lost in got.items() if isinstance(lost, Lost)}
    assert why.keys() == {b"die", b"fail", b"eat", b"recurse", b"babble"}
    assert "ended the process" in why[b"die"]
    assert "ZeroDivisionError" in why[b"fail"]
    assert "RecursionError" in why[b"recurse"]
    assert "300 MB of memory" in why[b"eat"]
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.parametrize("how", [b"hang", b"say half"])
def test_who_takes_too_long_is_ended(how, jobs):
    """The first question of a process as well as a later one, and one whose answer never comes to an end."""
    got = answers([how, b"a", how, b"b"], jobs, seconds=1.0)
    assert (got[1], got[3]) == (b"A", b"B")
    assert all("longer than 1 seconds" in got[place].why for place in (0, 2))


def test_who_never_gets_ready_is_ended_and_can_be_asked_no_end_of_a_question(monkeypatch):
    monkeypatch.setattr("helpers.grading.processes.workers.confine", lambda memory: work(b"hang"))
    workers = Workers(work, 0.5, 300 << 20)
    [(number, lost)] = workers.answers([b"x" * (8 << 20)], 1)  # more than any socket has room for
    workers.close()
    assert number == 0
    assert "longer than 0.5 seconds" in lost.why


def test_a_long_question_and_its_answer_arrive_whole():
    assert answers([b"x" * (8 << 20)], jobs=1) == {0: b"X" * (8 << 20)}


def test_questions_are_taken_one_at_a_time():
    taken = []
    workers = Workers(work, 20.0, 300 << 20)
    questions = (taken.append(n) or b"%d" % n for n in range(50))
    first = next(workers.answers(questions, 3))
    workers.close()
    assert first[1] == b"%d" % first[0]
    assert len(taken) <= 4


def _attempts(outside):
    """What a process that is taken over might try; each is (name, what it does)."""
    return {
        "write": (outside / "written").touch,
        "append": lambda: (outside / "there").open("a"),
        "truncate": lambda: os.truncate(outside / "there", 0),
        "unlink": (outside / "there").unlink,
        "rename": lambda: (outside / "there").rename(outside / "gone"),
        "make a folder": (outside / "folder").mkdir,
        "link": lambda: (outside / "link").symlink_to("/etc/passwd"),
        "change rights": lambda: (outside / "there").chmod(0o777),
        "connect": lambda: socket.create_connection(("127.0.0.1", 9)),
        "resolve": lambda: socket.socket(socket.AF_INET, socket.SOCK_DGRAM),
        "talk to this machine": lambda: socket.socket(socket.AF_UNIX),
        "fork": os.fork,
        "run a program": lambda: os.execv("/bin/true", ["true"]),
        "start a program": lambda: os.posix_spawn("/bin/true", ["true"], {}),
        "end another": lambda: os.kill(os.getppid(), 0),
        "read the parent's memory": lambda: Path(f"/proc/{os.getppid()}/mem").open("r+b"),
    }


@LINUX
def test_a_confined_process_can_do_nothing_but_answer(tmp_path):
    (tmp_path / "there").write_text("there")

    def attempt(name):
        try:
            _attempts(tmp_path)[name.decode()]()
        except OSError as error:
            return type(error).__name__.encode()
        return b"done"

    workers = Workers(attempt, 20.0, 300 << 20)
    names = list(_attempts(tmp_path))
    got = dict(workers.answers([name.encode() for name in names], 1))
    workers.close()
    assert {name: got[place] for place, name in enumerate(names)} == dict.fromkeys(names, b"PermissionError")
    assert workers.walls == ()
    assert [file.name for file in tmp_path.iterdir()] == ["there"]
    assert (tmp_path / "there").read_text() == "there"


@LINUX
def test_secrets_of_the_environment_and_open_files_are_gone(tmp_path, monkeypatch):
    monkeypatch.setenv("TOKEN", "secret")
    held = (tmp_path / "held").open("w")

    def look(question):
        files = [os.path.realpath(f"/proc/self/fd/{number}") for number in range(3, 64)]
        return json.dumps([os.environ.get("TOKEN"), [file for file in files if "held" in file]]).encode()

    workers = Workers(look, 20.0, 300 << 20)
    assert list(workers.answers([b"?"], 1)) == [(0, b"[null, []]")]
    workers.close()
    held.close()


def test_what_cannot_be_taken_away_is_told(monkeypatch):
    monkeypatch.setattr("helpers.grading.processes.confinement.platform.machine", lambda: "abacus")
    monkeypatch.setattr("helpers.grading.processes.confinement._limit", lambda what, *rest: f"no limit on {what}")
    workers = Workers(work, 20.0, 300 << 20)
    assert list(workers.answers([b"a"], 1)) == [(0, b"A")]
    workers.close()
    assert "no limit on memory" in workers.walls
    assert any("abacus" in wall or "this system" in wall for wall in workers.walls)


def test_confining_is_never_done_to_the_instructor(tmp_path):
    answers([b"a"])
    (tmp_path / "x").write_text("x")
    socket.socket().close()


def _decision(program, arch, call, *arguments):
    """What the filter says of a system call: a small reading of its steps, as the kernel reads them."""
    words = struct.pack("=iIQ6Q", call, arch, 0, *(list(arguments) + [0] * 6)[:6])
    place = value = 0
    while True:
        code, if_true, if_false, number = struct.unpack_from("HBBI", program, 8 * place)
        place += 1
        match code:
            case 0x20:
                value = struct.unpack_from("=I", words, number)[0]
            case 0x15:
                place += if_true if value == number else if_false
            case 0x35:
                place += if_true if value >= number else if_false
            case 0x45:
                place += if_true if value & number else if_false
            case 0x06:
                return "allowed" if number == 0x7FFF0000 else "refused"


@pytest.mark.parametrize(("machine", "read", "socket_", "execve", "clone"), [
    ("x86_64", 0, 41, 59, 56), ("aarch64", 63, 198, 221, 220),
])  # fmt: skip
def test_the_filter_of_each_machine_refuses_what_it_should(machine, read, socket_, execve, clone):
    architecture, calls = confinement._ARCHITECTURES[machine], confinement._CALLS[machine]
    program = confinement._program(architecture, calls)

    def decision(call, *arguments):
        return _decision(program, architecture, call, *arguments)

    assert decision(read) == "allowed"
    assert {decision(call) for call in (socket_, execve, clone, 435, 425, 437)} == {"refused"}
    assert decision(calls["openat"], 0, 0, os.O_RDONLY | os.O_NOFOLLOW) == "allowed"
    for flags in (os.O_WRONLY, os.O_RDWR, os.O_CREAT, os.O_RDONLY | os.O_TRUNC):
        assert decision(calls["openat"], 0, 0, flags) == "refused"
    assert decision(0x40000000 + read) == "refused"  # the same calls by their numbers of another kind
    assert _decision(program, 0x40000003, read) == "refused"


def test_limits_that_a_system_refuses_are_told(monkeypatch):
    def refuse(which, limits):
        raise ValueError("not permitted")

    monkeypatch.setattr(confinement.resource, "setrlimit", refuse)
    told = [confinement._limit(*row) for row in confinement._limits(1 << 30)]
    assert all("could not be set: not permitted" in sentence for sentence in told)
    monkeypatch.setattr(confinement.platform, "machine", lambda: "abacus")
    assert "abacus" in confinement._no_network()
    assert not confinement._is_offline()
