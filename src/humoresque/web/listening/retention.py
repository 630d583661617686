"""How long things are kept: as long as the cookie that opens them could live."""

from __future__ import annotations

import logging
import threading
from datetime import UTC, datetime, timedelta

from django.db import DatabaseError, connections, transaction

from humoresque.web.accounts.models import SpotifyAccount, Visitor
from humoresque.web.accounts.visitors import COOKIE_SECONDS
from humoresque.web.listening.models import Playlist, ResolvedSong

_DAY_SECONDS = 24 * 3600.0
_log = logging.getLogger(__name__)


def forget_daily(stop: threading.Event, every_seconds: float = _DAY_SECONDS) -> None:
    """Forget once a day until told to stop; for a thread of its own.

    What fails is logged, and made up for a day later.
    """
    while not stop.wait(every_seconds):
        try:
            forget_expired(datetime.now(UTC))
        except DatabaseError as error:
            _log.warning("what has been kept long enough was not deleted today: %s", error)
        finally:
            connections.close_all()


@transaction.atomic
def forget_expired(now: datetime) -> int:
    """Delete playlists older than the cookie's life, and visitors not seen for as long.

    With a visitor go all lists, links, favourites, the history and opinions, and the Spotify
    account that nobody else is connected to. Tokens go that Spotify refused a month ago, and what
    was looked up there and has to be looked up again. ``now`` is aware of its time zone. Returns
    how many playlists were deleted.
    """
    oldest = now - timedelta(seconds=COOKIE_SECONDS)
    expired = Playlist.objects.filter(created_at__lt=oldest)
    forgotten = Playlist.objects.filter(visitor__seen_at__lt=oldest)
    count = (expired | forgotten).count()
    expired.delete()
    Visitor.objects.filter(seen_at__lt=oldest).delete()
    SpotifyAccount.objects.forget_unconnected()
    SpotifyAccount.objects.forget_expired_tokens(now)
    ResolvedSong.objects.forget_expired(now)
    return count
