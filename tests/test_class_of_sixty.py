"""A class of sixty with every oddity: what each student earns was reasoned by hand, and stands in the table below."""

import csv
import os
import subprocess
import sys

import pytest

from classroom import sixty
from classroom.answers import key_answers

# who-says-so: 13 sentences and 19 sentences, a point each. Of the first article, 1 is vague (S08), 2 are a person's
# (S09, S10); of the second, 1 is vague (S18), 9 are a person's, and S06 is contested, where "person" counts too.
ALL = (32, 32, "graded")
NOTHING = (0, 32, "graded")

TRUTH = {
    "perfect": ALL,
    "careless": (29, 32, "graded"),  # three lines wrong
    "suspicious": (2, 32, "graded"),  # "vague" everywhere
    "trusting": (12, 32, "graded"),  # "person" everywhere
    "half-done": (13, 32, "graded"),  # the first worksheet only
    "blank": NOTHING,
    "contested": ALL,  # the other answer, twice
    "colab": ALL,
    "vs-code": ALL,
    "jupyterlite-without-ids": ALL,
    "old-format": ALL,
    "doubled-ids": ALL,
    "swapped-ids": ALL,
    "moved-about": ALL,
    "copied-blank-first": ALL,  # the copy has no id of ours
    "split": (6 + 19, 32, "graded"),  # seven lines stand in a cell that is no worksheet
    "into-markdown": ALL,
    "no-answer-cells": NOTHING,
    "widget-state-only": NOTHING,
    "trapped": ALL,
    "monkeypatched": ALL,
    "forged": ALL,
    "braces": ALL,
    "lines-to-obey": ALL,
    "skips": ALL,
    "strange-metadata": ALL,
    "blank-but-claims": NOTHING,
    "capitals-and-full-width": ALL,
    "bullets-and-right-to-left": ALL,
    "look-alikes": (29, 32, "graded"),  # three labels with a Cyrillic letter
    "nul-and-ansi": ALL,
    "controls-and-surrogates": ALL,
    "ten-megabytes": ALL,  # the lines that count stand first
    "formula-and-script": ALL,
    "with-byte-order-mark": ALL,
}
