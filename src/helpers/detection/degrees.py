"""Degrees behind a name (Sari, S.H., M.Kes.; Budi, SE, MM): where a run of them ends."""

from __future__ import annotations

import re

from helpers.detection.lexicon import Lexicon

__all__ = ["degree_runs", "degrees_behind", "is_degree_at"]

_DOTTED = re.compile(r"([A-Z][A-Za-z]{0,3}(?:\. ?[A-Z][A-Za-z]{0,5}\b){1,3})(?:\.? ?\([A-Z]{1,3}\))?(\.?)")
_PLAIN = re.compile(r"[A-Z][A-Za-z]{1,4}\b")
_COMMA = re.compile(r",\s?(?=[A-Z][A-Za-z]{0,4}(?:[.,()]|\s|$))")
_NAME_BEHIND = re.compile(r" ?[A-Z][a-z]+")
_SHORT = 3


def degree_runs(text: str, lex: Lexicon) -> list[tuple[int, int]]:
    """Where a name ends and where the degrees end behind it, for each run of degrees in a text.

    Example:
        >>> from helpers.detection.lexicon import lexicon
        >>> degree_runs("Sari, S.H., M.Kes., dan Budi, SE, MM", lexicon())
        [(4, 18), (28, 36)]
    """
    runs: list[tuple[int, int]] = []
    for comma in _COMMA.finditer(text):
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
    while comma := _COMMA.match(text, place):
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
    if dotted := _DOTTED.match(text, place):
        joined = dotted[1].replace(" ", "").lower()
        if joined in lex["degrees"]:
            return dotted.end()
        known, _, last = joined.rpartition(".")
        if last in lex["starters"] or (known in lex["degrees"] and len(last) > 1):
            return place + dotted[1].rindex(".") + 1
        short = " " not in dotted[1] and all(len(part) <= _SHORT for part in dotted[1].split("."))
        return dotted.end() if short and not _NAME_BEHIND.match(text, dotted.end()) else 0
    plain = _PLAIN.match(text, place)
    if plain and plain[0].lower() in lex["degrees"] and not _NAME_BEHIND.match(text, plain.end()):
        return plain.end() + (text[plain.end() : plain.end() + 2] in (".,", ". "))
    return 0
