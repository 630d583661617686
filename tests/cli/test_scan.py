from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest
from typer.testing import CliRunner

from humoresque.cli import app
from humoresque.own_music.errors import FolderNotFoundError
from humoresque.own_music.library import OwnMusic, catalog_path
from tests.own_music.generated import song, write


@pytest.fixture(autouse=True)
def one_thread(monkeypatch: pytest.MonkeyPatch) -> None:
    """The command sets these where they are not set."""
    for name in ("OMP", "OPENBLAS", "MKL", "NUMBA"):
        monkeypatch.setenv(f"{name}_NUM_THREADS", "1")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "music"
    for tempo in (90, 120):
        write(folder / f"Anna - {tempo}.wav", song(tempo, seconds=31))
    (folder / "Anna - copy.wav").write_bytes((folder / "Anna - 90.wav").read_bytes())
    (folder / "broken.mp3").write_bytes(b"broken")
    return folder


def test_a_scan_says_what_it_found_and_its_songs_are_recommended(
    folder: Path, tmp_path: Path
) -> None:
    data = tmp_path / "data"
    command = ["catalog", "scan", str(folder), "--data-folder", str(data), "--jobs", "1"]
    result = CliRunner().invoke(app, command)
    assert result.exit_code == 0, result.output
    assert [" ".join(line.split()) for line in result.stdout.splitlines()] == [
        "4 music files",
        "-1 skipped",
        "-1 copies of another file",
        f"2 songs in 1 genres (2 newly analysed), written to {catalog_path(data)}",
    ]
    assert "skipped: broken.mp3 cannot be decoded" in result.stderr

    report = json.loads(CliRunner().invoke(app, [*command, "--json"]).stdout)
    assert report["skipped"][0]["file"] == "broken.mp3"
    assert {name: report[name] for name in ("files", "songs", "analysed", "duplicates")} == {
        "files": 4,
        "songs": 2,
        "analysed": 0,
        "duplicates": 1,
    }

    wish = ["--emotion", "happy", "--popularity", "any", "--seed", "1", "--json"]
    catalog = ["--catalog", str(catalog_path(data)), "--genre", "unknown"]
    chosen = CliRunner().invoke(app, ["recommend", *wish, *catalog])
    assert chosen.exit_code == 0, chosen.output
    tracks = json.loads(chosen.stdout)["tracks"]
    assert tracks
    assert all(OwnMusic.open(data).file_of(track["track_id"]) for track in tracks)


def test_a_folder_that_is_none_is_refused(tmp_path: Path) -> None:
    result = CliRunner().invoke(
        app, ["catalog", "scan", str(tmp_path / "none"), "--data-folder", str(tmp_path)]
    )
    assert isinstance(result.exception, FolderNotFoundError)


def _analysed(data: Path) -> int:
    """How many songs a scan has kept so far."""
    store = data / "own-music.sqlite3"
    if not store.is_file():
        return 0
    with closing(sqlite3.connect(store, timeout=30)) as database:
        try:
            count: int = database.execute("SELECT count(*) FROM songs").fetchone()[0]
        except sqlite3.OperationalError:  # the table is not there yet
            return 0
    return count


@pytest.mark.skipif(os.name != "posix", reason="Ctrl-C as a signal")
def test_ctrl_c_stops_with_a_sentence(tmp_path: Path) -> None:
    # Tests that a script started in its background ignore it, and so would what they start.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    for number in range(9):
        write(tmp_path / "music" / f"{number}.wav", song(seconds=31, seed=number))
    command = [sys.executable, "-m", "humoresque.cli", "catalog", "scan", str(tmp_path / "music")]
    running = subprocess.Popen(
        [*command, "--jobs", "1", "--data-folder", str(tmp_path / "data")],
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    while running.poll() is None and not _analysed(tmp_path / "data"):
        time.sleep(0.01)
    os.killpg(running.pid, signal.SIGINT)
    _, told = running.communicate(timeout=60)
    assert running.returncode == 130, told
    assert 0 < _analysed(tmp_path / "data") < 9
    assert "Stopped. What was analysed is kept" in told
    assert "Traceback" not in told
