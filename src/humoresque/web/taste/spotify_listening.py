"""What a connected listener plays on Spotify: asked when a list is made.

The answer is kept in memory for ten minutes, so that the next lists need no call.
"""

from __future__ import annotations

import logging
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from django.core.cache import cache

from humoresque.history.listening import HeardArtist, HeardSong, ListeningHistory
from humoresque.spotify.errors import SpotifyError
from humoresque.spotify.scopes import Purpose
from humoresque.web import wiring
from humoresque.web.accounts.errors import AccountsError
from humoresque.web.accounts.models import SpotifyAccount
from humoresque.web.accounts.spotify import account_of, api_of, is_spotify_on, usable_account
from humoresque.web.api.problems import kind_of
from humoresque.web.patience import Patience
from humoresque.web.taste.taste import Listening

if TYPE_CHECKING:
    from humoresque.recommender.recommendation import Message
    from humoresque.spotify.models import Artist, Track

T = TypeVar("T")

logger = logging.getLogger(__name__)

KEPT_S = 600
TOO_SLOW = "slow"


@dataclass(frozen=True, slots=True)
class Heard:
    """What the catalog has of it, and all of it as Spotify told it; each most played first."""

    listening: Listening
    artists: tuple[Artist, ...] = ()
    songs: tuple[Track, ...] = ()


@dataclass(frozen=True, slots=True)
class Unanswered:
    """Why Spotify told nothing: the end of a problem's type, or TOO_SLOW."""

    why: str

    def told_of(self, code: str) -> Message:
        """Return a message that says what went without Spotify, and why."""
        from humoresque.recommender.recommendation import Message  # noqa: PLC0415 - loads numpy

        return Message(code, {"why": self.why})


def listen(visitor_id: uuid.UUID, patience: Patience) -> Heard | Unanswered | None:
    """Top artists and songs of a visitor's account; None where none is connected.

    Two calls at most, and none within ten minutes. An answer that comes later than ``patience``
    is there for the next list.
    """
    account = connected_account(visitor_id)
    if account is None:
        return None
    kept = last_heard(account.pk)
    return kept or unless_refused(patience, lambda: _ask(visitor_id))


def connected_account(visitor_id: uuid.UUID | None) -> SpotifyAccount | None:
    """Return the account that may be asked; None where the operator has no Spotify (any more)."""
    return account_of(visitor_id) if is_spotify_on() else None


def unless_refused(patience: Patience, ask: Callable[[], T]) -> T | Unanswered:
    """What Spotify answers; whatever is wrong with it or with the log-in is a value here."""
    try:
        return patience.wait_for(ask)
    except TimeoutError:
        why = TOO_SLOW
    except (SpotifyError, AccountsError) as error:
        why = kind_of(error).slug
    logger.info("A list is made without Spotify: %s", why)
    return Unanswered(why)


def last_heard(account: int) -> Heard | None:
    """What an account told within the last ten minutes."""
    heard: Heard | None = cache.get(_key(account))
    return heard


def forget_listening(account: int) -> None:
    """Forget at once what an account told."""
    cache.delete(_key(account))


def _ask(visitor_id: uuid.UUID) -> Heard:
    account = usable_account(visitor_id, Purpose.LOG_IN)
    spotify = api_of(account)
    heard = _found(account.pk, spotify.top_artists(), spotify.top_tracks())
    cache.set(_key(account.pk), heard, KEPT_S)
    if not SpotifyAccount.objects.filter(pk=account.pk).exists():  # logged out meanwhile
        forget_listening(account.pk)
    return heard


def _found(account: int, artists: tuple[Artist, ...], songs: tuple[Track, ...]) -> Heard:
    """Look names and ids up in the catalog, as those of an imported history."""
    from humoresque.history.matching import match  # noqa: PLC0415 - loads pyarrow

    history = ListeningHistory(
        artists=tuple(
            HeardArtist(artist.name, plays=len(artists) - place)
            for place, artist in enumerate(artists)
        ),
        songs=tuple(
            HeardSong(
                title=song.name,
                artist=song.artists[0].name,
                plays=len(songs) - place,
                track_ids=() if song.id is None else (song.id,),
            )
            for place, song in enumerate(songs)
            if song.artists
        ),
        plays=0,  # Spotify tells the order alone
        first=None,
        last=None,
        files=(),
        left_out={},
    )
    matched = match(history, wiring.catalog())
    return Heard(
        listening=Listening(account, matched.artists, matched.track_ids),
        artists=artists,
        songs=songs,
    )


def _key(account: int) -> str:
    return f"spotify-listening-{account}"
