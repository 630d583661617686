import json
import os
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from humoresque.catalog.artists import ARTISTS
from humoresque.catalog.catalog import Catalog
from humoresque.catalog.columns import GENRES, NUMBERS, SPELLINGS, TRACKS
from humoresque.catalog.errors import (
    CatalogFormatError,
    CatalogNotFoundError,
    NotWritableError,
)
from humoresque.catalog.schema import FACTS
from tests.catalog.made_up import INFO, made_up_catalog, write_parquet

KEY = b"humoresque.catalog"
Change = Callable[[pa.Table], pa.Table]


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return made_up_catalog(80)


@pytest.fixture
def path(tmp_path: Path, catalog: Catalog) -> Path:
    path = tmp_path / "catalog.arrow"
    catalog.save(path)
    return path


@pytest.fixture(scope="module")
def scratch(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("scratch") / "catalog.arrow"


def streams(path: Path) -> list[pa.Table]:
    with pa.OSFile(str(path)) as file:
        return [pa.ipc.open_stream(file).read_all() for _ in range(4)]


def write(tables: list[pa.Table], path: Path) -> None:
    with pa.OSFile(str(path), "wb") as file:
        for table in tables:
            with pa.ipc.new_stream(file, table.schema) as stream:
                stream.write_table(table)


def change(path: Path, which: int, how: Change) -> None:
    tables = streams(path)
    tables[which] = how(tables[which])
    write(tables, path)


def replaced(name: str, values: object) -> Change:
    """Put other values into a column."""

    def how(table: pa.Table) -> pa.Table:
        at = table.column_names.index(name)
        field = table.schema.field(name)
        return table.set_column(at, field, pa.array(values, field.type))

    return how


def use_everything(catalog: Catalog) -> None:
    """Touch every value that anything outside of this room can ask for."""
    for row in range(catalog.size):
        track = catalog.track(row)
        catalog.artist_codes(row)
        for name in track.artists:
            catalog.artist_rows(name)
    for genre in catalog.genres:
        catalog.popularity[catalog.rows_of((genre,))].sum()
    for name in FACTS.names:
        if name in NUMBERS:
            catalog.feature(name).sum()
    for typed in ("", "a", "artist 1", "zz"):
        catalog.search_artists(typed, 1000)
    assert catalog.table.num_rows == len(catalog.explicit) == len(catalog.first_artists)


def test_a_mapped_catalog_is_the_one_that_was_saved(path: Path, catalog: Catalog) -> None:
    mapped = Catalog.load(path)
    assert mapped.table.equals(catalog.table)
    assert mapped.genres == catalog.genres
    for typed in ("", "artist 1", "2"):
        assert mapped.search_artists(typed, 9) == catalog.search_artists(typed, 9)
    for row in range(catalog.size):
        assert mapped.track(row) == catalog.track(row)
        assert mapped.row_of(mapped.track(row).track_id) == row
        assert mapped.artist_codes(row).tolist() == catalog.artist_codes(row).tolist()
    use_everything(mapped)


def test_a_mapped_catalog_takes_no_memory_for_its_columns(scratch: Path) -> None:
    made_up_catalog(5_000, seed=3).save(scratch)
    before = pa.total_allocated_bytes()
    mapped = Catalog.load(scratch)
    assert mapped.rank("valence").base is not None
    assert not mapped.rank("valence").flags.owndata
    assert pa.total_allocated_bytes() - before < 10_000


def test_a_catalog_without_songs_can_be_saved_and_read(scratch: Path) -> None:
    empty = made_up_catalog(1).table.slice(0, 0)
    Catalog.from_table(empty, INFO).save(scratch)
    read = Catalog.load(scratch)
    assert (read.size, read.genres, read.search_artists("a", 3)) == (0, (), [])


def test_a_mapped_catalog_can_be_saved_over_its_own_file(path: Path) -> None:
    mapped = Catalog.load(path)
    mapped.save(path)
    assert path.read_bytes()
    assert Catalog.load(path).table.equals(mapped.table)
    use_everything(mapped)


def test_the_parquet_file_of_the_first_version_is_read(tmp_path: Path, catalog: Catalog) -> None:
    old = tmp_path / "catalog.parquet"
    write_parquet(catalog, old)
    read = Catalog.load(old)
    assert read.table.equals(catalog.table)
    assert read.provenance == INFO.provenance


def test_saving_leaves_no_other_file_behind(path: Path) -> None:
    assert os.listdir(path.parent) == ["catalog.arrow"]  # noqa: PTH208 - hidden files too


def test_a_failed_save_leaves_what_was_there(
    catalog: Catalog, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = path.read_bytes()

    def full_disk(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full_disk)
    with pytest.raises(NotWritableError, match=r"cannot be written: No space left on device\."):
        catalog.save(path)
    assert path.read_bytes() == before
    assert os.listdir(path.parent) == ["catalog.arrow"]  # noqa: PTH208 - hidden files too


def test_a_folder_that_cannot_be_made_is_named(catalog: Catalog, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(NotWritableError):
        catalog.save(tmp_path / "file" / "catalog.arrow")


def test_a_missing_file_is_said_to_be_missing(tmp_path: Path) -> None:
    with pytest.raises(CatalogNotFoundError, match="no catalog at"):
        Catalog.load(tmp_path / "none.arrow")


@pytest.mark.parametrize(
    "content", [b"", b"PAR1 but no more", b"track_id,title\n", b"ARROW1\0\0", b"\xff\xff\xff\xff"]
)
def test_another_file_is_refused(content: bytes, path: Path) -> None:
    path.write_bytes(content)
    with pytest.raises(CatalogFormatError, match="not one of ours"):
        Catalog.load(path)


def test_a_foreign_arrow_or_parquet_file_is_refused(path: Path) -> None:
    write([pa.table({"a": [1]})], path)
    with pytest.raises(CatalogFormatError, match="not one of ours"):
        Catalog.load(path)
    pq.write_table(pa.table({"a": [1]}), path)
    with pytest.raises(CatalogFormatError, match="not one of ours"):
        Catalog.load(path)


@pytest.mark.parametrize("description", [{"version": 99}, {"version": 2, "x": 1}, [1], "x", {}])
def test_another_version_or_description_is_refused(description: object, path: Path) -> None:
    metadata = {KEY: json.dumps(description).encode()}
    change(path, 0, lambda table: table.replace_schema_metadata(metadata))
    with pytest.raises(CatalogFormatError, match=r"version 99|description|not one of ours"):
        Catalog.load(path)


def test_another_version_of_the_parquet_file_is_refused(path: Path, catalog: Catalog) -> None:
    write_parquet(catalog, path, version=2)
    with pytest.raises(CatalogFormatError, match="written as version 2, this reads 1"):
        Catalog.load(path)


def test_a_parquet_file_without_a_column_is_refused(path: Path, catalog: Catalog) -> None:
    write_parquet(catalog, path)
    pq.write_table(pq.read_table(path).drop_columns(["valence"]), path)
    with pytest.raises(CatalogFormatError, match="columns do not fit"):
        Catalog.load(path)


@pytest.mark.parametrize("which", range(4))
def test_a_file_without_a_column_is_refused(which: int, path: Path) -> None:
    change(path, which, lambda table: table.drop_columns([table.column_names[-1]]))
    with pytest.raises(CatalogFormatError, match="instead of"):
        Catalog.load(path)


@pytest.mark.parametrize(
    ("which", "name", "values"),
    [
        (0, "by_id", [*range(79), 80]),
        (0, "by_id", [-1, *range(79)]),
        (0, "artists", [[0]] * 79 + [[1_000_000]]),
        (0, "artists", [[0]] * 79 + [[-1]]),
        (0, "genres", [[0]] * 79 + [[4]]),
        (1, "rows", [[0], [1], [2], [80]]),
        (1, "rows", [[0], [1], [2], [-1]]),
    ],
)
def test_numbers_that_point_outside_are_refused(
    which: int, name: str, values: list[object], path: Path
) -> None:
    change(path, which, replaced(name, values))
    with pytest.raises(CatalogFormatError, match="point outside"):
        Catalog.load(path)


def test_artists_that_point_outside_are_refused(path: Path) -> None:
    count = streams(path)[3].num_rows
    for name, values in (
        ("by_name", [count] * count),
        ("rows", [[80]] * count),
        ("rows", [[-5]] * count),
    ):
        change(path, 3, replaced(name, values))
        with pytest.raises(CatalogFormatError, match="point outside"):
            Catalog.load(path)


def test_a_track_without_an_artist_is_refused(path: Path) -> None:
    change(path, 0, replaced("artists", [[0]] * 79 + [[]]))
    with pytest.raises(CatalogFormatError, match="a track has no artist"):
        Catalog.load(path)


@pytest.mark.parametrize("value", [np.nan, np.inf, -np.inf])
def test_features_that_are_no_numbers_are_refused(value: float, path: Path) -> None:
    change(path, 0, replaced("energy_rank", [0.5] * 40 + [value] + [0.5] * 39))
    with pytest.raises(CatalogFormatError, match="energy_rank has values that are no numbers"):
        Catalog.load(path)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("popularity", -1.0),
        ("popularity", 100.5),
        ("popularity", np.nan),
        ("valence", 1.5),
        ("liveness", -0.1),
        ("valence_rank", 1.5),
        ("tempo_rank", -0.1),
        ("tempo", 0.0),
        ("tempo", -120.0),
        ("key", 12.0),
        ("key", 3.5),
        ("mode", 2.0),
        ("mode", 0.5),
        ("loudness", np.inf),
        ("duration_ms", 0),
        ("duration_ms", -30_000),
    ],
)
def test_values_that_no_song_has_are_refused(name: str, value: float, path: Path) -> None:
    values = streams(path)[0][name].to_pylist()
    change(path, 0, replaced(name, [*values[:40], value, *values[41:]]))
    with pytest.raises(CatalogFormatError, match=f"{name} has values that are no"):
        Catalog.load(path)


@pytest.mark.parametrize("value", [np.nan, np.inf, -1.0, 101.0])
def test_a_popularity_that_no_artist_has_is_refused(value: float, path: Path) -> None:
    count = streams(path)[3].num_rows
    change(path, 3, replaced("popularity", [value] + [50.0] * (count - 1)))
    with pytest.raises(CatalogFormatError, match="popularity of artists has values that are no"):
        Catalog.load(path)


def test_values_at_the_ends_of_their_ranges_are_read(path: Path) -> None:
    ends = {
        "popularity": (0.0, 100.0),
        "energy": (0.0, 1.0),
        "energy_rank": (0.0, 1.0),
        "key": (0.0, 11.0),
        "mode": (0.0, 1.0),
        "duration_ms": (1, 2**31 - 1),
    }
    for name, values in ends.items():
        change(path, 0, replaced(name, [*values] * 40))
    use_everything(Catalog.load(path))


def test_a_missing_value_is_refused(path: Path) -> None:
    change(path, 0, replaced("energy", [None] * 80))
    with pytest.raises(CatalogFormatError, match="energy is missing somewhere"):
        Catalog.load(path)


def test_a_file_cut_off_anywhere_is_refused(path: Path, scratch: Path) -> None:
    content = path.read_bytes()
    for length in [*range(0, len(content), 97), len(content) - 1]:
        scratch.write_bytes(content[:length])
        with pytest.raises(CatalogFormatError):
            Catalog.load(scratch)


def test_a_file_with_more_after_its_end_is_refused(path: Path) -> None:
    path.write_bytes(path.read_bytes() + b"\0" * 8)
    with pytest.raises(CatalogFormatError, match="more after its end"):
        Catalog.load(path)


@settings(max_examples=400, deadline=None)
@given(data=st.data())
def test_a_damaged_file_is_refused_or_harmless(
    data: st.DataObject, scratch: Path, catalog: Catalog
) -> None:
    catalog.save(scratch)
    content = bytearray(scratch.read_bytes())
    for _ in range(data.draw(st.integers(1, 4))):
        place = data.draw(st.integers(0, len(content) - 1))
        content[place] = data.draw(st.integers(0, 255))
    scratch.write_bytes(content)
    try:
        damaged = Catalog.load(scratch)
    except CatalogFormatError:
        return
    use_everything(damaged)


def test_the_streams_hold_what_the_room_says(path: Path) -> None:
    tracks, genres, spellings, artists = streams(path)
    assert tracks.schema.names == [*TRACKS.names, "by_id"]
    assert (genres.schema, spellings.schema, artists.schema) == (GENRES, SPELLINGS, ARTISTS)
