"""Gradescope's export: folders that name nobody, and a list beside them that does."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace

from helpers.grading.intake.files import Found

__all__ = ["LIST", "Submitters", "named", "submitters"]

LIST = "submission_metadata.yml"

Submitters = Mapping[str, list[list[str]]]
"""By folder, for each of those who handed in together: id, address and name, as far as they are there."""

_EXPORT = re.compile(r"assignment_\d+_export(?:\.zip)?", re.IGNORECASE)
_FOLDER = re.compile(r"(submission_\d+):\s*")
_ENTRY = re.compile(r"(  - |    ):(name|sid|email):(?: (.*))?")


def named(found: Iterable[Found], read: Callable[[Found], Submitters]) -> Iterator[Found]:
    """The files, those in folders of Gradescope with who handed them in; once for each of a group.

    Args:
        found: every file of a class.
        read: reads a list.
    """
    found = list(found)
    lists = {one.parts[:-1]: read(one) for one in found if _is_list(one)}
    for one in found:
        told = next((lists[one.parts[:at]] for at in (0, 1) if one.parts[:at] in lists), {})
        who = next((told[part] for part in one.parts[:2] if part in told), None)
        if who:
            yield from (replace(one, named=tuple(names)) for names in who)
        elif not (_is_list(one) and told):
            yield one


def _is_list(one: Found) -> bool:
    """Whether it is the list of a whole export; in a student's own folder it says nothing."""
    above, name = one.parts[:-1], one.parts[-1]
    return name == LIST and (not above or (len(above) == 1 and bool(_EXPORT.fullmatch(above[0]))))


def submitters(text: str) -> dict[str, list[list[str]]]:
    r"""Who handed in what, as the list says.

    Args:
        text: of the list, as Gradescope writes it.

    Example:
        >>> submitters("submission_1:\n  :submitters:\n  - :name: Siti Aminah\n    :sid: '0042'\n  :status: x\n")
        {'submission_1': [['0042', 'Siti Aminah']]}
    """
    people: dict[str, list[dict[str, str]]] = {}
    folder, listed = "", False
    for line in text.splitlines():
        if match := _FOLDER.fullmatch(line):
            folder, listed = match[1], False
        elif folder and listed and (entry := _ENTRY.fullmatch(line)):
            if entry[1] == "  - ":
                people.setdefault(folder, []).append({})
            people[folder][-1][entry[2]] = _plain(entry[3] or "")
        elif line[:2] == "  " and line[2:3] not in ("-", " "):
            listed = line.rstrip() == "  :submitters:"
    return {one: [_ordered(person) for person in group] for one, group in people.items()}


def _ordered(person: Mapping[str, str]) -> list[str]:
    return [told for key in ("sid", "email", "name") if (told := person.get(key, ""))]


def _plain(scalar: str) -> str:
    """A value without the quotation marks of YAML."""
    scalar = scalar.strip()
    if scalar[:1] == "'" == scalar[-1:]:
        return scalar[1:-1].replace("''", "'")
    if scalar[:1] == '"' == scalar[-1:]:
        try:
            return str(json.loads(scalar))
        except ValueError:
            return scalar[1:-1]
    return "" if scalar in ("~", "null") else scalar
