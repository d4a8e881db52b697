"""What a student's hands do in a notebook, in JupyterLab and in the browser's own."""

STEPS = 40
"""More key presses than any walk in a notebook of under 30 cells needs."""


def active(page):
    return page.locator(".jp-Notebook .jp-Cell.jp-mod-active")


def run(page):
    """Shift and Enter; then the next cell is the active one."""
    at = active(page).get_attribute("data-windowed-list-index")
    page.keyboard.press("Shift+Enter")
    page.locator(f".jp-Cell.jp-mod-active:not([data-windowed-list-index='{at}'])").wait_for(state="attached")


def run_until(page, words):
    """Run one cell after the other, until the one with these words is next."""
    for _ in range(STEPS):
        if words in active(page).text_content():
            return
        run(page)
    raise AssertionError(f"no cell with {words}")
