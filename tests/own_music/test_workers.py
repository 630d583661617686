from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest

from humoresque.own_music import workers as room
from humoresque.own_music.store import Song
from humoresque.own_music.workers import CRASHED, analyse_file, analyse_files

DEADLY = "deadly.wav"


def analyse_or_die(path: Path) -> str:
    """Stands in for a decoder that a file brings down; runs in the worker."""
    if path.name == DEADLY:
        os.kill(os.getpid(), signal.SIGKILL)
    return f"read {path.name}"


def test_one_file_becomes_a_song(songs: Path) -> None:
    song = analyse_file(songs / "Artist 1 - Song 1.flac")
    assert isinstance(song, Song)
    assert song.measured.tempo == pytest.approx(90, rel=0.04)
    assert song.duration_s == pytest.approx(31, abs=0.1)


def test_whatever_is_wrong_with_a_file_is_a_reason(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = tmp_path / "broken.mp3"
    broken.write_bytes(b"nothing")
    assert str(analyse_file(broken)).startswith("cannot be decoded")
    assert analyse_file(tmp_path / "gone.mp3") == "cannot be read (No such file or directory)"

    def fail(_path: Path) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(room, "decode", fail)
    assert analyse_file(broken) == "cannot be analysed (ZeroDivisionError)"


@pytest.mark.skipif(os.name != "posix", reason="SIGKILL")
def test_a_file_that_kills_its_process_is_named_and_the_others_go_on(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(room, "analyse_file", analyse_or_die)
    names = ["1.wav", "2.wav", DEADLY, "3.wav", "4.wav", "5.wav"]
    outcomes = dict(analyse_files([Path(name) for name in names], 1))
    assert outcomes == {Path(name): CRASHED if name == DEADLY else f"read {name}" for name in names}


def test_nothing_to_do_starts_nothing() -> None:
    assert list(analyse_files([], 8)) == []
