"""The book without a network: what was read stays, the whole book can be saved, and editions never mix."""

import contextlib
import re
import shutil
import socket
import threading
from dataclasses import replace
from pathlib import Path

import pytest

pytest.importorskip("playwright", reason="the browser tests need playwright: install the extra [test]")
from playwright.sync_api import expect
from tools.publish.edition import this_edition
from tools.publish.finish import finish
from tools.publish.server import serve

BOOK = Path(__file__).parents[2] / "_build" / "html"
FIRST, SECOND, THIRD = "index.html", "chapters/the-two-articles.html", "chapters/loaded-framing.html"
KEPT = """async () => {
  const found = {};
  for (const name of await caches.keys()) {
    const store = await caches.open(name);
    for (const request of await store.keys()) {
      const text = request.url.endsWith(".html") ? await (await store.match(request)).text() : "";
      found[request.url.replace(/.*:[0-9]+/, "")] = [name, /data-edition="(.*?)"/.exec(text)?.[1]];
    }
  }
  return found;
}"""

SETTLED = """async () => {
  const {installing, waiting} = await navigator.serviceWorker.getRegistration();
  return !installing && !waiting;
}"""
WAITING = "async () => (await navigator.serviceWorker.getRegistration()).waiting"

pytestmark = pytest.mark.browser


class Shelf:
    """A folder with the book, on a server that can be switched off and on again."""

    def __init__(self, folder, base="/"):
        self.folder, self.base, self.port = folder, base, 0
        self.on()

    def on(self):
        self.server = serve(self.folder, self.port, self.base)
        self.port, self.open, accept = self.server.server_port, [], self.server.get_request
        self.server.get_request = lambda: self._noted(accept())
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def off(self):
        self.server.shutdown()
        self.server.server_close()
        for connection in self.open:  # a browser keeps some for its next request
            with contextlib.suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)

    def _noted(self, accepted):
        self.open.append(accepted[0])
        return accepted

    def url(self, name=""):
        return f"http://127.0.0.1:{self.port}{self.base}{name}"

    def publish(self, words, date=None):
        """A new edition: other words on the first page, and the footer's version on all."""
        page = self.folder / FIRST
        page.write_text(re.sub(r"(<h1>)[^<]*", rf"\g<1>{words}", page.read_text("utf-8")), "utf-8")
        return finish(self.folder, replace(this_edition(), version=words))


@pytest.fixture(params=["/", "/kata-siapa/"], ids=["at the root", "under a path"])
def shelf(request, tmp_path, site):
    folder = shutil.copytree(BOOK, tmp_path / "site", ignore=shutil.ignore_patterns("lite"))
    shelf = Shelf(folder, request.param)
    yield shelf
    shelf.off()


@pytest.fixture
def reader(visit):
    return visit(360, service_workers="allow").page


def read(page, url):
    """Open a page and wait until it is kept."""
    page.goto(url, wait_until="load")
    until(page, "url => caches.match(url)", page.url)
    return page


def until(page, question, about=None):
    """Ask the page, again and again, until its answer (a promise) is yes."""
    again = "await new Promise(again => setTimeout(again, 50))"
    page.evaluate(f"async about => {{ while (!(await ({question})(about))) {again}; }}", about)


def test_what_was_read_stays_without_a_network(shelf, reader):
    read(reader, shelf.url(FIRST))
    read(reader, shelf.url(THIRD))
    shelf.off()
    try:
        reader.goto(shelf.url(FIRST))
        expect(reader.locator("h1")).to_have_count(1)
        reader.goto(shelf.url(THIRD))
        expect(reader.locator(".drawing").first, "a figure is part of its page").to_be_visible()
        reader.goto(shelf.url(SECOND))
        expect(reader.locator("h1"), "a page that was not read should say so").to_contain_text(
            "Not saved on this device"
        )
        expect(reader.locator("#kept a").first, "it should lead to what was read").to_be_visible()
        assert reader.locator("#again").evaluate("link => link.href") == shelf.url(SECOND)
        with reader.expect_navigation():
            reader.locator("#kept").get_by_text("Loaded framing").click()
        assert reader.url == shelf.url(THIRD)
    finally:
        shelf.on()
    reader.goto(shelf.url(SECOND))
    assert reader.url == shelf.url(SECOND), "with the network back the page opens"


