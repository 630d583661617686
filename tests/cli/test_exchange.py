"""``humoresque recommend`` with a listening history, and into a playlist file."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner, Result

from humoresque.catalog.catalog import Catalog
from humoresque.cli.errors import ROOM_ERRORS
from humoresque.cli.recommend import recommend
from humoresque.history.errors import HistoryError, UnrecognizedHistoryError
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


def test_a_place_without_a_format_or_without_a_folder_is_told(tmp_path: Path) -> None:
    assert "--export" in run("--out", tmp_path / "list").output
    nowhere = run("--export", "csv", "--out", tmp_path / "none" / "list")
    assert nowhere.exit_code == 2
    assert "cannot be" in nowhere.output
