"""A student on an exercise's page: every kind of answer, what is told, what is kept, and what is handed in."""

import csv
import json
import subprocess
import sys

import pytest

pytest.importorskip("playwright", reason="the browser tests need playwright: install the extra [test]")
from playwright.sync_api import expect
from tests.browser.accessibility import violations
from tests.browser.test_pages import FRAMED, OVERHANG

from helpers.exercises import ask

pytestmark = pytest.mark.browser
WHO, CHAINS, FRAMING, FORM = (
    f"exercises/{name}.html" for name in ("who-says-so", "sourcing-chains", "loaded-framing", "before-and-after")
)
on_any_screen = pytest.mark.parametrize(
    ("width", "theme", "touch"),
    [(360, "light", True), (360, "dark", True), (1280, "light", False), (1280, "dark", False)],
)

TRANSLATE = """() => {
  const translated = words => Object.assign(document.createElement("font"), {textContent: "terjemahan: " + words});
  const walk = node => node.childNodes.forEach(child => {
    if (child.nodeType === 3 && child.data.trim()) child.replaceWith(translated(child.data));
    else if (child.nodeType === 1 && !child.closest("[translate=no],script,style,option,textarea")) walk(child);
  });
  walk(document.querySelector("main"));
}"""
"""What a browser's own translation does to a page."""


def item(page, place):
    return page.locator(f"#{place}")


def check(form):
    form.get_by_role("button", name="Check").click()
    return form.locator(".verdict")


def choose(form, label):
    form.get_by_label(label, exact=True).check()


def shift(page):
    """How far the page jumped while it was read."""
    return page.evaluate("""() => new Promise(told => new PerformanceObserver(list => told(
        list.getEntries().reduce((sum, one) => sum + (one.hadRecentInput ? 0 : one.value), 0)))
        .observe({type: 'layout-shift', buffered: true}) || setTimeout(() => told(0), 300))""")


def test_a_wrong_answer_gets_a_hint_then_the_reason_and_a_second_look_changes_nothing(look):
    visitor = look(360)
    page = visitor.open(WHO)
    form = item(page, "first-article-S02")
    choose(form, "person")
    expect(check(form)).to_contain_text("✗ not yet Hint: ")
    expect(check(form)).to_contain_text("✗ not yet Hint: ")
    choose(form, "vague")
    expect(form.locator(".verdict")).to_be_empty()
    told = check(form)
    expect(told).to_contain_text("✗ not yet")
    expect(told).not_to_contain_text("Hint: ")
    choose(form, "unnamed")
    expect(check(form)).to_contain_text("✓ right")
    expect(form.locator(".verdict span[lang=id]").first).to_have_text("sumber berita")
    page.reload()
    expect(form.locator(".verdict")).to_contain_text("✓ right")
    assert not visitor.complaints
    assert not [one.url for one in visitor.requests if "lite" in one.url], "a tap asks for no Python"


def test_a_contested_sentence_is_told_with_both_reasons(look):
    contested = next(one for one in ask("kind", "harakatuna-2024").questions if one.key.other_answer)
    form = item(look(360).open(WHO), f"second-article-{contested.id}")
    answers = []
    for label in contested.key.labels:
        choose(form, label)
        answers.append(check(form).inner_text())
    either = [told for told in answers if "≈ contested" in told]
    assert len(either) == 2
    assert all("Either answer earns the point. For" in told for told in either)


def test_an_item_and_its_choices_stand_on_one_screen_of_a_phone(look):
    page = look(360).open(WHO)
    heights = page.evaluate("""Array.from(document.querySelectorAll('form.item'))
        .map(form => form.getBoundingClientRect().height)""")
    assert max(heights) <= 740
    page.evaluate("document.querySelectorAll('form.item .check').forEach(button => button.click())")
    assert page.evaluate(OVERHANG) <= 0


@pytest.mark.parametrize("name", [WHO, CHAINS, FRAMING, FORM])
def test_nothing_jumps_while_a_page_opens(look, name):
    assert shift(look(360).open(name)) <= 0.02


