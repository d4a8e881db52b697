"""Figures: one a function; each takes data and `ax=None` and returns the Axes it drew on."""

from helpers.plots.agreement import agreement_matrix
from helpers.plots.chains import attribution_lost, claim_relays, sourcing_chain
from helpers.plots.framing import charge_moves, loaded_words
from helpers.plots.ladder import ladder_of_anonymity
from helpers.plots.lateral import one_call
from helpers.plots.rewrite import before_and_after
from helpers.plots.voices import STYLES, who_carries

__all__ = [
    "STYLES",
    "agreement_matrix",
    "attribution_lost",
    "before_and_after",
    "charge_moves",
    "claim_relays",
    "ladder_of_anonymity",
    "loaded_words",
    "one_call",
    "sourcing_chain",
    "who_carries",
]
