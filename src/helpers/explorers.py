"""Things to click and look through in a notebook: ipywidgets around plain functions, which stand beside them.

Every explorer can be used with the keyboard alone, and leaves the same content below it for a notebook that is
opened without a kernel.
"""

from helpers.errors import extra_named

with extra_named():
    from helpers.exercises.explorer import form, worksheet_form
    from helpers.lenses.chains.explorer import walk_chain
    from helpers.lenses.coders.explorer import compare_coders
    from helpers.lenses.framing.explorer import swap_words
    from helpers.lenses.machine.explorer import slide_detector
    from helpers.lenses.voices.explorer import explore_voices, sentences_of
    from helpers.lenses.widgets import Explorer

__all__ = [
    "Explorer",
    "compare_coders",
    "explore_voices",
    "form",
    "sentences_of",
    "slide_detector",
    "swap_words",
    "walk_chain",
    "worksheet_form",
]
