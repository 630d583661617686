"""What a listener has heard, and what was read to know it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class NamedBytes:
    """A file in memory: its name, repeated in the report only, and its content."""

    name: str
    content: bytes = field(repr=False)


class HistoryFormat(StrEnum):
    """The formats that are told from the content of a file."""

    SPOTIFY_EXTENDED = "spotify-extended"
    SPOTIFY_ACCOUNT = "spotify-account"
    LASTFM = "lastfm"
    LISTENBRAINZ = "listenbrainz"
    COLUMNS = "columns"


class LeftOut(StrEnum):
    """Why a play does not count."""

    SHORT = "short"  # under 30 seconds
    SKIPPED = "skipped"
    PRIVATE = "private"  # heard in a private session
    NOT_MUSIC = "not-music"  # podcasts, audiobooks
    NOW_PLAYING = "now-playing"  # not finished when the file was made
    UNREADABLE = "unreadable"  # no artist, or values that make no sense
    REPEATED = "repeated"  # Account data beside the Extended history that holds the same plays


@dataclass(frozen=True, slots=True)
class HeardArtist:
    """An artist, spelled as in the history, and how often a song of theirs was played."""

    name: str
    plays: int


@dataclass(frozen=True, slots=True)
class HeardSong:
    """A song and how often it was played, with the ten most played of its Spotify ids at most."""

    title: str
    artist: str
    plays: int
    track_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FileReport:
    """What became of one file, or of one file inside a zip that held plays.

    ``name`` is cut to 200 printable characters; ``format`` None was passed over.
    """

    name: str
    format: HistoryFormat | None
    plays: int
    left_out: Mapping[LeftOut, int]


@dataclass(frozen=True, slots=True)
class ListeningHistory:
    """Artists and songs by plays, most played first, at most 500 of each.

    ``plays`` counts everything that was read, also of artists beyond the 500; ``first`` and
    ``last`` are the days (UTC) that it spans, None where the files carry no dates. Names and
    numbers repeat for equal files: the same bytes give the same history.
    """

    artists: tuple[HeardArtist, ...]
    songs: tuple[HeardSong, ...]
    plays: int
    first: date | None
    last: date | None
    files: tuple[FileReport, ...]
    left_out: Mapping[LeftOut, int]


@dataclass(frozen=True, slots=True)
class Play:
    """One entry of a history: a song (or only an artist) and how often it was played."""

    artist: str
    title: str | None = None
    plays: int = 1
    track_id: str | None = None
    when: datetime | None = None
