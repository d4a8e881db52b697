"""What happens to the book after Sphinx: links, editions, headers, archive. No browser needed."""

import gzip
import json
import os
import re
import shutil
import socket
import subprocess
import threading
import urllib.error
import urllib.request
import zipfile
from dataclasses import replace
from datetime import UTC, datetime
from urllib.parse import parse_qs, urlsplit

import pytest
import yaml
from PIL import Image
from tools.publish import filling, headers, pictures, worker
from tools.publish.archive import pack
from tools.publish.compare import differences
from tools.publish.edition import Edition
from tools.publish.finish import finish
from tools.publish.headers import nginx, read_headers
from tools.publish.release import disagreements
from tools.publish.server import serve

EDITION = Edition("1.2.3", datetime(2026, 11, 25, tzinfo=UTC), "")
AT_HOME = replace(EDITION, address="https://kata.example/book/")
LINK = '<a data-fill="issue" href="https://code.example/kata/issues/new">Report</a>'


@pytest.fixture
def site(book, tmp_path):
    return shutil.copytree(book, tmp_path / "site", ignore=shutil.ignore_patterns("lite", "print"))


def pages(site):
    return [page for page in worker.pages(site) if page.stem not in {"404", "search", "offline"}]


def test_a_report_arrives_with_page_and_version():
    filled = filling.fill(LINK, "chapters/about.html", EDITION)
    link = re.search(r'data-fill="issue" href="([^"]+)"', filled)[1].replace("&amp;", "&")
    asked = parse_qs(urlsplit(link).query)
    assert asked["title"] == ["chapters/about: "]
    assert "Page: chapters/about.html\nVersion: 1.2.3 of 25 November 2026" in asked["body"][0]
    assert filling.fill(filled, "chapters/about.html", EDITION) == filled, "filling twice should change nothing"


def test_what_was_printed_is_offered_and_nothing_else_and_no_device_keeps_it(site):
    page = site / "chapters/for-instructors.html"
    offered = 'href="../print/worksheets.pdf"'
    finish(site, EDITION)
    assert offered not in page.read_text("utf-8")
    (site / "print").mkdir()
    for name in ("worksheets.pdf", "worksheets-answers.pdf"):
        (site / "print" / name).write_bytes(b"%PDF")
    finish(site, EDITION)
    html = page.read_text("utf-8")
    assert offered in html
    assert "class-pack.pdf" not in html
    assert "worksheets-answers.pdf" not in html
    assert "print/" not in re.search(r"new Map\(Object.entries\((.*?)\)\)", (site / "sw.js").read_text("utf-8"))[1]


def test_nothing_points_anywhere_before_the_addresses_are_known(site, root):
    finish(site, EDITION)
    known = yaml.safe_load((root / "_config.yml").read_text("utf-8"))["repository"]["url"]
    for page in worker.pages(site):
        html = page.read_text("utf-8")
        assert not re.search(r'og:url|og:image|rel="canonical"', html), page.name
        assert known or not re.search(r'data-fill="issue"|/edit/', html), page.name
    assert not (site / "sitemap.xml").exists()


def test_with_an_address_every_page_says_its_own_and_the_sitemap_lists_it(site):
    finish(site, AT_HOME)
    listed = re.findall(r"<loc>(.*?)</loc>", (site / "sitemap.xml").read_text("utf-8"))
    own = [re.search(r'<link rel="canonical" href="(.*?)">', page.read_text("utf-8"))[1] for page in pages(site)]
    assert sorted(listed) == sorted(own)
    assert AT_HOME.address in listed
    card = re.search(
        r'property="og:image" content="https://kata.example/book/(.*?)"', pages(site)[0].read_text("utf-8")
    )
    assert Image.open(site / card[1]).size == (1200, 630)


