"""How long things are kept: as long as the cookie that opens them could live."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from humoresque.web.accounts.models import SpotifyAccount, Visitor
from humoresque.web.accounts.visitors import COOKIE_SECONDS
from humoresque.web.listening.models import Playlist, ResolvedSong


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
