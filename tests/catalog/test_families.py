from collections import Counter
from pathlib import Path

import pytest

from humoresque.catalog.catalog import Catalog
from humoresque.catalog.families import FAMILIES, OTHER, family_of
from humoresque.catalog.importers import import_catalog


def test_every_genre_of_the_starter_has_a_family() -> None:
    assert [genre for genre in Catalog.starter().genres if family_of(genre) == OTHER] == []


@pytest.mark.data
def test_every_genre_of_the_full_catalog_has_a_family_and_no_other_is_named(
    data_sets: Path,
) -> None:
    catalog, _ = import_catalog(data_sets / "catalog" / "spotify-tracks-dataset.csv.gz")
    assert sorted(genre for genres in FAMILIES.values() for genre in genres) == [*catalog.genres]


def test_no_genre_is_in_two_families() -> None:
    counts = Counter(genre for genres in FAMILIES.values() for genre in genres)
    assert set(counts.values()) == {1}
    assert len(counts) == 114


def test_a_family_knows_its_genres() -> None:
    assert all(family_of(genre) == name for name, genres in FAMILIES.items() for genre in genres)


def test_an_unknown_genre_is_in_the_family_of_others() -> None:
    assert family_of("polka from the moon") == OTHER
    assert OTHER not in FAMILIES
