"""Feedback and the class report in Chromium: readable by all, on a phone, in the dark and on paper; nothing runs."""

import pytest

pytest.importorskip("playwright", reason="the browser tests need playwright: install the extra [test]")
from tests.browser.accessibility import violations

from helpers.grading.keys import load_keys
from helpers.grading.report.class_report import class_report
from helpers.grading.report.exercise import exercise_of
from helpers.grading.report.pages import feedback

pytestmark = pytest.mark.browser

EXERCISES = {name: exercise_of(load_keys()[name]) for name in ("who-says-so", "write-it-fair", "before-and-after")}
SPELL = '</title>"><img src=x onerror="document.title=\'ran\'"><script>document.title="ran"</script>\u202e' + "w" * 400
OVERHANG = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture(scope="module")
def pages(handed_in, tmp_path_factory):
    """A report on a class of ten and a page of feedback, whose texts and names do what they can."""
    lines = dict(handed_in("x", "who-says-so").worksheets)["first-article"].splitlines()
    results = []
    for n in range(10):
        sheet = "\n".join(["S01  person", *lines[1 + n :]])
        results.append(handed_in(f"s{n}", "who-says-so", {"first-article": sheet}, name=SPELL * (n == 1)))
        text = f"T01  one two three four five {n // 2} {SPELL}"
        results.append(handed_in(f"s{n}", "write-it-fair", {"fair-leads": text, "fair-verbs": "V01 fine"}))
        results.append(handed_in(f"s{n}", "before-and-after", {"form-a": "Q01 vague"}, late=n == 3))
    folder = tmp_path_factory.mktemp("results")
    (folder / "report.html").write_bytes(class_report(results, EXERCISES))
    (folder / "feedback.html").write_bytes(feedback(results[4], EXERCISES["write-it-fair"]))
    return folder


@pytest.fixture
def opened(profile, pages):
    def new(name, width=1280, **options):
        page = profile(width, **options).new_page()
        page.complaints = []
        page.on("console", lambda message: page.complaints.append(message.text))
        page.on("pageerror", lambda error: page.complaints.append(str(error)))
        page.on("request", lambda asked: page.complaints.append(asked.url) if ".html" not in asked.url else None)
        page.goto((pages / f"{name}.html").as_uri())
        return page

    return new


both_pages = pytest.mark.parametrize("name", ["report", "feedback"])


@both_pages
@pytest.mark.parametrize(("width", "scheme"), [(360, "dark"), (1280, "light")])
def test_axe_finds_nothing_and_nothing_hangs_over(opened, name, width, scheme):
    page = opened(name, width, color_scheme=scheme, bypass_csp=True)  # axe itself is a script
    assert not violations(page)
    assert page.evaluate(OVERHANG) <= 0


@both_pages
def test_nothing_runs_nothing_is_fetched_and_the_style_is_let_in(opened, name):
    page = opened(name)
    assert page.complaints == []
    assert page.title() != "ran"
    assert page.evaluate("document.scripts.length") == 0
    assert page.evaluate("getComputedStyle(document.querySelector('main')).marginTop") == "0px"


@both_pages
def test_dark_is_dark_and_paper_is_white(opened, name):
    page = opened(name, color_scheme="dark")
    ground = "getComputedStyle(document.body).backgroundColor"
    assert page.evaluate(ground) == "rgb(26, 23, 20)"
    page.emulate_media(media="print", color_scheme="dark")
    assert page.evaluate(ground) == "rgb(255, 255, 255)"


@both_pages
def test_on_paper_no_table_and_no_figure_is_cut_off(opened, name):
    page = opened(name, 680)  # the width of a sheet between its margins
    page.emulate_media(media="print")
    cut = page.evaluate(
        """() => [...document.querySelectorAll('table, svg, p, li')].filter(
            one => one.getBoundingClientRect().right > document.documentElement.clientWidth + 1
        ).map(one => one.outerHTML.slice(0, 200))"""
    )
    assert cut == []


@pytest.mark.parametrize(("width", "height"), [(360, 740), (1280, 800)])
def test_the_first_screen_tells_what_to_talk_about_next(opened, width, height):
    page = opened("report", width)
    bottom = "one => one.getBoundingClientRect().bottom"
    assert page.locator(".talk").evaluate(bottom) < height
    assert page.locator("#talk-1 .passage").evaluate(bottom) < height


def test_tables_that_are_wider_than_a_phone_can_be_scrolled_by_keyboard(opened):
    page = opened("report", 360)
    table = page.locator(".scroll", has=page.locator(".matrix")).first
    table.focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_function("element => element.scrollLeft > 0", arg=table.element_handle())


def test_a_link_to_an_item_leads_to_it(opened):
    page = opened("feedback", 360)
    link = page.locator(".again a").first
    link.click()
    item = page.locator(f"[id='{link.get_attribute('href').removeprefix('#')}']")
    page.wait_for_function("element => Math.abs(element.getBoundingClientRect().top) < 20", arg=item.element_handle())
    assert "not yet" in item.inner_text()
