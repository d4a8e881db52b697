"""Where the words for a source begin and end: behind a cue, or before it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from helpers.detection.document import Document
from helpers.spans import Span

__all__ = ["Source", "source_after", "source_before"]

_SHORT_BRACKET = re.compile(r"\s?\(([^()\n]{1,40})\)")
_DATE = re.compile(r"\d{1,2}\s*[/.\-]\s*\d|\d{1,2} [A-Z][a-z]+|\d{4}")
_JOINED = re.compile(r"[ \u00a0]{1,2}|-|/|&|\s?&\s?|\.\s?|['’`]\s?|\s?@|,?\s?[\"“]|[\"”]\s?|\n", re.DOTALL)
_CLOSING = re.compile(r"\s?\)|[\"”]")
_REACH = 40


@dataclass(frozen=True, slots=True)
class Source:
    """The words for a source: first and last word by number, and the span in the text."""

    first: int
    last: int
    start: int
    end: int

    @property
    def span(self) -> Span:
        """The source's span in the text."""
        return Span(self.start, self.end)


def source_after(doc: Document, word: int, stop: int) -> Source | None:
    """The source whose words begin with a given word, or None where no source can begin there.

    Args:
        doc: the text.
        word: the number of the word behind the cue.
        stop: the number of the word behind the sentence's last.
    """
    if word >= stop:
        return None
    lex, first = doc.lex, doc.words[word]
    if first in lex["first_person"] or first in lex["weekdays"] and doc.is_capital(word):
        return None
    if first in lex["pronouns"] or f"{first}nya" == "pihaknya":
        if first not in ("pihak",):
            return _source(doc, word, word)
    end = _phrase_end(doc, word, stop)
    if end is None:
        return None
    last, place = end
    last, place = _with_apposition(doc, word, last, place, stop)
    return Source(word, last, _start(doc, word), place)


def _bracket(text: str, place: int) -> re.Match[str] | None:
    """A short bracket that belongs to a source: an age, a short form, a nickname; no date, and no desk's tag."""
    found = _SHORT_BRACKET.match(text, place)
    if found is None or _DATE.match(found[1]) or ("/" in found[1] and found[1].islower()):
        return None
    return found


def _start(doc: Document, word: int) -> int:
    """Where a source starts, with the @ of an account or the mark of a nickname before it."""
    start = doc.starts[word]
    return start - 1 if start and doc.text[start - 1] == "@" else start


def _source(doc: Document, first: int, last: int) -> Source:
    return Source(first, last, _start(doc, first), doc.ends[last])


def _phrase_end(doc: Document, word: int, stop: int) -> tuple[int, int] | None:
    """The last word of the phrase that begins with `word`, and where it ends (a bracket behind it included)."""
    lex, words, text = doc.lex, doc.words, doc.text
    named = doc.is_capital(word) or _is_account(doc, word)
    if not named and words[word] in lex["ends"] and words[word] not in lex["people"]:
        return None
    indefinite, clause = not named, False
    last, place, at = word, doc.ends[word], word
    limit = min(stop, word + _REACH)
    while True:
        doc.steps += 1
        bracket = _bracket(text, place)
        if bracket:
            place = bracket.end()
            at = doc.word_at(place) - 1
            last = max(last, at)
            named = True
            if place < len(text) and text[place] == ",":
                break
        at += 1
        if at >= limit or not _continues(doc, text[place : doc.starts[at]]) or doc.quoted[at] >= 0:
            break
        kind = _role(doc, at, named, indefinite, clause, limit)
        if kind == "end":
            break
        if kind == "close":
            return at, doc.ends[at]
        if kind == "clause":
            clause = True
        named = named or doc.is_capital(at)
        last, place = at, doc.ends[at]
    return _trimmed(doc, word, last, place)


def _is_account(doc: Document, word: int) -> bool:
    start = doc.starts[word]
    return start > 0 and doc.text[start - 1] == "@"


def _continues(doc: Document, gap: str) -> bool:
    return gap == " " or (len(gap) < 4 and _JOINED.fullmatch(gap) is not None and "\n\n" not in gap)


