import logging
import socket
import sys
import threading
from collections.abc import Iterator
from contextlib import closing

import numpy as np
import pyarrow as pa
import pytest

from humoresque.catalog.catalog import Catalog
from humoresque.catalog.catalog_source import CatalogSource, Wanted
from humoresque.catalog.errors import (
    CatalogDatabaseError,
    DatabaseEmptyError,
    DatabaseExtensionMissingError,
    DatabaseLibraryMissingError,
    DatabaseRefusedError,
    DatabaseUnreachableError,
    DatabaseVersionError,
)
from humoresque.catalog.postgres.address import DatabaseAddress
from humoresque.catalog.postgres.push import push_catalog
from humoresque.catalog.postgres.source import FEW, OF_AN_ARTIST, PostgresCatalog
from tests.catalog.made_up import INFO, made_up_catalog
from tests.catalog.postgres.cluster import PASSWORD, Cluster

ANYTHING = Wanted(genres=("pop",), points=((0.5, 0.5),), count=10**6)
SIZE = 2_500


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    """Songs with names that need quoting, one of them twice."""
    table = made_up_catalog(SIZE, artists=200).table
    artists = table["artists"].to_pylist()
    artists[0], artists[1] = ['O"Neil, {Ann}', "Back\\slash"], ["Beyoncé"]
    artists[2] = ["BEYONCE", "it's; DROP TABLE :name"]
    titles = table["title"].to_pylist()
    titles[0], titles[1], titles[2] = "Two\nlines, \"quoted\", 'too'", "", "{1,2}\t\\N"
    for name, values in (("artists", artists), ("title", titles)):
        at = table.column_names.index(name)
        field = table.schema.field(name)
        table = table.set_column(at, field, pa.array(values, field.type))
    return Catalog.from_table(table, INFO)


@pytest.fixture(scope="module")
def dsn(cluster: Cluster, catalog: Catalog) -> str:
    dsn = cluster.new_database("songs")
    push_catalog(catalog, DatabaseAddress.parse(dsn))
    return dsn


@pytest.fixture(scope="module")
def source(dsn: str) -> Iterator[PostgresCatalog]:
    with closing(PostgresCatalog(dsn)) as source:
        yield source


def size_of(dsn: str) -> int:
    with closing(PostgresCatalog(dsn)) as source:
        return source.size


def ids(catalog: Catalog) -> list[str]:
    return [catalog.track(row).track_id for row in range(catalog.size)]


def test_both_kinds_of_catalog_are_one_to_the_web_room(
    source: PostgresCatalog, catalog: Catalog
) -> None:
    both: tuple[CatalogSource, CatalogSource] = (source, catalog)
    one, other = both
    assert (one.name, one.description, one.provenance) == (
        INFO.name,
        "Made-up songs.",
        "This test.",
    )
    assert (one.size, one.genres, one.is_starter) == (other.size, other.genres, False)
    assert dict(one.genre_sizes) == dict(other.genre_sizes)
    assert other.narrowed(ANYTHING) is catalog
    assert other.songs(artists=["anyone"]) is catalog


def test_songs_come_back_as_they_were_sent(source: PostgresCatalog, catalog: Catalog) -> None:
    everything = source.narrowed(
        Wanted(genres=("folk", "jazz", "pop", "rock"), points=((0.5, 0.5),), count=10**6)
    )
    assert everything.table.equals(catalog.table)


def test_the_nearest_of_the_genre_come(source: PostgresCatalog, catalog: Catalog) -> None:
    point = (0.9, 0.2)
    narrowed = source.narrowed(Wanted(genres=("pop",), points=(point,), count=100))
    rows = catalog.rows_of(("pop",))
    gaps = np.hypot(
        catalog.rank("valence")[rows] - point[0], catalog.rank("energy")[rows] - point[1]
    )
    nearest = {catalog.track(row).track_id for row in rows[np.argsort(gaps)[:80]].tolist()}
    assert set(ids(narrowed)) >= nearest
    assert narrowed.size == 100
    assert all("pop" in narrowed.track(row).genres for row in range(100))
    row = catalog.row_of(narrowed.track(0).track_id)
    assert narrowed.rank("energy")[0] == catalog.rank("energy")[row]


