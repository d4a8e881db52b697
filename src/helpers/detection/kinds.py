"""What kind of source some words name, with the reason in words."""

from __future__ import annotations

import re
from dataclasses import dataclass

from helpers.detection.document import Document
from helpers.detection.sources import Source
from helpers.lexicon import Lexicon

__all__ = ["Kind", "kind_of"]

_SPOKEN = frozenset("keterangan penuturan pengakuan kesaksian penjelasan cerita pernyataan akun unggahan cuitan kicauan postingan versi pendapat pandangan buku".split())
_DOMAIN = re.compile(r"\w\.(?:com|co|id|net|org|tv|news)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of source, how an unnamed one is described, and why; `follows` where it takes its antecedent's kind."""

    kind: str
    described: str | None
    reason: str
    follows: bool = False


def kind_of(doc: Document, source: Source) -> Kind:
    """The kind of a source.

    Args:
        doc: the text.
        source: the words for the source in it.
    """
    words = doc.words[source.first : source.last + 1]
    capitals = [doc.is_capital(at) for at in range(source.first, source.last + 1)]
    return _Words(doc.text[source.start : source.end], words, capitals, doc.lex, doc.bodies).kind()


@dataclass(slots=True)
class _Words:
    text: str
    words: list[str]
    capitals: list[bool]
    lex: Lexicon
    introduced: frozenset[str]

    def kind(self) -> Kind:
        """The first rule that applies; from the surest to the least sure."""
        for rule in (
            self._pronoun,
            self._anonymous,
            self._outlet,
            self._document,
            self._crowd,
            self._one_of,
            self._office,
            self._people,
            self._body,
            self._state,
        ):
            found = rule()
            if found:
                return found
        return self._name()

    @property
    def head(self) -> str:
        return self.words[0]

    def _pronoun(self) -> Kind | None:
        if self.head in self.lex["pronouns"]:
            return Kind("person", None, f"`{self.head}` points back to somebody named before", follows=True)
        return None

    def _anonymous(self) -> Kind | None:
        """`sumber`: alone, with a pointing word, with a place, or with a field."""
        if self.head not in ("sumber", "sumber-sumber", "narasumber", "informan"):
            return None
        rest = self.words[1:]
        if not rest or (rest[0] in self.lex["vague_adjectives"] and not any(self.capitals[1:])):
            said = " ".join(f"`{word}`" for word in self.words[:2])
            return Kind("unnamed", "none", f"{said}: nothing is known about the person")
        if rest[0] in self.lex["place_adjectives"] or (rest[0] in ("di", "dari", "asal") and self._is_place(rest[1:])):
            return Kind("unnamed", "place", f"`{self.head}` with `{rest[0]}`: a place, and no name")
        return Kind("unnamed", "role", f"`{self.head}` with `{rest[0]}`: a field, and no name")

    def _is_place(self, rest: list[str]) -> bool:
        return bool(rest) and (rest[0] in self.lex["places"] or rest[0] in self.lex["states"])

    def _outlet(self) -> Kind | None:
        lex, words = self.lex, list(self.words)
        joined = " ".join(words)
        for head in lex["outlet_heads"]:
            if joined.startswith(head + " ") or joined == head:
                kind = "outlet" if len(words) > len(head.split()) else "vague"
                return Kind(kind, None, f"`{head}`: a news outlet" + ("" if kind == "outlet" else " without a name"))
        if self._is_outlet_name(joined):
            return Kind("outlet", None, f"`{self.text}` is a news outlet")
        return None

    def _is_outlet_name(self, joined: str) -> bool:
        outlets = self.lex["outlets"]
        if self.lex.is_office(self.head) or self.head in self.lex["people"]:
            return False
        if joined in ("as", "people", "health", "time", "bisnis", "fajar", "surya", "suara", "bola", "metro") and not self.text.istitle():
            return False
        if joined in ("as", "metro", "fajar", "surya"):
            return False
        if joined in outlets or any(" ".join(self.words[:size]) in outlets for size in (2, 3) if size < len(self.words)):
            return True
        if self.head.startswith("detik") or _DOMAIN.search(self.text):
            return True
        if self.head in outlets and len(self.words) == 2 and not self.capitals[-1]:
            return True
        if self.head in outlets and self.head not in ("fajar", "surya", "as", "metro", "bola", "sport", "suara", "merdeka", "viva", "time", "people"):
            return len(self.words) <= 2 or self.words[1] in ("berbahasa", "edisi", "versi", "online", "dalam")
        return len(self.words) > 1 and self.capitals[-1] and self.words[-1] in self.lex["outlet_tails"]

    def _document(self) -> Kind | None:
        """A document speaks for its issuer; without one it is nobody's."""
        if self.head not in self.lex["documents"] and not self._quantified_document():
            return None
        at = 1
        while at < len(self.words) and self._is_paper(at):
            at += 1
        what = self.words[0]
        rest = self._from(at)
        if rest is None:
            return Kind("vague", None, f"`{what}` without the name of who issued it")
        issuer = rest.kind()
        if issuer.reason.endswith("person's name") and len(rest.words) == 1 and what not in _SPOKEN:
            issuer = Kind("organisation", None, f"`{rest.text}` issues it")
        return Kind(issuer.kind, issuer.described, f"`{what}` speaks for its issuer: {issuer.reason}", issuer.follows)

    def _quantified_document(self) -> bool:
        quantified = self.head in self.lex["crowds"] or self.head in ("sebuah", "suatu")
        return quantified and len(self.words) > 1 and self.words[1] in self.lex["documents"] and self.words[1] not in ("sumber", "media", "tim")

    def _is_paper(self, at: int) -> bool:
        lex, word = self.lex, self.words[at]
        if self.capitals[at] and word not in ("twitter", "instagram", "facebook", "youtube", "survei"):
            return False
        return word in lex["document_words"] or (word in lex["documents"] and word not in ("tim",))

    def _from(self, at: int) -> _Words | None:
        """The words from a place on, up to what no longer belongs to an issuer."""
        if at >= len(self.words):
            return None
        place = self.text.lower().find(self.words[at])
        return _Words(self.text[max(place, 0) :], self.words[at:], self.capitals[at:], self.lex, self.introduced)

    def _crowd(self) -> Kind | None:
        lex = self.lex
        if self.head in lex["crowds"] and len(self.words) > 1:
            return Kind("vague", None, f"`{self.head}`: a number of people or bodies, none of them named")
        local = len(self.words) > 1 and self.words[1] in ("lokal", "setempat", "asing", "sosial", "internasional", "barat", "massa", "nasional", "itu", "ini", "tersebut", "luas", "sekitar")
        if self.head in lex["crowd_nouns"] and (len(self.words) == 1 or local):
            if self.head in lex["people"] and self.words[-1] in ("itu", "tersebut", "ini"):
                return None
            return Kind("vague", None, f"`{self.head}`: a collective that nobody can ask")
        return None

    def _one_of(self) -> Kind | None:
        if self.head not in self.lex["one_of"] and self.head not in ("sang", "si"):
            return None
        if self._has_name():
            return Kind("person", None, f"`{self.head}`, and then a name")
        if self.head in ("sang", "si"):
            return Kind("person", None, f"`{self.head}` points back to somebody named before", follows=True)
        return Kind("unnamed", "role", f"`{self.head}`: a person who is described, not named")

    def _has_name(self) -> bool:
        """Whether a name follows a description: `bernama`, a comma, or two unexplained words at the end."""
        if "bernama" in self.words or "berinisial" in self.words:
            return "bernama" in self.words
        return self._names_at_end() >= 1 and self._describes_people()

    def _describes_people(self) -> bool:
        tail = self._names_at_end()
        before = self.words[: len(self.words) - tail]
        return bool(before) and (before[-1] in self.lex["people"] or before[-1] in self.lex["offices"]) or ", " in self.text

    def _names_at_end(self) -> int:
        lex, count = self.lex, 0
        for word, capital in zip(reversed(self.words), reversed(self.capitals), strict=True):
            explained = word in lex["bodies"] or word in lex["states"] or word in lex["places"] or lex.is_office(word)
            if not capital or explained:
                break
            count += 1
        return count

    def _office(self) -> Kind | None:
        lex = self.lex
        if not lex.is_office(self.head):
            return None
        if self.head == "staf" and not any(self.capitals[1:]):
            return Kind("unnamed", "role", f"`{self.head}`: a role, and no name")
        if any(self.capitals[1:]) or (self.capitals[0] and len(self.words) > 1) or self.text.isupper():
            return Kind("person", None, f"`{self.head}`: an office that names one person")
        if self.words[-1] in lex["pointing"] or self.capitals[0]:
            return Kind("person", None, f"`{self.text}` points back to somebody named before", follows=True)
        if self.head in ("jaksa", "pengacara", "pelatih", "tukang", "staf", "calon", "senior", "advokat", "manajer"):
            return Kind("unnamed", "role", f"`{self.head}`: a role, and no name")
        return Kind("person", None, f"`{self.head}`: an office that names one person")

    def _people(self) -> Kind | None:
        lex = self.lex
        if self.head not in lex["people"] and self.head.split("-")[0] not in lex["people"]:
            return None
        if self._names_at_end() and (len(self.words) > 2 or not self._only_body()):
            if any(self.capitals) and self._person_after_people():
                return Kind("person", None, f"`{self.head}`, and then a name")
        if self.words[-1] in lex["pointing"]:
            return Kind("unnamed", "role", f"`{self.text}` points back to a person it does not name", follows=True)
        if self.head in ("hakim",) and self.capitals[0]:
            return Kind("person", None, f"`{self.head}`: an office that names one person")
        return Kind("unnamed", "role", f"`{self.head}`: a role, and no name")

    def _only_body(self) -> bool:
        return self.text.split()[-1].isupper()

    def _person_after_people(self) -> bool:
        tail = self.text.split()[-1].strip("()\"”“,.")
        return not (tail.isupper() and len(tail) <= 5) or "(" in self.text

    def _body(self) -> Kind | None:
        lex = self.lex
        head = self.head
        if head in self.introduced and len(self.words) == 1:
            return Kind("organisation", None, f"`{self.text}`: the text introduces it as a body's short name")
        if head not in lex["bodies"] and not head.startswith("kemen") and not (head in ("majelis", "tim", "gedung", "rumah") and len(self.words) > 1):
            return None
        if head == "negara" and len(self.words) == 1:
            return None
        return Kind("organisation", None, f"`{head}`: a body")

    def _state(self) -> Kind | None:
        joined = " ".join(self.words)
        if joined in self.lex["states"] or (self.head in self.lex["states"] and len(self.words) <= 2 and not self._names_at_end()):
            return Kind("organisation", None, f"`{self.text}`: a state or its capital speaks for its government")
        return None

    def _name(self) -> Kind:
        lex, text = self.lex, self.text
        bare = re.sub(r"\s*\(.*", "", text)
        if not any(self.capitals):
            return Kind("unnamed", "role", f"`{text}`: nobody is named")
        if self.head == "akun" or text.startswith("@"):
            return Kind("person", None, f"`{text}`: an account with a name")
        first = re.findall(r"[^\W_]+(?:[-'’][^\W_]+)*", re.split(r"[,(]", text)[0].lower())
        if any(word in lex["bodies"] for word in first) and not any(lex.is_office(word) for word in first):
            return Kind("organisation", None, "a word in the name says that it is a body")
        if bare.isupper() and 2 <= len(bare) <= 7 and " " not in bare and bare not in ("SBY", "AHY", "BTP", "JK", "TGB", "RK", "HNW", "OSO", "UAS", "HRS", "JJ", "AM", "BJ"):
            return Kind("organisation", None, f"`{bare}`: capitals that stand for a body")
        return Kind("person", None, f"`{text}` is written like a person's name")
