from __future__ import annotations

import struct
from pathlib import Path

import numpy as np
import pytest
import soundfile

from humoresque.own_music import decode as room
from humoresque.own_music.decode import CONTAINERS, EXCERPT_S, RATE, Sound, decode
from humoresque.own_music.errors import (
    BrokenFileError,
    SilentError,
    SongError,
    TooLargeError,
    TooLongError,
    TooShortError,
)
from tests.own_music.generated import song, write

SUFFIXES = (".wav", ".flac", ".ogg", ".mp3", ".opus", ".m4a")


@pytest.fixture(autouse=True)
def short_songs(monkeypatch: pytest.MonkeyPatch) -> None:
    """Five seconds are enough here."""
    monkeypatch.setattr(room, "MIN_S", 5.0)


def spectrum_peak(sound: Sound) -> float:
    """Frequency of the strongest partial in hertz."""
    mono = sound.mono
    return float(np.argmax(np.abs(np.fft.rfft(mono))) * RATE / len(mono))


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_every_format_gives_the_same_sound(tmp_path: Path, suffix: str) -> None:
    tone = (0.5 * np.sin(2 * np.pi * 440 * np.arange(6 * RATE) / RATE)).astype(np.float32)
    sound = decode(write(tmp_path / f"tone{suffix}", tone))
    assert sound.samples.shape[0] == 1
    assert sound.samples.dtype == np.float32
    assert sound.duration_s == pytest.approx(6, abs=0.1)
    assert sound.samples.shape[1] / RATE == pytest.approx(6, abs=0.1)
    assert spectrum_peak(sound) == pytest.approx(440, abs=1)
    assert np.std(sound.mono) == pytest.approx(0.5 / np.sqrt(2), rel=0.05)


def test_every_format_has_a_container() -> None:
    assert set(CONTAINERS) == {*SUFFIXES, ".oga"}


def test_other_sample_rates_and_more_channels_are_brought_down(tmp_path: Path) -> None:
    path = tmp_path / "wide.wav"
    tone = 0.5 * np.sin(2 * np.pi * 440 * np.arange(6 * 48_000) / 48_000)
    for channels, expected in ((2, 2), (6, 1)):
        soundfile.write(path, np.repeat(tone[:, None], channels, axis=1), 48_000)
        sound = decode(path)
        assert sound.samples.shape == (expected, 6 * RATE)
        assert spectrum_peak(sound) == pytest.approx(440, abs=1)


@pytest.mark.parametrize("suffix", [".flac", ".m4a"])
def test_of_a_long_song_the_middle_is_taken(
    tmp_path: Path, suffix: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(room, "EXCERPT_S", 6.0)
    parts = [np.sin(2 * np.pi * f * np.arange(8 * RATE) / RATE) for f in (300, 500, 700)]
    samples = np.asarray(np.concatenate(parts) / 2, np.float32)
    sound = decode(write(tmp_path / f"long{suffix}", samples))
    assert sound.duration_s == pytest.approx(24, abs=0.1)
    assert sound.samples.shape[1] == pytest.approx(6 * RATE, abs=RATE / 10)
    assert spectrum_peak(sound) == pytest.approx(500, abs=1)


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_file_without_its_end_gives_what_there_is_or_says_why(
    tmp_path: Path, suffix: str
) -> None:
    path = write(tmp_path / f"whole{suffix}", song(seconds=12))
    content = path.read_bytes()
    path.write_bytes(content[: int(len(content) * 0.7)])
    if suffix == ".m4a":  # its table of contents is at the end
        with pytest.raises(BrokenFileError):
            decode(path)
    else:
        assert 6 < decode(path).samples.shape[1] / RATE < 10


@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize("length", [0, 10, 500])
def test_of_a_mere_beginning_nothing_is_made(tmp_path: Path, suffix: str, length: int) -> None:
    path = write(tmp_path / f"whole{suffix}", song(seconds=12))
    path.write_bytes(path.read_bytes()[:length])
    with pytest.raises(SongError) as error:
        decode(path)
    assert str(tmp_path) not in str(error.value)


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_noise_and_text_are_not_decoded(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"noise{suffix}"
    for content in (np.random.default_rng(0).bytes(40_000), b"#EXTM3U\nhttp://127.0.0.1/x.mp3\n"):
        path.write_bytes(content)
        with pytest.raises(BrokenFileError) as error:
            decode(path)
        assert str(tmp_path) not in str(error.value)


def wav(*, rate: int = RATE, channels: int = 1, announced: int, samples: bytes) -> bytes:
    header = struct.pack(
        "<4sI4s4sIHHIIHH4sI",
        *(b"RIFF", announced + 36, b"WAVE", b"fmt ", 16, 1, channels, rate),
        *(rate * channels * 2 & 0xFFFFFFFF, channels * 2, 16, b"data", announced),
    )
    return header + samples


@pytest.mark.parametrize(
    "content",
    [
        wav(announced=0xFFFFFF00, samples=b"\0\1" * 100),
        wav(announced=0xFFFFFF00, channels=1024, samples=b"\0\1" * 100),
        wav(announced=0xFFFFFF00, rate=0x7FFFFFFF, samples=b"\0\1" * 100),
        wav(announced=0xFFFFFF00, rate=1, samples=b"\0\1" * 100),
        wav(announced=0, samples=b""),
    ],
    ids=["4 GB", "1024 channels", "2 GHz", "1 Hz", "nothing"],
)
def test_a_header_that_promises_too_much_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "huge.wav"
    path.write_bytes(content)
    with pytest.raises(SongError):
        decode(path)


def test_an_announced_length_of_hours_is_refused_before_decoding(tmp_path: Path) -> None:
    path = tmp_path / "long.flac"
    content = bytearray(write(path, song(seconds=6)).read_bytes())
    at = content.index(b"fLaC") + 8 + 13  # the last 36 bits of the stream's facts: its length
    content[at : at + 5] = bytes([content[at] | 0x0F, 0xFF, 0xFF, 0xFF, 0xFF])
    path.write_bytes(content)
    with pytest.raises(TooLongError, match=r"longer than a song \(\d+\.\d h, limit 2\.0 h\)"):
        decode(path)


def test_limits_are_told_with_their_numbers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write(tmp_path / "short.wav", song(seconds=3))
    with pytest.raises(TooShortError, match=r"3\.0 s, at least 5 s"):
        decode(path)
    soundfile.write(path, np.zeros(6 * RATE), RATE)
    with pytest.raises(SilentError, match="is silent"):
        decode(path)
    soundfile.write(path, np.full(6 * RATE, np.nan), RATE, "FLOAT")
    with pytest.raises(BrokenFileError, match="no numbers"):
        decode(path)
    monkeypatch.setattr(room, "MAX_BYTES", 1000)
    with pytest.raises(TooLargeError):
        decode(path)


def test_the_excerpt_is_two_minutes() -> None:
    assert EXCERPT_S == 120
