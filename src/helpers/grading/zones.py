"""The time zone of a class: read from words, kept from run to run, and said with every time."""

from __future__ import annotations

import os
import re
from datetime import UTC, datetime, time, timedelta, timezone, tzinfo
from pathlib import Path
from zoneinfo import ZoneInfo, available_timezones

__all__ = ["ZoneError", "about_times", "in_zone", "kept_zone", "moment", "said", "zone"]

# Indonesia's zones know no summer time, so they need no list of zones, which a bare machine does not have.
_OWN = {name: timezone(timedelta(hours=hours), name) for name, hours in (("WIB", 7), ("WITA", 8), ("WIT", 9))}
_FIXED = {**_OWN, "UTC": UTC, "GMT": UTC, "Z": UTC}
_PLACES = {
    "asia/jakarta": "WIB",
    "asia/pontianak": "WIB",
    "asia/makassar": "WITA",
    "asia/jayapura": "WIT",
    "etc/utc": "UTC",
}
_DISTANCE = re.compile(r"(?:UTC|GMT)?([+-])(\d\d?)(?::?([0-5]\d))?", re.IGNORECASE)
_CLOCK = re.compile(r"\d[\d:.,]*(?:[+-][\d:]+|Z)?")
_LONGEST = 100
_A_DAY = timedelta(days=1)


class ZoneError(ValueError):
    """Words that name no moment or no time zone; the message says what would work."""


def moment(words: str) -> datetime:
    """A moment, with its time zone where one is named; a bare day lasts until midnight.

    Args:
        words: a day or a day and a time, and behind it a zone or none.

    Raises:
        ZoneError: it is no date, or there is no such zone.

    Example:
        >>> moment("2026-11-30 18:00 WIB").isoformat(), moment("2026-11-30").isoformat()
        ('2026-11-30T18:00:00+07:00', '2026-11-30T23:59:59.999999')
    """
    when, _, name = words.strip().rpartition(" ")
    if not when or _CLOCK.fullmatch(name):
        when, name = words.strip(), ""
    try:
        found = datetime.fromisoformat(when)
        if len(when) <= len("2026-11-30"):
            found = datetime.combine(found, time.max)
        _ = found - _A_DAY, found + _A_DAY  # the clocks of every zone must be able to show it
    except (ValueError, OverflowError):
        raise ZoneError(f'"{words}" is no date; write 2026-11-30 or "2026-11-30 18:00 WIB".') from None
    if name and found.tzinfo:
        raise ZoneError(f'"{words}" names two zones; write one, as in "2026-11-30 18:00 WIB".')
    return found.replace(tzinfo=zone(name)) if name else found


def zone(name: str) -> tzinfo:
    """The time zone of a name.

    Args:
        name: WIB, WITA, WIT, UTC, a distance such as +07:00, or a place such as Europe/Berlin.

    Raises:
        ZoneError: there is none.

    Example:
        >>> zone("Asia/Jakarta").tzname(None), zone("+0530").tzname(None)
        ('WIB', 'UTC+05:30')
    """
    short = _PLACES.get(name.casefold(), name.upper())
    if short in _FIXED:
        return _FIXED[short]
    try:
        if match := _DISTANCE.fullmatch(name):
            sign, hours, minutes = match.groups("0")
            return timezone(int(f"{sign}1") * timedelta(hours=int(hours), minutes=int(minutes)))
        return ZoneInfo(name)
    except (LookupError, ValueError, OSError):
        raise ZoneError(_unknown(name)) from None


def kept_zone(file: Path) -> tzinfo:
    """The zone that an earlier run kept in a file, else this machine's.

    Args:
        file: holds a name, or is not there.
    """
    try:
        if file.is_file() and not file.is_symlink():
            with file.open(encoding="utf-8", errors="replace") as stream:
                return zone(stream.read(_LONGEST).strip())
    except (OSError, ZoneError):
        pass
    return _of_this_machine()


def in_zone(when: datetime | None, found: tzinfo | None) -> datetime | None:
    """A moment in a zone; one that has none, as in many zip archives, is taken to be on that zone's clocks.

    Args:
        when: a moment; None where it is not known.
        found: the zone; this machine's when None.

    Example:
        >>> in_zone(datetime(2026, 11, 30, 18), zone("WIB")).isoformat()
        '2026-11-30T18:00:00+07:00'
    """
    if when is None or (found and not when.tzinfo):
        return when and when.replace(tzinfo=found)
    try:
        return when.astimezone(found)
    except (OverflowError, OSError):  # a year at the end of all calendars
        return None


def said(when: datetime) -> str:
    """A moment as people read it, with its zone and how far that is from UTC.

    Args:
        when: with its time zone.

    Example:
        >>> said(moment("2026-11-30 23:59 WIB"))
        '30 Nov 2026 23:59 WIB (UTC+07:00)'
    """
    name, distance = when.tzname() or "", str(timezone(when.utcoffset() or timedelta()))
    return f"{when.day} {when:%b %Y %H:%M} {name}{f' ({distance})' * (name != distance)}"


def about_times(found: tzinfo, late_after: datetime | None) -> str:
    """What a reader of times must know: the last moment, and whose clocks are meant.

    Args:
        found: the zone.
        late_after: the last moment that is not late.

    Example:
        >>> about_times(zone("WIB"), moment("2026-11-30 18:00 WIB"))  # doctest: +ELLIPSIS
        'Late is what came after 30 Nov 2026 18:00 WIB (UTC+07:00). Times are those of WIB; ...'
    """
    late = f"Late is what came after {said(late_after)}. " if late_after else ""
    return f"{late}Times are those of {found}; a zip archive that names no zone is taken to mean it."


def _of_this_machine() -> tzinfo:
    """By its name, which knows of summer time, where it can be told; else as far from UTC as it is today."""
    place = os.environ.get("TZ", os.path.realpath("/etc/localtime").rpartition("zoneinfo/")[2])
    try:
        return zone(place.removeprefix(":"))
    except ZoneError:
        return timezone(datetime.now().astimezone().utcoffset() or timedelta())


def _unknown(name: str) -> str:
    told = f'There is no time zone "{name[:_LONGEST]}"'
    if not available_timezones():
        return f"{told} on this machine, which has no list of places; write WIB, WITA, WIT or a distance, as +01:00."
    return f"{told}; write WIB, WITA, WIT, a distance from UTC, as +07:00, or a place, as Europe/Berlin."
