"""Integrated loudness of ITU-R BS.1770-4 in LUFS."""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt

FLOOR = -70.0  # the absolute gate; what is softer counts as this
_BLOCK_S = 0.4
_STEP_S = 0.1
_OFFSET = -0.691
_RELATIVE_GATE = 10.0

Floats = npt.NDArray[np.float64]


def integrated_loudness(samples: npt.NDArray[np.float32], rate: int) -> float:
    """Loudness of (channels, n) samples in [-1, 1]; one channel counts as two equal ones.

    K-weighting, 400 ms blocks every 100 ms, gates at -70 LUFS and 10 LU below what passes the
    first. What lies above ``rate / 2`` is not heard.
    """
    from scipy.signal import sosfilt  # noqa: PLC0415

    stereo = samples if len(samples) > 1 else np.repeat(samples, 2, axis=0)
    weighted = sosfilt(_k_weighting(rate), stereo.astype(np.float64), axis=1)
    block, step = int(_BLOCK_S * rate), int(_STEP_S * rate)
    sums = np.cumsum(np.pad((weighted**2).sum(axis=0), (1, 0)))
    starts = np.arange(0, max(len(sums) - block, 1), step)
    ends = np.minimum(starts + block, len(sums) - 1)
    powers = (sums[ends] - sums[starts]) / block
    heard = powers[_lufs(powers) > FLOOR]
    if len(heard) == 0:
        return FLOOR
    gated = heard[_lufs(heard) > _lufs(heard.mean()) - _RELATIVE_GATE]
    return float(_lufs(gated.mean()))


def _lufs(power: Floats | float) -> Floats:
    return np.asarray(_OFFSET + 10.0 * np.log10(np.maximum(power, 1e-12)))


def _k_weighting(rate: int) -> Floats:
    """The standard's two filters as second-order sections (2, 6) for any rate.

    It tabulates them for 48 kHz; these are the analogue filters behind that table, taken through
    the bilinear transform.
    """
    shelf_gain = 10 ** (3.999843853973347 / 20)
    k, q = math.tan(math.pi * 1681.974450955533 / rate), 0.7071752369554196
    middle = shelf_gain**0.4996667741545416
    scale = 1 + k / q + k * k
    shelf = [
        (shelf_gain + middle * k / q + k * k) / scale,
        2 * (k * k - shelf_gain) / scale,
        (shelf_gain - middle * k / q + k * k) / scale,
        1.0,
        2 * (k * k - 1) / scale,
        (1 - k / q + k * k) / scale,
    ]
    k, q = math.tan(math.pi * 38.13547087602444 / rate), 0.5003270373238773
    scale = 1 + k / q + k * k
    high_pass = [1.0, -2.0, 1.0, 1.0, 2 * (k * k - 1) / scale, (1 - k / q + k * k) / scale]
    return np.array([shelf, high_pass])
