"""The built book on this machine, as a good web server sends it: with the headers of `headers.toml`, gzip and 404."""

import gzip
import http.server
import sys
from email.utils import formatdate
from functools import lru_cache, partial
from hashlib import sha256
from http import HTTPStatus
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from tools.publish.filling import anchor
from tools.publish.headers import Headers, read_headers

TRIES = ("{}", "{}/index.html", "{}.html")


class Handler(http.server.BaseHTTPRequestHandler):
    """Answers GET and HEAD from one folder."""

    protocol_version = "HTTP/1.1"
    server_version = "kata-siapa"
    sys_version = ""

    def __init__(self, *args: Any, site: Path, headers: Headers, base: str) -> None:
        """`base` is the path under which the book stands, "/" or "/name/"."""
        self.site, self.listed, self.base = site.resolve(), headers, base
        super().__init__(*args)

    def do_GET(self) -> None:
        """A file of the book, or the page that says there is none."""
        path = unquote(urlsplit(self.path).path)
        file = self._file(path)
        if file and file.name == "index.html" and not path.endswith(("/", "/index.html")):
            self._move(f"{urlsplit(self.path).path}/")  # else its links would start one folder too high
        elif file:
            self._send(file, file.read_bytes(), HTTPStatus.OK)
        else:
            self._lost()

    do_HEAD = do_GET  # noqa: N815

    def _file(self, path: str) -> Path | None:
        if not f"{path}/".startswith(self.base) or "\0" in path:
            return None
        wanted = path.removeprefix(self.base.rstrip("/")).strip("/")
        for pattern in TRIES:
            file = (self.site / pattern.format(wanted).lstrip("/")).resolve()
            if file.is_file() and file.is_relative_to(self.site):
                return file
        return None

    def _lost(self) -> None:
        page = self.site / "404.html"
        if page.is_file():
            self._send(page, anchor(page.read_text("utf-8"), self.base).encode(), HTTPStatus.NOT_FOUND)
        else:
            self.send_error(HTTPStatus.NOT_FOUND)

    def _move(self, path: str) -> None:
        self.send_response(HTTPStatus.MOVED_PERMANENTLY)
        self.send_header("Location", "/" + path.lstrip("/"))
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _send(self, file: Path, body: bytes, status: HTTPStatus) -> None:
        path = "/" + file.relative_to(self.site).as_posix()
        packed = self._packs(path)
        tag = f'"{sha256(body).hexdigest()[:16]}{"-gz" * packed}"'
        if status == HTTPStatus.OK and self.headers.get("If-None-Match") == tag:
            status, body = HTTPStatus.NOT_MODIFIED, b""
        elif packed:
            body = _pack(body)
        self.send_response(status)
        sent = {"Content-Type": self.listed.type_of(path), "Content-Length": str(len(body)), "ETag": tag}
        sent |= {"Last-Modified": formatdate(file.stat().st_mtime, usegmt=True), "Vary": "Accept-Encoding"}
        for name, value in {**sent, **self.listed.of(path), **({"Content-Encoding": "gzip"} if packed else {})}.items():
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def _packs(self, path: str) -> bool:
        kind = self.listed.type_of(path).partition(";")[0]
        return "gzip" in self.headers.get("Accept-Encoding", "") and kind in self.listed.packed

    def log_message(self, *_: object) -> None:
        """Keep no log of who reads what."""


class Server(http.server.ThreadingHTTPServer):
    """A server to which a browser that breaks off is no error."""

    def handle_error(self, request: Any, client_address: object) -> None:
        """Tell of what went wrong, unless the browser went away."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)


@lru_cache(maxsize=256)
def _pack(body: bytes) -> bytes:
    return gzip.compress(body, 6)


def serve(site: Path, port: int = 0, base: str = "/", headers: Headers | None = None) -> Server:
    """A server for `site` on this machine alone; call its `serve_forever()`. Port 0 takes any free one."""
    handler = partial(Handler, site=site, headers=headers or read_headers(site), base=base)
    return Server(("127.0.0.1", port), handler)
