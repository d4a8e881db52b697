"""A source before its verb: where the words for it begin."""

from __future__ import annotations

import re

from helpers.detection.asides import before_asides, behind_opening_date
from helpers.detection.document import Document
from helpers.detection.names import outlet_head
from helpers.detection.phrases import REACH, SourcePhrase, bracket_at, continues, is_title, is_verb, start_of

__all__ = ["source_before"]

_CLOSING = re.compile(r"\s?\)|[\"”]")
_NOBODIES = ("determiners", "crowd_nouns", "one_of", "crowds", "anonymous")
_COMMAS = frozenset({", ", "), "})


def source_before(doc: Document, word: int, start: int, steps: int = 4) -> SourcePhrase | None:
    """The source whose words end with a given word, or None where nobody stands there."""
    if word < start or not steps:
        return None
    if word in doc.degrees:
        name, end = doc.degrees[word]
        inner = source_before(doc, name, start, steps)
        return SourcePhrase(inner.first, word, inner.start, end) if inner else None
    if doc.text[doc.ends[word] : doc.ends[word] + 1] == ",":
        outer = _around(doc, word, start, steps)
        if outer:
            return outer
    return _in_clause(doc, word, start, steps)


def _in_clause(doc: Document, word: int, start: int, steps: int) -> SourcePhrase | None:
    """The source whose words end with a given word, within their clause."""
    lex = doc.lex
    if doc.words[word] in lex["first_person"]:
        return None
    begins = behind_opening_date(doc, _clause_start(doc, word, start), word)
    owned = begins < word and (lex.is_office(doc.words[begins]) or lex.has(doc.words[begins], "people", "bodies"))
    if doc.words[word] in lex["pronouns"] and not owned:
        return _span(doc, _one_of_them(doc, word, start), word)
    if begins > start + 1 and doc.words[begins - 1] in doc.lex["when_asked"] and is_verb(doc, begins):
        return source_before(doc, begins - 2, start, steps - 1)
    first = _stripped(doc, begins, word)
    found = None if first is None else _named(doc, first, word)
    if found is None:
        return _before_occasion(doc, begins, start, steps)
    return _named_first(doc, found, start) or _with_office(doc, found, start)


def _named_first(doc: Document, found: SourcePhrase, start: int) -> SourcePhrase | None:
    """The name that a description follows without a second comma (Sari Utami, seorang guru kepada wartawan …)."""
    name = found.first - 1
    described = doc.lex.has(doc.words[found.first], "descriptive_openers") and doc.gap(found.first) == ", "
    if not described or name <= start or not doc.is_capital(name) or name in doc.credited:
        return None
    outer = source_before(doc, name, start, 1)
    return outer if outer and outer.last > outer.first else None


def _span(doc: Document, first: int, last: int) -> SourcePhrase:
    """The words from first to last, with a bracket behind them or the bracket that they stand in."""
    end = doc.ends[last]
    closing = _CLOSING.match(doc.text, end)
    if bracket := bracket_at(doc.text, end):
        end = bracket.end()
    elif closing and _is_opened(doc.text[max(0, doc.starts[first] - 1) : end], closing[0]):
        end = closing.end()
    return SourcePhrase(first, last, start_of(doc, first), end)


def _one_of_them(doc: Document, pronoun: int, start: int) -> int:
    """The first word before a pronoun that says how many of them speak (salah satu dari mereka)."""
    many = pronoun - 2
    if many < start or doc.words[pronoun - 1] != "dari":
        return pronoun
    many -= many > start and doc.words[many - 1] == "salah"
    return many if doc.lex.has(doc.words[many], "one_of", "crowds") else pronoun


def _is_opened(words: str, closing: str) -> bool:
    """Whether a closing bracket or mark has its partner in the words before it."""
    return "(" in words if ")" in closing else any(mark in words for mark in '"“')


def _around(doc: Document, word: int, start: int, steps: int) -> SourcePhrase | None:
    """The source before a piece between commas that ends right before the verb (Sari, 40, mengatakan)."""
    first = _clause_start(doc, word, start)
    if first <= start or doc.gap(first).strip(" @.") not in (",", "),") or doc.words[first - 1] in doc.lex["openers"]:
        return None
    before = before_asides(doc, first - 1, start)
    outer = source_before(doc, before, start, steps - 1)
    if outer is None or before < first - 1:
        return outer
    parted = outer.end < doc.ends[first - 1] and doc.words[outer.last + 1] != "yang"
    first += doc.words[first] == "dan" and first < word
    if parted or doc.lex.has(doc.words[first], "descriptive_openers", "places"):
        return outer
    if doc.is_capital(first) or doc.lex.is_office(doc.words[first]):
        return SourcePhrase(outer.first, word, outer.start, doc.ends[word])
    return outer


