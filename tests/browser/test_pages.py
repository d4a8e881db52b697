"""Every built page on a phone and a wide screen, light and dark; then what a reader does with them."""

import base64
import hashlib
import re
from functools import cache
from pathlib import Path

import pytest

pytest.importorskip("playwright", reason="the browser tests need playwright: install the extra [test]")
from playwright.sync_api import expect
from tests.browser.accessibility import violations
from tests.browser.conftest import Visit, profiles

BOOK = Path(__file__).parents[2] / "_build" / "html"
PAGES = sorted(
    path.relative_to(BOOK).as_posix()
    for path in BOOK.rglob("*.html")
    if not {"_static", "lite"}.intersection(path.relative_to(BOOK).parts)
) or ["index.html"]  # without a book the fixtures skip, and say why
CHAPTERS = [name for name in PAGES if name not in {"404.html", "offline.html", "search.html"}]
OVERHANG = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
FRAMES = "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
"""Waits until the page has been laid out anew."""

FOLDS = f"""open => {{
  document.querySelectorAll(open ? "details:not([open])" : "details.unfolded").forEach(fold => {{
    fold.open = open;
    fold.classList.toggle("unfolded", open);
  }});
  return {FRAMES};
}}"""
"""Unfolds what is folded, or folds it again."""

pytestmark = pytest.mark.browser
every_page = pytest.mark.parametrize("name", PAGES)
THEMES = ["light", "dark"]


@pytest.fixture(scope="module", params=THEMES)
def theme(request):
    return request.param


@pytest.fixture(scope="module", params=PAGES)
def opened(request, theme, chromium, site):
    """A page opened once for all tests that only look, in each theme: whoever changes something puts it back.

    In the dark theme the reader counts bytes, so that no Python comes."""
    with profiles(chromium) as new:
        visitor = Visit(new(360, theme, thrifty=theme == "dark", service_workers="block"), site)
        visitor.open(request.param)
        yield visitor


@pytest.fixture(scope="module")
def answer(chromium, site):
    """Status and text of an address, asked for once: `answer("http://...")`."""
    with profiles(chromium) as new:
        asking = new().request

        @cache
        def ask(address):
            answered = asking.get(address)
            return answered.status, answered.text() if "html" in answered.headers["content-type"] else ""

        yield ask


def reach(page, selector, presses=60):
    """Tab on until the element has the focus, as a reader without a mouse does."""
    for _ in range(presses):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    pytest.fail(f"{presses} presses of Tab did not reach {selector} on {page.url}")


def luminance(page, selector, part):
    """Brightness of an element's colour, 0 black to 1 white."""
    colour = page.locator(selector).evaluate(f"element => getComputedStyle(element).{part}")
    return sum(map(int, re.findall(r"\d+", colour)[:3])) / 765


def test_page_is_quiet_and_accessible(opened, theme):
    page = opened.page
    assert page.locator("html").get_attribute("data-theme") == theme, "the page forgot the theme"
    for width in (1280, 360):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate(OVERHANG) <= 0, f"{page.url} is wider than {width} px"
        page.evaluate(FOLDS, width == 360)  # a phone's page is looked at with everything unfolded
        assert page.evaluate(OVERHANG) <= 0, f"{page.url} with everything unfolded is wider than {width} px"
        found = violations(page)
        page.evaluate(FOLDS, False)
        assert not found, f"axe-core on {page.url}, {width} px, {theme}:\n" + "\n".join(found)
    assert not opened.complaints, f"{page.url} complains:\n" + "\n".join(opened.complaints)
    assert not opened.strangers, f"{page.url} asks other hosts: {opened.strangers}"


def test_page_holds_large_text_and_small_screens(opened):
    page = opened.page
    page.set_viewport_size({"width": 320, "height": 800})
    assert page.evaluate(OVERHANG) <= 0, f"{page.url} is wider than 320 px"
    page.set_viewport_size({"width": 360, "height": 800})
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    overhang = page.evaluate(OVERHANG)
    page.evaluate("document.documentElement.style.fontSize = ''")
    assert overhang <= 0, f"{page.url} at 200 % text is wider than 360 px"


def test_print_is_the_article_alone_black_on_white(opened, theme):
    page = opened.page
    page.set_viewport_size({"width": 1280, "height": 800})
    page.emulate_media(media="print")
    shown = page.locator("header, nav, footer, button, .skip, .headerlink").evaluate_all(
        "all => all.filter(part => part.checkVisibility({visibilityProperty: true}))"
        ".map(part => part.outerHTML.slice(0, 80))"
    )
    heading = page.locator("h1").is_visible()
    ground, ink = luminance(page, "body", "backgroundColor"), luminance(page, "h1", "color")
    page.emulate_media(media="screen")
    assert not shown, f"{page.url} prints {shown}"
    assert heading, f"{page.url} prints no heading"
    assert ground == 1, f"{page.url} prints a dark page from the {theme} theme"
    assert ink == 0, f"{page.url} prints pale text from the {theme} theme"


