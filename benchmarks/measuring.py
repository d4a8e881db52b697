"""What a command costs: processor time of the whole tree, wall time, and the most memory it held at once."""

from __future__ import annotations

import ctypes
import os
import resource
import subprocess
import threading
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import psutil

__all__ = ["Cost", "run"]

_EVERY = 0.1
"""Seconds between two looks at the memory."""

_BECOME_SUBREAPER = 36


@dataclass(frozen=True, slots=True)
class Cost:
    """CPU seconds of all processes, wall seconds, MiB at the peak, and how the command ended."""

    cpu: float
    wall: float
    peak: float
    code: int
    told: str


def run(command: Sequence[object], cwd: Path, env: Mapping[str, str] | None = None, seconds: float = 3600) -> Cost:
    """The cost of a command with everything that it starts, orphans included.

    Args:
        command: the program and its arguments.
        cwd: where it runs.
        env: added to the environment.
        seconds: after which it is ended.
    """
    # Orphans (kernels outlive their starters) come back to this process, so that their time is counted.
    ctypes.CDLL(None).prctl(_BECOME_SUBREAPER, 1, 0, 0, 0)
    log = cwd / "told.log"
    before, start = _children(), time.perf_counter()
    with log.open("wb") as stream:
        process = subprocess.Popen(
            [str(part) for part in command],
            cwd=cwd,
            env=os.environ | dict(env or {}),
            stdin=subprocess.DEVNULL,
            stdout=stream,
            stderr=stream,
        )
        memory = _Memory()
        memory.start()
        try:
            code = process.wait(seconds)
        except subprocess.TimeoutExpired:
            process.kill()
            code = process.wait()
        wall = time.perf_counter() - start
        memory.stop()
    _reap()
    return Cost(_children() - before, wall, memory.peak / 2**20, code, log.read_text("utf-8", "replace"))


def _children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _reap() -> None:
    """End and collect what is left, so that its time counts."""
    for process in psutil.Process().children(recursive=True):
        with suppress(psutil.Error):
            process.kill()
    with suppress(ChildProcessError):
        while True:
            os.waitpid(-1, 0)


class _Memory(threading.Thread):
    """Looks now and then at the proportional memory of all processes below this one; shared pages count once."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.peak = 0
        self._ended = threading.Event()

    def run(self) -> None:
        while not self._ended.wait(_EVERY):
            self.peak = max(self.peak, sum(map(_proportional, psutil.Process().children(recursive=True))))

    def stop(self) -> None:
        self._ended.set()
        self.join()


def _proportional(process: psutil.Process) -> int:
    with suppress(psutil.Error):
        return int(process.memory_full_info().pss)
    return 0
