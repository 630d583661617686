"""Counting plays: artists and songs under any spelling of case, the period, what was left out."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime

from humoresque.history.errors import TooLargeHistoryError
from humoresque.history.listening import HeardArtist, HeardSong, LeftOut, Play

MOST_IDS = 10  # of one song, the most played
MOST_DIFFERENT = 200_000  # songs, and artists


@dataclass(slots=True)
class _Heard:
    """Something that was played: its first spelling, how often, and under which ids."""

    artist: str
    title: str
    plays: int = 0
    track_ids: dict[str, int] = field(default_factory=dict)


@dataclass(slots=True)
class Tally:
    """Running counts of one kind of history."""

    artists: dict[str, _Heard] = field(default_factory=dict)
    songs: dict[tuple[str, str], _Heard] = field(default_factory=dict)
    plays: int = 0
    first: datetime | None = None
    last: datetime | None = None
    left_out: Counter[LeftOut] = field(default_factory=Counter)

    def add(self, play: Play) -> None:
        """Count one entry; TooLargeHistoryError when there are too many different ones."""
        self.plays += play.plays
        artist = play.artist.casefold()
        heard = self.artists.get(artist)
        if heard is None:
            heard = self.artists[artist] = _Heard(play.artist, "")
            _limit(self.artists, "different artists")
        heard.plays += play.plays
        if play.title is not None:
            self._add_song(play, play.title, artist)
        if play.when is not None:
            if self.first is None or play.when < self.first:
                self.first = play.when
            if self.last is None or play.when > self.last:
                self.last = play.when

    def _add_song(self, play: Play, title: str, artist: str) -> None:
        key = (artist, title.casefold())
        song = self.songs.get(key)
        if song is None:
            song = self.songs[key] = _Heard(play.artist, title)
            _limit(self.songs, "different songs")
        song.plays += play.plays
        if play.track_id is not None:
            song.track_ids[play.track_id] = song.track_ids.get(play.track_id, 0) + play.plays

    def merge(self, other: Tally) -> None:
        """Count everything that another tally counted."""
        for key, heard in other.artists.items():
            self.artists.setdefault(key, _Heard(heard.artist, "")).plays += heard.plays
        for song_key, heard in other.songs.items():
            song = self.songs.setdefault(song_key, _Heard(heard.artist, heard.title))
            song.plays += heard.plays
            for track_id, plays in heard.track_ids.items():
                song.track_ids[track_id] = song.track_ids.get(track_id, 0) + plays
        self.plays += other.plays
        self.left_out += other.left_out
        moments = [m for m in (self.first, other.first, self.last, other.last) if m is not None]
        if moments:
            self.first, self.last = min(moments), max(moments)

    def top_artists(self, limit: int) -> tuple[HeardArtist, ...]:
        """The most played, ties by name."""
        ranked = sorted(self.artists.values(), key=_rank)[:limit]
        return tuple(HeardArtist(heard.artist, heard.plays) for heard in ranked)

    def top_songs(self, limit: int) -> tuple[HeardSong, ...]:
        """The most played, ties by artist and title."""
        ranked = sorted(self.songs.values(), key=_rank)[:limit]
        return tuple(
            HeardSong(song.title, song.artist, song.plays, _most_played(song.track_ids))
            for song in ranked
        )


def _rank(heard: _Heard) -> tuple[int, str, str]:
    return (-heard.plays, heard.artist, heard.title)


def _most_played(track_ids: dict[str, int]) -> tuple[str, ...]:
    ranked = sorted(track_ids, key=lambda track_id: (-track_ids[track_id], track_id))
    return tuple(ranked[:MOST_IDS])


def _limit(seen: dict[str, _Heard] | dict[tuple[str, str], _Heard], unit: str) -> None:
    if len(seen) > MOST_DIFFERENT:
        raise TooLargeHistoryError(MOST_DIFFERENT, unit)