def test_each_page_says_in_a_sentence_what_it_is(book):
    said = {
        page.name: re.search(r'name="description" content="(.*?)"', page.read_text("utf-8")) for page in pages(book)
    }
    assert [name for name, found in said.items() if not found or not 50 <= len(found[1]) <= 170] == []
    assert len({found[1] for found in said.values()}) == len(said)


@pytest.mark.parametrize("edition", [EDITION, AT_HOME], ids=["at the root", "under a path"])
def test_the_page_for_a_wrong_address_leads_home_from_any_depth(site, edition):
    finish(site, edition)
    html = (site / "404.html").read_text("utf-8")
    links = re.findall(r' href="([^"]+)"', html)
    inside = [link for link in links if not re.match(r"#|data:|https?:", link)]
    assert inside
    assert [link for link in inside if not (site / link.removeprefix(edition.path).split("#")[0]).is_file()] == []
    assert all(link.startswith(edition.path) for link in inside)


def test_finishing_again_changes_nothing_and_other_words_make_another_edition(site, tmp_path):
    first = finish(site, EDITION)
    before = shutil.copytree(site, tmp_path / "before")
    assert finish(site, EDITION) == first
    assert differences(before, site) == []
    page = site / "chapters/about.html"
    page.write_text(page.read_text("utf-8").replace("</article>", "<p>More.</p></article>"), "utf-8")
    assert finish(site, EDITION) != first
    assert "chapters/about.html" in differences(before, site)


def test_the_worker_lists_every_file_that_pages_need_and_nothing_of_the_notebook_interface(site):
    lite = site / "lite"
    lite.mkdir()
    (lite / "index.html").write_text("<p>not the book's", "utf-8")
    about = site / "chapters/about.html"
    about.write_text(
        about.read_text("utf-8").replace("</article>", '<a class="x" href="../lite/index.html">x</a></article>'),
        "utf-8",
    )
    finish(site, EDITION)
    listed = {file.relative_to(site).as_posix() for file in worker.files(site)}
    assert listed >= {"index.html", "offline.html", "search.html", "searchindex.js"}
    assert {path for path in listed if path.startswith("lite/")} == set()
    assert "_static/projector.js" in listed, "for a class without a network"
    assert "404.html" not in listed


def test_every_figure_stands_in_its_page_and_in_the_inks_of_its_theme(book):
    drawn = 0
    for page in pages(book):
        html = page.read_text("utf-8")
        assert "<img" not in html, f"{page.name} fetches a picture"
        for drawing in re.findall(r'<svg class="drawing".*?</svg>', html, re.DOTALL):
            drawn += 1
            assert re.search(r' aria-label="[^"]{60,}" viewBox="[^"]*" width="\d+" height="\d+"', drawing), page.name
            assert not re.search(r"#[0-9a-f]{6}|white|black", re.sub(r"<text.*?</text>", "", drawing)), page.name
        names = re.findall(r' id="(d\d+-[^"]*)"', html)
        assert len(names) == len(set(names)), page.name
    assert drawn > 10


def test_a_slimmer_drawing_is_the_same_drawing():
    drawing = '<svg><!-- S01 --><metadata>x</metadata><path d="M 1.2345 -2 L 3 4.0001"/><text x="1.999"/></svg>'
    assert pictures.slim(drawing) == '<svg><path d="M 1.2 -2 L 3 4"/><text x="2"/></svg>'


def test_a_drawing_takes_ink_and_typeface_of_its_page(tmp_path):
    words = '<text style="font-size: 10px; font-family: \'X\'; text-anchor: start" x="2">Siapa?</text>'
    drawing = (
        f'<svg width="9pt" viewBox="0 0 72 36"><path d="M 1 2 L 3 2 L 3 4 L 1 4 z" style="fill: #29241f"/>{words}</svg>'
    )
    (tmp_path / "x.svg").write_text(drawing, "utf-8")
    page = pictures.place('<style>:root{--ink:#29241f}</style><img alt="A box" src="x.svg" />', tmp_path)
    assert 'aria-label="A box" viewBox="0 0 72 36" width="96" height="48"' in page
    assert '<path d="M1 2H3V4H1z" style="fill: var(--ink)"/>' in page
    assert re.search(r'<text style="font-size:10.8px" x="2" textLength="3\d\.\d">Siapa\?</text>', page)
    assert pictures.place(page, tmp_path) == page


