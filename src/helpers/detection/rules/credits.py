"""Credits: an outlet or a document that the text passes on (dilansir Antara; mengutip data BPS)."""

from __future__ import annotations

from dataclasses import replace

from helpers.detection.appositions import behind_date
from helpers.detection.cues import Cue, Spoken, comma_behind, speaker
from helpers.detection.document import Document
from helpers.detection.rules.verbs import to_authority

__all__ = ["citing", "credit", "gathered", "watched"]


def credit(doc: Document, at: int, ahead: str) -> Cue | None:
    """A passive verb and whom it credits, or None where it credits nobody.

    Args:
        doc: the text.
        at: the number of the verb.
        ahead: the word before it, adverbs left out.
    """
    if doc.words[at] not in doc.lex["credits_passive"]:
        return None
    _, stop = doc.bounds(at)
    after = _behind_link(doc, at, stop)
    spoken = speaker(doc, after, stop, credited=True)
    if spoken is None or doc.lex.has(doc.words[after], "months", "not_after_menurut") or doc.words[after].isdigit():
        return None
    link = doc.words[at + 1] if after > at + 1 else ""
    return _cue(doc, at, after, spoken) if _is_credit(doc, at, ahead, link, after, spoken) else None


def citing(doc: Document, at: int, found: list[Cue]) -> Cue | None:
    """An active verb that credits: at a clause's beginning, or with an outlet behind it (Mengutip Antara, …).

    Example:
        >>> from helpers.detection.document import read
        >>> citing(read("Mengutip Antara, jalan itu putus."), 0, []).kind.kind
        'outlet'
    """
    lex, (start, stop) = doc.lex, doc.bounds(at)
    after = _behind_link(doc, at, stop)
    before = doc.words[at - 1] if at > start else ""
    by_outlet = before in lex["outlets"] or (at - start > 1 and f"{doc.words[at - 2]} {before}" in lex["outlets"])
    spoken = speaker(doc, after, stop, credited=not by_outlet)
    if spoken is None or doc.words[after] in lex["not_after_menurut"] or before in lex["undone"]:
        return None
    kind = spoken[1]
    led = lex.has(before, "likeness", "meanwhile") or before == "dengan"
    opens = at == start or "," in doc.gap(at) or led or doc.quotation_before(at) is not None
    refers = doc.words[at] in lex["referring"] and (kind.guessed or kind.kind == "person") and not kind.paper
    known = kind.kind == "outlet" and not kind.guessed
    return _cue(doc, at, after, spoken) if (opens or known) and not refers else None


def gathered(doc: Document, at: int, found: list[Cue]) -> Cue | None:
    """What an outlet has gathered, at a sentence's head (Informasi yang dihimpun Antara, …).

    Example:
        >>> from helpers.detection.document import read
        >>> gathered(read("Informasi yang diperoleh Antara, jalan itu putus."), 2, []).kind.kind
        'outlet'
    """
    start, stop = doc.bounds(at)
    noun = at - 2 if at - start >= 2 and doc.words[at - 1] == "yang" else at - 1
    led = doc.words[start] in ("dari", "data", "informasi", "keterangan")
    if noun < start or noun - start > 2 or not led or doc.words[noun] not in doc.lex["grounds"]:
        return None
    after = _behind_link(doc, at, stop)
    spoken = speaker(doc, after, stop, credited=True)
    if spoken is None or not (comma_behind(doc, spoken[0], stop) or behind_date(doc, spoken[0].end, len(doc.text))):
        return None
    return replace(_cue(doc, at, after, spoken), shape="behind")


def watched(doc: Document, at: int, found: list[Cue]) -> Cue | None:
    """What an outlet's own people have seen, at a sentence's head (Pantauan Antara di lokasi, …).

    Example:
        >>> from helpers.detection.document import read
        >>> watched(read("Pantauan Antara, jalan itu putus."), 0, []).kind.kind
        'outlet'
    """
    start, stop = doc.bounds(at)
    spoken = speaker(doc, at + 1, stop, credited=True) if at - start <= 1 else None
    if spoken is None or (at > start and doc.words[start] != "dari") or spoken[1].kind != "outlet":
        return None
    cue = _cue(doc, at, at + 1, spoken)
    return replace(cue, first=start, shape="behind")


def _behind_link(doc: Document, at: int, stop: int) -> int:
    """The word behind a cue and its linking word (dikutip dari)."""
    after = at + 1
    if after < stop and doc.words[after] in doc.lex["credit_links"] and not doc.is_capital(after):
        return after + (not doc.gap(after).strip())
    return after


def _is_credit(doc: Document, at: int, ahead: str, link: str, after: int, spoken: Spoken) -> bool:
    lex, verb = doc.lex, doc.words[at]
    outlet = spoken[1].kind == "outlet" and not spoken[1].guessed
    if verb in lex["credits_with_link"]:
        known = outlet or verb == "dihimpun" or doc.words[after] in lex["documents"]
        return known and link in ("dari", "oleh", "di", "pada")
    if link in lex["links_to_receivers"] and not outlet:
        return verb in ("dikutip", "dilansir")
    if verb not in lex["credits_of_report"]:
        return True
    likely = outlet or link == "oleh" or ahead in lex["likeness"]
    return likely and not (verb == "dilaporkan" and to_authority(doc, at, doc.bounds(at)[1]))


def _cue(doc: Document, at: int, after: int, spoken: Spoken) -> Cue:
    source, kind = spoken
    words = " ".join(doc.words[at:after])
    return Cue(at, after - 1, source, kind, "credit", f"`{words}` credits whoever follows; {kind.reason}", "around")
