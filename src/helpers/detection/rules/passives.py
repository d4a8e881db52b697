"""Passive verbs: with a speaker behind them, with -nya, or with nobody at all."""

from __future__ import annotations

from helpers.detection.cues import Cue, behind_adverbs, speaker, vague
from helpers.detection.document import Document
from helpers.detection.kinds import NYA, kind_of
from helpers.detection.phrases import SourcePhrase
from helpers.detection.rules.credits import credit
from helpers.detection.rules.verbs import to_authority
from helpers.detection.subjects import source_before

__all__ = ["bare", "hearsay", "noun", "passive", "passive_nya"]


def passive(doc: Document, at: int, found: list[Cue]) -> Cue | None:
    """A passive verb: a credit, a speaker behind it, or nobody.

    Example:
        >>> from helpers.detection.document import read
        >>> passive(read("Hal itu disampaikan Sari."), 2, []).rule
        'passive-speaker'
    """
    start, _ = doc.bounds(at)
    before = behind_adverbs(doc, at, start)
    if before is None or (before >= start and doc.words[before] in doc.lex["when_asked"]):
        return None
    ahead = doc.words[before] if before >= start else ""
    if ahead == "yang" and before > start and doc.words[before - 1] in doc.lex["likeness"]:
        ahead = doc.words[before - 1]
    return credit(doc, at, ahead) or _with_speaker(doc, at, before) or _nobody(doc, at, ahead)


def _with_speaker(doc: Document, at: int, before: int) -> Cue | None:
    lex, verb, (start, stop) = doc.lex, doc.words[at], doc.bounds(at)
    ahead = doc.words[before] if before >= start else ""
    by = at + 1 < stop and doc.words[at + 1] == "oleh"
    named = ahead == "yang" and not (before > start and doc.words[before - 1] in lex["likeness"])
    spoken = speaker(doc, at + 1 + by, stop) if verb in lex["passives"] and not named else None
    if spoken is None or not (by or _is_sure(doc, at, ahead)):
        return None
    source, kind = spoken
    return Cue(
        at, at + by, source, kind, "passive-speaker", f"`{verb}` with its speaker behind it; {kind.reason}", "told"
    )


def _is_sure(doc: Document, at: int, ahead: str) -> bool:
    """Whether the word right behind a passive verb is its speaker, and not what somebody is called."""
    lex, word = doc.lex, doc.words[at + 1]
    if word in lex["numbers"]:
        return False
    unsure = doc.words[at] in lex["passives_unsure"] and ahead not in lex["likeness"]
    return not unsure or lex.has(word, "people", "pronouns", "crowds")


def passive_nya(doc: Document, at: int, found: list[Cue]) -> Cue | None:
    """A passive verb whose speaker is its ending (hal itu disampaikannya).

    Example:
        >>> from helpers.detection.document import read
        >>> passive_nya(read("Hal itu disampaikannya di Kudus."), 2, []).rule
        'passive-nya'
    """
    start, _ = doc.bounds(at)
    before = behind_adverbs(doc, at, start)
    ahead = doc.words[before] if before is not None and before >= start else ""
    if before is None or ahead == "yang" or ahead in doc.lex["when_asked"]:
        return None
    return Cue(at, at, None, NYA, "passive-nya", f"`{doc.words[at]}`: {NYA.reason}", "told")


def bare(doc: Document, at: int, found: list[Cue]) -> Cue | None:
    """A bare verb behind its speaker, about something told before (hal itu ia sampaikan).

    Example:
        >>> from helpers.detection.document import read
        >>> bare(read("Hal itu ia sampaikan di Kudus."), 3, []).rule
        'passive-speaker'
    """
    start, _ = doc.bounds(at)
    who = at - 1
    if who <= start or doc.gap(at) != " " or not (doc.words[who] in doc.lex["pronouns"] or doc.is_capital(who)):
        return None
    if not {"hal", "yang"}.intersection(doc.words[max(start, who - 4) : who]):
        return None
    source = source_before(doc, who, max(start, who - 1))
    if source is None:
        return None
    kind = kind_of(doc, source)
    return Cue(at, at, source, kind, "passive-speaker", f"`{doc.words[at]}` behind its speaker; {kind.reason}", "told")


def _nobody(doc: Document, at: int, ahead: str) -> Cue | None:
    """A passive verb of report without anybody who reports."""
    lex, verb, (start, stop) = doc.lex, doc.words[at], doc.bounds(at)
    if at + 1 >= stop or ahead in lex["naming"]:
        return None
    behind = doc.words[at + 1]
    opens = at == start and verb in lex["passives"] and (doc.gap(at + 1).startswith(",") or behind == "bahwa")
    if not opens and (verb not in lex["passives_of_nobody"] or behind in lex["legal_steps"]):
        return None
    if verb == "dilaporkan" and to_authority(doc, at, stop):
        return None
    if not opens and verb in lex["nobody_unsure"] and not _begins_claim(doc, at + 1):
        return None
    if "-" in verb and behind in ("dalam", "di", "pada"):
        return None
    return vague(at, "nobody", f"`{verb}` without anybody who says it", "clause")


def _begins_claim(doc: Document, at: int) -> bool:
    word = doc.words[at]
    return word in doc.lex["claims_ahead"] or (len(word) > 5 and word.startswith(("me", "ber", "ter")))


def hearsay(doc: Document, at: int, found: list[Cue]) -> Cue | None:
    """A word of hearsay (konon).

    Example:
        >>> from helpers.detection.document import read
        >>> hearsay(read("Konon bukit itu dulu pulau."), 0, []).kind.kind
        'vague'
    """
    return vague(at, "hearsay", f"`{doc.words[at]}`: hearsay, and nobody who says it", "clause")


def noun(doc: Document, at: int, found: list[Cue]) -> Cue | None:
    """`laporan`, `kabar` … with `bahwa` behind it, at the head of a sentence (ada beberapa laporan bahwa …).

    Example:
        >>> from helpers.detection.document import read
        >>> noun(read("Ada laporan bahwa jalan itu putus."), 1, []).rule
        'rumour'
    """
    start, stop = doc.bounds(at)
    if at + 1 >= stop or doc.words[at + 1] != "bahwa" or doc.gap(at + 1).strip():
        return None
    first = at
    while first > start and doc.lex.has(doc.words[first - 1], "crowds", "determiners"):
        first -= 1
    there = first > start and doc.words[first - 1] in doc.lex["there"]
    if not there:
        return (
            vague(at, "rumour", f"`{doc.words[at]} bahwa`: whose, nobody tells", "behind") if first == start else None
        )
    return _rumour(doc, first, at)


def _rumour(doc: Document, first: int, last: int) -> Cue:
    source = SourcePhrase(first, last, doc.starts[first], doc.ends[last])
    cue = vague(first - 1, "rumour", f"`{doc.words[last]} bahwa`: whose, nobody tells", "behind")
    return Cue(cue.first, cue.last, source, cue.kind, cue.rule, cue.why, cue.shape)
