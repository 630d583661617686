"""Percentile ranks: what makes features comparable between sources."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt


def percentile_ranks(values: npt.NDArray[np.floating]) -> npt.NDArray[np.float32]:
    """Share of values below each one, ties counted half: (n,) of any unit → (n,) in (0, 1).

    The mid-rank convention keeps the mean at 0.5 whatever the ties; an empty array stays empty.
    """
    if len(values) == 0:
        return np.empty(0, dtype=np.float32)
    _, place, counts = np.unique(values, return_inverse=True, return_counts=True)
    middle = np.cumsum(counts) - 0.5 * counts
    ranks: npt.NDArray[np.float32] = (middle / len(values))[place].astype(np.float32)
    return ranks
