"""What the template leaves open, because only the finished book knows it: edition, addresses, links to report and edit.

The template marks such an element with `data-fill="NAME"`. Filling a page twice gives the same page.
"""

import hashlib
import re
from base64 import b64encode
from collections.abc import Collection
from html import escape
from urllib.parse import urlencode

from tools.publish.edition import Edition

ADDRESS = re.compile(r"<!-- address -->.*?<!-- /address -->", re.DOTALL)
TITLE = re.compile(r'<meta property="og:title" content="([^"]*)">')
SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)
LINK = re.compile(r' (href|src|action)="([^"#:]+)(#[^"]*)?"')
ROOT_OF_PAGE = re.compile(r'data-content_root="([^"]*)"')
PRINTED = {
    "class-pack.pdf": "both stories without their coding, cards, a sheet for a chain",
    "worksheets.pdf": "the worksheets",
    "kata-siapa.pdf": "the book",
}
"""What may lie in the site's folder print, and what it is; the answers do not lie there."""
PLACE = re.compile(r'(<p data-fill="print">)[^\n]*?(</p>)')
REPORT = "Page: {page}\nVersion: {version} of {date}\n\nWhat is wrong, and what should stand there instead?\n"


def fill(html: str, page: str, edition: Edition) -> str:
    """The page `page` (a path such as "chapters/about.html") with all that is known of its edition."""
    html = _text(html, "version", edition.version)
    html = _text(html, "date", edition.date)
    html = _attribute(html, "date", "datetime", f"{edition.moment:%Y-%m-%d}")
    html = _allow_script(html)
    html = _attribute(html, "issue", "href", _report(page, edition), after="?")
    return ADDRESS.sub(lambda _: f"<!-- address -->{_addresses(html, page, edition)}<!-- /address -->", html, 1)


def offer(html: str, printed: Collection[str]) -> str:
    """The page with a link to each of the PDFs that are there, where it has a place for them."""
    root = ROOT_OF_PAGE.search(html)
    names = [name for name in PRINTED if name in printed]
    links = "; ".join(f'<a href="{root[1]}print/{name}">{PRINTED[name]}</a>' for name in names) if root else ""
    return PLACE.sub(rf"\1{'To print, as PDF: ' + links + '.' if links else ''}\2", html)


def mark(html: str, identity: str) -> str:
    """The page with the identity of its edition, which worker and page compare."""
    return _attribute(html, "edition", "data-edition", identity)


def fingerprint(html: str) -> str:
    """The one script that stands in a page, as a policy names it: 'sha256-…'."""
    script = SCRIPT.search(html)
    return f"'sha256-{b64encode(hashlib.sha256(script[1].encode()).digest()).decode()}'" if script else "'none'"


def _allow_script(html: str) -> str:
    return re.sub(r"(?<=script-src )'sha256-[^']*'", fingerprint(html), html, count=1)


def _text(html: str, name: str, words: str) -> str:
    return re.sub(
        rf'(<(\w+)[^>]* data-fill="{name}"[^>]*>)[^<]*(</\2>)', lambda m: f"{m[1]}{escape(words)}{m[3]}", html
    )


def _attribute(html: str, name: str, attribute: str, value: str, after: str = "") -> str:
    """Set an attribute of the element `name`; with `after`, only what stands behind that sign."""

    def changed(tag: re.Match[str]) -> str:
        kept, _, _ = tag[2].partition(after) if after else ("", "", "")
        return f'{tag[1]} {attribute}="{kept}{after}{escape(value)}"'

    html = re.sub(rf'(<\w+ data-fill="{name}")(?![^>]* {attribute}=)', rf'\1 {attribute}=""', html)
    return re.sub(rf'(<\w+ data-fill="{name}"(?: [\w-]+="[^"]*")*?) {attribute}="([^"]*)"', changed, html)


def _report(page: str, edition: Edition) -> str:
    body = REPORT.format(page=page, version=edition.version, date=edition.date)
    return urlencode({"title": f"{page.removesuffix('.html')}: ", "body": body})


def _addresses(html: str, page: str, edition: Edition) -> str:
    """What search engines and messengers want in full; nothing while the site has no address."""
    if not edition.address:
        return ""
    here = escape(edition.address + page.removesuffix("index.html"))
    card = escape(f"{edition.address}_static/card.png")
    return (
        f'<link rel="canonical" href="{here}"><meta property="og:url" content="{here}">'
        f'<meta property="og:image" content="{card}"><meta property="og:image:width" content="1200">'
        f'<meta property="og:image:height" content="630"><meta name="twitter:card" content="summary_large_image">'
    )


def anchor(html: str, path: str) -> str:
    """The page with links from the book's root, which is at `path`: a server shows 404.html at any depth."""
    root = ROOT_OF_PAGE.findall(html)[0]
    if root.startswith("/"):
        html = html.replace(f'="{root}', f'="{path}')
    else:
        html = LINK.sub(lambda link: f' {link[1]}="{path}{link[2]}{link[3] or ""}"', html)
    return ROOT_OF_PAGE.sub(f'data-content_root="{path}"', html)
