"""Sound → what can be measured in it: tempo, key and mode, loudness, brightness, onsets, pulse.

Nothing here is on the catalog's scale yet; :mod:`humoresque.own_music.calibrate` does that.
"""

from __future__ import annotations

import warnings
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from humoresque.own_music.decode import RATE, Sound
from humoresque.own_music.loudness import integrated_loudness

VERSION = 1  # of what is measured: a change makes every song be analysed anew

_WINDOW = 2048
_HOP = 512
FRAME_RATE = RATE / _HOP

# Share of each pitch class in pieces of a key, from its tonic upwards: Albrecht and Shanahan, "The
# Use of Large Corpora to Train a New Type of Key-Finding Algorithm", Music Perception 31 (2013).
_MAJOR = (0.238, 0.006, 0.111, 0.006, 0.137, 0.094, 0.016, 0.214, 0.009, 0.080, 0.008, 0.081)
_MINOR = (0.220, 0.006, 0.104, 0.123, 0.019, 0.103, 0.012, 0.214, 0.062, 0.022, 0.061, 0.052)
_LOWEST_HZ = 65.406  # C2; below it the bass drum, five octaves higher little but overtones
_OCTAVES = 5

# Tempo as heard: a bell around 120 bpm, one octave wide, over the logarithm (Ellis, "Beat
# Tracking by Dynamic Programming", Journal of New Music Research 36, 2007).
_TEMPI = np.geomspace(40.0, 220.0, 700)
_USUAL_TEMPO = 120.0
_TEMPO_SPREAD_OCTAVES = 1.0
_BEATS_AHEAD = 8
_SMOOTHING = (0.25, 0.5, 0.25)  # beats fall between frames

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Measurements:
    """What was measured in an excerpt of a song.

    ``tempo`` in beats per minute; ``key`` a pitch class (C is 0), ``mode`` 1 major, 0 minor;
    ``key_clarity`` in [-1, 1], correlation with the best key's profile; ``majorness`` in [-2, 2],
    how much better the best major key fits than the best minor one; ``loudness`` in LUFS;
    ``brightness`` in octaves above 1 kHz (spectral centroid); ``flux`` in dB, mean rise of the
    mel bands between frames; ``onsets`` a second; ``pulse`` in [0, 1], how regularly they come;
    ``flatness`` in [0, 1], how much the spectrum is noise.
    """

    tempo: float
    key: int
    mode: int
    key_clarity: float
    majorness: float
    loudness: float
    brightness: float
    flux: float
    onsets: float
    pulse: float
    flatness: float


def measure(sound: Sound) -> Measurements:
    """Measure one excerpt; the same sound always gives the same numbers."""
    import librosa  # noqa: PLC0415

    mono = sound.mono
    magnitudes = np.abs(librosa.stft(mono, n_fft=_WINDOW, hop_length=_HOP))
    mel = librosa.power_to_db(librosa.feature.melspectrogram(S=magnitudes**2, sr=RATE), top_db=60)
    rises = librosa.onset.onset_strength(S=mel, sr=RATE).astype(np.float64)
    tempo, pulse = find_tempo(rises)
    key, mode, clarity, majorness = find_key(_chroma(mono, magnitudes))
    weights = np.sqrt((magnitudes**2).sum(axis=0))
    weights /= max(float(weights.sum()), 1e-12)
    centroid = librosa.feature.spectral_centroid(S=magnitudes + 1e-9, sr=RATE)[0]
    flatness = librosa.feature.spectral_flatness(S=magnitudes)[0]
    return Measurements(
        tempo=tempo,
        key=key,
        mode=mode,
        key_clarity=clarity,
        majorness=majorness,
        loudness=integrated_loudness(sound.samples, RATE),
        brightness=float(np.log2(max(float(centroid @ weights), 1.0) / 1000.0)),
        flux=float(rises.mean()),
        onsets=_onsets_a_second(rises),
        pulse=pulse,
        flatness=float(flatness @ weights),
    )


