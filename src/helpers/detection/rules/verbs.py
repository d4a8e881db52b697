"""Long verbs: the speaker stands before them, what is said behind them (Sari mengatakan …)."""

from __future__ import annotations

from helpers.detection.appositions import source_after
from helpers.detection.asides import before_asides, opening
from helpers.detection.cues import CREDITS, Cue, Rule, begins_claim, behind_adverbs, tells, vague
from helpers.detection.document import Document
from helpers.detection.kinds import kind_of
from helpers.detection.phrases import SourcePhrase, is_verb
from helpers.detection.subjects import source_before

__all__ = ["RULES", "to_authority"]

_FAR = 25
_SHORT = 6


def _long_verb(doc: Document, at: int, found: list[Cue]) -> Cue | None:
    """A long verb with its speaker before it."""
    lex, (start, _) = doc.lex, doc.bounds(at)
    subject = None if _goes_on_from_tag(doc, at, found) else _subject_end(doc, at, start)
    if subject is None or subject < start or doc.words[subject] in lex["undone"]:
        return None
    joined = not doc.gap(subject + 1).strip()
    if joined and lex.has(doc.words[subject], "with_the_same_speaker", "when_asked"):
        return _second_verb(doc, at, subject, found)
    if doc.words[subject] == "yang":
        return _relative(doc, at, subject, found)
    source = source_before(doc, subject, start)
    asked = found and source and found[-1].last + 1 == source.first
    return None if asked and doc.words[found[-1].last] in lex["verbs_of_asking"] else _with_speaker(doc, at, source)


def _subject_end(doc: Document, at: int, start: int) -> int | None:
    """The last word of a verb's subject: before asides and adverbs; None where an adverb undoes the verb."""
    word = before_asides(doc, at - 1, start)
    adverbs = behind_adverbs(doc, word + 1, start)
    return before_asides(doc, adverbs, start) if adverbs is not None and adverbs < word else adverbs


def _goes_on_from_tag(doc: Document, at: int, found: list[Cue]) -> bool:
    """Whether a long verb only goes on from a tag (kata Sari menambahkan)."""
    if not found or found[-1].rule not in ("verb-speaker", "verb-nya"):
        return False
    tag = found[-1]
    return at - 1 == (tag.source.last if tag.source else tag.last) and not doc.gap(at).strip()


def _relative(doc: Document, at: int, which: int, found: list[Cue]) -> Cue | None:
    """A verb behind `yang`: whoever was cited, a document or a number of people says what is behind it."""
    start, _ = doc.bounds(at)
    there = doc.words[start] in doc.lex["there"]
    if there and which - 1 == start:
        return vague(at, "speaker-verb", f"`ada yang {doc.words[at]}`: somebody, and nobody tells who", "behind")
    before = found[-1].source if found else None
    if before is not None and before.last == which - 1:
        return _with_speaker(doc, at, before)
    source = source_before(doc, which - 1, start + there)
    counted = source is not None and source.first == start and doc.words[start] in doc.lex["crowds"]
    cited = bool(found) and found[-1].rule == "citing"
    if source is None or there or counted or cited or tells(doc, at):
        return _with_speaker(doc, at, source)
    if doc.words[source.first] not in doc.lex["documents"] or source.first <= start:
        return None
    issued = doc.words[source.first - 1] in doc.lex["issuing"]
    return _with_speaker(doc, at, source_before(doc, source.first - 2, start) if issued else source)


def _with_speaker(doc: Document, at: int, source: SourcePhrase | None) -> Cue | None:
    lex, verb, (start, stop) = doc.lex, doc.words[at], doc.bounds(at)
    if source is None:
        return None
    named = source.last > source.first and doc.is_capital(source.first + 1)
    if doc.words[source.first] in lex["not_after_menurut"] and not named:
        return None
    if source.first > start and doc.words[source.first - 1] in lex["conditions"]:
        return None
    kind = kind_of(doc, source)
    if verb not in lex["verbs_before"] and not (kind.paper and verb in lex["verbs_of_documents"]):
        return None
    if not _is_told(doc, at, stop):
        return None
    closed = at + 1 >= stop or doc.words[at + 1] in lex["occasions"]
    quotation = doc.quotation_before(source.first) if closed else None
    ends = quotation is None and _ends(doc, at, stop) and _is_told_before(doc, source, start)
    if at + 1 >= stop and quotation is None and (not ends or verb in lex["verbs_before_strict"]):
        return None
    shape = "behind" if quotation is None and not ends else "around"
    return Cue(
        at, at, source, kind, "speaker-verb", f"`{verb}` with its speaker before it; {kind.reason}", shape, quotation
    )


def _ends(doc: Document, at: int, stop: int) -> bool:
    """Whether a verb ends its sentence, but for when it was said, or to whom."""
    short = stop - at < _SHORT and not tells(doc, at)
    return at + 1 >= stop or (short and doc.lex.has(doc.words[at + 1], "through", "weekdays", "afterwards"))


def _is_told_before(doc: Document, source: SourcePhrase, start: int) -> bool:
    """Whether a whole clause stands before a source and a comma (Kapal karam, petugas melaporkan.)."""
    lex, at = doc.lex, opening(doc, source.first)
    if not doc.gap(at).startswith(",") or lex.has(doc.words[start], "openers", "when_asked", "conditions"):
        return False
    return at - start > (_SHORT if doc.words[start] in lex["not_first"] else 2)


