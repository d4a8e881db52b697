"""The kernel behind nbval, without a process of its own: an IPython shell that runs one notebook after another.

nbval asks its kernel for eight things; `WarmKernel` answers them with what the shell printed. Nothing is sent over a
queue, which is where a real kernel spends its time. Only cells of our own keys are run here.
"""

from __future__ import annotations

import ast
import sys
from collections import deque
from collections.abc import Coroutine, Mapping
from functools import lru_cache
from io import StringIO
from pathlib import Path
from queue import Empty
from types import CodeType
from typing import Any

from IPython.core.displayhook import DisplayHook
from IPython.core.displaypub import DisplayPublisher
from IPython.core.interactiveshell import ExecutionInfo, ExecutionResult, InteractiveShell
from traitlets import Type
from traitlets.config import Config

from helpers.checks import forget

__all__ = ["WarmKernel"]


class WarmKernel:
    """A kernel for `nbval.plugin.IPyNbFile.kernel` that lives in this process."""

    language = "python"

    def __init__(self, home: Path) -> None:
        """Start the shell; `home` is a folder that it may fill in place of the user's own IPython folder."""
        quiet = Config({"HistoryManager": {"enabled": False}})
        for one in (_Shell, InteractiveShell):  # the one that `display` and `get_ipython` look for
            one.clear_instance()
        path = list(sys.path)
        self._shell = _Shell.instance(ipython_dir=str(home), config=quiet)
        sys.path[:] = path  # IPython adds the current folder, where a stranger's file may be named like a module
        self._names = dict(self._shell.user_ns)
        self._waiting: deque[dict[str, Any]] = deque()
        self._cells = 0

    def start_over(self) -> None:
        """Forget everything that a notebook left behind: its names and its worksheets."""
        self._waiting.clear()
        self._shell.user_ns.clear()
        self._shell.user_ns.update(self._names)
        forget()

    def execute_cell_input(self, cell_input: str, allow_stdin: bool | None = None) -> str:
        """Run a cell; the messages about it wait from now on.

        Args:
            cell_input: its source.
            allow_stdin: as nbval passes it; nothing is ever read.
        """
        self._cells += 1
        id = str(self._cells)
        for kind, content in self._shell.messages_of(cell_input):
            self._waiting.append({"msg_type": kind, "content": content, "parent_header": {"msg_id": id}})
        return id

    def get_message(self, stream: str, timeout: float | None = None) -> dict[str, Any]:
        """The next message that waits.

        Args:
            stream: as nbval passes it; there is one queue.
            timeout: as nbval passes it; nothing comes later.

        Raises:
            Empty: there is none.
        """
        if not self._waiting:
            raise Empty
        return self._waiting.popleft()

    def await_reply(self, msg_id: str, timeout: float | None = None) -> None:
        """Nothing: a cell has run when `execute_cell_input` returns."""

    def await_idle(self, parent_id: str, timeout: float) -> None:
        """Drop what still waits."""
        self._waiting.clear()

    def is_alive(self) -> bool:
        """True: it lives as long as this process."""
        return True

    def interrupt(self) -> None:
        """Nothing: who watches the time ends the process."""

    def restart(self) -> None:
        """Forget everything, as `start_over` does."""
        self.start_over()

    def stop(self) -> None:
        """Nothing is left to stop but what waits."""
        self._waiting.clear()


class _Publisher(DisplayPublisher):
    """What a cell displays becomes a message."""

    def publish(self, data: Mapping[str, Any], metadata: Mapping[str, Any] | None = None, **_: object) -> None:
        self.shell.tell("display_data", data=data, metadata=metadata or {})


class _Hook(DisplayHook):
    """The value of a cell's last line becomes a message."""

    def write_output_prompt(self) -> None:
        """No prompt."""

    def write_format_data(self, format_dict: Mapping[str, Any], md_dict: Mapping[str, Any] | None = None) -> None:
        self.shell.tell("execute_result", data=format_dict, metadata=md_dict or {}, execution_count=0)

    def log_output(self, format_dict: Mapping[str, Any]) -> None:
        """No log."""

    def finish_displayhook(self) -> None:
        self._is_active = False


class _Shell(InteractiveShell):
    """An IPython shell that gathers what a cell gives, in the form in which a kernel tells of it."""

    displayhook_class = Type(_Hook)
    display_pub_class = Type(_Publisher)

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._compiled = lru_cache(maxsize=2000)(self._compile)

    def tell(self, kind: str, **content: object) -> None:
        self._told.append((kind, content))

    def messages_of(self, source: str) -> list[tuple[str, dict[str, Any]]]:
        """Run a cell and give its messages in order, the one that says "idle" last."""
        self._told: list[tuple[str, dict[str, Any]]] = []
        real = sys.stdout, sys.stderr
        sys.stdout, sys.stderr = out, err = StringIO(), StringIO()
        try:
            self._run(source)
        finally:
            sys.stdout, sys.stderr = real
        for name, stream in (("stdout", out), ("stderr", err)):
            if text := stream.getvalue():
                self._told.insert(0, ("stream", {"name": name, "text": text}))
        return [*self._told, ("status", {"execution_state": "idle"})]

    def _run(self, source: str) -> None:
        """Do what `run_cell` does, with the key's own cells compiled once for all notebooks."""
        try:
            codes = self._compiled(source) if not source.startswith("%%") else self._compile(source)
        except SyntaxError:  # whatever it is, IPython knows what to say
            self.run_cell(source, store_history=False)
            return
        result = ExecutionResult(ExecutionInfo(source, False, False, False, None))
        self.displayhook.exec_result = result
        with self.builtin_trap, self.display_trap:
            for code in codes:
                if _finished(self.run_code(code, result)):
                    return

    def _compile(self, source: str) -> list[CodeType]:
        """The code of a cell, statement by statement; that of a last expression shows its value."""
        nodes = ast.parse(self.transform_cell(source)).body
        last = nodes.pop() if nodes and isinstance(nodes[-1], ast.Expr) else None
        codes = [compile(ast.Module(nodes, []), "<key>", "exec")]
        return [*codes, compile(ast.Interactive([last]), "<key>", "single")] if last else codes

    def _showtraceback(self, etype: type, evalue: BaseException, stb: list[str]) -> None:
        self.tell("error", ename=etype.__name__, evalue=str(evalue), traceback=stb)


def _finished(coroutine: Coroutine[None, None, bool]) -> bool:
    """What a coroutine returns that never waits for anything."""
    try:
        coroutine.send(None)
    except StopIteration as end:
        return bool(end.value)
    raise RuntimeError("a cell of a key waits for something; cells of keys do not")