def test_no_chapter_is_heavy(book):
    heavy = {
        page.name: size
        for page in (book / "chapters").glob("*.html")
        if (size := len(gzip.compress(page.read_bytes(), 6))) > 35_000
    }
    assert heavy == {}, "a chapter, its figures included, should stay under 35 kB as transferred"


def test_who_may_show_the_book_in_a_frame_is_listed_once(book, tmp_path, monkeypatch):
    listed = headers.LIST.read_text("utf-8")
    chosen = tmp_path / "headers.toml"
    chosen.write_text(listed.replace("allowed = []", 'allowed = ["https://moodle.example.org"]'), "utf-8")
    monkeypatch.setattr(headers, "LIST", chosen)
    for path in ("/index.html", "/exercises/who-says-so.html", "/lite/index.html"):
        policy = read_headers(book).of(path)["Content-Security-Policy"]
        assert policy.endswith("frame-ancestors 'self' https://moodle.example.org")
    assert nginx(read_headers(book)).count("https://moodle.example.org") == len(read_headers(book).rules)
    chosen.write_text(listed.replace("allowed = []", 'allowed = ["moodle.example.org; script-src *"]'), "utf-8")
    with pytest.raises(ValueError, match=r"write scheme and host: https://moodle.example.org"):
        read_headers(book)


def test_the_book_can_be_put_on_a_home_screen(book):
    manifest = book / "_static/manifest.webmanifest"
    assert 'rel="manifest" href="_static/manifest.webmanifest"' in (book / "index.html").read_text("utf-8")
    said = json.loads(manifest.read_text("utf-8"))
    assert (manifest.parent / said["start_url"]).resolve() == book / "index.html"
    for icon in said["icons"]:
        assert (manifest.parent / icon["src"]).is_file()
    assert Image.open(book / "_static/icon.png").size == (512, 512)


def test_the_archive_opens_anywhere_and_is_the_same_each_time(site, tmp_path):
    finish(site, AT_HOME)
    one, two = pack(site, tmp_path / "one", AT_HOME), pack(site, tmp_path / "two", AT_HOME)
    assert one.read_bytes() == two.read_bytes()
    with zipfile.ZipFile(one) as archive:
        names = archive.namelist()
        lost = archive.read("kata-siapa-1.2.3/site/404.html").decode()
    assert {
        f"kata-siapa-1.2.3/{name}" for name in ("README.txt", "nginx.conf", "Containerfile", "site/index.html")
    } <= set(names)
    assert 'href="/index.html"' in lost


def answer(url):
    try:
        with urllib.request.urlopen(url, timeout=20) as reply:
            return reply.status, dict(reply.headers), reply.read()
    except urllib.error.HTTPError as reply:
        return reply.code, dict(reply.headers), reply.read()


def free_port():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


