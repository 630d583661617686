"""``humoresque recommend`` with a listening history, and into a playlist file."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner, Result

from humoresque.catalog.catalog import Catalog, CatalogInfo
from humoresque.catalog.schema import FACTS
from humoresque.catalog.track import OWN_PREFIX
from humoresque.cli.errors import ROOM_ERRORS
from humoresque.cli.recommend import recommend
from humoresque.history.errors import HistoryError, UnrecognizedHistoryError
from humoresque.own_music.errors import NotScannedError
from humoresque.own_music.library import (
    OwnMusic,
    ScannedFile,
    catalog_path,
    index_path,
    track_id,
)
from tests.playlist_files.made_up import READERS

app = typer.Typer()
app.command("recommend")(recommend)


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An empty data folder: the starter is in use."""
    monkeypatch.setenv("HUMORESQUE_HOME", str(tmp_path / "home"))


@pytest.fixture
def history(tmp_path: Path) -> Path:
    """Plays of the starter's most popular artists, as a table."""
    artists = [artist.name for artist in Catalog.starter().search_artists("", 30)]
    file = tmp_path / "plays.csv"
    rows = "".join(f'"{name}",{99 - place}\n' for place, name in enumerate(artists))
    file.write_text(f"artist,plays\n{rows}Nobody at all,5\n", encoding="utf-8")
    return file


def run(*arguments: str | Path) -> Result:
    wish = ("--emotion", "happy", "--genre", "pop", "--seed", "3")
    return CliRunner().invoke(app, [*wish, *(str(argument) for argument in arguments)])


def test_a_history_gives_seeds_and_says_what_of_it_the_catalog_has(history: Path) -> None:
    result = run("--history", history, "--json")
    assert "The catalog has 30 of the 31 most played artists" in result.stderr
    assert "Nobody" not in result.stderr
    seeds = json.loads(result.stdout)["seeds"]["artists"]
    assert seeds
    assert set(seeds) <= {a.name for a in Catalog.starter().search_artists("", 30)}
    assert json.loads(run("--json").stdout)["seeds"]["artists"] == []


def test_a_history_is_left_alone_at_low_personalization(history: Path) -> None:
    result = run("--history", history, "--personalization", "low", "--json")
    assert json.loads(result.stdout)["seeds"] == {"artists": [], "track_ids": []}


def test_a_file_that_is_no_history_is_told_in_one_line(tmp_path: Path) -> None:
    file = tmp_path / "diary.txt"
    file.write_text("Dear diary")
    assert isinstance(run("--history", file).exception, UnrecognizedHistoryError)
    assert HistoryError in ROOM_ERRORS


@pytest.mark.parametrize("format_name", sorted(READERS))
def test_the_list_is_written_as_a_playlist_file(tmp_path: Path, format_name: str) -> None:
    songs = json.loads(run("--json").stdout)["tracks"]
    file = tmp_path / "list"
    result = run("--export", format_name, "--out", file)
    assert result.exit_code == 0
    assert result.stdout == ""
    titles = READERS[format_name](file.read_bytes())
    assert len(titles) == len(songs)
    assert all(song["title"] in title for song, title in zip(songs, titles, strict=True))


def test_without_a_place_the_playlist_file_is_printed() -> None:
    result = run("--export", "LINKS")
    assert [song["spotify_url"] for song in json.loads(run("--json").stdout)["tracks"]] == (
        result.stdout.splitlines()
    )


def test_files_of_ones_own_are_in_the_list_by_their_paths(tmp_path: Path) -> None:
    starter = Catalog.starter()
    facts = starter.table.take(starter.rows_of(["pop"])[:40]).select(FACTS.names)
    ids = [track_id(f"{number:064x}"[::-1]) for number in range(40)]
    facts = facts.set_column(facts.column_names.index("track_id"), "track_id", [ids])
    files = {}
    for one in ids:
        file = tmp_path / f"{one.removeprefix(OWN_PREFIX)}.mp3"
        file.write_bytes(b"song")
        files[one] = ScannedFile(file.name, 4, file.stat().st_mtime_ns)
    data = tmp_path / "data"
    info = CatalogInfo("own-music", "My files.", "My own.")
    OwnMusic(Catalog.from_facts(facts, info), tmp_path, files).save(data)
    own = ("--catalog", catalog_path(data), "--export")
    lines = [line for line in run(*own, "m3u8").stdout.splitlines() if line[:1] != "#"]
    assert len(lines) == 10
    assert {Path(line).parent for line in lines} == {tmp_path.resolve()}
    assert all(Path(line).is_file() for line in lines)
    index_path(data).unlink()
    assert isinstance(run(*own, "m3u8").exception, NotScannedError)


def test_a_place_without_a_format_or_without_a_folder_is_told(tmp_path: Path) -> None:
    assert "--export" in run("--out", tmp_path / "list").output
    nowhere = run("--export", "csv", "--out", tmp_path / "none" / "list")
    assert nowhere.exit_code == 2
    assert "cannot be" in nowhere.output
