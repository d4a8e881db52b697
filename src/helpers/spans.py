"""A run of characters of a text."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Span"]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A run of characters of the text, counted from 0, end excluded.

    Example:
        >>> Span(0, 4).of("Kata siapa?")
        'Kata'
    """

    start: int
    end: int

    def of(self, text: str) -> str:
        """The words that the span covers."""
        return text[self.start : self.end]
