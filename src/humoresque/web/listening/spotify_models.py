"""Lists on Spotify, and which of its songs ours are."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils import timezone

# Longer than any single call to Spotify with all its retries takes.
LEASE = timedelta(seconds=90)
FOUND_FOR = timedelta(days=30)
NOT_FOUND_FOR = timedelta(days=1)


class SpotifyPlaylist(models.Model):
    """What became of a list on one listener's Spotify; a row from the first try to save it on.

    ``creation_started_at`` is set while it is open whether Spotify made the playlist, to when it
    was asked to or that was given up; then ``marker`` is in its description. ``spotify_id`` and
    ``url`` are of what Spotify made. ``saved_at`` is when the list was last complete there, and
    ``name``, ``description``, ``public``, ``songs`` (how many), ``not_found`` and ``waiting``
    (places in the list) are of that time. ``lease`` is whose turn it is to save, until
    ``leased_until``.
    """

    playlist = models.ForeignKey(
        "listening.Playlist", on_delete=models.CASCADE, related_name="on_spotify"
    )
    account = models.ForeignKey(
        "accounts.SpotifyAccount", on_delete=models.CASCADE, related_name="playlists"
    )
    marker = models.CharField(max_length=32, default="")
    creation_started_at = models.DateTimeField(null=True)
    spotify_id = models.CharField(max_length=64, default="")
    url = models.TextField(default="")
    name = models.CharField(max_length=100, default="")
    description = models.CharField(max_length=300, default="")
    public = models.BooleanField(default=False)
    songs = models.PositiveSmallIntegerField(default=0)
    not_found = models.JSONField(default=list)
    waiting = models.JSONField(default=list)
    saved_at = models.DateTimeField(null=True)
    lease = models.CharField(max_length=32, default="")
    leased_until = models.DateTimeField(null=True)

    class Meta:
        """A listener has a list once."""

        constraints = (
            models.UniqueConstraint(fields=("playlist", "account"), name="once_for_each_listener"),
        )

    def __str__(self) -> str:
        """Return where it is."""
        return self.url or "not on Spotify yet"

    def take(self, lease: str) -> bool:
        """Hold the row; False when another holds it. One statement, so that one of two gets it.

        An end that is much later than LEASE from now was written before the clock was set back.
        """
        now = timezone.now()
        held = Q(leased_until__gt=now, leased_until__lte=now + 2 * LEASE)
        free = SpotifyPlaylist.objects.filter(Q(lease="") | ~held, id=self.id)
        return free.update(lease=lease, leased_until=now + LEASE) == 1

    def hold(self, lease: str, **facts: Any) -> bool:
        """Write, and hold the row from now on; False, and nothing, when it is another's or gone."""
        mine = SpotifyPlaylist.objects.filter(id=self.id, lease=lease)
        return mine.update(leased_until=timezone.now() + LEASE, **facts) == 1

    def give_back(self, lease: str) -> None:
        """Let others hold the row."""
        SpotifyPlaylist.objects.filter(id=self.id, lease=lease).update(lease="", leased_until=None)


class ResolvedSongQuerySet(models.QuerySet["ResolvedSong"]):
    """What can be done with what was looked up."""

    def known(self, track_ids: list[str], now: datetime) -> dict[str, str | None]:
        """URIs, or None for what Spotify does not have, of what was looked up lately."""
        rows = self.filter(track_id__in=track_ids, expires_at__gt=now)
        return dict(rows.values_list("track_id", "uri"))

    def note(self, track_id: str, uri: str | None, now: datetime) -> None:
        """Keep what was looked up: for 30 days what was found, for a day what was not."""
        life = NOT_FOUND_FOR if uri is None else FOUND_FOR
        self.update_or_create(track_id=track_id, defaults={"uri": uri, "expires_at": now + life})

    def forget_expired(self, now: datetime) -> None:
        """Delete what has to be looked up again."""
        self.filter(expires_at__lte=now).delete()


class ResolvedSong(models.Model):
    """Which song of Spotify's a song of ours is; null when Spotify does not have it.

    Songs of the catalog go by their own id and have a row only when Spotify did not take that.
    """

    track_id = models.CharField(max_length=64, unique=True)
    uri = models.CharField(max_length=100, null=True)  # noqa: DJ001 - null is an answer
    expires_at = models.DateTimeField(db_index=True)

    objects = ResolvedSongQuerySet.as_manager()

    def __str__(self) -> str:
        """Return both names."""
        return f"{self.track_id} is {self.uri or 'not on Spotify'}"