@on_any_screen
def test_every_kind_of_answer_is_given_by_touch_or_mouse(look, width, theme, touch):
    visitor = look(width, theme, has_touch=touch)
    page = visitor.open(CHAINS)
    press = (lambda place: place.tap()) if touch else (lambda place: place.click())
    choose_by = item(page, "chain-ends-S14").get_by_label("dead end", exact=True)
    press(choose_by)
    press(item(page, "chain-ends-S14").get_by_role("button", name="Check"))
    expect(item(page, "chain-ends-S14").locator(".told-right")).to_be_visible()

    arrows = item(page, "first-chain-arrows")
    for one, two in (("Islam Times", "Press TV"), ("Press TV", "Sputnik berbahasa Arab"), ("Press TV", "Islam Times")):
        arrows.get_by_label("Who relays").select_option(one)
        arrows.get_by_label("whom").select_option(two)
        press(arrows.get_by_role("button", name="Add this arrow"))
    expect(arrows.locator(".drawn li", has_text="Press TV").locator("li").first).to_contain_text(
        "Sputnik berbahasa Arab"
    )
    told = check(arrows)
    expect(told).to_contain_text("points the wrong way")
    press(arrows.get_by_role("button", name="Take off Press TV → Islam Times"))
    expect(told).to_be_empty()
    check(arrows)
    expect(arrows.locator(".told-right")).to_have_count(2)

    number = item(page, "relays-R08")
    number.get_by_label("Your number").fill("3")
    check(number)
    expect(number.locator(".told-right")).to_be_visible()
    hops = item(page, "relays-R14")
    expect(check(hops)).to_contain_text("Answer first")
    for at, name in enumerate(("Warta Bambu", "Kantor Berita Bangau", "Radio Jangkrik", "Wening Cermat"), 1):
        hops.get_by_label(f"{at}.").select_option(name)
    check(hops)
    expect(hops.locator(".told-right")).to_be_visible()
    found = violations(page)
    assert not found, "\n".join(found)
    assert page.evaluate(OVERHANG) <= 0
    assert not visitor.complaints


@on_any_screen
def test_words_are_marked_where_they_stand(look, width, theme, touch):
    page = look(width, theme, has_touch=touch).open(FRAMING)
    form = item(page, "loaded-marks-S04")
    for word in ("Rezim", "itu"):
        label = form.locator(".marking label", has_text=word)
        label.tap() if touch else label.click()
    told = check(form)
    expect(told).to_contain_text("S04-1 right")
    expect(told).to_contain_text("S04-2 not yet")
    assert 'S04  "Rezim itu\n' in page.locator("#answer-loaded-marks").input_value()
    form.get_by_label("No word judges here").check()
    assert form.locator(".marking :checked").count() == 0
    expect(told).to_be_empty()
    found = violations(page)
    assert not found, "\n".join(found)


def test_words_are_marked_by_drawing_over_them(look):
    page = look(1280).open(FRAMING)
    words = item(page, "loaded-marks-S09").locator(".marking label")
    first = words.filter(has_text="kelompok").first
    last = words.filter(has_text="tersebut").first
    first.scroll_into_view_if_needed()
    first.hover()
    page.mouse.down()
    last.hover()
    page.mouse.up()
    assert "S09  kelompok teror tersebut" in page.locator("#answer-loaded-marks").input_value()


