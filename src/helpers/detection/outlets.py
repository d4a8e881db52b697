"""Whether some words name a news outlet."""

from __future__ import annotations

import re
from collections.abc import Sequence

from helpers.detection.lexicon import Lexicon

__all__ = ["is_outlet", "outlet_head"]

_DOMAIN = re.compile(r"\w\.(?:com|co|id|net|org|tv|news)\b", re.IGNORECASE)


def outlet_head(words: Sequence[str], lex: Lexicon) -> str:
    """The noun for an outlet that some words begin with, such as "kantor berita"; empty where there is none.

    Args:
        words: words in small letters.
        lex: the word lists.

    Example:
        >>> from helpers.detection.lexicon import lexicon
        >>> outlet_head(["kantor", "berita", "antara"], lexicon())
        'kantor berita'
    """
    heads = (" ".join(words[:size]) for size in (1, 2))
    return next((head for head in heads if head in lex["outlet_heads"]), "")


def is_outlet(words: Sequence[str], text: str, lex: Lexicon, credited: bool = False) -> bool:
    """Whether some words are the name of an outlet, or begin with one that they say more about.

    Args:
        words: words in small letters.
        text: the same words as they are written.
        lex: the word lists.
        credited: whether a word of crediting stands before them; then a name that means something else counts, too.

    Example:
        >>> from helpers.detection.lexicon import lexicon
        >>> is_outlet(["sputnik", "berbahasa", "arab"], "Sputnik berbahasa Arab", lexicon())
        True
        >>> is_outlet(["as"], "AS", lexicon()), is_outlet(["as"], "AS", lexicon(), credited=True)
        (False, True)
    """
    words = words[1:] if words[0] == "the" and len(words) > 1 else words
    names, unsure, joined = lex["outlets"], lex["outlets_unsure"], " ".join(words)
    if lex.is_office(words[0]) or words[0] in lex["people"]:
        return False
    if joined in unsure:
        return credited
    if all(part in names for part in joined.split(" dan ")) or _begins_with_name(words, names):
        return True
    if words[0].startswith("detik") or _DOMAIN.search(text):
        return True
    if words[0] in names and words[0] not in unsure:
        return len(words) <= 2 or words[1] in lex["outlet_editions"]
    return len(words) > 1 and words[-1] in lex["outlet_tails"] and text.split()[-1][0].isupper()


def _begins_with_name(words: Sequence[str], names: frozenset[str]) -> bool:
    return any(" ".join(words[:size]) in names for size in (2, 3) if size < len(words))
