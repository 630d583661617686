"""Catalogs to choose from."""

from __future__ import annotations

from pathlib import Path

import pytest

from humoresque.catalog.catalog import Catalog
from humoresque.catalog.importers import import_catalog
from tests.catalog.made_up import made_up_catalog


@pytest.fixture(scope="session")
def catalog() -> Catalog:
    """Dense enough that every genre fills every popularity level."""
    return made_up_catalog(3_000, artists=1_500)


@pytest.fixture(scope="session")
def small_catalog() -> Catalog:
    """Hardly a list's worth of songs a genre, none of them mainstream."""
    return made_up_catalog(60, artists=40, most_popular=60)


@pytest.fixture(scope="session")
def full_catalog(data_sets: Path) -> Catalog:
    """The whole dataset."""
    return import_catalog(data_sets / "catalog" / "spotify-tracks-dataset.csv.gz")[0]
