"""One JSON record of a known service → the play that it describes.

Field names: Spotify's "Understanding my data" page, ListenBrainz' "JSON documentation", Last.fm's
``user.getRecentTracks``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import TypeAlias

from humoresque.history import values
from humoresque.history.column import SHORTEST_MS, Role, columns_of, play_of
from humoresque.history.listening import HistoryFormat, LeftOut, Play

Record: TypeAlias = Mapping[str, object]
Outcome: TypeAlias = Play | LeftOut


def read_record(record: Record) -> tuple[HistoryFormat, Outcome] | None:
    """What kind of record this is and what it says; None for anything that is no play."""
    for known, belongs, read in _KNOWN:
        if belongs(record):
            return known, read(record)
    columns = columns_of(list(record))
    if columns is None or not isinstance(record[columns[Role.ARTIST]], str | list):
        return None
    return HistoryFormat.COLUMNS, play_of({role: record[key] for role, key in columns.items()})


def _is_spotify_extended(record: Record) -> bool:
    return "ms_played" in record and "master_metadata_track_name" in record


def _spotify_extended(record: Record) -> Outcome:
    title = record["master_metadata_track_name"]
    if title is None and (record.get("episode_name") or record.get("audiobook_title")):
        return LeftOut.NOT_MUSIC
    if record.get("incognito_mode") is True:
        return LeftOut.PRIVATE
    if record.get("skipped") is True:
        return LeftOut.SKIPPED
    return _spotify(
        record.get("master_metadata_album_artist_name"),
        title,
        record["ms_played"],
        values.moment(record.get("ts")),
        values.track_id(record.get("spotify_track_uri")),
    )


def _is_spotify_account(record: Record) -> bool:
    return "msPlayed" in record and bool(
        {"trackName", "podcastName", "episodeName", "audiobookName"} & record.keys()
    )


def _spotify_account(record: Record) -> Outcome:
    if "trackName" not in record:
        return LeftOut.NOT_MUSIC
    return _spotify(
        record.get("artistName"),
        record["trackName"],
        record["msPlayed"],
        values.moment(record.get("endTime")),
        None,
    )


def _spotify(
    artist: object, title: object, played: object, when: datetime | None, track_id: str | None
) -> Outcome:
    artist, title, played = values.name(artist), values.name(title), values.milliseconds(played)
    if artist is None or title is None or played is None:
        return LeftOut.UNREADABLE
    if not played >= SHORTEST_MS:
        return LeftOut.SHORT
    return Play(artist, title, track_id=track_id, when=when)


def _is_listenbrainz(record: Record) -> bool:
    return "listened_at" in record and isinstance(record.get("track_metadata"), dict)


def _listenbrainz(record: Record) -> Outcome:
    song = _part(record, "track_metadata")
    artist, title = values.name(song.get("artist_name")), values.name(song.get("track_name"))
    if artist is None or title is None:
        return LeftOut.UNREADABLE
    more = _part(song, "additional_info")
    link = more.get("spotify_id") or more.get("origin_url")
    return Play(
        artist,
        title,
        track_id=values.track_id(link) if isinstance(link, str) and "spotify" in link else None,
        when=values.moment(record["listened_at"]),
    )


def _is_lastfm(record: Record) -> bool:
    artist = record.get("artist")
    return "name" in record and isinstance(artist, dict) and ("#text" in artist or "name" in artist)


def _lastfm(record: Record) -> Outcome:
    if "nowplaying" in _part(record, "@attr"):
        return LeftOut.NOW_PLAYING
    artist = _part(record, "artist")
    singer = values.name(artist.get("#text")) or values.name(artist.get("name"))
    title = values.name(record["name"])
    if singer is None or title is None:
        return LeftOut.UNREADABLE
    # A page of user.getTopTracks carries how often; one of recent tracks is one play each.
    plays = values.count(record.get("playcount")) or 1
    return Play(singer, title, plays, when=values.moment(_part(record, "date").get("uts")))


def _part(record: Record, key: str) -> Record:
    part = record.get(key)
    return part if isinstance(part, dict) else {}


_KNOWN: tuple[tuple[HistoryFormat, Callable[[Record], bool], Callable[[Record], Outcome]], ...] = (
    (HistoryFormat.SPOTIFY_EXTENDED, _is_spotify_extended, _spotify_extended),
    (HistoryFormat.SPOTIFY_ACCOUNT, _is_spotify_account, _spotify_account),
    (HistoryFormat.LISTENBRAINZ, _is_listenbrainz, _listenbrainz),
    (HistoryFormat.LASTFM, _is_lastfm, _lastfm),
)
