"""A list into a listener's Spotify account: made once, and gone on with after any fault.

The steps, each of which may be the last that a fault lets happen: resolve the songs; note that a
playlist is about to be made, and the mark in its description; make it; note its id; put the songs
in, all at once, which may be repeated; look whether they are there; give it its name. The next
save begins again and skips what has happened. (Spotify: Create Playlist, Update Playlist Items.)
"""

from __future__ import annotations

import secrets
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from django.db import IntegrityError
from django.utils import timezone

from humoresque.spotify.errors import (
    NotFoundOnSpotifyError,
    RefusedError,
    SpotifyError,
    SpotifyFailingError,
    SpotifyUnreachableError,
    UnreadableAnswerError,
)
from humoresque.web.accounts.errors import NotLoggedInError
from humoresque.web.api.errors import (
    NothingToSaveError,
    PlaylistNotFoundError,
    SaveInProgressError,
    WebError,
)
from humoresque.web.listening.models import Playlist, Song, SpotifyPlaylist
from humoresque.web.listening.resolving import (
    Resolved,
    resolve_songs,
    resolve_without_withdrawn,
)

if TYPE_CHECKING:
    from datetime import datetime

    from humoresque.spotify import models as spotify
    from humoresque.spotify.client import SpotifyApi

# A request that was given up may still be carried out for so long.
SETTLED = timedelta(seconds=15)
_PAGE = 50
# Spotify lists new playlists first; nobody makes so many while a save is broken off.
_MOST_PAGES = 20


@dataclass(frozen=True, slots=True)
class Look:
    """How a list is to look on Spotify: up to 100 and 300 characters, on one line."""

    name: str
    description: str
    public: bool


def save_playlist(
    playlist: Playlist,
    account_pk: int,
    look: Look,
    api: SpotifyApi,
    *,
    wait: Callable[[float], None] = time.sleep,
) -> tuple[SpotifyPlaylist, bool]:
    """Bring a list to Spotify; return what it is there, and whether it was not there before.

    Saving again brings songs, name, description and visibility up to date. A playlist that the
    listener has deleted on Spotify is made anew. ``wait`` takes seconds.

    Raises:
        SaveInProgressError: another request is saving this list.
        NothingToSaveError: Spotify has none of its songs.
        NotLoggedInError, PlaylistNotFoundError: logged out, or list deleted, meanwhile.
        ReconnectNeededError, SpotifyError: as the API does. Saving again goes on.

    """
    try:
        row, _ = SpotifyPlaylist.objects.get_or_create(playlist=playlist, account_id=account_pk)
    except IntegrityError:
        raise NotLoggedInError from None
    lease = secrets.token_hex(16)
    if not row.take(lease):
        raise SaveInProgressError
    try:
        row.refresh_from_db()
        return row, _Saving(row, lease, api, wait).save(list(playlist.songs.all()), look)
    finally:
        row.give_back(lease)


