"""Text to sentences: glued full stops, abbreviations, degrees behind a name and mixed quotation marks included."""

from __future__ import annotations

import re
from collections.abc import Iterator

from helpers.detection.lexicon import Lexicon, lexicon
from helpers.detection.quotation_marks import QuotationMarks, pair_marks
from helpers.text.spans import Span

__all__ = ["WORD", "degree_runs", "degrees_behind", "is_degree_at", "segment_sentences"]

WORD = re.compile(r"[^\W_]+(?:['’\-][^\W_]+)*")
"""A word, its parts joined by hyphens or apostrophes."""

_DEGREES = re.compile(r"([A-Z][A-Za-z]{0,3}(?:\. ?[A-Z][A-Za-z]{0,5}\b){1,3})(?:\.? ?\([A-Z]{1,3}\))?(\.?)")
_DEGREE = re.compile(r"[A-Z][A-Za-z]{1,4}\b")
_DEGREE_COMMA = re.compile(r",\s?(?=[A-Z][A-Za-z]{0,4}(?:[.,()]|\s|$))")
_NAME_BEHIND = re.compile(r" ?[A-Z][a-z]+")
_SHORT_DEGREE = 3

_STOP = re.compile(r"[.!?…\n](?:(?<=\n)\s*|(?<!\n)[.!?…]*)")
_INK = re.compile(r"\S")
_DOTTED = re.compile(r"[^\W_]+(?:[.'’/\-][^\W_]+)*")
_TAG = re.compile(r"[(\[](?!\d+[)\]])[^()\[\]\n]{1,60}[)\]]")
_DATELINE = re.compile(r"[^\W\d_][\w .,/()]{0,40}?\s*(?:--?|[–—])\s")
_BEFORE_LETTER = re.compile(r"([^\W_]+)[\s.]+$")
_LEAD = re.compile(r"[A-Z][\w .,/()]{1,50}?\s?(?:--?|[–—])")
_REACH = 32
_THOUSANDS = re.compile(r"\d{1,3}\.\d{3}(?:\.\d{3})*")
_OPENERS = '(["“„«‟'
_NO_BREAK_BEFORE = frozenset(",;:.)]}%/")


def degree_runs(text: str, lex: Lexicon) -> list[tuple[int, int]]:
    """Where a name ends and where the degrees end behind it, for each run of degrees in a text.

    Example:
        >>> from helpers.detection.lexicon import lexicon
        >>> degree_runs("Sari, S.H., M.Kes., dan Budi, SE, MM", lexicon())
        [(4, 18), (28, 36)]
    """
    runs: list[tuple[int, int]] = []
    for comma in _DEGREE_COMMA.finditer(text):
        start = comma.start()
        if (not runs or start >= runs[-1][1]) and (end := degrees_behind(text, start, lex)) > start:
            runs.append((start, end))
    return runs


def degrees_behind(text: str, place: int, lex: Lexicon) -> int:
    """Where the degrees end that stand behind a name, each behind a comma; the same place where there are none.

    Example:
        >>> from helpers.detection.lexicon import lexicon
        >>> text = "Sari Utami, S.H., M.Kes., menilai"
        >>> text[: degrees_behind(text, 10, lexicon())]
        'Sari Utami, S.H., M.Kes.'
    """
    while comma := _DEGREE_COMMA.match(text, place):
        end = is_degree_at(text, comma.end(), lex)
        if not end:
            break
        place = end
    return place


def is_degree_at(text: str, place: int, lex: Lexicon) -> int:
    """Where the degree ends that begins at a place, its full stop included; 0 where none begins there.

    Example:
        >>> from helpers.detection.lexicon import lexicon
        >>> [is_degree_at(words, 0, lexicon()) for words in ("Sp.BS(K), ", "A.M. Sari", "SE, MM", "SD, ")]
        [8, 0, 2, 0]
    """
    if dotted := _DEGREES.match(text, place):
        joined = dotted[1].replace(" ", "").lower()
        if joined in lex["degrees"]:
            return dotted.end()
        known, _, last = joined.rpartition(".")
        if last in lex["starters"] or (known in lex["degrees"] and len(last) > 1):
            return place + dotted[1].rindex(".") + 1
        short = " " not in dotted[1] and all(len(part) <= _SHORT_DEGREE for part in dotted[1].split("."))
        return dotted.end() if short and not _NAME_BEHIND.match(text, dotted.end()) else 0
    plain = _DEGREE.match(text, place)
    if plain and plain[0].lower() in lex["degrees"] and not _NAME_BEHIND.match(text, plain.end()):
        return plain.end() + (text[plain.end() : plain.end() + 2] in (".,", ". "))
    return 0


