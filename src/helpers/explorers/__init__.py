"""Things to click and look through in a notebook: ipywidgets around tested functions, with no logic of their own.

Every explorer can be used with the keyboard alone, and leaves the same content below it for a notebook that is
opened without a kernel.
"""

from helpers.explorers.chain import walk_chain
from helpers.explorers.coders import compare_coders
from helpers.explorers.detector import slide_detector
from helpers.explorers.explorer import Explorer
from helpers.explorers.forms import form, worksheet_form
from helpers.explorers.swap import swap_words
from helpers.explorers.voices import explore_voices, sentences_of

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
