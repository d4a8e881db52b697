"""Messages between two processes: the one that grades takes what has come and never waits for the rest of it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from socket import socket

__all__ = ["LONGEST", "Mailbox", "receive", "send"]

LONGEST = 64_000_000
"""Bytes of a message that are taken; a result has some thousands."""

_HEAD = 8
"""Bytes in front of each message that say how long it is."""


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
