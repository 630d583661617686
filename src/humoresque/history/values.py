"""Values as exports write them: names, counts, moments, Spotify's track ids."""

from __future__ import annotations

import re
from datetime import UTC, datetime

LONGEST_NAME = 200  # characters; longer than any real artist or title
MOST_PLAYS = 10_000_000  # of one song, by anybody
_REPLACED = "\ufffd"  # stands where a file's text is not UTF-8
_EARLIEST = datetime(2000, 1, 1, tzinfo=UTC)  # older dates are clocks that were not set
_LATEST = datetime(2100, 1, 1, tzinfo=UTC)
_MILLISECONDS_FROM = 100_000_000_000  # as seconds, this would be the year 5138
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WORDED = re.compile(r"(\d{1,2}) ([A-Za-z]{3})[a-z]* (\d{4}),? (\d{1,2}):(\d{2})", re.ASCII)
_DOTTED = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4}),? (\d{1,2}):(\d{2})", re.ASCII)
_TRACK_ID = re.compile(r"(?:.*[:/])?([0-9A-Za-z]{22})(?:\?.*)?", re.ASCII)


def name(value: object) -> str | None:
    """Text without control characters and outer space; None where it is empty, long or garbled."""
    if not isinstance(value, str):
        return None
    text = printable(value)
    return text if 0 < len(text) <= LONGEST_NAME and _REPLACED not in text else None


def printable(text: str) -> str:
    """Text in which one space stands for control characters, without outer space."""
    text = text.strip()
    if text.isprintable():
        return text
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def count(value: object) -> int | None:
    """How often, 1 to 10 million; None for anything else, fractions included."""
    if isinstance(value, bool):
        return None
    if isinstance(value, str):
        digits = value.strip()
        if not (digits.isascii() and digits.isdecimal() and len(digits) <= len(str(MOST_PLAYS))):
            return None
        value = int(digits)
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return value if isinstance(value, int) and 1 <= value <= MOST_PLAYS else None


def milliseconds(value: object) -> float | None:
    """How long, as a number; None for anything else."""
    if isinstance(value, bool):
        return None
    if isinstance(value, int | float):
        return value
    if isinstance(value, str) and value.strip().isdecimal():
        return float(value.strip())
    return None


def moment(value: object) -> datetime | None:
    """When, from seconds or milliseconds since 1970, ISO 8601, or ``23 Feb 2016 17:59``.

    Times without a zone are UTC, as the services write them. None for everything else.
    """
    try:
        found = _moment(value)
    except (ValueError, OverflowError, OSError):
        return None
    return found if found is not None and _EARLIEST <= found < _LATEST else None


def _moment(value: object) -> datetime | None:
    if isinstance(value, bool):
        return None
    if isinstance(value, str):
        text = value.strip()
        if text.isdecimal():
            return _since_1970(float(text))
        worded = _WORDED.match(text)
        if worded:
            day, month, year, hour, minute = worded.groups()
            return _utc(year, _MONTHS.index(month.lower()) + 1, day, hour, minute)
        dotted = _DOTTED.match(text)
        if dotted:
            day, month, year, hour, minute = dotted.groups()
            return _utc(year, month, day, hour, minute)
        found = datetime.fromisoformat(text)
        return found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC)
    return _since_1970(value) if isinstance(value, int | float) else None


def track_id(value: object) -> str | None:
    """Spotify's id of a track out of an id, ``spotify:track:…`` or a link; None for others."""
    if not isinstance(value, str) or not value.isascii():
        return None
    found = _TRACK_ID.fullmatch(value.strip())
    if found is None or (("/" in value or ":" in value) and "track" not in value):
        return None
    return found.group(1)


def _since_1970(number: float) -> datetime:
    seconds = number / 1000 if number >= _MILLISECONDS_FROM else number
    return datetime.fromtimestamp(seconds, UTC)


def _utc(year: str, month: str | int, day: str, hour: str, minute: str) -> datetime:
    return datetime(int(year), int(month), int(day), int(hour), int(minute), tzinfo=UTC)
