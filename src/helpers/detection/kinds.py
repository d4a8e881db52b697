"""What kind of source some words name, with the reason in words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from helpers.detection.document import Document
from helpers.detection.lexicon import Lexicon, lexicon
from helpers.detection.names import is_outlet, kind_of_account, outlet_head, tells_body
from helpers.detection.phrases import SourcePhrase

__all__ = ["NYA", "Kind", "kind_of"]

_ACCOUNT = re.compile(r"@([\w.]+)")


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of source, how an unnamed one is described, and why.

    `follows` where the words point back to somebody, whose kind they take; `pronoun` where they do no more than that;
    `paper` where a document speaks; `guessed` where only a word of crediting makes an outlet of a name.
    """

    kind: str
    described: str | None
    reason: str
    follows: bool = False
    pronoun: bool = False
    paper: bool = False
    guessed: bool = False


NYA = Kind("person", None, "the ending -nya points back to somebody named before", follows=True, pronoun=True)
"""The kind of a speaker who is only an ending."""


def kind_of(doc: Document, source: SourcePhrase, credited: bool = False) -> Kind:
    """The kind of a source."""
    last, end = source.last, source.end
    if last in doc.degrees and doc.degrees[last][0] >= source.first:
        last = doc.degrees[last][0]
        end = doc.ends[last]
    text = doc.text[source.start : end]
    text = text.title() if text.isupper() and doc.is_shouted(source.first) else text
    words = tuple(doc.words[source.first : last + 1])
    capitals = tuple([doc.is_capital(at) for at in range(source.first, last + 1)])
    return _kind(_SourceWords(text, words, capitals, doc.bodies, credited, _is_called_body(doc, source)))


@lru_cache(maxsize=5000)
def _kind(source: _SourceWords) -> Kind:
    """The kind of a source, worked out once: the same few people and papers speak in many texts."""
    return source.kind()


def _is_called_body(doc: Document, source: SourcePhrase) -> bool:
    """Whether a noun for a body follows a name and a comma (Jala Biru, sebuah kelompok nelayan, …)."""
    behind = source.last + 1
    behind += doc.words[behind : behind + 1] == ["sebuah"]
    follows = doc.text[source.end : source.end + 2] == ", " and behind < len(doc.words)
    return follows and doc.words[behind] in doc.lex["sorts_of_bodies"] and not doc.is_capital(behind)


