"""What a file is that is no notebook, told by its first bytes, whatever its name says."""

from __future__ import annotations

from helpers.grading.results import Remark

__all__ = ["ENDINGS", "other_kind"]

ENDINGS = frozenset(
    [
        *("ipynb", "json", "txt", "bin", "zip", "crdownload", "part", "partial", "download", "tmp", "bak"),
        *("html", "htm", "mht", "mhtml", "webarchive", "url", "webloc", "xml", "md", "rmd", "qmd", "py", "r", "js"),
        *("pdf", "doc", "docx", "odt", "rtf", "pages", "ppt", "pptx", "odp", "xls", "xlsx", "ods", "csv", "tsv"),
        *("png", "jpg", "jpeg", "heic", "gif", "webp", "bmp", "tif", "tiff", "svg", "mp3", "m4a", "wav", "mp4", "mov"),
        *("rar", "7z", "tar", "gz", "tgz"),
    ]
)
"""What a file's name ends in behind what names a student, in small letters."""

_ASK = "Ask for the notebook (.ipynb) itself."
_REPACK = "Unpack it, or name it so that it ends in .zip, and grade again."
_MARKS = {
    b"%PDF": "a PDF",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"RIFF": "a picture or a recording",
    b"OggS": "a recording",
    b"ID3": "a recording",
    b"{\\rtf": "a text document",
    b"[InternetShortcut]": "a link",
    b"bplist": "a link or a saved page",
    b"\xd0\xcf\x11\xe0": "an Office document",
    b"Rar!": "an archive",
    b"7z\xbc\xaf": "an archive",
    b"\x1f\x8b": "an archive",
}
_ZIP = b"PK\x03\x04"
_OFFICE = (b"[Content_Types].xml", b"mimetypeapplication/vnd.oasis")


def other_kind(raw: bytes) -> Remark | None:
    """What a file is and what to do about it; None where it may be text, as a notebook is.

    Args:
        raw: the file's bytes.

    Example:
        >>> other_kind(b"%PDF-1.7 ...").what
        'It is no notebook but a PDF.'
        >>> other_kind(b'{"cells": []}') is None
        True
    """
    if raw.startswith(_ZIP):
        office = any(mark in raw[:4000] for mark in _OFFICE)
        return Remark(*(_sentence("an Office document"), _ASK) if office else (_sentence("a zip archive"), _REPACK))
    what = next((what for mark, what in _MARKS.items() if raw.startswith(mark)), "")
    if raw[4:8] == b"ftyp":
        what = "a picture or a film"
    return Remark(_sentence(what), _ASK) if what else None


def _sentence(what: str) -> str:
    return f"It is no notebook but {what}."
