"""A progress bar on standard error, where somebody looks at it and the output goes elsewhere."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from types import TracebackType

from rich.console import Console
from rich.progress import BarColumn, DownloadColumn, Progress, TimeRemainingColumn
from rich.text import Text

from helpers.commands.texts import UnreadableError, files_in
from helpers.markup import harmless

__all__ = ["Bar"]


class Bar:
    """How many bytes are done, and of how many, as far as that is known; what could not be read is told above it."""

    def __init__(self, names: Iterable[str], ending: str) -> None:
        """Prepare the bar; `names` and `ending` say which files will be read."""
        shown = sys.stderr.isatty() and not sys.stdout.isatty()
        columns = (BarColumn(), DownloadColumn(), TimeRemainingColumn())
        self._progress = Progress(*columns, console=Console(stderr=True), disable=not shown, transient=True)
        self._task = self._progress.add_task("", total=_bytes_of(names, ending) if shown else None)

    def __enter__(self) -> Bar:
        """Show the bar."""
        self._progress.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """Take the bar away."""
        self._progress.stop()

    def advance(self, size: int) -> None:
        """Count some more bytes as done."""
        self._progress.advance(self._task, size)

    def say(self, sentence: str) -> None:
        """Print a sentence on standard error, above the bar."""
        self._progress.console.print(Text(harmless(sentence)), soft_wrap=True)


def _bytes_of(names: Iterable[str], ending: str) -> int | None:
    """The size of all files together; None where one of them is a stream."""
    try:
        files = [Path(file) for name in names for file in files_in(name, ending)]
        return sum(file.stat().st_size for file in files) if all(file.is_file() for file in files) else None
    except (UnreadableError, OSError):
        return None
