"""Exports of made-up listeners, in the shapes that the services write."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterable, Mapping

from humoresque.history.listening import ListeningHistory, NamedBytes
from humoresque.history.reader import read_history


def spotify_extended(
    title: str | None = "Song",
    artist: str | None = "Anna",
    *,
    ms: object = 200_000,
    uri: str | None = "spotify:track:5SuOikwiRyPMVoIQDJUgSV",
    ts: str = "2023-04-05T06:07:08Z",
    **changes: object,
) -> dict[str, object]:
    return {
        "ts": ts,
        "platform": "linux",
        "ms_played": ms,
        "conn_country": "PL",
        "ip_addr": "192.0.2.1",
        "master_metadata_track_name": title,
        "master_metadata_album_artist_name": artist,
        "master_metadata_album_album_name": "Album",
        "spotify_track_uri": uri,
        "episode_name": None,
        "episode_show_name": None,
        "spotify_episode_uri": None,
        "audiobook_title": None,
        "reason_start": "trackdone",
        "reason_end": "trackdone",
        "shuffle": False,
        "skipped": False,
        "offline": False,
        "offline_timestamp": None,
        "incognito_mode": False,
        **changes,
    }


def spotify_account(
    title: str = "Song", artist: str = "Anna", ms: int = 200_000
) -> dict[str, object]:
    return {
        "endTime": "2023-04-05 06:07", "artistName": artist, "trackName": title, "msPlayed": ms,
    }  # fmt: skip


def listenbrainz(title: str = "Song", artist: str = "Anna", **info: object) -> dict[str, object]:
    return {
        "inserted_at": 1_680_674_900,
        "listened_at": 1_680_674_828,
        "recording_msid": "b9cbbb2d-8bd4-4b5d-9cd7-1e0c7a0e1b5e",
        "track_metadata": {
            "artist_name": artist,
            "track_name": title,
            "release_name": "Album",
            "additional_info": {"submission_client": "Pano Scrobbler", **info},
            "mbid_mapping": {"artists": [{"artist_credit_name": artist}]},
        },
    }


def lastfm(title: str = "Song", artist: str = "Anna", *, now: bool = False) -> dict[str, object]:
    entry: dict[str, object] = {
        "artist": {"mbid": "", "#text": artist},
        "streamable": "0",
        "album": {"mbid": "", "#text": "Album"},
        "name": title,
    }
    if now:
        return entry | {"@attr": {"nowplaying": "true"}}
    return entry | {"date": {"uts": "1680674828", "#text": "05 Apr 2023, 06:07"}}


def as_json(value: object) -> NamedBytes:
    return NamedBytes("a file", json.dumps(value, ensure_ascii=False).encode())


def as_lines(records: Iterable[Mapping[str, object]]) -> NamedBytes:
    return NamedBytes("lines", "\n".join(json.dumps(record) for record in records).encode())


def as_text(text: str, encoding: str = "utf-8") -> NamedBytes:
    return NamedBytes("table", text.encode(encoding))


def as_zip(files: Mapping[str, bytes]) -> NamedBytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return NamedBytes("packed", packed.getvalue())


def read(*files: NamedBytes) -> ListeningHistory:
    return read_history(files)


def songs(history: ListeningHistory) -> list[tuple[str, str, int]]:
    return [(song.artist, song.title, song.plays) for song in history.songs]


def artists(history: ListeningHistory) -> list[tuple[str, int]]:
    return [(artist.name, artist.plays) for artist in history.artists]
