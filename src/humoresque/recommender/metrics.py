"""How good lists are, in the field's own measures; pure functions of ids and feature points."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.floating]


def precision_at_k(recommended: Sequence[str], relevant: Collection[str], k: int) -> float:
    """Share of the first ``k`` places that hold a relevant item; missing places count as misses."""
    return sum(item in relevant for item in recommended[:k]) / k


def ndcg_at_k(recommended: Sequence[str], gains: dict[str, float], k: int) -> float:
    """Normalised discounted cumulative gain (Järvelin & Kekäläinen 2002), in [0, 1].

    ``gains`` are graded relevances, at least zero; items without one gain nothing, and without
    any gain at all the measure is 0.
    """
    discounts = 1.0 / np.log2(np.arange(2, k + 2))
    found = np.array([gains.get(item, 0.0) for item in recommended[:k]])
    best = np.array(sorted(gains.values(), reverse=True)[:k])
    ideal = float(best @ discounts[: len(best)])
    return float(found @ discounts[: len(found)]) / ideal if ideal > 0 else 0.0


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


def coverage(lists: Sequence[Collection[str]], catalog_size: int) -> float:
    """Share of the catalog that appears in at least one of the lists, in [0, 1]."""
    return len({item for chosen in lists for item in chosen}) / catalog_size


def jaccard(one: Collection[str], other: Collection[str]) -> float:
    """Shared share of two lists' items, in [0, 1]; two empty lists are the same."""
    first, second = set(one), set(other)
    return len(first & second) / len(first | second) if first | second else 1.0
