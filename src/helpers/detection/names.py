"""What a name gives away: whether it is an outlet's, a body's or a person's."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from helpers.detection.lexicon import Lexicon
from helpers.detection.segmentation import WORD

__all__ = ["is_outlet", "kind_of_account", "outlet_head", "tells_body"]

_TAILS = ("TV", "FM", "News", "Pos", "Post")
_TAIL = re.compile(r"[a-z][A-Z]\w*$")
_DOMAIN = re.compile(r"\w\.(?:com|co|id|net|org|tv|news)\b", re.IGNORECASE)
_NAME_ENDS = re.compile(r"[,(]| dari | mewakili ")
_ABSTRACT = re.compile(r"(?:pe|ke)\w{4,}an")
_TOGETHER = re.compile(r"\b[A-Z][a-z]{3,}[A-Z]")
_SHORT = re.compile(r"\(([A-Z]{3,})\)")
_SHORT_NAME = 7


def outlet_head(words: Sequence[str], lex: Lexicon) -> str:
    """The noun for an outlet that some words begin with, such as "kantor berita"; empty where there is none.

    Example:
        >>> from helpers.detection.lexicon import lexicon
        >>> outlet_head(["kantor", "berita", "antara"], lexicon())
        'kantor berita'
    """
    heads = (" ".join(words[:size]) for size in (1, 2))
    return next((head for head in heads if head in lex["outlet_heads"]), "")


def is_outlet(words: Sequence[str], text: str, lex: Lexicon, credited: bool = False) -> bool:
    """Whether some words are the name of an outlet, or begin with one that they say more about.

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
    if words[0].startswith("detik") or _DOMAIN.search(text) or (text.endswith(_TAILS) and _TAIL.search(text)):
        return True
    if words[0] in names and words[0] not in unsure:
        return len(words) <= 2 or words[1] in lex["outlet_editions"]
    return len(words) > 1 and words[-1] in lex["outlet_tails"] and text.split()[-1][0].isupper()


def _begins_with_name(words: Sequence[str], names: frozenset[str]) -> bool:
    return any(" ".join(words[:size]) in names for size in (2, 3) if size < len(words))


def kind_of_account(text: str, lex: Lexicon) -> str:
    """Whose an account is, by the parts of its name without the @.

    Example:
        >>> from helpers.detection.lexicon import lexicon
        >>> [kind_of_account(name, lexicon()) for name in ("kabarnews", "info_tuban", "sari_utami")]
        ['outlet', 'organisation', 'person']
    """
    parts = [part for part in re.split(r"[._\d]+", text.lower()) if part]
    tails = tuple(tail for tail in lex["outlet_tails"] if len(tail) > 3 or tail == "tv")
    if text.lower() in lex["outlets"] or any(part.endswith(tails) for part in parts):
        return "outlet"
    bodies = any(part.startswith("info") or lex.has(part, "outlet_tails", "bodies", "pages") for part in parts)
    return "organisation" if bodies else "person"


def tells_body(text: str, lex: Lexicon, introduced: Collection[str] = (), credited: bool = False) -> str:
    """What in a name tells that it is a body's, in words; empty where nothing does.

    Example:
        >>> from helpers.detection.lexicon import lexicon
        >>> [tells_body(name, lexicon()) for name in ("Garda Kota", "Laras Hadi")]
        ['`Garda` in the name says that it is a body', '']
    """
    name = _NAME_ENDS.split(text)[0].strip()
    written = WORD.findall(name)
    small = [word.lower() for word in written]
    plain = [word for word in written[1:] if word.islower() and word not in lex["inside"]]
    person = small[:1] != [] and small[0] in lex["people"]
    if not small or any(map(lex.is_office, small)) or (plain and (person or len(plain) == len(written) - 1)):
        return ""
    told = next((word for word in written if _is_of_bodies(word, lex)), "")
    if told and not (person and not _is_of_bodies(written[-1], lex) and not told.islower()):
        return f"`{told}` in the name says that it is a body"
    short = _SHORT.search(text)
    if " ".join(small) in introduced or (short and short[1].lower() not in lex["nicknames"]):
        return "the text tells that it is a body"
    if _is_written_short(text, lex) or (_TOGETHER.search(name) and not credited):
        return "written as bodies' names are"
    country = len(small) > 1 and small[-1] in lex["states"] and not written[0].islower()
    return "the country in the name says that it is a body" if country else ""


def _is_of_bodies(written: str, lex: Lexicon) -> bool:
    """Whether a word stands in names of bodies, and in no person's: `Nasional`, `Keadilan`, `untuk`."""
    word = written.lower()
    if written.islower():
        return word in lex["words_of_bodies"] and word in lex["inside"]
    abstract = _ABSTRACT.fullmatch(word) is not None and word not in lex["people"]
    return abstract or lex.has(word, "bodies", "words_of_bodies")


def _is_written_short(text: str, lex: Lexicon) -> bool:
    """Whether capitals like BMKG stand alone or before a name that is not all capitals."""
    bare = text.partition("(")[0].strip()
    first, _, rest = bare.partition(" ")
    if not first.isupper() or first.lower() in lex["nicknames"] or len(first) > _SHORT_NAME:
        return False
    return len(first) > 1 if not rest else len(first) > 2 and not bare.isupper()
