"""How good lists are, in the field's own measures; pure functions of ids and feature points."""

from __future__ import annotations

from collections.abc import Collection

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.floating]


def intra_list_diversity(points: Floats) -> float:
    """Mean Euclidean distance between the songs of a list: (n, features) → at least 0."""
    count = len(points)
    if count < 2:  # noqa: PLR2004 - a pair
        return 0.0
    gaps = np.linalg.norm(points[:, None, :] - points[None, :, :], axis=-1)
    return float(gaps.sum() / (count * (count - 1)))


def novelty(popularity: Floats) -> float:
    """Mean of 1 - popularity/100 over a list: 0 is all hits, 1 all unknown."""
    return float(1.0 - np.mean(popularity) / 100.0)


def jaccard(one: Collection[str], other: Collection[str]) -> float:
    """Shared share of two lists' items, in [0, 1]; two empty lists are the same."""
    first, second = set(one), set(other)
    return len(first & second) / len(first | second) if first | second else 1.0
