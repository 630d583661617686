from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from humoresque.training.metrics import (
    choose_threshold,
    evaluate_logits,
    expected_calibration_error,
    fit_temperature,
    wilson_interval,
)


def one_hot_logits(predicted: list[int]) -> np.ndarray[tuple[int, int], np.dtype[np.float32]]:
    return (np.eye(7)[predicted] * 5).astype(np.float32)


def test_a_small_example_by_hand() -> None:
    labels = np.array([0, 0, 3, 3])
    result = evaluate_logits(one_hot_logits([0, 3, 3, 3]), labels, 1.0)
    assert result.accuracy == 0.75
    assert result.classes["angry"].recall == 0.5
    assert result.classes["angry"].precision == 1.0
    assert result.classes["happy"].precision == pytest.approx(2 / 3)
    assert result.confusion[0][3] == 1
    assert result.classes["sad"].support == 0


def test_wilsons_interval_of_the_thesis_sized_test_is_about_three_points_wide() -> None:
    low, high = wilson_interval(2440, 3589)
    assert low < 2440 / 3589 < high
    assert 0.029 < high - low < 0.032


@given(st.integers(0, 500), st.integers(1, 500))
def test_intervals_stay_inside_the_unit_range(hits: int, rows: int) -> None:
    low, high = wilson_interval(min(hits, rows), rows)
    assert -1e-9 <= low <= high <= 1 + 1e-9


def test_calibration_error_is_the_gap_of_confidence_and_accuracy() -> None:
    probabilities = np.tile([0.7, 0.3, 0, 0, 0, 0, 0], (10, 1)).astype(np.float64)
    labels = np.array([0] * 4 + [1] * 6)
    assert expected_calibration_error(probabilities, labels) == pytest.approx(0.3)


def test_temperature_finds_what_was_put_in() -> None:
    rng = np.random.default_rng(0)
    logits = rng.normal(0, 2, (6000, 7))
    shares = np.exp(logits) / np.exp(logits).sum(axis=1, keepdims=True)
    labels = np.array([rng.choice(7, p=p) for p in shares])
    found = fit_temperature((logits * 3).astype(np.float32), labels)
    assert math.isclose(found, 3.0, rel_tol=0.1)


def test_the_threshold_asks_at_most_a_fifth() -> None:
    rng = np.random.default_rng(1)
    logits = rng.normal(0, 1, (1000, 7)).astype(np.float32)
    threshold = choose_threshold(logits, logits.argmax(axis=1), 1.0)
    assert 0.1 < threshold.share <= 0.2
    assert threshold.accuracy_above == 1.0


def test_no_rows_are_refused() -> None:
    with pytest.raises(ValueError, match="no rows"):
        evaluate_logits(np.empty((0, 7), np.float32), np.empty(0, np.int64), 1.0)
