"""What has an address of its own: songs, artists, albums, playlists, listeners."""

from __future__ import annotations

from dataclasses import dataclass

from simulators.spotify.listeners import Listener
from simulators.spotify.playlists import Playlist
from simulators.spotify.songs import Song
from simulators.spotify.state import State

# As many as an artist's page shows.
_TOP_SONGS = 10


@dataclass(frozen=True, slots=True)
class Entity:
    """A thing with its name, a few lines about it, and its songs in order of play."""

    kind: str
    id: str
    name: str
    lines: tuple[str, ...]
    songs: tuple[Song, ...]


def find(state: State, kind: str, identifier: str) -> Entity | None:
    """Return what has this id; songs that were withdrawn are left out."""
    if kind == "track":
        song = state.song(identifier)
        return None if song is None else _track(song)
    if kind == "artist":
        return _artist(state, identifier)
    if kind == "album":
        return _album(state, identifier)
    if kind == "playlist":
        playlist = state.playlists.get(identifier)
        return None if playlist is None else _playlist(state, playlist)
    if kind == "user":
        owners = (one for one in state.listeners.values() if one.id == identifier)
        return next((_user(owner) for owner in owners), None)
    return None


def song_of(state: State, uri: str) -> Song | None:
    """Return the song behind a track's URI, if Spotify has it."""
    kind, _, identifier = uri.removeprefix("spotify:").partition(":")
    return state.song(identifier) if kind == "track" else None


def _track(song: Song) -> Entity:
    names = ", ".join(artist.name for artist in song.artists)
    return Entity("track", song.id, song.title, (names,), (song,))


def _artist(state: State, identifier: str) -> Entity | None:
    artist = state.songs.artists.get(identifier)
    if artist is None:
        return None
    songs = [song for song in state.available() if artist in song.artists]
    best = sorted(songs, key=lambda song: song.popularity, reverse=True)[:_TOP_SONGS]
    return Entity("artist", identifier, artist.name, (", ".join(artist.genres),), tuple(best))


def _album(state: State, identifier: str) -> Entity | None:
    songs = tuple(song for song in state.available() if song.album.id == identifier)
    if not songs:
        return None
    album = songs[0].album
    return Entity("album", identifier, album.name, (album.artist.name, album.release_date), songs)


def _playlist(state: State, playlist: Playlist) -> Entity:
    songs = tuple(
        song for entry in playlist.entries if (song := song_of(state, entry.uri)) is not None
    )
    by = f"by {playlist.owner.display_name}"
    lines = (playlist.description, by) if playlist.description else (by,)
    return Entity("playlist", playlist.id, playlist.name, lines, songs)


def _user(listener: Listener) -> Entity:
    return Entity("user", listener.id, listener.display_name, (), ())
