"""JSON lines: a text a line in, what was found a line out; a broken line gets a line that says what is wrong."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO, NoReturn

from helpers.commands.texts import LARGEST, UnreadableError
from helpers.detection import detect
from helpers.records import detection_record

__all__ = ["Answered", "Lines", "answer_lines", "batches", "json_line"]

_BLOCK = 1 << 16
_LONGEST = 6 * LARGEST + 1000  # a character may be escaped as \u0000


@dataclass(frozen=True, slots=True)
class Lines:
    """Some lines of one file as bytes, and the number of the first; None for a line that is too long to keep."""

    file: str
    first: int
    lines: tuple[bytes | None, ...]
    size: int


@dataclass(frozen=True, slots=True)
class Answered:
    """The output for some input: its bytes, the sentences on what could not be read, and the input's size in bytes."""

    output: bytes
    faults: tuple[str, ...]
    size: int


def batches(stream: BinaryIO, file: str) -> Iterator[Lines]:
    """The lines of a stream, in batches of what is there at a time: nobody waits for a line that is complete.

    Args:
        stream: raw bytes, whose `read` gives what has arrived.
        file: its name.
    """
    number, size, lost = 1, 0, False
    kept: list[bytes] = []  # pieces of a line that has not ended
    while block := stream.read(_BLOCK):
        size += len(block)
        whole, ended, rest = block.rpartition(b"\n")
        if ended:
            lines = _together([*kept, whole], lost)
            yield Lines(file, number, lines, size)
            number, size, lost, kept = number + len(lines), 0, False, []
        kept.append(rest)
        if lost or sum(map(len, kept)) > _LONGEST:
            lost, kept = True, []
    if lost or any(kept):
        yield Lines(file, number, _together(kept, lost), size)


def _together(pieces: list[bytes], lost: bool) -> tuple[bytes | None, ...]:
    first, *others = b"".join(pieces).split(b"\n")
    return (None if lost else first, *others)


def answer_lines(lines: Lines) -> Answered:
    r"""The JSON lines that answer some lines; blank ones are passed over.

    Args:
        lines: as `batches` gives them.

    Example:
        >>> told = answer_lines(Lines("x.jsonl", 7, (b'{"id": 1}', b""), 10))
        >>> told.output
        b'{"id":1,"line":7,"error":"There is no text: give the words as \\"text\\"."}\n'
        >>> told.faults
        ('x.jsonl, line 7: There is no text: give the words as "text".',)
    """
    output, faults = [], []
    for number, line in enumerate(lines.lines, lines.first):
        if line is None or line.strip():
            record = _answer(line, number)
            output.append(json_line(record))
            if "error" in record:
                faults.append(f"{lines.file}, line {number}: {record['error']}")
    return Answered(b"".join(output), tuple(faults), lines.size)


def json_line(record: dict[str, object]) -> bytes:
    r"""A record as a line of JSON in UTF-8; in ASCII where half a character makes UTF-8 impossible.

    Args:
        record: plain data.

    Example:
        >>> json_line({"id": "é"}), json_line({"id": "\ud800"})
        (b'{"id":"\xc3\xa9"}\n', b'{"id":"\\ud800"}\n')
    """
    compact = (",", ":")
    try:
        return json.dumps(record, ensure_ascii=False, separators=compact).encode() + b"\n"
    except UnicodeEncodeError:
        return json.dumps(record, separators=compact).encode() + b"\n"


def _answer(line: bytes | None, number: int) -> dict[str, object]:
    id = None
    try:
        asked = _parsed(line)
        id = _id(asked.get("id"))
        return detection_record(id, detect(_text(asked)))
    except UnreadableError as error:
        return {"id": id, "line": number, "error": str(error)}
    except Exception as error:  # one text must not end the reading of thousands
        return {"id": id, "line": number, "error": f"The detector failed on this text: {type(error).__name__}."}


def _parsed(line: bytes | None) -> dict[str, object]:
    if line is None or len(line) > _LONGEST:
        raise UnreadableError(f"The line is longer than a text of {LARGEST // 10**6} MB can make it.")
    try:
        asked = json.loads(line.decode("utf-8-sig"), parse_constant=_no_constant)
    except UnicodeDecodeError as error:
        raise UnreadableError(f"The line is not UTF-8: byte {error.start} cannot be read.") from None
    except RecursionError:
        raise UnreadableError("The line is nested too deep.") from None
    except ValueError as error:
        raise UnreadableError(f"The line is no JSON: {error}.") from None
    if not isinstance(asked, dict):
        raise UnreadableError('The line must be an object, as in: {"id": "a", "text": "Hujan turun, kata Rini."}')
    return asked


def _no_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is no number of JSON")


def _id(id: object) -> str | int | None:
    if id is None or (isinstance(id, str | int) and not isinstance(id, bool)):
        return id
    raise UnreadableError('The "id" must be text or a whole number.')


def _text(asked: dict[str, object]) -> str:
    text = asked.get("text")
    if not isinstance(text, str):
        raise UnreadableError('There is no text: give the words as "text".')
    if not text.strip():
        raise UnreadableError('The "text" is empty.')
    if len(text) > LARGEST:
        raise UnreadableError(f'The "text" is longer than {LARGEST // 10**6} million characters; split it.')
    return text
