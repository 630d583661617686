"""Intervals."""

from __future__ import annotations

import numpy as np
import pytest

from humoresque.offline_evaluation.bootstrap import Interval, Resampling


def test_an_interval_is_about_as_wide_as_theory_says() -> None:
    values = np.random.default_rng(1).normal(5.0, 2.0, 400)
    figure = Resampling(400).mean(values)
    assert figure.value == pytest.approx(values.mean())
    expected = 1.96 * values.std() / np.sqrt(400)
    assert figure.value - figure.low == pytest.approx(expected, rel=0.15)
    assert figure.high - figure.value == pytest.approx(expected, rel=0.15)
    assert figure.units == 400


def test_the_same_seed_gives_the_same_interval() -> None:
    values = np.random.default_rng(1).uniform(size=50)
    assert Resampling(50, 3).mean(values) == Resampling(50, 3).mean(values)
    assert Resampling(50, 3).mean(values) != Resampling(50, 4).mean(values)


def test_units_without_a_value_do_not_count() -> None:
    values = np.array([1.0, np.nan, 3.0, np.nan])
    figure = Resampling(4).mean(values)
    assert figure.value == 2.0
    assert figure.units == 2
    assert 1.0 <= figure.low <= figure.high <= 3.0


def test_nothing_to_measure_has_no_figure() -> None:
    figure = Resampling(3).mean(np.full(3, np.nan))
    assert np.isnan(figure.value)
    assert figure.units == 0


def test_a_paired_difference_is_sharper_than_two_intervals() -> None:
    rng = np.random.default_rng(0)
    hard = rng.normal(0.0, 1.0, 300)
    one, other = hard + 0.1, hard + rng.normal(0.0, 0.1, 300)
    drawn = Resampling(300)
    assert drawn.mean(one).low < drawn.mean(other).high
    assert drawn.difference(one, other).excludes_zero
    assert not drawn.difference(one, one).excludes_zero


def test_groups_are_drawn_whole() -> None:
    """Four equal values say no more than one: the interval is twice as wide as of free units."""
    rng = np.random.default_rng(1)
    values = np.repeat(rng.normal(0.0, 1.0, 200), 4)
    free, grouped = (
        Resampling(800, groups=groups).mean(values) for groups in (None, np.arange(800) // 4)
    )
    assert grouped.value == free.value
    assert (grouped.high - grouped.low) / (free.high - free.low) == pytest.approx(2.0, rel=0.15)


def test_an_interval_reads_well() -> None:
    assert str(Interval(0.5, 0.25, 0.75, 9)) == "0.500 [0.250, 0.750]"
