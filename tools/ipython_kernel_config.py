"""How the environment's kernels behave: for the book's figures, and for `make lab`."""

import os

c = get_config()  # type: ignore[name-defined]  # noqa: F821

# In the exercises a worksheet works before the cell that loads the package was run; a chapter's error keeps its trace.
if "KATA_SIAPA_LAB" in os.environ:
    c.InteractiveShellApp.extensions = ["helpers"]

# Each kernel would warn of unencrypted local sockets, on every page of the book.
c.IPKernelApp.log_level = 40

# Figures are drawings: sharp at any size, in words that stay words, on the page's own ground, and the same bytes from
# every build (no date, no random ids).
c.InlineBackend.figure_formats = {"svg"}
c.InlineBackend.print_figure_kwargs = {
    "bbox_inches": "tight",
    "facecolor": "none",
    "metadata": {"Date": None, "Creator": None},
}
c.InlineBackend.rc = {
    "svg.hashsalt": "kata-siapa",
    "svg.fonttype": "none",
    "axes.facecolor": "none",
    "hatch.linewidth": 0.8,
}