def test_most_are_inside_of_the_band_and_some_are_not(source: PostgresCatalog) -> None:
    wanted = Wanted(genres=("jazz",), points=((0.5, 0.5),), popularity=(80.0, 100.0), count=100)
    popularity = source.narrowed(wanted).popularity
    assert 70 <= np.count_nonzero(popularity >= 80) < len(popularity)


def test_every_point_of_a_path_and_every_genre_has_songs(source: PostgresCatalog) -> None:
    points = tuple((place / 9, 1 - place / 9) for place in range(10))
    narrowed = source.narrowed(Wanted(genres=("jazz", "rock"), points=points, count=1))
    assert set(narrowed.genres) >= {"jazz", "rock"}
    for valence, energy in points:
        gaps = np.hypot(narrowed.rank("valence") - valence, narrowed.rank("energy") - energy)
        assert gaps.min() < 0.1


def test_explicit_songs_are_left_out_on_request(source: PostgresCatalog) -> None:
    wanted = Wanted(genres=("rock",), points=((0.1, 0.9),), explicit=False, count=200)
    narrowed = source.narrowed(wanted)
    assert narrowed.size == 200
    assert not narrowed.explicit.any()


def test_a_small_genre_brings_its_neighbours(cluster: Cluster) -> None:
    catalog = made_up_catalog(FEW // 2, genres=("folk", "jazz"))
    dsn = cluster.new_database("small")
    push_catalog(catalog, DatabaseAddress.parse(dsn))
    with closing(PostgresCatalog(dsn)) as source:
        narrowed = source.narrowed(Wanted(genres=("folk",), points=((0.5, 0.5),)))
    folk = catalog.genre_sizes["folk"]
    assert folk < narrowed.size <= folk + 20


def test_the_songs_of_a_taste_come_along(source: PostgresCatalog, catalog: Catalog) -> None:
    track_id = catalog.track(17).track_id
    wanted = Wanted(
        genres=("pop",),
        points=((0.5, 0.5),),
        artists=("beyoncé", "nobody"),
        track_ids=(track_id, "nothing"),
    )
    found = ids(source.narrowed(wanted))
    assert {catalog.track(row).track_id for row in (1, 2, 17)} <= set(found)


def test_of_an_artist_with_many_songs_some_come_along(
    source: PostgresCatalog, catalog: Catalog
) -> None:
    artist = max(catalog.search_artists("", 300), key=lambda artist: artist.tracks)
    assert artist.tracks > OF_AN_ARTIST
    wanted = Wanted(genres=(), points=(), artists=(artist.name,))
    assert source.narrowed(wanted).size == OF_AN_ARTIST
    assert source.songs(artists=[artist.name]).size == artist.tracks


def test_songs_are_found_by_artist_and_by_id(source: PostgresCatalog, catalog: Catalog) -> None:
    quoted = source.songs(artists=['o"neil {ANN}', "it's; drop table :NAME"])
    assert ids(quoted) == [catalog.track(row).track_id for row in (0, 2)]
    assert quoted.track(0) == catalog.track(0)
    assert ids(source.songs(track_ids=["x' OR '1'='1", "\\'", "a\0b", "\ud800", ":id"])) == []
    assert source.songs().size == 0
    one = source.songs(track_ids=[catalog.track(5).track_id])
    assert one.track(0) == catalog.track(5)


def test_unknown_genres_bring_nothing(source: PostgresCatalog) -> None:
    assert source.narrowed(Wanted(genres=("polka",), points=((0.5, 0.5),))).size == 0


@pytest.mark.parametrize("typed", ["a", "artist 1", "BEY", "drop", "slash", "eil", "", "%", "zzz"])
def test_artists_are_found_in_the_same_order_as_in_memory(
    typed: str, source: PostgresCatalog, catalog: Catalog
) -> None:
    for limit in (1, 7, 50):
        assert source.search_artists(typed, limit) == catalog.search_artists(typed, limit)


def test_several_threads_may_ask_at_once(source: PostgresCatalog) -> None:
    sizes: list[int] = []
    wanted = Wanted(genres=("pop",), points=((0.5, 0.5),), count=70)
    threads = [
        threading.Thread(target=lambda: sizes.append(source.narrowed(wanted).size))
        for _ in range(12)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sizes == [70] * 12


def test_a_catalog_is_replaced_at_once_or_not_at_all(cluster: Cluster) -> None:
    dsn = cluster.new_database("swapped")
    push_catalog(made_up_catalog(40), DatabaseAddress.parse(dsn))
    push_catalog(made_up_catalog(30, seed=1), DatabaseAddress.parse(dsn))
    assert size_of(dsn) == 30

    def fail(stage: str) -> None:
        if stage == "Building indexes":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        push_catalog(made_up_catalog(20), DatabaseAddress.parse(dsn), fail)
    assert size_of(dsn) == 30
    schemas = cluster.run("SELECT nspname FROM pg_namespace WHERE nspname ~ 'humor'", "swapped")
    assert schemas == [["humoresque_catalog"]]


def test_an_empty_catalog_can_be_pushed(cluster: Cluster) -> None:
    dsn = cluster.new_database("nothing")
    push_catalog(
        Catalog.from_table(made_up_catalog(1).table.slice(0, 0), INFO), DatabaseAddress.parse(dsn)
    )
    with closing(PostgresCatalog(dsn)) as source:
        assert (source.size, source.genres, source.search_artists("a", 5)) == (0, (), [])
        assert source.narrowed(ANYTHING).size == 0


def test_a_database_without_a_catalog_says_what_to_do(cluster: Cluster) -> None:
    with pytest.raises(DatabaseEmptyError, match="humoresque catalog push"):
        PostgresCatalog(cluster.new_database("empty"))


def test_another_version_is_named(cluster: Cluster) -> None:
    dsn = cluster.new_database("versions")
    push_catalog(made_up_catalog(20), DatabaseAddress.parse(dsn))
    cluster.run("UPDATE humoresque_catalog.info SET version = 99", "versions")
    with pytest.raises(DatabaseVersionError, match="version 99, this reads 1"):
        PostgresCatalog(dsn)
    cluster.run("DELETE FROM humoresque_catalog.info", "versions")
    with pytest.raises(DatabaseEmptyError):
        PostgresCatalog(dsn)


def test_a_server_without_cube_is_named(cluster: Cluster, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("humoresque.catalog.postgres.push.EXTENSION", "no_such_cube")
    with pytest.raises(DatabaseExtensionMissingError, match="CREATE EXTENSION cube"):
        push_catalog(made_up_catalog(20), DatabaseAddress.parse(cluster.new_database("cubeless")))


def test_a_wrong_password_is_refused_and_never_told(
    cluster: Cluster, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    with pytest.raises(DatabaseRefusedError, match="password authentication failed") as refused:
        PostgresCatalog(cluster.dsn(password="hunter2"))
    assert refused.value.code == "28P01"
    told = f"{refused.value!s}{refused.value!r}{vars(refused.value)}{caplog.text}"
    assert "hunter2" not in told


def test_no_permission_and_no_database_are_refusals(cluster: Cluster, dsn: str) -> None:
    with pytest.raises(DatabaseRefusedError, match="does not exist"):
        PostgresCatalog(cluster.dsn("not_there"))
    cluster.run("DROP ROLE IF EXISTS guest")
    cluster.run("CREATE ROLE guest LOGIN PASSWORD 'guest'")
    guest = f"postgresql://guest:guest@{dsn.rpartition('@')[2]}"
    with pytest.raises(DatabaseRefusedError, match="permission denied"):
        PostgresCatalog(guest)


def test_a_server_that_is_not_there_is_unreachable() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with pytest.raises(DatabaseUnreachableError, match=f"songs on 127.0.0.1:{port}") as failed:
        PostgresCatalog(f"postgresql://ann:hunter2@127.0.0.1:{port}/songs")
    assert "hunter2" not in str(failed.value)


def test_a_server_that_was_restarted_is_asked_again(cluster: Cluster, dsn: str) -> None:
    wanted = Wanted(genres=("pop",), points=((0.5, 0.5),), count=80)
    with closing(PostgresCatalog(dsn)) as source:
        assert source.narrowed(wanted).size == 80
        cluster.stop()
        with pytest.raises(CatalogDatabaseError):
            source.narrowed(wanted)
        cluster.start()
        assert source.narrowed(wanted).size == 80


def test_the_library_is_asked_for_where_it_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pg8000.native", None)
    with pytest.raises(DatabaseLibraryMissingError, match=r"humoresque\[postgres\]"):
        PostgresCatalog("postgresql://ann@127.0.0.1/songs")


def test_the_cluster_password_needs_escaping_in_an_address() -> None:
    assert set(PASSWORD) & set(":/@")
