"""A Sphinx extension for typographic quotation marks in Indonesian: they are as in English, and docutils lacks them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils.utils.smartquotes import smartchars

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def setup(_app: Sphinx) -> dict[str, bool]:
    """Tell docutils the marks of passages that say `lang="id"`."""
    smartchars.quotes["id"] = smartchars.quotes["en"]
    return {"parallel_read_safe": True, "parallel_write_safe": True}
