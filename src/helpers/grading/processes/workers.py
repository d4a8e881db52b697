"""Confined processes that answer questions one at a time; one that dies or takes too long costs its own answer only.

Who asks takes what has come of a message, and never waits for the rest of it.
"""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing import get_context
from selectors import EVENT_READ, EVENT_WRITE, DefaultSelector
from socket import socket, socketpair
from typing import Any

from helpers.grading.processes.confinement import confine

__all__ = ["LONGEST", "Lost", "Mailbox", "Workers", "receive", "send"]

LONGEST = 64_000_000
"""Bytes of a message that are taken; a result has some thousands."""

_HEAD = 8
"""Bytes in front of each message that say how long it is."""

_OUT_OF_MEMORY = b"\0memory"
_FAILED = b"\0failed "


class Mailbox:
    """The end of a pair of sockets at which nothing is waited for, whatever the other end does or leaves undone."""

    def __init__(self, end: socket) -> None:
        """Take over an end; from now on it does not block.

        Args:
            end: of `socket.socketpair`.
        """
        end.setblocking(False)
        self._end = end
        self._come = bytearray()
        self._going = bytearray()

    def fileno(self) -> int:
        """The number of the file, for `selectors`."""
        return self._end.fileno()

    @property
    def going(self) -> bool:
        """Whether a part of a message could not be sent yet."""
        return bool(self._going)

    def post(self, message: bytes) -> None:
        """Send a message, or as much of it as the other end has room for; `push` sends the rest.

        Args:
            message: any bytes.
        """
        self._going += len(message).to_bytes(_HEAD, "big") + message
        self.push()

    def push(self) -> None:
        """Send more of what is going; who is dead is found when its answer is awaited."""
        with suppress(OSError):
            while self._going:
                del self._going[: self._end.send(self._going)]

    def come(self) -> Iterator[bytes]:
        """The messages that are whole with what has come by now.

        Raises:
            EOFError: the other end is closed.
            OSError: a message is too long.
        """
        with suppress(BlockingIOError):
            new = self._end.recv(1 << 20)
            if not new:
                raise EOFError
            self._come += new
        while (length := self._length()) is not None and len(self._come) >= _HEAD + length:
            message = bytes(self._come[_HEAD : _HEAD + length])
            del self._come[: _HEAD + length]
            yield message

    def close(self) -> None:
        """Let go of the socket."""
        self._end.close()

    def _length(self) -> int | None:
        """The length of the message that comes; None while its head is not whole."""
        length = int.from_bytes(self._come[:_HEAD], "big") if len(self._come) >= _HEAD else None
        if length is not None and length > LONGEST:
            raise OSError("the message is too long")
        return length


def send(end: socket, message: bytes) -> None:
    """Send a message, and wait until it is on its way.

    Args:
        end: of a pair of sockets.
        message: any bytes.
    """
    end.sendall(len(message).to_bytes(_HEAD, "big") + message)


def receive(end: socket) -> bytes:
    """The next message, waited for.

    Args:
        end: of a pair of sockets.

    Raises:
        EOFError: the other end is closed.

    Example:
        >>> from socket import socketpair
        >>> mine, its = socketpair()
        >>> Mailbox(mine).post(b"kata siapa?")
        >>> receive(its)
        b'kata siapa?'
        >>> mine.close(), its.close()
        (None, None)
    """
    return _exactly(end, int.from_bytes(_exactly(end, _HEAD), "big"))


def _exactly(end: socket, length: int) -> bytes:
    got = bytearray()
    while len(got) < length:
        new = end.recv(min(length - len(got), 1 << 20))
        if not new:
            raise EOFError
        got += new
    return bytes(got)


@dataclass(frozen=True, slots=True)
class Lost:
    """Why there is no answer to a question: a part of a sentence that begins with "it"."""

    why: str


@dataclass(slots=True)
class _Worker:
    """A process, the box for its messages, and what it is at: the question's number, None while idle, and until when.

    It is ready once it has started, which takes none of the time of its first question.
    """

    process: Any
    box: Mailbox
    question: int | None = None
    until: float = 0.0
    ready: bool = False


