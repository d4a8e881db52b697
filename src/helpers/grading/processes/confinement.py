"""Take from the process that reads strangers' files what it does not need: network, programs, writing, memory.

Nothing of a submission is ever run, so this is a second wall: it holds should a parser have a hole.
"""

from __future__ import annotations

import ctypes
import os
import platform
import resource
import signal
import socket
import struct
import sys
from collections.abc import Mapping
from pathlib import Path

__all__ = ["confine"]

# fmt: off
_CALLS = {
    "x86_64": {
        "open": 2, "openat": 257,
        "socket": 41, "connect": 42, "bind": 49, "socketpair": 53,
        "clone3": 435, "clone": 56, "fork": 57, "vfork": 58, "execve": 59, "execveat": 322,
        "ptrace": 101, "process_vm_readv": 310, "process_vm_writev": 311, "kill": 62,
        "truncate": 76, "ftruncate": 77, "rename": 82, "renameat": 264, "renameat2": 316,
        "mkdir": 83, "mkdirat": 258, "rmdir": 84, "creat": 85, "link": 86, "linkat": 265,
        "unlink": 87, "unlinkat": 263, "symlink": 88, "symlinkat": 266,
        "chmod": 90, "fchmod": 91, "fchmodat": 268, "chown": 92, "fchown": 93, "lchown": 94, "fchownat": 260,
        "mknod": 133, "mknodat": 259, "mount": 165,
        "keyctl": 250, "bpf": 321, "userfaultfd": 323, "io_uring_setup": 425, "openat2": 437,
    },
    "aarch64": {
        "openat": 56,
        "socket": 198, "socketpair": 199, "bind": 200, "connect": 203,
        "clone": 220, "clone3": 435, "execve": 221, "execveat": 281,
        "ptrace": 117, "process_vm_readv": 270, "process_vm_writev": 271, "kill": 129,
        "truncate": 45, "ftruncate": 46, "renameat": 38, "renameat2": 276,
        "mkdirat": 34, "linkat": 37, "unlinkat": 35, "symlinkat": 36,
        "fchmod": 52, "fchmodat": 53, "fchownat": 54, "fchown": 55,
        "mknodat": 33, "mount": 40,
        "keyctl": 219, "bpf": 280, "userfaultfd": 282, "io_uring_setup": 425, "openat2": 437,
    },
}
# fmt: on
"""Numbers of Linux's system calls: those that open a file, and those that are refused.

Sockets, new processes and programs, tracing, signals, every change to a file, and ways around this filter.
"""

_ARCHITECTURES = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}
_OPENING = {"open": 1, "openat": 2}
"""The calls that are refused only for writing, and which of their arguments says so."""

_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC
_LOAD, _EQUAL, _AT_LEAST, _ANY_BIT, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
_ALLOW, _REFUSE = 0x7FFF0000, 0x00050000 | 1
_DEATH_SIGNAL, _DUMPABLE, _SECCOMP, _NO_NEW_RIGHTS = 1, 4, 22, 38


def confine(memory: int) -> list[str]:
    """Confine this process for the rest of its life; what could not be done, in sentences.

    Args:
        memory: bytes that it may take in addition to what it has.
    """
    for name in [name for name in os.environ if not name.startswith("KATA_SIAPA_")]:
        del os.environ[name]
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    told = [_limit(*row) for row in _limits(memory)]
    told.append(_no_network() if sys.platform == "linux" else "The network cannot be taken away on this system.")
    return [one for one in told if one]


def _limits(memory: int) -> list[tuple[str, int, int]]:
    return [
        ("memory", resource.RLIMIT_AS, _size() + memory),
        ("writing files", resource.RLIMIT_FSIZE, 0),
        ("core dumps", resource.RLIMIT_CORE, 0),
        ("open files", resource.RLIMIT_NOFILE, 64),
        ("processes", resource.RLIMIT_NPROC, 0),
    ]


def _size() -> int:
    """Bytes of address space that this process has."""
    try:
        return int(Path("/proc/self/statm").read_text("ascii").split()[0]) * resource.getpagesize()
    except OSError:
        return 4 << 30


def _limit(what: str, which: int, most: int) -> str:
    try:
        hard = resource.getrlimit(which)[1]
        most = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(which, (most, most))
        return ""
    except (OSError, ValueError) as error:
        return f"The limit on {what} could not be set: {error}."


def _no_network() -> str:
    """Filter this process's system calls; a sentence where that is not possible."""
    machine = platform.machine()
    if machine not in _CALLS:
        return f"The network cannot be taken away on a {machine} machine."
    libc = ctypes.CDLL(None, use_errno=True)
    for option, value in ((_DEATH_SIGNAL, signal.SIGKILL), (_DUMPABLE, 0), (_NO_NEW_RIGHTS, 1)):
        libc.prctl(option, value, 0, 0, 0)
    program = _program(_ARCHITECTURES[machine], _CALLS[machine])
    buffer = ctypes.create_string_buffer(program)
    filter = ctypes.create_string_buffer(struct.pack("HxxxxxxP", len(program) // 8, ctypes.addressof(buffer)))
    libc.prctl(_SECCOMP, 2, ctypes.byref(filter), 0, 0)
    return "" if _is_offline() else "The network could not be taken away: this system refuses the filter."


def _is_offline() -> bool:
    try:
        socket.socket().close()
    except PermissionError:
        return True
    return False


def _program(architecture: int, calls: Mapping[str, int]) -> bytes:
    """A filter for the kernel: refuse the calls, those that open a file only for writing, and allow the rest."""
    steps = [_step(_LOAD, 4), _step(_EQUAL, architecture, 1, 0), _step(_RETURN, _REFUSE), _step(_LOAD, 0)]
    steps += [_step(_AT_LEAST, 0x40000000, 0, 1), _step(_RETURN, _REFUSE)]
    for name, number in calls.items():
        if name in _OPENING:
            flags = _step(_LOAD, 16 + 8 * _OPENING[name])
            steps += [_step(_EQUAL, number, 0, 4), flags, _step(_ANY_BIT, _WRITING, 0, 1), _step(_RETURN, _REFUSE)]
            steps += [_step(_LOAD, 0)]
        else:
            steps += [_step(_EQUAL, number, 0, 1), _step(_RETURN, _REFUSE)]
    return b"".join([*steps, _step(_RETURN, _ALLOW)])


def _step(code: int, value: int, if_true: int = 0, if_false: int = 0) -> bytes:
    return struct.pack("HBBI", code, if_true, if_false, value)
