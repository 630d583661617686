"""Our songs → Spotify's: by their own id, else looked up, and remembered for a time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from django.utils import timezone

from humoresque.catalog.errors import CatalogError
from humoresque.catalog.track import OWN_PREFIX
from humoresque.own_music.errors import OwnMusicError
from humoresque.spotify.errors import NotFoundOnSpotifyError, RefusedError
from humoresque.spotify.matching import WantedSong, resolve
from humoresque.web import wiring
from humoresque.web.api.errors import WebError
from humoresque.web.listening.models import ResolvedSong, Song

if TYPE_CHECKING:
    from humoresque.spotify.client import SpotifyApi
    from humoresque.spotify.models import Track

MOST_SEARCHES = 10
_TRACK = "spotify:track:"


@dataclass(frozen=True, slots=True)
class Resolved:
    """Songs by their place in the list, from 1, and the URIs of those found.

    ``not_found`` are places of songs that Spotify does not have, ``waiting`` of songs that it was
    not asked for yet.
    """

    found: tuple[tuple[int, str], ...]
    not_found: tuple[int, ...]
    waiting: tuple[int, ...]

    @property
    def uris(self) -> list[str]:
        """What can be played, in order."""
        return [uri for _, uri in self.found]

    def without(self, places: set[int]) -> Resolved:
        """The same with these among what Spotify does not have."""
        return replace(
            self,
            found=tuple(one for one in self.found if one[0] not in places),
            not_found=tuple(sorted({*self.not_found, *places})),
        )


class _NoSearchLeftError(Exception):
    """Spotify was asked often enough for now."""


class _FewSearches:
    """Spotify's search, a limited number of times: its quota is everybody's."""

    def __init__(self, api: SpotifyApi) -> None:
        self._api = api
        self._left = MOST_SEARCHES

    def search_tracks(self, query: str, limit: int = 10) -> Sequence[Track]:
        """Songs, best first."""
        if not self._left:
            raise _NoSearchLeftError
        self._left -= 1
        return self._api.search_tracks(query, limit)


def resolve_songs(songs: Sequence[Song], api: SpotifyApi) -> Resolved:
    """Find the songs' URIs; at most ten searches, and none for songs of Spotify's catalogue.

    What is found is kept for 30 days, what is not for a day; where the searches do not suffice,
    the next call goes on. Raises SpotifyError leaves.
    """
    track_ids = [song.track_id for song in songs]
    known = ResolvedSong.objects.known(track_ids, timezone.now())
    search = _FewSearches(api)
    found: list[tuple[int, str]] = []
    not_found: list[int] = []
    waiting: list[int] = []
    for song in songs:
        if song.track_id not in known:
            try:
                known[song.track_id] = _look_up(song, search)
            except _NoSearchLeftError:
                waiting.append(song.position)
                continue
        uri = known[song.track_id]
        if uri is None:
            not_found.append(song.position)
        else:
            found.append((song.position, uri))
    return Resolved(tuple(found), tuple(not_found), tuple(waiting))


def resolve_without_withdrawn(
    songs: Sequence[Song], refused: Resolved, api: SpotifyApi
) -> Resolved:
    """Find out which songs Spotify has no more, after it refused all of them together.

    Each is asked for by its id. One that is gone may be there under another id, as songs are that
    change their label; it is looked for by its name.
    """
    search = _FewSearches(api)
    by_place = {song.position: song for song in songs}
    for place, uri in refused.found:
        try:
            api.track(uri.removeprefix(_TRACK))
        except (NotFoundOnSpotifyError, RefusedError):
            another = _another(by_place[place], uri, search)
            ResolvedSong.objects.note(by_place[place].track_id, another, timezone.now())
    return resolve_songs(songs, api)


def _look_up(song: Song, search: _FewSearches) -> str | None:
    uri = resolve(_wanted(song), search)
    if uri != _TRACK + song.track_id:
        ResolvedSong.objects.note(song.track_id, uri, timezone.now())
    return uri


def _another(song: Song, gone: str, search: _FewSearches) -> str | None:
    """The song under another id than the one that is gone."""
    try:
        uri = resolve(replace(_wanted(song), track_id=None), search)
    except _NoSearchLeftError:
        return None
    return None if uri == gone else uri


def _wanted(song: Song) -> WantedSong:
    return WantedSong(
        title=song.title,
        artists=tuple(song.artists),
        duration_ms=song.duration_ms,
        track_id=song.track_id,
        isrc=_isrc(song.track_id) if song.track_id.startswith(OWN_PREFIX) else None,
    )


def _isrc(track_id: str) -> str | None:
    """What the tags of an own file say, where own music is set up."""
    try:
        return wiring.own_music().isrc_of(track_id)
    except (WebError, OwnMusicError, CatalogError):
        return None