def test_page_says_what_it_is(opened):
    page = opened.page
    assert page.title().strip(), f"{page.url} has no title"
    assert page.locator("html").get_attribute("lang"), f"{page.url} has no language"
    assert page.locator("h1").count() == 1, f"{page.url} should have one main heading"
    without = page.locator("img:not([alt])").count()
    assert not without, f"{page.url}: {without} images without alt"


def test_links_within_the_book_arrive(opened, answer):
    page = opened.page
    links = page.locator("a[href]").evaluate_all("all => all.map(link => link.href)")
    for url in {link for link in links if link.startswith(opened.site)}:
        address, _, anchor = url.partition("#")
        status, text = answer(address)
        assert status < 400, f"{page.url} links to {url}, which answers {status}"
        assert not anchor or f'id="{anchor}"' in text, f"{page.url} links to {url}, which has no such place"


def test_what_scrolls_sideways_can_be_reached_by_keyboard(opened):
    page = opened.page
    page.set_viewport_size({"width": 360, "height": 800})
    page.evaluate(FOLDS, True)
    stuck = page.locator("main *").evaluate_all(
        "all => all.filter(box => box.scrollWidth > box.clientWidth + 1 && box.tabIndex < 0"
        " && ['auto', 'scroll'].includes(getComputedStyle(box).overflowX)).map(box => box.outerHTML.slice(0, 80))"
    )
    page.evaluate(FOLDS, False)
    assert not stuck, f"{page.url} has scrolling boxes without a keyboard stop: {stuck}"


@every_page
def test_page_reads_without_javascript(look, name):
    page = look(360, java_script_enabled=False, color_scheme="dark").open(name)
    assert page.locator("h1").is_visible(), f"{name} shows no heading without JavaScript"
    assert len(page.locator("main").inner_text()) > 20, f"{name} shows no text without JavaScript"
    assert page.locator("#theme").is_hidden(), "the theme switch cannot work without JavaScript and should not show"
    assert luminance(page, "body", "backgroundColor") < 0.3, "without JavaScript a dark preference is ignored"
    page.locator("#menu > summary").press("Enter")
    assert page.locator("#menu a").first.is_visible(), "the contents do not open without JavaScript"


def test_policy_holds_the_hash_of_the_script(visit):
    page = visit().open("index.html")
    script = page.locator("header + script").evaluate("element => element.textContent")
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    policy = page.locator("meta[http-equiv=Content-Security-Policy]").get_attribute("content")
    assert f"'sha256-{digest}'" in policy, f"kata.js has changed: write sha256-{digest} in _theme/kata/layout.html"


def test_no_other_host_can_be_asked(visit):
    visitor = visit(360)
    page = visitor.open("index.html")
    refused = page.evaluate(
        """async () => {
          const refused = [];
          document.addEventListener("securitypolicyviolation", event => refused.push(event.effectiveDirective));
          for (const [tag, address] of [["img", "src"], ["script", "src"], ["link", "href"]])
            document.body.append(Object.assign(document.createElement(tag), {rel: "stylesheet", [address]: "https://elsewhere.example/x"}));
          await fetch("https://elsewhere.example/x").catch(() => {});
          await new Promise(done => setTimeout(done));
          return refused;
        }"""
    )
    assert {"img-src", "script-src-elem", "style-src-elem", "connect-src"} <= set(refused)
    failed = [words for words in visitor.complaints if words.startswith("failed: https://elsewhere.example")]
    assert {words.split()[-1] for words in failed} == {"csp"}, f"something else than the policy stopped these: {failed}"


STOPS = """() => [...document.querySelectorAll("a[href], button, input, summary, [tabindex='0']")]
  .filter(stop => stop.checkVisibility({visibilityProperty: true, contentVisibilityAuto: true}))
  .filter((stop, at, all) => stop.type !== "radio" || all.findIndex(one => one.name === stop.name) === at).length"""
"""Arrow keys go on from the first of several radio buttons."""


@pytest.mark.parametrize("name", ["index.html", "chapters/the-two-articles.html", "search.html"])
def test_keyboard_reaches_everything_and_the_focus_is_seen(visit, name):
    page = visit(360).open(name)
    expected, reached, unseen = page.evaluate(STOPS), 0, []
    page.evaluate("document.activeElement.blur()")
    for _ in range(expected):
        page.keyboard.press("Tab")
        stop = page.evaluate(
            """() => {
              const stop = document.activeElement, fresh = !stop.dataset.reached && stop !== document.body;
              stop.dataset.reached = 1;
              return {fresh, outline: getComputedStyle(stop).outlineStyle, what: stop.outerHTML.slice(0, 80)};
            }"""
        )
        reached += stop["fresh"]
        if stop["fresh"] and stop["outline"] == "none":
            unseen.append(stop["what"])
    assert reached == expected, f"Tab reaches {reached} of {expected} on {name}"
    assert not unseen, f"the focus cannot be seen on: {unseen}"