class Workers:
    """Some processes, forked from this one, that each do the same work.

    Attributes:
        walls: what a process could not be kept from, in sentences; known once one has answered.
    """

    def __init__(self, work: Callable[[bytes], bytes], seconds: float, memory: int) -> None:
        """Keep what the processes will do; none is started yet.

        Args:
            work: from a question to its answer, both as bytes.
            seconds: how long a question may take.
            memory: bytes that a process may take in addition to what it starts with.
        """
        self._work, self._seconds, self._memory = work, seconds, memory
        self._workers: list[_Worker] = []
        self._jobs = 1
        self.walls: tuple[str, ...] = ()

    def answers(self, questions: Iterable[bytes], jobs: int) -> Iterator[tuple[int, bytes | Lost]]:
        """The number of each question, from 0, with its answer, as they come.

        Args:
            questions: taken one at a time, as a process becomes free.
            jobs: how many processes may be at work.
        """
        self._jobs = jobs
        numbered = iter(enumerate(questions))
        waiting = True
        while waiting or any(worker.question is not None for worker in self._workers):
            waiting = waiting and self._hand_out(numbered)
            yield from self._gathered()

    def close(self) -> None:
        """End all processes at once."""
        while self._workers:
            self._end(self._workers[0])

    def _hand_out(self, numbered: Iterator[tuple[int, bytes]]) -> bool:
        """Give every free process a question; whether there may be more."""
        while free := self._free():
            pair = next(numbered, None)
            if pair is None:
                return False
            free.question, free.until = pair[0], time.monotonic() + self._seconds
            free.box.post(pair[1])
        return True

    def _free(self) -> _Worker | None:
        for worker in self._workers:
            if worker.question is None:
                return worker
        return self._started() if len(self._workers) < self._jobs else None

    def _started(self) -> _Worker:
        mine, its = socketpair()
        process = get_context("fork").Process(target=self._serve, args=(its,), daemon=True)
        process.start()
        its.close()
        worker = _Worker(process, Mailbox(mine))
        self._workers.append(worker)
        return worker

    def _gathered(self) -> Iterator[tuple[int, bytes | Lost]]:
        """The answers that have come, waited for until the time of some question is over."""
        busy = [worker for worker in self._workers if worker.question is not None]
        for worker in _heard(busy) if busy else ():
            yield from self._answers(worker)
        for worker in busy:
            if worker.question is not None and worker.until <= time.monotonic():
                yield self._given_up(worker, f"it took longer than {self._seconds:g} seconds")

    def _answers(self, worker: _Worker) -> Iterator[tuple[int, bytes | Lost]]:
        """The answer to a worker's question, if all of it has come."""
        worker.box.push()
        try:
            for message in worker.box.come():
                if worker.ready:
                    yield self._answer(worker, message)
                    return
                self.walls = tuple(message.decode().splitlines())
                worker.ready, worker.until = True, time.monotonic() + self._seconds
        except (EOFError, OSError):
            yield self._given_up(worker, "it ended the process that read it")

    def _answer(self, worker: _Worker, answer: bytes) -> tuple[int, bytes | Lost]:
        if answer == _OUT_OF_MEMORY:
            return self._given_up(worker, f"it takes more than {self._memory >> 20} MB of memory")
        if answer.startswith(_FAILED):
            what = answer[len(_FAILED) :].decode(errors="replace")
            return self._given_up(worker, f"it made the grader fail ({what})")
        number, worker.question = worker.question, None
        return number, answer  # type: ignore[return-value]

    def _given_up(self, worker: _Worker, why: str) -> tuple[int, Lost]:
        self._end(worker)
        number, worker.question = worker.question, None
        return number, Lost(why)  # type: ignore[return-value]

    def _end(self, worker: _Worker) -> None:
        self._workers.remove(worker)
        worker.box.close()
        worker.process.kill()
        worker.process.join()

    def _serve(self, end: socket) -> None:
        """What a process does: answer until the socket is closed, or until something went wrong."""
        _let_go(end.fileno())
        send(end, "\n".join(confine(self._memory)).encode())
        while True:
            try:
                question = receive(end)
            except (EOFError, OSError):
                os._exit(0)
            answer = self._safely(question)
            send(end, answer)
            if answer.startswith(b"\0"):
                os._exit(1)  # no other file is read in a process where one went wrong

    def _safely(self, question: bytes) -> bytes:
        try:
            return self._work(question)
        except MemoryError:
            return _OUT_OF_MEMORY
        except BaseException as error:
            return _FAILED + type(error).__name__.encode()


def _heard(busy: list[_Worker]) -> list[_Worker]:
    """The workers that say something, or can be told more, before the time of one of their questions is over."""
    patience = max(0.0, min(worker.until for worker in busy) - time.monotonic())
    with DefaultSelector() as selector:
        for worker in busy:
            selector.register(worker.box, EVENT_READ | EVENT_WRITE * worker.box.going, worker)
        return [key.data for key, _ in selector.select(patience)]


def _let_go(kept: int) -> None:
    """Close every file but one, and let Ctrl+C be the business of the process that started this one."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    nothing = os.open(os.devnull, os.O_RDWR)
    for number in (0, 1, 2):
        os.dup2(nothing, number)
    os.closerange(3, kept)
    os.closerange(kept + 1, 4096)
    sys.stdin, sys.stdout, sys.stderr = os.fdopen(0), os.fdopen(1, "w"), os.fdopen(2, "w")