def test_the_whole_book_is_saved_with_its_size_and_progress(shelf, reader):
    read(reader, shelf.url(FIRST))
    button = reader.locator("#save")
    expect(button).to_have_text(re.compile(r"^Save the whole book \(\d+ kB\)$"))
    button.press("Enter")
    expect(reader.locator("#said")).to_have_text("The whole book is on this device. It opens without a network.")
    assert reader.locator("#progress").evaluate("bar => bar.value === bar.max"), "the bar should end full"
    shelf.off()
    try:
        unread = [page.relative_to(BOOK).as_posix() for page in BOOK.rglob("chapters/*.html")]
        for name in unread:
            reader.goto(shelf.url(name))
            assert reader.url == shelf.url(name)
        reader.goto(shelf.url("search.html?q=anonymity"))
        expect(reader.locator("#search-results a").first, "search works without a network").to_be_visible()
    finally:
        shelf.on()


def editions(page):
    return {kept[1] for kept in page.evaluate(KEPT).values() if kept[1]}, {
        kept[0] for kept in page.evaluate(KEPT).values()
    }


def test_a_new_edition_replaces_the_old_one_whole(shelf, reader):
    read(reader, shelf.url(FIRST))
    read(reader, shelf.url(SECOND))
    old, _ = editions(reader)
    new = shelf.publish("Second")
    assert old != {new}
    reader.goto(shelf.url(SECOND))
    until(reader, WAITING)
    shelf.off()
    try:
        reader.goto(shelf.url(FIRST))
        expect(reader.locator("h1"), "the new edition takes over at the next page").to_have_text(re.compile("Second"))
        reader.goto(shelf.url(SECOND))
        expect(reader.locator("[data-fill=version]"), "what was read is there in the new edition").to_have_text(
            "Second"
        )
        pages, stores = editions(reader)
        assert (pages, len(stores)) == ({new}, 1), f"the device keeps several editions: {reader.evaluate(KEPT)}"
    finally:
        shelf.on()


def test_an_update_that_breaks_off_leaves_the_old_edition_whole(shelf, reader):
    read(reader, shelf.url(FIRST))
    read(reader, shelf.url(SECOND))
    old, _ = editions(reader)
    shelf.publish("Second")
    (shelf.folder / SECOND).write_text("half a file", "utf-8")  # as while it is being uploaded
    reader.evaluate("navigator.serviceWorker.getRegistration().then(it => it.update()).catch(() => {})")
    until(reader, SETTLED)
    shelf.off()
    try:
        for name in (FIRST, SECOND):
            reader.goto(shelf.url(name))
            assert {reader.locator("#offline").get_attribute("data-edition")} == old
    finally:
        shelf.on()


def test_another_open_page_is_told_of_the_new_edition(shelf, reader):
    read(reader, shelf.url(FIRST))
    other = reader.context.new_page()
    read(other, shelf.url(SECOND))
    shelf.publish("Second")
    other.goto(shelf.url(SECOND))
    until(other, WAITING)
    other.goto(shelf.url(SECOND))
    expect(other.locator("[data-fill=version]")).to_have_text("Second")
    expect(reader.locator("#newer")).to_be_visible()
    with reader.expect_navigation():
        reader.locator("#newer a").click()
    expect(reader.locator("[data-fill=version]")).to_have_text("Second")


def test_the_book_opens_from_a_folder_without_complaint(visit):
    visitor = visit(360, service_workers="allow")
    for name in (FIRST, SECOND, THIRD, "search.html"):
        visitor.page.goto((BOOK / name).as_uri(), wait_until="load")
        assert visitor.page.locator("#offline").is_hidden()
    assert not visitor.complaints, visitor.complaints
