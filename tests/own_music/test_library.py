from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from humoresque.catalog.catalog import Catalog
from humoresque.own_music.errors import DamagedScanError, NotScannedError
from humoresque.own_music.library import (
    OwnMusic,
    ScannedFile,
    catalog_path,
    index_path,
    track_id,
)
from tests.catalog.made_up import made_up_catalog

LIBRARIES = ("librosa", "soundfile", "av", "mutagen", "numba", "scipy")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "music"
    (folder / "album").mkdir(parents=True)
    (folder / "album" / "song.mp3").write_bytes(b"song")
    (tmp_path / "secret.mp3").write_bytes(b"secret")
    return folder


def made(folder: Path, places: dict[str, str]) -> OwnMusic:
    """A scan that found these files as they are now, the absent ones empty."""
    catalog: Catalog = made_up_catalog(20)
    return OwnMusic(catalog, folder, {name: seen(folder, place) for name, place in places.items()})


def seen(folder: Path, place: str) -> ScannedFile:
    try:
        facts = (folder / place).stat()
    except (OSError, ValueError):
        return ScannedFile(place, 0, 0)
    return ScannedFile(place, facts.st_size, facts.st_mtime_ns)


def test_what_was_saved_is_opened(folder: Path, tmp_path: Path) -> None:
    made(folder, {"own:1": "album/song.mp3"}).save(tmp_path / "data")
    opened = OwnMusic.open(tmp_path / "data")
    assert opened.catalog.size == 20
    assert opened.folder == folder
    assert opened.file_of("own:1") == (folder / "album" / "song.mp3").resolve()


def test_recording_numbers_are_kept_and_missed_in_scans_from_before_them(
    folder: Path, tmp_path: Path
) -> None:
    data = tmp_path / "data"
    file = replace(seen(folder, "album/song.mp3"), isrc="USRC17607839")
    OwnMusic(made_up_catalog(20), folder, {"own:1": file}).save(data)
    assert OwnMusic.open(data).isrc_of("own:1") == "USRC17607839"
    assert OwnMusic.open(data).isrc_of("own:2") is None
    index = json.loads(index_path(data).read_text("utf-8"))
    del index["files"]["own:1"]["isrc"]
    index_path(data).write_text(json.dumps(index), "utf-8")
    assert OwnMusic.open(data).isrc_of("own:1") is None
    assert OwnMusic.open(data).file_of("own:1") is not None


def test_only_files_that_are_there_and_inside_are_given_out(folder: Path, tmp_path: Path) -> None:
    (folder / "link.mp3").symlink_to(tmp_path / "secret.mp3")
    (folder / "loop.mp3").symlink_to(folder / "loop.mp3")
    music = made(
        folder,
        {
            "gone": "album/gone.mp3",
            "folder": "album",
            "above": "../secret.mp3",
            "absolute": str(tmp_path / "secret.mp3"),
            "link": "link.mp3",
            "loop": "loop.mp3",
            "nul": "a\0b",
        },
    )
    for name in ("unknown", "gone", "folder", "above", "absolute", "link", "loop", "nul"):
        assert music.file_of(name) is None, name


def test_a_folder_that_became_a_link_to_elsewhere_gives_nothing_of_it(
    folder: Path, tmp_path: Path
) -> None:
    music = made(folder, {"own:1": "album/song.mp3"})
    elsewhere = tmp_path / "elsewhere"
    (folder / "album").rename(elsewhere)
    (folder / "album").symlink_to(elsewhere)
    assert music.file_of("own:1") is None


def test_a_file_that_became_another_is_not_given_out(folder: Path) -> None:
    music = made(folder, {"own:1": "album/song.mp3"})
    file = folder / "album" / "song.mp3"
    facts = file.stat()
    assert music.file_of("own:1") == file.resolve()
    file.write_bytes(b"gnos")
    os.utime(file, ns=(facts.st_atime_ns, facts.st_mtime_ns + 1))
    assert music.file_of("own:1") is None
    file.write_bytes(b"longer")
    os.utime(file, ns=(facts.st_atime_ns, facts.st_mtime_ns))
    assert music.file_of("own:1") is None


@pytest.mark.parametrize("linked", ["album/song.mp3", "album"])
def test_a_link_is_not_followed_even_inside_of_the_folder(folder: Path, linked: str) -> None:
    music = made(folder, {"own:1": "album/song.mp3"})
    (folder / linked).rename(folder / "never scanned")
    (folder / linked).symlink_to(folder / "never scanned")
    assert (folder / "album" / "song.mp3").is_file()
    assert music.file_of("own:1") is None


@pytest.mark.skipif(sys.platform != "linux", reason="names that are no text")
def test_names_that_are_no_text_survive(folder: Path, tmp_path: Path) -> None:
    name = os.fsdecode(b"caf\xe9.mp3")
    (folder / name).write_bytes(b"x")
    made(folder, {"own:1": name}).save(tmp_path / "data")
    assert OwnMusic.open(tmp_path / "data").file_of("own:1") == folder.resolve() / name


def test_without_a_scan_it_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(NotScannedError, match="humoresque catalog scan FOLDER"):
        OwnMusic.open(tmp_path)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{}",
        "[]",
        '{"version": 2}',
        '{"version": 99}',
        "nul",
        '{"version": 2, "folder": "music", "files": {"own:1": "album/song.mp3"}}',
        '{"version": 2, "folder": "music", "files": {"own:1": {"place": "song.mp3"}}}',
    ],
)
def test_a_damaged_index_is_told_apart(folder: Path, tmp_path: Path, text: str) -> None:
    made(folder, {}).save(tmp_path)
    index_path(tmp_path).write_text(text)
    with pytest.raises(DamagedScanError):
        OwnMusic.open(tmp_path)


def test_an_index_of_another_version_is_not_read(folder: Path, tmp_path: Path) -> None:
    made(folder, {}).save(tmp_path)
    index = json.loads(index_path(tmp_path).read_text())
    index_path(tmp_path).write_text(json.dumps(index | {"version": 99}))
    with pytest.raises(DamagedScanError, match="another version"):
        OwnMusic.open(tmp_path)


def test_ids_are_made_of_the_content() -> None:
    assert track_id("0123456789abcdef" * 4) == "own:" + "0123456789abcdef" * 2


def test_opening_needs_no_audio_library(folder: Path, tmp_path: Path) -> None:
    made(folder, {}).save(tmp_path)
    program = (
        "import sys, pathlib\n"
        "from humoresque.own_music.library import OwnMusic\n"
        f"OwnMusic.open(pathlib.Path({str(tmp_path)!r}))\n"
        f"print([name for name in {LIBRARIES!r} if name in sys.modules])\n"
    )
    ran = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert ran.stdout == "[]\n"
    assert catalog_path(tmp_path).is_file()
