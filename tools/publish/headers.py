"""The headers of `headers.toml`: for a path, and as a configuration of nginx."""

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from tools.publish.filling import fingerprint

LIST = Path(__file__).with_name("headers.toml")
ORIGIN = re.compile(r"https?://[\w.-]+(:\d+)?")


@dataclass(frozen=True, slots=True)
class Headers:
    """What a server says of each file.

    Args:
        rules: pairs of a pattern of paths and the headers for them, the general before the special.
        types: media type by ending, such as {"svg": "image/svg+xml"}.
        packed: media types that are sent with gzip.
    """

    rules: tuple[tuple[str, dict[str, str]], ...]
    types: dict[str, str]
    packed: tuple[str, ...]

    def of(self, path: str) -> dict[str, str]:
        """Headers of the file at `path`, which begins with "/" at the book's root."""
        fitting = [headers for pattern, headers in self.rules if re.search(pattern, path)]
        return {name: value for headers in fitting for name, value in headers.items()}

    def type_of(self, path: str) -> str:
        """Media type, with the encoding where the file is text."""
        kind = self.types.get(PurePosixPath(path).suffix[1:].lower(), "application/octet-stream")
        return f"{kind}; charset=utf-8" if kind.startswith("text/") else kind


def read_headers(site: Path) -> Headers:
    """The list, filled in for the built book in `site`."""
    listed = tomllib.loads(LIST.read_text("utf-8"))
    places = {"{script}": fingerprint((site / "index.html").read_text("utf-8")), "{frames}": _frames(listed["frames"])}
    rules = tuple(
        (rule["path"], {name: _filled(value, places) for name, value in rule["headers"].items()})
        for rule in listed["rule"]
    )
    return Headers(rules, listed["types"], tuple(listed["packed"]["types"]))


def _filled(value: str, places: dict[str, str]) -> str:
    for place, words in places.items():
        value = value.replace(place, words)
    return value


def _frames(frames: dict[str, list[str]]) -> str:
    for name in frames["allowed"]:
        if not ORIGIN.fullmatch(name):
            raise ValueError(
                f'{LIST.name}: "{name}" may not show the book in a frame; write scheme and host: https://moodle.example.org'
            )
    return " ".join(["'self'", *frames["allowed"]])


NGINX = """\
# Made from tools/publish/headers.toml for this edition of the book; nginx serves the folder `site` with it.
server {{
    listen {port};
    root {root};
    charset utf-8;
    charset_types text/css text/javascript text/plain;
    include /etc/nginx/mime.types;
    types {{
{types}
    }}
    gzip on;
    gzip_vary on;
    gzip_min_length 512;
    gzip_types {packed};
    server_tokens off;
    absolute_redirect off;
    error_page 404 /404.html;
    error_page 403 =404 /404.html;
{locations}
}}
"""


def nginx(headers: Headers, root: str = "/usr/share/nginx/html", port: str = "8080") -> str:
    """A server block with the same headers; each location names all of them, for nginx does not add up."""
    special = [pattern for pattern, _ in headers.rules[1:]]
    blocks = [_location(f'~ "{pattern}"', headers, pattern) for pattern in special]
    types = "\n".join(f"        {kind} {ending};" for ending, kind in headers.types.items())
    packed = " ".join(kind for kind in headers.packed if kind != "text/html")
    blocks.append(_location("/", headers, None))
    return NGINX.format(port=port, root=root, types=types, packed=packed, locations="\n".join(blocks))


def _location(match: str, headers: Headers, pattern: str | None) -> str:
    chosen = dict(headers.rules[0][1])
    chosen.update(dict(headers.rules).get(pattern or "", {}))
    lines = "\n".join(f'        add_header {name} "{value}" always;' for name, value in chosen.items())
    return f"    location {match} {{\n        try_files $uri $uri/ $uri.html =404;\n{lines}\n    }}"
