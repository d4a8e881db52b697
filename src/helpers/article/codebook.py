"""The coding scheme as data: its closed lists of labels."""

from __future__ import annotations

__all__ = ["CERTAINTIES", "DESCRIBED", "KINDS", "LINKS", "MODES", "TECHNIQUES", "VERDICTS", "VOICES"]


KINDS = {
    "person": "named, or identified beyond doubt by an office",
    "organisation": "a named body that is no news outlet",
    "outlet": "a named news outlet or agency",
    "unnamed": "one or more people used as a source without a name",
    "vague": "an unspecified collective that is no person",
    "narrator": "the article's own voice",
}
DESCRIBED = ("none", "role", "place")
LINKS = ("explicit", "carried", "none")
MODES = ("direct", "mixed", "indirect", "none")
TECHNIQUES = {
    "label": "names a person or group by a word that judges",
    "charged": "another word chosen for its emotional force",
    "euphemism": "softens or ennobles",
    "distance": "casts doubt on another's words",
    "motive": "imputes an aim as if it were known",
    "agency": "fixes blame, or hides the actor",
    "fear": "an appeal to threat",
}
VOICES = {
    "narrator": "the article's own voice",
    "paraphrase": "somebody's words in indirect speech",
    "quoted": "somebody's words inside quotation marks",
}
VERDICTS = {
    "supported": "somebody who could know, and who does not merely repeat the same story, says the same",
    "checkable": "you are told whose word it is, and you could ask or look it up; it may still be wrong",
    "not checkable": "it is put on somebody, and nobody can find them",
    "unsupported": "nobody is named, and nothing at hand has it; unsupported is not false",
    "contradicted": "those whom the sentence is about have said otherwise themselves, on the record",
}
CERTAINTIES = ("clear", "arguable")
