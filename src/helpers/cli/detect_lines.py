"""JSON lines: a text a line in, what was found a line out; a broken line gets a line that says what is wrong."""

from __future__ import annotations

import json
import signal
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from queue import Full, Queue
from threading import Event, Thread
from typing import BinaryIO, NoReturn, TypeVar

from helpers.cli.files import LARGEST, UnreadableError, detection_record
from helpers.detection import detect

__all__ = ["Answered", "Lines", "answer_lines", "batches", "in_order", "json_line"]


_BLOCK = 1 << 16
_LONGEST = 6 * LARGEST + 1000  # a character may be escaped as \u0000


@dataclass(frozen=True, slots=True)
class Lines:
    """Some lines of one file as bytes, and the number of the first; None for a line that is too long to keep."""

    file: str
    first: int
    lines: tuple[bytes | None, ...]
    size: int


@dataclass(frozen=True, slots=True)
class Answered:
    """The output for some input: its bytes, the sentences on what could not be read, and the input's size in bytes."""

    output: bytes
    faults: tuple[str, ...]
    size: int


def batches(stream: BinaryIO, file: str) -> Iterator[Lines]:
    """The lines of a stream, in batches of what is there at a time: nobody waits for a line that is complete.

    Args:
        stream: raw bytes, whose `read` gives what has arrived.
        file: its name.
    """
    number, size, lost = 1, 0, False
    kept: list[bytes] = []  # pieces of a line that has not ended
    while block := stream.read(_BLOCK):
        size += len(block)
        whole, ended, rest = block.rpartition(b"\n")
        if ended:
            lines = _together([*kept, whole], lost)
            yield Lines(file, number, lines, size)
            number, size, lost, kept = number + len(lines), 0, False, []
        kept.append(rest)
        if lost or sum(map(len, kept)) > _LONGEST:
            lost, kept = True, []
    if lost or any(kept):
        yield Lines(file, number, _together(kept, lost), size)


def _together(pieces: list[bytes], lost: bool) -> tuple[bytes | None, ...]:
    first, *others = b"".join(pieces).split(b"\n")
    return (None if lost else first, *others)


def answer_lines(lines: Lines) -> Answered:
    r"""The JSON lines that answer some lines; blank ones are passed over.

    Example:
        >>> told = answer_lines(Lines("x.jsonl", 7, (b'{"id": 1}', b""), 10))
        >>> told.output
        b'{"id":1,"line":7,"error":"There is no text: give the words as \\"text\\"."}\n'
        >>> told.faults
        ('x.jsonl, line 7: There is no text: give the words as "text".',)
    """
    output, faults = [], []
    for number, line in enumerate(lines.lines, lines.first):
        if line is None or line.strip():
            record = _answer(line, number)
            output.append(json_line(record))
            if "error" in record:
                faults.append(f"{lines.file}, line {number}: {record['error']}")
    return Answered(b"".join(output), tuple(faults), lines.size)


def json_line(record: dict[str, object]) -> bytes:
    r"""A record as a line of JSON in UTF-8; in ASCII where half a character makes UTF-8 impossible.

    Args:
        record: plain data.

    Example:
        >>> json_line({"id": "é"}), json_line({"id": "\ud800"})
        (b'{"id":"\xc3\xa9"}\n', b'{"id":"\\ud800"}\n')
    """
    compact = (",", ":")
    try:
        return json.dumps(record, ensure_ascii=False, separators=compact).encode() + b"\n"
    except UnicodeEncodeError:
        return json.dumps(record, separators=compact).encode() + b"\n"


def _answer(line: bytes | None, number: int) -> dict[str, object]:
    id = None
    try:
        asked = _parsed(line)
        id = _id(asked.get("id"))
        return detection_record(id, detect(_text(asked)))
    except UnreadableError as error:
        return {"id": id, "line": number, "error": str(error)}
    except Exception as error:  # one text must not end the reading of thousands
        return {"id": id, "line": number, "error": f"The detector failed on this text: {type(error).__name__}."}


