"""A page that stands alone: one file, one style sheet that it names by its hash, no script, nothing from elsewhere."""

from __future__ import annotations

from base64 import b64encode
from functools import cache
from hashlib import sha256
from pathlib import Path

from helpers.teaching.disarming import told

__all__ = ["page"]


def page(title: str, body: str, wide: bool = False) -> bytes:
    """The page as UTF-8; its policy lets nothing run and nothing load, whatever stands in it.

    Args:
        title: plain text; it is escaped here.
        body: HTML, escaped where it is made.
        wide: whether tables need the room.
    """
    main = '<main class="wide">' if wide else "<main>"
    return (
        f"{_head()}<title>{told(title)}</title>\n</head>\n<body>\n{main}\n{body}\n</main>\n</body>\n</html>\n".encode(
            "utf-8", "replace"
        )
    )


@cache
def _head() -> str:
    style = (Path(__file__).parent / "page.css").read_text("utf-8")
    digest = b64encode(sha256(style.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width,initial-scale=1">\n'
        '<meta name="referrer" content="no-referrer">\n<meta name="robots" content="noindex">\n'
        f"<style>{style}</style>\n"
    )
