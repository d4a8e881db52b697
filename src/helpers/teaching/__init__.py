"""The instructor's side: notebooks from keys, and grades from submissions."""

import sys

# The validator of nbformat would compile a grammar of web addresses, for a second, that no notebook needs.
_needless = sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]
import nbformat  # noqa: E402, F401

if _needless is None:
    del sys.modules["rfc3987_syntax"]