def _before_occasion(doc: Document, first: int, start: int, steps: int) -> SourcePhrase | None:
    """The source before words for an occasion (Sari saat dihubungi mengatakan; Sari, dalam suratnya mengatakan)."""
    if first > start and doc.words[first] in doc.lex["occasions"] and doc.gap(first) == ", ":
        return source_before(doc, first - 1, start, steps - 1)
    opener = first - 1
    occasion = (
        opener > start and doc.words[opener] in doc.lex["when_asked"] and doc.gap(opener).strip(" .)") in ("", ",")
    )
    return source_before(doc, opener - 1, start, steps - 1) if occasion and doc.is_capital(opener - 1) else None


def _clause_start(doc: Document, last: int, start: int) -> int:
    """The first word of the clause that ends with a word: back to a mark, or to a word that opens clauses."""
    at, low = last, max(start, last - REACH)
    while at > low:
        gap = doc.gap(at)
        if gap != " " and not continues(gap):
            bracket = _bracket_before(doc, at)
            if bracket is None:
                break
            at = bracket
        elif gap[0] in '"“”' or _opens_clause(doc, at - 1):
            break
        else:
            at -= 1
    return at


def _opens_clause(doc: Document, at: int) -> bool:
    word, lex = doc.words[at], doc.lex
    if word not in lex["openers"] or (at and doc.words[at - 1] == "yang") or doc.is_capital(at):
        return False
    return not lex.has(word, "pointing", "between_subjects")


def _bracket_before(doc: Document, at: int) -> int | None:
    """The word before a short bracket that stands right before a word (Budi (40) mengatakan)."""
    gap = doc.gap(at).strip()
    if gap == "(":
        return at - 1
    opening = doc.text.rfind("(", max(0, doc.starts[at] - 45), doc.starts[at]) if gap == ")" else -1
    before = doc.word_at(opening) - 1 if opening > 0 else -1
    return before if before >= 0 else None


def _behind_openers(doc: Document, first: int, last: int) -> int:
    """The first word behind those that only open a clause (Namun Sari; Selain itu Sari)."""
    while first <= last and doc.lex.has(doc.words[first], "openers", "dropped"):
        first += 1
        first += first <= last and doc.words[first] in doc.lex["pointing"]
    return first


def _stripped(doc: Document, first: int, last: int) -> int | None:
    """The first word without what stands before a subject at a clause's beginning (Namun Sari; Di Medan Sari)."""
    lex, first = doc.lex, _behind_openers(doc, first, last)
    if first > last or doc.words[first] in lex["first_person"]:
        return None
    outlet = first == last and doc.is_capital(first) and doc.words[first] in lex["outlets"]
    if doc.words[first] in lex["not_first"] and not outlet:
        return _inner_subject(doc, first, last)
    return _behind_verb(doc, first, last)


def _inner_subject(doc: Document, first: int, last: int) -> int | None:
    """The subject at the end of a clause that begins with a preposition: a name with its office."""
    lex, at = doc.lex, last
    while at > first:
        word = doc.words[at]
        ends = word in lex["pointing"] and at < last
        if ends or not (doc.is_capital(at) or lex.has(word, "people", "inside", "pointing") or lex.is_office(word)):
            return at + 1 if at < last else None
        if doc.words[at - 1] in lex["not_first"] and not doc.is_capital(at - 1):
            return None
        at = at - 1 if continues(doc.gap(at)) else _bracket_before(doc, at) or first
    return None


def _behind_verb(doc: Document, first: int, last: int) -> int | None:
    """Behind the last verb that no relative clause holds (hal itu membuat Sari mengatakan)."""
    begin = first
    for at in range(first, last + 1):
        if doc.words[at] == "yang":
            break
        verb = is_verb(doc, at) and not doc.lex.has(doc.words[at], "occasions")
        if at > first and verb and not doc.words[at].startswith(("ber", "ter")):
            begin = at + 1
    begin += first < begin <= last and doc.words[begin] == "dan"
    return begin if begin <= last else None


def _named(doc: Document, first: int, last: int) -> SourcePhrase | None:
    """The phrase, where it can be a speaker: a name, a pronoun, people, a body or a document."""
    while first < last and not doc.is_capital(first) and doc.lex.has(doc.words[first], "pointing", "between_subjects"):
        first += 1
    if not _can_be_speaker(doc, first, last):
        name = _trailing_name(doc, first, last)
        if name is None:
            return None
        first = name
    return _span(doc, first, _before_clause(doc, first, last))


