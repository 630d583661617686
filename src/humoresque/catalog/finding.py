"""Many texts found at once in a column, by binary search."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

Rows = npt.NDArray[np.int32]


def find_all(column: pa.Array, order: Rows, wanted: pa.Array) -> Rows:
    """Rows of a column whose values are among those wanted; what it lacks is passed over.

    ``order`` are its rows by ascending value, each value once.
    """
    if not len(wanted) or not len(order):
        return np.empty(0, dtype=np.int32)
    low, high = np.zeros(len(wanted), np.int64), np.full(len(wanted), len(order) - 1, np.int64)
    while (low < high).any():
        middle = (low + high) // 2
        before = pc.less(column.take(order[middle]), wanted).to_numpy(zero_copy_only=False)
        low = np.where(before & (low < high), middle + 1, low)
        high = np.where(before, high, middle)
    rows = order[low]
    there = pc.equal(column.take(rows), wanted).to_numpy(zero_copy_only=False)
    found: Rows = rows[there]
    return found
