"""Means with percentile intervals, by drawing the units again (Efron 1979)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

DRAWS = 1_000
LEVEL = 0.95

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Interval:
    """A figure, its 95 % percentile interval, and over how many values it was taken."""

    value: float
    low: float
    high: float
    units: int

    def __str__(self) -> str:
        """Three decimals, the interval in brackets."""
        return f"{self.value:.3f} [{self.low:.3f}, {self.high:.3f}]"

    @property
    def excludes_zero(self) -> bool:
        """Whether a difference is apart from none."""
        return self.low > 0.0 or self.high < 0.0


class Resampling:
    """``DRAWS`` samples with replacement of ``units`` things; the same for equal arguments.

    Where ``groups`` (units,) numbers them from 0, whole groups are drawn: units that have a wish or
    a genre in common are no independent ones. Two figures taken from one resampling are paired:
    every draw holds the same units for both.
    """

    def __init__(self, units: int, seed: int = 0, groups: npt.ArrayLike | None = None) -> None:
        of = np.arange(units) if groups is None else np.asarray(groups)
        most = int(of.max()) + 1
        drawn = np.random.default_rng(seed).integers(most, size=(DRAWS, most))
        counts = np.zeros((DRAWS, units), dtype=np.float32)
        for row, some in zip(counts, drawn, strict=True):
            row[:] = np.bincount(some, minlength=most)[of]
        self.counts = counts

    def mean(self, values: Floats) -> Interval:
        """Mean over the units that have a value (not NaN), with its interval."""
        has = np.isfinite(values)
        if not has.any():
            return Interval(np.nan, np.nan, np.nan, 0)
        counts = self.counts if has.all() else self.counts[:, has]
        totals = counts.sum(axis=1)
        sums = counts @ values[has].astype(np.float32)
        drawn = sums[totals > 0] / totals[totals > 0]
        return percentile_interval(float(values[has].mean()), drawn, int(has.sum()))

    def difference(self, one: Floats, other: Floats) -> Interval:
        """Mean of ``one - other`` over the units that have both: a paired comparison."""
        return self.mean(one - other)


def percentile_interval(value: float, drawn: npt.NDArray[np.floating], units: int) -> Interval:
    """Cut half of what lies outside the level from either end of the drawn figures."""
    tail = 50.0 * (1.0 - LEVEL)
    low, high = np.percentile(drawn, [tail, 100.0 - tail])
    return Interval(value, float(low), float(high), units)