def test_phone_menu_opens_by_keyboard_and_leads_on(visit):
    page = visit(360).open("index.html")
    expect(page.locator("#menu nav"), "the menu should start closed on a phone").to_be_hidden()
    reach(page, "#menu > summary")
    page.keyboard.press("Enter")
    expect(page.locator("#menu nav")).to_be_visible()
    reach(page, "#menu a")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert not page.url.endswith("index.html"), "the menu's first link leads nowhere"
    assert page.locator("#menu [aria-current=page]").count() == 1, "the contents do not mark the page one is on"


def test_contents_stand_open_on_a_wide_screen(visit):
    page = visit(1280).open("index.html")
    expect(page.locator("#menu nav")).to_be_visible()


def test_skip_link_leads_to_the_text(visit):
    page = visit(360).open("index.html")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip", "the first stop should be the skip link"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content", "the skip link does not move the focus"


def test_focus_is_seen(visit):
    page = visit(1280).open("index.html")
    reach(page, "#theme")
    outline = page.locator("#theme").evaluate("element => getComputedStyle(element).outlineStyle")
    assert outline == "solid", f"focus shows as outline-style {outline}"


def test_theme_is_switched_by_keyboard_and_remembered(visit):
    page = visit(360, color_scheme="light").open("index.html")
    root = page.locator("html")
    reach(page, "#theme")
    chosen = []
    for _ in range(3):
        page.keyboard.press("Enter")
        chosen.append((root.get_attribute("data-theme"), luminance(page, "body", "backgroundColor") < 0.3))
    assert chosen == [("light", False), ("dark", True), (None, False)], "the switch goes light, dark, auto"
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    with page.expect_navigation():
        page.locator("a[rel=next]").click()
    expect(root, "the next page forgot the theme").to_have_attribute("data-theme", "dark")
    expect(page.locator("#theme")).to_have_text("Theme: dark")


def test_search_finds_a_page(visit):
    visitor = visit(360)
    page = visitor.open("index.html")
    target = page.locator("a[rel=next]")
    word = max(re.findall(r"[a-z]{5,}", target.inner_text().replace("Next", "")), key=len)
    file = target.get_attribute("href").split("/")[-1]
    with page.expect_navigation():  # whoever leaves a page that is still loading breaks its requests off
        page.locator("header a.button").click()
    page.get_by_label("Words to find").fill(word)
    page.keyboard.press("Enter")
    hit = page.locator(f"#search-results a[href*='{file}']")
    expect(hit.first, f"searching {word} does not find {file}").to_be_visible()
    expect(page.locator("#search-results .context").first, "a result shows its words").to_be_visible()
    found = violations(page)
    assert not found, "axe-core on search results:\n" + "\n".join(found)
    assert not visitor.complaints, "searching complains:\n" + "\n".join(visitor.complaints)
    assert not visitor.strangers, f"searching asks other hosts: {visitor.strangers}"
    with page.expect_navigation():
        hit.first.click()
    assert file in page.url


def test_next_leads_through_the_book_and_previous_back(visit):
    page = visit().open("index.html")
    seen = [page.url]
    while page.locator("a[rel=next]").count():
        with page.expect_navigation():
            page.locator("a[rel=next]").click()
        assert page.url not in seen, f"next leads in a circle: {page.url}"
        seen.append(page.url)
    assert len(seen) == len(CHAPTERS), f"next passes {len(seen)} of the book's {len(CHAPTERS)} pages: {seen}"
    with page.expect_navigation():
        page.locator("a[rel=prev]").click()
    assert page.url == seen[-2]


FRAMED = """([address, sandbox]) => {
  const frame = document.createElement("iframe");
  if (sandbox) frame.setAttribute("sandbox", sandbox);
  frame.src = address;
  document.body.replaceChildren(frame);
}"""


@pytest.mark.parametrize(
    ("sandbox", "told"), [("", "it keeps for that site alone"), ("allow-scripts", "This browser keeps nothing here")]
)
def test_in_a_frame_the_book_works_and_says_what_is_kept(visit, sandbox, told):
    visitor = visit(1280)
    page = visitor.open("index.html")
    page.evaluate(FRAMED, [f"{visitor.site}/index.html", sandbox])
    book = page.frame_locator("iframe")
    expect(book.locator("#framed")).to_contain_text(told, use_inner_text=True)
    book.locator("label[for=ks-press-3]").first.click()
    expect(book.locator(".ks-right")).to_be_visible()
    book.locator("#theme").click()
    expect(book.locator("html")).to_have_attribute("data-theme", "light")


@pytest.mark.parametrize("size", [(1280, 720), (1366, 768)])
def test_search_and_theme_stand_on_the_first_screen(visit, size):
    page = visit(size[0]).open("chapters/sourcing-chains.html")
    page.set_viewport_size({"width": size[0], "height": size[1]})
    for name in ("header a.button", "#theme"):
        box = page.locator(name).bounding_box()
        assert box["y"] + box["height"] < size[1], f"{name} stands under the fold"
