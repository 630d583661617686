import json
import os
import stat
from contextlib import closing
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from humoresque.catalog.catalog import Catalog
from humoresque.catalog.errors import (
    DatabaseAddressError,
    DatabaseEmptyError,
    NotTheDatasetError,
    SourceFormatError,
)
from humoresque.catalog.location import catalog_path
from humoresque.catalog.postgres.source import PostgresCatalog
from humoresque.catalog.starter.tracks import FILE_NAME
from humoresque.cli.catalog import app
from tests.catalog.made_up import made_up_catalog, many_rows, source_csv
from tests.catalog.postgres.cluster import Cluster
from tests.catalog.server import Server, serving

ROWS = 40


@pytest.fixture
def dataset(tmp_path: Path) -> Path:
    path = tmp_path / "dataset.csv"
    path.write_bytes(source_csv([*many_rows(ROWS), {"tempo": 0}]))
    return path


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The data folder that the environment names."""
    folder = tmp_path / "home"
    monkeypatch.setenv("HUMORESQUE_HOME", str(folder))
    return folder


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def test_import_says_what_was_dropped_and_why(dataset: Path, home: Path) -> None:
    result = run("import", dataset)
    assert result.exit_code == 0
    assert [" ".join(line.split()) for line in result.stdout.splitlines() if line] == [
        "41 rows",
        "0 a value is missing",
        "0 a value is out of range",
        "0 spoken word (speechiness above .66)",
        "0 sleep noise (instrumentalness above .8, energy below .1)",
        "-1 no tempo was found (0)",
        "0 shorter than 30 seconds",
        "0 the same row twice",
        "0 a further genre of a track (kept as its genre)",
        "0 the same song under another track id (its genres kept)",
        f"40 songs in 1 genres, written to {catalog_path(home)}",
    ]
    assert Catalog.load(catalog_path(home)).size == ROWS


@pytest.mark.skipif(os.name != "posix", reason="POSIX modes")
@pytest.mark.parametrize("command", ["import", "fetch"])
def test_the_folder_is_made_for_its_owner_alone_and_may_begin_at_home(
    command: str, dataset: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("HUMORESQUE_HOME", "~/hq")
    with serving(Server(dataset.read_bytes())) as server:
        source = [dataset] if command == "import" else ["--url", server.url, "--rows", "41"]
        assert run(command, *source).exit_code == 0
    assert Catalog.load(catalog_path(tmp_path / "hq")).size == ROWS
    assert stat.S_IMODE((tmp_path / "hq").stat().st_mode) == 0o700


def test_import_for_scripts_is_one_json_object(dataset: Path, tmp_path: Path) -> None:
    folder = tmp_path / "other"
    result = run("import", dataset, "--data-folder", folder, "--json")
    report = json.loads(result.stdout)
    assert (report["rows"], report["tracks"]) == (41, 40)
    assert {"reason": "no tempo was found (0)", "rows": 1} in report["dropped"]
    assert Path(report["path"]) == catalog_path(folder)


def test_import_of_something_else_leaves_the_catalog(tmp_path: Path, home: Path) -> None:
    made_up_catalog(20).save(catalog_path(home))
    wrong = tmp_path / "wrong.csv"
    wrong.write_text("a,b\n1,2\n")
    assert isinstance(run("import", wrong).exception, SourceFormatError)
    assert Catalog.load(catalog_path(home)).size == 20


def test_fetch_brings_the_catalog(home: Path, dataset: Path) -> None:
    with serving(Server(dataset.read_bytes(), redirects=1)) as server:
        result = run("fetch", "--url", server.url, "--rows", "41")
    assert result.exit_code == 0
    assert "40 songs in 1 genres" in result.stdout
    assert Catalog.load(catalog_path(home)).size == ROWS


def test_fetch_takes_its_address_from_the_environment(
    home: Path, dataset: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with serving(Server(dataset.read_bytes())) as server:
        monkeypatch.setenv("HUMORESQUE_CATALOG_URL", server.url)
        result = run("fetch", "--rows", "0", "--json")
    assert json.loads(result.stdout)["tracks"] == ROWS
    assert catalog_path(home).is_file()


def test_fetch_refuses_a_dataset_of_another_length(home: Path, dataset: Path) -> None:
    with serving(Server(dataset.read_bytes())) as server:
        result = run("fetch", "--url", server.url)
    assert isinstance(result.exception, NotTheDatasetError)
    assert "41 rows instead of 114,000" in str(result.exception)
    assert not catalog_path(home).exists()


def test_info_tells_the_starter_and_how_to_get_more(home: Path) -> None:
    result = run("info")
    assert not home.exists()
    assert "starter: 2,000 songs in 40 genres" in result.stdout
    assert "humoresque catalog fetch" in result.stdout


def test_info_tells_the_imported_catalog(home: Path) -> None:
    made_up_catalog(20).save(catalog_path(home))
    assert f"Read from {catalog_path(home)}" in run("info").stdout
    facts = json.loads(run("info", "--json").stdout)
    assert facts == {
        "name": "made-up",
        "size": 20,
        "genres": 4,
        "description": "Made-up songs.",
        "provenance": "This test.",
        "is_starter": False,
        "path": str(catalog_path(home)),
        "database": None,
    }


def test_genres_are_listed_with_their_songs(home: Path) -> None:
    catalog = made_up_catalog(50)
    catalog.save(catalog_path(home))
    lines = [line.split() for line in run("genres").stdout.splitlines()]
    assert lines == [[name, str(count)] for name, count in catalog.genre_sizes.items()]
    assert json.loads(run("genres", "--json").stdout) == dict(catalog.genre_sizes)


def test_the_starter_can_be_made_anew(tmp_path: Path) -> None:
    source = tmp_path / "source.csv"
    source.write_bytes(source_csv({**row, "track_genre": "pop"} for row in many_rows(30)))
    out = tmp_path / "out"
    out.mkdir()
    assert run("make-starter", source, "--out", out).stdout == "30 songs\n"
    assert len((out / FILE_NAME).read_text(encoding="utf-8").splitlines()) == 31


def test_push_brings_the_catalog_in_use_into_postgresql(
    home: Path, cluster: Cluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    made_up_catalog(20).save(catalog_path(home))
    dsn = cluster.new_database("pushed")
    monkeypatch.setenv("HUMORESQUE_CATALOG_DATABASE", dsn)
    result = run("push")
    assert result.exit_code == 0
    port = cluster.port
    assert result.stdout == f"20 songs in 4 genres, pushed into pushed on 127.0.0.1:{port}\n"
    with closing(PostgresCatalog(dsn)) as source:
        assert source.size == 20
    other = home / "other.arrow"
    made_up_catalog(30).save(other)
    assert "30 songs" in run("push", dsn, "--catalog", other).stdout


@pytest.mark.parametrize("by", ["HUMORESQUE_CATALOG_DATABASE", "HUMORESQUE_CATALOG_DATABASE_FILE"])
def test_a_database_that_is_in_use_is_told_and_pushed_into(
    by: str, home: Path, cluster: Cluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    made_up_catalog(20).save(catalog_path(home))
    dsn = cluster.new_database("in_use")
    (home / "address").write_text(f"{dsn}\n")
    monkeypatch.setenv(by, str(home / "address") if by.endswith("_FILE") else dsn)
    assert isinstance(run("info").exception, DatabaseEmptyError)
    assert "20 songs" in run("push").stdout
    catalog_path(home).unlink()
    place = f"in_use on 127.0.0.1:{cluster.port}"
    told = run("info").stdout
    assert "made-up: 20 songs in 4 genres" in told
    assert told.endswith(f"Read from the database {place}\n")
    facts = json.loads(run("info", "--json").stdout)
    assert (facts["size"], facts["path"], facts["database"]) == (20, None, place)
    assert len(run("genres").stdout.splitlines()) == 4


def test_push_needs_one_address(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    nowhere = run("push")
    assert nowhere.exit_code == 2
    assert "HUMORESQUE_CATALOG_DATABASE" in nowhere.output
    monkeypatch.setenv("HUMORESQUE_CATALOG_DATABASE", "postgresql://ann:hunter2@db/songs")
    monkeypatch.setenv("HUMORESQUE_CATALOG_DATABASE_FILE", str(home / "address"))
    both = run("push")
    assert both.exit_code == 2
    assert "both set" in " ".join(both.output.replace("│", " ").split())
    assert "hunter2" not in both.output


def test_push_tells_what_is_wrong_without_the_password(home: Path) -> None:
    result = run("push", "postgresql://ann:hunter2@db:port/songs", "--data-folder", home)
    assert isinstance(result.exception, DatabaseAddressError)
    assert "hunter2" not in f"{result.output}{result.exception}"
