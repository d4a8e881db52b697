"""Which attributions are one source's: "Ratih Sekarlangit", "Ratih" and "ia" under one id."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from itertools import chain, count

from helpers.detection.results import Attribution

__all__ = ["MentionedSource", "MentionedSources", "slug_of"]

_POINTING = frozenset(["ia", "dia", "beliau", "mereka", "nya", "-nya", "keduanya", "yang bersangkutan"])
_SMALL = frozenset(["itu", "tersebut", "ini", "tadi", "para", "sang", "si", "seorang", "sebuah", "seseorang"])
_JOINT = "dan"
_NAMED = frozenset(["person", "organisation", "outlet"])


@dataclass(slots=True)
class MentionedSource:
    """One source as a draft suggests it; the longest of the words by which the text calls it is kept."""

    id: str
    kind: str
    described: str | None
    as_written: str
    reason: str
    words: set[str] = field(default_factory=set)


class MentionedSources:
    """The sources of a text, gathered as its attributions come."""

    def __init__(self, text: str) -> None:
        """Begin with no source; `text` is what the attributions' spans count in."""
        self._text = text
        self.known: list[MentionedSource] = []

    def of(self, one: Attribution) -> MentionedSource:
        """The source that an attribution speaks of: one that is known, or a new one.

        Args:
            one: an attribution; call this in the order of the text, because "he" is whoever came before.
        """
        words = one.source.of(self._text) if one.source else ""
        if self._points_back(one, words):
            before = [known for known in self.known if known.kind == one.kind]
            before = before or [known for known in self.known if known.kind not in ("outlet", "vague")]
            if before:
                return self._last(before[-1])
        for known in reversed(self.known):
            if known.kind == one.kind and self._same(known, _telling(words, one.kind)):
                return self._last(self._met_again(known, one, words))
        return self._new(one, words or one.cue.of(self._text))

    def _points_back(self, one: Attribution, words: str) -> bool:
        if words.casefold().strip(" ,.") in _POINTING or one.link == "carried":
            return True
        return not words and one.kind != "vague"

    def _same(self, known: MentionedSource, words: set[str]) -> bool:
        if not words or not known.words or (_JOINT in words) != (_JOINT in known.words):
            return False
        return words <= known.words or known.words <= words

    def _met_again(self, known: MentionedSource, one: Attribution, words: str) -> MentionedSource:
        if len(words) > len(known.as_written):
            known.as_written = words
        known.words |= _telling(words, one.kind)
        known.described = known.described if known.described not in (None, "none") else one.described
        return known

    def _last(self, identity: MentionedSource) -> MentionedSource:
        """The one who was spoken of last is whom a pronoun means next."""
        self.known.remove(identity)
        self.known.append(identity)
        return identity

    def _new(self, one: Attribution, words: str) -> MentionedSource:
        described = (one.described or "none") if one.kind == "unnamed" else None
        telling = _telling(words, one.kind)
        identity = MentionedSource(self._id(words, one.kind), one.kind, described, words, one.reason, telling)
        self.known.append(identity)
        return identity

    def _id(self, words: str, kind: str) -> str:
        """A short id that is free: a person's last name, else the first words."""
        names = [word for word in re.findall(r"[\w’'-]+", words) if word[:1].isupper()]
        chosen = (
            names[-1:] if kind == "person" and names else (names[:4] if kind in _NAMED and names else words.split()[:4])
        )
        slug = slug_of(" ".join(chosen)) or kind
        taken = {known.id for known in self.known} | {"narrator", "publisher"}
        return next(id for id in chain([slug], (f"{slug}-{number}" for number in count(2))) if id not in taken)


def slug_of(words: str) -> str:
    """Words as an id: ASCII letters and digits, parted by hyphens.

    Args:
        words: any words.

    Example:
        >>> slug_of("Kementerian Pertanian (Kementan)")
        'kementerian-pertanian-kementan'
    """
    plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode().casefold()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:60].strip("-")


def _telling(words: str, kind: str) -> set[str]:
    """The words that tell one source from another: of somebody named the capitalised ones, and an "and" between two."""
    found = re.findall(r"[\w’'-]+", words)
    if kind in _NAMED and (capitals := {word.casefold() for word in found if word[:1].isupper()}):
        return capitals | ({_JOINT} & {*found})
    return {word.casefold() for word in found} - _SMALL
