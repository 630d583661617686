from __future__ import annotations

from pathlib import Path

import httpx
import pytest

from humoresque.catalog.catalog import Catalog
from humoresque.own_music.library import OwnMusic
from humoresque.recommender import profiles
from tests.cli.serving import WISHES, refused, serving


@pytest.mark.parametrize("by_option", [True, False])
def test_a_file_that_is_no_catalog_is_to_be_imported_first(
    tmp_path: Path, *, by_option: bool
) -> None:
    file = tmp_path / "my songs.csv"
    file.write_text("track_id,track_name\n1,One\n", encoding="utf-8")
    if by_option:
        said = refused(tmp_path, "--catalog", str(file))
    else:
        said = refused(tmp_path, HUMORESQUE_CATALOG=str(file))
    assert "HUMORESQUE_CATALOG" in said
    assert f"humoresque catalog import '{file}'" in said
    assert len(said.splitlines()) == 1
    assert not (tmp_path / "data").exists()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("HUMORESQUE_TARGETS", None),
        ("HUMORESQUE_TARGETS", "[popularity]"),
        ("HUMORESQUE_TARGETS", "no toml"),
        ("HUMORESQUE_CATALOG", None),
        ("HUMORESQUE_MODEL", None),
        ("HUMORESQUE_MODEL", "a file, no folder"),
        ("HUMORESQUE_MUSIC_FOLDER", None),
    ],
)
def test_a_part_that_cannot_be_used_stops_the_start(
    tmp_path: Path, name: str, content: str | None
) -> None:
    part = tmp_path / "part"
    if content is not None:
        part.write_text(content, encoding="utf-8")
    said = refused(tmp_path, **{name: str(part)})
    assert said.startswith(f"humoresque: {name} names {part}")
    assert len(said.splitlines()) == 1


def test_parts_of_ones_own_are_taken_up(tmp_path: Path) -> None:
    own = tmp_path / "own.parquet"
    Catalog.starter().save(own)
    targets = str(Path(profiles.__file__).with_name("profiles.toml"))
    with serving(tmp_path, "--catalog", str(own), HUMORESQUE_TARGETS=targets) as (address, _):
        assert httpx.get(f"{address}/api/status").json()["catalog"]["size"] > 0
        path = f"{address}/api/create-playlist-based-on-parameters"
        assert httpx.post(path, json=WISHES).status_code == 201


def test_a_folder_of_music_that_was_not_scanned_is_to_be_scanned_first(tmp_path: Path) -> None:
    music, other = tmp_path / "my music", tmp_path / "other"
    for folder in (music, other):
        folder.mkdir()
    said = refused(tmp_path, "--music-folder", str(music))
    assert "humoresque catalog scan" in said
    OwnMusic(Catalog.starter(), other, {}).save(tmp_path / "data")
    said = refused(tmp_path, "--music-folder", str(music))
    assert said.startswith(f"humoresque: HUMORESQUE_MUSIC_FOLDER names {music}")
    assert f"humoresque catalog scan '{music}'" in said
    assert len(said.splitlines()) == 1


def test_a_database_that_does_not_answer_stops_the_start(tmp_path: Path) -> None:
    address = "postgresql://somebody:hidden@127.0.0.1:9/music"
    file = tmp_path / "address"
    file.write_text(address, encoding="utf-8")
    for variables in (
        {"HUMORESQUE_CATALOG_DATABASE": address},
        {"HUMORESQUE_CATALOG_DATABASE_FILE": str(file)},
    ):
        said = refused(tmp_path, **variables)
        assert said.startswith("humoresque: HUMORESQUE_CATALOG_DATABASE cannot be used")
        assert len(said.splitlines()) == 1
        assert "hidden" not in said
