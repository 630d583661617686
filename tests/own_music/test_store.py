from __future__ import annotations

import os
from pathlib import Path

import pytest

from humoresque.catalog.errors import NotWritableError
from humoresque.own_music import store as room
from humoresque.own_music.analysis import VERSION
from humoresque.own_music.errors import DamagedScanError
from humoresque.own_music.store import Song, Store, store_path
from humoresque.own_music.tags import Tags
from tests.own_music.measured import ORDINARY

SONG = Song(Tags("Title", ("Anna", "Ben"), None, ("pop",), 1999), 12.5, ORDINARY)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / os.fsdecode(b"caf\xe9.mp3")
    path.write_bytes(b"content")
    return path


def test_songs_are_found_again_by_their_digest(tmp_path: Path) -> None:
    with Store(tmp_path) as store:
        assert store.song("a") is None
        store.add("a", SONG)
    with Store(tmp_path) as store:
        assert store.song("a") == SONG
        assert store.song("b") is None


def test_digests_hold_until_the_file_changes(tmp_path: Path, file: Path) -> None:
    with Store(tmp_path) as store:
        facts = file.stat()
        assert store.digest(file, facts) is None
        store.note(file, facts, "a")
        assert store.digest(file, facts) == "a"
        os.utime(file, ns=(1, 1))
        assert store.digest(file, file.stat()) is None
        file.write_bytes(b"more content")
        assert store.digest(file, file.stat()) is None


def test_another_version_of_the_analysis_starts_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Store(tmp_path) as store:
        store.add("a", SONG)
    monkeypatch.setattr(room, "VERSION", VERSION + 1)
    with Store(tmp_path) as store:
        assert store.song("a") is None


@pytest.mark.skipif(os.name != "posix", reason="POSIX modes")
def test_the_store_is_its_owners_alone(tmp_path: Path) -> None:
    before = os.umask(0o022)
    try:
        with Store(tmp_path) as store:
            store.add("a", SONG)
            modes = {path.name: path.stat().st_mode & 0o777 for path in tmp_path.iterdir()}
    finally:
        os.umask(before)
    assert len(modes) == 3
    assert set(modes.values()) == {0o600}


def test_a_file_that_is_no_store_is_told(tmp_path: Path) -> None:
    store_path(tmp_path).write_bytes(b"no database" * 1000)
    with pytest.raises(DamagedScanError, match="humoresque catalog scan"):
        Store(tmp_path)


def test_where_nothing_can_be_written_it_says_so(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(NotWritableError):
        Store(tmp_path / "file")
    with Store(tmp_path) as store:
        store._database.execute("PRAGMA query_only = ON")  # noqa: SLF001 - as a full disk would
        with pytest.raises(NotWritableError, match="cannot be written"):
            store.add("a", SONG)


def test_songs_from_before_recording_numbers_are_read(tmp_path: Path) -> None:
    with Store(tmp_path) as store:
        store.add("a", SONG)
        text = "UPDATE songs SET facts = json_remove(facts, '$.tags.isrc')"
        store._database.execute(text)  # noqa: SLF001
        assert store.song("a") == SONG
