"""How long things are kept: as long as the cookie that opens them could live."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from humoresque.web.accounts.models import Visitor
from humoresque.web.accounts.visitors import COOKIE_SECONDS
from humoresque.web.listening.models import Playlist


@transaction.atomic
def forget_expired(now: datetime) -> int:
    """Delete playlists older than the cookie's life, and visitors not seen for as long.

    With a visitor go all lists, links, favourites, the history and opinions. ``now`` is aware of
    its time zone. Returns how many playlists were deleted.
    """
    oldest = now - timedelta(seconds=COOKIE_SECONDS)
    expired = Playlist.objects.filter(created_at__lt=oldest)
    forgotten = Playlist.objects.filter(visitor__seen_at__lt=oldest)
    count = (expired | forgotten).count()
    expired.delete()
    Visitor.objects.filter(seen_at__lt=oldest).delete()
    return count