def _role(doc: Document, at: int, named: bool, indefinite: bool, clause: bool, limit: int) -> str:
    """What a word does in a phrase: "in" it, "close" it, begin a "clause" of it, or "end" it."""
    lex, word = doc.lex, doc.words[at]
    if doc.is_capital(at):
        return "end" if _is_day(doc, at) else "in"
    if word in lex["pointing"]:
        return "close"
    if word == "yang":
        return "clause" if indefinite else "end"
    if clause:
        return "end" if word in ("kepada", "mengatakan", "bahwa", "menyebut", "saat", "ketika") else "in"
    if word in lex["inside"]:
        return "in" if at + 1 < limit and _can_go_on(doc, at + 1) else "end"
    if word in ("dari", "di") and indefinite:
        return "in" if at + 1 < limit and doc.is_capital(at + 1) and doc.words[at + 1] not in lex["weekdays"] else "end"
    if word.isdigit():
        return "in" if not named or doc.words[at - 1] in lex["bodies"] or not doc.is_capital(at - 1) else "end"
    if word in lex["ends"] or _is_verb(doc, at):
        return "end"
    if word in lex["people"] or lex.is_office(word) or word in lex["bodies"] or word in lex["documents"]:
        return "in"
    if named and doc.is_capital(at - 1) and not _is_title(doc, at - 1):
        return "end"
    return "in"


def _is_day(doc: Document, at: int) -> bool:
    """Whether a capitalised word is a weekday or a month, and not part of a name (Pasar Minggu)."""
    lex, word = doc.lex, doc.words[at]
    behind = doc.text[doc.ends[at] : doc.ends[at] + 2]
    if word in lex["months"]:
        return behind.strip()[:1].isdigit() or word in ("wib", "wita", "wit")
    if word not in lex["weekdays"] or doc.words[at - 1] == "pasar":
        return False
    return not (behind[:1] == " " and behind[1:].isupper() and at + 1 < len(doc.words) and doc.words[at + 1] not in lex["months"])


def _can_go_on(doc: Document, at: int) -> bool:
    lex, word = doc.lex, doc.words[at]
    if doc.gap(at) != " ":
        return False
    if doc.is_capital(at):
        return word not in lex["weekdays"]
    return word in lex["people"] or lex.is_office(word) or word in lex["bodies"] or word in lex["crowds"]


def _is_title(doc: Document, at: int) -> bool:
    lex, word = doc.lex, doc.words[at]
    return lex.is_office(word) or word in lex["bodies"] or word in lex["documents"]


def _is_verb(doc: Document, at: int) -> bool:
    """Whether a small word looks like a verb: by its prefix, or as a known cue."""
    word = doc.words[at]
    if word in doc.lex["not_verbs"] or word in doc.lex["people"] or doc.lex.is_office(word) or word in doc.lex["bodies"]:
        return False
    if doc.is_capital(at):
        return False
    return len(word) > 5 and word.startswith(("me", "ber", "di", "ter")) and not word.endswith(("an-", "isme"))


def _trimmed(doc: Document, word: int, last: int, place: int) -> tuple[int, int]:
    """Without joining words at the end (Sari dan)."""
    lex = doc.lex
    while last > word and not doc.is_capital(last) and doc.words[last] in lex["inside"] and place == doc.ends[last]:
        last -= 1
        place = doc.ends[last]
    return last, place


def _with_apposition(doc: Document, word: int, last: int, place: int, stop: int) -> tuple[int, int]:
    """The phrase with what stands behind a comma and says who it is: a name behind an office, an office behind a name."""
    text, lex = doc.text, doc.lex
    for _ in range(2):
        after = last + 1
        if after >= stop or text[place : doc.starts[after]] != ", ":
            return last, place
        if not _is_apposition(doc, word, last, after, stop):
            return last, place
        end = _phrase_end(doc, after, stop)
        if end is None or _runs_on(doc, end, stop):
            return last, place
        last, place = end
        if not (lex.is_office(doc.words[after]) or _is_degree(doc, after)):
            return last, place
    return last, place


def _runs_on(doc: Document, end: tuple[int, int], stop: int) -> bool:
    """Whether a verb stands right behind what looked like an apposition: then it is a clause of its own."""
    after = end[0] + 1
    return after < stop and doc.gap(after) == " " and _is_verb(doc, after) and doc.words[after] not in doc.lex["ends"]


def _is_degree(doc: Document, at: int) -> bool:
    return doc.ends[at] - doc.starts[at] <= 2 and doc.text[doc.ends[at] : doc.ends[at] + 1] == "."


