"""Figures of the chapters: one a function; each takes data and `ax=None` and returns the Axes it drew on."""

from helpers.errors import extra_named

with extra_named():
    from helpers.lenses.anonymity.figure import ladder_of_anonymity
    from helpers.lenses.chains.figure import sourcing_chain
    from helpers.lenses.coders.figure import agreement_matrix
    from helpers.lenses.figure import STYLES
    from helpers.lenses.framing.figure import charge_moves, loaded_words
    from helpers.lenses.lateral.figure import attribution_lost, claim_relays, one_call
    from helpers.lenses.voices.figure import before_and_after, who_carries

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
