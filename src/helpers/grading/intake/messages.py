"""Messages as programs export them: who wrote each, when, and its words; an export of a chat, and mail."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from email import message_from_bytes
from email.header import decode_header, make_header
from email.message import Message as Mail
from email.utils import parseaddr, parsedate_to_datetime

from helpers.exercises.answers.arrows import is_answer
from helpers.grading.results import UnreadableSubmissionError

__all__ = ["Message", "attachments", "in_chat", "is_mail", "of_mail"]

_DATE = r"(\d{1,4})[./-](\d{1,2})(?:[./-](\d{1,4}))?"
_TIME = r"(\d{1,2})[.:](\d{2})(?:[.:]\d{2})?(?:\s?([AaPp])\.?\s?[Mm]\.?)?"
_WRITTEN = re.compile(
    rf"[\u200e\u200f]?(?:\[{_DATE},?\s{_TIME}\]|\[{_TIME},?\s{_DATE}\]|{_DATE},?\s{_TIME}\s[-–])\s(?:([^:\n]{{1,100}}):\s?)?(.*)$"
)
"""A message of WhatsApp, as it exports a chat, and as it copies several messages."""

_ABOVE = re.compile(rf"([^\[\]:]{{1,100}}), \[{_DATE},?\s{_TIME}\]:?\s*$")
"""What Telegram puts above a message that is copied."""

_EDITED = re.compile(r"<[^<>]{1,60}(?:edited|diedit)[^<>]{0,20}>\s*$")
_HEADER = re.compile(r"(?:From \S|[A-Za-z][A-Za-z-]{0,60}: ?\S)")
_FROM = re.compile(r"^(?:From|Dari|Return-Path|MIME-Version):", re.MULTILINE | re.IGNORECASE)
_MOST_PARTS = 100
"""Parts of a mail that is read."""


@dataclass(frozen=True, slots=True)
class Message:
    """A message: its words, who wrote it and when, as far as the export says."""

    text: str
    by: str = ""
    when: datetime | None = None


@dataclass(slots=True)
class _Written:
    """A message while it is read: where its date may be, and its lines."""

    by: str
    date: tuple[str, ...] = ()
    lines: list[str] = field(default_factory=list)


def in_chat(text: str) -> list[Message]:
    r"""The messages of a chat's export; what a sender writes on with belongs to her message before it.

    Args:
        text: any; one that is no export is one message by nobody.

    Example:
        >>> for one in in_chat("30/11/26 18.01 - Siti: kata\nsiapa\n30/11/26 18.02 - Budi: ya"):
        ...     print(one.by, one.when, one.text.split())
        Siti 2026-11-30 18:01:00 ['kata', 'siapa']
        Budi 2026-11-30 18:02:00 ['ya']
        >>> in_chat("S01 narrator")
        [Message(text='S01 narrator', by='', when=None)]
    """
    written = [_Written("")]
    for line in text.splitlines():
        if begun := _begun(line):
            written.append(begun)
        else:
            written[-1].lines.append(_EDITED.sub("", line))
    day_first = not any(len(one.date) > 1 and one.date[1].isdecimal() and int(one.date[1]) > 12 for one in written)
    messages = (Message("\n".join(one.lines), one.by, _when(one.date, day_first)) for one in written)
    return _joined(one for one in messages if one.text.strip())


def _begun(line: str) -> _Written | None:
    """The message that a line begins; None where it goes on with another."""
    if match := _WRITTEN.match(line):
        told = match.groups()
        date = next(one for one in (told[:6], (*told[9:12], *told[6:9]), told[12:18]) if one[0])
        return _Written((told[18] or "").strip(" ~\u200e\u200f\u202a\u202c"), date, [_EDITED.sub("", told[19])])
    if above := _ABOVE.match(line):
        return _Written(above[1].strip(), above.groups()[1:])
    return None


def _when(date: tuple[str, ...], day_first: bool) -> datetime | None:
    """The moment that a chat names; None where it leaves the year out, or there is no such day."""
    if not date or not date[2]:
        return None
    first, second, third, hour, minute = map(int, date[:5])
    day, month, year = (first, second, third) if day_first else (second, first, third)
    if first > 31:
        day, month, year = third, second, first
    if half := (date[5] or "").lower():
        hour = hour % 12 + 12 * (half == "p")
    try:
        return datetime(year + 2000 * (year < 100), month, day, hour, minute)
    except ValueError:
        return None


def _joined(messages: Iterable[Message]) -> list[Message]:
    """The messages; a text that was too long for one, and came in several, is one again."""
    whole: list[list[str]] = []
    told: list[Message] = []
    last: dict[str, int] = {}
    for one in messages:
        if one.by in last and _goes_on(one.text):
            whole[last[one.by]].append(one.text)
        else:
            last[one.by] = len(told)
            told.append(one)
            whole.append([one.text])
    return [replace(one, text="\n".join(parts)) for one, parts in zip(told, whole, strict=True)]


def _goes_on(text: str) -> bool:
    """Whether a message goes on with the worksheets of another: it begins with one, or with an answer."""
    head = text.lstrip()[:300].partition("\n")[0]
    return head.startswith("%") or is_answer(head)


def is_mail(text: str) -> bool:
    r"""Whether a text is mail with its headers.

    Args:
        text: a file's.

    Example:
        >>> is_mail("From: Siti <siti@x.id>\nSubject: tugas\n\nkata siapa"), is_mail("Name: Siti")
        (True, False)
    """
    return bool(_HEADER.match(text)) and bool(_FROM.search(text[:20_000].replace("\r", "").partition("\n\n")[0]))


def of_mail(raw: bytes) -> tuple[Message, Mail]:
    """What a mail says, with who sent it and when it came; and the mail itself.

    Args:
        raw: as a mail program saves it.

    Raises:
        UnreadableError: it has more parts than mail has.
    """
    if raw.lower().count(b"content-type:") > _MOST_PARTS:  # Python asks each line of a part about all parts around it
        what = f"It is a mail, or several in one, of more than {_MOST_PARTS} parts; it was not read."
        raise UnreadableSubmissionError(what, "Save each mail, or the file that came with it, by itself.")
    mail = message_from_bytes(raw)
    texts = [part for part in _parts(mail) if part.get_content_maintype() == "text" and not part.get_filename()]
    plain = [part for part in texts if part.get_content_subtype() == "plain"]
    words = "\n".join(_decoded(part) for part in plain or texts)
    name, address = parseaddr(_header(mail, "From"))
    received = _header(mail, "Received").rpartition(";")[2] or _header(mail, "Date")
    return Message(words, name or address, _moment(received)), mail


def attachments(mail: Mail) -> Iterator[bytes]:
    """The files in a mail.

    Args:
        mail: as `of_mail` gives it.
    """
    for part in _parts(mail):
        content = part.get_payload(decode=True) if part.get_filename() else None
        if isinstance(content, bytes) and content:
            yield content


def _parts(mail: Mail) -> list[Mail]:
    parts: list[Mail] = []
    waiting = [mail]
    while waiting:
        part = waiting.pop()
        inside = part.get_payload()
        if isinstance(inside, list):
            waiting += [one for one in reversed(inside) if isinstance(one, Mail)]
        else:
            parts.append(part)
    return parts


def _decoded(part: Mail) -> str:
    content = part.get_payload(decode=True)
    if not isinstance(content, bytes):
        return ""
    try:
        return content.decode(part.get_content_charset() or "utf-8", "replace")
    except LookupError:
        return content.decode("utf-8", "replace")


def _header(mail: Mail, name: str) -> str:
    told = " ".join(str(mail.get(name, ""))[:1000].split())
    try:
        return str(make_header(decode_header(told)))
    except (ValueError, LookupError):
        return told


def _moment(date: str) -> datetime | None:
    try:
        return parsedate_to_datetime(date.strip())
    except (ValueError, TypeError, OverflowError, IndexError):
        return None
