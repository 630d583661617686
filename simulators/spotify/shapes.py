"""Spotify's objects as JSON: as new apps see them (devmode), and with what old ones see more."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TypeVar
from urllib.parse import urlencode

from simulators.spotify.listeners import Listener
from simulators.spotify.playlists import Entry, Playlist
from simulators.spotify.songs import Album, Artist, Song

Json = dict[str, object]
_IMAGE_SIZES = (640, 300, 64)
_T = TypeVar("_T")
_MARKETS = ("DE", "GB", "PL", "US")


@dataclass(frozen=True, slots=True)
class Slice:
    """The part of a list that was asked for."""

    limit: int
    offset: int

    def of(self, things: Sequence[_T]) -> Sequence[_T]:
        """Cut the part out."""
        return things[self.offset : self.offset + self.limit]


@dataclass(frozen=True, slots=True)
class Shapes:
    """Writes objects; ``origin`` is the simulator's address, without a slash at the end."""

    origin: str
    legacy: bool

    def user(self, listener: Listener) -> Json:
        """A user as an owner of playlists."""
        return self._named("user", listener.id) | {"display_name": listener.display_name}

    def private_user(self, listener: Listener, scopes: frozenset[str]) -> Json:
        """The listener's own profile; old apps with the scopes see more of it."""
        shown = self.user(listener) | {
            "account_id": listener.account_id,
            "images": self._images("user", listener.id),
        }
        if self.legacy:
            shown["followers"] = {"href": None, "total": 0}
            if "user-read-email" in scopes:
                shown["email"] = listener.email
            if "user-read-private" in scopes:
                shown |= {
                    "country": listener.country,
                    "explicit_content": {"filter_enabled": False, "filter_locked": False},
                    "product": "premium" if listener.premium else "free",
                }
        return shown

    def artist(self, artist: Artist) -> Json:
        """A full artist."""
        shown = self.simple_artist(artist) | {"images": self._images("artist", artist.id)}
        if self.legacy:
            shown |= {
                "followers": {"href": None, "total": artist.popularity * 1000},
                "genres": list(artist.genres),
                "popularity": artist.popularity,
            }
        return shown

    def simple_artist(self, artist: Artist) -> Json:
        """An artist inside of an album or a track."""
        return self._named("artist", artist.id) | {"name": artist.name}

    def album(self, album: Album) -> Json:
        """A simplified album."""
        shown = self._named("album", album.id) | {
            "album_type": album.kind,
            "artists": [self.simple_artist(album.artist)],
            "images": self._images("album", album.id),
            "is_playable": True,
            "name": album.name,
            "release_date": album.release_date,
            "release_date_precision": "day",
            "total_tracks": album.total_tracks,
        }
        if self.legacy:
            shown |= {"available_markets": list(_MARKETS)}
        return shown

    def track(self, song: Song) -> Json:
        """A track."""
        shown = self._named("track", song.id) | {
            "album": self.album(song.album),
            "artists": [self.simple_artist(artist) for artist in song.artists],
            "disc_number": 1,
            "duration_ms": song.duration_ms,
            "explicit": song.explicit,
            "external_ids": {"isrc": song.isrc},
            "is_local": False,
            "is_playable": True,
            "name": song.title,
            "track_number": song.track_number,
        }
        if self.legacy:
            shown |= {
                "available_markets": list(_MARKETS),
                "popularity": song.popularity,
                "preview_url": None,
            }
        return shown

    def playlist(self, playlist: Playlist, items: Json | None) -> Json:
        """A playlist; ``items`` is a page, or None for who may not see them."""
        shown = self._named("playlist", playlist.id) | {
            "collaborative": playlist.collaborative,
            "description": playlist.description,
            "images": self._images("playlist", playlist.id) if playlist.entries else [],
            "name": playlist.name,
            "owner": self.user(playlist.owner),
            "primary_color": None,
            "public": playlist.public,
            "snapshot_id": playlist.snapshot_id,
        }
        if items is not None:
            shown["items"] = items
        if self.legacy:
            shown["followers"] = {"href": None, "total": 0}
            if items is not None:
                shown["tracks"] = items
        return shown

    def listed_playlist(self, playlist: Playlist) -> Json:
        """A playlist in a list of playlists."""
        address = f"{self.origin}/v1/playlists/{playlist.id}"
        total = len(playlist.entries)
        shown = self.playlist(playlist, {"href": f"{address}/items", "total": total})
        if self.legacy:
            del shown["followers"]
            shown["tracks"] = {"href": f"{address}/tracks", "total": total}
        return shown

    def playlist_item(self, entry: Entry, song: Song | None, added_by: Listener) -> Json:
        """A place in a playlist; a song that Spotify has no more is null."""
        track = self.track(song) if song else None
        return {
            "added_at": f"{datetime.fromtimestamp(entry.added_at, UTC):%Y-%m-%dT%H:%M:%SZ}",
            "added_by": self._named("user", added_by.id),
            "is_local": False,
            "primary_color": None,
            "item": track,
            "track": track,
            "video_thumbnail": {"url": None},
        }

    def page(
        self, path: str, query: Json, slice_: Slice, total: int, items: Sequence[Json | None]
    ) -> Json:
        """A page of a list; the addresses of its neighbours keep the other parameters."""

        def address(offset: int) -> str:
            window = {"offset": offset, "limit": slice_.limit}
            return f"{self.origin}{path}?{urlencode(query | window)}"

        after, before = slice_.offset + slice_.limit, max(0, slice_.offset - slice_.limit)
        return {
            "href": address(slice_.offset),
            "limit": slice_.limit,
            "next": address(after) if slice_.limit and after < total else None,
            "offset": slice_.offset,
            "previous": address(before) if slice_.offset > 0 else None,
            "total": total,
            "items": items,
        }

    def _named(self, kind: str, identifier: str) -> Json:
        return {
            "external_urls": {"spotify": f"{self.origin}/{kind}/{identifier}"},
            "href": f"{self.origin}/v1/{kind}s/{identifier}",
            "id": identifier,
            "type": kind,
            "uri": f"spotify:{kind}:{identifier}",
        }

    def _images(self, kind: str, identifier: str) -> list[Json]:
        return [
            {
                "url": f"{self.origin}/image/{kind}/{identifier}/{size}",
                "height": size,
                "width": size,
            }
            for size in _IMAGE_SIZES
        ]