def _is_apposition(doc: Document, word: int, last: int, after: int, stop: int) -> bool:
    lex, next_word = doc.lex, doc.words[after]
    if _is_degree(doc, after) and doc.is_capital(after):
        return True
    if next_word in lex["weekdays"] or next_word in lex["places"] or next_word in lex["states"]:
        return False
    office_first = _leads_with_office(doc, word)
    if doc.is_capital(after):
        if lex.is_office(next_word):
            return True
        return office_first and not _has_name(doc, word, last) and next_word not in lex["bodies"]
    if next_word in lex["descriptive_openers"] or next_word in lex["ends"]:
        return False
    return lex.is_office(next_word) or (next_word in lex["people"] and not office_first)


def _leads_with_office(doc: Document, word: int) -> bool:
    return doc.lex.is_office(doc.words[word])


def _has_name(doc: Document, word: int, last: int) -> bool:
    """Whether an office is followed by more than the body it belongs to: at least two words that nothing explains."""
    lex = doc.lex
    unknown = 0
    for at in range(last, word, -1):
        if not doc.is_capital(at):
            break
        known = lex.is_office(doc.words[at]) or doc.words[at] in lex["bodies"] or doc.words[at] in lex["states"]
        if known or doc.words[at] in lex["places"] or doc.text[doc.starts[at] : doc.ends[at]].isupper():
            break
        unknown += 1
    return unknown >= 2 and last - word >= 3 and _is_name_like(doc, word, last, unknown)


def _is_name_like(doc: Document, word: int, last: int, unknown: int) -> bool:
    return last - word > unknown


def source_before(doc: Document, word: int, start: int) -> Source | None:
    """The source whose words end with a given word, or None where nobody stands there.

    Args:
        doc: the text.
        word: the number of the last word before the cue, adverbs left out.
        start: the number of the sentence's first word.
    """
    if word < start:
        return None
    last = word
    if doc.text[doc.ends[word] : doc.ends[word] + 1] == ",":
        outer = _around_apposition(doc, word, start)
        if outer is not None:
            return outer
    if doc.words[last] in doc.lex["first_person"]:
        return None
    first = _clause_start(doc, last, start)
    first = _stripped(doc, first, last)
    if first is None:
        return None
    found = _named(doc, first, last)
    return found and _with_office(doc, found, start)


def _span(doc: Document, first: int, last: int) -> Source:
    end = doc.ends[last]
    bracket = _bracket(doc.text, end)
    if bracket:
        end = bracket.end()
    elif closing := _CLOSING.match(doc.text, end):
        end = closing.end()
    return Source(first, last, _start(doc, first), end)


def _around_apposition(doc: Document, word: int, start: int) -> Source | None:
    """The source before a piece between commas that ends right before the verb (Sari, 40, mengatakan)."""
    first = _clause_start(doc, word, start)
    if first <= start or doc.gap(first).strip() not in (",", "),"):
        return None
    outer_last = first - 1
    outer = source_before(doc, outer_last, start) if doc.words[outer_last] not in doc.lex["openers"] else None
    if outer is None:
        return None
    opens = doc.words[first]
    named = doc.is_capital(first) or doc.lex.is_office(opens)
    if named and opens not in doc.lex["descriptive_openers"] and opens not in doc.lex["places"] and not doc.words[first].isdigit():
        return Source(outer.first, word, outer.start, doc.ends[word])
    return outer


def _clause_start(doc: Document, last: int, start: int) -> int:
    """The first word of the clause that ends with a word: back to a mark, or to a word that opens clauses."""
    lex, at = doc.lex, last
    low = max(start, last - _REACH)
    while at > low:
        doc.steps += 1
        gap = doc.gap(at)
        if gap != " " and not _continues(doc, gap):
            bracket = _bracket_before(doc, at)
            if bracket is None:
                break
            at = bracket
            continue
        before = doc.words[at - 1]
        if before in lex["openers"] and not doc.is_capital(at - 1) and not (before in lex["pointing"] or before in ("juga", "pun")):
            break
        if gap[:1] in "\"“”":
            break
        at -= 1
    return at


