"""Where the words for a source end, once it is known where they begin."""

from __future__ import annotations

import re
from dataclasses import dataclass

from helpers.detection.document import Document
from helpers.text.spans import Span

__all__ = ["REACH", "SourcePhrase", "bracket_at", "continues", "is_title", "is_verb", "phrase_end", "start_of"]

REACH = 40
"""The most words that a source may have: what is longer is no source."""

_SHORT_BRACKET = re.compile(r"\s?\(([^()\n]{1,40})\)")
_DATE = re.compile(r"\d{1,2}\s*[/.\-]\s*\d|\d{1,2} [A-Z][a-z]+|\d{4}")
_PREFIX = re.compile(r"ber|di|ter|me(?:ng|ny|m[bpfv]|n[cdjstz]|[lrwymn][aiueo])")
_JOINED = re.compile(r"[ \u00a0]{1,2}|-|/|\s?&\s?|\.\s?|['’`]\s?|\s?@|,?\s?[\"“]|[\"”]\s?|\n")


@dataclass(frozen=True, slots=True)
class SourcePhrase:
    """The words for a source: first and last word by number, and the span in the text."""

    first: int
    last: int
    start: int
    end: int

    @property
    def span(self) -> Span:
        """The source's span in the text."""
        return Span(self.start, self.end)


def start_of(doc: Document, word: int) -> int:
    """Where a source starts that begins with a word: with the @ of an account."""
    start = doc.starts[word]
    return start - 1 if doc.is_account(word) else start


def bracket_at(text: str, place: int) -> re.Match[str] | None:
    """A short bracket that belongs to a source: an age, a short form, a nickname; no date and no desk's tag."""
    found = _SHORT_BRACKET.match(text, place)
    if found is None or _DATE.match(found[1]) or ("/" in found[1] and found[1].islower()):
        return None
    return found


def continues(gap: str) -> bool:
    """Whether what stands between two words keeps them in one phrase: a blank, a hyphen, the stop of an initial."""
    return gap == " " or (len(gap) < 4 and _JOINED.fullmatch(gap) is not None)


def phrase_end(doc: Document, word: int, stop: int, clauses: bool = True) -> tuple[int, int] | None:
    """The last word of the phrase that begins with a word, and where it ends, a bracket behind it included."""
    named = doc.is_capital(word) or doc.is_account(word)
    if not named and doc.words[word] in doc.lex["ends"] and doc.words[word] not in doc.lex["people"]:
        return None
    phrase = _Phrase(doc, min(stop, word + REACH), word, doc.ends[word], named, indefinite=not named, clauses=clauses)
    while phrase.grow():
        pass
    return phrase.trimmed(word)


@dataclass(slots=True)
class _Phrase:
    """A phrase as far as it has been read: its last word, where that ends, and what has been seen on the way."""

    doc: Document
    limit: int
    last: int
    place: int
    named: bool
    indefinite: bool
    clauses: bool
    clause: bool = False

    def grow(self) -> bool:
        """Take one more word, or a bracket; False where the phrase is over."""
        doc = self.doc
        if self._takes_bracket() and doc.text[self.place : self.place + 1] == ",":
            return False
        at = self.last + 1
        if at >= self.limit or doc.quoted[at] >= 0 or not continues(doc.text[self.place : doc.starts[at]]):
            return False
        if not self._belongs(at):
            return False
        self.named = self.named or doc.is_capital(at) or doc.is_account(at)
        self.last, self.place = at, doc.ends[at]
        return doc.is_capital(at) or doc.words[at] not in doc.lex["pointing"]

    def trimmed(self, first: int) -> tuple[int, int]:
        """The end without joining words (Sari dan)."""
        doc, last, place = self.doc, self.last, self.place
        while last > first and place == doc.ends[last] and not doc.is_capital(last):
            if doc.words[last] not in doc.lex["inside"]:
                break
            last -= 1
            place = doc.ends[last]
        return last, place

    def _takes_bracket(self) -> bool:
        bracket = bracket_at(self.doc.text, self.place)
        if bracket is None:
            return False
        self.place = bracket.end()
        self.last = max(self.last, self.doc.word_at(self.place) - 1)
        self.named = True
        return True

    def _belongs(self, at: int) -> bool:
        doc, word = self.doc, self.doc.words[at]
        lex = doc.lex
        if doc.is_capital(at):
            begins = word in lex["starters"] and doc.gap(at) != " " and not lex.has(word, "bodies", "people")
            return not begins and not _is_day(doc, at)
        told = (
            doc.words[at - 1] in lex["anonymous"]
            and word != "yang"
            and word not in lex.families
            and word not in lex["ends"]
        )
        if told or word in lex["pointing"] or doc.gap(at) == ".":
            return True
        if word == "yang":
            says = at + 1 < self.limit and doc.words[at + 1] in lex["verbs_sure"] and doc.words[at + 1] != "mengaku"
            self.clause = self.indefinite and self.clauses and not says
            return self.clause
        if self.clause:
            return word != "bahwa" and (word not in lex["occasions"] or word in ("di", "dalam", "pada"))
        if word in lex["inside"]:
            return at + 1 < self.limit and _can_go_on(doc, at + 1)
        return self._small_word_belongs(at)

    def _small_word_belongs(self, at: int) -> bool:
        doc, word = self.doc, self.doc.words[at]
        if word in ("dari", "di") and self.indefinite and not self.named:
            if _is_inside_a_body(doc, at, self.limit):
                return True
            return at + 1 < self.limit and doc.is_capital(at + 1) and doc.words[at + 1] not in doc.lex["weekdays"]
        if word in doc.lex["small_titles"]:
            return at + 1 < self.limit and doc.is_capital(at + 1)
        if _is_age(doc, at):
            return self.indefinite
        if word.isdigit():
            before = doc.text[doc.starts[at - 1] : doc.ends[at - 1]]
            return not self.named or before.isupper() or doc.words[at - 1] in doc.lex["bodies"]
        if word in doc.lex["ends"] or is_verb(doc, at):
            return False
        return not self.named or not doc.is_capital(at - 1) or is_title(doc, at - 1)


