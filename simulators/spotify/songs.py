"""The songs that the simulator has: the starter catalogue, with albums and ISRCs made up."""

from __future__ import annotations

import csv
import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path

from simulators.spotify.identifiers import made_up_id

STARTER = Path(__file__).parents[2] / "src" / "humoresque" / "catalog" / "starter" / "tracks.csv"
FEATURES = (
    *("acousticness", "danceability", "energy", "instrumentalness", "key", "liveness"),
    *("loudness", "mode", "speechiness", "tempo", "valence"),
)
_FIRST_YEAR, _YEARS = 1962, 63


@dataclass(frozen=True, slots=True)
class Artist:
    """An artist; genres are those of its songs, popularity (0-100) that of its best known one."""

    id: str
    name: str
    genres: tuple[str, ...]
    popularity: int


@dataclass(frozen=True, slots=True)
class Album:
    """A made-up record: all songs here that one artist leads."""

    id: str
    name: str
    artist: Artist
    release_date: str
    total_tracks: int

    @property
    def kind(self) -> str:
        """``single`` when there is one song on it, else ``album``."""
        return "single" if self.total_tracks == 1 else "album"


@dataclass(frozen=True, slots=True)
class Song:
    """A track: duration in milliseconds, popularity 0-100, features in Spotify's units."""

    id: str
    title: str
    artists: tuple[Artist, ...]
    album: Album
    track_number: int
    genres: tuple[str, ...]
    popularity: int
    duration_ms: int
    explicit: bool
    isrc: str
    features: Mapping[str, float] = field(repr=False)

    @property
    def uri(self) -> str:
        """The track's Spotify URI."""
        return f"spotify:track:{self.id}"


class Songs:
    """All songs in the catalogue's order, and their artists, by id."""

    def __init__(self, songs: list[Song]) -> None:
        self.by_id = {song.id: song for song in songs}
        self.artists = {artist.id: artist for song in songs for artist in song.artists}

    def __iter__(self) -> Iterator[Song]:
        return iter(self.by_id.values())

    @cached_property
    def genres(self) -> tuple[str, ...]:
        """Every genre once, in alphabetical order."""
        return tuple(sorted({genre for song in self for genre in song.genres}))


@cache
def starter_songs() -> Songs:
    """Read the starter catalogue, once a process."""
    with STARTER.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    artists = _artists(rows)
    on_record: defaultdict[str, list[dict[str, str]]] = defaultdict(list)
    for row in rows:
        on_record[_names(row)[0]].append(row)
    albums = {name: _album(artists[name], songs) for name, songs in on_record.items()}
    positions: Counter[str] = Counter()
    songs = []
    for number, row in enumerate(rows):
        leader = _names(row)[0]
        positions[leader] += 1
        songs.append(
            Song(
                id=row["track_id"],
                title=row["title"],
                artists=tuple(artists[name] for name in _names(row)),
                album=albums[leader],
                track_number=positions[leader],
                genres=tuple(row["genres"].split(";")),
                popularity=int(row["popularity"]),
                duration_ms=int(row["duration_ms"]),
                explicit=row["explicit"] == "1",
                isrc=f"QZSIM{albums[leader].release_date[2:4]}{number:05}",
                features={name: float(row[name]) for name in FEATURES},
            )
        )
    return Songs(songs)


def _names(row: Mapping[str, str]) -> list[str]:
    return list(dict.fromkeys(row["artists"].split(";")))


def _artists(rows: list[dict[str, str]]) -> dict[str, Artist]:
    genres: defaultdict[str, set[str]] = defaultdict(set)
    popularity: Counter[str] = Counter()
    for row in rows:
        for name in _names(row):
            genres[name].update(row["genres"].split(";"))
            popularity[name] = max(popularity[name], int(row["popularity"]))
    return {
        name: Artist(made_up_id("artist", name), name, tuple(sorted(genres[name])), known)
        for name, known in popularity.items()
    }


def _album(artist: Artist, songs: list[dict[str, str]]) -> Album:
    made_up = hashlib.sha256(artist.name.encode()).digest()
    date = f"{_FIRST_YEAR + made_up[0] % _YEARS}-{made_up[1] % 12 + 1:02}-{made_up[2] % 28 + 1:02}"
    name = songs[0]["title"]
    return Album(made_up_id("album", artist.name), name, artist, date, len(songs))
