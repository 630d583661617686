"""Playlists to write, and an independent way to read every format back."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from xml.etree import ElementTree as ET

from humoresque.playlist_files.listed import ListedPlaylist, ListedSong

NAMESPACE = "{http://xspf.org/ns/0/}"

SONGS = (
    ListedSong(
        title="Song & <Tune>",
        artists=("Beyoncé", "Zażółć"),
        album="Album; one, two",
        duration_ms=215_499,
        url="https://open.spotify.com/track/5SuOikwiRyPMVoIQDJUgSV",
        reason="Close to the mood.",
    ),
    ListedSong(title="=SUM(A1)", artists=("@Anna",), file="Music/C# & more/ą b.mp3"),
    ListedSong(title='Say "hello"', artists=()),
)
PLAYLIST = ListedPlaylist(
    name="Happy: a list", created_at=datetime(2026, 1, 2, 3, 4, 5, 678, tzinfo=UTC), songs=SONGS,
    note="Ten songs.",
)  # fmt: skip


def m3u8_titles(content: bytes) -> list[str]:
    lines = content.decode().split("\n")
    assert lines[0] == "#EXTM3U"
    assert lines[-1] == ""
    titles = []
    for place, line in enumerate(lines[2:-1], start=2):
        if line.startswith("#EXTINF:"):
            titles.append(line.partition(",")[2])
            assert lines[place + 1]
            assert not lines[place + 1].startswith("#")
        elif line.startswith("#"):
            titles.append(line.removeprefix("#").removeprefix(" "))
    return titles


def xspf_titles(content: bytes) -> list[str]:
    # Written by this very test.
    root = ET.fromstring(content)  # noqa: S314
    return [track.findtext(f"{NAMESPACE}title", "") for track in root.iter(f"{NAMESPACE}track")]


def jspf_titles(content: bytes) -> list[str]:
    return [track.get("title", "") for track in json.loads(content)["playlist"]["track"]]


def csv_titles(content: bytes) -> list[str]:
    rows = csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""))
    return [row["title"] for row in rows]


def json_titles(content: bytes) -> list[str]:
    return [song["title"] for song in json.loads(content)["songs"]]


READERS: Mapping[str, Callable[[bytes], list[str]]] = {
    "m3u8": m3u8_titles,
    "xspf": xspf_titles,
    "jspf": jspf_titles,
    "csv": csv_titles,
    "json": json_titles,
}
