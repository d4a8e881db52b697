"""Tags: a short verb behind what is said, with its speaker behind it (…, kata Sari) or in its ending (…, ujarnya)."""

from __future__ import annotations

from collections.abc import Iterator

from helpers.detection.appositions import source_after
from helpers.detection.cues import Cue, Rule, comma_behind, speaker
from helpers.detection.document import Document
from helpers.detection.kinds import NYA, kind_of
from helpers.detection.phrases import SourcePhrase
from helpers.detection.subjects import source_before

__all__ = ["RULES", "labelled"]


def _tag(doc: Document, at: int, found: list[Cue]) -> Cue | None:
    """A short verb and the speaker behind it."""
    start, stop = doc.bounds(at)
    quotation = _quotation_before(doc, at)
    spoken = speaker(doc, at + 1, stop)
    if spoken is None:
        return None
    source, kind = spoken
    heading = "," in doc.gap(at) and source.last + 1 >= stop
    if at > start and quotation is None and doc.is_capital(at) and not heading:
        return None
    if quotation is None and not _stands_in_clause(doc, at, source, start, stop):
        return None
    where = "with a speaker behind it" if quotation is None else "behind a quotation"
    return Cue(at, at, source, kind, "verb-speaker", f"`{doc.words[at]}` {where}; {kind.reason}", "around", quotation)


def _tag_nya(doc: Document, at: int, found: list[Cue]) -> Cue | None:
    """A short verb whose speaker is its ending: behind a quotation, or between commas."""
    start, stop = doc.bounds(at)
    quotation = _quotation_before(doc, at)
    if quotation is None and not _stands_between(doc, at, start, stop):
        return None
    why = f"`{doc.words[at]}`: a verb of saying, and {NYA.reason}"
    return Cue(at, at, None, NYA, "verb-nya", why, "around", quotation)


def _closing(doc: Document, at: int, found: list[Cue]) -> Cue | None:
    """`demikian` or `begitu` behind what is said, and then whose statement it was (demikian pernyataan Kremlin)."""
    start, stop = doc.bounds(at)
    quotation = doc.quotation_before(at)
    told = quotation is not None or (at - start > 2 and "," in doc.gap(at))
    source = source_after(doc, at + 1, stop) if told else None
    if source is None or doc.words[source.first] not in doc.lex["closings"]:
        return None
    kind = kind_of(doc, source)
    if kind.kind == "vague" or doc.words[source.last] in doc.lex["pointing"]:
        return None
    return Cue(
        at, at, source, kind, "closing", f"`{doc.words[at]}` behind what is said; {kind.reason}", "around", quotation
    )


def labelled(doc: Document) -> Iterator[Cue]:
    """A name, a colon and a quotation, and nothing else before them (Sari: "Kami pulang."); the colon is the cue.

    Example:
        >>> from helpers.detection.document import read
        >>> [cue.kind.kind for cue in labelled(read('Sari: "Kami pulang besok pagi."'))]
        ['person']
    """
    for number, (place, _) in enumerate(doc.marks.pairs):
        at = doc.word_at(place) - 1
        if at < 0 or doc.text[doc.ends[at] : place].strip() != ":" or doc.quoted[at] >= 0:
            continue
        start, _ = doc.bounds(at)
        source = source_before(doc, at, start) if doc.words[at] not in doc.lex.families else None
        if (
            source is None
            or (source.first, source.last) != (start, at)
            or doc.lex.has(doc.words[at], "works", "closings", "pointing")
        ):
            continue
        kind = kind_of(doc, source)
        if kind.kind in ("person", "organisation", "outlet") and not (kind.paper or kind.pronoun):
            yield Cue(at, at, source, kind, "label", f"a colon behind a name; {kind.reason}", "around", number)


def _quotation_before(doc: Document, at: int) -> int | None:
    found = doc.quotation_before(at)
    if found is None and at and doc.words[at - 1] in doc.lex["before_tags"] and doc.gap(at) == " ":
        return doc.quotation_before(at - 1)
    return found


def _stands_in_clause(doc: Document, at: int, source: SourcePhrase, start: int, stop: int) -> bool:
    """Whether a short verb without a quotation is a tag: behind a comma or first, and its speaker ends the clause."""
    lex, word, comma = doc.lex, doc.words[at], "," in doc.gap(at)
    sure = word in lex["verbs_after"]
    if doc.words[source.first] in lex["pronouns"]:
        return sure or word == "kata" or at == start or comma
    if at > start + 1 and doc.words[at - 1] in lex["before_tags"] and "," in doc.gap(at - 1):
        return sure or _ends_clause(doc, source, stop)
    if at > start and not comma:
        return doc.words[at - 1] in lex["openers"] and comma_behind(doc, source, stop)
    if at == start and not comma_behind(doc, source, stop):
        return False
    return sure or _ends_clause(doc, source, stop)


def _ends_clause(doc: Document, source: SourcePhrase, stop: int) -> bool:
    """Whether a mark follows a source, or words like `kepada`, or nothing more."""
    after = source.last + 1
    if after >= stop or doc.words[after] == "yang" or doc.words[after] in doc.lex["ends"]:
        return True
    return doc.text[source.end : doc.starts[after]].strip() != ""


def _stands_between(doc: Document, at: int, start: int, stop: int) -> bool:
    """Whether a verb in -nya stands between commas, or first and before one (Lanjutnya, …)."""
    if doc.words[at][:-3] in doc.lex["verbs_after_only_quoted"]:
        return False
    behind = doc.gap(at + 1) if at + 1 < stop else "."
    if at == start:
        return behind.startswith(",")
    ends = behind[:1] in ",.)" or doc.words[at + 1] in doc.lex["ends"]
    return ends and "," in doc.gap(at)


RULES: dict[str, Rule] = {"after": _tag, "after_nya": _tag_nya, "closing": _closing}
"""For each family of words, the rule that they may set off."""
