"""The date and the place behind a source, which are neither source nor content (Dilansir Antara, Senin (2/9), …)."""

from __future__ import annotations

import re

from helpers.detection.document import Document

__all__ = ["behind_date"]

_DAYS = "Senin|Selasa|Rabu|Kamis|Jumat|Jum'at|Sabtu|Minggu|Ahad"
_DAY = (
    rf"(?:{_DAYS})"
    r"(?:[ ,]*(?:\([^()\n]{3,20}\)|\d[\d/.\-]*(?![\d/.\-])|pagi|siang|sore|malam|petang|dini|hari|lalu"
    r"|ini|kemarin|tadi|pukul|waktu|setempat|WIB|WITA|WIT|Januari|Februari|Maret|April|Mei|Juni|Juli|Agustus|September|Oktober"
    r"|November|Desember))*"
)
_DATE = (
    rf"(?:(?:pada|hari|di)\s){{0,3}}(?:{_DAY}|\(\d[^()\n]{{2,18}}\)|\d{{1,2}} [A-Z][a-z]+ \d{{4}}"
    r"|kemarin|hari ini|sebelumnya)"
)
_SITE = r"(?:[A-Z][\w.]+|lokasi|lapangan)(?: (?:kejadian|[A-Z][\w.]+)){0,5}"
_GOES_ON = rf",\s(?!(?:dan )?(?:{_DAYS}))|\sbahwa\b"
_BEHIND = re.compile(rf"(?:,?\s(?:di )?{_SITE}){{0,2}},?\s{_DATE}(?={_GOES_ON})|\s(?:di|dari) {_SITE}(?=,\s)")


def behind_date(doc: Document, start: int, end: int) -> int:
    """Where the date and the place end that stand right behind a place in the text; 0 where none stand there.

    Args:
        doc: the text.
        start: where a source ends.
        end: where its sentence ends.

    Example:
        >>> from helpers.detection.document import read
        >>> text = "Dilansir Antara, Senin (2/9/2019), jalan itu putus."
        >>> text[behind_date(read(text), 15, len(text)) :]
        ', jalan itu putus.'
    """
    found = _BEHIND.match(doc.text, start, end)
    return found.end() if found else 0