def test_everything_is_answered_by_keyboard(look):
    page = look(360).open(FRAMING)
    form = item(page, "loaded-marks-S09")
    form.locator(".marking input").first.focus()
    words = [word.inner_text() for word in form.locator(".marking span").all()]
    for _ in range(words.index("kelompok")):
        page.keyboard.press("ArrowRight")
    page.keyboard.press("Space")
    page.keyboard.press("Shift+ArrowRight")
    page.keyboard.press("Tab")
    expect(form.get_by_label("No word judges here")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(form.locator(".told-right")).to_be_visible()
    label = item(page, "loaded-techniques-S01a")
    label.get_by_label("label", exact=True).focus()
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    expect(label.locator(".told-right")).to_be_visible()


def test_the_worksheet_as_text_is_in_step_with_the_taps(look):
    page = look(1280).open(WHO)
    sheet = page.locator("[data-sheet=first-article]")
    choose(item(page, "first-article-S01"), "narrator")
    sheet.get_by_text("Write it as text").click()
    area = sheet.get_by_role("textbox", name="Worksheet first-article")
    assert area.input_value().startswith("S01  narrator\nS02  ...")
    area.fill("S02  tanpa nama\ns3: Unnamed\nS04  banana")
    expect(item(page, "first-article-S02").get_by_label("unnamed", exact=True)).to_be_checked()
    expect(item(page, "first-article-S03").get_by_label("unnamed", exact=True)).to_be_checked()
    expect(item(page, "first-article-S04").locator(".verdict")).to_contain_text("“banana” stands in your worksheet")
    choose(item(page, "first-article-S04"), "unnamed")
    assert area.input_value() == "S02  tanpa nama\ns3: Unnamed\nS04  unnamed"


def test_a_form_keeps_its_first_answers_for_good(look, tmp_path):
    page = look(360).open(FORM)
    assert not page.get_by_role("button", name="Check").first.is_visible()
    choose(item(page, "form-a-Q01"), "supported")
    over = page.locator("[data-sheet=form-a] .over")
    over.get_by_role("button", name="Hand over").click()
    expect(over).to_contain_text("your first answers are kept")
    expect(item(page, "form-a-Q01").locator(".verdict")).to_be_empty()
    over.get_by_role("button", name="Show the verdicts").click()
    expect(item(page, "form-a-Q01").locator(".verdict")).to_contain_text("not yet")
    choose(item(page, "form-a-Q01"), "checkable")
    check(item(page, "form-a-Q01"))
    page.reload()
    expect(item(page, "form-a-Q01").locator(".verdict")).to_contain_text("right")
    mine = json.loads(save(page, tmp_path, "Siti").read_text())
    first = mine["metadata"]["kata_siapa"]["first"]
    assert first["form-a:Q01"] == "Q01  supported"
    assert first["form-a:Q02"] == "Q02  ..."
    assert not any(place.startswith("form-b") for place in first)


def test_a_double_tap_hands_over_and_shows_no_verdict_and_an_empty_form_stays(look):
    page = look(360).open(FORM)
    over = page.locator("[data-sheet=form-a] .over")
    button = over.get_by_role("button")
    expect(button).to_be_disabled()
    choose(item(page, "form-a-Q01"), "supported")
    button.dblclick()
    expect(over).to_contain_text("your first answers are kept")
    expect(button).to_have_text("Show the verdicts")
    expect(item(page, "form-a-Q01").locator(".verdict")).to_be_empty()


def save(page, folder, name):
    page.get_by_label("Your name or number").fill(name)
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Save the file").click()
    file = folder / waiting.value.suggested_filename
    waiting.value.save_as(file)
    return file


def test_what_is_handed_in_has_a_name_first_and_last_answers_and_is_graded(look, tmp_path, root):
    page = look(360).open(WHO)
    form = item(page, "first-article-S01")
    page.get_by_role("button", name="Save the file").click()
    expect(page.locator(".hand-in .told")).to_contain_text("Write your name")
    choose(form, "vague")
    check(form)
    choose(form, "narrator")
    check(form)
    file = save(page, tmp_path, "Siti Aminah, 12/3")
    assert file.name == "who-says-so-Siti-Aminah-12-3.ipynb"
    mine = json.loads(file.read_text())
    given = json.loads((root / "exercises/who-says-so.ipynb").read_text())
    told = mine["metadata"].pop("kata_siapa")
    assert told == {
        "exercise": "who-says-so",
        "name": "Siti Aminah, 12/3",
        "first": {"first-article:S01": "S01  vague"},
    }
    given["metadata"].pop("kata_siapa")
    assert mine["metadata"] == given["metadata"]
    source = {cell["id"]: "".join(cell["source"]) for cell in given["cells"]}
    assert {cell["id"] for cell in mine["cells"] if "".join(cell["source"]) != source[cell["id"]]} <= {
        "answer-first-article"
    }
    command = [sys.executable, "-m", "helpers", "grade", str(file), "--out", str(tmp_path / "results")]
    assert subprocess.run(command, capture_output=True, text=True, check=False).returncode == 0
    [row] = csv.DictReader((tmp_path / "results/gradebook.csv").open(encoding="utf-8"))
    told = [row[f"first-article:{one} (practice)"] for one in ("S01", "S02")]
    assert (row["exercise"], *told) == ("who-says-so", "1", "0")


def test_a_text_leads_to_another_phone_and_clearing_can_be_undone(look, profile, site):
    page = look(360).open(WHO)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    choose(item(page, "first-article-S01"), "vague")
    check(item(page, "first-article-S01"))
    choose(item(page, "first-article-S01"), "narrator")
    page.get_by_label("Your name or number").fill("Siti")
    page.get_by_role("button", name="Copy everything as text").click()
    expect(page.locator(".hand-in .told")).to_contain_text("Copied")
    text = page.evaluate("navigator.clipboard.readText()")
    code = page.locator(".code").inner_text()
    assert text.startswith(
        f"Kata Siapa? who-says-so\nName: Siti\nCode: {code}\n\n%%answer first-article\nS01  narrator\n"
    )
    assert text.endswith("\n\n%%first first-article\nS01  vague\n")

    other = look(360).open("exercises/my-work.html")
    other.get_by_label("Or paste the text").fill(text)
    other.get_by_role("button", name="Open the pasted text").click()
    row = other.locator("li[data-exercise=who-says-so]")
    expect(row).to_contain_text(code)
    other.get_by_role("link", name="Who says so? The exercise").last.click()
    expect(item(other, "first-article-S01").get_by_label("narrator", exact=True)).to_be_checked()
    assert other.get_by_label("Your name or number").input_value() == "Siti"
    check(item(other, "first-article-S01"))
    other.get_by_role("link", name="My work").last.click()
    expect(row).to_contain_text("1 right")
    other.get_by_role("button", name="Clear everything").click()
    expect(row).to_contain_text("not begun")
    other.get_by_role("button", name="Undo").click()
    expect(row).to_contain_text("1 right")


def test_two_tabs_stay_in_step_and_no_verdict_of_an_older_answer_stays(look):
    page = look(360).open(WHO)
    other = page.context.new_page()
    other.goto(page.url)
    choose(item(page, "first-article-S01"), "vague")
    check(item(page, "first-article-S01"))
    expect(item(other, "first-article-S01").locator(".verdict")).to_contain_text("not yet")
    choose(item(other, "first-article-S01"), "narrator")
    expect(item(page, "first-article-S01").get_by_label("narrator", exact=True)).to_be_checked()
    expect(item(page, "first-article-S01").locator(".verdict")).to_be_empty()


def test_a_browser_that_keeps_nothing_says_so(look):
    visitor = look(360)
    visitor.page.add_init_script(
        "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); }"
    )
    page = visitor.open(WHO)
    choose(item(page, "first-article-S01"), "narrator")
    expect(page.locator(".hand-in .told")).to_contain_text("does not keep what you answer")


def test_it_works_as_a_file(profile, book):
    page = profile(360).new_page()
    page.goto((book / WHO).as_uri())
    form = item(page, "first-article-S01")
    choose(form, "narrator")
    expect(check(form)).to_contain_text("✓ right")
    page.reload()
    expect(form.locator(".verdict")).to_contain_text("✓ right")


def test_it_works_in_a_frame_that_forbids_nearly_all(look):
    visitor = look(360)
    page = visitor.open("index.html")
    page.evaluate(FRAMED, [f"{visitor.site}/{WHO}", "allow-scripts"])
    form = page.frame_locator("iframe").locator("#first-article-S01")
    choose(form, "narrator")
    expect(check(form)).to_contain_text("✓ right")


def test_without_javascript_the_questions_remain_and_no_button_that_does_nothing(look):
    page = look(360, java_script_enabled=False).open(WHO)
    expect(item(page, "first-article-S01").locator(".passage")).to_be_visible()
    assert not page.get_by_role("button", name="Check").first.is_visible()
    expect(page.get_by_role("link", name="Download the blank notebook")).to_be_visible()


def test_paper_has_every_answer_whole(look):
    page = look(1280).open(FRAMING)
    words = "Pemerintah memotong anggaran. " * 30
    text = item(page, "loaded-plainer-T01").get_by_role("textbox")
    text.fill(words)
    page.emulate_media(media="print")
    assert text.evaluate("box => box.clientHeight >= box.scrollHeight")
    assert not page.get_by_role("button").first.is_visible()


def test_own_words_are_compared_after_an_attempt_without_python(look):
    form = item(look(360).open(FRAMING), "loaded-plainer-T01")
    form.get_by_role("textbox").fill("a")
    expect(check(form)).to_contain_text("Write a whole sentence")
    form.get_by_role("textbox").fill("Pemerintah memotong tiga puluh persen anggaran sekolah, kata Arga Sondi.")
    expect(check(form)).to_contain_text("Which level is yours?")


def test_a_translated_page_still_checks(look):
    page = look(360).open(WHO)
    page.evaluate(TRANSLATE)
    form = item(page, "first-article-S01")
    choose(form, "narrator")
    form.locator(".check").click()
    expect(form.locator(".verdict")).to_contain_text("✓ right")