def segment_sentences(text: str, marks: QuotationMarks | None = None) -> tuple[Span, ...]:
    """The sentences of a text, in order: every character that is no blank is in exactly one.

    A full stop ends a sentence wherever one begins behind it, with a blank or without. Abbreviations, initials,
    domains, numbers and datelines end none. A desk's tag behind the last full stop, `[IT/AR]`, stands apart, and so
    does a line without a full stop.

    Example:
        >>> text = 'Hujan turun di Tanah Abang, kata Drs. B. Sari."Kami pulang," ujarnya.[ab/cd]'
        >>> [span.of(text) for span in segment_sentences(text)]
        ['Hujan turun di Tanah Abang, kata Drs. B. Sari.', '"Kami pulang," ujarnya.', '[ab/cd]']
    """
    marks = pair_marks(text) if marks is None else marks
    spans, start = [], 0
    for end in _ends(text, marks):
        words = text[start:end]
        inked = words.strip()
        if inked:
            first = start + len(words) - len(words.lstrip())
            spans.append(Span(first, first + len(inked)))
        start = end
    return tuple(spans)


def _ends(text: str, marks: QuotationMarks) -> Iterator[int]:
    """Where sentences end, in order; the last one is the text's end."""
    words = lexicon()
    start, position, length = 0, 0, len(text)
    while match := _STOP.search(text, position):
        stop, position = match.span()
        if text[stop] == "\n":
            end = stop if _line_ends(text, start, stop, position) else None
        else:
            position = end = _closers(text, position, marks)
            ink = _INK.search(text, end)
            following = ink.start() if ink else length
            if following < length and not _is_end(text, start, match, end, following, marks, words):
                end = None
        if end is None or not text[start:end].strip():
            continue
        yield end
        start = end
        for after in _apart(text, end):
            yield after
            start = position = after
    yield length


def _line_ends(text: str, start: int, stop: int, following: int) -> bool:
    """Whether a line without a full stop ends a sentence: not where it only wraps, and not behind a dateline."""
    if stop - start < 60 and _LEAD.fullmatch(text[start:stop].strip()):
        return False
    return not (text[following : following + 1].islower() and text.count("\n", stop, following) == 1)


def _closers(text: str, position: int, marks: QuotationMarks) -> int:
    """Behind the brackets and closing marks that belong to a full stop."""
    while position < len(text):
        if position in marks.closing:
            position = marks.closing[position]
        elif text[position] in ")]}" or (text[position] in "'’" and not text[position + 1 : position + 2].isalnum()):
            position += 1
        elif text[position] == " " and position + 1 in marks.closing and not _begins(text, marks.closing[position + 1]):
            position = marks.closing[position + 1]
        else:
            break
    return position


def _begins(text: str, position: int) -> bool:
    return text[position : position + 1].isalnum()


def _apart(text: str, end: int) -> Iterator[int]:
    """The end of a bracketed piece that stands alone behind a sentence: a desk's tag or a pointer to more."""
    ink = _INK.search(text, end)
    while ink and ink[0] in "([" and (tag := _TAG.match(text, ink.start())):
        ink = _INK.search(text, tag.end())
        if ink and (ink[0].islower() or ink[0] in ".,;"):
            return
        yield tag.end()


def _is_end(
    text: str, start: int, stop: re.Match[str], end: int, following: int, marks: QuotationMarks, words: Lexicon
) -> bool:
    """Whether the sentence that began at `start` ends with this full stop; something stands behind it."""
    first = text[following]
    glued = following == end
    if "\n" in text[end:following]:
        return not (
            first.islower() and end == stop.end() and _before(text, start, stop.start()).lower() in words["never_end"]
        )
    if first.islower():
        return not glued and end == stop.end() and text.startswith("detik", following)
    if first in _NO_BREAK_BEFORE:
        return False
    if "." not in stop[0] or len(stop[0]) > 1:
        return _exclaims(text, start, stop, end, following, words)
    if end > stop.end():
        return not (text[end - 1] == ")" and _is_initials(_before(text, start, stop.start()), text, following, words))
    return _full_stop_ends(text, start, stop.start(), following, glued, words)


def _exclaims(text: str, start: int, stop: re.Match[str], end: int, following: int, words: Lexicon) -> bool:
    if stop[0] == "!" and end == stop.end() and _before(text, start, stop.start()).lower() in words["exclaiming"]:
        return False
    return text[following].isalnum() or text[following] in _OPENERS or following > end


def _before(text: str, start: int, stop: int) -> str:
    """The word that a full stop stands behind, inner full stops included (Harakatuna.com, S.H)."""
    first = stop
    lowest = max(start, stop - _REACH)
    while first > lowest and (text[first - 1].isalnum() or text[first - 1] in ".'’/-"):
        first -= 1
    return text[first:stop].lstrip(".'’/-")