class _Saving:
    """One save, which holds the row."""

    def __init__(
        self, row: SpotifyPlaylist, lease: str, api: SpotifyApi, wait: Callable[[float], None]
    ) -> None:
        self._row = row
        self._lease = lease
        self._api = api
        self._wait = wait

    def save(self, songs: Sequence[Song], look: Look) -> bool:
        """Do all steps; whether the list was not complete on Spotify before."""
        resolved = resolve_songs(songs, self._api)
        if not resolved.found:
            raise NothingToSaveError(len(resolved.waiting))
        spotify_id = self._playlist(look)
        resolved = self._filled(spotify_id, songs, resolved)
        self._hold()
        self._api.change_details(
            spotify_id, name=look.name, description=look.description, public=look.public
        )
        is_first = self._row.saved_at is None
        self._keep(
            name=look.name,
            public=look.public,
            songs=len(resolved.found),
            not_found=list(resolved.not_found),
            waiting=list(resolved.waiting),
            saved_at=timezone.now(),
        )
        return is_first

    # The playlist ----------------------------------------------------------------------------

    def _playlist(self, look: Look) -> str:
        """The id of the one playlist that is this list, made if need be."""
        row = self._row
        if row.spotify_id:
            if self._is_there(row.spotify_id):
                return row.spotify_id
            self._keep(spotify_id="", url="", saved_at=None)
        if row.creation_started_at is not None:
            made = self._made_before(row.creation_started_at + SETTLED)
            if made is not None:
                return self._keep_made(made)
        return self._keep_made(self._create(look))

    def _is_there(self, spotify_id: str) -> bool:
        """Whether the listener still has it.

        What is deleted can still be read; it only leaves the listener's playlists. Of more than
        a thousand playlists the later ones are taken to be there.
        """
        count = 0
        for playlist in self._latest():
            if playlist.id == spotify_id:
                return True
            count += 1
        return count >= _PAGE * _MOST_PAGES

    def _create(self, look: Look) -> spotify.Playlist:
        """Make it, with a mark by which it is found when the answer gets lost."""
        self._hold()
        marker = secrets.token_hex(8)
        self._keep(marker=marker, creation_started_at=timezone.now())
        try:
            return self._api.create_playlist(
                look.name, f"Made with Humoresque ({marker})", public=False
            )
        except (SpotifyError, WebError) as error:
            if not _may_have_been_made(error):
                self._keep(creation_started_at=None)
                raise
            made = self._marked()
            if made is not None:
                return made
            if _was_answered(error):
                self._keep(creation_started_at=None)
            raise

    def _made_before(self, settled: datetime) -> spotify.Playlist | None:
        """What an earlier try has made; until ``settled`` it may still be on its way."""
        pause = 1.0
        while (made := self._marked()) is None:
            left = (settled - timezone.now()).total_seconds()
            if left <= 0:
                return None
            self._wait(min(pause, left))
            pause *= 2
            self._hold()
        return made

    def _marked(self) -> spotify.Playlist | None:
        """The playlist with the mark."""
        marker = self._row.marker
        return next((one for one in self._latest() if marker in (one.description or "")), None)

    def _latest(self) -> Iterator[spotify.Playlist]:
        """The listener's playlists, the latest thousand, the latest first."""
        for number in range(_MOST_PAGES):
            page = self._api.my_playlists(limit=_PAGE, offset=number * _PAGE)
            yield from page.items
            if page.next is None:
                return

    def _keep_made(self, made: spotify.Playlist) -> str:
        url = made.page or f"https://open.spotify.com/playlist/{made.id}"
        self._keep(spotify_id=made.id, url=url, creation_started_at=None)
        return made.id

    # Its songs -------------------------------------------------------------------------------

    def _filled(self, spotify_id: str, songs: Sequence[Song], resolved: Resolved) -> Resolved:
        """Put the songs in, in place of what is there; what of them is in it in the end."""
        self._hold()
        try:
            self._api.replace_items(spotify_id, resolved.uris)
        except (RefusedError, NotFoundOnSpotifyError):
            left = resolve_without_withdrawn(songs, resolved, self._api)
            if left.found == resolved.found:
                raise
            if not left.found:
                raise NothingToSaveError(len(left.waiting)) from None
            resolved = left
            self._hold()
            self._api.replace_items(spotify_id, resolved.uris)
        return self._verified(spotify_id, resolved)

    def _verified(self, spotify_id: str, resolved: Resolved) -> Resolved:
        """Without the songs that Spotify took and did not put in."""
        there = self._songs_in(spotify_id)
        if len(there) != len(resolved.found):
            self._wait(1.0)
            there = self._songs_in(spotify_id)
        if len(there) >= len(resolved.found):
            return resolved  # an id may have become another one's, which plays the same song
        left = Counter(there)
        missing = set()
        for place, uri in resolved.found:
            if left[uri]:
                left[uri] -= 1
            else:
                missing.add(place)
        resolved = resolved.without(missing)
        if not resolved.found:
            raise NothingToSaveError(len(resolved.waiting))
        return resolved

    def _songs_in(self, spotify_id: str) -> list[str]:
        items = self._api.playlist_items(spotify_id, limit=_PAGE).items
        return [item.song.uri for item in items if item.song is not None]

    # The row ---------------------------------------------------------------------------------

    def _hold(self) -> None:
        """Go on holding the row; it is another's after a long pause."""
        if not self._row.take(self._lease):
            self._explain_gone()
            raise SaveInProgressError

    def _keep(self, **facts: Any) -> None:
        """Write at once, for the next step may be the last."""
        for name, value in facts.items():
            setattr(self._row, name, value)
        if not SpotifyPlaylist.objects.filter(pk=self._row.pk).update(**facts):
            self._explain_gone()

    def _explain_gone(self) -> None:
        """Say why the row is gone, if it is."""
        if SpotifyPlaylist.objects.filter(pk=self._row.pk).exists():
            return
        if Playlist.objects.filter(pk=self._row.playlist_id).exists():
            raise NotLoggedInError
        raise PlaylistNotFoundError


def _may_have_been_made(error: Exception) -> bool:
    match error:
        case SpotifyUnreachableError():
            return error.ambiguous
        case SpotifyFailingError() | UnreadableAnswerError():
            return True
        case _:
            return False


def _was_answered(error: Exception) -> bool:
    """Whether nothing is under way any more: who waited for Spotify in vain does not know that."""
    return isinstance(error, SpotifyFailingError) and error.status != HTTPStatus.GATEWAY_TIMEOUT
