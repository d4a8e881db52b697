"""What must hold in every browser: pages load and fit, are accessible, and do what they offer."""

from importlib.resources import files
from pathlib import Path

import pytest

pytest.importorskip("selenium", reason="the engines need selenium: install the extra [engines]")
from selenium.webdriver.common.by import By
from selenium.webdriver.support.wait import WebDriverWait

BOOK = Path(__file__).parents[2] / "_build" / "html"
PAGES = sorted(
    path.relative_to(BOOK).as_posix()
    for path in BOOK.rglob("*.html")
    if not {"_static", "lite"}.intersection(path.relative_to(BOOK).parts)
) or ["index.html"]
AXE = (files("axe_playwright_python") / "axe.min.js").read_text("utf-8")
# No window of these engines is as narrow as a phone; a frame is.
IN_A_FRAME = """
const [address, width, done] = arguments, frame = document.createElement("iframe");
document.body.replaceChildren(frame);
Object.assign(frame.style, {width: width + "px", height: "740px", border: 0});
frame.onload = () => {
  const inner = frame.contentDocument, root = inner.documentElement;
  inner.querySelectorAll("details").forEach(one => one.open = true);
  done([inner.title, inner.querySelectorAll("h1").length, root.clientWidth, root.scrollWidth - root.clientWidth]);
};
frame.src = address;
"""
BROKEN_RULES = """
const done = arguments[0], tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
axe.run({runOnly: tags, resultTypes: ["violations"]})
  .then(({violations}) => done(violations.flatMap(rule => rule.nodes.map(node => rule.id + " at " + node.target))));
"""

every_page = pytest.mark.parametrize("name", PAGES)


def wait(driver, true):
    """Wait until something is so, and give it back."""
    return WebDriverWait(driver, 120, poll_frequency=0.1).until(lambda _: true())


def find(driver, selector):
    return driver.find_element(By.CSS_SELECTOR, selector)


def press(driver, selector):
    """Click by script: WebKitGTK's driver misses what stands below the window's edge."""
    driver.execute_script("arguments[0].click()", find(driver, selector))


def style(driver, selector, name):
    return driver.execute_script(
        "return getComputedStyle(document.querySelector(arguments[0]))[arguments[1]]", selector, name
    )


@every_page
@pytest.mark.parametrize("width", [360, 1280])
def test_a_page_fits_a_phone_and_a_wide_window(driver, site, name, width):
    driver.get(f"{site}/index.html")
    title, headings, wide, over = driver.execute_async_script(IN_A_FRAME, f"{site}/{name}", width)
    assert title.strip()
    assert headings == 1
    assert wide >= width - 20, "the frame is as wide as the phone, but for its scroll bar"
    assert over <= 0, f"{name} is {over} px wider than {width} px"


@every_page
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_page_is_accessible_in_both_themes(driver, site, name, theme):
    driver.get(f"{site}/{name}")
    driver.execute_script("document.documentElement.dataset.theme = arguments[0]", theme)
    driver.execute_script(AXE)
    assert driver.execute_async_script(BROKEN_RULES) == []


def test_the_theme_is_switched_and_kept_on_the_next_page(driver, site):
    driver.get(f"{site}/index.html")
    while find(driver, "#theme").text != "Theme: dark":
        press(driver, "#theme")
    driver.get(f"{site}/chapters/about.html")
    assert find(driver, "html").get_attribute("data-theme") == "dark"
    assert max(map(int, style(driver, "body", "backgroundColor")[4:-1].split(","))) < 60
    while find(driver, "#theme").text != "Theme: auto":
        press(driver, "#theme")


def test_figures_take_the_inks_of_the_theme(driver, site):
    driver.get(f"{site}/chapters/who-says-so.html")
    shades = []
    for theme in ("light", "dark"):
        driver.execute_script("document.documentElement.dataset.theme = arguments[0]", theme)
        shades.append((style(driver, ".drawing text", "fill"), style(driver, "h1", "color")))
    assert shades[0] != shades[1]
    assert all(fill == ink for fill, ink in shades)


def test_the_sentence_on_the_first_page_answers(driver, site):
    driver.get(f"{site}/index.html")
    press(driver, "label[for=ks-press-3]")
    assert find(driver, ".ks-right").is_displayed()
    assert not find(driver, ".ks-wrong").is_displayed()


@pytest.mark.parametrize(("layer", "mark"), [("unnamed", "li.ks-dark .ks-if-unnamed"), ("loaded", ".ks-load .ks-w")])
def test_the_layers_of_an_article_are_switched(driver, site, layer, mark):
    driver.get(f"{site}/chapters/the-two-articles.html")
    assert not find(driver, mark).is_displayed()
    press(driver, f".ks-{layer}")
    assert find(driver, mark).is_displayed()


def test_a_sentence_fills_the_screen_for_a_class(driver, site):
    driver.get(f"{site}/chapters/the-two-articles.html")
    press(driver, "#project")
    wait(driver, lambda: find(driver, "li.now").is_displayed())
    for _ in range(2):
        press(driver, ".keys button:nth-of-type(2)")
    assert find(driver, ".staged .now .ks-no").text == "IT·S03"
    press(driver, ".keys button:last-child")
    assert not driver.find_elements(By.CSS_SELECTOR, ".staged")


def test_an_answer_is_told_why_at_once(driver, site):
    driver.get(f"{site}/exercises/who-says-so.html")
    press(driver, "form.item input[type=radio][value=narrator]")
    press(driver, "form.item .check")
    wait(driver, lambda: "right" in find(driver, "form.item .verdict").text)
