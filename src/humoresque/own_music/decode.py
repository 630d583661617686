"""A music file → sound: up to two minutes from its middle, at one sample rate.

libsndfile (soundfile) reads WAV, FLAC, Ogg Vorbis, Opus and MP3; FFmpeg (PyAV) reads M4A and
whatever the former refuses. FFmpeg gets the format from the file's name and the bytes from us, so
that no file can make it open another one.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import numpy as np
import numpy.typing as npt

from humoresque.own_music.errors import (
    BrokenFileError,
    SilentError,
    TooLargeError,
    TooLongError,
    TooShortError,
)

if TYPE_CHECKING:
    from av.audio.stream import AudioStream
    from av.container import InputContainer

RATE = 22_050
EXCERPT_S = 120.0
MIN_S = 30.0  # as in the catalog
MAX_S = 2 * 3600.0
MAX_BYTES = 2_000_000_000
SILENCE = 1e-4  # full scale is 1: -80 dB
_MAX_CHANNELS = 8
_RATES = range(8_000, 384_001)

_EMPTY = "it is empty"
_NO_SOUND = "there is no sound in it"
_NO_NUMBERS = "its samples are no numbers"
_NO_MUSIC = "its sample rate or its number of channels is no music's"

# What FFmpeg calls the container of each kind of file.
CONTAINERS = {
    ".flac": "flac",
    ".m4a": "mov",
    ".mp3": "mp3",
    ".oga": "ogg",
    ".ogg": "ogg",
    ".opus": "ogg",
    ".wav": "wav",
}

Samples = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Sound:
    """An excerpt: ``samples`` (1 or 2, n) in about [-1, 1] at ``RATE``; length of the whole."""

    samples: Samples
    duration_s: float

    @property
    def mono(self) -> Samples:
        """Mean of the channels, (n,)."""
        return np.asarray(self.samples.mean(axis=0), np.float32)


def decode(path: Path) -> Sound:
    """Decode the middle of a file; SongError subclasses say what is wrong with it."""
    size = path.stat().st_size
    if size == 0:
        raise BrokenFileError(_EMPTY)
    if size > MAX_BYTES:
        raise TooLargeError(size, MAX_BYTES)
    with path.open("rb") as file:
        sound = _by_soundfile(file) if path.suffix.lower() != ".m4a" else None
        if sound is None:
            file.seek(0)
            sound = _by_ffmpeg(file, CONTAINERS[path.suffix.lower()])
    if not np.isfinite(sound.samples).all():
        raise BrokenFileError(_NO_NUMBERS)
    heard = sound.samples.shape[1] / RATE
    if heard < MIN_S:
        raise TooShortError(heard, MIN_S)
    if np.abs(sound.samples).max() < SILENCE:
        raise SilentError
    return sound


def _by_soundfile(file: BinaryIO) -> Sound | None:
    """None when libsndfile cannot read it."""
    import librosa  # noqa: PLC0415
    import soundfile  # noqa: PLC0415

    try:
        with soundfile.SoundFile(file) as source:
            rate, frames = source.samplerate, source.frames
            if source.channels > _MAX_CHANNELS or rate not in _RATES or frames <= 0:
                return None
            _check_length(frames / rate)
            wanted = int(EXCERPT_S * rate)
            source.seek(max(0, (frames - wanted) // 2))
            samples = source.read(min(wanted, frames), dtype="float32", always_2d=True)
            if len(samples) < MIN_S * rate:  # the header promised more than there is
                source.seek(0)
                samples = source.read(min(wanted, frames), dtype="float32", always_2d=True)
    except soundfile.LibsndfileError:
        return None
    channels = _at_most_two(samples.T)
    resampled = (
        librosa.resample(channels, orig_sr=rate, target_sr=RATE) if rate != RATE else channels
    )
    return Sound(np.ascontiguousarray(resampled, np.float32), frames / rate)


def _by_ffmpeg(file: BinaryIO, container: str) -> Sound:
    import av  # noqa: PLC0415

    try:
        with av.open(file, "r", format=container, metadata_errors="ignore") as source:
            if not source.streams.audio:
                raise BrokenFileError(_NO_SOUND)
            stream = source.streams.audio[0]
            if stream.rate not in _RATES or stream.channels > _MAX_CHANNELS:
                raise BrokenFileError(_NO_MUSIC)
            duration = _announced(source, stream)
            _check_length(duration)
            return Sound(_middle(source, stream, duration), duration)
    except av.FFmpegError as error:
        raise BrokenFileError(error.strerror or type(error).__name__) from error
    except (ValueError, MemoryError) as error:
        raise BrokenFileError(type(error).__name__) from error


def _announced(source: InputContainer, stream: AudioStream) -> float:
    """Length in seconds as the container tells it; 0 when it does not."""
    if stream.duration is not None and stream.time_base is not None:
        return float(stream.duration * stream.time_base)
    return float(source.duration or 0) / 1e6


def _middle(source: InputContainer, stream: AudioStream, duration: float) -> Samples:
    """Decode from the start of the excerpt until it is full or the file breaks off."""
    import av  # noqa: PLC0415

    start = max(0.0, (duration - EXCERPT_S) / 2)
    if start:
        source.seek(int(start * 1e6))
    layout = "mono" if stream.channels == 1 else "stereo"
    resampler = av.AudioResampler(format="fltp", layout=layout, rate=RATE)
    wanted = int(min(EXCERPT_S, duration or EXCERPT_S) * RATE)
    blocks: list[Samples] = []
    have = 0
    frames = source.decode(stream)
    while have < wanted:
        try:
            frame = next(frames, None)
            resampled = resampler.resample(frame)
        except av.FFmpegError:
            if not blocks:
                raise
            break
        blocks += [np.asarray(block.to_ndarray(), np.float32) for block in resampled]
        have = sum(block.shape[1] for block in blocks)
        if frame is None:
            break
    if not blocks:
        raise BrokenFileError(_NO_SOUND)
    return np.concatenate(blocks, axis=1)[:, :wanted]


def _check_length(duration_s: float) -> None:
    if duration_s > MAX_S:
        raise TooLongError(duration_s, MAX_S)


def _at_most_two(channels: Samples) -> Samples:
    return channels if len(channels) <= 2 else channels.mean(axis=0, keepdims=True)  # noqa: PLR2004
