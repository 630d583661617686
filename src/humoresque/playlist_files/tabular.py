"""One song a line: extended M3U, CSV, links."""

from __future__ import annotations

import csv
import io

from humoresque.playlist_files.listed import ListedPlaylist, ListedSong
from humoresque.playlist_files.location import path_of, url_of
from humoresque.playlist_files.text import one_line

CSV_COLUMNS = ("position", "title", "artists", "album", "duration_ms", "url", "file", "reason")
BETWEEN_ARTISTS = "; "
_BYTE_ORDER_MARK = "\ufeff"  # without it, Excel takes UTF-8 for another encoding
_FORMULA_STARTS = ("=", "+", "-", "@")


def m3u8_text(playlist: ListedPlaylist) -> str:
    """Extended M3U: a title line and a path or URL for every song.

    A song with neither is a comment, which players pass over.
    """
    lines = ["#EXTM3U", f"#PLAYLIST:{one_line(playlist.name)}"]
    for song in playlist.songs:
        shown = _shown(song)
        place = path_of(song) or url_of(song)
        if place is None:
            lines.append(f"# {shown}")
            continue
        seconds = round(song.duration_ms / 1000) if song.duration_ms > 0 else -1
        # A path that starts like a comment would be taken for one.
        lines += [f"#EXTINF:{seconds},{shown}", f"./{place}" if place.startswith("#") else place]
    return "\n".join(lines) + "\n"


def csv_text(playlist: ListedPlaylist) -> str:
    """A table by RFC 4180 with a byte order mark and a line of column names.

    A cell that a spreadsheet would run as a formula (it starts with ``=``, ``+``, ``-`` or ``@``)
    gets a ``'`` before it.
    """
    text = io.StringIO(newline="")
    table = csv.writer(text, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    table.writerow(CSV_COLUMNS)
    for position, song in enumerate(playlist.songs, start=1):
        cells = (
            song.title,
            BETWEEN_ARTISTS.join(song.artists),
            song.album or "",
            str(song.duration_ms) if song.duration_ms > 0 else "",
            url_of(song) or "",
            path_of(song) or "",
            song.reason or "",
        )
        table.writerow([position, *map(_harmless, cells)])
    return _BYTE_ORDER_MARK + text.getvalue()


def links_text(playlist: ListedPlaylist) -> str:
    """A link or path on every line; the name of a song that has neither, as a comment."""
    lines = [url_of(song) or path_of(song) or f"# {_shown(song)}" for song in playlist.songs]
    return "\n".join([*lines, ""])


def _shown(song: ListedSong) -> str:
    return one_line(f"{', '.join(song.artists)} - {song.title}" if song.artists else song.title)


def _harmless(cell: str) -> str:
    plain = one_line(cell)
    return f"'{plain}" if plain.startswith(_FORMULA_STARTS) else plain
