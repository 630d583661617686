"""The anonymous visitor, and the Spotify account that they may have connected."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db import models
from django.utils import timezone

from humoresque.spotify.scopes import Purpose

if TYPE_CHECKING:
    from django.db.models.fields.related_descriptors import RelatedManager

AUTHORIZATION_LIFE = timedelta(days=180)
"""How long Spotify honours a refresh token, from the log-in on (its page "Refreshing tokens")."""
ANNOUNCED_AHEAD = timedelta(days=30)
REFUSED_KEPT = timedelta(days=30)
"""How long a refresh token is kept that Spotify refused: outages have refused good ones."""


class SpotifyAccountQuerySet(models.QuerySet["SpotifyAccount"]):
    """What can be done with accounts."""

    def forget_unconnected(self) -> None:
        """Delete those that no visitor is connected to."""
        self.filter(visitors=None).delete()

    def forget_expired_tokens(self, now: datetime) -> None:
        """Delete tokens that Spotify has not accepted for 30 days, and keep the accounts."""
        refused = models.Q(reconnect_since__lt=now - REFUSED_KEPT)
        over = models.Q(authorized_at__lt=now - AUTHORIZATION_LIFE - REFUSED_KEPT)
        self.filter(refused | over).update(access_token="", refresh_token="")


class SpotifyAccount(models.Model):
    """A listener's account and what they granted; one row, however many browsers they use.

    Both tokens are sealed (see vault.py). ``scopes`` are those granted. ``reconnect_since`` is when
    Spotify refused the refresh token, which is kept for a while. The lease is held by whoever
    refreshes; ``refreshed_at`` is when the access token came.
    """

    account_id = models.CharField(max_length=200, unique=True)
    display_name = models.TextField(null=True)  # noqa: DJ001 - as Spotify gives it
    image_url = models.TextField(null=True)  # noqa: DJ001
    profile_url = models.TextField(null=True)  # noqa: DJ001
    access_token = models.TextField()
    refresh_token = models.TextField()
    scopes = models.JSONField(default=list)
    access_expires_at = models.DateTimeField()
    refreshed_at = models.DateTimeField()
    authorized_at = models.DateTimeField()
    reconnect_since = models.DateTimeField(null=True)
    lease = models.UUIDField(null=True)
    lease_until = models.DateTimeField(null=True)

    objects = SpotifyAccountQuerySet.as_manager()

    if TYPE_CHECKING:
        visitors: RelatedManager[Visitor]

    def __str__(self) -> str:
        """Return the name shown on Spotify."""
        return self.display_name or "a listener"

    @property
    def authorization_expires_at(self) -> datetime:
        """When Spotify stops honouring the log-in, whatever was refreshed."""
        return self.authorized_at + AUTHORIZATION_LIFE

    @property
    def needs_reconnect(self) -> bool:
        """Whether only a new log-in helps."""
        return self.reconnect_since is not None or timezone.now() >= self.authorization_expires_at

    @property
    def expires_soon(self) -> bool:
        """Whether the log-in ends within 30 days."""
        return timezone.now() >= self.authorization_expires_at - ANNOUNCED_AHEAD

    def has_granted(self, purpose: Purpose) -> bool:
        """Whether the listener agreed to everything that the purpose needs."""
        return purpose.scopes <= set(self.scopes)


class VisitorQuerySet(models.QuerySet["Visitor"]):
    """What can be done with visitors."""

    def see(self, visitor_id: uuid.UUID) -> Visitor:
        """Note that a visitor saves something now; a new one is created.

        A new one's session key is their number, as the cookie that they were just given says.
        """
        return self.update_or_create(
            id=visitor_id,
            defaults={"seen_at": timezone.now()},
            create_defaults={"seen_at": timezone.now(), "session_key": visitor_id},
        )[0]


class Visitor(models.Model):
    """Someone who saved something or logged in. The number is random and says nothing about them.

    ``seen_at`` is when they last saved something; their cookie was renewed on that day. The cookie
    holds ``session_key``, which changes at every log-in and log-out.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    session_key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    seen_at = models.DateTimeField(default=timezone.now)
    spotify = models.ForeignKey(
        SpotifyAccount, on_delete=models.SET_NULL, null=True, related_name="visitors"
    )

    objects = VisitorQuerySet.as_manager()

    def __str__(self) -> str:
        """Return the number as text."""
        return str(self.id)
