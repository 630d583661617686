"""What a listener plays, found in a catalog."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from humoresque.catalog.artists import fold_name
from humoresque.catalog.catalog import Catalog
from humoresque.catalog.catalog_source import CatalogSource
from humoresque.catalog.errors import UnknownTrackError
from humoresque.catalog.track import Track
from humoresque.history.listening import HeardSong, ListeningHistory
from humoresque.history.names import bare_title, folded, joined_artists, spellings


@dataclass(frozen=True, slots=True)
class MatchReport:
    """How much of a history the catalog has; plays are those of its 500 artists at most."""

    artists: int
    artists_found: int
    songs: int
    songs_found: int
    plays: int
    plays_found: int


@dataclass(frozen=True, slots=True)
class Matched:
    """Artists as the catalog spells them and ids of its tracks, each most played first."""

    artists: tuple[str, ...]
    track_ids: tuple[str, ...]
    report: MatchReport


def match(listening: ListeningHistory, source: CatalogSource) -> Matched:
    """Find a history's artists and songs in a catalog.

    A song is found by its Spotify id, else by title and artist without case, accents, guests and
    editions (``Live``, ``Remastered 2011``); a remix is another song. A name that joins several
    artists (``Anna & Ben``) counts for each of them when the catalog has a song of theirs
    together. Of several tracks that fit, the most popular one is taken.
    """
    names = dict.fromkeys(name for heard in listening.artists for name in _possible(heard.name))
    names |= dict.fromkeys(name for song in listening.songs for name in _possible(song.artist))
    track_ids = [track_id for song in listening.songs for track_id in song.track_ids]
    lookup = _Lookup(source.songs(artists=names, track_ids=track_ids))
    artists: Counter[str] = Counter()
    artists_found = plays_found = 0
    for heard in listening.artists:
        found = lookup.artists(heard.name)
        artists_found += bool(found)
        plays_found += heard.plays if found else 0
        for name in dict.fromkeys(lookup.spelled(name) for name in found):
            artists[name] += heard.plays
    songs: Counter[str] = Counter()
    songs_found = 0
    for song in listening.songs:
        track_id = lookup.by_id(song) or lookup.by_title(song)
        if track_id is not None:
            songs_found += 1
            songs[track_id] += song.plays
    return Matched(
        artists=tuple(name for name, _ in artists.most_common()),
        track_ids=tuple(track_id for track_id, _ in songs.most_common()),
        report=MatchReport(
            artists=len(listening.artists),
            artists_found=artists_found,
            songs=len(listening.songs),
            songs_found=songs_found,
            plays=sum(heard.plays for heard in listening.artists),
            plays_found=plays_found,
        ),
    )


def _possible(name: str) -> Iterator[str]:
    """Every name that has to be looked up for an artist of a history."""
    yield from spellings(name)
    yield from joined_artists(name)


class _Lookup:
    """Artists and songs of a catalog, each looked at once."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        self._tracks_of: dict[str, tuple[Track, ...]] = {}

    def artists(self, name: str) -> tuple[str, ...]:
        """Those of the catalog's artists that a name stands for; mostly one or none."""
        for spelling in spellings(name):
            if self._tracks(spelling):
                return (spelling,)
        parts = joined_artists(name)
        if not parts:
            return ()
        together = set.intersection(
            *({track.track_id for track in self._tracks(part)} for part in parts)
        )
        return parts if together else ()

    def spelled(self, name: str) -> str:
        """The catalog's own spelling: the very one but for case, else the most usual."""
        usual = Counter(
            artist
            for track in self._tracks(name)
            for artist in track.artists
            if fold_name(artist) == fold_name(name)
        )
        same = [artist for artist in usual if artist.casefold() == name.casefold()]
        return min(same or usual, key=lambda artist: (-usual[artist], artist))

    def by_id(self, song: HeardSong) -> str | None:
        """The first of a song's ids that the catalog has."""
        for track_id in song.track_ids:
            try:
                self._catalog.row_of(track_id)
            except UnknownTrackError:
                continue
            return track_id
        return None

    def by_title(self, song: HeardSong) -> str | None:
        """The most popular track of a song's artists with its title, the exact one first."""
        tracks = [track for name in self.artists(song.artist) for track in self._tracks(name)]
        for wanted in dict.fromkeys((folded(song.title), bare_title(song.title))):
            fitting = [
                track
                for track in tracks
                if wanted in {folded(track.title), bare_title(track.title)}
            ]
            if fitting:
                return min(fitting, key=lambda track: (-track.popularity, track.track_id)).track_id
        return None

    def _tracks(self, name: str) -> tuple[Track, ...]:
        """All tracks of one name; those spelled like it but for case, where there are any."""
        if name not in self._tracks_of:
            rows = self._catalog.artist_rows(name).tolist()
            tracks = tuple(self._catalog.track(row) for row in rows)
            wanted = name.casefold()
            same = tuple(
                track
                for track in tracks
                if any(artist.casefold() == wanted for artist in track.artists)
            )
            self._tracks_of[name] = same or tracks
        return self._tracks_of[name]
