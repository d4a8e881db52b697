"""Asides: what parts a source from its verb, or a claim from its cue: a date and a place, a credit, an occasion."""

from __future__ import annotations

import re

from helpers.detection.document import Document
from helpers.detection.phrases import REACH

__all__ = ["before_asides", "behind_date", "behind_opening_date", "opening"]

_FAR = 60
_MOST = 8

_DAYS = "Senin|Selasa|Rabu|Kamis|Jumat|Jum'at|Sabtu|Minggu|Ahad"
_DAY = (
    rf"(?:{_DAYS})"
    r"(?:[ ,]*(?:\([^()\n]{3,20}\)|\d[\d/.\-]*(?![\d/.\-])|pagi|siang|sore|malam|petang|dini|hari|lalu"
    r"|ini|kemarin|tadi|pukul|waktu|setempat|WIB|WITA|WIT|Januari|Februari|Maret|April|Mei|Juni|Juli|Agustus|September|Oktober"
    r"|November|Desember))*"
)
_DATE = (
    rf"(?:(?:[Pp]ada|[Hh]ari|di)\s){{0,3}}(?:{_DAY}|\(\d[^()\n]{{2,18}}\)|\d{{1,2}} [A-Z][a-z]+ \d{{4}}"
    r"|kemarin|hari ini|sebelumnya)"
)
_SITE = r"(?:[A-Z][\w.]+|lokasi|lapangan)(?: (?:kejadian|[A-Z][\w.]+)){0,5}"
_GOES_ON = rf",\s(?!(?:dan )?(?:{_DAYS}))|\sbahwa\b"
_DATED = re.compile(rf"(?:\bdi {_SITE},\s)?{_DATE}")
_BEHIND = re.compile(rf"(?:,?\s(?:di )?{_SITE}){{0,2}},?\s{_DATE}(?={_GOES_ON})|\s(?:di|dari) {_SITE}(?=,\s)")


def behind_date(doc: Document, place: int, end: int) -> int:
    """Where the date and the site end that stand right behind a place in the text; 0 where none stand there.

    Example:
        >>> from helpers.detection.document import read
        >>> text = "Dilansir Antara, Senin (2/9/2019), jalan itu putus."
        >>> text[behind_date(read(text), 15, len(text)) :]
        ', jalan itu putus.'
    """
    found = _BEHIND.match(doc.text, place, end)
    return found.end() if found else 0


def before_asides(doc: Document, word: int, start: int) -> int:
    """The last word before the asides that end with a word; one before `start` where nothing stands before them.

    Example:
        >>> from helpers.detection.document import read
        >>> document = read("Sari di Kudus, seperti kami tulis, Rabu (2/9), mengatakan jalan itu putus.")
        >>> document.words[before_asides(document, 8, 0)]
        'kudus'
    """
    for _ in range(_MOST):
        first = _aside(doc, word, start) if word >= start else None
        if first is None:
            break
        word = first - 1
    return word


def _first_of_date(doc: Document, word: int, start: int) -> int | None:
    """The first word of the date that ends with a word: with more than a weekday, or behind a comma or `pada`."""
    end = doc.ends[word] + (doc.text[doc.ends[word] : doc.ends[word] + 1] == ")")
    for found in _DATED.finditer(doc.text, max(doc.starts[start], end - _FAR), end):
        first = doc.word_at(found.start())
        if found.end() == end and (first < word or doc.gap(first).strip().endswith(",")):
            return first
    return None


def _aside(doc: Document, word: int, start: int) -> int | None:
    """The first word of the aside that ends with a word; None where none does."""
    piece = _piece_between_commas(doc, word, start)
    if piece is not None:
        return piece
    dated = _first_of_date(doc, word, start)
    return max(start, doc.credited[word]) if dated is None and word in doc.credited else dated


def _piece_between_commas(doc: Document, word: int, start: int) -> int | None:
    """The first word of a piece that ends with a word and a comma, where it begins as an aside does."""
    if doc.text[doc.ends[word] : doc.ends[word] + 2].lstrip(")")[:1] != ",":
        return None
    first, low = word, max(start, word - REACH)
    while first > low and not doc.gap(first).strip().endswith(","):
        first -= 1
    opens = doc.lex.has(doc.words[first], "not_first", "occasions", "likeness", "when_asked", "credits_active")
    later = first < word and doc.words[first + 1] in doc.lex["when_asked"]
    return first if (opens or later or first == start) and not doc.is_capital(first) else None


def behind_opening_date(doc: Document, first: int, last: int) -> int:
    """The first word behind a date that a clause begins with (Pada Kamis (9/7) Koran Bahari …); else the first."""
    found = _DATED.match(doc.text, doc.starts[first])
    behind = doc.word_at(found.end()) if found else first
    return behind if first + 1 < behind <= last else first


def opening(doc: Document, at: int) -> int:
    """The first word of a tag or a credit, with what says only that somebody said so (seperti dikutip dari Antara)."""
    while at and doc.lex.has(doc.words[at - 1], "likeness", "tag_words") and not doc.gap(at).strip():
        at -= 1
    return at
