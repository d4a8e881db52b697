"""Who says what in an Indonesian news text: candidates by rules, each with its reason."""

from __future__ import annotations

from collections.abc import Sequence

from helpers.detection.contents import mode_of
from helpers.detection.cues import Cue
from helpers.detection.document import Document, read
from helpers.detection.finding import find_cues
from helpers.detection.loaded import loaded_words
from helpers.detection.neighbours import all_contents
from helpers.detection.results import Attribution, Detection, Loaded, Quotation
from helpers.detection.speakers import antecedents, quotations, subject_before
from helpers.spans import Span

__all__ = ["Attribution", "Detection", "Loaded", "Quotation", "Span", "detect"]


def detect(text: str, *, context: str = "") -> Detection:
    """Who says what in a text: its sentences, attributions, quotations and loaded words.

    Everything is a candidate for a person to judge. Offsets count characters of the text as it was given.

    Args:
        text: an Indonesian news text, or a piece of one.
        context: what stands before it, such as the sentence before: "ujarnya" may point back into it.

    Example:
        >>> found = detect('"Kami menolak rezim itu," ujar Sari, warga Solo, Senin (1/7).')
        >>> [(a.cue.of(found.text), a.source.of(found.text), a.kind, a.mode) for a in found.attributions]
        [('ujar', 'Sari, warga Solo', 'person', 'direct')]
        >>> [(word.technique, word.voice) for word in found.loaded]
        [('label', 'quoted')]
    """
    doc = read(text)
    cues = find_cues(doc)
    before = _last_speaker(context) if context else None
    attributions, resolved = _attributions(doc, cues, before)
    quoted = quotations(doc, attributions, resolved)
    loaded = loaded_words(doc, attributions, quoted)
    return Detection(text, doc.sentences, tuple(attributions), quoted, loaded, _warnings(doc))


def _last_speaker(context: str) -> Cue | None:
    """The last cue with a person in what stands before the text."""
    cues = [cue for cue in find_cues(read(context)) if not cue.kind.follows and cue.kind.kind in ("person", "unnamed")]
    return cues[-1] if cues else None


def _attributions(
    doc: Document, cues: Sequence[Cue], before: Cue | None
) -> tuple[list[Attribution], list[Span | None]]:
    found: list[Attribution] = []
    resolved: list[Span | None] = []
    for cue, back, contents in zip(cues, antecedents(doc, cues), all_contents(doc, cues), strict=True):
        kind, described = _kind(cue, found[back] if back is not None else None, before)
        span = cue.source.span if cue.source else None
        link = "carried" if cue.carried else ("explicit" if span else "none")
        words = Span(doc.starts[cue.first], doc.ends[cue.last])
        found.append(
            Attribution(words, span, kind, described, contents, mode_of(doc, contents), link, cue.rule, cue.why)
        )
        resolved.append(span if span else _named_by(doc, cue, cues, back))
    return found, resolved


def _kind(cue: Cue, antecedent: Attribution | None, before: Cue | None) -> tuple[str, str | None]:
    """The kind of a cue's source: that of its antecedent, where it only points back to one."""
    if antecedent is not None:
        return antecedent.kind, antecedent.described
    told = before.kind if before and cue.kind.follows else cue.kind
    return told.kind, told.described


def _named_by(doc: Document, cue: Cue, cues: Sequence[Cue], back: int | None) -> Span | None:
    if not cue.carried:
        return None
    if back is not None and (source := cues[back].source):
        return source.span
    return subject_before(doc, cue.first)


def _warnings(doc: Document) -> tuple[str, ...]:
    """A line for each quotation mark without a partner: where it stands, and what was done."""
    lines = []
    for place in doc.marks.lonely[:20]:
        near = " ".join(doc.text[max(0, place - 20) : place + 25].split())
        what = "closes nothing" if place in doc.marks.closing else "is never closed"
        lines.append(f"The quotation mark at character {place} {what}: … {near} …; its paragraph was read without it.")
    if len(doc.marks.lonely) > 20:
        lines.append(f"{len(doc.marks.lonely) - 20} more quotation marks stand alone.")
    return tuple(lines)