def _bracket_before(doc: Document, at: int) -> int | None:
    """The word before a short bracket that stands right before a word (Budi (40) mengatakan)."""
    gap = doc.gap(at)
    if ")" in gap and gap.strip() == ")":
        opening = doc.text.rfind("(", max(0, doc.starts[at] - 45), doc.starts[at])
        if opening > 0:
            before = doc.word_at(opening) - 1
            return before if before >= 0 else None
    if gap.strip() == "(" :
        return at - 1
    return None


def _stripped(doc: Document, first: int, last: int) -> int | None:
    """Without what stands before a subject at a clause's beginning (Namun Sari; Di Medan Sari)."""
    lex = doc.lex
    while first <= last:
        word = doc.words[first]
        if word in lex["first_person"]:
            return None
        if word in lex["openers"] or word in ("selain", "saja", "lagi", "hari", "kemarin"):
            first += 1
            if first <= last and doc.words[first] in lex["pointing"]:
                first += 1
            continue
        break
    if first > last:
        return None
    if doc.words[first] in lex["not_first"]:
        return _inner_subject(doc, first, last)
    return _behind_verb(doc, first, last)


def _inner_subject(doc: Document, first: int, last: int) -> int | None:
    """The subject at the end of a clause that begins with a preposition: a name with its office, or a pronoun."""
    lex, at = doc.lex, last
    if doc.words[last] in lex["pronouns"]:
        return last
    while at > first:
        word, before = doc.words[at], doc.words[at - 1]
        if not (doc.is_capital(at) or word in lex["people"] or lex.is_office(word) or word in lex["inside"] or word in lex["pointing"]):
            return at + 1 if at < last else None
        if before in lex["not_first"] and not doc.is_capital(at - 1):
            return None
        at -= 1
    return None


def _behind_verb(doc: Document, first: int, last: int) -> int | None:
    """Behind the last verb that no relative clause holds (hal itu membuat Sari mengatakan)."""
    relative = False
    begin = first
    for at in range(first, last + 1):
        word = doc.words[at]
        if word == "yang":
            relative = True
        elif not relative and at > first and _is_verb(doc, at):
            begin = at + 1
    return begin if begin <= last else None


def _named(doc: Document, first: int, last: int) -> Source | None:
    """The phrase, where it can be a speaker: a name, a pronoun, people, a body or a document."""
    lex = doc.lex
    while first < last and not doc.is_capital(first) and doc.words[first] in ("itu", "ini", "pun", "juga", "oleh"):
        first += 1
    head = doc.words[first]
    speaks = (
        doc.is_capital(first)
        or head in lex["pronouns"]
        or head in lex["people"]
        or lex.is_office(head)
        or head in lex["bodies"]
        or head in lex["documents"]
        or head in lex["crowds"]
        or head in lex["crowd_nouns"]
        or head in lex["one_of"]
        or head.split("-")[0] in lex["people"]
        or head in ("sang", "si", "hasil", "kedua", "ketiga", "sebuah", "suatu", "salah")
    )
    if not speaks:
        at = last
        while at > first and (doc.is_capital(at) or doc.words[at] in lex["inside"]):
            at -= 1
        if at == last:
            return None
        first = at if doc.words[at] in lex["people"] or lex.is_office(doc.words[at]) else at + 1
        if first > 0 and doc.words[first - 1] in lex["not_first"] and not doc.gap(first).strip():
            return None
    if first > last:
        return None
    return _span(doc, first, _before_clause(doc, first, last))


def _before_clause(doc: Document, first: int, last: int) -> int:
    """The last word before a relative clause that follows a name (Sari yang juga ketua)."""
    if not doc.is_capital(first):
        return last
    for at in range(first + 1, last + 1):
        if doc.words[at] == "yang" and doc.is_capital(at - 1):
            return at - 1
    return last


def _with_office(doc: Document, found: Source, start: int) -> Source:
    """The source with an office that stands before it and a comma (Menteri Luar Negeri Iran, Abbas Araghchi)."""
    first = found.first
    if first <= start or not doc.is_capital(first) or doc.gap(first) != ", ":
        return found
    if doc.lex.is_office(doc.words[first]):
        return _with_name(doc, found, start)
    before = _clause_start(doc, first - 1, start)
    before = _stripped(doc, before, first - 1)
    if before is None or not doc.lex.is_office(doc.words[before]):
        return found
    return Source(before, found.last, _start(doc, before), found.end)


def _with_name(doc: Document, found: Source, start: int) -> Source:
    return found
