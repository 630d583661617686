"""What only a real server can show: files in ranges, and long uploads."""

from __future__ import annotations

from pathlib import Path

import httpx
import pytest

from humoresque.catalog.catalog import Catalog
from humoresque.own_music.library import OwnMusic, ScannedFile
from tests.cli.serving import serving

CONTENT = bytes(range(256)) * 4_000


@pytest.fixture
def music(tmp_path: Path) -> Path:
    """A scanned folder with one song."""
    folder = tmp_path / "music"
    folder.mkdir()
    file = folder / "song.flac"
    file.write_bytes(CONTENT)
    scanned = ScannedFile(file.name, len(CONTENT), file.stat().st_mtime_ns)
    OwnMusic(Catalog.starter(), folder, {"own:1": scanned}).save(tmp_path / "data")
    return folder


def test_own_music_is_sent_in_parts_as_a_browser_asks(tmp_path: Path, music: Path) -> None:
    with serving(tmp_path, "--music-folder", str(music)) as (address, _):
        path = f"{address}/api/own-music/own:1/audio"
        with httpx.Client() as browser:
            assert browser.get(f"{address}/api/own-music").json()["allowed"] is True
            whole = browser.get(path)
            assert (whole.content, whole.headers["content-type"]) == (CONTENT, "audio/flac")
            part = browser.get(path, headers={"Range": "bytes=1000-70000"})
            assert (part.status_code, part.content) == (206, CONTENT[1000:70001])
            head = browser.head(path)
            assert (head.content, head.headers["content-length"]) == (b"", str(len(CONTENT)))
            behind = browser.get(path, headers={"Range": f"bytes={len(CONTENT)}-"})
            assert behind.status_code == 416
            assert behind.json()["type"] == "urn:humoresque:problem:range-not-satisfiable"
            proxied = browser.get(path, headers={"X-Forwarded-For": "127.0.0.1"})
            assert proxied.status_code == 403


def test_a_history_of_tens_of_megabytes_is_taken(tmp_path: Path) -> None:
    line = b"Queen,Bohemian Rhapsody,1," + b"x" * 2_000 + b"\n"
    plays = b"artist,title,plays,note\n" + line * 10_000
    with serving(tmp_path) as (address, _):
        path = f"{address}/api/taste/history"
        taken = httpx.post(path, files={"files": ("plays.csv", plays)}, timeout=60)
        assert taken.json()["history"]["plays"] == 10_000
