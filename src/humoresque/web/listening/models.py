"""Saved playlists: the wishes, the seed and the songs as they were given."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from django.db import models, transaction

from humoresque.recommender.request import Mode, Personalization, Popularity, RecommendationRequest
from humoresque.web.accounts.models import Visitor

if TYPE_CHECKING:
    from django.db.models.fields.related_descriptors import RelatedManager

    from humoresque.recommender.recommendation import Recommendation, RecommendedTrack


class PlaylistQuerySet(models.QuerySet["Playlist"]):
    """What can be done with playlists."""

    def of_visitor(self, visitor_id: uuid.UUID) -> PlaylistQuerySet:
        """Only this visitor's, with their songs."""
        return self.filter(visitor_id=visitor_id).prefetch_related("songs")

    @transaction.atomic
    def record(
        self,
        *,
        visitor_id: uuid.UUID,
        request: RecommendationRequest,
        recommendation: Recommendation,
        seed: int,
        catalog: str,
    ) -> Playlist:
        """Save a recommendation with all its songs, or nothing."""
        Visitor.objects.get_or_create(id=visitor_id)
        emotion = request.scores.top
        playlist = self.create(
            visitor_id=visitor_id,
            name=f"{emotion.capitalize()}: {', '.join(request.genres)}",
            seed=seed,
            engine=recommendation.engine,
            relaxed=list(recommendation.relaxed),
            emotion=emotion.value,
            probabilities={e.value: p for e, p in request.scores.probabilities.items()},
            mode=recommendation.mode.value,
            profile=recommendation.profile,
            popularity=request.popularity.value,
            personalization=request.personalization.value,
            genres=list(request.genres),
            catalog=catalog,
        )
        Song.objects.bulk_create(
            Song.of_recommended(playlist, recommended) for recommended in recommendation.tracks
        )
        return playlist


class Playlist(models.Model):
    """One recommendation, owned by one visitor."""

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
    profile = models.CharField(max_length=100)
    popularity = models.CharField(max_length=20, choices=[(p.value, p.value) for p in Popularity])
    personalization = models.CharField(
        max_length=20, choices=[(p.value, p.value) for p in Personalization]
    )
    genres = models.JSONField()
    catalog = models.CharField(max_length=200)

    objects = PlaylistQuerySet.as_manager()

    if TYPE_CHECKING:
        songs: RelatedManager[Song]

    class Meta:
        """Newest first."""

        ordering = ("-created_at",)

    def __str__(self) -> str:
        """Return the name."""
        return self.name


class Song(models.Model):
    """A track at its place in a playlist, as the catalog described it on that day."""

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
    spotify_url = models.URLField()
    features = models.JSONField()
    score = models.FloatField()
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
            track_id=track.track_id,
            title=track.title,
            artists=list(track.artists),
            album=track.album,
            genres=list(track.genres),
            popularity=track.popularity,
            duration_ms=track.duration_ms,
            explicit=track.explicit,
            spotify_url=track.spotify_url,
            features=dict(track.features),
            score=recommended.score,
            reasons=list(recommended.reasons),
        )
