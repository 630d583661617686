"""How right, how steady and how fast the analysis of own music is.

    python benchmarks/own_music.py [FOLDER] [--songs N]

Generated songs tell how right tempo, key and mode are. Real music (Debian's hyperrogue-music and
singularity-music, or any FOLDER) has no known truth: there, two halves of a song should agree, and
so should copies of it in other formats. Prints JSON.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from humoresque.catalog.catalog import Catalog
from humoresque.catalog.ranks import percentile_ranks
from humoresque.own_music.analysis import Measurements, measure
from humoresque.own_music.calibrate import calibrate
from humoresque.own_music.decode import Sound, decode
from humoresque.own_music.errors import SongError
from humoresque.own_music.scan import find_files
from humoresque.own_music.workers import analyse_files
from tests.own_music.generated import song, write

TOLERANCE = 0.04
FACTORS = (1 / 3, 1 / 2, 1, 2, 3)
MIREX = {"same": 1.0, "fifth": 0.5, "relative": 0.3, "parallel": 0.2}
ESTIMATED = ("energy", "valence", "danceability", "acousticness", "loudness")

# Name → file ending, what soundfile is told. Levels go from 0, the best, to 1.
FORMATS: dict[str, tuple[str, dict[str, Any]]] = {
    "flac": (".flac", {}),
    "mp3, best": (".mp3", {"compression_level": 0.0}),
    "mp3, poor": (".mp3", {"compression_level": 0.9}),
    "vorbis, good": (".ogg", {"compression_level": 0.5}),
    "vorbis, poor": (".ogg", {"compression_level": 1.0}),
    "aac, 128 kbit/s": (".m4a", {}),
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, help="real music")
    parser.add_argument("--songs", type=int, default=96, help="generated songs")
    options = parser.parse_args()
    result: dict[str, Any] = {"generated": generated(options.songs)}
    with tempfile.TemporaryDirectory() as scratch:
        result["speed"] = speed(Path(scratch))
        if options.folder:
            sounds = songs_in(options.folder)
            result["real"] = {
                "songs": len(sounds),
                "halves": halves(sounds),
                "formats": formats(sounds[:: max(1, len(sounds) // 12)], Path(scratch)),
            }
    print(json.dumps(result, indent=1))


def songs_in(folder: Path) -> list[Sound]:
    """Excerpts of all files that are songs; games have short sounds beside their music."""
    sounds = []
    for path in sorted(find_files(folder)):
        with contextlib.suppress(SongError):
            sounds.append(decode(path))
    return sounds


def generated(count: int) -> dict[str, Any]:
    """Shares of songs whose tempo, key and mode come out right."""
    rng = np.random.default_rng(7)
    tempo_right = octave_right = key_right = mode_right = 0
    points = 0.0
    usual: list[bool] = []
    for number in range(count):
        tempo, key, major = rng.uniform(60, 180), int(rng.integers(12)), bool(rng.integers(2))
        sound = song(
            tempo,
            key,
            major=major,
            seconds=25,
            drums=(0.0, 0.4, 1.0, 1.6)[number % 4],
            tuning=rng.uniform(-0.4, 0.4),
            seed=number,
        )
        found = measure(Sound(sound[None], 25.0))
        right = near(found.tempo, tempo)
        tempo_right += right
        if 75 <= tempo <= 160:  # noqa: PLR2004 - where no other octave is as usual
            usual.append(right)
        octave_right += any(near(found.tempo, tempo * factor) for factor in FACTORS)
        how = relation((found.key, found.mode), (key, int(major)))
        key_right += how == "same"
        mode_right += found.mode == major
        points += MIREX.get(how, 0.0)
    return {
        "songs": count,
        "tempo within 4 %": tempo_right / count,
        "the same, songs of 75 to 160 bpm": sum(usual) / len(usual),
        "tempo, or a half, third, double, triple of it": octave_right / count,
        "key and mode": key_right / count,
        "mode": mode_right / count,
        "key, MIREX score": points / count,
    }


def near(found: float, true: float) -> bool:
    return abs(found / true - 1) < TOLERANCE


def relation(found: tuple[int, int], true: tuple[int, int]) -> str:
    """MIREX's audio key detection: same, fifth, relative, parallel or other."""
    (found_key, found_mode), (key, mode) = found, true
    step = (found_key - key) % 12
    if found_mode == mode:
        return {0: "same", 7: "fifth", 5: "fifth"}.get(step, "other")
    if step == 0:
        return "parallel"
    return "relative" if step == (9 if mode else 3) else "other"


