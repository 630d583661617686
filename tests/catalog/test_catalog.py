import dataclasses
import json
import os
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from humoresque.catalog.catalog import Catalog, CatalogInfo
from humoresque.catalog.errors import (
    CatalogFormatError,
    CatalogNotFoundError,
    NotWritableError,
    UnknownTrackError,
)
from humoresque.catalog.schema import FEATURES, RANKED_FEATURES
from tests.catalog.made_up import INFO, made_up_catalog


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return made_up_catalog(80)


def test_a_saved_catalog_reads_back_the_same(catalog: Catalog, tmp_path: Path) -> None:
    path = tmp_path / "new folder" / "catalog.parquet"
    catalog.save(path)
    read = Catalog.load(path)
    assert read.table.equals(catalog.table)
    assert (read.name, read.description, read.provenance) == (
        INFO.name,
        INFO.description,
        INFO.provenance,
    )
    assert [read.track(row) for row in range(80)] == [catalog.track(row) for row in range(80)]


def test_saving_leaves_no_other_file_behind(catalog: Catalog, tmp_path: Path) -> None:
    catalog.save(tmp_path / "catalog.parquet")
    assert os.listdir(tmp_path) == ["catalog.parquet"]  # noqa: PTH208 - hidden files too


def test_a_failed_save_leaves_what_was_there(
    catalog: Catalog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "catalog.parquet"
    path.write_bytes(b"before")

    def full_disk(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(pq, "write_table", full_disk)
    with pytest.raises(NotWritableError, match=r"cannot be written: No space left on device\."):
        catalog.save(path)
    assert path.read_bytes() == b"before"
    assert os.listdir(tmp_path) == ["catalog.parquet"]  # noqa: PTH208 - hidden files too


def test_a_folder_that_cannot_be_made_is_named(catalog: Catalog, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(NotWritableError):
        catalog.save(tmp_path / "file" / "catalog.parquet")


def test_a_missing_file_is_said_to_be_missing(tmp_path: Path) -> None:
    with pytest.raises(CatalogNotFoundError, match="no catalog at"):
        Catalog.load(tmp_path / "none.parquet")


@pytest.mark.parametrize("content", [b"", b"PAR1 but no more", b"track_id,title\n"])
def test_a_file_that_is_no_parquet_is_refused(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "catalog.parquet"
    path.write_bytes(content)
    with pytest.raises(CatalogFormatError, match="not one of ours"):
        Catalog.load(path)


def test_a_foreign_parquet_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "catalog.parquet"
    pq.write_table(pa.table({"a": [1]}), path)
    with pytest.raises(CatalogFormatError, match="not one of ours"):
        Catalog.load(path)


def test_a_catalog_of_another_version_is_refused(catalog: Catalog, tmp_path: Path) -> None:
    path = tmp_path / "catalog.parquet"
    catalog.save(path)
    table = pq.read_table(path)
    described = json.loads(table.schema.metadata[b"humoresque.catalog"]) | {"version": 99}
    changed = {b"humoresque.catalog": json.dumps(described)}
    pq.write_table(table.replace_schema_metadata(changed), path)
    with pytest.raises(CatalogFormatError, match="version 99"):
        Catalog.load(path)


def test_a_catalog_without_a_column_is_refused(catalog: Catalog, tmp_path: Path) -> None:
    path = tmp_path / "catalog.parquet"
    catalog.save(path)
    pq.write_table(pq.read_table(path).drop_columns(["valence"]), path)
    with pytest.raises(CatalogFormatError, match="columns do not fit"):
        Catalog.load(path)


def test_features_that_are_no_numbers_are_refused(catalog: Catalog) -> None:
    facts = catalog.table
    at = facts.column_names.index("energy")
    broken = facts.set_column(at, facts.schema.field(at), pa.array([np.nan] * 80, pa.float32()))
    with pytest.raises(ValueError, match="energy"):
        Catalog(broken, INFO)


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


def test_a_track_is_found_by_its_id(catalog: Catalog) -> None:
    assert catalog.track(catalog.row_of("track00000000000000007")).title == "Song 7"
    with pytest.raises(UnknownTrackError, match="no track 'nobody'"):
        catalog.row_of("nobody")


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
