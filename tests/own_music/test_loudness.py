from __future__ import annotations

import numpy as np
import pytest

from humoresque.own_music.loudness import FLOOR, integrated_loudness


def sine(rate: int, level_db: float, seconds: float = 4.0) -> np.ndarray:
    time = np.arange(int(rate * seconds)) / rate
    return (10 ** (level_db / 20) * np.sin(2 * np.pi * 997 * time)).astype(np.float32)


@pytest.mark.parametrize("rate", [22_050, 44_100, 48_000])
@pytest.mark.parametrize("level", [0.0, -23.0])
def test_the_standards_own_example(rate: int, level: float) -> None:
    """BS.1770: a full-scale 997 Hz sine in one channel of two reads -3.01 LKFS."""
    one = sine(rate, level)
    assert integrated_loudness(np.stack([one, 0 * one]), rate) == pytest.approx(
        level - 3.01, abs=0.05
    )
    assert integrated_loudness(np.stack([one, one]), rate) == pytest.approx(level, abs=0.05)
    assert integrated_loudness(one[None], rate) == pytest.approx(level, abs=0.05)


def test_pauses_do_not_count() -> None:
    """EBU Tech 3341, case 3: -36, -23 and -36 LUFS together read -23."""
    parts = [sine(22_050, level, seconds) for level, seconds in ((-36, 3), (-23, 20), (-36, 3))]
    assert integrated_loudness(np.concatenate(parts)[None], 22_050) == pytest.approx(-23, abs=0.1)


def test_silence_is_at_the_floor() -> None:
    assert integrated_loudness(np.zeros((2, 50_000), np.float32), 22_050) == FLOOR


def test_a_low_tone_counts_less_than_a_high_one() -> None:
    time = np.arange(22_050 * 2) / 22_050
    low, high = (
        integrated_loudness(np.sin(2 * np.pi * f * time, dtype=np.float32)[None], 22_050)
        for f in (30, 4000)
    )
    assert high > low + 8
