"""Work on many things in several processes, and hand back the results in the order of the things."""

from __future__ import annotations

import signal
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from multiprocessing import get_context
from queue import Full, Queue
from threading import Event, Thread
from typing import TypeVar

__all__ = ["in_order"]

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
