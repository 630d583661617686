import dataclasses
from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest

from humoresque.catalog.catalog import Catalog, CatalogInfo
from humoresque.catalog.errors import UnknownTrackError
from humoresque.catalog.schema import FEATURES, RANKED_FEATURES
from tests.catalog.made_up import INFO, made_up_catalog


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return made_up_catalog(80)


def test_a_saved_catalog_reads_back_the_same(catalog: Catalog, tmp_path: Path) -> None:
    path = tmp_path / "new folder" / "catalog.arrow"
    catalog.save(path)
    read = Catalog.load(path)
    assert read.table.equals(catalog.table)
    assert (read.name, read.description, read.provenance) == (
        INFO.name,
        INFO.description,
        INFO.provenance,
    )
    assert [read.track(row) for row in range(80)] == [catalog.track(row) for row in range(80)]


def test_features_that_are_no_numbers_are_refused(catalog: Catalog) -> None:
    facts = catalog.table
    at = facts.column_names.index("energy")
    broken = facts.set_column(at, facts.schema.field(at), pa.array([np.nan] * 80, pa.float32()))
    with pytest.raises(ValueError, match="energy"):
        Catalog.from_table(broken, INFO)


def test_columns_cannot_be_changed(catalog: Catalog) -> None:
    for column in (
        *(catalog.feature(name) for name in FEATURES),
        *(catalog.rank(name) for name in RANKED_FEATURES),
        *(catalog.popularity, catalog.first_artists, catalog.rows_of(("pop",))),
    ):
        with pytest.raises(ValueError, match="read-only"):
            column[0] = 0


def test_rows_of_several_genres_hold_each_track_once(catalog: Catalog) -> None:
    rows = catalog.rows_of(("pop", "rock")).tolist()
    expected = [
        row for row in range(catalog.size) if {"pop", "rock"} & set(catalog.track(row).genres)
    ]
    assert rows == expected


def test_no_genres_have_no_rows(catalog: Catalog) -> None:
    assert len(catalog.rows_of(())) == 0


def test_genres_are_sorted_and_counted(catalog: Catalog) -> None:
    assert catalog.genres == ("folk", "jazz", "pop", "rock")
    assert catalog.genre_sizes["pop"] == len(catalog.rows_of(("pop",)))
    assert len(catalog) == catalog.size == 80


def test_equal_artists_have_equal_numbers(catalog: Catalog) -> None:
    names: dict[int, str] = {}
    for row in range(catalog.size):
        codes = catalog.artist_codes(row).tolist()
        assert codes[0] == catalog.first_artists[row]
        for code, name in zip(codes, catalog.track(row).artists, strict=True):
            assert names.setdefault(code, name) == name
    assert len(set(names.values())) == len(names)


def test_artists_of_some_tracks_are_counted_once(catalog: Catalog) -> None:
    rows = catalog.rows_of(("pop", "jazz"))
    assert catalog.count_artists(rows) == len({catalog.track(row).artists[0] for row in rows})
    assert catalog.count_artists(rows[:0]) == 0


def test_a_track_is_found_by_its_id(catalog: Catalog) -> None:
    assert catalog.track(catalog.row_of("track00000000000000007")).title == "Song 7"
    assert [catalog.row_of(catalog.track(row).track_id) for row in range(80)] == [*range(80)]
    for unknown in ("nobody", "track9", "zzz", ""):
        with pytest.raises(UnknownTrackError, match=f"no track '{unknown}'"):
            catalog.row_of(unknown)


def test_tracks_are_found_by_their_ids_and_unknown_ones_passed_over(catalog: Catalog) -> None:
    known = [catalog.track(row).track_id for row in (79, 7, 2, 0, 7)]
    assert catalog.rows_of_ids([*known, "", "nobody", "zzz"]).tolist() == [0, 2, 7, 79]
    every = (catalog.track(row).track_id for row in range(catalog.size))
    assert catalog.rows_of_ids(every).tolist() == [*range(catalog.size)]
    assert catalog.rows_of_ids(()).tolist() == []


def test_a_track_has_plain_decimals_whole_keys_and_a_link() -> None:
    track = Catalog.starter().track(0)
    assert track.spotify_url == f"https://open.spotify.com/track/{track.track_id}"
    assert isinstance(track.features["key"], int)
    assert len(str(track.features["valence"])) <= 8
    assert set(track.features) == set(FEATURES)


def test_an_album_that_is_not_known_is_none(catalog: Catalog) -> None:
    assert catalog.track(0).album == "Album 0"
    assert catalog.track(1).album is None


def test_explicit_songs_are_told_by_row(catalog: Catalog) -> None:
    assert catalog.explicit.tolist() == [catalog.track(row).explicit for row in range(80)]
    assert catalog.explicit.dtype == np.bool_
    with pytest.raises(ValueError, match="read-only"):
        catalog.explicit[0] = True


def test_a_file_of_the_listeners_own_has_no_link() -> None:
    track = Catalog.starter().track(0)
    assert dataclasses.replace(track, track_id="own:0123").spotify_url is None


def test_two_catalogs_become_one_with_the_ranks_they_had(catalog: Catalog) -> None:
    other = made_up_catalog(100, genres=("folk", "polka"), seed=7)
    info = CatalogInfo("both", "Both.", "Both.")
    both = Catalog.merged(catalog, other, info)
    assert both.name == "both"
    assert both.size == 100  # the first 80 ids are the same
    assert both.genres == ("folk", "jazz", "polka", "pop", "rock")
    for row in range(100):
        source = catalog if row < 80 else other
        assert both.track(row) == source.track(row)
        assert both.rank("valence")[row] == source.rank("valence")[row]
