"""A saved list as the playlist files have it: name and songs, nothing of the expression."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from humoresque.catalog.track import OWN_PREFIX
from humoresque.playlist_files.listed import ListedPlaylist, ListedSong
from humoresque.web.listening.models import Playlist


def listed(playlist: Playlist, file_of: Callable[[str], Path | None] | None) -> ListedPlaylist:
    """Return what a file is written from; ``file_of`` finds own files by track id.

    Without it no path of this machine gets into the file.
    """
    return ListedPlaylist(
        name=playlist.name,
        created_at=playlist.created_at,
        songs=tuple(
            ListedSong(
                title=song.title,
                artists=tuple(song.artists),
                album=song.album,
                duration_ms=song.duration_ms,
                url=song.spotify_url,
                file=_path(song.track_id, file_of),
            )
            for song in playlist.songs.all()
        ),
    )


def _path(track_id: str, file_of: Callable[[str], Path | None] | None) -> str | None:
    if file_of is None or not track_id.startswith(OWN_PREFIX):
        return None
    path = file_of(track_id)
    return None if path is None else str(path)
