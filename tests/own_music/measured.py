"""Made-up measurements."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np

from humoresque.own_music.analysis import Measurements

ORDINARY = Measurements(
    tempo=115.0,
    key=0,
    mode=1,
    key_clarity=0.6,
    majorness=0.0,
    loudness=-12.0,
    brightness=0.5,
    flux=1.1,
    onsets=3.3,
    pulse=0.55,
    flatness=0.002,
)


def like(**changes: Any) -> Measurements:
    return replace(ORDINARY, **changes)


def various(count: int, seed: int = 0) -> list[Measurements]:
    rng = np.random.default_rng(seed)
    return [
        like(
            tempo=float(rng.uniform(60, 180)),
            key=int(rng.integers(12)),
            mode=int(rng.integers(2)),
            majorness=float(rng.normal(0, 0.12)),
            loudness=float(rng.normal(-12, 4)),
            brightness=float(rng.normal(0.5, 0.5)),
            flux=float(rng.normal(1.1, 0.35)),
            onsets=float(rng.normal(3.3, 1.0)),
            pulse=float(rng.uniform(0.3, 0.8)),
        )
        for _ in range(count)
    ]
