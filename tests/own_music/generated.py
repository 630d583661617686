"""Music with a known tempo and key: drums on the beat and a chord progression above a bass."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

RATE = 22_050
MAJOR = ((0, 4, 7), (5, 9, 12), (7, 11, 14), (0, 4, 7))  # I IV V I
MINOR = ((0, 3, 7), (5, 8, 12), (7, 11, 14), (0, 3, 7))  # i iv V i
_A4 = 440.0
_OPUS_RATE = 24_000  # Opus has five rates, and ours is none of them

Samples = npt.NDArray[np.float32]


def song(
    tempo: float = 120.0,
    key: int = 0,
    *,
    major: bool = True,
    seconds: float = 12.0,
    level: float = 0.5,
    tuning: float = 0.0,
    drums: float = 1.0,
    seed: int = 0,
) -> Samples:
    """Four-four time, a chord a bar; ``key`` is a pitch class, ``tuning`` in semitones. (n,)"""
    rng = np.random.default_rng(seed)
    total = int(seconds * RATE)
    mix = np.zeros(total + RATE, np.float64)
    beat = 60.0 / tempo
    for number in range(int(seconds / beat)):
        start = int(number * beat * RATE)
        chord = (MAJOR if major else MINOR)[number // 4 % 4]
        for step in (*chord, chord[0] - 12):
            _add(mix, start, _tone(48 + key + step + tuning, beat * 0.9) * 0.15)
        if drums:
            hit = _kick() if number % 2 == 0 else _snare(rng)
            _add(mix, start, hit * 0.5 * drums)
            for half in (0.0, 0.5):
                _add(mix, start + int(half * beat * RATE), _hat(rng) * 0.15 * drums)
    sound = mix[:total]
    return np.asarray(sound / np.abs(sound).max() * level, np.float32)


def write(path: Path, samples: Samples, rate: int = RATE, **how: Any) -> Path:
    """Encode (n,) by the file's ending: M4A by FFmpeg, the others by libsndfile (told ``how``)."""
    import soundfile  # noqa: PLC0415

    path.parent.mkdir(parents=True, exist_ok=True)
    if path.suffix == ".m4a":
        _write_m4a(path, samples, rate)
        return path
    if path.suffix == ".opus":
        places = np.arange(0, len(samples), rate / _OPUS_RATE)
        samples = np.asarray(np.interp(places, np.arange(len(samples)), samples), np.float32)
        rate, how = _OPUS_RATE, {"format": "OGG", "subtype": "OPUS", **how}
    with soundfile.SoundFile(path, "w", rate, 1, **how) as file:
        for start in range(0, len(samples), rate):  # Vorbis does not survive minutes at once
            file.write(samples[start : start + rate])
    return path


def _write_m4a(path: Path, samples: Samples, rate: int) -> None:
    import av  # noqa: PLC0415

    with av.open(str(path), "w", format="ipod") as container:
        stream = container.add_stream("aac", rate=rate, layout="mono")
        frame = av.AudioFrame.from_ndarray(samples[None], format="fltp", layout="mono")
        frame.sample_rate = rate
        for packet in (*stream.encode(frame), *stream.encode(None)):
            container.mux(packet)


def _add(mix: npt.NDArray[np.float64], start: int, sound: npt.NDArray[np.float64]) -> None:
    end = min(start + len(sound), len(mix))
    mix[start:end] += sound[: end - start]


def _tone(note: float, seconds: float) -> npt.NDArray[np.float64]:
    time = np.arange(int(seconds * RATE)) / RATE
    frequency = _A4 * 2 ** ((note - 69) / 12)
    partials = sum(np.sin(2 * np.pi * frequency * n * time) / n**1.5 for n in range(1, 6))
    return np.asarray(partials * np.exp(-3.0 * time) * np.minimum(1.0, time * 200))


def _kick() -> npt.NDArray[np.float64]:
    time = np.arange(RATE // 6) / RATE
    return np.sin(2 * np.pi * (50 + 60 * np.exp(-30 * time)) * time) * np.exp(-18 * time)


def _snare(rng: np.random.Generator) -> npt.NDArray[np.float64]:
    time = np.arange(RATE // 8) / RATE
    return rng.normal(0, 0.4, len(time)) * np.exp(-25 * time)


def _hat(rng: np.random.Generator) -> npt.NDArray[np.float64]:
    time = np.arange(RATE // 16) / RATE
    return np.diff(rng.normal(0, 0.5, len(time)), prepend=0.0) * np.exp(-60 * time)