def _can_be_speaker(doc: Document, first: int, last: int) -> bool:
    head, lex = doc.words[first], doc.lex
    if doc.is_capital(first) and not _only_begins(doc, first, last):
        return True
    return lex.can_speak(head) or outlet_head(doc.words[first : first + 2], lex) != ""


def _trailing_name(doc: Document, first: int, last: int) -> int | None:
    """The first word of the name that a phrase ends with, where no preposition stands before it."""
    lex, name = doc.lex, last + 1
    while name > first and (doc.is_capital(name - 1) or doc.words[name - 1] in lex["inside"]):
        name -= 1
        if not continues(doc.gap(name)) and doc.gap(name) != " (":
            return name
    if name > last:
        return None
    before = doc.words[name - 1] if name > first else ""
    if before in lex["people"] or lex.is_office(before):
        return name - 1
    return None if before in lex["not_first"] else name


def _only_begins(doc: Document, first: int, last: int) -> bool:
    """Whether a word has its capital only because a sentence begins with it (Peristiwa itu …)."""
    if first == last or first != doc.first_words[doc.sentence_of(first)] or doc.gap(first + 1) != " ":
        return False
    if doc.lex.has(doc.words[first + 1], "through", "when_asked"):
        return False
    behind = range(first + 1, last + 1)
    return doc.words[first + 1] in doc.lex["pointing"] or not any(doc.is_capital(at) for at in behind)


def _before_clause(doc: Document, first: int, last: int) -> int:
    """The last word before what follows a source: a relative clause, or an occasion (Sari dalam sambutannya)."""
    lex, title = doc.lex, is_title(doc, first)
    noun = lex.has(doc.words[first].split("-")[0], "people", "outlet_heads", *_NOBODIES)
    named = doc.is_capital(first) and not noun
    for at in range(first + 1, last + 1):
        word, behind = doc.words[at], doc.words[at + 1]
        if doc.is_capital(at):
            continue
        if word == "yang":
            if _is_described(doc, first, at):
                return last
            return at - 1
        if word not in lex["occasions"]:
            continue
        loose = word in ("di", "pada", "dalam")
        if (
            not loose
            or (named and doc.is_capital(at - 1) and not (title and word != "dalam"))
            or behind in lex["weekdays"]
        ):
            return at - 1
    return last


def _is_described(doc: Document, first: int, which: int) -> bool:
    """Whether a clause with `yang` says who a source without a name is (Saksi yang melihatnya), not what a name did."""
    lex = doc.lex
    nobody = lex.has(doc.words[first], "people", "documents", *_NOBODIES)
    names = (
        at for at in range(first + 1, which) if doc.is_capital(at) and doc.words[at - 1] not in ("di", "dari", "asal")
    )
    return doc.words[which + 1] in lex["nameless"] or (nobody and not any(names))


def _with_office(doc: Document, found: SourcePhrase, start: int) -> SourcePhrase:
    """The source with an office that stands before it and a comma (Menteri Luar Negeri Iran, Abbas Araghchi)."""
    at, listed = found.first, False
    for _ in range(4):
        if at > start and doc.words[at - 1] == "dan" and doc.gap(at - 1) in _COMMAS:
            at, listed = at - 1, True
        elif at <= start or at - 1 in doc.credited or not doc.is_capital(at) or doc.gap(at) not in _COMMAS:
            return found
        begins = _clause_start(doc, at - 1, start)
        before = _behind_openers(doc, begins, at - 1)
        led = doc.words[max(start, begins - 1) : before + 1]
        if before == at or "yang" in doc.words[before:at] or any(doc.lex.has(word, "not_first") for word in led):
            return found
        before = _behind_verb(doc, before, at - 1) or before
        people = doc.words[before] in doc.lex["people"] and before == begins and doc.words[before + 1] != "kota"
        counted = before + 1 + (doc.words[before] == "salah")
        people = people or (doc.words[before] in doc.lex["one_of"] and doc.words[counted] in doc.lex["people"])
        body = listed and doc.words[before] in doc.lex["bodies"]
        if people or body or doc.lex.is_office(doc.words[before]):
            return SourcePhrase(before, found.last, start_of(doc, before), found.end)
        if at - before > 4 or not all(doc.is_capital(word) for word in range(before, at)):
            return found
        at = before
    return found
