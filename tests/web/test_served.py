"""What only a real server can show: files in ranges, and long uploads."""

from __future__ import annotations

import http.client
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import httpx
import pytest

from humoresque.catalog.catalog import Catalog
from humoresque.own_music.library import OwnMusic, ScannedFile
from humoresque.web.body_limit import HISTORY_PATH, PHOTO_PATH
from tests.cli.serving import serving

CONTENT = bytes(range(256)) * 4_000


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """One running server for the tests that only ask it."""
    with serving(tmp_path_factory.mktemp("served")) as (address, _):
        yield address


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


@pytest.mark.parametrize(
    ("path", "headers", "status"),
    [
        (PHOTO_PATH, {"Sec-Fetch-Site": "cross-site"}, 403),
        (PHOTO_PATH, {"Content-Type": "text/plain"}, 415),
        (HISTORY_PATH, {"Sec-Fetch-Site": "cross-site"}, 403),
        (HISTORY_PATH, {"Content-Type": "text/plain"}, 415),
    ],
)
def test_who_sends_first_and_listens_later_sees_every_refusal(
    address: str, path: str, headers: dict[str, str], status: int
) -> None:
    with closing(http.client.HTTPConnection(address.removeprefix("http://"), timeout=20)) as sender:
        sender.request("POST", path, bytes(15_000_000), headers)
        response = sender.getresponse()
        assert response.status == status
        assert response.read().startswith(b'{"type": "urn:humoresque:problem:')
