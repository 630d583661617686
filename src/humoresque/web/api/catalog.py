"""What there is to choose from: genres, artists, and the moods' places on the map."""

from __future__ import annotations

from typing import Annotated

from django.http import HttpRequest
from ninja import Router
from pydantic import Field

from humoresque.recommender.request import DEFAULT_PROFILE
from humoresque.web.api.schemas import catalog as wire
from humoresque.web.api.schemas.problem import problems

router = Router(tags=["catalog"])


@router.get(
    "/genres",
    operation_id="listGenres",
    summary="List the catalog's genres",
    response={200: wire.GenreList, **problems(503)},
)
def list_genres(request: HttpRequest) -> wire.GenreList:
    """Every genre of the catalog in use with its number of tracks and its family."""
    raise NotImplementedError


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
    raise NotImplementedError


@router.get(
    "/moods",
    operation_id="listMoods",
    summary="Where each expression lies on the mood map, and where shift leads",
    response={200: wire.MoodList, **problems(422, 503)},
)
def list_moods(
    request: HttpRequest, profile: Annotated[str, Field(max_length=100)] = DEFAULT_PROFILE
) -> wire.MoodList:
    """For drawing a way before there is a list."""
    raise NotImplementedError
