"""The built book on this machine, as a good web server sends it: with the headers of `headers.toml`, gzip and 404."""

import gzip
import http.server
from email.utils import formatdate
from functools import lru_cache, partial
from hashlib import sha256
from http import HTTPStatus
from pathlib import Path
from urllib.parse import unquote, urlsplit

from tools.publish.headers import Headers, read_headers

TRIES = ("{}", "{}/index.html", "{}.html")


class Handler(http.server.BaseHTTPRequestHandler):
    """Answers GET and HEAD from one folder."""

    protocol_version = "HTTP/1.1"
    server_version = "kata-siapa"
    sys_version = ""

    def __init__(self, *args: object, site: Path, headers: Headers, base: str) -> None:
        """`base` is the path under which the book stands, "/" or "/name/"."""
        self.site, self.listed, self.base = site.resolve(), headers, base
        super().__init__(*args)

    def do_GET(self) -> None:
        """A file of the book, or the page that says there is none."""
        path = unquote(urlsplit(self.path).path)
        file = self._file(path)
        self._send(file or self.site / "404.html", HTTPStatus.OK if file else HTTPStatus.NOT_FOUND)

    do_HEAD = do_GET  # noqa: N815

    def _file(self, path: str) -> Path | None:
        if not path.startswith(self.base) or "\0" in path:
            return None
        wanted = path.removeprefix(self.base).strip("/")
        for pattern in TRIES:
            file = (self.site / pattern.format(wanted)).resolve()
            if file.is_file() and file.is_relative_to(self.site):
                return file
        return None

    def _send(self, file: Path, status: HTTPStatus) -> None:
        if not file.is_file():
            return self.send_error(HTTPStatus.NOT_FOUND)
        path = "/" + file.relative_to(self.site).as_posix()
        kind, packed = self.listed.type_of(path), self._packs(path)
        body, tag = _body(file, file.stat().st_mtime_ns, packed)
        if status == HTTPStatus.OK and self.headers.get("If-None-Match") == tag:
            status, body = HTTPStatus.NOT_MODIFIED, b""
        self.send_response(status)
        sent = {"Content-Type": kind, "Content-Length": str(len(body)), "ETag": tag, "Vary": "Accept-Encoding"}
        sent["Last-Modified"] = formatdate(file.stat().st_mtime, usegmt=True)
        for name, value in {**sent, **self.listed.of(path), **({"Content-Encoding": "gzip"} if packed else {})}.items():
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)
        return None

    def _packs(self, path: str) -> bool:
        kind = self.listed.type_of(path).partition(";")[0]
        return "gzip" in self.headers.get("Accept-Encoding", "") and kind in self.listed.packed

    def log_message(self, *_: object) -> None:
        """Keep no log of who reads what."""


@lru_cache(maxsize=256)
def _body(file: Path, _changed: int, packed: bool) -> tuple[bytes, str]:
    content = file.read_bytes()
    return (gzip.compress(content, 6) if packed else content), f'"{sha256(content).hexdigest()[:16]}{"-gz" * packed}"'


def serve(
    site: Path, port: int = 0, base: str = "/", headers: Headers | None = None
) -> http.server.ThreadingHTTPServer:
    """A server for `site` on this machine alone; call its `serve_forever()`. Port 0 takes any free one."""
    handler = partial(Handler, site=site, headers=headers or read_headers(site), base=base)
    return http.server.ThreadingHTTPServer(("127.0.0.1", port), handler)
