"""What became of a list on Spotify, as the wire has it."""

from __future__ import annotations

from collections.abc import Iterable

from humoresque.web.api.schemas import spotify as wire
from humoresque.web.listening.models import Playlist, Song, SpotifyPlaylist


def saved_by_owner(playlist: Playlist, songs: Iterable[Song]) -> wire.SavedPlaylist | None:
    """The list in the account that its visitor is connected to now; None when it is not there."""
    mine = SpotifyPlaylist.objects.filter(account__visitors=playlist.visitor_id)
    row = mine.filter(playlist=playlist, saved_at__isnull=False).first()
    return None if row is None else describe_saved(row, songs)


def describe_saved(row: SpotifyPlaylist, songs: Iterable[Song]) -> wire.SavedPlaylist:
    """A list that was saved."""
    return wire.SavedPlaylist.model_validate(
        {
            "playlist_id": row.playlist_id,
            "name": row.name,
            "description": row.description,
            "public": row.public,
            "spotify_url": row.url,
            "songs": row.songs,
            "not_found": named(songs, row.not_found),
            "waiting": len(row.waiting),
            "saved_at": row.saved_at,
        }
    )


def named(songs: Iterable[Song], places: Iterable[int]) -> list[wire.NotFoundSong]:
    """The songs at these places."""
    wanted = set(places)
    return [
        wire.NotFoundSong(position=song.position, title=song.title, artists=song.artists)
        for song in songs
        if song.position in wanted
    ]
