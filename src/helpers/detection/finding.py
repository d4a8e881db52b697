"""Every cue of a text: each word that may be one is given to its rule."""

from __future__ import annotations

from collections.abc import Callable

from helpers.detection.credits import citing, gathered, watched
from helpers.detection.cues import Cue
from helpers.detection.document import Document
from helpers.detection.passives import bare, hearsay, noun, passive, passive_nya
from helpers.detection.prepositions import according, according_nya, ground
from helpers.detection.tags import closing, tag, tag_nya
from helpers.detection.verbs import long_verb

__all__ = ["find_cues"]

Rule = Callable[[Document, int, list[Cue]], Cue | None]


def _gathered(doc: Document, at: int, found: list[Cue]) -> Cue | None:
    return gathered(doc, at, found) or (
        passive(doc, at, found) if doc.words[at] in doc.lex["credits_passive"] else None
    )


_RULES: dict[str, Rule] = {
    "after": tag,
    "after_nya": tag_nya,
    "before": long_verb,
    "passive": passive,
    "passive_nya": passive_nya,
    "bare": bare,
    "closing": closing,
    "hearsay": hearsay,
    "noun": noun,
    "according": according,
    "according_nya": according_nya,
    "ground": ground,
    "credit": citing,
    "gathered": _gathered,
    "watched": watched,
}


def find_cues(doc: Document) -> list[Cue]:
    """Every cue of a text, in reading order; what stands in a long quotation is its speaker's affair.

    Args:
        doc: the text.

    Example:
        >>> from helpers.detection.document import read
        >>> [cue.rule for cue in find_cues(read("Menurut Sari, jalan itu rusak. Ia menambahkan bahwa dana ada."))]
        ['according-to', 'speaker-verb']
    """
    families, quoted = doc.lex.families, doc.quoted
    found: list[Cue] = []
    for at, word in enumerate(doc.words):
        if word in families and quoted[at] < 0:
            family = families[word] if families[word] != "slip" else _mended(doc, at)
            cue = _RULES[family](doc, at, found) if family else None
            if cue is not None:
                found.append(cue)
    return found


def _mended(doc: Document, at: int) -> str:
    """The family of a short verb with a typing slip, mended right behind a quotation; else empty."""
    if doc.quotation_before(at) is None:
        return ""
    doc.words[at] = doc.lex.slips[doc.words[at]]
    return doc.lex.families.get(doc.words[at], "")
