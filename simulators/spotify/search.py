"""``/search``: words and field filters over the catalogue ("Search for item")."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from simulators.spotify.playlists import Playlist
from simulators.spotify.songs import Album, Artist, Song

_FIELDS = ("track", "artist", "album", "year", "isrc", "genre", "upc", "tag")
_FILTER = re.compile(
    rf"\b(?P<field>{'|'.join(_FIELDS)}):\s*"
    rf'(?:"(?P<phrase>[^"]*)"|(?P<words>.*?)(?=\s+(?:{"|".join(_FIELDS)}):|$))',
    re.IGNORECASE,
)
_YEARS = re.compile(r"(\d{4})(?:-(\d{4}))?")


@dataclass(frozen=True, slots=True)
class Query:
    """What was looked for: words that may stand anywhere, and words for one field each."""

    words: tuple[str, ...]
    filters: tuple[tuple[str, str], ...]

    @classmethod
    def read(cls, text: str) -> Query:
        """Read ``track:"Crazy" artist:Gnarls Barkley``; without quotes a filter goes on."""
        filters = tuple(
            (found["field"].lower(), found["phrase"] or found["words"] or "")
            for found in _FILTER.finditer(text)
        )
        return cls(_words(_FILTER.sub(" ", text)), filters)

    def tracks(self, songs: Iterable[Song]) -> list[Song]:
        """Return the songs that it finds, the best known first."""
        found = [song for song in songs if self._finds_song(song)]
        return sorted(found, key=lambda song: (-song.popularity, song.id))

    def artists(self, songs: Iterable[Song]) -> list[Artist]:
        """Return the artists that it finds, the best known first."""
        everybody = {artist.id: artist for song in songs for artist in song.artists}
        found = [artist for artist in everybody.values() if self._finds_artist(artist)]
        return sorted(found, key=lambda artist: (-artist.popularity, artist.id))

    def albums(self, songs: Iterable[Song]) -> list[Album]:
        """Return the albums that it finds."""
        everything = {song.album.id: song.album for song in songs}
        return [album for album in everything.values() if self._finds_album(album)]

    def playlists(self, playlists: Iterable[Playlist]) -> list[Playlist]:
        """Return public playlists with such names; no filter is for them."""
        return [
            playlist
            for playlist in playlists
            if playlist.public and not self.filters and _has_all(self.words, playlist.name)
        ]

    def _finds_song(self, song: Song) -> bool:
        artists = " ".join(artist.name for artist in song.artists)
        return _has_all(self.words, f"{song.title} {artists} {song.album.name}") and all(
            (field == "track" and _has_phrase(value, song.title))
            or (field == "artist" and any(_has_phrase(value, a.name) for a in song.artists))
            or (field == "album" and _has_phrase(value, song.album.name))
            or (field == "isrc" and value.strip().upper() == song.isrc)
            or (field == "genre" and value.strip().lower() in song.genres)
            or (field == "year" and _is_of_year(value, song.album))
            for field, value in self.filters
        )

    def _finds_artist(self, artist: Artist) -> bool:
        return _has_all(self.words, artist.name) and all(
            (field == "artist" and _has_phrase(value, artist.name))
            or (field == "genre" and value.strip().lower() in artist.genres)
            for field, value in self.filters
        )

    def _finds_album(self, album: Album) -> bool:
        return _has_all(self.words, f"{album.name} {album.artist.name}") and all(
            (field == "album" and _has_phrase(value, album.name))
            or (field == "artist" and _has_phrase(value, album.artist.name))
            or (field == "year" and _is_of_year(value, album))
            for field, value in self.filters
        )


@lru_cache(maxsize=20_000)
def _words(text: str) -> tuple[str, ...]:
    """Take a text apart without accents, case and punctuation."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return tuple(re.findall(r"\w+", re.sub(r"['\u2019]", "", plain)))


def _has_all(words: tuple[str, ...], text: str) -> bool:
    return set(words) <= set(_words(text))


def _has_phrase(phrase: str, text: str) -> bool:
    wanted = " ".join(_words(phrase))
    return bool(wanted) and f" {wanted} " in f" {' '.join(_words(text))} "


def _is_of_year(value: str, album: Album) -> bool:
    years = _YEARS.fullmatch(value.strip())
    return years is not None and years[1] <= album.release_date[:4] <= (years[2] or years[1])