@pytest.fixture
def served(book, tmp_path):
    """The book behind nginx with the generated configuration, on a free port of this machine."""
    program = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
    if not program:
        pytest.skip("there is no nginx to try the configuration with (Debian and Ubuntu: apt-get install nginx-light)")
    temporary = "".join(
        f"{kind}_temp_path {tmp_path}/{kind};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    user = "" if os.getuid() else "user root;"
    start = f"{user} pid {tmp_path}/pid; error_log {tmp_path}/log; events {{}}"
    command = [program, "-c", str(tmp_path / "nginx.conf"), "-e", str(tmp_path / "log")]
    for _ in range(20):  # somebody else may take a port between our look at it and nginx's
        port = free_port()
        block = nginx(read_headers(book), root=str(book), port=f"127.0.0.1:{port}")
        (tmp_path / "nginx.conf").write_text(f"{start} http {{ access_log off; {temporary}\n{block}}}")
        started = subprocess.run(command, capture_output=True, text=True, check=False)  # comes back once it listens
        if "in use" not in started.stderr:
            break
    assert started.returncode == 0, started.stderr
    yield f"http://127.0.0.1:{port}"
    subprocess.run([*command, "-s", "stop"], check=True)


def test_nginx_sends_the_headers_that_make_serve_sends(served, book):
    sending = read_headers(book)
    for path in ("/index.html", "/chapters/about.html", "/sw.js", "/_static/icon.png", "/searchindex.js"):
        status, sent, _ = answer(served + path)
        assert status == 200, path
        assert {name: sent.get(name) for name in sending.of(path)} == sending.of(path)
        assert sent["Content-Type"].split(";")[0] == sending.type_of(path).split(";")[0]
    for path in ("/no/such/page", "/chapters/"):
        status, sent, body = answer(served + path)
        assert (status, b"There is no such page" in body) == (404, True), path
        assert sent["X-Content-Type-Options"] == "nosniff"


@pytest.fixture
def own(book):
    server = serve(book, base="/kata/")
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_make_serve_answers_as_a_web_server_does(own):
    status, sent, body = answer(f"{own}/kata")
    assert (status, b"<h1>" in body) == (200, True), "an address without its last slash leads to the book"
    kept = urllib.request.Request(f"{own}/kata/index.html", headers={"If-None-Match": sent["ETag"]})
    assert answer(kept)[::2] == (304, b"")
    packed = answer(urllib.request.Request(f"{own}/kata/", headers={"Accept-Encoding": "gzip"}))
    assert gzip.decompress(packed[2]) == body
    status, _, body = answer(f"{own}/kata/no/such/page")
    assert (status, b'href="/kata/index.html"' in body) == (404, True)
    for outside in ("/", "/kata/../../etc/passwd", "/kata/%2e%2e/%2e%2e/pyproject.toml", "/kata/%00"):
        assert answer(own + outside)[0] == 404, outside


@pytest.fixture
def released(tmp_path):
    """A checkout in which everything speaks of 1.2.3."""
    (tmp_path / "pyproject.toml").write_text('[project]\nversion = "1.2.3"\n')
    (tmp_path / "CITATION.cff").write_text("version: 1.2.3\n")
    (tmp_path / "CHANGELOG.md").write_text("# Changelog\n\n## 1.2.3 (2026-11-25)\n\n- New.\n\n## 1.2.2 (2026-10-01)\n")
    return tmp_path


def test_a_release_on_which_all_agree_is_published(released):
    assert disagreements("v1.2.3", released) == []


def test_a_tag_that_nothing_else_knows_is_told_file_by_file(released):
    told = disagreements("v1.2.4", released)
    assert [sentence.split()[0] for sentence in told] == ["pyproject.toml", "CITATION.cff", "CHANGELOG.md"]
    assert all("1.2.3" in sentence and "1.2.4" in sentence for sentence in told)


@pytest.mark.parametrize(
    "changelog", ["## 1.2.3 (unreleased)", "## 1.2.4 (2026-11-26)\n\n## 1.2.3 (2026-11-25)", "1.2.3"]
)
def test_a_changelog_that_does_not_begin_with_the_release_is_told(released, changelog):
    (released / "CHANGELOG.md").write_text(f"# Changelog\n\n{changelog}\n")
    [told] = disagreements("v1.2.3", released)
    assert 'write "## 1.2.3 (YYYY-MM-DD)"' in told


@pytest.mark.parametrize("tag", ["1.2.3", "v1.2", "v1.2.3rc1", "main"])
def test_a_tag_of_no_release_is_refused(released, tag):
    [told] = disagreements(tag, released)
    assert f'"{tag}"' in told
