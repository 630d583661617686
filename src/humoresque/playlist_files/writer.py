"""A playlist → a file: the door of this room."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import StrEnum

from humoresque.playlist_files.errors import UnknownPlaylistFormatError
from humoresque.playlist_files.listed import ListedPlaylist, PlaylistFile
from humoresque.playlist_files.structured import json_text, jspf_text, xspf_text
from humoresque.playlist_files.tabular import csv_text, links_text, m3u8_text
from humoresque.playlist_files.text import file_name


class PlaylistFormat(StrEnum):
    """The formats that are written."""

    M3U8 = "m3u8"
    XSPF = "xspf"
    JSPF = "jspf"
    CSV = "csv"
    JSON = "json"
    LINKS = "links"


def write(format_name: str, playlist: ListedPlaylist) -> PlaylistFile:
    """Write a playlist in one of :class:`PlaylistFormat`; UnknownPlaylistFormatError for others.

    Text is UTF-8. Control characters are dropped, and a line break in a name becomes a space.
    """
    try:
        chosen = PlaylistFormat(format_name)
    except ValueError:
        raise UnknownPlaylistFormatError(tuple(PlaylistFormat)) from None
    write_text, media_type, ending = _WRITERS[chosen]
    return PlaylistFile(
        content=write_text(playlist).encode(),
        media_type=media_type,
        file_name=file_name(playlist.name, ending),
    )


_WRITERS: Mapping[PlaylistFormat, tuple[Callable[[ListedPlaylist], str], str, str]] = {
    PlaylistFormat.M3U8: (m3u8_text, "audio/x-mpegurl", "m3u8"),
    PlaylistFormat.XSPF: (xspf_text, "application/xspf+xml", "xspf"),
    PlaylistFormat.JSPF: (jspf_text, "application/jspf+json", "jspf"),
    PlaylistFormat.CSV: (csv_text, "text/csv; charset=utf-8", "csv"),
    PlaylistFormat.JSON: (json_text, "application/json", "json"),
    PlaylistFormat.LINKS: (links_text, "text/plain; charset=utf-8", "txt"),
}