def find_tempo(rises: Floats) -> tuple[float, float]:
    """Beats per minute and pulse clarity from an onset curve (n,) at ``FRAME_RATE``.

    The curve's autocorrelation is read at one to eight beats for every tempo from 40 to 220; the
    bell of usual tempi decides between a tempo and its half or double. Clarity is the mean
    correlation at the chosen tempo's beats, in [0, 1] (after Lartillot et al., ISMIR 2008).
    """
    correlation = _autocorrelation(rises)
    lags = 60.0 / _TEMPI[:, None] * FRAME_RATE * np.arange(1, _BEATS_AHEAD + 1)
    inside = lags < len(correlation) / 2  # further away too few frames speak
    read = np.interp(lags, np.arange(len(correlation)), correlation) * inside
    strength = read.sum(axis=1) / np.maximum(inside.sum(axis=1), 1)
    octaves = np.log2(_TEMPI / _USUAL_TEMPO) / _TEMPO_SPREAD_OCTAVES
    best = int(np.argmax(np.maximum(strength, 0.0) * np.exp(-0.5 * octaves**2)))
    return float(_TEMPI[best]), float(np.clip(strength[best], 0.0, 1.0))


def _autocorrelation(rises: Floats) -> Floats:
    """Correlation of the curve with itself (n,), 1 at no shift; slow changes taken out."""
    width = int(FRAME_RATE)
    slow = np.convolve(rises, np.ones(width) / width, mode="same")
    curve = np.convolve(np.maximum(rises - slow, 0.0), _SMOOTHING, mode="same")
    curve -= curve.mean()
    length = len(curve)
    spectrum = np.fft.rfft(curve, 2 * length)
    shifted = np.fft.irfft(np.abs(spectrum) ** 2)[:length]
    shifted = shifted / np.arange(length, 0, -1)
    return np.asarray(shifted / shifted[0] if shifted[0] > 0 else np.zeros(length))


def _onsets_a_second(rises: Floats) -> float:
    """Peaks that stand out by a standard deviation, a second."""
    inner = rises[1:-1]
    peaks = (inner > rises[:-2]) & (inner >= rises[2:]) & (inner > rises.mean() + rises.std())
    return float(peaks.sum() / (len(rises) / FRAME_RATE))


def _chroma(mono: npt.NDArray[np.float32], magnitudes: npt.NDArray[np.float32]) -> Floats:
    """How much of each pitch class there is, (12,), tuned to the recording."""
    import librosa  # noqa: PLC0415

    with warnings.catch_warnings(action="ignore"):  # noise has no tuning, which is 0 then
        tuning = librosa.estimate_tuning(S=magnitudes, sr=RATE)
    chroma = librosa.feature.chroma_cqt(
        y=mono,
        sr=RATE,
        hop_length=_HOP * 2,
        fmin=_LOWEST_HZ,
        n_octaves=_OCTAVES,
        tuning=tuning,
        norm=None,
    )
    return np.asarray(chroma.mean(axis=1), np.float64)


def find_key(chroma: Floats) -> tuple[int, int, float, float]:
    """Key, mode, clarity and majorness from pitch classes (12,).

    Krumhansl and Schmuckler's algorithm: the key whose profile correlates best (Krumhansl,
    "Cognitive Foundations of Musical Pitch", 1990).
    """
    fits = np.array([_fits(chroma, _MINOR), _fits(chroma, _MAJOR)])
    mode, key = np.unravel_index(int(np.argmax(fits)), fits.shape)
    return int(key), int(mode), float(fits.max()), float(fits[1].max() - fits[0].max())


def _fits(chroma: Floats, profile: tuple[float, ...]) -> Floats:
    """Correlation of pitch classes (12,) with a profile on each of the twelve tonics, (12,)."""
    rotated = np.array([np.roll(profile, key) for key in range(len(chroma))])
    rotated -= rotated.mean()
    centred = chroma - chroma.mean()
    norm = np.sqrt((centred @ centred) * (rotated[0] @ rotated[0]))
    return np.asarray(rotated @ centred / norm if norm > 0 else np.zeros(len(chroma)))
