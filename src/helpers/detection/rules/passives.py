"""Passive verbs: with a speaker behind them, with -nya, or with nobody at all."""

from __future__ import annotations

from helpers.detection.appositions import source_after
from helpers.detection.cues import Cue, Rule, Spoken, begins_claim, behind_adverbs, judges, speaker, vague
from helpers.detection.document import Document
from helpers.detection.kinds import NYA, Kind, kind_of
from helpers.detection.phrases import SourcePhrase, is_verb
from helpers.detection.rules.credits import credit, gathered
from helpers.detection.rules.verbs import to_authority
from helpers.detection.subjects import source_before

__all__ = ["RULES"]

_FAR = 8


def _passive(doc: Document, at: int, found: list[Cue]) -> Cue | None:
    """A passive verb: a credit, a speaker behind it, or nobody."""
    start, _ = doc.bounds(at)
    if cue := gathered(doc, at) if doc.words[at] in doc.lex["gathering"] else None:
        return cue
    before = behind_adverbs(doc, at, start)
    if before is None or (before >= start and doc.words[before] in doc.lex["when_asked"]):
        return None
    ahead = doc.words[before] if before >= start else ""
    if ahead == "yang" and before > start and doc.words[before - 1] in doc.lex["likeness"]:
        ahead = doc.words[before - 1]
    if doc.words[at] in doc.lex["accusing"]:
        return _accused(doc, at) if ahead not in doc.lex["naming"] else None
    return credit(doc, at, ahead) or _with_speaker(doc, at, before) or _nobody(doc, at, ahead)


def _accused(doc: Document, at: int) -> Cue | None:
    """A passive verb of accusing or judging: whoever does it, or nobody (dicap sebagai pengkhianat oleh warga)."""
    lex, (_, stop) = doc.lex, doc.bounds(at)
    last, after = _by(doc, at, stop)
    if after >= stop:
        return None
    spoken = speaker(doc, after, stop)
    if spoken and last == at and doc.words[after] not in lex["somebody"]:
        behind = spoken[0].last + 1
        spoken = spoken if behind < stop and begins_claim(doc, behind, stop) else None
    late = next((word for word in range(at + 2, min(at + _FAR, stop)) if doc.words[word] == "oleh"), None)
    if spoken is None and late is not None:
        spoken = speaker(doc, late + 1, stop)
    elif spoken and (spoken[0].last + 1 >= stop or doc.gap(spoken[0].last + 1).strip(" )")):
        return None
    opinion = doc.words[at] in lex["passives_unsure"]
    if spoken is None and not (judges(doc, at + 1, stop) if opinion else begins_claim(doc, at + 1, stop)):
        return None
    source, kind = spoken or (None, Kind("vague", None, "nobody is named who does it"))
    return Cue(at, last, source, kind, "accused", f"`{doc.words[at]}`: somebody's opinion; {kind.reason}", "complement")


def _by(doc: Document, at: int, stop: int) -> tuple[int, int]:
    """The last word of a passive cue, `oleh` included (disampaikan langsung oleh), and the one behind it."""
    after = at + 1
    while after < min(stop - 1, at + 4) and doc.words[after] in doc.lex["manner"] and not doc.gap(after).strip():
        after += 1
    return (after, after + 1) if after < stop and doc.words[after] == "oleh" else (at, after)


def _with_speaker(doc: Document, at: int, before: int) -> Cue | None:
    lex, verb, (start, stop) = doc.lex, doc.words[at], doc.bounds(at)
    ahead = doc.words[before] if before >= start else ""
    last, after = _by(doc, at, stop)
    named = ahead == "yang" and not (before > start and doc.words[before - 1] in lex["likeness"])
    if verb not in lex["passives"] or named or after >= stop:
        return None
    if last == at and (not _is_sure(doc, at, ahead) or _is_written(doc, at, start)):
        return None
    spoken = speaker(doc, after, stop) or _whoever(doc, at, after, start)
    if spoken is None:
        return None
    source, kind = spoken
    return Cue(at, last, source, kind, "passive-speaker", f"`{verb}` with its speaker behind it; {kind.reason}", "told")


def _whoever(doc: Document, at: int, after: int, start: int) -> Spoken | None:
    """The noun behind a passive verb about something told before, whatever it is (hal serupa diungkapkan pegiat …)."""
    lex, word = doc.lex, doc.words[after]
    told = doc.words[start] == "hal" and at - start < _FAR and doc.words[at] not in lex["passives_of_nobody"]
    if not told or after > at + 1 or lex.has(word, "ends", "between", "openers") or is_verb(doc, after):
        return None
    source = source_after(doc, after, doc.bounds(at)[1])
    return (source, kind_of(doc, source)) if source else None


def _is_written(doc: Document, at: int, start: int) -> bool:
    """Whether a sentence begins with where something is written, and nobody says it (dalam surat itu disebutkan …)."""
    return doc.words[start] in ("dalam", "di") and doc.words[at] in doc.lex["passives_of_nobody"]


def _is_sure(doc: Document, at: int, ahead: str) -> bool:
    """Whether the word right behind a passive verb is its speaker, and not what somebody is called."""
    lex, word = doc.lex, doc.words[at + 1]
    if word in lex["numbers"]:
        return False
    unsure = doc.words[at] in lex["passives_unsure"] and ahead not in lex["likeness"]
    return not unsure or lex.has(word, "people", "pronouns", "crowds")


def _passive_nya(doc: Document, at: int, found: list[Cue]) -> Cue | None:
    """A passive verb whose speaker is its ending (hal itu disampaikannya)."""
    start, _ = doc.bounds(at)
    before = behind_adverbs(doc, at, start)
    ahead = doc.words[before] if before is not None and before >= start else ""
    if before is None or ahead == "yang" or ahead in doc.lex["when_asked"]:
        return None
    return Cue(at, at, None, NYA, "passive-nya", f"`{doc.words[at]}`: {NYA.reason}", "told")


def _bare(doc: Document, at: int, found: list[Cue]) -> Cue | None:
    """A bare verb behind its speaker, about something told before (hal itu ia sampaikan)."""
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
    written = _is_written(doc, at, start) and not doc.is_capital(at + 1)
    if not opens and not written and verb in lex["nobody_unsure"] and not begins_claim(doc, at + 1, stop):
        return None
    if "-" in verb and behind in ("dalam", "di", "pada"):
        return None
    return vague(at, "nobody", f"`{verb}` without anybody who says it", "clause")


def _hearsay(doc: Document, at: int, found: list[Cue]) -> Cue | None:
    """A word of hearsay (konon)."""
    return vague(at, "hearsay", f"`{doc.words[at]}`: hearsay, and nobody who says it", "clause")


def _noun(doc: Document, at: int, found: list[Cue]) -> Cue | None:
    """`laporan`, `kabar` … with `bahwa` behind it, at the head of a sentence (ada beberapa laporan bahwa …)."""
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


RULES: dict[str, Rule] = {
    "passive": _passive,
    "passive_nya": _passive_nya,
    "bare": _bare,
    "hearsay": _hearsay,
    "noun": _noun,
}
"""For each family of words, the rule that they may set off."""
