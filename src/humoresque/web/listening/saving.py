"""A list into a listener's Spotify account: made once, and gone on with after any fault.

The steps, each of which may be the last that a fault lets happen: resolve the songs; note that a
playlist is about to be made, and the mark in its description; make it; note its id; put the songs
in, all at once, which may be repeated; look whether they are there; give it its name. The next
save begins again and skips what has happened. Of two requests the one that holds the row goes on.
(Spotify: Create Playlist, Update Playlist Items, Check User's Saved Items.)
"""

from __future__ import annotations

import secrets
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, TypeVar

from django.db import IntegrityError
from django.utils import timezone

from humoresque.spotify.errors import (
    EndpointWithdrawnError,
    ForbiddenError,
    NotFoundOnSpotifyError,
    RefusedError,
    ScopeMissingError,
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
    WordsRefusedError,
)
from humoresque.web.listening.models import Playlist, Song, SpotifyPlaylist
from humoresque.web.listening.resolving import (
    Resolved,
    resolve_songs,
    resolve_without_withdrawn,
)

if TYPE_CHECKING:
    from humoresque.spotify import models as spotify
    from humoresque.spotify.client import SpotifyApi

T = TypeVar("T")

# A request that was given up may still be carried out for so long.
SETTLED = timedelta(seconds=10)
_PAGE = 50
# Of a listener's playlists, which Spotify tells latest first.
_MOST_PAGES = 20
# Answers to a question that tell nothing, and need not end a save.
_UNTOLD = (
    EndpointWithdrawnError,
    ForbiddenError,
    NotFoundOnSpotifyError,
    RefusedError,
    UnreadableAnswerError,
)


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

    Saving again brings name, description and visibility up to date, and the songs where some are
    missing; while they are all there, what the listener has put beside them stays. A playlist that
    the listener has deleted on Spotify is made anew. ``wait`` takes seconds, 11 at most.

    Raises:
        SaveInProgressError: another request is saving this list.
        NothingToSaveError: Spotify has none of its songs.
        NotLoggedInError, PlaylistNotFoundError: logged out, or list deleted, meanwhile.
        WordsRefusedError: Spotify refuses the name or the description.
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
        if not self._is_full(spotify_id, resolved):
            resolved = self._filled(spotify_id, songs, resolved)
        self._keep()
        with _words_refused():
            self._api.change_details(
                spotify_id, name=look.name, description=look.description, public=look.public
            )
        is_first = self._row.saved_at is None
        self._keep(
            name=look.name,
            description=look.description,
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
            made = self._made_before(row.creation_started_at)
            if made is not None:
                return self._keep_made(made)
        return self._keep_made(self._create(look))

    def _is_there(self, spotify_id: str) -> bool:
        """Whether the listener still has it.

        What is deleted can still be read; it only leaves the listener's playlists. Where one call
        does not say that it is there, they are looked through; of more than a thousand the later
        ones are taken to be there.
        """
        try:
            if self._api.has_saved(f"spotify:playlist:{spotify_id}"):
                return True
        except (*_UNTOLD, ScopeMissingError):
            pass
        known = [playlist.id for playlist in self._playlists()]
        return spotify_id in known or len(known) >= _PAGE * _MOST_PAGES

    def _create(self, look: Look) -> spotify.Playlist:
        """Make it, with a mark by which it is found when the answer gets lost."""
        self._keep(marker=secrets.token_hex(8), creation_started_at=timezone.now())
        try:
            with _words_refused():
                return self._api.create_playlist(
                    look.name, f"Made with Humoresque ({self._row.marker})", public=False
                )
        except (SpotifyError, WebError) as error:
            if not _may_have_been_made(error):
                self._keep(creation_started_at=None)
                raise
            self._keep(creation_started_at=timezone.now())
            made = self._marked(most_pages=1)
            if made is None:
                raise
            return made

    def _made_before(self, started: datetime) -> spotify.Playlist | None:
        """What an earlier try has made; until it is settled it may still be on its way."""
        pause, left = 1.0, SETTLED
        while (left := min(left, started + SETTLED - timezone.now())) > timedelta():
            made = self._marked(most_pages=1)
            if made is not None:
                return made
            pause_s = min(pause, left.total_seconds())
            self._wait(pause_s)
            left -= timedelta(seconds=pause_s)
            pause *= 2
            self._keep()
        return self._marked()

    def _marked(self, most_pages: int = _MOST_PAGES) -> spotify.Playlist | None:
        """The playlist with the mark."""
        marker = self._row.marker
        there = self._playlists(most_pages)
        return next((one for one in there if marker in (one.description or "")), None)

    def _playlists(self, most_pages: int = _MOST_PAGES) -> Iterator[spotify.Playlist]:
        """The listener's playlists, the latest first."""
        return _all(lambda offset: self._api.my_playlists(_PAGE, offset), most_pages)

    def _keep_made(self, made: spotify.Playlist) -> str:
        url = made.page or f"https://open.spotify.com/playlist/{made.id}"
        self._keep(spotify_id=made.id, url=url, creation_started_at=None)
        return made.id

    # Its songs -------------------------------------------------------------------------------

    def _is_full(self, spotify_id: str, resolved: Resolved) -> bool:
        """Whether an earlier save has put all songs in, and they are still there."""
        if self._row.saved_at is None:
            return False
        there = self._songs_in(spotify_id)
        if there is None:
            return self._row.songs >= len(resolved.found)
        return not Counter(resolved.uris) - Counter(there)

    def _filled(self, spotify_id: str, songs: Sequence[Song], resolved: Resolved) -> Resolved:
        """Put the songs in, in place of what is there; what of them is in it in the end."""
        self._keep()
        try:
            self._api.replace_items(spotify_id, resolved.uris)
        except (RefusedError, NotFoundOnSpotifyError):
            left = resolve_without_withdrawn(songs, resolved, self._api)
            if left.found == resolved.found:
                raise
            if not left.found:
                raise NothingToSaveError(len(left.waiting)) from None
            resolved = left
            self._keep()
            self._api.replace_items(spotify_id, resolved.uris)
        return self._verified(spotify_id, resolved)

    def _verified(self, spotify_id: str, resolved: Resolved) -> Resolved:
        """Without the songs that Spotify took and did not put in.

        Where it says nothing, or that nothing is in it yet, that it took them has to suffice.
        """
        there = self._songs_in(spotify_id)
        if there is not None and len(there) != len(resolved.found):
            self._wait(1.0)
            there = self._songs_in(spotify_id)
        if not there or len(there) >= len(resolved.found):
            return resolved  # an id may have become another one's, which plays the same song
        left = Counter(there)
        missing = set()
        for place, uri in resolved.found:
            if left[uri]:
                left[uri] -= 1
            else:
                missing.add(place)
        return resolved.without(missing)

    def _songs_in(self, spotify_id: str) -> list[str] | None:
        """What is in it; None where Spotify does not say, as apps have reported of their own."""
        try:
            items = [*_all(lambda offset: self._api.playlist_items(spotify_id, _PAGE, offset))]
        except _UNTOLD:
            return None
        return [item.song.uri for item in items if item.song is not None]

    # The row ---------------------------------------------------------------------------------

    def _keep(self, **facts: Any) -> None:
        """Go on holding the row, and write at once, for the next step may be the last.

        After a long pause the row may be another's, who then goes on.
        """
        for name, value in facts.items():
            setattr(self._row, name, value)
        if not self._row.hold(self._lease, **facts):
            raise self._why_lost()

    def _why_lost(self) -> WebError:
        if SpotifyPlaylist.objects.filter(pk=self._row.pk).exists():
            return SaveInProgressError()
        if Playlist.objects.filter(pk=self._row.playlist_id).exists():
            return NotLoggedInError()
        return PlaylistNotFoundError()


def _all(read: Callable[[int], spotify.Page[T]], most_pages: int = _MOST_PAGES) -> Iterator[T]:
    """What is on all pages; ``read`` takes the offset of one."""
    for number in range(most_pages):
        page = read(number * _PAGE)
        yield from page.items
        if page.next is None:
            return


@contextmanager
def _words_refused() -> Iterator[None]:
    """Tell a listener, who can change them, that Spotify does not take the words of a playlist."""
    try:
        yield
    except RefusedError as error:
        if error.status != HTTPStatus.BAD_REQUEST:
            raise
        raise WordsRefusedError(error.message) from None


def _may_have_been_made(error: Exception) -> bool:
    match error:
        case SpotifyUnreachableError():
            return error.ambiguous
        case SpotifyFailingError() | UnreadableAnswerError():
            return True
        case _:
            return False