def _is_day(doc: Document, at: int) -> bool:
    """Whether a capitalised word is a weekday or a month, and no part of a name (Pasar Minggu)."""
    lex, word = doc.lex, doc.words[at]
    behind = doc.text[doc.ends[at] : doc.ends[at] + 2]
    if word in lex["months"]:
        return behind.strip()[:1].isdigit() or word in ("wib", "wita", "wit")
    if word not in lex["weekdays"] or doc.words[at - 1] == "pasar":
        return False
    named = behind[:1] == " " and behind[1:].isupper() and at + 1 < len(doc.words)
    return not named or doc.words[at + 1] in lex["months"]


def _is_age(doc: Document, at: int) -> bool:
    """Whether a word is the number or the noun in an age (penyerang 23 tahun itu)."""
    if doc.words[at] == "tahun":
        return doc.words[at - 1].isdigit() and len(doc.words[at - 1]) == 2
    return len(doc.words[at]) == 2 and doc.words[at].isdigit() and doc.words[at + 1 : at + 2] == ["tahun"]


def _is_inside_a_body(doc: Document, at: int, limit: int) -> bool:
    """Whether `di` or `dari` leads from a source without a name to where it is (sumber di pelabuhan)."""
    if at + 1 >= limit:
        return False
    lex, before, behind = doc.lex, doc.words[at - 1], doc.words[at + 1]
    if before in lex["anonymous"]:
        return behind not in lex["weekdays"]
    if before in lex["documents"] and doc.words[at] == "dari":
        return lex.has(behind, "anonymous", "people", "bodies", "crowds", "one_of")
    return before == "pejabat" and lex.has(behind, "within_bodies", "bodies")


def _can_go_on(doc: Document, at: int) -> bool:
    """Whether a word can follow `dan` or `untuk` within a source."""
    word = doc.words[at]
    if doc.gap(at) != " ":
        return False
    if doc.is_capital(at):
        return word not in doc.lex["weekdays"]
    return doc.lex.has(word, "people", "bodies", "crowds") or doc.lex.is_office(word)


def is_title(doc: Document, at: int) -> bool:
    """Whether a word needs more behind it: an office, a body or a document."""
    return doc.lex.has(doc.words[at], "bodies", "documents") or doc.lex.is_office(doc.words[at])


def is_verb(doc: Document, at: int) -> bool:
    """Whether a small word looks like a verb, by its prefix."""
    word, lex = doc.words[at], doc.lex
    if len(word) < 6 or not _PREFIX.match(word) or doc.is_capital(at):
        return False
    return not (lex.has(word, "not_verbs", "people", "bodies") or lex.is_office(word) or word.endswith("isme"))
