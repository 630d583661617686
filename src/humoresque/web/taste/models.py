"""Favourite artists, an imported history and opinions; all of it goes with the visitor."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from humoresque.web.accounts.models import Visitor
from humoresque.web.taste.opinion import OpinionKind


class Opinion(models.Model):
    """The latest word on one song; title and artists are kept to show them."""

    visitor = models.ForeignKey(Visitor, on_delete=models.CASCADE, related_name="opinions")
    track_id = models.CharField(max_length=64)
    kind = models.CharField(max_length=10, choices=[(k.value, k.value) for k in OpinionKind])
    title = models.TextField()
    artists = models.JSONField()
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        """Latest first; one word a song."""

        ordering = ("-created_at", "-id")
        constraints = (
            models.UniqueConstraint(fields=("visitor", "track_id"), name="one_opinion_a_song"),
        )

    def __str__(self) -> str:
        """Return the word and the title."""
        return f"{self.kind}: {self.title}"


class FavouriteArtist(models.Model):
    """An artist that the visitor named, at its place among them (from 0)."""

    visitor = models.ForeignKey(Visitor, on_delete=models.CASCADE, related_name="favourites")
    position = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=200)

    class Meta:
        """Dearest first; a place is taken once."""

        ordering = ("position",)
        constraints = (
            models.UniqueConstraint(fields=("visitor", "position"), name="one_artist_a_place"),
        )

    def __str__(self) -> str:
        """Return the name."""
        return self.name


class ImportedHistory(models.Model):
    """What the catalog has of a listening history, most played first, and what was read.

    ``summary`` holds plays, first and last day, and how many artists and songs were looked up.
    """

    visitor = models.OneToOneField(
        Visitor, on_delete=models.CASCADE, primary_key=True, related_name="history"
    )
    imported_at = models.DateTimeField(default=timezone.now)
    artists = models.JSONField()
    track_ids = models.JSONField()
    summary = models.JSONField()

    def __str__(self) -> str:
        """Return how much there is."""
        return f"{len(self.artists)} artists, {len(self.track_ids)} songs"