def _is_told(doc: Document, at: int, stop: int) -> bool:
    """Whether the verb's object is something said, and no deed (mencatat rekor; melaporkan ke polisi)."""
    lex, verb = doc.lex, doc.words[at]
    if at + 1 < stop and verb.endswith("nya") and verb[:-3] in lex["verbs_before"]:
        return doc.words[at + 1] == "sebagai" or begins_claim(doc, at + 1, stop)
    if at + 1 >= stop or tells(doc, at):
        return True
    comma = doc.gap(at + 1).startswith(",")
    judged = at + 3 < stop and doc.words[at + 2] in lex["pointing"]
    deed = not comma and not judged and _object(doc, at) in lex.deeds.get(verb, ())
    if verb in lex["verbs_of_asking"]:
        return not deed and _asks(doc, at, stop)
    if verb in lex["verbs_before_strict"]:
        claim = _object(doc, at) in lex["claims_denied"]
        return comma or (verb == "menolak" and claim) or (verb == "menuntut" and _demands(doc, at, stop))
    return not deed and not (verb == "melaporkan" and to_authority(doc, at, stop))


def _demands(doc: Document, at: int, stop: int) -> bool:
    """Whether somebody in office or a body is told what to do (menuntut presiden mundur), and no penalty asked for."""
    lex, asked = doc.lex, doc.words[at + 1]
    acts = any(
        is_verb(doc, word) or doc.words[word] in ("mundur", "segera", "turun")
        for word in range(at + 2, min(at + 6, stop))
    )
    return acts and (lex.is_office(asked) or asked in lex["bodies"])


def _object(doc: Document, at: int) -> str:
    """The word behind a verb, or the one behind a number (mencatat tiga kemenangan)."""
    word = doc.words[at + 1]
    counted = (word.isdigit() or doc.lex.has(word, "one_of", "determiners")) and at + 2 < len(doc.words)
    return doc.words[at + 2] if counted else word


def _asks(doc: Document, at: int, stop: int) -> bool:
    """Whether a verb of asking has somebody who is asked behind it, or what is asked."""
    lex, asked = doc.lex, doc.words[at + 1]
    if (
        doc.is_capital(at + 1)
        or lex.has(asked, "somebody", "determiners")
        or lex.is_office(asked)
        or asked in ("semua", "seluruh")
    ):
        return True
    return any(doc.words[word] in lex["asked"] for word in range(at + 1, min(at + _FAR, stop)))


def to_authority(doc: Document, at: int, stop: int) -> bool:
    """Whether a report goes to an authority: a legal step, no news (melaporkan tetangganya ke polisi)."""
    for word in range(at + 1, min(at + 14, stop - 1)):
        if doc.words[word] in ("ke", "kepada") and doc.words[word + 1] in doc.lex["authorities"]:
            return True
    return False


def _second_verb(doc: Document, at: int, joint: int, found: list[Cue]) -> Cue | None:
    """A second verb of saying with the speaker of the first (…, seraya menambahkan bahwa …)."""
    lex, verb, (start, stop) = doc.lex, doc.words[at], doc.bounds(at)
    if doc.words[joint] in lex["when_asked"] or verb in lex["verbs_before_strict"]:
        return None
    plain = _goes_on_plainly(doc, at, joint, found)
    if verb in lex["verbs_of_asking"] and not plain:
        return None
    near = plain or doc.words[joint] in lex["meanwhile"] or tells(doc, at)
    sure = verb in lex["verbs_sure"] and doc.words[joint] != "dengan"
    if not (near or sure) or verb not in lex["verbs_before"] or not _is_told(doc, at, stop):
        return None
    first = _speaking(found)
    first = first if first and first.first >= start and first.source else None
    source = first.source if first else source_after(doc, _clause_first(doc, joint, start), stop)
    if source is None or source.last >= at:
        return None
    kind = first.kind if first else kind_of(doc, source)
    why = f"`{doc.words[joint]} {verb}`: the speaker is the one from before; {kind.reason}"
    return None if first is None and kind.kind == "vague" else Cue(at, at, source, kind, "second-verb", why, "behind")


def _speaking(found: list[Cue]) -> Cue | None:
    """The last cue that tells whose word something is, and not only who passes it on."""
    return next((cue for cue in reversed(found) if cue.rule not in CREDITS), None)


def _goes_on_plainly(doc: Document, at: int, joint: int, found: list[Cue]) -> bool:
    """Whether `dan` leads from one verb of saying to the next, and nobody stands between who could be its subject."""
    first = _speaking(found)
    if first is None or first.rule != "speaker-verb" or doc.words[joint] not in ("dan", "serta", "sekaligus"):
        return False
    if doc.sentence_of(first.first) != doc.sentence_of(at) or joint - first.last > _FAR:
        return False
    lex = doc.lex
    between = range(first.last + 1, joint)
    return not any(
        lex.has(doc.words[word], "somebody", "states")
        or lex.is_office(doc.words[word])
        or (doc.is_capital(word) and word == first.last + 1)
        for word in between[:4]
    )


def _clause_first(doc: Document, joint: int, start: int) -> int:
    """The first word of the clause that a joining word stands in: behind the last comma before it."""
    for at in range(joint - 1, max(start, joint - _FAR), -1):
        if "," in doc.gap(at):
            return at
    return start


RULES: dict[str, Rule] = {"before": _long_verb}
"""For each family of words, the rule that they may set off."""
