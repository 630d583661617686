"""What there is to choose from: genres, artists, and the moods' places on the map."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from django.http import HttpRequest
from ninja import Router
from pydantic import Field

from humoresque.affect import EMOTIONS, Emotion
from humoresque.recommender.request import DEFAULT_PROFILE
from humoresque.web import wiring
from humoresque.web.api.genres import genres_of
from humoresque.web.api.schemas import catalog as wire
from humoresque.web.api.schemas.base import MoodPoint, NamedPoint
from humoresque.web.api.schemas.problem import problems
from humoresque.web.throttle import client_of

if TYPE_CHECKING:
    from humoresque.recommender.tables import EmotionTarget

router = Router(tags=["catalog"])


@router.get(
    "/genres",
    operation_id="listGenres",
    summary="List the catalog's genres",
    response={200: wire.GenreList, **problems(503)},
)
def list_genres(request: HttpRequest) -> wire.GenreList:  # noqa: ARG001
    """Every genre of the catalog in use with its number of tracks and its family."""
    from humoresque.catalog.families import FAMILIES, OTHER  # noqa: PLC0415

    catalog = wiring.catalog()
    genres = genres_of(catalog)
    present = {genre.family for genre in genres}
    return wire.GenreList(
        genres=genres,
        families=[family for family in (*FAMILIES, OTHER) if family in present],
        catalog=wire.CatalogSummary(
            name=catalog.name, size=catalog.size, description=catalog.description
        ),
    )


@router.get(
    "/artists",
    operation_id="searchArtists",
    summary="Find artists of the catalog by a part of their name",
    response={200: wire.ArtistList, **problems(422, 429, 503)},
)
def search_artists(
    request: HttpRequest,
    q: Annotated[str, Field(min_length=1, max_length=100)],
    limit: Annotated[int, Field(ge=1, le=50)] = 10,
) -> wire.ArtistList:
    """Best matches first; meant to be asked at every letter."""
    wiring.search_throttle().admit(client_of(request))
    found = wiring.catalog().search_artists(q, limit)
    return wire.ArtistList(
        artists=[
            wire.Artist(name=artist.name, tracks=artist.tracks, popularity=artist.popularity)
            for artist in found
        ]
    )


@router.get(
    "/moods",
    operation_id="listMoods",
    summary="Where each expression lies on the mood map, and where shift leads",
    response={200: wire.MoodList, **problems(422, 503)},
)
def list_moods(
    request: HttpRequest,  # noqa: ARG001
    profile: Annotated[str, Field(max_length=100)] = DEFAULT_PROFILE,
) -> wire.MoodList:
    """For drawing a way before there is a list."""
    table = wiring.profiles().named(profile)
    return wire.MoodList(
        profile=table.name, moods=[_mood(emotion, table.emotions[emotion]) for emotion in EMOTIONS]
    )


def _mood(emotion: Emotion, target: EmotionTarget) -> wire.Mood:
    places = [target.ranges.get(axis) for axis in ("valence", "energy")]
    valence, energy = (None if place is None else sum(place) / 2.0 for place in places)
    shift = target.shift
    return wire.Mood(
        emotion=emotion,
        point=(
            None if valence is None or energy is None else MoodPoint(valence=valence, energy=energy)
        ),
        mode=target.default,
        shift=(
            None
            if shift is None
            else NamedPoint(name=shift.name, valence=shift.valence, energy=shift.energy)
        ),
    )
