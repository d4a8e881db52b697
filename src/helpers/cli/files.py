"""What commands read and write: texts from files, folders, standard input, and what is found in them as plain data."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from helpers.article.model import Article, Edge, Loaded, Sentence
from helpers.detection.results import Attribution, Detection, LoadedCandidate, Quotation
from helpers.text.spans import Span

__all__ = [
    "LARGEST",
    "NamedText",
    "UnreadableError",
    "article_record",
    "decoded",
    "detection_record",
    "files_in",
    "opened",
    "read",
    "read_bytes",
]


def article_record(article: Article) -> dict[str, Any]:
    """The article's resolved coding as plain data; all offsets count characters of the NFC text, end excluded.

    Example:
        >>> from helpers import load_article
        >>> article_record(load_article("harakatuna-2024"))["chain"][3]["to"]
        'press-tv'
    """
    return {
        "id": article.id,
        "outlet": article.publication.outlet,
        "published": article.publication.published,
        "language": article.publication.language,
        "sources": {id: _fields(source, "kind described as_written") for id, source in article.sources.items()},
        "sentences": [_sentence(sentence) for sentence in article.sentences],
        "chain": [_edge(edge) for edge in article.chain],
    }


def detection_record(id: str | int | None, found: Detection) -> dict[str, Any]:
    """What was found in a text as plain data; all offsets count characters of the text as it was given, end excluded.

    Args:
        id: the name that the text goes by.
        found: as `detect` gives it.

    Example:
        >>> from helpers.detection import detect
        >>> detection_record("rain", detect("Hujan turun."))["sentences"]
        [{'start': 0, 'end': 12}]
    """
    return {
        "id": id,
        "sentences": [_span(sentence) for sentence in found.sentences],
        "attributions": [_attribution(one) for one in found.attributions],
        "quotations": [_quotation(one) for one in found.quotations],
        "loaded": [_candidate(one) for one in found.loaded],
        "warnings": list(found.warnings),
    }


def _span(span: Span | None) -> dict[str, int] | None:
    return None if span is None else {"start": span.start, "end": span.end}


def _attribution(one: Attribution) -> dict[str, Any]:
    return {
        "cue": _span(one.cue),
        "source": _span(one.source),
        "kind": one.kind,
        "described": one.described,
        "content": [_span(piece) for piece in one.content],
        **_fields(one, "mode link rule reason"),
    }


def _quotation(one: Quotation) -> dict[str, Any]:
    return {"start": one.start, "end": one.end, "speaker": _span(one.speaker)}


def _candidate(one: LoadedCandidate) -> dict[str, Any]:
    return _fields(one, "start end technique voice source reason")


def _sentence(sentence: Sentence) -> dict[str, Any]:
    names = "id start end text en source kind cue cue_start cue_end link mode contested why"
    return {**_fields(sentence, names), "loaded": [_loaded(loaded) for loaded in sentence.loaded]}


def _loaded(loaded: Loaded) -> dict[str, Any]:
    return _fields(loaded, "span start end technique voice origin_unclear certainty neutral_id neutral_en")


def _edge(edge: Edge) -> dict[str, Any]:
    told = _fields(edge, "sentence cue")
    return {"from": edge.relay, "to": edge.relayed, **told, "scope": list(edge.scope)}


def _fields(thing: object, names: str) -> dict[str, Any]:
    return {name: getattr(thing, name) for name in names.split()}


LARGEST = 20_000_000
"""Bytes of one text: some thousand times a long story, and as much as fits into memory with all that is found."""

_STARTS = {b"\xff\xfe": "UTF-16", b"\xfe\xff": "UTF-16", b"%PDF": "PDF", b"PK\x03\x04": "a zipped file (.docx, .odt)"}


class UnreadableError(Exception):
    """There is no text to read; the message says where, why, and what would work."""


@dataclass(frozen=True, slots=True)
class NamedText:
    """A text, the name it goes by, and its length in bytes."""

    id: str
    words: str
    size: int


def files_in(name: str, ending: str) -> list[str]:
    """The files that a name on the command line stands for, sorted: those of a folder, or itself.

    Args:
        name: a file, a folder, or - for standard input.
        ending: how the names of a folder's files end, such as ".txt".

    Raises:
        UnreadableError: nothing is there, or the folder has no such file.

    Example:
        >>> files_in("-", ".txt")
        ['-']
    """
    path = Path(name)
    try:
        if name == "-" or (path.exists() and not path.is_dir()):
            return [name]
        if not path.is_dir():
            raise UnreadableError(f"{name} is not there; give a file, a folder or - for standard input.")
        found = sorted(str(file) for file in path.rglob("*") if file.suffix.lower() == ending and file.is_file())
    except OSError as error:
        raise UnreadableError(f"{name} cannot be read: {error.strerror}.") from None
    except ValueError:  # a NUL in the name
        raise UnreadableError("The name of a file has no NUL character.") from None
    if not found:
        raise UnreadableError(f"{name} is a folder without texts; a text is a file whose name ends in {ending}.")
    return found


@contextmanager
def opened(name: str) -> Iterator[BinaryIO]:
    """The bytes of a file or of standard input, to be read as they come.

    Args:
        name: a file, or - for standard input.

    Raises:
        UnreadableError: the file cannot be opened or read.
    """
    try:
        if name == "-":
            # Its own buffer is passed by: a thread that waits for input would hold the buffer's lock at exit.
            yield getattr(sys.stdin.buffer, "raw", sys.stdin.buffer)
        else:
            with open(name, "rb", buffering=0) as stream:  # noqa: PTH123  # as it was named: a Path would mend it
                yield stream
    except OSError as error:
        raise UnreadableError(f"{name} cannot be read: {error.strerror}.") from None


def read(name: str) -> NamedText:
    """The text of a file or of standard input, every character as it is there; a byte order mark is left out.

    Args:
        name: a file, or - for standard input.

    Raises:
        UnreadableError: it cannot be read, is too large, no UTF-8 text, or empty.
    """
    data = read_bytes(name)
    words = decoded(data, name)
    if not words.strip():
        raise UnreadableError(f"{name} is empty; there is nothing to read in it.")
    return NamedText(name, words, len(data))


def read_bytes(name: str) -> bytes:
    """The bytes of a file or of standard input; of one that is too large, enough to see that it is.

    Args:
        name: a file, or - for standard input.

    Raises:
        UnreadableError: it cannot be read.
    """
    parts, size = [], 0
    with opened(name) as stream:
        while size <= LARGEST and (part := stream.read(1 << 20)):
            parts.append(part)
            size += len(part)
    return b"".join(parts)


def decoded(data: bytes, what: str) -> str:
    r"""The characters of UTF-8 bytes; a byte order mark is left out.

    Args:
        data: the bytes.
        what: what they are, for the message.

    Raises:
        UnreadableError: they are too many, or no text in UTF-8.

    Example:
        >>> decoded(b"\xef\xbb\xbfKata", "a file"), decoded(b"kata\xff", "a file")
        Traceback (most recent call last):
        ...
        helpers.cli.files.UnreadableError: a file is not UTF-8: byte 4 cannot be read; save it as UTF-8.
    """
    if len(data) > LARGEST:
        limit = f"{LARGEST // 10**6} MB"
        raise UnreadableError(f"{what} is larger than {limit}, too much for one text; split it, a story a file.")
    for start, kind in _STARTS.items():
        if data.startswith(start):
            raise UnreadableError(f"{what} looks like {kind}; save its words as plain text in UTF-8.")
    if b"\0" in data:
        raise UnreadableError(f"{what} is no text but binary: byte {data.index(0)} is NUL.")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableError(f"{what} is not UTF-8: byte {error.start} cannot be read; save it as UTF-8.") from None
