"""Which genres there are to choose from."""

from __future__ import annotations

from django.http import HttpRequest
from ninja import Router

from humoresque.web import wiring
from humoresque.web.api import schemas

router = Router(tags=["catalog"])


@router.get(
    "/genres",
    operation_id="listGenres",
    summary="List the catalog's genres",
    response={200: schemas.GenreList, 500: schemas.Problem, 503: schemas.Problem},
)
def list_genres(request: HttpRequest) -> schemas.GenreList:  # noqa: ARG001
    """Every genre of the catalog in use with its number of tracks, sorted by name."""
    catalog = wiring.catalog()
    sizes = catalog.genre_sizes
    return schemas.GenreList(
        genres=[schemas.Genre(name=name, tracks=sizes[name]) for name in catalog.genres],
        catalog=schemas.CatalogSummary(
            name=catalog.name, size=catalog.size, description=catalog.description
        ),
    )
