"""Credits: an outlet or a document that the text passes on (dilansir Antara; mengutip data BPS)."""

from __future__ import annotations

from dataclasses import replace

from helpers.detection.asides import behind_date, opening
from helpers.detection.cues import Cue, Rule, Spoken, comma_behind, speaker
from helpers.detection.document import Document
from helpers.detection.kinds import kind_of
from helpers.detection.rules.verbs import to_authority
from helpers.detection.subjects import source_before

__all__ = ["RULES", "credit", "gathered"]

_NEAR = 3
_FAR = 12


def credit(doc: Document, at: int, ahead: str) -> Cue | None:
    """A passive verb and whom it credits, or None where it credits nobody."""
    if doc.words[at] not in doc.lex["credits_passive"]:
        return None
    _, stop = doc.bounds(at)
    after = _behind_link(doc, at, stop)
    spoken = speaker(doc, after, stop, credited=True)
    if spoken is None or doc.lex.has(doc.words[after], "months", "not_after_menurut") or doc.words[after].isdigit():
        return None
    link = doc.words[at + 1] if after > at + 1 else ""
    return _cue(doc, at, after, spoken) if _is_credit(doc, at, ahead, link, after, spoken) else None


def _citing(doc: Document, at: int, found: list[Cue]) -> Cue | None:
    """An active verb that credits: at a clause's beginning, or with an outlet behind it (Mengutip Antara, …)."""
    lex, (start, stop) = doc.lex, doc.bounds(at)
    after = _behind_link(doc, at, stop)
    before = doc.words[at - 1] if at > start else ""
    outlet = _citing_outlet(doc, at, start)
    spoken = speaker(doc, after, stop, credited=outlet is None)
    if spoken is None or doc.words[after] in lex["not_after_menurut"] or before in lex["undone"]:
        return None
    source, kind = spoken
    relays = outlet is not None and doc.words[source.last + 1 : source.last + 2] == ["yang"] and source.last + 2 < stop
    if outlet and relays and not doc.gap(at).strip() and doc.words[source.last + 2] in lex["verbs_before"]:
        return replace(_cue(doc, at, at + 1, outlet), rule="citing", shape="behind")
    speaks = found[-1].source if found and found[-1].rule == "verb-speaker" else None
    led = (
        lex.has(before, "likeness", "meanwhile") or before == "dengan" or (speaks is not None and speaks.last == at - 1)
    )
    opens = at == start or "," in doc.gap(at) or led or doc.quotation_before(at) is not None
    refers = doc.words[at] in lex["referring"] and (kind.guessed or kind.kind == "person") and not kind.paper
    known = outlet or (kind.kind == "outlet" and not kind.guessed)
    return _cue(doc, at, after, spoken) if (opens or known) and not refers else None


def _citing_outlet(doc: Document, at: int, start: int) -> Spoken | None:
    """The outlet that stands right before a verb of citing."""
    source = source_before(doc, at - 1, start) if at > start else None
    kind = kind_of(doc, source) if source else None
    return (source, kind) if source and kind and kind.kind == "outlet" else None


def gathered(doc: Document, at: int) -> Cue | None:
    """What an outlet has gathered, at a sentence's head (Informasi yang dihimpun Antara, …).

    Example:
        >>> from helpers.detection.document import read
        >>> gathered(read("Informasi yang diperoleh Antara, jalan itu putus."), 2).kind.kind
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


def _watched(doc: Document, at: int, found: list[Cue]) -> Cue | None:
    """What an outlet's own people have seen, at a sentence's head; or where it is from (Sumber: Antara)."""
    start, stop = doc.bounds(at)
    spoken = speaker(doc, at + 1, stop, credited=True) if at - start <= 1 else None
    if spoken is None or (at > start and doc.words[start] != "dari") or spoken[1].kind != "outlet":
        return None
    if doc.words[at] == "sumber" and (spoken[1].guessed or ":" not in doc.gap(at + 1)):
        return None
    cue = _cue(doc, at, at + 1, spoken)
    return replace(cue, first=start, shape="behind")


def _told_to(doc: Document, at: int, found: list[Cue]) -> Cue | None:
    """An outlet that somebody has told something (mengatakan kepada Antara; dalam wawancara dengan Antara)."""
    start, stop = doc.bounds(at)
    if doc.words[at] == "kepada":
        after, told = at + 1, _is_said(doc, at, found)
    else:
        after = next((link + 1 for link in range(at + 1, min(at + 4, stop)) if doc.words[link] == "dengan"), stop)
        told = at > start and doc.words[at - 1] == "dalam"
    spoken = speaker(doc, after, stop) if told else None
    if spoken is None or spoken[1].kind != "outlet":
        return None
    source, kind = spoken
    return Cue(at, at, source, kind, "told-to", f"`{doc.words[at]}` leads to whom it was told; {kind.reason}", "told")


def _is_said(doc: Document, at: int, found: list[Cue]) -> bool:
    """Whether a cue or its speaker stands right before a word, or a long verb closely behind it."""
    start, stop = doc.bounds(at)
    last = max(found[-1].last, found[-1].source.last if found[-1].source else 0) if found else -1
    behind = doc.words[at + 1 : min(at + _FAR, stop)]
    return start <= last >= at - _NEAR or not doc.lex["verbs_before"].isdisjoint(behind)


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
    doc.credited[source.last] = opening(doc, at)
    return Cue(at, after - 1, source, kind, "credit", f"`{words}` credits whoever follows; {kind.reason}", "around")


RULES: dict[str, Rule] = {"credit": _citing, "watched": _watched, "told_to": _told_to}
"""For each family of words, the rule that they may set off."""
