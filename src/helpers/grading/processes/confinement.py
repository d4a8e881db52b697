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

__all__ = ["confine"]

_X86_64 = {
    "arch": 0xC000003E,
    "open": 2,
    "openat": 257,
    "denied": (
        *(41, 42, 49, 53, 435, 56, 57, 58, 59, 322, 101, 310, 311, 62, 76, 77, 82, 264, 316, 83, 258, 84, 85, 86, 265),
        *(87, 263, 88, 266, 90, 91, 268, 92, 93, 94, 260, 133, 259, 165, 250, 321, 323, 425, 437),
    ),
}
_AARCH64 = {
    "arch": 0xC00000B7,
    "open": None,
    "openat": 56,
    "denied": (
        *(198, 199, 200, 203, 220, 435, 221, 281, 117, 270, 271, 129, 45, 46, 38, 276, 34, 37, 35, 36, 52, 53, 54, 55),
        *(33, 40, 219, 280, 282, 425, 437),
    ),
}
"""Numbers of Linux's system calls: sockets, new processes and programs, tracing, signals, every change to a file."""

_FILTERS = {"x86_64": _X86_64, "aarch64": _AARCH64}
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
        with open("/proc/self/statm") as stream:
            return int(stream.read().split()[0]) * resource.getpagesize()
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
    calls = _FILTERS.get(platform.machine())
    if calls is None:
        return f"The network cannot be taken away on a {platform.machine()} machine."
    libc = ctypes.CDLL(None, use_errno=True)
    for option, value in ((_DEATH_SIGNAL, signal.SIGKILL), (_DUMPABLE, 0), (_NO_NEW_RIGHTS, 1)):
        libc.prctl(option, value, 0, 0, 0)
    program = _program(**calls)
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


def _program(arch: int, open: int | None, openat: int, denied: tuple[int, ...]) -> bytes:
    """A filter for the kernel: refuse the denied calls and every opening for writing, allow the rest."""
    steps = [_step(_LOAD, 4), _step(_EQUAL, arch, 1, 0), _step(_RETURN, _REFUSE), _step(_LOAD, 0)]
    steps += [_step(_AT_LEAST, 0x40000000, 0, 1), _step(_RETURN, _REFUSE)]
    for call in denied:
        steps += [_step(_EQUAL, call, 0, 1), _step(_RETURN, _REFUSE)]
    for call, argument in ((open, 1), (openat, 2)):
        if call is not None:
            flags = [_step(_LOAD, 16 + 8 * argument), _step(_ANY_BIT, _WRITING, 0, 1), _step(_RETURN, _REFUSE)]
            steps += [_step(_EQUAL, call, 0, 4), *flags, _step(_LOAD, 0)]
    return b"".join([*steps, _step(_RETURN, _ALLOW)])


def _step(code: int, value: int, if_true: int = 0, if_false: int = 0) -> bytes:
    return struct.pack("HBBI", code, if_true, if_false, value)
