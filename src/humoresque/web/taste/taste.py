"""What a visitor told, as the recommender reads it; built for one request, from their rows."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any, Self

from django.db import transaction
from django.utils import timezone

from humoresque.recommender.request import History, Opinion, RecommendationRequest
from humoresque.web.accounts.models import Visitor
from humoresque.web.taste import models
from humoresque.web.taste.opinion import (
    MAX_OPINIONS,
    MOST_COUNTED,
    Judged,
    OpinionKind,
    TooManyOpinionsError,
    keeps_out,
    strength,
)

if TYPE_CHECKING:
    from humoresque.history.listening import ListeningHistory
    from humoresque.history.matching import Matched


@dataclass(frozen=True, slots=True)
class Listening:
    """What an account plays on Spotify and the catalog has, most played first.

    ``account`` is the number of the account's row: this may be kept while it is connected.
    """

    account: int
    artists: tuple[str, ...] = ()
    track_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Taste:
    """Favourite artists, dearest first; most played artists and songs; opinions by track id.

    ``artists`` and ``track_ids`` were imported, ``spotify`` was told by Spotify. ``excluded`` are
    the songs to leave out: disliked, or put off for now.
    """

    favourites: tuple[str, ...] = ()
    artists: tuple[str, ...] = ()
    track_ids: tuple[str, ...] = ()
    spotify: Listening | None = None
    opinions: tuple[Opinion, ...] = ()
    excluded: frozenset[str] = frozenset()

    def added_to(self, wished: RecommendationRequest) -> RecommendationRequest:
        """Return the wishes with this taste; favourites come before what is played."""
        heard = self.spotify or Listening(0)
        played = ranked_together(heard.artists, self.artists, same=str.casefold)
        named = {name.casefold() for name in self.favourites}
        unnamed = tuple(name for name in played if name.casefold() not in named)
        return replace(
            wished,
            history=History(
                self.favourites + unnamed, ranked_together(heard.track_ids, self.track_ids)
            ),
            opinions=self.opinions,
            excluded=self.excluded,
        )

    def to_snapshot(self) -> dict[str, Any]:
        """Return what JSON holds."""
        return {
            "favourites": list(self.favourites),
            "artists": list(self.artists),
            "track_ids": list(self.track_ids),
            "spotify": None if self.spotify is None else asdict(self.spotify),
            "opinions": {opinion.track_id: opinion.strength for opinion in self.opinions},
            "excluded": sorted(self.excluded),
        }

    @classmethod
    def of_snapshot(cls, stored: dict[str, Any]) -> Self:
        """Make it again from what :meth:`to_snapshot` returned, today or before Spotify."""
        heard = stored.get("spotify")
        return cls(
            favourites=tuple(stored["favourites"]),
            artists=tuple(stored["artists"]),
            track_ids=tuple(stored["track_ids"]),
            spotify=heard
            and Listening(heard["account"], tuple(heard["artists"]), tuple(heard["track_ids"])),
            opinions=tuple(Opinion(*item) for item in stored["opinions"].items()),
            excluded=frozenset(stored["excluded"]),
        )


def ranked_together(*rankings: Sequence[str], same: Callable[[str], str] = str) -> tuple[str, ...]:
    """Several rankings as one, by how far down its own each entry stands.

    So each has as much in any part of it as it has in all. Of entries that are the ``same`` the
    highest counts.
    """
    placed = [
        ((place + 0.5) / len(ranking), name)
        for ranking in rankings
        for place, name in enumerate(ranking)
    ]
    placed.sort(key=lambda one: one[0])
    distinct: dict[str, str] = {}
    for _, name in placed:
        distinct.setdefault(same(name), name)
    return tuple(distinct.values())


def taste_of(visitor_id: uuid.UUID, now: datetime) -> Taste:
    """Read what a visitor told here, with the strongest opinions as they are ``now``."""
    history = models.ImportedHistory.objects.filter(visitor_id=visitor_id).first()
    told = [
        (opinion.track_id, OpinionKind(opinion.kind), now - opinion.created_at)
        for opinion in models.Opinion.objects.filter(visitor_id=visitor_id)
    ]
    weighed = [Opinion(track_id, strength(kind, age)) for track_id, kind, age in told]
    weighed.sort(key=lambda opinion: -abs(opinion.strength))
    return Taste(
        favourites=favourites_of(visitor_id),
        artists=tuple(history.artists) if history else (),
        track_ids=tuple(history.track_ids) if history else (),
        opinions=tuple(opinion for opinion in weighed[:MOST_COUNTED] if opinion.strength),
        excluded=frozenset(track_id for track_id, kind, age in told if keeps_out(kind, age)),
    )


def judged_by(visitor_id: uuid.UUID) -> frozenset[str]:
    """Ids of the songs that a visitor has an opinion on."""
    said = models.Opinion.objects.filter(visitor_id=visitor_id)
    return frozenset(said.values_list("track_id", flat=True))


def favourites_of(visitor_id: uuid.UUID) -> tuple[str, ...]:
    """Names of a visitor's favourite artists, dearest first."""
    rows = models.FavouriteArtist.objects.filter(visitor_id=visitor_id)
    return tuple(rows.values_list("name", flat=True))


@transaction.atomic
def set_favourites(visitor_id: uuid.UUID, names: Sequence[str]) -> None:
    """Keep these artists in place of those named before; a name counts once in any case."""
    Visitor.objects.see(visitor_id)
    distinct: dict[str, str] = {}
    for name in names:
        distinct.setdefault(name.casefold(), name)
    models.FavouriteArtist.objects.filter(visitor_id=visitor_id).delete()
    models.FavouriteArtist.objects.bulk_create(
        models.FavouriteArtist(visitor_id=visitor_id, position=position, name=name)
        for position, name in enumerate(distinct.values())
    )


@transaction.atomic
def keep_history(
    visitor_id: uuid.UUID, heard: ListeningHistory, matched: Matched
) -> models.ImportedHistory:
    """Keep what the catalog has of a history, in place of the one before; nothing else of it."""
    Visitor.objects.see(visitor_id)
    history, _ = models.ImportedHistory.objects.update_or_create(
        visitor_id=visitor_id,
        defaults={
            "imported_at": timezone.now(),
            "artists": list(matched.artists),
            "track_ids": list(matched.track_ids),
            "summary": {
                "plays": heard.plays,
                "first": heard.first.isoformat() if heard.first else None,
                "last": heard.last.isoformat() if heard.last else None,
                "artists": len(heard.artists),
                "songs": len(heard.songs),
            },
        },
    )
    return history


@transaction.atomic
def give_opinion(visitor_id: uuid.UUID, track: Judged, kind: OpinionKind) -> models.Opinion:
    """Keep a word on a song in place of the one before; TooManyOpinionsError at the limit."""
    Visitor.objects.see(visitor_id)
    given = models.Opinion.objects.filter(visitor_id=visitor_id).exclude(track_id=track.track_id)
    if given.count() >= MAX_OPINIONS:
        raise TooManyOpinionsError(MAX_OPINIONS)
    opinion, _ = models.Opinion.objects.update_or_create(
        visitor_id=visitor_id,
        track_id=track.track_id,
        defaults={
            "kind": kind.value,
            "title": track.title,
            "artists": list(track.artists),
            "created_at": timezone.now(),
        },
    )
    return opinion
