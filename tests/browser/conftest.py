"""The built book on localhost, and a Chromium to read it with."""

import shutil
import subprocess
import sys
import threading
from contextlib import contextmanager

import pytest
from tools.publish.printing import BROWSERS
from tools.publish.server import serve

PATIENCE = 300_000
"""Milliseconds for what a page or a kernel has to do on a busy machine: a test waits for what is, not for time."""
# A browser that talks to its maker would count as a page that talks to another host; no other host answers.
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)


class Visit:
    """A page that remembers all it said and asked for."""

    def __init__(self, context, site=""):
        self.site = site
        self.page = context.new_page()
        self.complaints = []
        self.requests = []
        self.page.on("console", self._heard)
        self.page.on("pageerror", lambda error: self.complaints.append(f"script error: {error}"))
        self.page.on("requestfailed", self._failed)
        self.page.on("response", self._answered)
        self.page.on("request", lambda request: self.requests.append(request))

    def open(self, name):
        self.page.goto(f"{self.site}/{name}", wait_until="load")
        return self.page

    @property
    def strangers(self):
        """Requests that left the book's own host."""
        return [one.url for one in self.requests if not one.url.startswith((f"{self.site}/", "data:"))]

    def _failed(self, request):
        if request in self.requests:  # the last page's are broken off when the next one opens
            self.complaints.append(f"failed: {request.url} {request.failure}")

    def _heard(self, message):
        if message.type == "error":
            self.complaints.append(f"console: {message.text}")

    def _answered(self, response):
        if response.status >= 400:
            self.complaints.append(f"{response.status}: {response.url}")


@contextmanager
def serving(folder, base="/", port=0):
    """Address of a folder while it is served as `make serve` does; stopped afterwards."""
    server = serve(folder, port, base)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}{base.rstrip('/')}"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture(scope="session")
def site(book):
    """Address of the built book."""
    with serving(book) as address:
        yield address


@pytest.fixture(scope="session")
def chromium():
    """A headless Chromium of this machine."""
    path = next(filter(None, map(shutil.which, BROWSERS)), None)
    if path is None:
        pytest.skip("there is no Chromium or Chrome: install one (Debian and Ubuntu: apt-get install chromium)")
    if subprocess.run([sys.executable, "-m", "playwright", "--version"], capture_output=True, check=False).returncode:
        pytest.skip("the browser's driver does not start (Debian and Ubuntu: apt-get install libatomic1)")
    from playwright.sync_api import expect, sync_playwright

    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=QUIET)
        yield browser
        browser.close()


@contextmanager
def profiles(chromium):
    """Makes browser contexts, each as of a new reader, who may count bytes: `new(width=360, color_scheme="dark")`,
    with any option that Playwright knows; closed afterwards."""
    contexts = []

    def new(width=1280, theme=None, thrifty=False, **options):
        context = chromium.new_context(viewport={"width": width, "height": 800}, **options)
        contexts.append(context)
        context.set_default_timeout(PATIENCE)
        if theme:
            context.add_init_script(f"localStorage.setItem('kata-siapa / theme', '{theme}')")
        if thrifty:
            context.add_init_script("Object.defineProperty(navigator, 'connection', {value: {saveData: true}})")
        return context

    yield new
    for context in contexts:
        context.close()


@pytest.fixture
def profile(chromium):
    """Makes browser contexts for one test."""
    with profiles(chromium) as new:
        yield new


@pytest.fixture
def visit(site, profile):
    """Opens visits of new readers: `visit(width=360, theme="dark")`, with any option of a browser context."""

    def new(*kind, **options):
        # Without a worker each page comes from the server, as on a first visit; the tests of the worker allow it.
        return Visit(profile(*kind, **{"service_workers": "block", **options}), site)

    return new


@pytest.fixture
def look(visit):
    """Opens visits of readers who only look and wait for no Python: `look(thrifty=False)` for one to whom it comes."""

    def new(width=1280, theme=None, thrifty=True, **options):
        return visit(width, theme, thrifty, **options)

    return new