def _parsed(line: bytes | None) -> dict[str, object]:
    if line is None or len(line) > _LONGEST:
        raise UnreadableError(f"The line is longer than a text of {LARGEST // 10**6} MB can make it.")
    try:
        asked = json.loads(line.decode("utf-8-sig"), parse_constant=_no_constant)
    except UnicodeDecodeError as error:
        raise UnreadableError(f"The line is not UTF-8: byte {error.start} cannot be read.") from None
    except RecursionError:
        raise UnreadableError("The line is nested too deep.") from None
    except ValueError as error:
        raise UnreadableError(f"The line is no JSON: {error}.") from None
    if not isinstance(asked, dict):
        raise UnreadableError('The line must be an object, as in: {"id": "a", "text": "Hujan turun, kata Rini."}')
    return asked


def _no_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is no number of JSON")


def _id(id: object) -> str | int | None:
    if id is None or (isinstance(id, str | int) and not isinstance(id, bool)):
        return id
    raise UnreadableError('The "id" must be text or a whole number.')


def _text(asked: dict[str, object]) -> str:
    text = asked.get("text")
    if not isinstance(text, str):
        raise UnreadableError('There is no text: give the words as "text".')
    if not text.strip():
        raise UnreadableError('The "text" is empty.')
    if len(text) > LARGEST:
        raise UnreadableError(f'The "text" is longer than {LARGEST // 10**6} million characters; split it.')
    return text


T = TypeVar("T")
R = TypeVar("R")


def in_order(work: Callable[[T], R], things: Iterable[T], jobs: int) -> Generator[R, None, None]:
    """What the work makes of each thing, in the order of the things, each as soon as it and those before it are done.

    Things are taken as they come and only a few ahead, so that an endless stream needs little memory.

    Args:
        work: a function of a module; it must not fail.
        things: what to work on; with several processes they are taken in a thread.
        jobs: how many processes; 1 works in this one.

    Example:
        >>> list(in_order(abs, [-1, 2, -3], jobs=1))
        [1, 2, 3]
    """
    if jobs == 1:
        yield from map(work, things)
        return
    # Forked workers would inherit the locks of a progress bar's thread.
    with ProcessPoolExecutor(jobs, get_context("spawn"), initializer=_end_at_once) as pool:
        yield from _gathered(pool, work, things, jobs)


def _gathered(pool: ProcessPoolExecutor, work: Callable[[T], R], things: Iterable[T], jobs: int) -> Iterator[R]:
    ahead: Queue[Future[R] | BaseException | None] = Queue(2 * jobs)
    ended = Event()
    Thread(target=_submit, args=(pool, work, things, ahead, ended), daemon=True).start()
    try:
        while (promised := ahead.get()) is not None:
            if isinstance(promised, BaseException):
                raise promised
            yield promised.result()
    finally:
        ended.set()
        pool.shutdown(wait=False, cancel_futures=True)


def _submit(
    pool: ProcessPoolExecutor,
    work: Callable[[T], R],
    things: Iterable[T],
    ahead: Queue[Future[R] | BaseException | None],
    ended: Event,
) -> None:
    """Hand each thing to the pool; what goes wrong while taking them is raised where the results are read."""
    last: BaseException | None = None
    try:
        for thing in things:
            if not _put(ahead, pool.submit(work, thing), ended):
                return
    except Exception as error:
        last = error
    if last is None or _put(ahead, last, ended):
        _put(ahead, None, ended)


def _put(ahead: Queue[Future[R] | BaseException | None], what: Future[R] | BaseException | None, ended: Event) -> bool:
    """Wait for a place in the queue; False when nobody reads it any more."""
    while not ended.is_set():
        try:
            ahead.put(what, timeout=0.1)
            return True
        except Full:
            continue
    return False


def _end_at_once() -> None:
    """Ctrl+C reaches every process of a terminal: the one that was called answers it, the workers end in silence."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