def halves(sounds: Sequence[Sound]) -> dict[str, float]:
    """How far the first half of each excerpt agrees with the second."""
    parts: list[list[Measurements]] = [[], []]
    for sound in sounds:
        middle = sound.samples.shape[1] // 2
        parts[0].append(measure(Sound(sound.samples[:, :middle], sound.duration_s)))
        parts[1].append(measure(Sound(sound.samples[:, middle:], sound.duration_s)))
    return agreement(*parts) | {
        f"{name}, rank correlation": spearman(one, other)
        for (name, one), other in zip(
            ranks(parts[0]).items(), ranks(parts[1]).values(), strict=True
        )
    }


def formats(sounds: Sequence[Sound], scratch: Path) -> dict[str, Any]:
    """How far copies in other formats agree with the original."""
    originals = [measure(Sound(sound.mono[None], sound.duration_s)) for sound in sounds]
    expected = ranks(originals)
    result = {}
    for name, (suffix, how) in FORMATS.items():
        path = scratch / f"copy{suffix}"
        copies = [measure(decode(write(path, sound.mono, **how))) for sound in sounds]
        found = ranks(copies)
        result[name] = agreement(originals, copies) | {
            f"{feature}, mean difference of ranks": float(np.abs(found[feature] - one).mean())
            for feature, one in expected.items()
        }
    return result


def agreement(ones: Sequence[Measurements], others: Sequence[Measurements]) -> dict[str, float]:
    pairs = list(zip(ones, others, strict=True))
    return {
        "tempo within 4 %": float(np.mean([near(a.tempo, b.tempo) for a, b in pairs])),
        "key and mode": float(np.mean([(a.key, a.mode) == (b.key, b.mode) for a, b in pairs])),
        "mode": float(np.mean([a.mode == b.mode for a, b in pairs])),
    }


def ranks(songs: Sequence[Measurements]) -> dict[str, npt.NDArray[np.float64]]:
    columns = calibrate(songs, [()] * len(songs), Catalog.starter())
    return {name: columns[f"{name}_rank"] for name in ESTIMATED}


def spearman(one: npt.NDArray[np.float64], other: npt.NDArray[np.float64]) -> float:
    first, second = (percentile_ranks(values).astype(np.float64) for values in (one, other))
    return float(np.corrcoef(first, second)[0, 1])


def speed(scratch: Path) -> dict[str, Any]:
    """Songs of three minutes: seconds each in one process, and files a second by processes."""
    folder = scratch / "songs"
    songs = [
        write(folder / f"{n}.{suffix}", song(90 + 5 * n, n, seconds=180, seed=n))
        for n, suffix in enumerate(("mp3", "flac", "ogg", "m4a") * 4)
    ]
    measure(decode(songs[0]))  # libraries are loaded and compiled
    seconds: dict[str, float] = {}
    for path in songs[:4]:
        started = time.perf_counter()
        sound = decode(path)
        decoded = time.perf_counter()
        measure(sound)
        seconds[f"{path.suffix[1:]}, decode"] = decoded - started
        seconds[f"{path.suffix[1:]}, measure"] = time.perf_counter() - decoded
    rates = {}
    for jobs in sorted({1, 2, os.cpu_count() or 1}):
        started = time.perf_counter()
        done = sum(1 for _ in analyse_files(songs, jobs))
        rates[str(jobs)] = done / (time.perf_counter() - started)
    return {"cores": os.cpu_count(), "seconds a song": seconds, "files a second by jobs": rates}


if __name__ == "__main__":
    for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "NUMBA_NUM_THREADS"):
        os.environ.setdefault(variable, "1")
    main()
