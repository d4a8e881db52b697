"""A pytest plugin: nbval reports each graded cell under its question's name instead of its cell number."""

from __future__ import annotations

import pytest

__all__ = ["pytest_collection_modifyitems"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Give each nbval cell that marks an item the public user property `question`, which JUnit files carry."""
    for item in items:
        cell = getattr(item, "cell", None)
        if cell is not None and (question := cell.metadata.get("kata_siapa", {}).get("item")):
            item.user_properties.append(("question", question))
