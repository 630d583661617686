"""What a listener plays, found in a catalog."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from humoresque.catalog.catalog import Catalog
from humoresque.catalog.errors import UnknownTrackError
from humoresque.history.listening import HeardSong, ListeningHistory
from humoresque.history.names import bare_title, folded, joined_artists, main_artist


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


def match(listening: ListeningHistory, catalog: Catalog) -> Matched:
    """Find a history's artists and songs in a catalog.

    A song is found by its Spotify id, else by title and artist without case, accents, guests and
    editions (``Live``, ``Remastered 2011``); a remix is another song. A name that joins several
    artists (``Anna & Ben``) counts for each of them when the catalog has a song of theirs
    together. Of several tracks that fit, the most popular one is taken.
    """
    index = _Index(catalog)
    artists: Counter[str] = Counter()
    artists_found = plays_found = 0
    for heard in listening.artists:
        codes = index.codes(heard.name)
        artists_found += bool(codes)
        plays_found += heard.plays if codes else 0
        for name in dict.fromkeys(index.names[code] for code in codes):
            artists[name] += heard.plays
    songs: Counter[str] = Counter()
    songs_found = 0
    for song in listening.songs:
        track_id = _by_id(song, catalog) or index.track_id(song)
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


def _by_id(song: HeardSong, catalog: Catalog) -> str | None:
    for track_id in song.track_ids:
        try:
            catalog.row_of(track_id)
        except UnknownTrackError:
            continue
        return track_id
    return None


class _Index:
    """A catalog's artists by name, and their rows."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        table: pa.Table = catalog.table
        self._titles = table["title"]
        self._ids = table["track_id"]
        lists = table["artists"].combine_chunks()
        encoded = lists.flatten().dictionary_encode()
        codes = encoded.indices.to_numpy(zero_copy_only=False)
        rows = np.asarray(lists.value_parent_indices())
        order = np.argsort(codes, kind="stable")
        self.names: list[str] = encoded.dictionary.to_pylist()
        self._rows = np.split(
            rows[order], np.searchsorted(codes[order], np.arange(1, len(self.names)))
        )
        self._exact: dict[str, list[int]] = {}
        self._folded: dict[str, list[int]] = {}
        for code, name in enumerate(self.names):
            self._exact.setdefault(name.casefold(), []).append(code)
            self._folded.setdefault(folded(name), []).append(code)
        self._songs_of: dict[int, dict[str, list[int]]] = {}

    def codes(self, name: str) -> tuple[int, ...]:
        """Numbers of the artists that a name stands for, most songs first; mostly one or none."""
        found = self._one(name) or self._one(main_artist(name))
        if found:
            return found
        parts = joined_artists(main_artist(name))
        each = [self._one(part) for part in parts]
        if not parts or not all(each):
            return ()
        together = set(self._rows_of(each[0]))
        for codes in each[1:]:
            together &= set(self._rows_of(codes))
        return tuple(code for codes in each for code in codes) if together else ()

    def track_id(self, song: HeardSong) -> str | None:
        """The most popular track of a song's artists with its title, the exact one first."""
        codes = self.codes(song.artist)
        for wanted in dict.fromkeys((folded(song.title), bare_title(song.title))):
            rows = [row for code in codes for row in self._songs(code).get(wanted, ())]
            if rows:
                best = max(rows, key=lambda row: (self._catalog.popularity[row], -row))
                return str(self._ids[best].as_py())
        return None

    def _one(self, name: str) -> tuple[int, ...]:
        """Artists of one name: spelled like that, else like that but for accents and marks."""
        codes = self._exact.get(name.casefold()) or self._folded.get(folded(name), [])
        return tuple(sorted(codes, key=lambda code: (-len(self._rows[code]), code)))

    def _rows_of(self, codes: tuple[int, ...]) -> list[int]:
        return [int(row) for code in codes for row in self._rows[code]]

    def _songs(self, code: int) -> dict[str, list[int]]:
        """Rows of an artist under every title that stands for them."""
        if code not in self._songs_of:
            songs: dict[str, list[int]] = {}
            for row in self._rows_of((code,)):
                title = self._titles[row].as_py()
                for key in dict.fromkeys((folded(title), bare_title(title))):
                    songs.setdefault(key, []).append(row)
            self._songs_of[code] = songs
        return self._songs_of[code]
