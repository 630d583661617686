"""Where a song is: a path for programs that take paths, a URI for those that take URIs."""

from __future__ import annotations

import re
from urllib.parse import quote

from humoresque.playlist_files.listed import ListedSong
from humoresque.playlist_files.text import one_line

_LEGAL_IN_URLS = "%/:?#[]@!$&'()*+,;=~"
_DRIVE = re.compile(r"[A-Za-z]:[\\/]")


def path_of(song: ListedSong) -> str | None:
    """The file's path; None without a file, or where one line of text cannot hold its path."""
    return song.file if song.file and one_line(song.file) == song.file else None


def url_of(song: ListedSong) -> str | None:
    """The song's address with everything encoded that no URL may hold."""
    return quote(song.url, safe=_LEGAL_IN_URLS, errors="replace") if song.url else None


def uri_of(song: ListedSong) -> str | None:
    """The file as a URI, relative where its path is, or else the song's address."""
    if not song.file:
        return url_of(song)
    path = song.file.replace("\\", "/") if _DRIVE.match(song.file) else song.file
    try:
        encoded = quote(path, safe="/", errors="surrogateescape")
    except UnicodeEncodeError:
        return url_of(song)
    if path.startswith("/"):
        return f"file://{encoded}"
    return f"file:///{path[:2]}{encoded[4:]}" if _DRIVE.match(path) else encoded