@dataclass(frozen=True, slots=True)
class _SourceWords:
    """The words for a source, as written and in small letters, and which begin with a capital."""

    text: str
    words: tuple[str, ...]
    capitals: tuple[bool, ...]
    introduced: frozenset[str]
    credited: bool = False
    called_body: bool = False

    def kind(self) -> Kind:
        """What the first rule says that applies, from the surest to the least sure."""
        return (
            self._pronoun()
            or self._anonymous()
            or self._outlet()
            or self._document()
            or self._crowd()
            or self._some()
            or self._one_of()
            or self._office()
            or self._people()
            or self._body()
            or self._state()
            or self._name()
        )

    @property
    def lex(self) -> Lexicon:
        return lexicon()

    @property
    def head(self) -> str:
        return self.words[0]

    def _pronoun(self) -> Kind | None:
        if self.head in self.lex["pronouns"]:
            return replace(NYA, reason=f"`{self.head}` points back to somebody named before")
        return None

    def _anonymous(self) -> Kind | None:
        """`sumber`: alone or with a word that tells nothing, with a place, or with a field."""
        first = next((at for at, word in enumerate(self.words[:3]) if word in self.lex["anonymous"]), None)
        if first is None or not all(
            self.lex.has(word, "determiners", "one_of", "counted") for word in self.words[:first]
        ):
            return None
        head, rest, capitals = self.words[first], self.words[first + 1 :], self.capitals[first + 1 :]
        if not rest or (rest[0] in self.lex["vague_adjectives"] and not any(capitals)):
            return Kind("unnamed", "none", f"{self._said(first)}: nothing is known about the person")
        if rest[0] == "yang" and rest[1:2] and rest[1] in self.lex["nameless"]:
            return Kind("unnamed", "none", f"`{head} yang {rest[1]}`: nothing is known but that there is no name")
        if self._is_of_a_place(rest, capitals):
            return Kind("unnamed", "place", f"`{head}` + `{' '.join(rest)}`: a place, and no name")
        return Kind("unnamed", "role", f"`{head}` + `{' '.join(rest)}`: a field, and no name")

    def _said(self, first: int) -> str:
        return " + ".join(f"`{word}`" for word in self.words[first : first + 2])

    def _is_of_a_place(self, rest: Sequence[str], capitals: Sequence[bool]) -> bool:
        """Whether all that is told of somebody is a place (sumber di lapangan), and no field (sumber di kepolisian)."""
        if rest[0] in self.lex["place_adjectives"]:
            return len(rest) == 1
        named = len(rest) > 1 and rest[0] in ("di", "dari", "asal")
        place = named and (self.lex.has(rest[1], "places", "states", "place_adjectives") or capitals[1])
        return place and not self.lex.has(rest[1], "bodies") and "yang" not in rest

    def _outlet(self) -> Kind | None:
        if self.head in self.lex["documents"] and "yang" in self.words:
            return None
        head = outlet_head(self.words, self.lex)
        behind = self.words[len(head.split()) :]
        if head and (not behind or (behind[0] in self.lex["crowd_adjectives"] and not any(self.capitals[1:]))):
            return Kind("vague", None, f"`{head}`: an outlet without a name")
        if head:
            return Kind("outlet", None, f"`{head}`: a news outlet")
        named = self.head == "media" and self._is_named_medium()
        if named or is_outlet(self.words, self.text, self.lex, self.credited):
            return Kind("outlet", None, f"`{self.text}` is a news outlet")
        return None

    def _document(self) -> Kind | None:
        """A document speaks for its issuer; without one it is nobody's."""
        named = self.credited and all(self.capitals[:2]) and len(self.words) > 1
        if named or (self.head not in self.lex["documents"] and not self._is_counted_document()):
            return None
        if account := _ACCOUNT.search(self.text):
            return Kind(kind_of_account(account[1], self.lex), None, f"`{account[0]}`: an account, by its name")
        issuer = self._issuer()
        if issuer is None or self.words[-1] in self.lex["pointing"] or not issuer.names_somebody():
            return Kind("vague", None, f"`{self.head}` without the name of who issued it", paper=True)
        kind = issuer.kind()
        if issuer.is_plain_name(kind) and self.head not in self.lex["spoken_documents"]:
            kind = Kind("organisation", None, f"`{issuer.text}` issues it")
        return replace(kind, reason=f"`{self.head}` speaks for its issuer: {kind.reason}", paper=True)

    def _is_counted_document(self) -> bool:
        counted = self.head in self.lex["crowds"] or self.head in ("sebuah", "suatu")
        noun = self.words[1] if len(self.words) > 1 else ""
        return counted and noun in self.lex["documents"] and noun not in self.lex["anonymous"]

    def _issuer(self) -> _SourceWords | None:
        """The words behind those that only say what document it is."""
        at = 1
        while (
            at < len(self.words)
            and not self.capitals[at]
            and self.lex.has(self.words[at], "document_words", "documents")
            and self.words[at] not in self.lex["anonymous"]
            and not outlet_head(self.words[at:], self.lex)
        ):
            at += 1
        if at == len(self.words):
            return None
        place = max(0, self.text.lower().find(self.words[at]))
        credited = self.credited and self.head in self.lex["pages"]
        rest = replace(self, text=self.text[place:], words=self.words[at:], capitals=self.capitals[at:])
        return replace(rest, credited=credited)

    def names_somebody(self) -> bool:
        """Whether anybody is named or at least meant: capitals, a noun for people or a body, an outlet."""
        kin = self.head.removesuffix("nya") in self.lex["people"]
        meant = kin or self.head in self.lex["somebody"] or self.lex.is_office(self.head)
        return any(self.capitals) or meant or self._outlet() is not None

    def is_plain_name(self, kind: Kind) -> bool:
        """Whether nothing but the shape of a name made a kind."""
        return kind == self._name() and kind.kind == "person"

    def _crowd(self) -> Kind | None:
        lex = self.lex
        base, _, twin = self.head.partition("-")
        if twin and base == twin and lex.has(base, "people", "bodies", "outlet_heads", "documents", "crowd_nouns"):
            return Kind("vague", None, f"`{self.head}`: more than one, and none of them named")
        if self.head in lex["crowds"]:
            return Kind("vague", None, f"`{self.head}`: a number of people or bodies, none of them named")
        if self.head == "media" and self.words[1:2] != ("sosial",) and not self._is_named_medium():
            return Kind("vague", None, "`media`: outlets, and none of them named")
        if self.head in lex["people"] and self.words[1:] in (("setempat",), ("sekitar",)) and self.head != "pejabat":
            return Kind("vague", None, f"`{self.text}`: people of a place, and nobody tells who")
        if self.head not in lex["crowd_nouns"] or (
            len(self.words) > 1 and not lex.has(self.words[1], "crowd_adjectives", "states")
        ):
            return None
        if self.head in lex["people"] and self.words[-1] in lex["pointing"]:
            return None
        return Kind("vague", None, f"`{self.head}`: a collective that nobody can ask")

    def _is_named_medium(self) -> bool:
        if re.search(r", [A-Z]", self.text):
            return True
        named = len(self.words) > 1 and self.capitals[1]
        return named and not self.lex.has(self.words[1], "states", "place_adjectives")

    def _some(self) -> Kind | None:
        """`sebuah` and a body or a document that nobody names; `kedua` and two people."""
        if self.head not in self.lex["determiners"] or len(self.words) < 2:
            return None
        if self.head in ("sebuah", "suatu") and not any(self.capitals[1:]):
            return Kind("vague", None, f"`{self.text}`: nobody tells which")
        place = self.text.index(" ") + 1
        return replace(self, text=self.text[place:], words=self.words[1:], capitals=self.capitals[1:]).kind()

    def _one_of(self) -> Kind | None:
        article = self.head in self.lex["articles"]
        if self.head not in self.lex["one_of"] and not article:
            return None
        if self._describes_and_names():
            return Kind("person", None, f"`{self.head}`, and then a name")
        if article:
            return Kind("person", None, f"`{self.head}` points back to somebody named before", follows=True)
        noun = next((word for word in self.words[1:] if not self.lex.has(word, "one_of", "counted")), "")
        if noun in self.lex["bodies"]:
            return Kind("vague", None, f"`{self.head}` and `{noun}`: nobody tells which")
        return Kind("unnamed", "role", f"`{self.head}`: a person who is described, not named")

    def _describes_and_names(self) -> bool:
        """Whether a name follows a description: behind `bernama`, behind a comma, or right behind the noun."""
        if "bernama" in self.words or "berinisial" in self.words:
            return "bernama" in self.words
        names = self._names_at_end()
        before = self.words[-names - 1] if 0 < names < len(self.words) else ""
        return ", " in self.text or before in self.lex["people"] or before in self.lex["offices"]

    def _names_at_end(self) -> int:
        """How many words at the end, the head not among them, are capitals that no list explains."""
        count = 0
        for word, capital in zip(reversed(self.words[1:]), reversed(self.capitals[1:]), strict=True):
            if word.isdigit() and not count:
                continue
            if not capital or self.lex.has(word, "bodies", "states", "places") or self.lex.is_office(word):
                break
            count += 1
        return count

    def _office(self) -> Kind | None:
        if not self.lex.is_office(self.head):
            return None
        many = self.words[1:2] and self.words[1] in self.lex["everywhere"]
        if not many and (any(self.capitals[1:]) or (self.capitals[0] and len(self.words) > 1) or self.text.isupper()):
            return Kind("person", None, f"`{self.head}`: an office that names one person")
        if many or self.head in self.lex["roles"]:
            return Kind("unnamed", "role", f"`{self.head}`: a role, and no name")
        return Kind("person", None, f"`{self.head}`: an office that names one person")

    def _people(self) -> Kind | None:
        if self.head not in self.lex["people"]:
            return None
        if len(self.words) > 2 and (body := self._body_by_name()):
            return body
        if self._names_at_end() and self._names_a_person():
            return Kind("person", None, f"`{self.head}`, and then a name")
        if self.words[-1] in self.lex["pointing"]:
            return Kind("unnamed", "role", f"`{self.text}` points back to a person it does not name", follows=True)
        return Kind("unnamed", "role", f"`{self.head}`: a role, and no name")

    def _names_a_person(self) -> bool:
        """Whether the capitals behind a noun for people are a name, not a body's (anggota DPR; partai Sharif)."""
        before = len(self.words) - self._names_at_end() - 1
        if {"di", "dari", "asal"} & {self.words[before], self.words[before - 1] if self.capitals[before] else ""}:
            return ", " in self.text
        if self.words[before] in self.lex["bodies"] and not self.capitals[before]:
            return False
        tail = self.text.split()[-1].strip('()"”“,.')
        return "(" in self.text or not (tail.isupper() and len(tail) < 6)

    def _body(self) -> Kind | None:
        single = len(self.words) == 1
        if single and self.head in self.introduced and self.head not in self.lex["nicknames"]:
            return Kind("organisation", None, f"`{self.text}`: the text introduces it as a body's short name")
        if (self.head in self.lex["bodies"] or self.head.startswith("kemen")) and not (
            single and self.head == "negara"
        ):
            return Kind("organisation", None, f"`{self.head}`: a body")
        return None

    def _state(self) -> Kind | None:
        few = len(self.words) <= 2 and not self._names_at_end()
        if " ".join(self.words) in self.lex["states"] or (few and self.head in self.lex["states"]):
            return Kind("organisation", None, f"`{self.text}`: a state or its capital speaks for its government")
        return None

    def _name(self) -> Kind:
        if not any(self.capitals):
            return Kind("unnamed", "role", f"`{self.text}`: nobody is named")
        if body := self._body_by_name():
            return body
        if self.credited:
            return Kind("outlet", None, f"`{self.text}` is a name behind a word of crediting", guessed=True)
        return Kind("person", None, f"`{self.text}` is written like a person's name")

    def _body_by_name(self) -> Kind | None:
        """An organisation, where the text calls a name one, or the name tells."""
        if self.called_body:
            return Kind("organisation", None, f"`{self.text}`: the text calls it a body")
        told = tells_body(self.text, self.lex, self.introduced, self.credited)
        return Kind("organisation", None, f"`{self.text}`: {told}") if told else None
