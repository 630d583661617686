"""How long playlists are kept: as long as the cookie that opens them could live."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from humoresque.web.accounts.models import Visitor
from humoresque.web.accounts.visitors import COOKIE_SECONDS
from humoresque.web.listening.models import Playlist


@transaction.atomic
def forget_expired(now: datetime) -> int:
    """Delete playlists older than the cookie's life and visitors who have none left.

    ``now`` is aware of its time zone. Returns how many playlists were deleted.
    """
    oldest = now - timedelta(seconds=COOKIE_SECONDS)
    _, deleted = Playlist.objects.filter(created_at__lt=oldest).delete()
    Visitor.objects.filter(created_at__lt=oldest, playlists__isnull=True).delete()
    return deleted.get("listening.Playlist", 0)
