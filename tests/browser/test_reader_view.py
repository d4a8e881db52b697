"""The reader view in Chromium: layers by keyboard, without JavaScript, on paper, on a narrow screen."""

from dataclasses import replace

import pytest

pytest.importorskip("playwright", reason="the browser tests need playwright: install the extra [test]")
from tests.browser.accessibility import violations

from helpers import article_ids, load_article, read
from helpers.lenses.reader import TOGGLES
from helpers.text.html import typographic

pytestmark = pytest.mark.browser

PAGE = (
    '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Reader</title>'
    '<meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark">'
    "<style>body{{background:Canvas;color:CanvasText}}</style></head>"
    '<body><main><h1>Reader</h1><a href="#end">first stop</a>{}<p id="end">End</p></main></body></html>'
)
MARKS = {  # layer: where its mark shows, and what the browser then says of it
    "voices": (".ks-cue", "style.textDecorationLine === 'underline'"),
    "unnamed": (".ks-dark", "style.borderLeftStyle === 'double'"),
    "loaded": (".ks-load", "style.outlineStyle === 'dashed'"),
    "indonesian": (".ks-text, .ks-out", "element.checkVisibility()"),
    "english": (".ks-gloss", "element.checkVisibility()"),
}
OVERHANG = "document.documentElement.scrollWidth - document.documentElement.clientWidth"

both_places = pytest.mark.parametrize("place", ["alone", "book"])
both_widths = pytest.mark.parametrize("width", [360, 1280])
both_schemes = pytest.mark.parametrize("scheme", ["light", "dark"])


@pytest.fixture
def opened(profile, tmp_path, request):
    """Opens the reader: `opened("book", 360)`, in the built book or in a page that holds nothing else."""

    def new(place, width=1280, html=None, **options):
        options.setdefault("reduced_motion", "reduce")  # no smooth scrolling to wait for
        if place == "book":
            page = request.getfixturevalue("look")(width, **options).open("chapters/the-two-articles.html")
        else:
            page = profile(width, **options).new_page()
            html = html or "".join(read(name)._repr_html_() for name in sorted(article_ids())[::-1])
            (tmp_path / "reader.html").write_text(PAGE.format(html), "utf-8")
            page.goto((tmp_path / "reader.html").as_uri())
        return page

    return new


def view_of(page):
    return page.locator(".ks").first


def marks(page, layer):
    """How many of a layer's marks there are, and how many show."""
    selector, shows = MARKS[layer]
    return view_of(page).evaluate(
        f"""view => {{
            const all = [...view.querySelectorAll({selector!r})];
            const shown = all.filter(element => {{ const style = getComputedStyle(element); return {shows} }});
            return [all.length, shown.length];
        }}"""
    )


def words(page, layer):
    """How many of a layer's words there are, and how many show."""
    return (
        view_of(page)
        .locator("li")
        .evaluate_all(
            f"""items => {{
            const all = items.flatMap(item => [...item.querySelectorAll('.ks-if-{layer}')]);
            return [all.length, all.filter(word => word.checkVisibility() && word.innerText.trim()).length];
        }}"""
        )
    )


def tab_to(page, selector, presses=80):
    for _ in range(presses):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    pytest.fail(f"{presses} presses of Tab did not reach {selector}")


def assert_shown(page, layer, shown, after):
    there, seen = marks(page, layer)
    assert (there > 0, seen) == (True, there * shown), f"{after}: {seen} of {there} marks of {layer} show"
    there, seen = words(page, layer)
    assert seen == there * shown, f"{after}: {seen} of {there} words of {layer} show"
    assert there > 0 or layer in ("indonesian", "english"), f"{layer} has no words"


@both_places
@both_widths
@both_schemes
def test_each_layer_is_switched_by_tab_and_space_and_the_others_stay(opened, place, width, scheme):
    page = opened(place, width, color_scheme=scheme)
    state = {layer: layer in ("voices", "indonesian", "english") for layer in TOGGLES}
    for layer in TOGGLES:
        tab_to(page, f".ks-{layer}")
        for _ in range(2):
            page.keyboard.press("Space")
            state[layer] = not state[layer]
            for other, shown in state.items():
                if other in ("indonesian", "english") or state["indonesian"]:
                    assert_shown(page, other, shown, f"Space on {layer}")


@both_places
@both_widths
def test_the_switch_in_focus_stands_in_its_label_and_on_the_screen(opened, place, width):
    page = opened(place, width)
    for layer in TOGGLES:
        tab_to(page, f".ks-{layer}")
        switch, label, height, outline = page.evaluate(
            """() => {
                const switched = document.activeElement;
                const [box, label] = [switched, switched.labels[0]].map(element => element.getBoundingClientRect());
                const edges = ({left, top, right, bottom}) => [left, top, right, bottom];
                return [edges(box), edges(label), innerHeight, getComputedStyle(switched).outlineStyle];
            }"""
        )
        assert label[0] <= switch[0] < switch[2] <= label[2], f"{layer} stands beside its label"
        assert label[1] <= switch[1] < switch[3] <= label[3], f"{layer} stands above or below its label"
        assert 0 <= label[1] < label[3] <= height, f"{layer} is not on the screen"
        assert outline == "solid", f"{layer} does not show that it has the focus"
        assert min(label[2] - label[0], label[3] - label[1]) >= 24, f"{layer} is too small to touch"


@both_places
def test_switches_are_called_what_they_show(opened, place):
    page = opened(place)
    told = view_of(page).locator("input").evaluate_all("all => all.map(one => one.labels[0].innerText.trim())")
    assert told == list(TOGGLES.values())
    for name in TOGGLES.values():
        assert page.get_by_role("checkbox", name=name, exact=True).count() >= 1, f"no switch is called {name}"


