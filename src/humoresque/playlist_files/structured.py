"""Formats with named fields: XSPF, JSPF, and our own JSON."""

from __future__ import annotations

import json
from datetime import UTC
from typing import Final
from xml.etree import ElementTree as ET

from humoresque.playlist_files.listed import ListedPlaylist, ListedSong
from humoresque.playlist_files.location import path_of, uri_of, url_of
from humoresque.playlist_files.text import one_line

XSPF_NAMESPACE: Final = "http://xspf.org/ns/0/"
JSON_FORMAT: Final = "humoresque-playlist"
JSON_VERSION: Final = 1
_CREATOR: Final = "Humoresque"


def xspf_text(playlist: ListedPlaylist) -> str:
    """XSPF version 1; elements stand in the order of the specification.

    https://www.xspf.org/spec: some readers expect that order.
    """
    root = ET.Element("playlist", {"version": "1", "xmlns": XSPF_NAMESPACE})
    _add(root, _head(playlist))
    track_list = ET.SubElement(root, "trackList")
    for song in playlist.songs:
        track = ET.SubElement(track_list, "track")
        duration = str(song.duration_ms) if song.duration_ms > 0 else None
        _add(track, [*_places(song), *_facts(song), ("duration", duration)])
    ET.indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ET.tostring(root, encoding="unicode")}\n'


def jspf_text(playlist: ListedPlaylist) -> str:
    """JSPF: the fields of XSPF as JSON, with lists of locations and identifiers."""
    tracks = [
        {
            **{name: [uri] for name, uri in _places(song) if uri is not None},
            **{name: value for name, value in _facts(song) if value is not None},
            **({"duration": song.duration_ms} if song.duration_ms > 0 else {}),
        }
        for song in playlist.songs
    ]
    head = {name: value for name, value in _head(playlist) if value is not None}
    return _json({"playlist": {**head, "track": tracks}})


def json_text(playlist: ListedPlaylist) -> str:
    """Our own JSON, with everything that a list holds; docs/exports.md describes it."""
    return _json(
        {
            "format": JSON_FORMAT,
            "version": JSON_VERSION,
            "name": one_line(playlist.name),
            "created_at": _moment(playlist),
            "note": _line(playlist.note),
            "songs": [
                {
                    "position": position,
                    "title": one_line(song.title),
                    "artists": [one_line(artist) for artist in song.artists],
                    "album": _line(song.album),
                    "duration_ms": song.duration_ms if song.duration_ms > 0 else None,
                    "url": url_of(song),
                    "file": path_of(song),
                    "reason": _line(song.reason),
                }
                for position, song in enumerate(playlist.songs, start=1)
            ],
        }
    )


def _head(playlist: ListedPlaylist) -> list[tuple[str, str | None]]:
    return [
        ("title", one_line(playlist.name)),
        ("creator", _CREATOR),
        ("annotation", _line(playlist.note)),
        ("date", _moment(playlist)),
    ]


def _places(song: ListedSong) -> list[tuple[str, str | None]]:
    return [("location", uri_of(song)), ("identifier", url_of(song))]


def _facts(song: ListedSong) -> list[tuple[str, str | None]]:
    return [
        ("title", one_line(song.title)),
        ("creator", _line(", ".join(song.artists))),
        ("annotation", _line(song.reason)),
        ("album", _line(song.album)),
    ]


def _add(parent: ET.Element, fields: list[tuple[str, str | None]]) -> None:
    for name, value in fields:
        if value is not None:
            ET.SubElement(parent, name).text = value


def _moment(playlist: ListedPlaylist) -> str:
    return playlist.created_at.astimezone(UTC).isoformat(timespec="seconds")


def _line(text: str | None) -> str | None:
    return one_line(text or "") or None


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"
