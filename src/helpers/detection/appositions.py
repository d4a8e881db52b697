"""A source behind its cue, with what stands between commas and says who it is."""

from __future__ import annotations

import re

from helpers.detection.document import Document
from helpers.detection.phrases import SourcePhrase, phrase_end, start_of
from helpers.detection.segmentation import degrees_behind

__all__ = ["behind_date", "source_after"]


_LIST = re.compile(r"(?:, [A-Z][\w/-]+(?: [A-Z&][\w/-]*){0,3}){1,3},? (?:dan|&) (?=[A-Z])")
_LONGEST = 12


def source_after(doc: Document, word: int, stop: int) -> SourcePhrase | None:
    """The source whose words begin with a given word, or None where no source can begin there."""
    if word >= stop:
        return None
    first, lex = doc.words[word], doc.lex
    if first in lex["first_person"] or (first in lex["weekdays"] and doc.is_capital(word)):
        return None
    if first in lex["pronouns"]:
        return SourcePhrase(word, word, doc.starts[word], doc.ends[word])
    end = phrase_end(doc, word, stop)
    if end is None:
        return None
    last, place = _with_apposition(doc, word, _through_list(doc, word, end, stop), stop)
    return SourcePhrase(word, last, start_of(doc, word), _with_stop(doc, last, place, stop))


def _with_stop(doc: Document, last: int, place: int, stop: int) -> int:
    """The end of a source, with the full stop of a degree in the middle of a sentence (M.Sc.)."""
    if doc.text[place : place + 1] != "." or last + 1 >= stop:
        return place
    joined = ".".join(doc.words[last - 1 : last + 1])
    return place + 1 if joined in doc.lex["degrees"] or doc.words[last] in doc.lex["may_end"] else place


def _through_list(doc: Document, word: int, end: tuple[int, int], stop: int) -> tuple[int, int]:
    """The end of a body or an office whose name is a list (Badan Meteorologi, Klimatologi, dan Geofisika)."""
    titled = doc.words[word] in doc.lex["bodies"] or doc.lex.is_office(doc.words[word])
    found = _LIST.match(doc.text, end[1]) if titled else None
    after = doc.word_at(found.end()) if found else stop
    return (phrase_end(doc, after, stop) or end) if after < stop else end


def _with_apposition(doc: Document, word: int, end: tuple[int, int], stop: int) -> tuple[int, int]:
    """The phrase with a name behind an office, an office behind a name, or degrees: each behind a comma."""
    for _ in range(2):
        end = _with_degrees(doc, end, stop)
        after = end[0] + 1
        if after >= stop or doc.text[end[1] : doc.starts[after]] != ", ":
            return end
        if not _is_apposition(doc, word, end[0], after):
            return end
        longer = phrase_end(doc, after, stop, clauses=False)
        if longer is None or longer[0] - after > _LONGEST or _runs_on(doc, word, longer, stop):
            return end
        end = longer
        if not doc.lex.is_office(doc.words[after]):
            break
    return _with_degrees(doc, end, stop)


def _with_degrees(doc: Document, end: tuple[int, int], stop: int) -> tuple[int, int]:
    """The end of a phrase, with the degrees behind it (Sari Utami, S.H., M.Kes.)."""
    place = degrees_behind(doc.text, end[1], doc.lex) if doc.is_capital(end[0]) else end[1]
    if place == end[1]:
        return end
    last = doc.word_at(place) - 1
    return last, place - (last + 1 >= stop and doc.text[place - 1] == ".")


def _runs_on(doc: Document, word: int, end: tuple[int, int], stop: int) -> bool:
    """Whether more than a mark or words for an occasion follow what looked like an apposition: then it is a clause."""
    after = end[0] + 1
    if after >= stop or doc.text[end[1] : doc.starts[after]].strip():
        return False
    lex = doc.lex
    if word and doc.words[word - 1] in lex["prepositions"] and not doc.is_capital(end[0]):
        return True
    return not (
        doc.words[after] == "yang" or lex.has(doc.words[after], "occasions", "afterwards", "when_asked", "closers")
    )


def _is_apposition(doc: Document, word: int, last: int, after: int) -> bool:
    lex, opens = doc.lex, doc.words[after]
    if lex.has(opens, "weekdays", "places", "states"):
        return False
    office_first = lex.is_office(doc.words[word])
    if doc.is_capital(after):
        small = not doc.is_capital(word) and (office_first or doc.words[word] in lex["people"])
        name = small or (office_first and not _has_name(doc, word, last))
        return lex.is_office(opens) or (name and opens not in lex["bodies"])
    if lex.has(opens, "descriptive_openers", "ends") or lex.has(doc.words[word], "bodies", "states", "outlets"):
        return False
    named = any(doc.is_capital(at) for at in range(word + 1, last + 1)) or doc.words[word] not in lex["people"]
    return lex.is_office(opens) or (opens in lex["people"] and not office_first and named)


def _has_name(doc: Document, word: int, last: int) -> bool:
    """Whether a name follows an office already: two words at the end that no list explains, and more before them."""
    lex, unknown = doc.lex, 0
    for at in range(last, word, -1):
        known = lex.has(doc.words[at], "bodies", "states", "places", "directions") or lex.is_office(doc.words[at])
        if known or not doc.is_capital(at) or doc.text[doc.starts[at] : doc.ends[at]].isupper():
            break
        unknown += 1
    return unknown >= 2 and last - word >= 3 and last - word > unknown


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
