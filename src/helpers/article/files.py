"""What files say, as NFC text: words, and TOML with what in it does not fit its dataclass, or as that object."""

from __future__ import annotations

import tomllib
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import Any, TypeVar

from helpers.article.fields import EMPTY, OPTIONAL, TAUGHT, Field, Of, shape
from helpers.errors import ArticleError

__all__ = [
    "BLANK",
    "UNDECIDED",
    "build",
    "faults",
    "field_faults",
    "fitting",
    "named_rows",
    "read_as",
    "read_text",
    "read_toml",
    "refuse",
    "seeds_folder",
]

T = TypeVar("T")


BLANK = "..."
"""What stands in a draft where a person still has to decide."""
UNDECIDED = "is still to be decided"

TO_DO = {
    "language": "the language of the text, such as id",
    "outlet": "the name of the outlet that published it",
    "published": "the day, month or year, as far as it is known, such as 2024-11-30",
    "title": "the headline",
    "date_known": "how the date is known",
    "address": "where the article stands, or that it stands nowhere",
    "rights": "whose the words are, and why they may stand here",
    "provenance": "how the text came here, and what of it is missing",
    "kind": "what kind of source it is",
    "as_written": "its name as the article or article.toml writes it",
    "source": "whose word it is: one of [sources]",
    "en": "what it says, in English",
    "why": "one sentence: the reason for this answer",
    "certainty": "clear where every careful reader would mark it, else arguable",
    "neutral_id": "plainer words for the same fact in Indonesian, or nothing",
    "neutral_en": "plainer words for the same fact in English, or nothing",
}
"""What a person decides in each field that a draft may leave blank."""

_WORDS = {
    str: "text in quotation marks",
    bool: "true or false",
    int: "a whole number",
    date: "a bare date, such as 2027-11-01",
    list: "a list",
    dict: "a table",
}


def seeds_folder() -> Path:
    """The folder of articles and word lists: inside an installed package, or at a checkout's root.

    Example:
        >>> (seeds_folder() / "articles").is_dir()
        True
    """
    installed = Path(__file__).parents[1] / "seeds"
    return installed if installed.is_dir() else Path(__file__).parents[3] / "seeds"


def read_text(folder: Path) -> str:
    r"""The article's words as NFC text with `\n` line ends: what all offsets count in.

    Args:
        folder: the article's folder; its file text.txt is read as UTF-8.

    Raises:
        ArticleError: text.txt is missing, empty or not UTF-8.

    Example:
        >>> read_text(seeds_folder() / "articles" / "harakatuna-2024")[:14]
        'Harakatuna.com'
    """
    text = _read_nfc(folder / "text.txt")
    if not text.strip():
        raise ArticleError(f"{folder / 'text.txt'} is empty; paste the article's words into it.")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def read_toml(file: Path) -> dict[str, Any]:
    """What a TOML file says, as NFC text.

    Args:
        file: a TOML file; a byte order mark at its start does no harm.

    Raises:
        ArticleError: the file is missing, is not UTF-8 or is not TOML.

    Example:
        >>> read_toml(seeds_folder() / "articles" / "islam-times-2021" / "article.toml")["language"]
        'id'
    """
    text = _read_nfc(file)
    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError) as error:  # TOMLDecodeError, and what tomllib lets through
        raise ArticleError(f"{file} is not TOML: {error}") from None


def read_as(file: Path, of: type[T], error: type[ArticleError] = ArticleError, **computed: Any) -> T:
    """The object that a TOML file stands for.

    Args:
        file: a TOML file.
        of: its dataclass.
        error: what is raised where a field does not fit.
        computed: the fields that are not in the file.

    Raises:
        ArticleError: the file cannot be read, or does not fit; every fault is listed, a line each.

    Example:
        >>> from helpers.article.model import Publication
        >>> read_as(seeds_folder() / "articles" / "islam-times-2021" / "article.toml", Publication).outlet
        'Islam Times'
    """
    table = read_toml(file)
    refuse(file, faults(table, of), error)
    return build(table, of, **computed)


def refuse(file: Path, faults: Iterable[str], error: type[ArticleError] = ArticleError) -> None:
    """Nothing, where a file has no faults.

    Args:
        file: the file.
        faults: what is wrong with it.
        error: what is raised where there is any.

    Raises:
        ArticleError: the faults, a line each.
    """
    if told := [f"{file}: {fault}" for fault in faults]:
        raise error("\n".join(told))


def _read_nfc(file: Path) -> str:
    try:
        return unicodedata.normalize("NFC", file.read_bytes().decode("utf-8-sig"))
    except OSError as error:
        raise ArticleError(f"{file} cannot be read: {error.strerror}.") from None
    except UnicodeDecodeError as error:
        message = f"is not UTF-8: byte {error.start} cannot be read; save the file as UTF-8."
        raise ArticleError(f"{file} {message}") from None


