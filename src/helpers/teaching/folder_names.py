"""A folder for each student, named so that every file system can hold it and no two are mixed up."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from hashlib import sha256

__all__ = ["folder_names", "safe_name"]

_LONGEST = 80
"""Bytes of a name; 255 is what file systems allow, and a path has several."""

_RESERVED = re.compile(
    r"(?:con|prn|aux|nul|clock\$|conin\$|conout\$|(?:com|lpt)[0-9\u00b9\u00b2\u00b3])(?:\..*)?", re.I
)
_FIT = " .@+()'-_"


def safe_name(words: str) -> str:
    """The words as a name of one folder or file: no separators, no name that some system keeps for itself.

    Args:
        words: such as a student's name.

    Example:
        >>> safe_name("Siti Nurhaliza"), safe_name("../etc/passwd"), safe_name("CON"), safe_name("")
        ('Siti Nurhaliza', '_etc_passwd', '_CON', '_')
    """
    fit = "".join(map(_fit, unicodedata.normalize("NFC", words))).lstrip(" .-").rstrip(" .")
    whole = fit.encode("utf-8", "ignore")
    fit = whole[:_LONGEST].decode("utf-8", "ignore").rstrip(" .") if len(whole) > _LONGEST else fit
    return f"_{fit}" if not fit or _RESERVED.fullmatch(fit) else fit


def folder_names(students: Iterable[str]) -> dict[str, str]:
    """A folder's name for each student; where two would share one, all but one get letters of their own behind it.

    Names are the same whatever the order, and differ also where a file system tells no case apart.

    Args:
        students: their ids.

    Example:
        >>> folder_names(["Siti", "budi/1", "budi_1"])
        {'Siti': 'Siti', 'budi_1': 'budi_1', 'budi/1': 'budi_1-e24eeb'}
    """
    names: dict[str, str] = {}
    taken: set[str] = set()
    for student in sorted(set(students), key=lambda one: (safe_name(one) != one, one)):
        name = safe_name(student)
        if _alike(name) in taken:
            name = f"{name}-{sha256(student.encode('utf-8', 'surrogatepass')).hexdigest()[:6]}"
        while _alike(name) in taken:
            name += "_"
        taken.add(_alike(name))
        names[student] = name
    return names


def _fit(character: str) -> str:
    """The character where a name may have it: letters, digits and their marks of every script, little else."""
    kept = character.isalnum() or character in _FIT or unicodedata.category(character)[0] == "M"
    return character if kept else "_"


def _alike(name: str) -> str:
    """One form for names that some file system takes for the same."""
    return unicodedata.normalize("NFKD", name).casefold()
