"""A catalog's genres as the wire has them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from humoresque.web.api.schemas import catalog as wire

if TYPE_CHECKING:
    from humoresque.catalog.catalog_source import CatalogSource


def genres_of(catalog: CatalogSource) -> list[wire.Genre]:
    """Every genre with its number of tracks and its family, sorted by name."""
    from humoresque.catalog.families import family_of  # noqa: PLC0415

    sizes = catalog.genre_sizes
    return [
        wire.Genre(name=name, tracks=sizes[name], family=family_of(name)) for name in catalog.genres
    ]
