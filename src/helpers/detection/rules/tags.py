"""Tags: a short verb behind what is said, with its speaker behind it (…, kata Sari) or in its ending (…, ujarnya)."""

from __future__ import annotations

from helpers.detection.appositions import source_after
from helpers.detection.cues import Cue, comma_behind, speaker
from helpers.detection.document import Document
from helpers.detection.kinds import NYA, kind_of
from helpers.detection.phrases import SourcePhrase

__all__ = ["closing", "tag", "tag_nya"]


def tag(doc: Document, at: int, found: list[Cue]) -> Cue | None:
    """A short verb and the speaker behind it.

    Example:
        >>> from helpers.detection.document import read
        >>> tag(read('"Kami pulang," kata Sari.'), 2, []).rule
        'verb-speaker'
    """
    start, stop = doc.bounds(at)
    quotation = _quotation_before(doc, at)
    spoken = speaker(doc, at + 1, stop)
    if spoken is None or (at > start and quotation is None and doc.is_capital(at)):
        return None
    source, kind = spoken
    if quotation is None and not _stands_in_clause(doc, at, source, start, stop):
        return None
    where = "with a speaker behind it" if quotation is None else "behind a quotation"
    return Cue(at, at, source, kind, "verb-speaker", f"`{doc.words[at]}` {where}; {kind.reason}", "around", quotation)


def tag_nya(doc: Document, at: int, found: list[Cue]) -> Cue | None:
    """A short verb whose speaker is its ending: behind a quotation, or between commas.

    Example:
        >>> from helpers.detection.document import read
        >>> tag_nya(read('"Kami pulang," katanya.'), 2, []).rule
        'verb-nya'
    """
    start, stop = doc.bounds(at)
    quotation = _quotation_before(doc, at)
    if quotation is None and not _stands_between(doc, at, start, stop):
        return None
    why = f"`{doc.words[at]}`: a verb of saying, and {NYA.reason}"
    return Cue(at, at, None, NYA, "verb-nya", why, "around", quotation)


def closing(doc: Document, at: int, found: list[Cue]) -> Cue | None:
    """`demikian` behind a quotation, and then whose statement it was (demikian pernyataan Kremlin).

    Example:
        >>> from helpers.detection.document import read
        >>> closing(read('"Kami pulang," demikian pernyataan Kremlin.'), 2, []).kind.kind
        'organisation'
    """
    _, stop = doc.bounds(at)
    quotation = doc.quotation_before(at)
    if quotation is None or at + 1 >= stop or doc.words[at + 1] not in doc.lex["closings"]:
        return None
    source = source_after(doc, at + 1, stop)
    if source is None:
        return None
    kind = kind_of(doc, source)
    return Cue(at, at, source, kind, "closing", f"`demikian` behind a quotation; {kind.reason}", "around", quotation)


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
    if at > start and not comma:
        return doc.words[at - 1] in lex["openers"] and comma_behind(doc, source, stop)
    if at == start and not comma_behind(doc, source, stop):
        return False
    return sure or _ends_clause(doc, source, stop)


def _ends_clause(doc: Document, source: SourcePhrase, stop: int) -> bool:
    """Whether a mark follows a source, or words like `kepada`, or nothing more."""
    after = source.last + 1
    if after >= stop or doc.words[after] in doc.lex["ends"]:
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