def field_faults(table: object, of: Of, taught: bool = True) -> Iterator[str]:
    """A sentence for each field that is missing, unknown, empty, of the wrong type or not in its closed list.

    Args:
        table: what TOML gave.
        of: the dataclass whose fields it should have.
        taught: whether the fields for teaching are asked for as well.

    Example:
        >>> from helpers.article.model import Source
        >>> list(field_faults({"kind": "anonymous"}, Source))[0]
        'kind is "anonymous"; choose person, organisation, outlet, unnamed, vague or narrator'
    """
    if not isinstance(table, dict):
        yield f"there must be a table here, and there is {_WORDS.get(type(table), 'a number or a date')}"
        return
    known = {field.name: field for field in shape(of)}
    for field in known.values():
        if field.name not in table and OPTIONAL not in field.marks and (taught or TAUGHT not in field.marks):
            yield f"[[{field.name}]] is missing" if field.holds_tables else f"{field.name} is missing"
    for name, value in table.items():
        if name not in known:
            near = get_close_matches(name, known, n=1)
            yield f'"{name}" is no field here' + (f"; did you mean {near[0]}?" if near else "")
        elif fault := _value_fault(value, known[name]):
            yield f"{name} {fault}"


def faults(table: object, of: Of) -> Iterator[str]:
    """What `field_faults` says of a table, and of the tables in it, each with its place.

    Args:
        table: what TOML gave.
        of: the dataclass whose fields it should have.
    """
    yield from field_faults(table, of)
    fit = fitting(table, of)
    for field in shape(of):
        if field.inside and (value := fit[field.name]) is not None:
            rows = named_rows(field.name, value) if field.holds_tables else [(field.name, value)]
            yield from (f"{place}: {fault}" for place, row in rows for fault in faults(row, field.inside))


def named_rows(name: str, rows: Iterable[object]) -> Iterator[tuple[str, Any]]:
    """Each table of a list, with what an author would call it: its id where it has one, else its number.

    Args:
        name: the list's name.
        rows: what TOML gave.

    Example:
        >>> [place for place, _ in named_rows("rung", [{"id": "nobody"}, {}])]
        ['rung nobody', 'rung 2']
    """
    for number, row in enumerate(rows, 1):
        match row:
            case {"id": str(id)} if id.strip():
                yield f"{name} {id}", row
            case _:
                yield f"{name} {number}", row


def fitting(table: object, of: Of) -> dict[str, Any]:
    """Every field by its name: its value, or None where it is missing or does not fit; what is not said is not true.

    Args:
        table: what TOML gave.
        of: the dataclass whose fields it should have.

    Example:
        >>> from helpers.article.model import Source
        >>> fitting({"kind": "vague", "described": "somewhere"}, Source)
        {'kind': 'vague', 'described': None, 'as_written': None}
    """
    given = {field.name: False for field in shape(of) if field.kind is bool}
    given |= table if isinstance(table, dict) else {}
    return {
        field.name: given[field.name] if field.name in given and not _value_fault(given[field.name], field) else None
        for field in shape(of)
    }


def build(table: Mapping[str, Any], of: type[T], **computed: Any) -> T:
    """The object that a table without faults stands for.

    Args:
        table: what TOML gave.
        of: its dataclass.
        computed: the fields that are not in the file, or not as they are there.

    Example:
        >>> from helpers.article.model import Source
        >>> build({"kind": "vague"}, Source, id="some", as_written="kabar")
        Source(id='some', kind='vague', described=None, as_written='kabar')
    """
    declared: type = of
    for field in shape(declared):
        if field.attribute not in computed and (field.name in table or not field.default):
            computed[field.attribute] = _value(field, table.get(field.name))
    return of(**computed)


def _value(field: Field, value: Any) -> Any:
    if value is None:
        return False if field.kind is bool else None
    if field.inside:
        inside: type = field.inside
        return tuple(build(row, inside) for row in value) if field.holds_tables else build(value, inside)
    return tuple(value) if field.kind is list else value


def _value_fault(value: Any, field: Field) -> str:
    if value == BLANK and field.name in TO_DO:
        return f"{UNDECIDED}: {TO_DO[field.name]}"
    if field.labels and value not in field.labels:
        found = f'is "{value}"' if isinstance(value, str) else f"must be {_WORDS[str]}"
        return f"{found}; choose {', '.join(filter(None, field.labels[:-1]))} or {field.labels[-1]}"
    of_kind = type(value) is field.kind  # True is an int, and a moment is a date
    if not of_kind:
        return f"must be {_WORDS[field.kind]}"
    if field.texts and not all(isinstance(one, str) for one in value):
        return 'must be a list of texts in quotation marks, such as ["one", "two"]'
    if field.like and not field.like.pattern.fullmatch(value):
        return f'is "{value}"; {field.like.told}'
    empty = value == [] or (isinstance(value, str) and not value.strip())
    return "is empty" if empty and EMPTY not in field.marks else ""
