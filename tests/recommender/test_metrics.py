import numpy as np
import pytest

from humoresque.recommender.metrics import intra_list_diversity, jaccard, novelty


def test_diversity_is_the_mean_distance_of_pairs() -> None:
    assert intra_list_diversity(np.array([[0.0, 0.0], [3.0, 4.0]])) == pytest.approx(5.0)
    assert intra_list_diversity(np.array([[1.0, 1.0]])) == 0.0


def test_novelty_is_high_where_popularity_is_low() -> None:
    assert novelty(np.array([100.0, 100.0])) == 0.0
    assert novelty(np.array([20.0, 40.0])) == pytest.approx(0.7)


def test_jaccard_is_the_shared_share() -> None:
    assert jaccard("abc", "bcd") == 0.5
    assert jaccard([], []) == 1.0
