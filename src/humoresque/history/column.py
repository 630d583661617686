"""Named columns: which one is the artist, the title, how often, when."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum

from humoresque.history import values
from humoresque.history.listening import LeftOut, Play


class Role(StrEnum):
    """What a column says."""

    ARTIST = "artist"
    TITLE = "title"
    PLAYS = "plays"
    PLAYED_MS = "played-ms"
    WHEN = "when"
    TRACK_ID = "track-id"


_NAMES: Mapping[Role, tuple[str, ...]] = {
    Role.ARTIST: ("artist", "artistname", "artists", "artistnames", "performer", "creator", "band"),
    Role.TITLE: ("title", "track", "trackname", "tracktitle", "song", "songname", "songtitle"),
    Role.PLAYS: (
        "plays", "playcount", "count", "scrobbles", "listens", "streams", "timesplayed", "playsnum",
    ),
    Role.PLAYED_MS: ("msplayed", "playedms"),
    Role.WHEN: (
        "uts", "timestamp", "listenedat", "playedat", "ts", "endtime", "utctime", "date",
        "datetime", "time",
    ),
    Role.TRACK_ID: ("spotifytrackuri", "spotifyuri", "spotifytrackid", "spotifyid", "trackuri"),
}  # fmt: skip
"""Names in lower case without spaces and marks, the most telling first."""

SHORTEST_MS = 30_000  # Spotify's own rule: a stream counts from 30 seconds on


def columns_of(header: Sequence[str]) -> dict[Role, str] | None:
    """Which column plays which role; None without an artist, or with neither titles nor counts.

    A column ``name`` beside an artist is the title where nothing else is.
    """
    plain: dict[str, str] = {}
    for column in header:
        plain.setdefault(_plain(column), column)
    found = {
        role: plain[name]
        for role, names in _NAMES.items()
        if (name := next((name for name in names if name in plain), None))
    }
    if Role.TITLE not in found and "name" in plain:
        found[Role.TITLE] = plain["name"]
    return found if Role.ARTIST in found and found.keys() & {Role.TITLE, Role.PLAYS} else None


def play_of(row: Mapping[Role, object]) -> Play | LeftOut:
    """The play of a row; without a count it is one play, without a title only the artist."""
    artist = values.name(_first(row[Role.ARTIST]))
    written = row.get(Role.PLAYS)
    plays = 1 if written is None or written == "" else values.count(written)
    if artist is None or plays is None:
        return LeftOut.UNREADABLE
    played = values.milliseconds(row.get(Role.PLAYED_MS))
    if played is not None and not played >= SHORTEST_MS:
        return LeftOut.SHORT
    return Play(
        artist,
        values.name(row.get(Role.TITLE)),
        plays,
        track_id=values.track_id(row.get(Role.TRACK_ID)),
        when=values.moment(row.get(Role.WHEN)),
    )


def _first(value: object) -> object:
    """The first of several artists."""
    return value[0] if isinstance(value, list) and value else value


def _plain(column: str) -> str:
    """A column's name as the table above has it; ``Date#somebody`` is a date."""
    return "".join(c for c in column.partition("#")[0].casefold() if c.isalnum())
