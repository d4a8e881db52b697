"""nbformat, imported in a fraction of its time: every module of ours that needs it takes it from here."""

import sys

# Its validator would compile grammars of web addresses and durations, for more than a second, that no notebook needs.
_NEEDLESS = ("rfc3987_syntax", "rfc3986_validator", "isoduration")
_hidden = [name for name in _NEEDLESS if sys.modules.setdefault(name, None) is None]  # type: ignore[arg-type]
import nbformat  # noqa: E402
from nbformat import NotebookNode  # noqa: E402

for _name in _hidden:
    del sys.modules[_name]

__all__ = ["NotebookNode", "nbformat"]
