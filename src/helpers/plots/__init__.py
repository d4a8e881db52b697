"""Figures: one a function; each takes data and `ax=None` and returns the Axes it drew on."""

from helpers.plots.voices import STYLES, who_carries

__all__ = ["STYLES", "who_carries"]
