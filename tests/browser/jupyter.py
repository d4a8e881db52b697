"""What a student's hands do in a notebook, in JupyterLab and in the browser's own; each waits for what comes of it."""

STEPS = 40
"""More key presses than any walk in a notebook of under 30 cells needs."""


def opened(page):
    """The notebook, with its kernel ready and its first cell active."""
    page.locator(".jp-Notebook .jp-Cell").first.wait_for()
    # The indicator says "idle" as long as there is no kernel, too: whoever runs a cell then is asked to choose one.
    page.locator(".jp-NotebookPanel .jp-Spinner").wait_for(state="detached")
    page.locator(".jp-KernelName", has_text="Python").wait_for()
    page.locator(".jp-Notebook-ExecutionIndicator[data-status=idle]").wait_for()
    page.locator(".jp-Notebook").first.focus()
    page.keyboard.press("Escape")
    return page


def active(page):
    return page.locator(".jp-Notebook .jp-Cell.jp-mod-active")


def run(page):
    """Shift and Enter; then the next cell is the active one, and what was run is done."""
    at = active(page).get_attribute("data-windowed-list-index")
    page.keyboard.press("Shift+Enter")
    page.locator(f".jp-Cell.jp-mod-active:not([data-windowed-list-index='{at}'])").wait_for(state="attached")
    done(page)


def done(page):
    """No cell waits for the kernel any more."""
    page.locator(".jp-InputPrompt", has_text="[*]").first.wait_for(state="detached")


def run_until(page, words):
    """Run one cell after the other, until the one with these words is next."""
    for _ in range(STEPS):
        if words in active(page).text_content():
            return
        run(page)
    raise AssertionError(f"no cell with {words}")


def go_to(page, words):
    """Go down from cell to cell, and run none, until the one with these words is active."""
    for _ in range(STEPS):
        if words in active(page).text_content():
            return
        at = active(page).get_attribute("data-windowed-list-index")
        page.keyboard.press("ArrowDown")
        page.locator(f".jp-Cell.jp-mod-active:not([data-windowed-list-index='{at}'])").wait_for(state="attached")
    raise AssertionError(f"no cell with {words}")


def edit(page):
    """Enter; then what is typed goes into the active cell."""
    page.keyboard.press("Enter")
    active(page).locator(".cm-editor.cm-focused").wait_for()


def save(page):
    """Ask for saving; who goes on waits for what was saved."""
    page.keyboard.press("Escape")
    page.keyboard.press("Control+s")
