"""Saved playlists: the wishes, the seed and the songs as they were given."""

from __future__ import annotations

import secrets
import uuid
from collections.abc import Iterable
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from django.db import models, transaction

from humoresque.recommender.request import Mode, Personalization, Popularity
from humoresque.web.accounts.models import Visitor
from humoresque.web.listening.spotify_models import ResolvedSong, SpotifyPlaylist

if TYPE_CHECKING:
    from django.db.models.fields.related_descriptors import RelatedManager

    from humoresque.catalog.track import Track
    from humoresque.recommender.recommendation import Message, RecommendedTrack

__all__ = ["Playlist", "ResolvedSong", "Song", "SpotifyPlaylist", "StoredMessage", "stored_message"]

_TOKEN_BYTES = 16  # 128 random bits

StoredMessage = dict[str, Any]


class PlaylistQuerySet(models.QuerySet["Playlist"]):
    """What can be done with playlists."""

    def of_visitor(self, visitor_id: uuid.UUID) -> PlaylistQuerySet:
        """Only this visitor's."""
        return self.filter(visitor_id=visitor_id)

    @transaction.atomic
    def record(self, playlist: Playlist, songs: Iterable[Song]) -> Playlist:
        """Save an unsaved playlist with all its songs and see its visitor, or nothing."""
        Visitor.objects.see(playlist.visitor_id)
        playlist.save(force_insert=True)
        Song.objects.bulk_create(songs)
        return playlist


class Playlist(models.Model):
    """One recommendation, owned by one visitor.

    ``relaxed`` holds messages, told in a language when they are read. ``path`` holds a place of
    the mood map for every song, ``destination`` a named one. ``popularity`` is a level or a
    number, as text. ``snapshot`` is what was known of the listener then, so that the list can be
    made again.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    visitor = models.ForeignKey(Visitor, on_delete=models.CASCADE, related_name="playlists")
    created_at = models.DateTimeField(auto_now_add=True)
    name = models.CharField(max_length=400)
    seed = models.BigIntegerField()
    engine = models.CharField(max_length=100)
    relaxed = models.JSONField(default=list)
    emotion = models.CharField(max_length=20)
    probabilities = models.JSONField()
    mode = models.CharField(max_length=20, choices=[(m.value, m.value) for m in Mode])
    path = models.JSONField(default=list)
    destination = models.JSONField(null=True)
    profile = models.CharField(max_length=100)
    popularity = models.CharField(max_length=25)
    personalization = models.CharField(
        max_length=20, choices=[(p.value, p.value) for p in Personalization]
    )
    genres = models.JSONField()
    size = models.PositiveSmallIntegerField(default=10)
    explicit = models.BooleanField(default=True)
    novelty = models.FloatField(null=True)
    source = models.CharField(max_length=20, default="catalog")
    seeds = models.JSONField(default=dict)
    snapshot = models.JSONField(default=dict)
    catalog = models.CharField(max_length=200)
    share_token = models.CharField(max_length=32, null=True, unique=True)  # noqa: DJ001 - unique

    objects = PlaylistQuerySet.as_manager()

    if TYPE_CHECKING:
        songs: RelatedManager[Song]

    class Meta:
        """Newest first."""

        ordering = ("-created_at",)
        indexes = (models.Index(fields=("visitor", "-created_at"), name="lists_by_age"),)

    def __str__(self) -> str:
        """Return the name."""
        return self.name

    @property
    def wished_popularity(self) -> Popularity | float:
        """The level, or the value aimed at."""
        if self.popularity in set(Popularity):
            return Popularity(self.popularity)
        return float(self.popularity)

    def share(self) -> str:
        """Return the token of the link, made at the first call even if two come at once."""
        unshared = Playlist.objects.filter(id=self.id, share_token=None)
        unshared.update(share_token=secrets.token_urlsafe(_TOKEN_BYTES))
        self.refresh_from_db(fields=["share_token"])
        return str(self.share_token)

    def unshare(self) -> None:
        """Forget the token: the link is dead."""
        self.share_token = None
        self.save(update_fields=["share_token"])


class Song(models.Model):
    """A track at its place in a playlist, as the catalog described it on that day.

    ``terms`` and ``reasons`` say why it is there; ``mood`` and ``target`` are places of the mood
    map. A song that Spotify chose and the catalog lacks has no features, score and mood.
    """

    playlist = models.ForeignKey(Playlist, on_delete=models.CASCADE, related_name="songs")
    position = models.PositiveSmallIntegerField()
    track_id = models.CharField(max_length=64)
    title = models.TextField()
    artists = models.JSONField()
    album = models.TextField(null=True)  # noqa: DJ001 - a track without an album differs from ""
    genres = models.JSONField()
    popularity = models.PositiveSmallIntegerField()
    duration_ms = models.PositiveIntegerField()
    explicit = models.BooleanField()
    spotify_url = models.URLField(null=True)  # noqa: DJ001 - own files have none
    features = models.JSONField(null=True)
    score = models.FloatField(null=True)
    terms = models.JSONField(default=list)
    mood = models.JSONField(default=dict, null=True)
    target = models.JSONField(default=dict)
    reasons = models.JSONField()

    class Meta:
        """In order of play; a place is taken once."""

        ordering = ("position",)
        constraints = (
            models.UniqueConstraint(fields=("playlist", "position"), name="one_song_a_place"),
        )

    def __str__(self) -> str:
        """Return place and title."""
        return f"{self.position}. {self.title}"

    @classmethod
    def of_recommended(cls, playlist: Playlist, recommended: RecommendedTrack) -> Song:
        """Make an unsaved song of a recommended track."""
        track = recommended.track
        return cls(
            playlist=playlist,
            position=recommended.position,
            **_facts_of(track),
            features=dict(track.features),
            score=recommended.score,
            terms=[
                {
                    "feature": term.feature,
                    "value": round(term.value, 4),
                    "low": round(term.low, 4),
                    "high": round(term.high, 4),
                    "weight": round(term.weight, 6),
                    "contribution": round(term.contribution, 6),
                }
                for term in recommended.terms
            ],
            mood=asdict(recommended.mood),
            target=asdict(recommended.target),
            reasons=[stored_message(reason) for reason in recommended.reasons],
        )

    @classmethod
    def of_spotify(cls, playlist: Playlist, position: int, track: Track) -> Song:
        """Make an unsaved song of one that Spotify chose and the catalog does not have."""
        return cls(
            playlist=playlist,
            position=position,
            **_facts_of(track),
            features=None,
            score=None,
            terms=[],
            mood=None,
            target=playlist.path[position - 1],
            reasons=[{"code": "spotify-chose", "values": {"emotion": playlist.emotion}}],
        )


def _facts_of(track: Track) -> dict[str, Any]:
    return {
        "track_id": track.track_id,
        "title": track.title,
        "artists": list(track.artists),
        "album": track.album,
        "genres": list(track.genres),
        "popularity": track.popularity,
        "duration_ms": track.duration_ms,
        "explicit": track.explicit,
        "spotify_url": track.spotify_url,
    }


def stored_message(message: Message) -> StoredMessage:
    """Turn a message into what JSON holds."""
    return {"code": message.code, "values": dict(message.values)}
