from __future__ import annotations

import importlib.util
import os
import shutil
from importlib.machinery import ModuleSpec
from pathlib import Path

import mutagen
import pytest

from humoresque.catalog.catalog import Catalog, CatalogInfo
from humoresque.own_music import scan as room
from humoresque.own_music.errors import (
    FolderNotFoundError,
    MissingLibraryError,
    NoMusicFoundError,
)
from humoresque.own_music.library import OwnMusic
from humoresque.own_music.scan import ScanReport, Skipped, find_files, scan


@pytest.fixture
def folder(songs: Path, tmp_path: Path) -> Path:
    """Three of the songs."""
    folder = tmp_path / "music"
    folder.mkdir()
    for name in ("Artist 0 - Song 0.wav", "Artist 1 - Song 1.flac", "Artist 2 - Song 2.ogg"):
        shutil.copy(songs / name, folder)
    return folder


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


def run(folder: Path, data: Path, reference: Catalog) -> ScanReport:
    return scan(folder, data, reference, jobs=0)


def test_all_formats_become_a_catalog(
    songs: Path, tmp_path: Path, reference: Catalog, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(songs.parent)
    seen: list[tuple[str, int, int]] = []
    report = scan(
        Path(songs.name),
        tmp_path,
        reference,
        jobs=1,
        on_progress=lambda stage, done, total: seen.append((stage, done, total)),
    )
    assert (report.files, report.songs, report.analysed, report.skipped) == (6, 6, 6, ())
    assert seen == [(stage, n, 6) for stage in ("Reading", "Analysing") for n in range(1, 7)]
    music = OwnMusic.open(tmp_path)
    tracks = [music.catalog.track(row) for row in range(6)]
    for number, track in enumerate(sorted(tracks, key=lambda track: track.title)):
        assert (track.title, track.artists) == (f"Song {number}", (f"Artist {number}",))
        assert track.track_id.startswith("own:")
        assert track.spotify_url is None
        assert track.genres == ("unknown",)
        assert track.popularity == 50
        assert track.duration_ms == pytest.approx(31_000, abs=100)
        assert track.features["tempo"] == pytest.approx(80 + 10 * number, rel=0.04)
        assert (track.features["key"], track.features["mode"]) == (number, 1)
        file = music.file_of(track.track_id)
        assert file is not None
        assert file.parent == songs.resolve()
    info = CatalogInfo(name="both", description="", provenance="")
    assert Catalog.merged(reference, music.catalog, info).size == reference.size + 6


def test_what_is_known_is_not_analysed_again_even_when_moved(
    folder: Path, data: Path, reference: Catalog
) -> None:
    assert run(folder, data, reference).analysed == 3
    (folder / "Album").mkdir()
    (folder / "Artist 0 - Song 0.wav").rename(folder / "Album" / "New - Name.wav")
    report = run(folder, data, reference)
    assert (report.songs, report.analysed) == (3, 0)
    music = OwnMusic.open(data)
    titles = {music.catalog.track(row).title: row for row in range(3)}
    moved = music.file_of(music.catalog.track(titles["Name"]).track_id)
    assert moved == (folder / "Album" / "New - Name.wav").resolve()


def test_copies_are_one_song_and_removed_files_leave(
    folder: Path, data: Path, reference: Catalog
) -> None:
    shutil.copy(folder / "Artist 0 - Song 0.wav", folder / "Copy.wav")
    report = run(folder, data, reference)
    assert (report.files, report.songs, report.duplicates) == (4, 3, 1)
    (folder / "Artist 0 - Song 0.wav").unlink()
    (folder / "Artist 1 - Song 1.flac").unlink()
    report = run(folder, data, reference)
    assert (report.files, report.songs, report.analysed) == (2, 2, 0)
    music = OwnMusic.open(data)
    assert {music.catalog.track(row).title for row in range(2)} == {"Copy", "Song 2"}


def test_changed_files_are_analysed_anew(folder: Path, data: Path, reference: Catalog) -> None:
    run(folder, data, reference)
    file = mutagen.File(folder / "Artist 1 - Song 1.flac")
    file["genre"], file["title"] = "Hip-Hop/Rap", "Tagged"
    file.save()
    assert run(folder, data, reference).analysed == 1
    music = OwnMusic.open(data).catalog
    assert music.genre_sizes == {"hip-hop": 1, "unknown": 2}
    assert music.track(int(music.rows_of(["hip-hop"])[0])).title == "Tagged"


def test_a_recording_number_in_the_tags_is_told(
    folder: Path, data: Path, reference: Catalog
) -> None:
    file = mutagen.File(folder / "Artist 1 - Song 1.flac")
    file["isrc"] = "USRC17607839"
    file.save()
    run(folder, data, reference)
    music = OwnMusic.open(data)
    tracks = [music.catalog.track(row) for row in range(3)]
    told = {track.title: music.isrc_of(track.track_id) for track in tracks}
    assert told == {"Song 0": None, "Song 1": "USRC17607839", "Song 2": None}


def test_broken_files_are_reported_and_skipped(
    folder: Path, data: Path, reference: Catalog
) -> None:
    (folder / "sub").mkdir()
    (folder / "sub" / "broken.mp3").write_bytes(b"no music")
    (folder / "empty.wav").touch()
    report = run(folder, data, reference)
    assert report.songs == 3
    assert report.skipped == (
        Skipped("empty.wav", "cannot be decoded (it is empty)"),
        Skipped(
            str(Path("sub/broken.mp3")),
            "cannot be decoded (Invalid data found when processing input)",
        ),
    )
    assert report.files == report.songs + report.duplicates + len(report.skipped)


def test_a_scan_that_is_broken_off_goes_on_where_it_was(
    folder: Path, data: Path, reference: Catalog
) -> None:
    def stop(stage: str, done: int, _total: int) -> None:
        if stage == "Analysing" and done == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        scan(folder, data, reference, jobs=0, on_progress=stop)
    assert run(folder, data, reference).analysed == 1


def test_only_visible_files_of_known_formats_are_found(folder: Path, tmp_path: Path) -> None:
    for name in (".hidden.mp3", "._song.mp3", "cover.jpg", "list.m3u", "LOUD.MP3"):
        (folder / name).touch()
    for name in (".trash", "deep/er"):
        (folder / name).mkdir(parents=True)
        (folder / name / "song.m4a").touch()
    (folder / "deep" / "loop").symlink_to(folder)
    (tmp_path / "elsewhere.mp3").touch()
    (folder / "link.mp3").symlink_to(tmp_path / "elsewhere.mp3")
    (folder / "folder.mp3").mkdir()
    os.mkfifo(folder / "pipe.mp3")
    found = {path.relative_to(folder).as_posix() for path in find_files(folder)}
    assert found == {
        "LOUD.MP3",
        "deep/er/song.m4a",
        "Artist 0 - Song 0.wav",
        "Artist 1 - Song 1.flac",
        "Artist 2 - Song 2.ogg",
    }


def test_a_folder_without_music_leaves_the_last_scan(
    folder: Path, data: Path, reference: Catalog, tmp_path: Path
) -> None:
    run(folder, data, reference)
    empty = tmp_path / "empty"
    empty.mkdir()
    with pytest.raises(NoMusicFoundError, match=r"holds no music that can be read \(\.flac"):
        run(empty, data, reference)
    (empty / "bad.mp3").write_bytes(b"bad")
    with pytest.raises(NoMusicFoundError, match=r"Of 1 skipped files the first: bad\.mp3 cannot"):
        run(empty, data, reference)
    assert OwnMusic.open(data).catalog.size == 3
    with pytest.raises(FolderNotFoundError):
        run(tmp_path / "nowhere", data, reference)


@pytest.mark.parametrize("library", room.LIBRARIES)
def test_a_missing_library_is_named_with_what_to_do(
    folder: Path, data: Path, reference: Catalog, library: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    find = importlib.util.find_spec

    def find_others(name: str) -> ModuleSpec | None:
        return None if name == library else find(name)

    monkeypatch.setattr(importlib.util, "find_spec", find_others)
    with pytest.raises(MissingLibraryError, match=rf'{library}.*pip install "humoresque\[own-m'):
        run(folder, data, reference)
    assert not data.exists()
