"""Prepositions: the source follows (menurut Sari, …; berdasarkan keterangan polisi, …)."""

from __future__ import annotations

from helpers.detection.appositions import source_after
from helpers.detection.cues import Cue, Rule, can_speak, comma_behind
from helpers.detection.document import Document
from helpers.detection.kinds import NYA, kind_of

__all__ = ["RULES"]


def _according(doc: Document, at: int, found: list[Cue]) -> Cue | None:
    """`menurut` and a source; not a schedule, a law or a kind, and not the verb "to obey"."""
    lex, (start, stop) = doc.lex, doc.bounds(at)
    after = at + 1
    if after >= stop or doc.gap(after).strip(" @"):
        return None
    behind, before = doc.words[after], doc.words[at - 1] if at > start else ""
    pair = f"{behind} {doc.words[after + 1]}" if after + 1 < stop else ""
    if lex.has(behind, "first_person") or {behind, pair, behind.split("-")[0]} & lex["not_after_menurut"]:
        return None
    source = source_after(doc, after, stop) if before not in lex["obeying"] else None
    if source is None:
        return None
    alone = comma_behind(doc, source, stop) or (at > start and source.last + 1 >= stop)
    opens = (at == start or "," in doc.gap(at)) and alone and not behind.endswith("nya")
    if not opens and not can_speak(doc, after, stop):
        return None
    kind = kind_of(doc, source)
    return Cue(at, at, source, kind, "according-to", f"`menurut` with a source behind it; {kind.reason}", "around")


def _according_nya(doc: Document, at: int, found: list[Cue]) -> Cue | None:
    """`menurutnya`: the source is its ending."""
    return Cue(at, at, None, NYA, "according-to-nya", f"`{doc.words[at]}`: {NYA.reason}", "around")


def _ground(doc: Document, at: int, found: list[Cue]) -> Cue | None:
    """`berdasarkan` and something that somebody says; not a law or a schedule."""
    lex, (start, stop) = doc.lex, doc.bounds(at)
    opens = at == start or "," in doc.gap(at) or doc.words[at - 1] in lex["openers"]
    if not opens or at + 1 >= stop:
        return None
    noun, following = doc.words[at + 1], doc.words[at + 2] if at + 2 < stop else ""
    somebody = noun in lex["anonymous"] and following not in lex["things"] and not following.endswith("nya")
    if noun not in lex["grounds"] and not somebody and not (noun == "hasil" and following in lex["documents"]):
        return None
    source = source_after(doc, at + 1, stop)
    if source is None:
        return None
    kind = kind_of(doc, source)
    return Cue(at, at, source, kind, "ground", f"`berdasarkan` with what somebody says; {kind.reason}", "around")


RULES: dict[str, Rule] = {"according": _according, "according_nya": _according_nya, "ground": _ground}
"""For each family of words, the rule that they may set off."""
