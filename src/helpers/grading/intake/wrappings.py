"""Take a notebook out of what programs wrap around it: answers of Jupyter's and GitHub's servers, JSON in JSON."""

from __future__ import annotations

import json
from base64 import b64decode
from contextlib import suppress

__all__ = ["loaded", "unwrapped"]

_DEEPEST = 4
"""Wrappings in wrappings that are opened."""

_INSIDE = ("content", "notebook", "ipynb", "data")
"""Where Jupyter and GitHub (content), Colab (ipynb) and others put a notebook."""


def loaded(text: str) -> object:
    """What a JSON text says; a number that is too long to be read costs nobody a grade.

    Args:
        text: JSON.

    Raises:
        ValueError: it is none.

    Example:
        >>> loaded('{"n": 5}')
        {'n': 5}
    """
    return json.loads(text, parse_int=lambda digits: int(digits) if len(digits) < 20 else 0)


def unwrapped(value: object) -> object:
    r"""The notebook in a wrapping; the value itself where there is none.

    Args:
        value: what a JSON text says.

    Example:
        >>> unwrapped({"type": "notebook", "content": {"cells": []}})
        {'cells': []}
        >>> unwrapped('{"cells": []}')
        {'cells': []}
    """
    for _ in range(_DEEPEST):
        inner = _inner(value)
        if inner is None:
            break
        value = inner
    return value


def _inner(value: object) -> object:
    if isinstance(value, dict) and not {"cells", "worksheets"} & value.keys():
        inside = next((value[name] for name in _INSIDE if isinstance(value.get(name), str | dict)), None)
        packed = "base64" in (value.get("encoding"), value.get("format"))
        return _unpacked(inside) if packed and isinstance(inside, str) else inside
    if isinstance(value, str):
        with suppress(ValueError):
            return loaded(value)
    return None


def _unpacked(words: str) -> str | None:
    with suppress(ValueError):
        return b64decode(words).decode()
    return None
