import math

import numpy as np
import pytest

from humoresque.recommender.metrics import (
    coverage,
    intra_list_diversity,
    jaccard,
    ndcg_at_k,
    novelty,
    precision_at_k,
)


def test_precision_counts_hits_among_the_first_places() -> None:
    assert precision_at_k(["a", "b", "c"], {"a", "c"}, 2) == 0.5
    assert precision_at_k(["a"], {"a"}, 4) == 0.25


def test_ndcg_is_one_for_the_ideal_order_and_falls_with_rank() -> None:
    gains = {"a": 3.0, "b": 1.0}
    assert ndcg_at_k(["a", "b", "x"], gains, 3) == pytest.approx(1.0)
    expected = (1 + 3 / math.log2(3)) / (3 + 1 / math.log2(3))
    assert ndcg_at_k(["b", "a"], gains, 2) == pytest.approx(expected)
    assert ndcg_at_k(["x"], gains, 1) == 0.0
    assert ndcg_at_k(["x"], {}, 5) == 0.0


def test_diversity_is_the_mean_distance_of_pairs() -> None:
    assert intra_list_diversity(np.array([[0.0, 0.0], [3.0, 4.0]])) == pytest.approx(5.0)
    assert intra_list_diversity(np.array([[1.0, 1.0]])) == 0.0


def test_novelty_is_high_where_popularity_is_low() -> None:
    assert novelty(np.array([100.0, 100.0])) == 0.0
    assert novelty(np.array([20.0, 40.0])) == pytest.approx(0.7)


def test_coverage_counts_each_item_once() -> None:
    assert coverage([["a", "b"], ["b", "c"]], 6) == 0.5


def test_jaccard_is_the_shared_share() -> None:
    assert jaccard("abc", "bcd") == 0.5
    assert jaccard([], []) == 1.0
