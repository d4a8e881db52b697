"""Figures: one a function; each takes data and `ax=None` and returns the Axes it drew on.

Each is imported when it is asked for, so that the figures of grades, which are SVG text, do not wait for matplotlib.
"""

from importlib import import_module

_MODULES = {
    "agreement": ("agreement_matrix",),
    "chains": ("attribution_lost", "claim_relays", "sourcing_chain"),
    "framing": ("charge_moves", "loaded_words"),
    "grades": ("gain_distribution", "item_ends", "score_distribution"),
    "ladder": ("ladder_of_anonymity",),
    "lateral": ("one_call",),
    "rewrite": ("before_and_after",),
    "voices": ("STYLES", "who_carries"),
}

__all__ = [
    "STYLES",
    "agreement_matrix",
    "attribution_lost",
    "before_and_after",
    "charge_moves",
    "claim_relays",
    "gain_distribution",
    "item_ends",
    "ladder_of_anonymity",
    "loaded_words",
    "one_call",
    "score_distribution",
    "sourcing_chain",
    "who_carries",
]


def __getattr__(name: str) -> object:
    for module, names in _MODULES.items():
        if name in names:
            return getattr(import_module(f"helpers.plots.{module}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