def _full_stop_ends(text: str, start: int, stop: int, following: int, glued: bool, words: Lexicon) -> bool:
    word = _before(text, start, stop)
    after = _DOTTED.match(text, following, following + _REACH)
    ahead = after[0] if after else ""
    if not word:
        return True
    if (
        glued
        and text[stop - len(word) - 2 : stop - len(word)].startswith(",")
        and is_degree_at(text, stop - len(word), words) > following
    ):
        return False
    if _THOUSANDS.fullmatch(f"{word.removeprefix('Rp.')}.{ahead}") or (
        glued and ahead and _is_joined(word, ahead, words)
    ):
        return False
    if _is_listed(text, start, stop - len(word), word):
        return False
    if _DATELINE.match(text, following) and "." in word and stop - start < 40:
        return False
    return _word_ends(text, start, stop, word, text[following], ahead, words)


def _is_joined(word: str, ahead: str, words: Lexicon) -> bool:
    """Whether a full stop without a blank joins what stands around it: a number, a domain, a court's file."""
    if word[-1].isdigit() and ahead[0].isdigit():
        return True
    last = re.split(r"[./]", word)[-1].lower()
    first = re.split(r"[./\-]", ahead)[0].lower()
    in_capitals = ahead.split(".")[0].isupper() and len(first) > 1
    if in_capitals and first in words["domains"] and word[-1].isupper():
        return True
    if "/" in word and "/" in ahead:
        return True
    if f"{last}.{first}" in words["degrees"]:
        return True
    return last in words["never_end"] and len(last) > 1 and not _is_acronym(word[-len(last) :], last, words)


def _is_listed(text: str, start: int, first: int, word: str) -> bool:
    """Whether a number or a letter counts what follows (1. Sari; berikut: 2. Budi)."""
    if len(word) > 3 or not (word.isdigit() or len(word) == 1 or set(word) <= set("IVX")):
        return False
    before = text[start:first].rstrip() if first - start < 200 else text[first - 200 : first].rstrip()
    return not before or before[-1] in ":;," or (before in ("(", '"'))


def _word_ends(text: str, start: int, stop: int, word: str, first: str, ahead: str, words: Lexicon) -> bool:
    lower, next_word = word.lower(), re.split(r"[./]", ahead)[0].lower()
    starts = next_word in words["starters"]
    if len(word) == 1 and word.isalpha():
        return _letter_ends(text, start, stop - 1, word, first, ahead, starts, words)
    titled = _needs_more(word, words) or all(_needs_more(part, words) for part in word.split("."))
    if titled or (word.isupper() and lower in words["heads_of_names"]):
        return starts and not ahead[0].isdigit()
    if lower in words["degrees"] and ("." in word or word[0].isupper()):
        if _word_before(text, start, stop - len(word)).lower() in words["named_after"]:
            return False
        behind = {ahead.lower(), ".".join(ahead.lower().split(".")[:2])}
        return first not in _OPENERS[:2] and words["degrees"].isdisjoint(behind)
    if "." in word and all(len(part) <= 2 for part in word.split(".")) and word.replace(".", "").isupper():
        return starts or first in _OPENERS
    return lower not in words["may_end"] or first != "("


def _needs_more(part: str, words: Lexicon) -> bool:
    """Whether something must follow a part of an abbreviation: a title, or an initial beside one (Dr.H. Sari)."""
    lower = part.lower()
    return (lower in words["never_end"] and not _is_acronym(part, lower, words)) or (len(part) == 1 and part in "HA")


def _is_acronym(word: str, lower: str, words: Lexicon) -> bool:
    """Whether capitals make another word of an abbreviation (AN, MAR, ST): it may end a sentence."""
    return len(word) > 1 and word.isupper() and lower not in words["never_end_in_capitals"]


def _is_initials(word: str, text: str, following: int, words: Lexicon) -> bool:
    """Whether a word in brackets is the initials of the name behind it ((T.S.) Wibowo)."""
    after = WORD.match(text, following)
    letters = word.split(".")
    return len(letters) > 1 and all(len(part) == 1 for part in letters) and after is not None and after[0].istitle()


def _word_before(text: str, start: int, place: int) -> str:
    found = _BEFORE_LETTER.search(text, max(start, place - _REACH), place)
    return found[1] if found else ""


def _letter_ends(
    text: str, start: int, first_at: int, letter: str, first: str, ahead: str, starts: bool, words: Lexicon
) -> bool:
    """Whether a single letter with a full stop is the last word (golongan darah O.) or an initial (B. Sari)."""
    chain = len(ahead.split(".")[0]) == 1 and text[first_at + 3 : first_at + 5].endswith(".")
    if _word_before(text, start, first_at).lower() in words["lettered"] and not chain:
        return True
    if not ahead:
        return first in _OPENERS[2:]
    if letter.islower():
        return True
    return starts
