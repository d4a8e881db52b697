"""Bytes of a table as text that can become the same bytes again, whatever program wrote them."""

from __future__ import annotations

import codecs

__all__ = ["decoded", "encoded"]

_MARKED = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}


def decoded(raw: bytes) -> tuple[str, str]:
    """The text, a mark at its front included, and the encoding with which `encoded` makes the same bytes of it.

    Args:
        raw: in UTF-8, in UTF-16, or as older Windows programs write.

    Raises:
        UnicodeDecodeError: it begins as UTF-16 and goes on as something else.

    Example:
        >>> decoded("Zoë".encode("utf-8")), decoded("Zoë".encode("cp1252"))
        (('Zoë', 'utf-8'), ('Zoë', 'cp1252'))
    """
    if wide := _wide(raw):
        return raw.decode(wide), wide
    try:
        return raw.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        return raw.decode("cp1252", "surrogateescape"), "cp1252"


def encoded(text: str, codec: str) -> bytes:
    r"""The bytes of a text that `decoded` gave, with whatever was added to it; a mark for what the encoding lacks.

    Args:
        text: any.
        codec: as `decoded` names it.

    Example:
        >>> encoded("Zoë", "cp1252"), encoded("Zoë →", "cp1252")
        (b'Zo\xeb', b'Zo\xeb ?')
    """
    try:
        return text.encode(codec, "surrogateescape")
    except UnicodeEncodeError:
        return b"".join(_letter(letter, codec) for letter in text)


def _letter(letter: str, codec: str) -> bytes:
    try:
        return letter.encode(codec, "surrogateescape")
    except UnicodeEncodeError:
        return "?".encode(codec)


def _wide(raw: bytes) -> str:
    """The form of UTF-16 that a mark tells, or NUL bytes beside the first letter; else empty."""
    half = {(False, True): "utf-16-le", (True, False): "utf-16-be"}
    return _MARKED.get(raw[:2]) or half.get((raw[:1] == b"\0", raw[1:2] == b"\0"), "")