@both_places
def test_source_and_cue_differ_in_line_and_in_word(opened, place):
    page = opened(place)
    lines = [
        view_of(page).locator(f".ks-text {mark}").first.evaluate("mark => getComputedStyle(mark).textDecorationStyle")
        for mark in (".ks-src", ".ks-cue")
    ]
    assert lines == ["solid", "dotted"]


@both_places
@both_widths
def test_a_sentence_opens_and_closes_by_keyboard(opened, place, width):
    page = opened(place, width)
    reasons = view_of(page).locator("details .ks-more").first  # the first ones stand in a wide page's margin
    tab_to(page, ".ks summary")
    for key in ("Enter", "Space"):
        page.keyboard.press(key)
        assert reasons.is_visible()
        assert "Why not outlet?" in reasons.inner_text()
        page.keyboard.press(key)
        assert not reasons.is_visible()


@both_places
def test_nothing_needs_javascript(opened, place):
    page = opened(place, 360, java_script_enabled=False)
    for layer in TOGGLES:
        before, after = layer in ("voices", "indonesian", "english"), layer not in ("voices", "indonesian", "english")
        assert_shown(page, layer, before, "at first")
        view_of(page).locator("label").nth(list(TOGGLES).index(layer)).click()
        assert_shown(page, layer, after, f"a click on {layer}")
        view_of(page).locator("label").nth(list(TOGGLES).index(layer)).click()
    view_of(page).locator("summary").first.click()
    assert view_of(page).locator("details ul").first.is_visible()


@both_places
@pytest.mark.parametrize("width", [320, 360])
def test_the_view_is_no_wider_than_the_screen(opened, place, width):
    page = opened(place, width)
    page.evaluate("document.querySelectorAll('details').forEach(details => details.open = true)")
    for box in page.locator(".ks > input").all():
        box.set_checked(True)
    assert page.evaluate(OVERHANG) <= 0
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert page.evaluate(OVERHANG) <= 0, "at 200 % text"


@both_places
@both_schemes
def test_paper_shows_every_reason_unopened_in_black_and_no_switch(opened, place, scheme):
    page = opened(place, color_scheme=scheme)
    page.emulate_media(media="print")
    reasons = page.locator(".ks details > ul")
    assert reasons.count() == sum(len(load_article(name).sentences) for name in article_ids())
    assert all(page.locator(".ks details > ul").evaluate_all("all => all.map(one => one.checkVisibility())"))
    assert min(reasons.evaluate_all("all => all.map(one => one.getBoundingClientRect().height)")) > 20
    for hidden in (".ks > label", ".ks > input", ".ks summary"):
        assert not any(page.locator(hidden).evaluate_all("all => all.map(one => one.checkVisibility())")), hidden
    colours = set(page.locator(".ks, .ks *").evaluate_all("all => all.map(one => getComputedStyle(one).color)"))
    assert colours == {"rgb(0, 0, 0)"}


@both_widths
@both_schemes
@pytest.mark.parametrize("mode", [{"shown": tuple(TOGGLES)}, {"coded": False}, {"coded": False, "reveal": True}])
def test_the_view_alone_is_accessible(opened, width, scheme, mode):
    view = read("harakatuna-2024", only=("S01", "S06", "S14"), **mode)
    page = opened("alone", width, view._repr_html_(), color_scheme=scheme)
    page.evaluate("document.querySelectorAll('details').forEach(details => details.open = true)")
    assert not violations(page)


def test_a_view_that_a_notebook_shows_twice_is_switched_on_its_own(opened, shell, monkeypatch):
    monkeypatch.setattr("IPython.get_ipython", lambda: shell)
    view = read("islam-times-2021", only=("S02",))
    page = opened("alone", html=view._repr_html_() + view._repr_html_())
    page.locator(".ks").nth(1).get_by_text("English").click()
    shown = page.locator(".ks-gloss").evaluate_all("all => all.map(gloss => gloss.checkVisibility())")
    assert shown == [True, False]


def test_before_deciding_a_revealed_sentence_shows_no_mark(opened):
    page = opened("alone", html=read("islam-times-2021", coded=False, reveal=True)._repr_html_())
    inside = view_of(page).locator(".ks-tag, .ks-w, .ks-load")
    assert not any(inside.evaluate_all("all => all.map(mark => mark.checkVisibility({contentVisibilityAuto: true}))"))
    view_of(page).locator("summary").nth(1).press("Enter")
    item = view_of(page).locator("li.ks-s").nth(1)
    assert item.locator(".ks-tag").all_inner_texts() == ["unnamed: sumber berita", "no name"]
    assert item.locator(".ks-load").first.evaluate("mark => getComputedStyle(mark).outlineStyle") == "dashed"
    assert item.locator(".ks-cue").evaluate("mark => getComputedStyle(mark).textDecorationStyle") == "dotted"


def test_what_an_article_says_is_never_run(opened):
    article = load_article("islam-times-2021")
    bait = "<img src=x onerror=\"document.title='run'\"><script>document.title='run'</script>"
    first = replace(article.sentences[0], en=bait, why=bait, tempting={"person": bait})
    hostile = replace(article, sentences=(first, *article.sentences[1:]))
    page = opened("alone", html=read(hostile)._repr_html_())
    assert page.title() == "Reader"
    assert page.locator("img, .ks script").count() == 0
    assert page.locator(".ks-gloss").first.inner_text() == typographic(bait)


def test_a_word_longer_than_the_screen_is_broken(opened):
    article = load_article("islam-times-2021")
    first = replace(article.sentences[0], en="x" * 200, why="https://example.org/" + "y" * 200)
    page = opened("alone", 320, read(replace(article, sentences=(first,)))._repr_html_())
    view_of(page).locator("summary").click()
    assert page.evaluate(OVERHANG) <= 0
