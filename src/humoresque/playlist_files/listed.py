"""What a playlist file is written from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class ListedSong:
    """A song of a list.

    ``url`` is where it can be heard, ``file`` the path of a file that the listener owns, as it
    shall stand in the list (relative to it, mostly); a file goes before a URL. ``duration_ms`` 0
    is unknown. ``reason`` says why the song is there.
    """

    title: str
    artists: tuple[str, ...]
    album: str | None = None
    duration_ms: int = 0
    url: str | None = None
    file: str | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class ListedPlaylist:
    """A named list in order of play; ``created_at`` has a time zone, ``note`` is one sentence."""

    name: str
    created_at: datetime
    songs: tuple[ListedSong, ...]
    note: str | None = None


@dataclass(frozen=True, slots=True)
class PlaylistFile:
    """A file ready to be saved: its content, its media type, a name that every system takes."""

    content: bytes
    media_type: str
    file_name: str
